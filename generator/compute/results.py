"""Everything derived from a catalogue, computed once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from generator.compute.attainment import Attainment, Status
from generator.compute.money import Key, all_amounts
from generator.compute.rollups import Counted, Rollup, outcome, roll_up
from generator.compute.series import Clock, Report, YearSeries, years_of
from generator.model.catalog import PLAN, Catalog, Element, Level, MeasureUse, PlanFolder, cite
from generator.model.indicator import Across, Baseline
from generator.model.period import Period
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
        return self.use.measure.by is not None and self.use.traits.across is Across.NONE

    @property
    def current(self) -> YearSeries | None:
        """The latest year with a result, else the first with a target."""
        reported = [y for y in self.years.values() if y.n_reported]
        if reported:
            return reported[-1]
        return next(iter(self.years.values()), None)


@dataclass(frozen=True)
class PlanResult:
    """A plan with everything derived from it."""

    folder: PlanFolder
    year: int
    """The year the roll-ups speak of: the latest reported one, else the first of the plan."""
    measures: dict[str, MeasureResult]
    rollups: dict[str, Rollup] = field(default_factory=dict)
    """By code; ``plan`` is the plan as a whole."""
    activities: dict[str, Counted] = field(default_factory=dict)
    money: dict[str, dict[Key, Decimal]] = field(default_factory=dict)

    def measures_of(self, code: str) -> list[MeasureResult]:
        """Measures that hang on one element, in order."""
        return [m for m in self.measures.values() if m.use.element.code == code]


@dataclass(frozen=True)
class Results:
    """The computed content. ``as_of`` is the only date that entered."""

    catalog: Catalog
    as_of: date
    plans: dict[str, PlanResult]


def compute(catalog: Catalog, as_of: date) -> Results:
    """Compute a catalogue without errors. Missing results are owed as of ``as_of``."""
    plans = {name: _plan(catalog, folder, as_of) for name, folder in catalog.plans.items()}
    return Results(catalog, as_of, plans)


def _plan(catalog: Catalog, folder: PlanFolder, as_of: date) -> PlanResult:
    clock = Clock(as_of, folder.plan.grace_days, folder.plan.frequency)
    bands = catalog.bands(folder.id)
    measures = {}
    for use in catalog.measures(folder.id):
        reports = dict(_reports(folder, use, ResultRole.PROGRESS))
        years = years_of(use, reports, bands, clock)
        measures[use.id] = MeasureResult(use, years, _baseline(folder, use))
    year = _year_of(folder, measures)
    counted = list(_counted(catalog, folder, measures, year))
    return PlanResult(
        folder=folder,
        year=year,
        measures=measures,
        rollups=roll_up(counted),
        activities={
            row.code: row
            for row in counted
            if (element := folder.by_code.get(row.code)) and element.level is Level.ACTIVITY
        },
        money=all_amounts(folder),
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


def _counted(
    catalog: Catalog, folder: PlanFolder, measures: dict[str, MeasureResult], year: int
) -> Iterator[Counted]:
    """Activities that have measures; the measures themselves where a plan has no activities."""
    bands = catalog.bands(folder.id)
    has_activities = any(True for _ in folder.of_level(Level.ACTIVITY))
    by_element: dict[str, list[MeasureResult]] = {}
    for measure in measures.values():
        by_element.setdefault(measure.use.element.code, []).append(measure)
    for element in folder.elements:
        found = by_element.get(element.code, [])
        if has_activities and element.level is Level.ACTIVITY and found:
            parts = [_of_year(m, year) for m in found]
            yield outcome(element.code, above(folder, element), parts, bands)
        elif not has_activities:
            for item in (m for m in found if not m.is_by_part):
                scopes = (element.code, *above(folder, element))
                yield outcome(item.use.id, scopes, [_of_year(item, year)], bands)


def _of_year(measure: MeasureResult, year: int) -> Attainment:
    series = measure.years.get(year)
    if series is None:
        return Attainment(Status.NOT_PROGRAMMED)
    return series.headline


def above(folder: PlanFolder, element: Element) -> tuple[str, ...]:
    """Codes of everything above an element, nearest first, the plan last."""
    found: list[str] = []
    waiting = list(element.parents)
    while waiting:
        code = waiting.pop(0)
        if code not in found:
            found.append(code)
            parent = folder.by_code.get(code)
            waiting += parent.parents if parent else ()
    return (*[code for code in found if code != PLAN], PLAN)
