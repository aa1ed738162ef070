"""Detectors: patterns over all content that no listed figure asks for.

A detector is one function that yields findings; false alarms count against it, so each has
cases where it must stay silent (tests/test_detectors.py).
"""

from __future__ import annotations

from generator.compute.detectors.counted import count_against_table
from generator.compute.detectors.executed import executed_above_modified
from generator.compute.detectors.lists import named_against_listed
from generator.compute.detectors.marks import marks_against_dates
from generator.compute.detectors.mislabelled import mislabelled_percentage
from generator.compute.detectors.shares import parts_of_a_count, shares_of_a_whole
from generator.compute.detectors.totals import total_of_parts
from generator.compute.detectors.units import copied_units
from generator.compute.detectors.values import two_values
from generator.compute.findings import Detector

DETECTORS: tuple[Detector, ...] = (
    total_of_parts,
    shares_of_a_whole,
    parts_of_a_count,
    executed_above_modified,
    copied_units,
    two_values,
    mislabelled_percentage,
    count_against_table,
    marks_against_dates,
    named_against_listed,
)
