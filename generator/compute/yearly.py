"""What a measure gives in each year: its periods, the whole year, and the year so far."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from generator.compute.attainment import (
    VERDICTS,
    Attainment,
    Figure,
    Status,
    attain,
    is_programmed,
)
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
from generator.compute.rounds import Parts, made_of_parts
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


def _year(
    use: MeasureUse,
    year: int,
    reports: Mapping[Period, Report],
    bands: Bands | None,
    deadlines: Deadlines,
) -> YearSeries:
    traits = use.traits
    by = use.measure.by
    by_code = use.region_list.by_code
    targets = {p: by_code(f, by) for p, f in use.measure.targets.items() if p.year == year}
    found = {p: r for p, r in reports.items() if p.year == year}
    planned = finest(targets)
    spoken = _reported_periods(found)
    observations = _observations(use, targets, found, bands, deadlines)
    whole = {p: part_of(targets[p], WHOLE, traits.across) for p in targets}
    actuals = {p: part_of(figure_of(use, found[p]), WHOLE, traits.across) for p in spoken}
    known = [p for p in spoken if actuals[p] not in WITHOUT_FIGURE]
    cut = {p: day for p in planned if (day := _cut_on(p, found, deadlines))}
    covered = [p for p in planned if p not in cut and is_covered_by(p, known)]
    waiting = [p for p in planned if p not in covered]
    so_far = [s for s in known if not any(s.within(p) for p in waiting)]
    several = milestones_of(traits, whole, planned)
    due = [p for p in planned if deadlines.is_due(p) and is_programmed(traits, whole[p])]

    def judged(aim: Figure, periods: list[Period], *, complete: bool) -> Attainment:
        given = {p: actuals[p] for p in periods}
        rule = traits.over_time
        actual = _accumulated([*given.values()], rule, complete=complete)
        actual = n_reached(several, given) if several else actual
        it = attain(traits, aim, actual, bands, due=bool(due))
        if it.status is Status.NOT_DUE and all(map(deadlines.is_over, waiting)):
            it = replace(it, status=Status.DISCONTINUED)
        return with_firmness(it, found, periods, traits.over_time)

    goal = Decimal(len(several)) if several else _year_target(use, whole, planned)
    full_year = judged(goal, spoken, complete=not waiting)
    less = traits.direction is Direction.DECREASE and traits.over_time is OverTime.SUM
    in_part = {p for p in spoken if is_told_in_part(use, targets.get(p), figure_of(use, found[p]))}
    if in_part or (waiting and (less or full_year.formula in VERDICTS)):
        # What was not reported would look like less, where less may be better: no verdict.
        full_year = replace(full_year, raw=None, band=None, met=None)
    goal_so_far = _accumulated([whole[p] for p in covered], traits.over_time)
    if several:
        covered = [p for p in covered if p in several]
        goal_so_far = Decimal(len(covered))
    to_date = judged(goal_so_far, so_far, complete=True) if covered else full_year
    own = Parts(use, {p: whole[p] for p in planned}, actuals, found, cut, in_part)
    together = made_of_parts(own, {*targets, *found}, bands, deadlines)
    return YearSeries(
        year=year,
        observations=observations,
        full_year=full_year,
        to_date=replace(to_date, raw=None, band=None, met=None) if in_part else to_date,
        n_due=len(due),
        n_reported=len(spoken),
        reported_until=so_far[-1] if so_far else None,
        is_running=any(not deadlines.is_due(p) for p in waiting),
        cut_on=max(cut.values(), default=None),
        by_period={
            **{(o.period, o.member): o.attainment for o in observations},
            **{(period, WHOLE): it for period, it in together.items()},
        },
        progress={
            p: _until(use, found, p, (goal, several), bands)
            for p in found
            if p not in targets and p.granularity is not Granularity.YEAR
        },
    )


def _cut_on(period: Period, reports: Mapping[Period, Report], deadlines: Deadlines) -> date | None:
    """The day before its end until which a period is told, while its report is not due."""
    report = reports.get(period)
    return report.cut_on if report and not deadlines.is_due(period) else None


def _until(
    use: MeasureUse,
    reports: Mapping[Period, Report],
    last: Period,
    aim: tuple[Figure, list[Period]],
    bands: Bands | None,
) -> Attainment:
    """What was reported until the end of a period, against the target of the year."""
    told = _reported_periods({p: r for p, r in reports.items() if p.end <= last.end})
    parts = {p: part_of(figure_of(use, reports[p]), WHOLE, use.traits.across) for p in told}
    goal, several = aim
    actual = _accumulated([*parts.values()], use.traits.over_time)
    it = attain(use.traits, goal, n_reached(several, parts) if several else actual, bands)
    return with_firmness(it, reports, told, use.traits.over_time)


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


def _observations(
    use: MeasureUse,
    targets: Mapping[Period, Any],
    reports: Mapping[Period, Report],
    bands: Bands | None,
    deadlines: Deadlines,
) -> tuple[Observation, ...]:
    rows: list[Observation] = []
    planned, spoken = finest(targets), _reported_periods(reports)
    values = {p: figure_of(use, report) for p, report in reports.items()}
    mixed = len({p.granularity for p in (*planned, *reports)}) > 1
    for period in sorted({*planned, *reports}):
        covered = mixed and any(period != longer and period.within(longer) for longer in spoken)
        due = deadlines.is_due(period)
        figures = targets.get(period), values.get(period)
        for member in parts_in(use, *figures):
            target = _figure(use, period, member, targets, planned)
            actual = _figure(use, period, member, values, spoken)
            outcome = attain(use.traits, target, actual, bands, due=due)
            made_of = [period] if period in values else [p for p in spoken if p.within(period)]
            outcome = with_firmness(outcome, reports, made_of, use.traits.over_time)
            if covered and outcome.status in {Status.NOT_REPORTED, Status.NOT_DUE}:
                outcome = replace(outcome, status=Status.COVERED)
            if outcome.status is Status.NOT_DUE and deadlines.is_over(period):
                outcome = replace(outcome, status=Status.DISCONTINUED)
            if outcome.formula in VERDICTS and _cut_on(period, reports, deadlines):
                outcome = replace(outcome, met=None)
            if is_told_in_part(use, *figures, member):
                outcome = replace(outcome, raw=None, band=None, met=None)
            report = told_by(use, reports.get(period), member)
            by = dimension_of(member, use.measure.by)
            rows.append(Observation(period, member, outcome, report, by))
        rows += beside(use, reports[period]) if period in reports else ()
    return tuple(rows)


def _figure(
    use: MeasureUse, period: Period, member: str, figures: Mapping[Period, Any], parts: list[Period]
) -> Figure:
    """The period's own figure, else what the shorter periods inside it give together."""
    across = use.traits.across
    if period in figures:
        return part_of(figures[period], member, across)
    inside = [part_of(figures[p], member, across) for p in parts if p.within(period)]
    return _accumulated(inside, use.traits.over_time)
