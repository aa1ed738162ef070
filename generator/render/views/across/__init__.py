"""Pages across all plans."""
