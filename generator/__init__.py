"""Avance: public plans as text files, checked, computed and published as a site."""

__version__ = "0.1.0"
