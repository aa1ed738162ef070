"""What was recommended and agreed, and the dates that plans fix."""

from __future__ import annotations

from typing import Any

from generator.export.table import (
    CITED,
    IN_PLAN,
    LINES,
    Column,
    Table,
    day,
    flag,
    ident,
    of_plans,
    several,
    text,
    with_source,
)
from generator.model.reports import CalendarEntry, Recommendation, RecommendationStatus
from generator.problems import say

_CONCERNS: Column[Any] = several(
    "concerns", say("Codes of the parts of the plan and the indicators it is about")
)


RECOMMENDATIONS = Table[Recommendation](
    "recommendations",
    say("One row per recommendation or commitment."),
    ("plan", "code"),
    of_plans(lambda plan: with_source(plan, plan.folder.recommendations)),
    (
        IN_PLAN,
        text("code", say("Code")),
        text("kind", say("Kind of commitment")),
        text("text", say("Text as printed")),
        several("owner", say("Units that have to carry it out (table units)")),
        text("printed_owner", say("Who has to carry it out, as printed")),
        day("deadline", say("Last day of the deadline"), "due"),
        text("printed_deadline", say("Deadline as printed")),
        text("status", say("Progress of the work"), "current", RecommendationStatus),
        flag(
            "overdue",
            say("Whether it is open and its deadline has passed"),
            lambda row: row.item.is_overdue(row.results.as_of),
        ),
        _CONCERNS,
        *CITED,
        LINES,
        several("schedule", say("Periods in which it is to be done")),
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
        text("kind", say("Kind of date")),
        text("printed", say("Day as printed")),
        day("start", say("Day, or first day")),
        day("end", say("Last day")),
        several("coordination", say("With whom it is coordinated")),
        _CONCERNS,
        *CITED,
        LINES,
        ident(lambda row: (row.plan, row.item.start, row.item.title)),
    ),
)
