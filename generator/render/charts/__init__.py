"""Charts drawn at build time: figures (what a chart shows) -> Altair -> plain inline SVG."""
