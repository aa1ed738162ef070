"""«In one sentence»: what the data say first of a plan, of its parts, of a region or of a unit."""
