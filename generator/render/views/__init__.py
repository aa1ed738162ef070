"""Views: a dataclass per kind of page, built before any template runs."""
