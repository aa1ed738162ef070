"""The pace that is needed: what each period left in a year has to give to reach its target.

Only where it is arithmetic on one indicator: its periods are added, more is better, the year is
not over, every period until now is told in full, and none that has ended is waited for. Of a
latest value, a mean or a maximum there is no pace. Whether a figure is in dispute is for whoever
asks (``reconcile/disputes.py``).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from generator.compute.attainment import Status
from generator.compute.measured import MeasureResult
from generator.compute.series import YearSeries
from generator.model.indicator import OverTime
from generator.model.period import Granularity, Period
from generator.model.quotients import Quotient


@dataclass(frozen=True, slots=True)
class Pace:
    """What is told of a running year and what is left. Units: the measure's."""

    target: Decimal
    actual: Decimal
    until: Period
    """The last period that is told."""
    n_told: int
    n_left: int
    """Periods of the same length until the end of the year; the running one counts."""

    @property
    def so_far(self) -> Decimal:
        """What a period gave on average."""
        return self.actual / self.n_told

    @property
    def needed(self) -> Decimal:
        """What each that is left has to give on average."""
        return (self.target - self.actual) / self.n_left


def pace(measure: MeasureResult, as_of: date) -> Pace | None:
    """The pace that the year with the latest result needs; None where it cannot be said."""
    series, traits = measure.current, measure.use.traits
    adds = traits.over_time is OverTime.SUM and traits.direction.rises
    if series is None or not adds or not traits.kind.traits.is_measured or measure.is_by_part:
        return None
    if not series.reported or not _is_told_in_full(measure, series):
        return None
    target, actual = series.full_year.target, series.full_year.actual
    if not isinstance(target, Decimal) or not isinstance(actual, Decimal) or actual >= target:
        return None
    told, n = list(series.reported), len(series.reported)
    parts = [*_parts(Period.of_year(series.year), told[-1])]
    left = parts[n:]
    if parts[:n] != told or not left or left[0].end < as_of or not _is_planned(series, left):
        return None
    if isinstance(target, Quotient) or isinstance(actual, Quotient):
        return None
    return Pace(target, actual, told[-1], n, len(left))


def _is_told_in_full(measure: MeasureResult, series: YearSeries) -> bool:
    """Whether nothing until now is owed, withheld, told in part or only until a day."""
    told = set(series.reported)
    seen = (o.attainment for o in series.observations if o.period in told)
    open_ones = {Status.NOT_REPORTED, Status.NOT_DUE, Status.WITHHELD, Status.NOT_AVAILABLE}
    return not (
        series.missing
        or series.without_figure
        or any(report.cut_on for report in series.reports)
        or measure.use.measure.discontinued
        or any(it.status in open_ones for it in seen)
    )


def _is_planned(series: YearSeries, left: list[Period]) -> bool:
    """Whether the target is of the year alone, or each period that is left has its own."""
    of_parts = {
        o.period: o.attainment.status.is_planned
        for o in series.observations
        if o.attainment.target is not None and o.period.granularity is not Granularity.YEAR
    }
    return not of_parts or all(of_parts.get(period) for period in left)


def _parts(year: Period, like: Period) -> Iterator[Period]:
    """The parts of a year that are as long as one of them: its quarters; none of a year."""
    day = year.start
    while like.granularity is not Granularity.YEAR and day <= year.end:
        found = Period.parse(day.isoformat(), like.years).round_of(like.granularity)
        if found.granularity is not like.granularity or found.start != day:
            return
        yield found
        day = found.end + timedelta(days=1)
