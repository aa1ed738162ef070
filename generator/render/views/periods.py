"""The table of a measure: targets and results by period and part."""

from __future__ import annotations

from dataclasses import dataclass, replace

from generator.compute.attainment import Attainment
from generator.compute.measured import MeasureResult
from generator.compute.series import WHOLE, Observation, YearSeries
from generator.model.indicator import Traits
from generator.model.period import Granularity, Period
from generator.problems import msg
from generator.reference import REGION
from generator.render.views.common import Mark, RenderContext
from generator.render.views.values import format_target, format_value


@dataclass(frozen=True, slots=True)
class PeriodRow:
    """One period in the table of targets and results."""

    period: str
    mark: Mark
    attainment: str
    target: str
    actual: str
    total: bool = False
    brief: str = ""
    """The period or the member where the rest is known, as a chart labels it."""
    member: str = WHOLE
    of: Period | None = None
    towards_year: bool = False
    """A part of a year held against the target of the year."""
    it: Attainment | None = None
    """What the row says, as numbers."""
    href: str = ""
    """Page of the region the row speaks of."""


def period_rows(
    ctx: RenderContext, result: MeasureResult, series: YearSeries
) -> tuple[PeriodRow, ...]:
    """Periods and parts of a year, and the year where they make it up."""
    traits = result.use.traits
    several = len({o.period for o in series.observations}) > 1
    shown = [o for o in series.observations if _speaks(o)]
    rows = [
        replace(
            _row(ctx, series, o, traits, several=several), href=_region_of(ctx, result, o.member)
        )
        for o in shown
    ]
    has_year = any(_is_year(o) for o in shown)
    if len(rows) > 1 and not has_year and not result.is_by_part:
        whole = series.full_year
        label = ctx.t(msg("{year}, whole year", year=series.year))
        if series.is_running:
            whole = replace(whole, band=None, met=None)  # a year that runs is not judged yet
        rows.append(_period_row(ctx, label, whole, traits, total=True))
    return tuple(rows)


def _is_year(observation: Observation) -> bool:
    return observation.period.granularity is Granularity.YEAR and observation.member == WHOLE


def _speaks(observation: Observation) -> bool:
    """A whole that its members do not make up says nothing."""
    it = observation.attainment
    return observation.member != WHOLE or it.target is not None or it.actual is not None


def _row(
    ctx: RenderContext,
    series: YearSeries,
    observation: Observation,
    traits: Traits,
    *,
    several: bool,
) -> PeriodRow:
    label = ctx.f.period(observation.period)
    it = observation.attainment
    towards = False
    if observation.member != WHOLE:
        member = ctx.region(observation.member)
        label = f"{member}, {label}" if several else member
    elif it.target is None and observation.period in series.progress:
        # Half a year is not judged by the target of the whole.
        it, towards = replace(series.progress[observation.period], band=None, met=None), True
        label = ctx.t(msg("{period}, towards the target of the year", period=label))
    row = _period_row(ctx, label, it, traits)
    is_part = observation.member != WHOLE
    brief = ctx.region(observation.member) if is_part else ctx.f.brief(observation.period)
    return replace(
        row, brief=brief, member=observation.member, of=observation.period, towards_year=towards
    )


def _region_of(ctx: RenderContext, result: MeasureResult, member: str) -> str:
    """Page of the region a row speaks of; "" for the whole and for parts of another kind."""
    by_region = result.use.measure.by == REGION and member != WHOLE
    return ctx.region_link(member).href if by_region else ""


def _period_row(
    ctx: RenderContext, label: str, it: Attainment, traits: Traits, *, total: bool = False
) -> PeriodRow:
    return PeriodRow(
        period=label,
        mark=ctx.mark(it),
        attainment=ctx.f.percent(it.raw) if it.raw is not None else "",
        target=format_target(ctx, it.target, traits),
        actual=format_value(ctx, it.actual, traits),
        total=total,
        it=it,
    )
