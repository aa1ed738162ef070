"""plan.yml and strategies/<code>.yml: what an institution commits to."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Annotated, Any

from pydantic import BeforeValidator, Discriminator, Field, Tag, ValidationInfo, model_validator

from generator.model.base import Model, fault
from generator.model.measure import Measure, Schedule
from generator.model.method import Bands
from generator.model.money import BudgetLine
from generator.model.narrative import Audience, LegalBasis, Section
from generator.model.people import InCharge
from generator.model.period import Granularity, Span
from generator.model.period_field import MonthField, read_period, years_said
from generator.model.quantities import Quantity, Rank, Share, Whole
from generator.model.scalars import (
    LONG_TITLE,
    Code,
    Date,
    Id,
    Name,
    Purpose,
    Short,
    Text,
    Title,
    listed,
)
from generator.model.schemes import Coded
from generator.model.source import Cited, SpellingCorrection
from generator.model.years import Years


class PlanKind(StrEnum):
    """What sort of plan it is."""

    STRATEGIC = "strategic"
    OPERATIONAL = "operational"
    COMMUNICATION = "communication"
    CAPACITY_BUILDING = "capacity-building"
    AGREEMENT = "agreement"


class PlanState(StrEnum):
    """Only a draft is free; the others are public commitments."""

    DRAFT = "draft"
    APPROVED = "approved"
    IN_FORCE = "in-force"
    CLOSED = "closed"


_TWO_YEARS = re.compile(r"([0-9]{4}) ?(?:[-\N{EN DASH}]|al?) ?([0-9]{4})")
_SPAN = {"first": "2017", "last": "2027"}


def _read_span(value: Any, info: ValidationInfo) -> Any:
    """``2024`` or ``{from: 2017, to: 2027}``."""
    if isinstance(value, Span):
        return value
    if isinstance(value, dict):
        ends = [str(it) for it in value.values() if not isinstance(it, dict | list)]
        if set(value) != {"from", "to"} or len(ends) < len(value):
            raise fault(
                "bad-span",
                **(dict(zip(_SPAN, ends, strict=True)) if len(ends) == len(_SPAN) else _SPAN),
            )
        first, last = (read_period(value[end], years_said(info)) for end in ("from", "to"))
    elif (two := _TWO_YEARS.fullmatch(str(value))) and years_said(info).are_calendar:
        raise fault("bad-span", first=two[1], last=two[2])
    else:
        first = last = read_period(value, years_said(info))
    if first.granularity != Granularity.YEAR or last.granularity != Granularity.YEAR:
        raise fault("bad-span", **_SPAN)
    if last < first:
        raise fault("span-reversed", first=str(first), last=str(last))
    return Span(first, last)


SpanField = Annotated[Any, BeforeValidator(_read_span)]


class LevelName(Model):
    """How a plan calls one of its levels."""

    singular: Title
    plural: Title
    acronym: Title | None = None


class UsualLevel(LevelName):
    """One of the three that a plan has where it declares none."""


class Levels(Model):
    """Labels of the levels; a plan without activities has two."""

    objective: UsualLevel
    strategy: UsualLevel
    activity: UsualLevel | None = None


class OwnLevel(LevelName):
    """A level that a plan declares, in the order from the top."""

    code: Id


def _some(value: Any) -> Any:
    if not value:
        raise fault("empty-value")
    return value


def _form_of_levels(value: Any) -> str:
    return "own" if isinstance(value, list | tuple) else "names"


_UsualLevels = Annotated[Levels, Tag("names")]
_OwnLevels = Annotated[tuple[OwnLevel, ...], BeforeValidator(_some), Tag("own")]


class Approval(Cited):
    """The act that approves the plan, or a note that says why none is cited."""

    document: Id | None = None
    date: Date | None = None


class Version(Cited):
    """An approved version of the plan, which may be older than the repository."""

    id: Code
    label: Title
    date: Date | None = None
    document: Id | None = None
    n_activities: Whole | None = None
    budget: Quantity | None = None


class BudgetChange(Cited):
    """An act that moved the budget between two versions. Units: the plan's currency."""

    document: Id
    version: Code
    """The version in which the change is first seen."""
    executing_unit: Id | None = None
    amount: Quantity
    """Negative where the act takes away."""
    concept: Text | None = None


class Agreement(Cited):
    """One signature of an agreement that many counterparts sign one by one."""

    counterpart: Title
    region: Title | None = None
    date: Date | None = None
    document: Id | None = None


class Contribution(Cited):
    """A link to an element of another plan: of this portal (``plan``) or of a document."""

    plan: Id | None = None
    document: Id | None = None
    code: Name | None = None
    label: Title | None = None
    title: Title | None = None


class Node(Cited, InCharge, Coded):
    """What a plan and its parts have in common."""

    title: Title
    contributes_to: tuple[Contribution, ...] = ()
    budget: tuple[BudgetLine, ...] = ()
    measures: tuple[Measure, ...] = ()

    @property
    def heading(self) -> str:
        """What pages call it."""
        return self.title

    @property
    def full(self) -> str:
        """Its title as printed, where pages call it otherwise; else ""."""
        return self.title if self.heading != self.title else ""


class Priority(Cited):
    """The place that the plan gives something among what is part of the same: 1 comes first."""

    rank: Rank

    @model_validator(mode="before")
    @classmethod
    def _from_rank(cls, data: Any) -> Any:
        """``1`` is short for ``{rank: 1}``."""
        return data if isinstance(data, dict | Model) else {"rank": data}

    def __str__(self) -> str:
        return str(self.rank)


class Part(Node):
    """What the parts of a plan have in common."""

    code: Code
    short: Short | None = None
    """What pages call it, where the title that its document prints is long."""
    purpose: Purpose | None = None
    """What it is for, in a line."""
    weight: Share | None = None
    """The printed share in what is above it, in percent."""
    priority: Priority | None = None
    description: Text | None = None
    correction: SpellingCorrection | None = None

    @property
    def heading(self) -> str:
        """Its short title, where it has one."""
        return self.short or self.title


class Objective(Part):
    """The first level of a plan."""


class CarriedOut(Part):
    """What the parts have in common that somebody carries out somewhere."""

    executing_unit: Id | None = None
    region: Title | None = None
    """Where it takes place, if it is one region: its code or name."""
    schedule: Schedule = ()
    sections: tuple[Section, ...] = ()


class Activity(CarriedOut):
    """The third level of a plan."""


class OwnElement(CarriedOut):
    """A part of a plan that declares its own levels: one file, at any of them."""

    level: Id
    parent: Annotated[tuple[Name, ...], BeforeValidator(listed)] = ()
    """What it stands under: a code, or ``level/code`` where several have it."""

    @property
    def name(self) -> str:
        """What the plan's files call it: a code names one element of a level only."""
        return f"{self.level}/{self.code}"


class Strategy(Part):
    """The second level of a plan: one file, whose citation holds for all in it."""

    objective: Annotated[tuple[Code, ...], BeforeValidator(listed)]
    schedule: Schedule = ()
    sections: tuple[Section, ...] = ()
    activities: tuple[Activity, ...] = ()


class Plan(Node):
    """Identity, period, levels, approval, versions, objectives, and what the document tells."""

    short_title: Title | None = None
    """What pages call it where the whole title is too long."""
    entity: Id
    kind: PlanKind
    period: SpanField
    profile: Id | None = None
    """What gives the defaults of the fields that it does not write (``load/profiles.py``)."""
    year_starts: MonthField | None = None
    """Month in which its years begin, where the portal has not said it: 7 for July to June."""
    frequency: Granularity
    grace_days: Whole = 30
    """Days after the end of a period before a missing result counts as owed."""
    levels: Annotated[_UsualLevels | _OwnLevels, Discriminator(_form_of_levels)]
    method: Title
    bands: Bands | None = None
    currency: Code | None = None
    funding_sources: dict[Title, Title] = Field(default_factory=dict)
    """Where money comes from: code to name, in the order of the pages."""
    language: Code | None = None
    """None: that of the portal."""
    state: PlanState
    approval: Approval | None = None
    versions: tuple[Version, ...] = ()
    budget_changes: tuple[BudgetChange, ...] = ()
    agreements: tuple[Agreement, ...] = ()
    summary: Text | None = None
    purpose: Text | None = None
    scope: Text | None = None
    general_objective: Text | None = None
    legal_basis: tuple[LegalBasis, ...] = ()
    audiences: tuple[Audience, ...] = ()
    sections: tuple[Section, ...] = ()
    objectives: tuple[Objective, ...] = ()

    @property
    def own_levels(self) -> tuple[OwnLevel, ...]:
        """The levels that it declares, from the top; none where it has the usual ones."""
        return self.levels if isinstance(self.levels, tuple) else ()

    @property
    def name(self) -> str:
        """What pages call it beside other things."""
        return self.short_title or self.title

    @property
    def heading(self) -> str:
        """Its title on its own pages; the short one where that is long."""
        return self.name if len(self.title) > LONG_TITLE else self.title

    @property
    def span(self) -> Span:
        """The years of the plan."""
        assert isinstance(self.period, Span)  # noqa: S101
        return self.period

    @property
    def years(self) -> Years:
        """How it counts its years."""
        return self.span.first.years
