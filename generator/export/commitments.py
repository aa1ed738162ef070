"""What was recommended and agreed, and the dates that plans fix."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from generator.compute.results import PlanResult
from generator.export.table import (
    IN_PLAN,
    NOTE,
    PRINTED,
    Column,
    Row,
    Table,
    day,
    flag,
    ident,
    last_day,
    note_of,
    of_plans,
    several,
    text,
    whole,
    with_source,
)
from generator.model.catalog import cite
from generator.model.reports import (
    Action,
    CalendarEntry,
    FollowUp,
    Recommendation,
    RecommendationStatus,
)
from generator.model.source import Source
from generator.problems import say

_CONCERNS: Column[Any] = several(
    "concerns", say("Codes of the parts of the plan and the indicators it is about")
)


def _overdue(row: Row[Recommendation]) -> bool | None:
    """None where nobody can say: it is open, and no deadline is known."""
    it = row.item
    return None if it.is_open and it.due is None else it.is_overdue(row.results.as_of)


RECOMMENDATIONS = Table[Recommendation](
    "recommendations",
    say("One row per recommendation or commitment."),
    ("plan", "code"),
    of_plans(lambda plan: with_source(plan, plan.folder.recommendations)),
    (
        IN_PLAN,
        text("code", say("Code")),
        text("kind", say("Kind of commitment, in a word of its editors")),
        text("text", say("Text as printed")),
        several("owner", say("Units that have to carry it out (table units)")),
        text("printed_owner", say("Who has to carry it out, as printed")),
        day("deadline", say("Last day of the deadline"), "due"),
        text("printed_deadline", say("Deadline as printed")),
        text("status", say("Progress of the work"), "current", RecommendationStatus),
        flag(
            "overdue",
            say("Whether it is open and its deadline has passed; empty without a deadline"),
            _overdue,
        ),
        _CONCERNS,
        *PRINTED,
        several("schedule", say("Periods in which it is to be done")),
        NOTE,
    ),
    is_key=True,
)


class _Entry(NamedTuple):
    """Something of a recommendation, by its place in the list."""

    recommendation: str
    n: int
    entry: Action | FollowUp


def _entries(
    name: str,
) -> Callable[[PlanResult], Iterator[tuple[_Entry, tuple[Source | None, ...]]]]:
    def entries(plan: PlanResult) -> Iterator[tuple[_Entry, tuple[Source | None, ...]]]:
        for of in plan.folder.recommendations:
            for n, entry in enumerate(getattr(of, name), 1):
                source = cite(entry.source, of.source, plan.folder.plan.source)
                yield _Entry(of.code, n, entry), (source,)

    return entries


_OF: tuple[Column[Any], ...] = (
    IN_PLAN,
    text("recommendation", say("Code of the recommendation (table recommendations)")),
    whole("n", say("Its place in the list")),
    text("text", say("Text as printed"), "entry.text"),
)

ACTIONS = Table[_Entry](
    "actions",
    say("One row per action that carries out a recommendation; table schedules says when."),
    ("plan", "recommendation", "n"),
    of_plans(_entries("actions")),
    (
        *_OF,
        several("owner", say("Units that have to carry it out (table units)"), "entry.owner"),
        note_of("entry.note"),
        *PRINTED,
    ),
    is_key=True,
)

FOLLOW_UPS = Table[_Entry](
    "follow_ups",
    say("One row per thing that was done about a recommendation."),
    ("plan", "recommendation", "n"),
    of_plans(_entries("follow_up")),
    (
        *_OF,
        day("date", say("Day on which it was done"), "entry.date"),
        text(
            "status", say("Progress of the work from then on"), "entry.status", RecommendationStatus
        ),
        *PRINTED,
    ),
    is_key=True,
)

CALENDAR = Table[CalendarEntry](
    "calendar",
    say("One row per date that a plan fixes."),
    ("plan", "start", "end", "title"),
    of_plans(lambda plan: with_source(plan, plan.folder.calendar)),
    (
        IN_PLAN,
        text("title", say("What falls on the date")),
        text("kind", say("Kind of date, in a word of its editors")),
        text("printed", say("Day as printed")),
        day("start", say("Day, or first day")),
        day("end", say("Last day")),
        several("coordination", say("With whom it is coordinated")),
        _CONCERNS,
        *PRINTED,
        ident(lambda row: (row.plan, row.item.start, row.item.title)),
        last_day("end"),
        NOTE,
    ),
)
