"""What changed between two revisions, whether it may change so, and what it was before."""
