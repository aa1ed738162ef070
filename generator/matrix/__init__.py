"""A plan as institutions keep it, in a matrix: what its columns mean, and the plan it becomes."""
