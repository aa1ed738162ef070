"""Detectors: patterns over all content that no listed figure asks for.

A detector is one function that yields findings, listed here under its code; false alarms count
against it, so each has cases where it must stay silent (tests/test_detectors.py).
"""

from __future__ import annotations

from generator.reconcile.detectors import announced, figures, money, tables, values
from generator.reconcile.findings import Detector

DETECTORS: dict[str, Detector] = {
    "total-of-parts": money.total_of_parts,
    "shares-of-a-whole": tables.shares_of_a_whole,
    "parts-of-a-count": tables.parts_of_a_count,
    "executed-above-modified": money.executed_above_modified,
    "copied-units": tables.copied_units,
    "two-values": values.two_values,
    "mislabelled-percentage": figures.mislabelled_percentage,
    "count-against-table": figures.count_against_table,
    "marks-against-dates": announced.marks_against_dates,
    "named-against-listed": announced.named_against_listed,
}
