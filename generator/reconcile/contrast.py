"""Contraste: the published figures held against their parts, and what detectors find beyond."""

from __future__ import annotations

from dataclasses import dataclass, replace

from generator.compute.results import Results
from generator.reconcile.detectors import DETECTORS
from generator.reconcile.findings import Evidence, Finding
from generator.reconcile.reconcile import Reconciled, reconcile


@dataclass(frozen=True, slots=True)
class Contrast:
    """Every published figure with its verdict, and every finding of the detectors."""

    reconciled: tuple[Reconciled, ...]
    findings: tuple[Finding, ...]


def contrast(results: Results) -> Contrast:
    """Reconcile all published figures and run all detectors, in the order of plans and files."""
    reconciled = reconcile(results.catalog, results.plans)
    evidence = Evidence(results, reconciled)
    found = [
        replace(finding, detector=code)
        for code, detect in DETECTORS.items()
        for finding in detect(evidence)
    ]
    return Contrast(reconciled, tuple(sorted(found, key=_order)))


def _order(finding: Finding) -> tuple[str, str, str, int, int]:
    spot = finding.place
    return finding.plan, finding.detector, spot.path, spot.line, spot.column
