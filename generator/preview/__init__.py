"""``avance serve``: a preview that shows an edit at once."""

from generator.preview.server import AddressError, serve
from generator.preview.site import Preview

__all__ = ["AddressError", "Preview", "serve"]
