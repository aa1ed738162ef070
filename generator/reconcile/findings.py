"""What the detectors find in the content: a pattern that does not fit, with its place."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from generator.compute.results import Results
from generator.model.source import Source
from generator.problems import Message, Place
from generator.reconcile.reconcile import Reconciled


class FindingSeverity(StrEnum):
    """How much a finding says."""

    CONTRADICTION = "contradiction"
    """The document contradicts itself."""
    DOUBT = "doubt"
    """Something that can be right and deserves a look."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding. ``expected`` and ``found`` are values as a message holds them."""

    plan: str
    what: Message
    """One sentence: what does not fit."""
    expected: object
    found: object
    source: Source | None
    """Where it is printed."""
    place: Place
    """Where it stands in the content."""
    severity: FindingSeverity = FindingSeverity.CONTRADICTION
    detector: str = ""
    """Code of the detector that found it."""

    def as_doubt(self) -> Finding:
        """The same, told as something that can be right."""
        return replace(self, severity=FindingSeverity.DOUBT)


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a detector looks at."""

    results: Results
    reconciled: tuple[Reconciled, ...]


Detector = Callable[[Evidence], Iterator[Finding]]
