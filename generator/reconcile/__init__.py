"""Published figures held against their parts, and patterns that do not fit."""
