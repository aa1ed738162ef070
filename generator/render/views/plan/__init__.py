"""Pages of one plan and of its elements."""
