"""A round of reporting in workbooks: one of each unit, made, filled in, and read back."""
