"""From results to pages: render(results, lang) -> {path under docs/: bytes}."""

from generator.render.pages import render, sheets

__all__ = ["render", "sheets"]
