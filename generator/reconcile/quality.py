"""How the portal itself is doing: where its figures come from, how late they are, what was asked.

Each is counted once; the page of the portal and the table ``quality`` take it from here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from statistics import median

from generator.compute.agenda import ReportDue, occasions
from generator.compute.reporting import latest_report
from generator.compute.results import Results
from generator.model.corrections import RequestState, requested
from generator.model.excerpts import said_with_sources
from generator.model.rounding import HUNDRED
from generator.reconcile.disputes import disputed_figures


class Aspect(StrEnum):
    """What is counted."""

    SOURCED = "figures-with-document"
    PLACED = "figures-with-place"
    QUOTED = "figures-with-quote"
    REPORTED = "results-reported"
    OVERDUE = "results-overdue"
    AGE = "days-since-report"
    DISPUTED = "figures-in-dispute"
    ASKED = "corrections-asked"
    ACCEPTED = "corrections-accepted"
    REJECTED = "corrections-rejected"
    OPEN = "corrections-open"
    DAYS = "days-to-answer"
    WARNINGS = "warnings"


@dataclass(frozen=True, slots=True)
class QualityFigure:
    """A count, of how many where it is of several; days where they are days."""

    aspect: Aspect
    value: Decimal
    total: int | None = None
    plan: str = ""
    """"" of the whole portal."""
    until: date | None = None
    """The day until which the latest report of a plan counts."""

    @property
    def share(self) -> Decimal | None:
        """In percent; None of nothing."""
        return self.value / self.total * HUNDRED if self.total else None


def quality(results: Results) -> tuple[QualityFigure, ...]:
    """Of the whole portal, then of each plan; what there is nothing to count of is left out."""
    return (*_of_portal(results), *(it for plan in results.plans for it in _of_plan(results, plan)))


def _of_portal(results: Results) -> Iterator[QualityFigure]:
    yield from _sources(results, "")
    yield from _reports(results, "")
    yield QualityFigure(Aspect.DISPUTED, Decimal(len(results.derived(disputed_figures))))
    asked = requested(results.catalog.registers)
    yield QualityFigure(Aspect.ASKED, Decimal(len(asked)))
    states = {
        Aspect.ACCEPTED: RequestState.ACCEPTED,
        Aspect.REJECTED: RequestState.REJECTED,
        Aspect.OPEN: RequestState.OPEN,
    }
    for aspect, state in states.items() if asked else ():
        n = sum(it.state is state for it in asked)
        yield QualityFigure(aspect, Decimal(n), len(asked))
    days = [Decimal(it.days) for it in asked if it.days is not None]
    if days:
        yield QualityFigure(Aspect.DAYS, median(days))
    yield QualityFigure(Aspect.WARNINGS, Decimal(results.n_warnings))


def _of_plan(results: Results, plan: str) -> Iterator[QualityFigure]:
    yield from _sources(results, plan)
    yield from _reports(results, plan)
    if report := latest_report(results.plans[plan].folder):
        until = min(report.until, results.as_of)
        days = Decimal((results.as_of - until).days)
        yield QualityFigure(Aspect.AGE, days, plan=plan, until=until)
    n = sum(it.plan == plan for it in results.derived(disputed_figures))
    yield QualityFigure(Aspect.DISPUTED, Decimal(n), plan=plan)


def _sources(results: Results, plan: str) -> Iterator[QualityFigure]:
    """Figures that say their document, their place in it, and its words."""
    counted = results.derived(_figures).get(plan, Counter())
    total = counted["all"]
    for aspect in (Aspect.SOURCED, Aspect.PLACED, Aspect.QUOTED) if total else ():
        yield QualityFigure(aspect, Decimal(counted[aspect]), total, plan)


def _figures(results: Results) -> dict[str, Counter[str]]:
    """How many figures the content gives, by plan; "" all of them."""
    found: dict[str, Counter[str]] = {}
    for it in said_with_sources(results.catalog):
        given = {
            "all": True,
            Aspect.SOURCED: it.source.document,
            Aspect.PLACED: it.source.document and it.source.place,
            Aspect.QUOTED: it.source.document and it.quote,
        }
        n = it.n_figures
        counts = Counter({str(name): n for name, is_so in given.items() if is_so})
        for plan in dict.fromkeys(("", it.plan)):
            found.setdefault(plan, Counter()).update(counts)
    return found


def _reports(results: Results, plan: str) -> Iterator[QualityFigure]:
    """Results that were due by the day, and how many of them are there."""
    due = [
        it.subject
        for it in results.derived(occasions)
        if isinstance(it.subject, ReportDue) and it.subject.is_over and plan in {"", it.plan}
    ]
    total, n = sum(it.n for it in due), sum(it.n_told for it in due)
    if total:
        yield QualityFigure(Aspect.REPORTED, Decimal(n), total, plan)
        yield QualityFigure(Aspect.OVERDUE, Decimal(total - n), total, plan)
