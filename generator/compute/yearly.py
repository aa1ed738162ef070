"""What a measure gives in each year: its periods, the whole year, and the year so far."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from generator.compute.attainment import VERDICTS, Attainment, Figure, Status, attain, is_programmed
from generator.compute.breakdowns import (
    beside,
    dimension_of,
    figure_of,
    is_told_in_part,
    parts_in,
    told_by,
)
from generator.compute.firmness import with_firmness
from generator.compute.milestones import milestones_of, n_reached
from generator.compute.other_years import beside_targets
from generator.compute.rounds import YearParts, made_of_parts
from generator.compute.series import WHOLE, Deadlines, Observation, Report, YearSeries
from generator.model.catalog import MeasureUse
from generator.model.combine import accumulate, part_of
from generator.model.indicator import Direction, OverTime
from generator.model.method import Bands
from generator.model.period import Granularity, Period, finest, is_covered_by, longest
from generator.model.scalars import WITHOUT_FIGURE, State


def years_of(
    use: MeasureUse, reports: Mapping[Period, Report], bands: Bands | None, deadlines: Deadlines
) -> dict[int, YearSeries]:
    """The series of a measure, one per year that has a target or a result."""
    years = {period.year for period in (*use.measure.targets, *reports)}
    if use.measure.discontinued is not None:
        deadlines = replace(deadlines, ended=use.measure.discontinued.first, _known={})
    found = {year: _year(use, year, reports, bands, deadlines) for year in sorted(years)}
    return {it.year: it for it in beside_targets(use, found, bands)}


@dataclass(frozen=True)
class _Year:
    """The targets of a year and what is reported of it, to be held against each other."""

    use: MeasureUse
    targets: Mapping[Period, Any]
    """Regions by code, as in ``figures``."""
    reports: Mapping[Period, Report]
    bands: Bands | None
    deadlines: Deadlines

    @cached_property
    def figures(self) -> dict[Period, Any]:
        """What is reported, by period."""
        return {p: figure_of(self.use, report) for p, report in self.reports.items()}

    @cached_property
    def planned(self) -> list[Period]:
        """The shortest periods with a target."""
        return finest(self.targets)

    @cached_property
    def reported(self) -> list[Period]:
        """The longest periods that are reported."""
        return _reported_periods(self.reports)

    @cached_property
    def aims(self) -> dict[Period, Figure]:
        """Targets of the whole."""
        return {p: part_of(it, WHOLE, self.use.traits.across) for p, it in self.targets.items()}

    @cached_property
    def actuals(self) -> dict[Period, Figure]:
        """Results of the whole."""
        return {p: part_of(it, WHOLE, self.use.traits.across) for p, it in self.figures.items()}

    @cached_property
    def milestones(self) -> list[Period]:
        """Milestones that are counted."""
        return milestones_of(self.use.traits, self.aims, self.planned)

    @cached_property
    def year_target(self) -> Figure:
        """The target of the year; of several milestones, how many there are."""
        if self.milestones:
            return Decimal(len(self.milestones))
        return _year_target(self.use, self.aims, self.planned)

    @cached_property
    def cut(self) -> dict[Period, date]:
        """Periods that are told until a day before their end, while their report is not due."""
        days = ((p, it.cut_on) for p, it in self.reports.items() if not self.deadlines.is_due(p))
        return {period: day for period, day in days if day}

    @cached_property
    def covered(self) -> list[Period]:
        """Periods with a target of which all is told."""
        known = self.known
        return [p for p in self.planned if p not in self.cut and is_covered_by(p, known)]

    @cached_property
    def known(self) -> list[Period]:
        """Reported periods with a figure."""
        return [p for p in self.reported if self.actuals[p] not in WITHOUT_FIGURE]

    @cached_property
    def waiting(self) -> list[Period]:
        """Periods with a target of which not all is told."""
        return [p for p in self.planned if p not in self.covered]

    @cached_property
    def so_far(self) -> list[Period]:
        """Periods with a figure that no such period waits for."""
        return [s for s in self.known if not any(s.within(p) for p in self.waiting)]

    @cached_property
    def due(self) -> list[Period]:
        """Periods with a target whose report is due, but for those to which it does not apply."""
        traits, is_due = self.use.traits, self.deadlines.is_due
        owed = [p for p in self.planned if self.actuals.get(p) is not State.NOT_APPLICABLE]
        return [p for p in owed if is_due(p) and is_programmed(traits, self.aims[p])]

    @cached_property
    def in_part(self) -> set[Period]:
        """Reported periods in which a part with a target has no result, and others have one."""
        of, figures = self.targets.get, self.figures
        return {p for p in self.reported if is_told_in_part(self.use, of(p), figures[p])}

    def compared(
        self, aim: Figure, periods: Sequence[Period], *, complete: bool = True, due: bool = True
    ) -> Attainment:
        """What some periods give together against a target.

        Nothing is owed where all that is waited for is discontinued.
        """
        given, rule = {p: self.actuals[p] for p in periods}, self.use.traits.over_time
        actual = _accumulated([*given.values()], rule, complete=complete)
        actual = n_reached(self.milestones, given) if self.milestones else actual
        it = attain(self.use.traits, aim, actual, self.bands, due=due)
        if it.status is Status.NOT_DUE and all(map(self.deadlines.is_over, self.waiting)):
            it = replace(it, status=Status.DISCONTINUED)
        return with_firmness(it, self.reports, periods, rule)

    def full_year(self) -> Attainment:
        """The result of the year against the target of all of it."""
        traits, whole, due = self.use.traits, not self.waiting, bool(self.due)
        it = self.compared(self.year_target, self.reported, complete=whole, due=due)
        less = traits.direction is Direction.DECREASE and traits.over_time is OverTime.SUM
        if self.in_part or (self.waiting and (less or it.formula in VERDICTS)):
            # What was not reported would look like less, where less may be better: no verdict.
            return it.unjudged()
        return it

    def to_date(self) -> Attainment | None:
        """The result of the periods told in full against their targets; None where none is."""
        if not self.covered:
            return None
        goal = _accumulated([self.aims[p] for p in self.covered], self.use.traits.over_time)
        if self.milestones:
            goal = Decimal(sum(p in self.milestones for p in self.covered))
        it = self.compared(goal, self.so_far, due=bool(self.due))
        return it.unjudged() if self.in_part else it

    def until(self, last: Period) -> Attainment:
        """What was reported until the end of a period, against the target of the year."""
        told = {p: report for p, report in self.reports.items() if p.end <= last.end}
        return self.compared(self.year_target, _reported_periods(told))

    def rounds(self) -> dict[Period, Attainment]:
        """Longer periods with neither target nor result, by their parts."""
        aims = {p: self.aims[p] for p in self.planned}
        actuals = {p: self.actuals[p] for p in self.reported}
        parts = YearParts(self.use, aims, actuals, self.reports, self.cut, self.in_part)
        return made_of_parts(parts, {*self.targets, *self.reports}, self.bands, self.deadlines)


def _year(
    use: MeasureUse,
    year: int,
    reports: Mapping[Period, Report],
    bands: Bands | None,
    deadlines: Deadlines,
) -> YearSeries:
    by_code, by = use.region_list.by_code, use.measure.by
    targets = {p: by_code(f, by) for p, f in use.measure.targets.items() if p.year == year}
    found = {p: r for p, r in reports.items() if p.year == year}
    it = _Year(use, targets, found, bands, deadlines)
    is_running = any(not deadlines.is_due(p) for p in it.waiting)
    full_year = it.full_year().so_far if is_running else it.full_year()
    parts = [p for p in found if p not in targets and p.granularity is not Granularity.YEAR]
    return YearSeries(
        year=year,
        observations=tuple(_observations(it)),
        full_year=full_year,
        to_date=it.to_date() or full_year,
        n_due=len(it.due),
        n_reported=len(it.reported),
        reported_until=it.so_far[-1] if it.so_far else None,
        is_running=is_running,
        cut_on=max((day for p, day in it.cut.items() if p in it.planned), default=None),
        progress={p: it.until(p) for p in parts},
        rounds=it.rounds(),
    )


def _year_target(use: MeasureUse, whole: Mapping[Period, Figure], planned: list[Period]) -> Figure:
    """The year's own target where one is printed, else what its parts give."""
    for period, figure in whole.items():
        if period.granularity is Granularity.YEAR:
            return figure
    parts = _accumulated([whole[p] for p in planned], use.traits.over_time)
    return parts if parts is not None else State.NOT_PROGRAMMED


def _accumulated(values: Sequence[Figure], rule: OverTime, *, complete: bool = True) -> Figure:
    """Values of consecutive periods as one; not-applicable where that is all they say."""
    if complete and values and all(value is State.NOT_APPLICABLE for value in values):
        return State.NOT_APPLICABLE
    return accumulate(values, rule)


def _reported_periods(reports: Mapping[Period, Report]) -> list[Period]:
    """Reported periods that no longer reported period contains, in order.

    One without a figure counts where no figures speak of all of it.
    """
    known = longest(
        p for p, r in reports.items() if r.entry.value is not None and not r.lacks_figure
    )
    silent = [p for p, r in reports.items() if r.lacks_figure and not is_covered_by(p, known)]
    return sorted([*known, *silent], key=lambda period: period.end) if silent else known


def _observations(year: _Year) -> Iterator[Observation]:
    """Each period with a target or a result, the whole and its parts."""
    spoken = year.reported
    mixed = len({p.granularity for p in (*year.planned, *year.reports)}) > 1
    for period in sorted({*year.planned, *year.reports}):
        covered = mixed and any(period != longer and period.within(longer) for longer in spoken)
        for member in parts_in(year.use, year.targets.get(period), year.figures.get(period)):
            it = _observed(year, period, member, is_covered=covered)
            report = told_by(year.use, year.reports.get(period), member)
            by = dimension_of(member, year.use.measure.by)
            yield Observation(period, member, it, report, by)
        if period in year.reports:
            yield from beside(year.use, year.reports[period])


def _observed(year: _Year, period: Period, member: str, *, is_covered: bool) -> Attainment:
    """The attainment of a period by itself; ``is_covered`` where a longer one is reported."""
    use, deadlines = year.use, year.deadlines
    target = _figure(use, period, member, year.targets, year.planned)
    actual = _figure(use, period, member, year.figures, year.reported)
    it = attain(use.traits, target, actual, year.bands, due=deadlines.is_due(period))
    made_of = [period] if period in year.figures else [p for p in year.reported if p.within(period)]
    it = with_firmness(it, year.reports, made_of, use.traits.over_time)
    if is_covered and it.status in {Status.NOT_REPORTED, Status.NOT_DUE}:
        it = replace(it, status=Status.COVERED)
    if it.status is Status.NOT_DUE and deadlines.is_over(period):
        it = replace(it, status=Status.DISCONTINUED)
    if it.formula in VERDICTS and period in year.cut:
        it = replace(it, met=None)
    figures = year.targets.get(period), year.figures.get(period)
    return it.unjudged() if is_told_in_part(use, *figures, member) else it


def _figure(
    use: MeasureUse, period: Period, member: str, figures: Mapping[Period, Any], parts: list[Period]
) -> Figure:
    """The period's own figure, else what the shorter periods inside it give together."""
    across = use.traits.across
    if period in figures:
        return part_of(figures[period], member, across)
    inside = [part_of(figures[p], member, across) for p in parts if p.within(period)]
    return _accumulated(inside, use.traits.over_time)
