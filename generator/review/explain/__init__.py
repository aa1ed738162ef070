"""A diff in words: for a terminal, a pull request, and other programs."""
