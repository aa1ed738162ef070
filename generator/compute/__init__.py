"""The one computation behind every page, table and diff: compute(catalog, as_of) -> Results."""

from generator.compute.results import Results, compute

__all__ = ["Results", "compute"]
