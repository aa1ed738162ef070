"""Which change each field of the content belongs to: the one list.

A field without a home fails a test, so a new field cannot change unseen.
"""

from __future__ import annotations

from enum import StrEnum
from functools import cache

from generator.model.base import Model
from generator.model.indicator import Baseline, Indicator
from generator.model.measure import Measure, ResultEntry
from generator.model.money import BudgetLine
from generator.model.plan import (
    Activity,
    Agreement,
    Approval,
    BudgetChange,
    Objective,
    Plan,
    Strategy,
    Version,
)
from generator.model.published import Published
from generator.model.reports import Amendment, CalendarEntry, Recommendation, Results
from generator.model.site import Site
from generator.model.source import Document, Term, Unit
from generator.review.changes import ChangeKind


class Special(StrEnum):
    """Homes that are not one kind of change of a field."""

    KEY = "key"
    """What the thing is known by: another value is another thing."""
    BY_HAND = "by-hand"
    """Compared by a module of its own."""
    INSIDE = "inside"
    """A part that is compared field by field."""
    IGNORED = "ignored"
    """Deliberately no change."""


Home = ChangeKind | Special
_WORDS: dict[str, Home] = {"source": ChangeKind.SOURCE_CHANGED, "note": ChangeKind.TEXT_CHANGED}


def _all(kind: Home, *names: str) -> dict[str, Home]:
    return dict.fromkeys(names, kind)


TRAITS = (
    *("unit", "kind", "direction", "strict", "over_time", "across"),
    *("decimals", "zero_is_target", "over_100"),
)
"""How values are read, wherever it is written: in a sheet or beside the targets."""
_SHEET = _all(ChangeKind.METHOD_CHANGED, *TRAITS)

_ELEMENT: dict[str, Home] = {
    "code": Special.KEY,
    **_all(ChangeKind.TEXT_CHANGED, "title", "description"),
    "responsible": ChangeKind.RESPONSIBLE_CHANGED,
    "contributes_to": ChangeKind.CONTRIBUTION_CHANGED,
    **_all(Special.BY_HAND, "budget", "measures"),
    **_WORDS,
}

CHANGE_OF_FIELD: dict[type[Model], dict[str, Home]] = {
    Site: {
        "format": Special.IGNORED,
        **_all(ChangeKind.TEXT_CHANGED, "name", "description"),
        **_all(
            ChangeKind.PORTAL_CHANGED, "publisher", "licence", "licence_url", "languages", "region"
        ),
        **_all(ChangeKind.PORTAL_CHANGED, "currency", "url", "repository", "branch", "policy"),
        "bands": ChangeKind.METHOD_CHANGED,
    },
    Unit: {
        "id": Special.KEY,
        "name": ChangeKind.TEXT_CHANGED,
        **_all(ChangeKind.REGISTER_CHANGED, "acronym", "kind", "parent", "code"),
        **_WORDS,
    },
    Document: {
        "id": Special.KEY,
        "title": ChangeKind.TEXT_CHANGED,
        **_all(
            ChangeKind.REGISTER_CHANGED,
            "kind",
            "number",
            "issuer",
            "date",
            "url",
            "approves",
            "modifies",
        ),
        "note": ChangeKind.TEXT_CHANGED,
    },
    Term: {
        "term": Special.KEY,
        **_all(ChangeKind.TEXT_CHANGED, "name", "meaning", "synonyms"),
        **_WORDS,
    },
    Indicator: {
        **_SHEET,
        **_all(ChangeKind.METHOD_CHANGED, "formula", "frequency", "dimensions"),
        **_all(
            ChangeKind.TEXT_CHANGED,
            "name",
            "definition",
            "justification",
            "limitations",
            "verification",
        ),
        "related": ChangeKind.TEXT_CHANGED,
        "responsible": ChangeKind.RESPONSIBLE_CHANGED,
        "baseline": Special.BY_HAND,
        **_WORDS,
    },
    Baseline: {**_all(ChangeKind.BASELINE_CHANGED, "period", "value"), **_WORDS},
    Plan: {
        **_all(
            ChangeKind.TEXT_CHANGED, "title", "short_title", "levels", "summary", "purpose", "scope"
        ),
        **_all(
            ChangeKind.TEXT_CHANGED, "general_objective", "legal_basis", "audiences", "sections"
        ),
        **_all(ChangeKind.RESPONSIBLE_CHANGED, "entity", "responsible"),
        **_all(
            ChangeKind.METHOD_CHANGED,
            "kind",
            "frequency",
            "grace_days",
            "method",
            "bands",
            "currency",
        ),
        "language": ChangeKind.PORTAL_CHANGED,
        "period": ChangeKind.DEADLINE_CHANGED,
        "state": ChangeKind.STATE_CHANGED,
        "approval": Special.INSIDE,
        **_all(Special.BY_HAND, "versions", "budget_changes", "agreements"),
        **_all(Special.BY_HAND, "measures", "budget", "objectives"),
        "contributes_to": ChangeKind.CONTRIBUTION_CHANGED,
        **_WORDS,
    },
    Approval: {**_all(ChangeKind.APPROVAL_CHANGED, "document", "date"), **_WORDS},
    Version: {
        "id": Special.KEY,
        "label": ChangeKind.TEXT_CHANGED,
        **_all(ChangeKind.APPROVAL_CHANGED, "date", "document", "n_activities", "budget"),
        **_WORDS,
    },
    BudgetChange: {
        **_all(Special.KEY, "document", "version", "executing_unit", "concept"),
        "amount": ChangeKind.BUDGET_ACT_CHANGED,
        **_WORDS,
    },
    Agreement: {
        **_all(Special.KEY, "counterpart", "region"),
        **_all(ChangeKind.REGISTER_CHANGED, "date", "document"),
        **_WORDS,
    },
    Objective: _ELEMENT,
    Strategy: {
        **_ELEMENT,
        "objective": Special.BY_HAND,
        "schedule": ChangeKind.DEADLINE_CHANGED,
        "sections": ChangeKind.TEXT_CHANGED,
        "activities": Special.BY_HAND,
    },
    Activity: {
        **_ELEMENT,
        "executing_unit": ChangeKind.RESPONSIBLE_CHANGED,
        "region": ChangeKind.METHOD_CHANGED,
        "schedule": ChangeKind.DEADLINE_CHANGED,
        "sections": ChangeKind.TEXT_CHANGED,
    },
    Measure: {
        "id": Special.KEY,
        **_all(Special.BY_HAND, "indicator", *TRAITS),
        "name": ChangeKind.TEXT_CHANGED,
        "by": ChangeKind.METHOD_CHANGED,
        **_all(Special.BY_HAND, "targets", "total", "baseline"),
        "schedule": ChangeKind.DEADLINE_CHANGED,
        "relevance": ChangeKind.METHOD_CHANGED,
        "responsible": ChangeKind.RESPONSIBLE_CHANGED,
        **_WORDS,
    },
    BudgetLine: {
        **_all(Special.KEY, "year", "stage", "version", "currency", "executing_unit", "covers"),
        "concept": Special.KEY,
        "amount": Special.BY_HAND,
        **_WORDS,
    },
    Results: {
        **_all(Special.KEY, "period", "role"),
        "cutoff": ChangeKind.DEADLINE_CHANGED,
        "status": Special.BY_HAND,
        "reported_by": ChangeKind.RESPONSIBLE_CHANGED,
        **_all(Special.BY_HAND, "results", "elements"),
        **_WORDS,
    },
    ResultEntry: {
        **_all(Special.BY_HAND, "value", "text", "correction"),
        "by": ChangeKind.METHOD_CHANGED,
        "evidence": ChangeKind.SOURCE_CHANGED,
        **_all(ChangeKind.TEXT_CHANGED, "situation", "factors", "measures_taken", "recommendation"),
        **_WORDS,
    },
    Amendment: {
        "id": Special.KEY,
        **_all(ChangeKind.AMENDMENT_CHANGED, "date", "document", "reason", "changes"),
        **_WORDS,
    },
    Recommendation: {
        "code": Special.KEY,
        **_all(ChangeKind.RECOMMENDATION_CHANGED, "text", "kind", "owner", "status", "concerns"),
        **_all(ChangeKind.RECOMMENDATION_CHANGED, "actions", "follow_up"),
        **_all(ChangeKind.DEADLINE_CHANGED, "deadline", "schedule"),
        **_all(ChangeKind.TEXT_CHANGED, "printed_owner", "printed_deadline"),
        **_WORDS,
    },
    CalendarEntry: {
        "title": Special.KEY,
        **_all(ChangeKind.DEADLINE_CHANGED, "date", "first", "last", "week", "rule", "marked"),
        **_all(ChangeKind.REGISTER_CHANGED, "kind", "coordination", "concerns"),
        "printed": ChangeKind.TEXT_CHANGED,
        **_WORDS,
    },
    Published: {
        **_all(Special.KEY, "figure", "fact", "of", "where", "level", "band", "range"),
        **_all(Special.KEY, "period", "year", "stage", "version"),
        **_all(ChangeKind.PUBLISHED_CHANGED, "capped", "value", "equals"),
        **_all(ChangeKind.TEXT_CHANGED, "name", "quote"),
        **_WORDS,
    },
}
"""Home of every field of what is compared field by field."""

WHOLE = frozenset(
    (
        *("Action", "AmendedChange", "Audience", "Bands", "Contribution", "Correction"),
        *("ElementReport", "FollowUp", "Item", "LegalBasis", "LevelName", "Levels"),
        *("NamedFigure", "NthWeekday", "Section", "Source", "Table", "Traits", "Where"),
    )
)
"""Models that are one value of the field that holds them: every field of theirs counts."""


@cache
def keys_of(entry: type[Model]) -> tuple[str, ...]:
    """The fields that an entry of a list is known by."""
    return tuple(name for name, home in CHANGE_OF_FIELD[entry].items() if home is Special.KEY)
