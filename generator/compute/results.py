"""Everything derived from a catalogue, computed once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property

from generator.compute import explain
from generator.compute.amended import grounded
from generator.compute.attainment import Status
from generator.compute.explain import Explanation
from generator.compute.history import History
from generator.compute.money import Key, Ranks, all_amounts, unit_amounts, version_ranks
from generator.compute.rollups import Counted, Rollup, Scope, ScopeKey, roll_up
from generator.compute.scoping import at, counted_at, members, periods_of
from generator.compute.series import WHOLE, Clock, Report, YearSeries, years_of
from generator.model.catalog import PLAN, Catalog, Level, MeasureUse, PlanFolder, cite
from generator.model.combine import mean
from generator.model.indicator import Across, Baseline, Direction, OverTime
from generator.model.period import Granularity, Period
from generator.model.reports import ResultRole
from generator.model.source import Source


@dataclass(frozen=True, slots=True)
class BaselineFigure:
    """Where a measure starts from, and where that is printed."""

    period: Period
    value: object
    source: Source | None
    note: str | None


@dataclass(frozen=True, slots=True)
class MeasureResult:
    """A measure with its series by year and its baseline."""

    use: MeasureUse
    years: dict[int, YearSeries]
    baseline: BaselineFigure | None

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


@dataclass(frozen=True)
class PlanResult:
    """A plan with everything derived from it."""

    folder: PlanFolder
    year: int
    """The year the pages speak of: the latest reported one, else the first of the plan."""
    measures: dict[str, MeasureResult]
    counted: dict[Period, tuple[Counted, ...]] = field(default_factory=dict)
    """What entered the roll-ups: activities (or measures) with their outcome, by period."""
    activities: dict[str, Counted] = field(default_factory=dict)
    """Outcome of each activity in ``year``."""

    @cached_property
    def money(self) -> dict[str, dict[Key, Decimal]]:
        """Amounts by element code; ``plan`` is the plan as a whole."""
        return all_amounts(self.folder)

    @cached_property
    def unit_money(self) -> dict[str, dict[Key, Decimal]]:
        """Amounts by executing unit."""
        return unit_amounts(self.folder)

    @cached_property
    def scoped(self) -> dict[Period, dict[ScopeKey, Rollup]]:
        """Roll-ups by period, and within it by plan, objective, strategy, unit and region."""
        return {period: roll_up(self.counted[period]) for period in sorted(self.counted)}

    @cached_property
    def rollups(self) -> dict[str, Rollup]:
        """Roll-ups of ``year`` by element code; ``plan`` is the plan as a whole."""
        found = self.scoped.get(Period.of_year(self.year), {})
        return {code: rollup for (scope, code), rollup in found.items() if scope in _ELEMENTS}

    @property
    def counted_now(self) -> tuple[Counted, ...]:
        """What entered the roll-ups of ``year``."""
        return self.counted.get(Period.of_year(self.year), ())

    @cached_property
    def version_ranks(self) -> Ranks:
        """Place of each version in the plan's list."""
        return version_ranks(self.folder)

    def rollup(self, period: Period, scope: Scope, code: str) -> Rollup:
        """The roll-up of one scope at one period; empty where nothing counts."""
        return self.scoped.get(period, {}).get((scope, code), Rollup())

    def mean_of_strategies(self, period: Period, code: str = PLAN) -> Decimal | None:
        """Mean of the means of the strategies (of one objective, or of the plan)."""
        means = [
            rollup.mean_attainment
            for element in self.folder.of_level(Level.STRATEGY)
            if code in (PLAN, *element.parents)
            and (rollup := self.rollup(period, Scope.STRATEGY, element.code)).n_averaged
        ]
        return mean([value for value in means if value is not None])

    def measures_of(self, code: str) -> list[MeasureResult]:
        """Measures that hang on one element, in order."""
        return [m for m in self.measures.values() if m.use.element.code == code]


_ELEMENTS = {Scope.PLAN, Scope.OBJECTIVE, Scope.STRATEGY}


@dataclass(frozen=True)
class Results:
    """The computed content. ``as_of`` is the only date that entered."""

    catalog: Catalog
    as_of: date
    plans: dict[str, PlanResult]
    history: History = field(default_factory=History)
    """How the figures came to be what they are; empty where that is not asked for."""


def compute(catalog: Catalog, as_of: date, history: History | None = None) -> Results:
    """Compute a catalogue without errors. Missing results are owed as of ``as_of``."""
    plans = {name: plan_result(catalog, folder, as_of) for name, folder in catalog.plans.items()}
    return Results(catalog, as_of, plans, grounded(history or History(), catalog))


def plan_result(catalog: Catalog, folder: PlanFolder, as_of: date) -> PlanResult:
    """Everything derived from one plan of a catalogue."""
    clock = Clock(as_of, folder.plan.grace_days, folder.plan.frequency)
    bands = catalog.bands(folder.id)
    measures = {}
    for use in catalog.measures(folder.id):
        reports = dict(_reports(folder, use, ResultRole.PROGRESS))
        years = years_of(use, reports, bands, clock)
        measures[use.id] = MeasureResult(use, years, _baseline(folder, use))
    year = _year_of(folder, measures)
    now = Period.of_year(year)
    counting = members(folder, measures)
    rows = {
        period: tuple(counted_at(counting, measures.values(), period, bands))
        for period in {now, *periods_of(measures)}
    }
    return PlanResult(
        folder=folder,
        year=year,
        measures=measures,
        counted=rows,
        activities={
            row.code: row
            for row in rows[now]
            if (element := folder.by_code.get(row.code)) and element.level is Level.ACTIVITY
        },
    )


def _reports(
    folder: PlanFolder, use: MeasureUse, role: ResultRole
) -> Iterator[tuple[Period, Report]]:
    for file in folder.results:
        entry = file.results.get(use.id)
        if entry is not None and file.role is role:
            yield file.period, Report(file.period, entry, file)


def _baseline(folder: PlanFolder, use: MeasureUse) -> BaselineFigure | None:
    """The measure's own baseline, else its sheet's, else the latest round before the plan."""
    written = use.measure.baseline or (use.indicator.baseline if use.indicator else None)
    if isinstance(written, Baseline):
        source = cite(written.source, use.source)
        return BaselineFigure(written.period, written.value, source, written.note)
    rounds = sorted(_reports(folder, use, ResultRole.BASELINE), key=lambda pair: pair[0])
    if not rounds:
        return None
    period, report = rounds[-1]
    source = cite(report.entry.source, report.file.source, *use.element.sources)
    return BaselineFigure(period, report.entry.value, source, report.entry.note)


def _year_of(folder: PlanFolder, measures: dict[str, MeasureResult]) -> int:
    reported = [
        year for m in measures.values() for year, series in m.years.items() if series.n_reported
    ]
    return max(reported, default=folder.plan.span.first.year)
