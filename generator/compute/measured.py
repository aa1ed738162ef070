"""A measure with what it reached, year by year, and the attainment at one of its periods."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from generator.compute import explain
from generator.compute.attainment import Attainment, Status
from generator.compute.explain import Explanation
from generator.compute.series import WHOLE, Observation, YearSeries
from generator.model.catalog import MeasureUse
from generator.model.indicator import Across, Direction, OverTime
from generator.model.period import Granularity, Period
from generator.model.source import Source


@dataclass(frozen=True, slots=True)
class BaselineFigure:
    """Where a measure starts from, and where that is printed."""

    period: Period
    value: object
    source: Source | None
    note: str | None


@dataclass(frozen=True)
class MeasureResult:
    """A measure with its series by year and its baseline."""

    use: MeasureUse
    years: dict[int, YearSeries]
    baseline: BaselineFigure | None

    @cached_property
    def parts(self) -> dict[Period, tuple[Observation, ...]]:
        """Observations of single regions or other parts, by period."""
        found: dict[Period, list[Observation]] = {}
        for series in self.years.values():
            for observation in series.observations:
                if observation.member != WHOLE:
                    found.setdefault(observation.period, []).append(observation)
        return {period: tuple(observations) for period, observations in found.items()}

    @property
    def is_by_part(self) -> bool:
        """Told only by region or another part, whose values are not combined: no whole to judge."""
        if self.use.measure.by is None or self.use.traits.across is not Across.NONE:
            return False
        return any(o.member != WHOLE for y in self.years.values() for o in y.observations)

    @property
    def current(self) -> YearSeries | None:
        """The latest year with a result, else the first with a target."""
        reported = [y for y in self.years.values() if y.n_reported]
        if reported:
            return reported[-1]
        return next(iter(self.years.values()), None)

    def change_at(self, period: Period) -> Explanation | None:
        """Avance tipo II at a period: the way from the baseline to the target that was gone.

        None without three numbers, where the target does not lie beyond the baseline in the
        direction of the indicator, and where they do not speak of spans of the same length.
        """
        if self.baseline is None or not self._is_comparable(self.baseline, period):
            return None
        found = at(self, period)
        first, goal, now = self.baseline.value, found.target, found.actual
        if found.status is not Status.VALUE or not isinstance(first, Decimal):
            return None
        if not isinstance(goal, Decimal) or not isinstance(now, Decimal):
            return None
        way = _WAYS.get(self.use.traits.direction, 0) * (goal - first)
        return explain.of_change_since_baseline(first, goal, now) if way > 0 else None

    def _is_comparable(self, baseline: BaselineFigure, period: Period) -> bool:
        """Sums only over spans of the same length, told to their end; levels at any of them.

        A part of a year without a target of its own is no span: its target is the year's.
        """
        series = self.years.get(period.year)
        if series is None or period in series.progress:
            return False
        if self.use.traits.over_time is not OverTime.SUM:
            return True
        is_year = period.granularity is Granularity.YEAR
        span = series.subject if is_year else period
        cut = is_year and (series.is_running or series.missing)
        return baseline.period.granularity is span.granularity and not cut


_WAYS = {Direction.INCREASE: 1, Direction.AT_LEAST: 1, Direction.DECREASE: -1}
"""Which way leads to the target; the other directions have no percentage."""


def at(measure: MeasureResult, period: Period, member: str = WHOLE) -> Attainment:
    """The attainment that counts at a period: of the year, of the period, or towards the year.

    A result of part of a year for which no target is set is held against the target of the year
    (avance al semestre).
    """
    series = measure.years.get(period.year)
    if series is None:
        return Attainment(Status.NOT_PROGRAMMED)
    if period.granularity is Granularity.YEAR and member == WHOLE:
        return series.headline
    found = series.by_period.get((period, member))
    if found is None:
        return Attainment(Status.NOT_PROGRAMMED)
    if found.target is None and found.actual is not None and member == WHOLE:
        return series.progress.get(period, found)
    return found
