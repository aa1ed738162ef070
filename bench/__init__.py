"""Benchmarks: what the program costs, held against a budget that means the same anywhere."""
