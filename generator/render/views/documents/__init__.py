"""Documents that are cited: the list of all, and what is taken from each, place by place."""
