"""Pages: views built from the computation, written as Markdown by templates."""

from generator.render.pages import Addition, additions, pictures, render, sheets
from generator.render.views.downloads import Offer

__all__ = ["Addition", "Offer", "additions", "pictures", "render", "sheets"]
