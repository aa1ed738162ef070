"""Indicators: what is counted and how its values may be read and combined."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Annotated, Any, Self

from pydantic import BeforeValidator, Field, model_validator

from generator.model.base import Model, fault
from generator.model.breakdown import FigureField, with_total_inside
from generator.model.people import InCharge
from generator.model.period import Granularity
from generator.model.period_field import AnyPeriod
from generator.model.quantities import Quantity, not_given, read_whole
from generator.model.scalars import Code, Flag, Purpose, Short, Text, Title, listed, read_title
from generator.model.schemes import Coded
from generator.model.source import Cited, Source, SpellingCorrection

_MOST_DECIMALS = 6


def _read_decimals(value: Any) -> Any:
    """How many decimals a page shows: at most six."""
    number = read_whole(value)
    if number > _MOST_DECIMALS:
        raise fault("decimals-range", decimals=number)
    return number


Decimals = Annotated[int, BeforeValidator(_read_decimals)]


class Kind(StrEnum):
    """What sort of value an indicator takes; ``traits`` says what follows from it."""

    COUNT = "count"
    PERCENTAGE = "percentage"
    RATIO = "ratio"
    RATE = "rate"
    INDEX = "index"
    VARIATION = "variation"
    MILESTONE = "milestone"
    TEXT = "text"

    @cached_property
    def traits(self) -> KindTraits:
        """What its values can be, and what is made of them."""
        return KINDS.get(self, KindTraits())


@dataclass(frozen=True, slots=True)
class KindTraits:
    """What follows from the kind of a value; most kinds are numbers without further limits."""

    is_counted: bool = False
    """Whole numbers of zero or more, of things that can be named."""
    in_percent: bool = False
    """Shown with the sign; between 0 and 100 unless the indicator says otherwise."""
    is_done_or_not: bool = False
    is_measured: bool = True
    """A number that can be held against its target."""


KINDS = {
    Kind.COUNT: KindTraits(is_counted=True),
    Kind.PERCENTAGE: KindTraits(in_percent=True),
    Kind.MILESTONE: KindTraits(is_done_or_not=True, is_measured=False),
    Kind.TEXT: KindTraits(is_measured=False),
}
"""Kinds that are more than a number."""


class Direction(StrEnum):
    """Which way is better."""

    INCREASE = "increase"
    DECREASE = "decrease"
    AT_MOST = "at-most"
    AT_LEAST = "at-least"
    MAINTAIN = "maintain"
    """Neither more nor less than the target, but for the tolerance."""
    NONE = "none"

    @property
    def rises(self) -> bool:
        """Whether more is better, or at least no worse."""
        return self in {Direction.INCREASE, Direction.AT_LEAST}

    @property
    def falls(self) -> bool:
        """Whether less is better, or at least no worse."""
        return self in {Direction.DECREASE, Direction.AT_MOST}


class OverTime(StrEnum):
    """How the values of consecutive periods combine (``sum`` is CEPLAN's "agregable")."""

    SUM = "sum"
    LAST = "last"
    MEAN = "mean"
    MAX = "max"


class Across(StrEnum):
    """How the members of a breakdown combine."""

    SUM = "sum"
    MEAN = "mean"
    NONE = "none"


class Over100(StrEnum):
    """Whether a percentage may pass 100."""

    ALLOWED = "allowed"


class Baseline(Cited):
    """The value before the plan, or that of each part. Units: those of the indicator."""

    period: AnyPeriod
    value: FigureField

    _total = model_validator(mode="before")(with_total_inside)

    @model_validator(mode="after")
    def _has_a_reason(self) -> Self:
        if (state := not_given(self.value)) is not None and not self.note:
            raise fault(
                "state-without-reason", state=str(state), before=f"period: {self.period.text}, "
            )
        return self


class UnitForms(Model):
    """A unit of measurement as sentences need it: 1 ``persona``, 2 ``personas``."""

    one: Title
    many: Title
    printed: Title | None = None
    """As the document has it, where that is not ``many``."""

    def __str__(self) -> str:
        return f"{self.one} / {self.many}"


def _as_printed(value: Any) -> Any:
    """The unit as printed: a text, or that of its forms; what is wrong with these is said there."""
    if isinstance(value, UnitForms):
        return value.printed or value.many
    if not isinstance(value, dict):
        return read_title(value)
    printed = value.get("printed", value.get("many"))
    return " ".join(printed.split()) if isinstance(printed, str) else "?"


PrintedUnit = Annotated[str, BeforeValidator(_as_printed)]
UnitFormsField = Annotated[
    UnitForms | None,
    BeforeValidator(lambda value: value if isinstance(value, dict | UnitForms) else None),
    Field(alias="unit"),
]
"""The same key read again: its forms, where it has any."""


class Traits(Model):
    """How the values of a measure are to be read."""

    name: Title
    short: Short | None = None
    """What pages call it, where its printed name is long."""
    purpose: Purpose | None = None
    """What it is for, in a line."""
    unit: PrintedUnit | None = None
    """Unit of measurement as printed; absent where the document gives none."""
    unit_forms: UnitFormsField = None
    kind: Kind = Kind.COUNT
    direction: Direction = Direction.INCREASE
    strict: Flag = False
    """A limit that must be passed, not only met (``>`` and ``<``)."""
    over_time: OverTime = OverTime.SUM
    across: Across = Across.SUM
    decimals: Decimals | None = None
    zero_is_target: Flag = False
    over_100: Over100 | None = None
    tolerance: Quantity | None = None
    """How far from a target to maintain a result may be, in its unit; exactly it without one."""
    _language: str | None = None

    @property
    def language(self) -> str | None:
        """That of its plan, where the plan says one: in which its unit has its plural."""
        return self._language

    def in_language(self, language: str | None) -> Traits:
        """The same, of a plan in a language of its own."""
        if language is None:
            return self
        traits = self.model_copy()
        traits._language = language
        return traits

    @property
    def in_percent(self) -> bool:
        """Whether its values carry the sign of percent."""
        return self.kind.traits.in_percent or self.unit == "%"

    @property
    def heading(self) -> str:
        """What pages call it: its short name, where it has one."""
        return self.short or self.name

    @property
    def full(self) -> str:
        """Its name as printed, where pages call it otherwise; else ""."""
        return self.name if self.heading != self.name else ""


class ResultsLevel(StrEnum):
    """Where in the results chain an indicator looks (OECD DAC, IATI)."""

    INPUT = "input"
    ACTIVITY = "activity"
    OUTPUT = "output"
    OUTCOME = "outcome"
    IMPACT = "impact"


class Criterion(StrEnum):
    """What it judges: effectiveness, efficiency and economy of public audit, and quality.

    Mexico and Peru say «dimensión», which here is how values are broken down.
    """

    EFFECTIVENESS = "effectiveness"
    EFFICIENCY = "efficiency"
    QUALITY = "quality"
    ECONOMY = "economy"


class Variable(Model):
    """What stands in a formula."""

    name: Title
    definition: Text | None = None
    data_source: Text | None = None
    """Where its values come from: a register, a survey."""

    def __str__(self) -> str:
        said = f"{self.name}: {self.definition}" if self.definition else self.name
        return f"{said} ({self.data_source})" if self.data_source else said


class DataQuality(Model):
    """How far its values can be trusted: the five points that GPRAMA asks for."""

    validation: Text | None = None
    """How measured values are verified."""
    sources: Text | None = None
    accuracy: Text | None = None
    """The one that the use of the values needs."""
    limitations: Text | None = None
    compensation: Text | None = None
    """What is done about the limitations."""

    def __str__(self) -> str:
        return "; ".join(text for text in self.__dict__.values() if text)


class Indicator(Traits, InCharge, Coded):
    """A technical sheet (ficha técnica), shared by the plans that use it."""

    kind: Kind
    direction: Direction
    over_time: OverTime
    definition: Text | None = None
    formula: Text | None = None
    variables: tuple[Variable, ...] = ()
    results_level: ResultsLevel | None = None
    criterion: Criterion | None = None
    justification: Text | None = None
    limitations: Text | None = None
    verification: Text | None = None
    data_quality: DataQuality | None = None
    assumptions: Annotated[tuple[Text, ...], BeforeValidator(listed)] = ()
    """What must hold for it to be reached, and is not in the hands of who answers for it."""
    frequency: Granularity | None = None
    baseline: Baseline | None = None
    dimensions: dict[Code, tuple[Title, ...]] = Field(default_factory=dict)
    """Members of each breakdown other than ``region``."""
    related: Annotated[tuple[Text, ...], BeforeValidator(listed)] = ()
    """Transferred function, public service, sectoral objective."""
    source: Source | None = None
    note: Text | None = None
    correction: SpellingCorrection | None = None
