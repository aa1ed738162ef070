"""Put generated pages in place: atomically, only what changed, only what is ours."""

from generator.publish.writer import MANIFEST, ForeignFileError, Written, is_damaged, publish

__all__ = ["MANIFEST", "ForeignFileError", "Written", "is_damaged", "publish"]
