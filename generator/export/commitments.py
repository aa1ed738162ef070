"""Recommendations with their deadlines, and the dates of the calendars."""

from __future__ import annotations

from collections.abc import Iterator

from generator.compute.results import Results
from generator.export.shared import CITED, CONCERNS, IN_PLAN, LINES, citation
from generator.export.table import Record, Table, day, flag, listed, several, text
from generator.model.catalog import cite
from generator.model.reports import RecommendationStatus
from generator.problems import say

RECOMMENDATIONS = Table(
    "recommendations",
    say("One row per recommendation or commitment."),
    ("plan", "code"),
    (
        IN_PLAN,
        text("code", say("Code")),
        text("kind", say("Kind of commitment")),
        text("text", say("Text as printed")),
        several("owner", say("Units that owe it (table units)")),
        text("printed_owner", say("Who owes it, as printed")),
        day("deadline", say("Last day of the deadline")),
        text("printed_deadline", say("Deadline as printed")),
        text("status", say("Where it stands"), RecommendationStatus),
        flag("overdue", say("Whether it is open and its deadline has passed")),
        CONCERNS,
        *CITED,
        LINES,
        several("schedule", say("Periods in which it is to be done")),
    ),
    is_key=True,
)

CALENDAR = Table(
    "calendar",
    say("One row per date that a plan fixes."),
    ("plan", "start", "end", "title"),
    (
        IN_PLAN,
        text("title", say("What falls on the date")),
        text("kind", say("Kind of date")),
        text("printed", say("Day as printed")),
        day("start", say("Day, or first day")),
        day("end", say("Last day")),
        several("coordination", say("With whom it is coordinated")),
        CONCERNS,
        *CITED,
        LINES,
    ),
)


def recommendation_rows(results: Results) -> Iterator[Record]:
    """Rows of RECOMMENDATIONS."""
    for plan, result in results.plans.items():
        for entry in result.folder.recommendations:
            source = cite(entry.source, result.folder.plan.source)
            yield {
                "plan": plan,
                "code": entry.code,
                "kind": entry.kind,
                "text": entry.text,
                "owner": listed(entry.owner),
                "printed_owner": entry.printed_owner,
                "deadline": entry.due,
                "printed_deadline": entry.printed_deadline,
                "status": entry.current.value,
                "overdue": entry.is_overdue(results.as_of),
                "concerns": listed(entry.concerns),
                **citation([source]),
                "lines": source.lines if source else None,
                "schedule": listed(entry.schedule),
            }


def calendar_rows(results: Results) -> Iterator[Record]:
    """Rows of CALENDAR."""
    for plan, result in results.plans.items():
        for entry in result.folder.calendar:
            source = cite(entry.source, result.folder.plan.source)
            yield {
                "plan": plan,
                "title": entry.title,
                "kind": entry.kind,
                "printed": entry.printed,
                "start": entry.start,
                "end": entry.end,
                "coordination": listed(entry.coordination),
                "concerns": listed(entry.concerns),
                **citation([source]),
                "lines": source.lines if source else None,
            }
