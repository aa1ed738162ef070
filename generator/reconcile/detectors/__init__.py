"""Detectors: patterns over all content that no listed figure asks for.

A detector is one function that yields findings, listed in ``contrast.DETECTORS`` under its code;
false alarms count against it, so each has cases where it must stay silent
(tests/test_detectors.py).
"""
