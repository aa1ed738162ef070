"""What fell short of its target, and what the reports of the year say of the reasons.

A report names the factors of an activity, of a strategy or of an objective. Where it names none
of a thing itself, those of the nearest part above it are its own too, and are told as what they
are: of that part. Nothing is inferred.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from generator.compute.results import PlanResult
from generator.compute.rollups import Counted
from generator.model.catalog import Element, cite
from generator.model.method import Band
from generator.model.narrative import Paragraphs
from generator.model.reports import ElementReport, ResultRole, ResultsFile
from generator.model.source import Source


class Explained(StrEnum):
    """How far reports explain a result."""

    OWN = "own"
    """They name the factors that affected it."""
    ABOVE = "above"
    """They name those of what it is part of."""
    WORDS = "words"
    """They say where it stands, and no factors."""
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Said:
    """What one report says of an element."""

    of: Element
    file: ResultsFile
    report: ElementReport
    words: Paragraphs

    @property
    def source(self) -> Source | None:
        """Where it is printed."""
        return cite(self.report.source, self.file.source, *self.of.sources)


@dataclass(frozen=True, slots=True)
class Shortfall:
    """An activity (or a measure) in the low band, or with a target that it did not meet."""

    row: Counted
    element: Element
    explained: Explained
    reports: tuple[Said, ...]
    """The latest first."""


def is_short(row: Counted) -> bool:
    """Whether a result fell short: of the medium band, else of a target without percentage."""
    return row.band is Band.LOW or (row.band is None and row.met is False)


def shortfalls(plan: PlanResult) -> tuple[Shortfall, ...]:
    """Everything that fell short in the plan's year, the lowest first."""
    return plan.once(shortfalls, lambda: tuple(_shortfalls(plan)))


def _shortfalls(plan: PlanResult) -> Iterator[Shortfall]:
    short = [row for row in plan.counted_now if is_short(row)]
    for row in sorted(short, key=lambda it: (it.raw or Decimal(0), it.code)):
        if (element := element_of(plan, row)) is not None:
            yield Shortfall(row, element, *explained(plan, element))


def element_of(plan: PlanResult, row: Counted) -> Element | None:
    """The element that counts, or that of the measure that does; None of a region of a measure."""
    if row.level.is_counted:
        return plan.folder.by_code.get(row.code)
    measure = plan.measures.get(row.code)
    return measure.use.element if measure else None


def explained(plan: PlanResult, element: Element) -> tuple[Explained, tuple[Said, ...]]:
    """What the reports of the plan's year say of the reasons of an element's results."""
    own = _reports(plan, element)
    if found := _saying(own, "factors"):
        return Explained.OWN, found
    for above in plan.folder.above(element):
        if found := _saying(_reports(plan, above), "factors"):
            return Explained.ABOVE, found
    if found := _saying(own, "situation", "assessment", "measures_taken"):
        return Explained.WORDS, found
    return Explained.NONE, ()


def _saying(
    found: Iterable[tuple[Element, ResultsFile, ElementReport]], *names: str
) -> tuple[Said, ...]:
    found_in = ((it, next(filter(None, (getattr(it[2], n) for n in names)), ())) for it in found)
    return tuple(Said(*it, words) for it, words in found_in if words)


def _reports(plan: PlanResult, of: Element) -> list[tuple[Element, ResultsFile, ElementReport]]:
    files = [
        (of, file, file.elements[of.code])
        for file in plan.folder.results
        if of.code in file.elements
        and file.role is ResultRole.PROGRESS
        and file.period.year == plan.year
    ]
    return sorted(files, key=lambda it: it[1].period.end, reverse=True)
