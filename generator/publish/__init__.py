"""Put generated pages in place: atomically, only what changed, only what is ours."""

from generator.publish.writer import ForeignFileError, Written, publish

__all__ = ["ForeignFileError", "Written", "publish"]
