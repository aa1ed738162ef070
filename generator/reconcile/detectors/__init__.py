"""Detectors: patterns over all content that no listed figure asks for.

A detector is one function that yields findings; false alarms count against it, so each has
cases where it must stay silent (tests/test_detectors.py).
"""

from __future__ import annotations

from generator.reconcile.detectors.counted import count_against_table
from generator.reconcile.detectors.executed import executed_above_modified
from generator.reconcile.detectors.lists import named_against_listed
from generator.reconcile.detectors.marks import marks_against_dates
from generator.reconcile.detectors.mislabelled import mislabelled_percentage
from generator.reconcile.detectors.shares import parts_of_a_count, shares_of_a_whole
from generator.reconcile.detectors.totals import total_of_parts
from generator.reconcile.detectors.units import copied_units
from generator.reconcile.detectors.values import two_values
from generator.reconcile.findings import Detector

DETECTORS: dict[str, Detector] = {
    "total-of-parts": total_of_parts,
    "shares-of-a-whole": shares_of_a_whole,
    "parts-of-a-count": parts_of_a_count,
    "executed-above-modified": executed_above_modified,
    "copied-units": copied_units,
    "two-values": two_values,
    "mislabelled-percentage": mislabelled_percentage,
    "count-against-table": count_against_table,
    "marks-against-dates": marks_against_dates,
    "named-against-listed": named_against_listed,
}
"""By the code under which the manual and the tables name them."""
