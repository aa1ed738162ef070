"""Pages: views built from the computation, written as Markdown by templates."""

from generator.render.pages import additions, page_output, page_outputs, pictures, render, sheets
from generator.render.views.across.registers import Offer, Sizes
from generator.render.views.common import RenderContext

__all__ = [
    "Offer",
    "RenderContext",
    "Sizes",
    "additions",
    "page_output",
    "page_outputs",
    "pictures",
    "render",
    "sheets",
]
