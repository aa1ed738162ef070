"""Which change each field of the content belongs to: the one list.

A field without a home fails a test, so a new field cannot change unseen.
"""

from __future__ import annotations

from enum import StrEnum
from functools import cache

from generator.model.base import Model
from generator.model.corrections import CorrectionRequest
from generator.model.indicator import Baseline, DataQuality, Indicator
from generator.model.measure import Measure, ResultEntry
from generator.model.method import Method
from generator.model.money import BudgetLine
from generator.model.plan import (
    Activity,
    Agreement,
    Approval,
    BudgetChange,
    Objective,
    OwnElement,
    Plan,
    Priority,
    Strategy,
    Version,
)
from generator.model.profile import Profile
from generator.model.published import Published
from generator.model.region import Region, RegionsFile
from generator.model.reports import Amendment, CalendarEntry, Recommendation, ResultsFile
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
_BY_WORD: dict[str, Home] = {
    **{kind.name.removesuffix("_CHANGED").lower(): kind for kind in ChangeKind},
    **{special.name.lower(): special for special in Special},
}
_TRAITS = "unit kind direction strict over_time across decimals zero_is_target over_100 tolerance"
TRAITS = tuple(_TRAITS.split())
"""How values are read, wherever it is written: in a sheet or beside the targets."""


def _by(**fields: str) -> dict[str, Home]:
    """Fields by what another value of theirs is: ``text="title note"`` are text-changed."""
    return {name: _BY_WORD[home] for home, names in fields.items() for name in names.split()}


_PART = {
    "register": "codes",
    "text": "title short purpose description note sections correction",
    "responsible": "responsible executing_unit",
    "contribution": "contributes_to",
    "source": "source",
    "method": "region weight",
    "inside": "priority",
    "deadline": "schedule",
}
"""Those of a part of a plan that is carried out."""

CHANGE_OF_FIELD: dict[type[Model], dict[str, Home]] = {
    Site: _by(
        ignored="format",
        text="name description synonyms",
        portal=(
            "publisher licence licence_url languages region currency timezone url contact "
            "repository branch policy schemes history"
        ),
        method="bands year_starts",
    ),
    Unit: _by(
        key="id", text="name note", register="acronym kind parent code codes", source="source"
    ),
    Document: _by(
        key="id", text="title note", register="kind number issuer date url approves modifies"
    ),
    Method: _by(
        key="id",
        method="formula cap mean bands version",
        text="title origin note",
        register="url",
        source="source",
    ),
    Profile: _by(
        key="id",
        portal="levels stages method frequency year_starts requires",
        text="title origin note",
        register="url",
        source="source",
    ),
    Region: _by(key="code", text="name", register="part_of aliases"),
    RegionsFile: _by(portal="map_property", by_hand="regions"),
    CorrectionRequest: _by(
        key="id",
        register="asked plan of period part document state answered commit",
        text="request answer",
    ),
    Term: _by(key="term", text="name meaning synonyms note", source="source"),
    Indicator: _by(
        method=(
            f"{_TRAITS} formula frequency dimensions name definition variables results_level "
            "criterion verification assumptions"
        ),
        text="short purpose unit_forms justification limitations related note correction",
        register="codes",
        responsible="responsible",
        inside="data_quality",
        by_hand="baseline",
        source="source",
    ),
    DataQuality: _by(text="validation sources accuracy limitations compensation"),
    Baseline: _by(baseline="period value", source="source", text="note"),
    Plan: _by(
        text=(
            "title short_title levels summary purpose scope general_objective legal_basis "
            "audiences sections funding_sources note"
        ),
        responsible="entity responsible",
        method="kind year_starts frequency grace_days method bands currency",
        portal="language profile",
        register="codes",
        deadline="period",
        state="state",
        inside="approval",
        by_hand="versions budget_changes agreements measures budget objectives",
        contribution="contributes_to",
        source="source",
    ),
    Approval: _by(approval="document date", source="source", text="note"),
    Version: _by(
        key="id", text="label note", approval="date document n_activities budget", source="source"
    ),
    BudgetChange: _by(
        key="document version executing_unit concept",
        budget_act="amount",
        source="source",
        text="note",
    ),
    Agreement: _by(
        key="counterpart region", register="date document", source="source", text="note"
    ),
    Objective: _by(
        key="code",
        register="codes",
        text="title short purpose description note correction",
        responsible="responsible",
        contribution="contributes_to",
        by_hand="budget measures",
        source="source",
        method="weight",
        inside="priority",
    ),
    Strategy: _by(
        **{**_PART, "responsible": "responsible", "method": "weight"},
        key="code",
        by_hand="budget measures objective activities",
    ),
    Activity: _by(**_PART, key="code", by_hand="budget measures"),
    OwnElement: _by(**_PART, key="code level", by_hand="budget measures parent"),
    Priority: _by(method="rank", source="source", text="note"),
    Measure: _by(
        key="id",
        register="codes",
        by_hand=f"indicator {_TRAITS} targets total baseline",
        text="unit_forms name short purpose note correction",
        dispute="disputed",
        method="by relevance weight discontinued",
        deadline="schedule",
        responsible="responsible",
        source="source",
    ),
    BudgetLine: _by(
        key="year stage version currency executing_unit covers concept funding",
        by_hand="amount",
        source="source",
        text="note",
        dispute="disputed",
    ),
    ResultsFile: _by(
        key="period role",
        deadline="cutoff",
        by_hand="status results elements",
        responsible="reported_by",
        source="source",
        text="note",
    ),
    ResultEntry: _by(
        by_hand="value status text met correction breakdowns",
        method="by",
        source="evidence source",
        text="situation factors measures_taken recommendation note",
        dispute="disputed",
    ),
    Amendment: _by(
        key="id", amendment="date document reason changes", source="source", text="note"
    ),
    Recommendation: _by(
        key="code",
        recommendation="text kind owner status concerns actions follow_up",
        deadline="deadline schedule",
        text="printed_owner printed_deadline note",
        source="source",
    ),
    CalendarEntry: _by(
        key="title",
        deadline="date first last week rule marked",
        register="kind coordination concerns",
        text="printed note",
        source="source",
    ),
    Published: _by(
        key="figure fact of where level band range period year stage version",
        published="capped value equals",
        text="name quote note",
        source="source",
    ),
}
"""Home of every field of what is compared field by field."""

WHOLE = frozenset(
    (
        *("Action", "AmendedChange", "Audience", "Bands", "Contribution", "Correction"),
        *("Discontinued", "HistoryOfSite"),
        *("Disputed", "DisputedAmount", "DisputedMeasure", "DisputedResult"),
        *("ElementReport", "FollowUp", "Item", "LegalBasis", "LevelName", "Levels"),
        *("NamedFigure", "NthWeekday", "OwnLevel", "PrintedTable"),
        *("Responsible", "Scheme", "Section", "Source", "SpellingCorrection", "Traits"),
        *("UnitForms", "UsualLevel", "Variable", "Where"),
    )
)
"""Models that are one value of the field that holds them: every field of theirs counts."""


@cache
def keys_of(entry: type[Model]) -> tuple[str, ...]:
    """The fields that an entry of a list is known by."""
    return tuple(name for name, home in CHANGE_OF_FIELD[entry].items() if home is Special.KEY)
