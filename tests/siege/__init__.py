"""A siege: contents that nobody would write, until one of them stops the program."""
