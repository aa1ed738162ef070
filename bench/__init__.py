"""Benchmarks: ratios to what the tools underneath cost, never absolute times."""
