"""Detectors: patterns over all content that no listed figure asks for.

A detector is one function that yields findings; false alarms count against it, so each has
cases where it must stay silent (tests/test_detectors.py).
"""

from __future__ import annotations

from generator.compute.findings import Detector

DETECTORS: tuple[Detector, ...] = ()
