"""Charts drawn at build time: figures (what a chart shows) -> plain inline SVG."""
