"""A figure by its name, and what it says: target, result, state and attainment."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from generator.compute.attainment import Attainment, Status
from generator.compute.measured import MeasureResult
from generator.compute.series import WHOLE
from generator.model.indicator import Traits
from generator.model.measure import ResultStatus
from generator.model.period import Granularity, Period
from generator.model.scalars import State
from generator.words.formatter import Formatter
from generator.words.labels import MET


@dataclass(frozen=True, slots=True)
class FigureKey:
    """What a figure is called, in whatever version."""

    plan: str
    measure: str
    """As in the column ``measure`` of the tables."""
    period: str
    """``2024-T2``."""
    member: str = WHOLE
    """The part that it is of, as the computation names it (a region by its code); "" the whole."""


def attainment_of(measure: MeasureResult, period: Period, member: str = WHOLE) -> Attainment | None:
    """Target and result of a period; of a year, of all of it, not judged while it runs.

    None where there is no such figure.
    """
    series = measure.years.get(period.year)
    if series is None:
        return None
    if member != WHOLE or period.granularity is not Granularity.YEAR or measure.is_by_part:
        found = series.by_period.get((period, member))
        is_silent = found and found.target is None and found.actual is None
        return None if is_silent and member == WHOLE and measure.is_by_part else found
    return series.full_year


def figures(plan: str, measure: MeasureResult) -> Iterator[FigureKey]:
    """Every figure of a measure: each year, its periods, and their parts."""
    for year, series in measure.years.items():
        told = dict.fromkeys([(Period.of_year(year), WHOLE), *series.by_period])
        for period, member in told:
            if attainment_of(measure, period, member) is not None:
                yield FigureKey(plan, measure.use.id, period.text, member)


def stated(f: Formatter, it: Attainment, traits: Traits) -> dict[str, str]:
    """What a figure says, by its part: ``meta 1,409``, ``resultado 834``, ``avance 59.2 %``."""
    parts = {}
    if target := _value(f, it.target, traits):
        parts["target"] = f.t("target {value}", value=target)
    if actual := _value(f, it.actual, traits):
        firm = "" if it.firmness is ResultStatus.FINAL else f" ({f.label(it.firmness)})"
        parts["actual"] = f.t("result {value}", value=actual) + firm
    if it.status is not Status.VALUE:
        parts["state"] = f.label(it.status)
    if it.raw is not None:
        parts["attainment"] = f.t("attainment {value}", value=f.percent(it.raw))
    elif it.met is not None:
        parts["attainment"] = f.t(MET[it.met]).lower()
    return parts


def _value(f: Formatter, value: object, traits: Traits) -> str:
    """A value in words or digits; a state has words of its own."""
    if isinstance(value, Decimal):
        return f.with_numbers(value, in_percent=traits.in_percent)
    if value is None or isinstance(value, State):
        return ""
    return f.label(value) if isinstance(value, StrEnum) else str(value)
