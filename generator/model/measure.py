"""Measures (an indicator put to use in a plan, with its targets) and what was achieved."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any, Self, TypeVar

from pydantic import BeforeValidator, Field, ModelWrapValidatorHandler, model_validator

from generator.model.base import Model, fault
from generator.model.breakdown import (
    WHOLE,
    BreakdownField,
    By,
    FigureField,
    read_figure,
    with_total_inside,
)
from generator.model.indicator import (
    Across,
    Baseline,
    Decimals,
    Direction,
    Kind,
    Over100,
    OverTime,
    PrintedUnit,
    Traits,
    UnitFormsField,
)
from generator.model.narrative import Paragraphs
from generator.model.origin import OriginMap
from generator.model.people import InCharge
from generator.model.period import Period
from generator.model.period_field import PeriodField
from generator.model.quantities import Quantity, Rank, Share, not_given
from generator.model.region import RegionList
from generator.model.scalars import (
    WITHOUT_FIGURE,
    Code,
    Date,
    Flag,
    Id,
    Plain,
    Purpose,
    Reason,
    Short,
    State,
    Text,
    Title,
    listed,
)
from generator.model.schemes import Coded
from generator.model.source import Cited, MeasureDisputes, ResultDisputes, SpellingCorrection


def _read_target(value: Any) -> Any:
    """The same; what is promised is given or not set."""
    figure = read_figure(value)
    if type(figure) is not Decimal and (state := not_given(figure)) is not None:
        raise fault("state-of-results", state=str(state))
    return figure


TargetField = Annotated[Any, BeforeValidator(_read_target)]


Schedule = Annotated[tuple[PeriodField, ...], BeforeValidator(listed)]

T = TypeVar("T")
_TRAIT_KEYS = tuple(Traits.model_fields)


class Discontinued(Cited):
    """From when on an indicator is no longer measured, and why: nothing is owed of it then."""

    first: Annotated[PeriodField, Field(alias="from")]
    reason: Reason

    def __str__(self) -> str:
        return f"{self.first.text}: {self.reason}"


class Measure(Cited, InCharge, Coded):
    """What will be measured on a plan, an objective, a strategy or an activity.

    Either ``indicator`` names a sheet, or the traits stand here: ``unit``, and ``name`` where
    it is not the title of the element that the measure hangs on.
    """

    __slots__ = ("_traits",)
    if TYPE_CHECKING:
        _traits: Traits

    id: Code | None = None
    indicator: Id | None = None
    name: Title | None = None
    short: Short | None = None
    purpose: Purpose | None = None
    unit: PrintedUnit | None = None
    unit_forms: UnitFormsField = None
    kind: Kind | None = None
    direction: Direction | None = None
    strict: Flag | None = None
    over_time: OverTime | None = None
    across: Across | None = None
    decimals: Decimals | None = None
    zero_is_target: Flag | None = None
    over_100: Over100 | None = None
    tolerance: Quantity | None = None
    by: By | None = None
    targets: dict[PeriodField, TargetField] = Field(default_factory=dict)
    total: TargetField | None = None
    baseline: Baseline | None = None
    schedule: Schedule = ()
    discontinued: Discontinued | None = None
    relevance: Rank | None = None
    """The printed rank: 1 is the most relevant."""
    weight: Share | None = None
    """The printed share in its element, in percent."""
    disputed: MeasureDisputes = ()
    correction: SpellingCorrection | None = None

    @model_validator(mode="before")
    @classmethod
    def _sheet_or_traits(cls, data: Any) -> Any:
        if not isinstance(data, dict):
            return data
        inline = [key for key in _TRAIT_KEYS if key in data]
        if "indicator" in data and inline:
            raise fault("indicator-and-traits", keys=", ".join(inline))
        if not {"indicator", "name", "unit"} & set(data):
            raise fault("measure-without-name")
        return data

    def own_traits(self, title: str, short: str | None = None) -> Traits | None:
        """The traits written here; None where the sheet has them.

        ``title`` of the element and its ``short`` one stand for a name that is not written.
        """
        if self.indicator is not None:
            return None
        known: Traits | None = getattr(self, "_traits", None)
        name, short = self.name or title, self.short or (None if self.name else short)
        if known is None or (known.name, known.short) != (name, short):
            given = {key: value for key in _TRAIT_KEYS if (value := getattr(self, key)) is not None}
            given["unit"] = given.pop("unit_forms", self.unit)
            known = Traits(**{**given, "name": name, "short": short})
            object.__setattr__(self, "_traits", known)  # asked for at every comparison
        return known

    def values(self, regions: RegionList) -> list[tuple[Period, str, Any]]:
        """Targets as (period, member, value), in the order of periods; member "" is the whole.

        Regions stand by their codes.
        """
        rows: list[tuple[Period, str, Any]] = []
        for period in sorted(self.targets):
            figure = regions.by_code(self.targets[period], self.by)
            parts = figure if isinstance(figure, dict) else {WHOLE: figure}
            rows += [(period, member, value) for member, value in parts.items()]
        return rows


class ResultStatus(StrEnum):
    """How firm a result is (SDMX, OBS_STATUS); the least firm first."""

    ESTIMATED = "estimated"
    """Made by an estimate; the measurement is still to come."""
    PROVISIONAL = "provisional"
    """May be revised."""
    FINAL = "final"


class Correction(Model):
    """Why a reported result was restated."""

    reason: Reason
    date: Date
    was: FigureField | None = None
    document: Id | None = None


_NUMBERS = {"numerator", "denominator"}


def _as_parts(data: OriginMap, entry: type[Model]) -> str:
    """What was meant by parts that stand beside no ``value``, as in targets; "" for the rest."""
    own = {key: it for key, it in data.items() if key not in entry.model_fields}
    if not own or (len(own) < len(data) and not _NUMBERS & own.keys()):
        return ""
    if any(isinstance(it, dict | list) for it in own.values()):
        return ""
    parts = ((key, it.text if isinstance(it, Plain) else it) for key, it in own.items())
    return f"value: {{{', '.join(f'{key}: {text}' for key, text in parts)}}}"


_MOST_ENTRIES = 1 << 14
_ENTRIES: dict[str, ResultEntry] = {}


class ResultEntry(Cited):
    """What was achieved in one period, with the qualitative part of a report."""

    value: FigureField | None = None
    status: ResultStatus | None = None
    """How firm it is, where that is not what its file says of all."""
    text: Text | None = None
    met: Flag | None = None
    """Whether the report calls a target in words met; nothing else decides it."""
    by: By | None = None
    breakdowns: dict[Code, BreakdownField] = Field(default_factory=dict)
    """The parts of other dimensions beside the value, by the name of each."""
    evidence: tuple[Text, ...] = ()
    situation: Paragraphs = ()
    factors: Paragraphs = ()
    measures_taken: Paragraphs = ()
    recommendation: Paragraphs = ()
    correction: Correction | None = None
    disputed: ResultDisputes = ()

    @model_validator(mode="wrap")
    @classmethod
    def _once(cls, data: Any, handler: ModelWrapValidatorHandler[Self]) -> Self:
        """A number alone is one entry, however often it is written: most of a large plan are."""
        known: dict[str, Any] = _ENTRIES
        if type(data) is not Plain:
            return handler(data)
        if data.text not in known and len(known) < _MOST_ENTRIES:
            known[data.text] = handler(data)
        return known.get(data.text) or handler(data)

    @model_validator(mode="before")
    @classmethod
    def _from_figure(cls, data: Any) -> Any:
        """``834`` is short for ``{value: 834}``."""
        return with_total_inside(data) if isinstance(data, dict | Model) else {"value": data}

    @model_validator(mode="before")
    @classmethod
    def _has_content(cls, data: Any) -> Any:
        keys = data.keys() if isinstance(data, OriginMap) else {"value"}
        if "value" not in keys and (_NUMBERS & keys or not {"text", "note"} & keys):
            raise fault("result-without-value", text="", suggestion=_as_parts(data, cls))
        return data

    @model_validator(mode="after")
    def _has_a_reason(self) -> Self:
        state = not_given(self.value)
        if state is not None and not self.note:
            raise fault("state-without-reason", state=str(state), before="")
        if self.status is not None and (self.value is None or state is not None):
            raise fault("status-without-figure", status=str(self.status))
        return self

    @property
    def figure(self) -> Any:
        """The value; ``withheld`` where there is a note instead, which says why."""
        return State.WITHHELD if self.value is None and self.note else self.value

    @property
    def gives_result(self) -> bool:
        """Whether it says what was achieved, in a figure or in words; not only why it does not."""
        return self.figure not in (*WITHOUT_FIGURE, State.NOT_APPLICABLE)

    def dimensions(self, own: str | None) -> list[str]:
        """By what it tells parts; "" for a whole."""
        is_parted = isinstance(self.value, dict)
        return [(self.by or own or "") if is_parted else "", *self.breakdowns]


def filled_in(value: Any) -> Any:
    """Results without the lines whose value is still to come: it is not reported."""
    if isinstance(value, Plain) and not value.text:
        return {}
    if isinstance(value, OriginMap):
        for key in [key for key, it in value.items() if isinstance(it, Plain) and not it.text]:
            del value[key], value.children[str(key)]
    return value


def main_first(entries: Iterable[T], own: str | None, of: Callable[[T], ResultEntry]) -> list[T]:
    """Results of one period: the whole first, then parts by the measure's own dimension."""

    def rank(item: T) -> tuple[bool, bool, bool]:
        it = of(item)
        return it.figure is None, isinstance(it.value, dict), it.by not in {None, own}

    return sorted(entries, key=rank)
