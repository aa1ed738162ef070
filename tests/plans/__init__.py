"""Tests of the plans of this repository, and of the program on content of that size."""
