"""What the content gives a date to, of all plans in one list; words come later."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from hashlib import sha256

from generator.compute.reporting import deadline_of, rounds
from generator.compute.results import PlanResult, Results
from generator.model.catalog import PlanFolder
from generator.model.period import Period
from generator.model.plan import Agreement, Approval, Version
from generator.model.reports import CalendarEntry, Recommendation


class Happening(StrEnum):
    """What sort of date it is; the values are parts of ids that outlive a change of words."""

    EVENT = "event"
    DEADLINE = "deadline"
    REPORT = "report"
    APPROVAL = "approval"
    VERSION = "version"
    SIGNATURE = "signature"


@dataclass(frozen=True, slots=True)
class ReportDue:
    """A reporting round: the periods that end in it are due by its deadline."""

    period: Period
    """The round, or the period itself where rounds have no name."""
    n: int
    """Measures with a target in it."""
    n_told: int
    """How many of them a report tells of: with a figure, in words, or why there is none."""
    is_over: bool
    """Whether its last day has passed: what is missing is owed."""


Subject = CalendarEntry | Recommendation | ReportDue | Approval | Version | Agreement


@dataclass(frozen=True, slots=True)
class Occasion:
    """Something of a plan with a date: from ``first`` to ``last``, both included."""

    plan: str
    kind: Happening
    key: str
    """Names it within the plan and the kind, made from ids where there are any."""
    first: date
    last: date
    subject: Subject
    period: Period | None = None
    """Where no day is told, only a period: what it is."""

    @property
    def counts(self) -> date:
        """The day it is filed under: the last one of a deadline, else the first."""
        return self.last if self.kind in {Happening.DEADLINE, Happening.REPORT} else self.first


def occasions(results: Results) -> tuple[Occasion, ...]:
    """Everything with a date, in the order of the days it is filed under."""
    found = [
        occasion
        for plan in results.plans.values()
        for part in (_events, _deadlines, _approvals, _signatures)
        for occasion in part(plan.folder)
    ]
    for plan in results.plans.values():
        found += _reports(plan, results.as_of)
    return tuple(sorted(found, key=lambda o: (o.counts, o.last, o.plan, o.kind, o.key)))


def digest(*texts: str) -> str:
    """A short name for something without an id, from the texts that make it what it is."""
    return sha256("\n".join(texts).encode()).hexdigest()[:12]


def _events(folder: PlanFolder) -> Iterator[Occasion]:
    """Entries of the plan's calendar: named by their title, and by their day if it repeats."""
    titles = [entry.title for entry in folder.calendar]
    for entry in folder.calendar:
        again = titles.count(entry.title) > 1
        key = digest(entry.title, entry.start.isoformat()) if again else digest(entry.title)
        first, last = entry.start, entry.end
        yield Occasion(folder.id, Happening.EVENT, key, first, last, entry, entry.week)


def _deadlines(folder: PlanFolder) -> Iterator[Occasion]:
    for entry in folder.recommendations:
        deadline: date | Period | None = entry.deadline
        if deadline is None:
            continue
        period = deadline if isinstance(deadline, Period) else None
        first = deadline.start if isinstance(deadline, Period) else deadline
        last = deadline.end if isinstance(deadline, Period) else deadline
        yield Occasion(folder.id, Happening.DEADLINE, entry.code, first, last, entry, period)


def _approvals(folder: PlanFolder) -> Iterator[Occasion]:
    """The approval and the versions; one act on one day is told once."""
    plan = folder.plan
    dated = [(v, v.date) for v in plan.versions if v.date is not None]
    acts = {(version.document, day) for version, day in dated}
    approval = plan.approval
    if approval and (day := approval.date) and (approval.document, day) not in acts:
        yield Occasion(folder.id, Happening.APPROVAL, "plan", day, day, approval)
    for version, day in dated:
        yield Occasion(folder.id, Happening.VERSION, version.id, day, day, version)


def _signatures(folder: PlanFolder) -> Iterator[Occasion]:
    for entry in folder.plan.agreements:
        if entry.date is not None:
            key = digest(entry.counterpart, entry.region or "", entry.date.isoformat())
            yield Occasion(folder.id, Happening.SIGNATURE, key, entry.date, entry.date, entry)


def _reports(plan: PlanResult, as_of: date) -> Iterator[Occasion]:
    """Deadlines of the reporting rounds that have a target, each with what was told."""
    for period, dues in rounds(plan):
        day = deadline_of(plan, period)
        due = ReportDue(period, len(dues), sum(not it.is_open for it in dues), as_of > day)
        yield Occasion(plan.folder.id, Happening.REPORT, period.text, day, day, due)
