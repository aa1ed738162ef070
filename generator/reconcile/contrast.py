"""Contraste: the published figures held against their parts, and what detectors find beyond."""

from __future__ import annotations

from dataclasses import dataclass, replace

from generator.compute.results import Results
from generator.reconcile.detectors import announced, figures, money, parts, rest, tables, values
from generator.reconcile.findings import Detector, Evidence, Finding
from generator.reconcile.reconcile import Reconciled, reconcile

DETECTORS: dict[str, Detector] = {
    "total-of-parts": money.total_of_parts,
    "whole-and-parts": parts.whole_and_parts,
    "shares-of-a-whole": tables.shares_of_a_whole,
    "parts-of-a-count": tables.parts_of_a_count,
    "executed-above-modified": money.executed_above_modified,
    "copied-units": tables.copied_units,
    "two-values": values.two_values,
    "mislabelled-percentage": figures.mislabelled_percentage,
    "count-against-table": figures.count_against_table,
    "marks-against-dates": announced.marks_against_dates,
    "named-against-listed": announced.named_against_listed,
    "figure-against-parts": rest.figure_against_parts,  # the last: it tells what no other does
}
"""Under the codes by which the manual knows them."""


@dataclass(frozen=True, slots=True)
class Contrast:
    """Every published figure with its verdict, and every finding of the detectors."""

    reconciled: tuple[Reconciled, ...]
    findings: tuple[Finding, ...]


def contrast(results: Results) -> Contrast:
    """Reconcile all published figures and run all detectors, in the order of plans and files."""
    reconciled = reconcile(results.catalog, results.plans)
    found: list[Finding] = []
    for code, detect in DETECTORS.items():
        evidence = Evidence(results, reconciled, tuple(found))
        found += [replace(finding, detector=code) for finding in detect(evidence)]
    return Contrast(reconciled, tuple(sorted(found, key=_order)))


def _order(finding: Finding) -> tuple[str, str, str, int, int]:
    spot = finding.place
    return finding.plan, finding.detector, spot.path, spot.line, spot.column
