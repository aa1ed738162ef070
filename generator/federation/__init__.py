"""A country of institutions: each with a repository of its own, none able to stop the others."""
