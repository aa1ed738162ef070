"""Which change each field of the content belongs to: the one list.

A field without a home fails a test, so a new field cannot change unseen.
"""

from __future__ import annotations

from enum import StrEnum

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
from generator.review.changes import (
    AmendmentChanged,
    ApprovalChanged,
    BaselineChanged,
    BudgetActChanged,
    ContributionChanged,
    DeadlineChanged,
    FieldChange,
    MethodChanged,
    PortalChanged,
    PublishedChanged,
    RecommendationChanged,
    RegisterChanged,
    ResponsibleChanged,
    SourceChanged,
    StateChanged,
    TextChanged,
)


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


Home = type[FieldChange] | Special
_WORDS: dict[str, Home] = {"source": SourceChanged, "note": TextChanged}


def _all(kind: Home, *names: str) -> dict[str, Home]:
    return dict.fromkeys(names, kind)


_SHEET = _all(
    MethodChanged,
    "unit",
    "kind",
    "direction",
    "strict",
    "over_time",
    "across",
    "decimals",
    "zero_is_target",
    "over_100",
)
TRAITS = tuple(_SHEET)
"""How values are read, wherever it is written: in a sheet or beside the targets."""

_ELEMENT: dict[str, Home] = {
    "code": Special.KEY,
    **_all(TextChanged, "title", "description"),
    "responsible": ResponsibleChanged,
    "contributes_to": ContributionChanged,
    **_all(Special.BY_HAND, "budget", "measures"),
    **_WORDS,
}

CHANGE_OF_FIELD: dict[type[Model], dict[str, Home]] = {
    Site: {
        "format": Special.IGNORED,
        **_all(TextChanged, "name", "description"),
        **_all(PortalChanged, "publisher", "licence", "licence_url", "languages", "region"),
        **_all(PortalChanged, "currency", "url", "repository", "branch", "policy"),
        "bands": MethodChanged,
    },
    Unit: {
        "id": Special.KEY,
        "name": TextChanged,
        **_all(RegisterChanged, "acronym", "kind", "parent", "code"),
        **_WORDS,
    },
    Document: {
        "id": Special.KEY,
        "title": TextChanged,
        **_all(RegisterChanged, "kind", "number", "issuer", "date", "url", "approves", "modifies"),
        "note": TextChanged,
    },
    Term: {"term": Special.KEY, **_all(TextChanged, "name", "meaning", "synonyms"), **_WORDS},
    Indicator: {
        **_SHEET,
        **_all(MethodChanged, "formula", "frequency", "dimensions"),
        **_all(TextChanged, "name", "definition", "justification", "limitations", "verification"),
        "related": TextChanged,
        "responsible": ResponsibleChanged,
        "baseline": Special.BY_HAND,
        **_WORDS,
    },
    Baseline: {**_all(BaselineChanged, "period", "value"), **_WORDS},
    Plan: {
        **_all(TextChanged, "title", "short_title", "levels", "summary", "purpose", "scope"),
        **_all(TextChanged, "general_objective", "legal_basis", "audiences", "sections"),
        **_all(ResponsibleChanged, "entity", "responsible"),
        **_all(MethodChanged, "kind", "frequency", "grace_days", "method", "bands", "currency"),
        "language": PortalChanged,
        "period": DeadlineChanged,
        "state": StateChanged,
        "approval": Special.INSIDE,
        **_all(Special.BY_HAND, "versions", "budget_changes", "agreements"),
        **_all(Special.BY_HAND, "measures", "budget", "objectives"),
        "contributes_to": ContributionChanged,
        **_WORDS,
    },
    Approval: {**_all(ApprovalChanged, "document", "date"), **_WORDS},
    Version: {
        "id": Special.KEY,
        "label": TextChanged,
        **_all(ApprovalChanged, "date", "document", "n_activities", "budget"),
        **_WORDS,
    },
    BudgetChange: {
        **_all(Special.KEY, "document", "version", "executing_unit", "concept"),
        "amount": BudgetActChanged,
        **_WORDS,
    },
    Agreement: {
        **_all(Special.KEY, "counterpart", "region"),
        **_all(RegisterChanged, "date", "document"),
        **_WORDS,
    },
    Objective: _ELEMENT,
    Strategy: {
        **_ELEMENT,
        "objective": Special.BY_HAND,
        "schedule": DeadlineChanged,
        "sections": TextChanged,
        "activities": Special.BY_HAND,
    },
    Activity: {
        **_ELEMENT,
        "executing_unit": ResponsibleChanged,
        "region": MethodChanged,
        "schedule": DeadlineChanged,
        "sections": TextChanged,
    },
    Measure: {
        "id": Special.KEY,
        **_all(Special.BY_HAND, "indicator", *TRAITS),
        "name": TextChanged,
        "by": MethodChanged,
        **_all(Special.BY_HAND, "targets", "total", "baseline"),
        "schedule": DeadlineChanged,
        "relevance": MethodChanged,
        "responsible": ResponsibleChanged,
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
        "cutoff": DeadlineChanged,
        "status": Special.BY_HAND,
        "reported_by": ResponsibleChanged,
        **_all(Special.BY_HAND, "results", "elements"),
        **_WORDS,
    },
    ResultEntry: {
        **_all(Special.BY_HAND, "value", "text", "correction"),
        "by": MethodChanged,
        "evidence": SourceChanged,
        **_all(TextChanged, "situation", "factors", "measures_taken", "recommendation"),
        **_WORDS,
    },
    Amendment: {
        "id": Special.KEY,
        **_all(AmendmentChanged, "date", "document", "reason", "changes"),
        **_WORDS,
    },
    Recommendation: {
        "code": Special.KEY,
        **_all(RecommendationChanged, "text", "kind", "owner", "status", "concerns"),
        **_all(RecommendationChanged, "actions", "follow_up"),
        **_all(DeadlineChanged, "deadline", "schedule"),
        **_all(TextChanged, "printed_owner", "printed_deadline"),
        **_WORDS,
    },
    CalendarEntry: {
        "title": Special.KEY,
        **_all(DeadlineChanged, "date", "first", "last", "week", "rule", "marked"),
        **_all(RegisterChanged, "kind", "coordination", "concerns"),
        "printed": TextChanged,
        **_WORDS,
    },
    Published: {
        **_all(Special.KEY, "figure", "fact", "of", "where", "level", "band", "range"),
        **_all(Special.KEY, "period", "year", "stage", "version"),
        **_all(PublishedChanged, "capped", "value", "equals"),
        **_all(TextChanged, "name", "quote"),
        **_WORDS,
    },
}
"""Home of every field of what is compared field by field."""

WHOLE = frozenset(
    {
        "Action",
        "AmendedChange",
        "Audience",
        "Bands",
        "Contribution",
        "Correction",
        "ElementReport",
        "FollowUp",
        "Item",
        "LegalBasis",
        "LevelName",
        "Levels",
        "NamedFigure",
        "NthWeekday",
        "Section",
        "Source",
        "Table",
        "Traits",
        "Where",
    }
)
"""Models that are one value of the field that holds them: every field of theirs counts."""
