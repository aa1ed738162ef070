"""Targets and results of one measure by period, by part and by year: tables and charts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from generator.compute.attainment import Attainment, Status
from generator.compute.measured import MeasureResult
from generator.compute.series import WHOLE, Observation, YearSeries
from generator.model.breakdown import CROSS
from generator.model.indicator import Traits
from generator.model.period import Granularity, Period
from generator.reference import REGION
from generator.render.charts.draw import Chart
from generator.render.charts.figures import Bar, Bars
from generator.render.looks import Look
from generator.render.views.common import Link, RenderContext, joined
from generator.render.views.measure.parts import part_name
from generator.render.views.measure.rows import MeasureRow, firmness, in_year, row_of
from generator.render.views.measure.values import format_value

_MOST = 36
"""Rows beyond which a chart says less than its table."""


@dataclass(frozen=True, slots=True)
class PeriodRow:
    """One period or part in the table of targets and results; no period is the whole year."""

    row: MeasureRow
    it: Attainment
    """What the row says, as numbers."""
    brief: str = ""
    """The period or the member where the rest is known, as a chart labels it."""
    by: str = ""
    """The dimension of a part; "" of the whole."""
    period: Period | None = None
    towards_year: bool = False
    """A part of a year held against the target of the year."""


@dataclass(frozen=True, slots=True)
class ProgressView:
    """Tables and charts of a measure; ``years`` is the table of one that runs over several."""

    rows: tuple[PeriodRow, ...]
    charts: tuple[Chart, ...]
    years: tuple[MeasureRow, ...]
    term: tuple[MeasureRow, ...]
    """All years together, where the plan has several."""
    by_year: Chart | None


def progress_view(ctx: RenderContext, result: MeasureResult) -> ProgressView:
    """Every table of a measure, and every chart that says more than the figure alone."""
    rows = tuple(_period_rows(ctx, result, result.current)) if result.current else ()
    charts = (
        _chart(ctx, result, "p", _of_periods(rows)),
        _chart(ctx, result, "m", _of_members(rows)),
    )
    years, by_year = _by_year(ctx, result)
    term = tuple(_term_rows(ctx, result))
    return ProgressView(rows, tuple(chart for chart in charts if chart), years, term, by_year)


# The table of a year.


def _period_rows(
    ctx: RenderContext, result: MeasureResult, series: YearSeries
) -> Iterator[PeriodRow]:
    """Periods and parts of a year, and the year where they make it up."""
    traits = result.use.traits
    several = len({o.period for o in series.observations}) > 1
    shown = [o for o in series.observations if _says_something(o) and CROSS not in o.by]
    for observation in shown:
        yield _period_row(ctx, result, series, observation, several=several)
    has_year = any(o.period.granularity is Granularity.YEAR and o.member == WHOLE for o in shown)
    if len(shown) > 1 and not has_year and not result.is_by_part:
        label = Link(ctx.t("{year}, whole year", year=series.year))
        yield PeriodRow(row_of(ctx, label, series.full_year, traits), series.full_year)


def _says_something(observation: Observation) -> bool:
    """A whole that its members do not make up says nothing."""
    it = observation.attainment
    return observation.member != WHOLE or it.target is not None or it.actual is not None


def _period_row(
    ctx: RenderContext,
    result: MeasureResult,
    series: YearSeries,
    found: Observation,
    *,
    several: bool,
) -> PeriodRow:
    label, brief = ctx.f.period(found.period), ctx.f.brief(found.period)
    it, towards, href = found.attainment, False, ""
    if found.member != WHOLE:
        brief = part_name(ctx, found, result.use.measure.by)
        label = f"{brief}, {label}" if several else brief
        # Only regions have pages of their own.
        href = ctx.region_link(found.name).href if found.by == REGION else ""
    elif found.period.granularity is Granularity.YEAR and it.status is Status.VALUE:
        it = series.full_year
    elif it.target is None and _is_towards_year(series, found.period):
        # Half a year is not judged by the target of the whole.
        it, towards = replace(series.progress[found.period], band=None, met=None), True
        label = ctx.t("{period}, towards the target of the year", period=label)
    row = row_of(ctx, Link(label, href), it, result.use.traits)
    return PeriodRow(row, it, brief, found.by, found.period, towards)


def _is_towards_year(series: YearSeries, period: Period) -> bool:
    """Whether a part of the year is told beside the target of the whole, which is a number."""
    it = series.progress.get(period)
    return it is not None and isinstance(it.target, Decimal)


# Charts.


def _chart(
    ctx: RenderContext, result: MeasureResult, key: str, rows: list[PeriodRow]
) -> Chart | None:
    """The bars of some rows of the table; None where they say no more than it."""
    use = result.use
    bars = tuple(_bar(ctx, row.brief, row.row, row.it, use.traits) for row in rows)
    if not _compares(bars) or rows[-1].period is None:
        return None
    if key == "p":
        title = ctx.t("Target and result by period, {year}", year=rows[-1].period.year)
    else:
        period = ctx.f.period(rows[-1].period)
        title = ctx.t("Target and result by part, {period}", period=period)
    parts = joined((row.brief for row in rows if row.towards_year), ", ")
    towards = ctx.t("The line of {parts} is the target of the year.", parts=parts)
    caption = (*_caption(ctx, bars), *((towards,) if parts else ()))
    return Chart(Bars(bars), f"{use.id}-{key}", title, caption, f"{use.id}-periodos")


def _of_periods(rows: Iterable[PeriodRow]) -> list[PeriodRow]:
    """In the order in which they end, the longest of those that end together last."""
    return sorted((row for row in rows if not row.by and row.period), key=_end)


def _end(row: PeriodRow) -> tuple[date, timedelta]:
    period = row.period
    return (period.end, period.end - period.start) if period else (date.min, timedelta())


def _of_members(rows: Sequence[PeriodRow]) -> list[PeriodRow]:
    """The parts of the first dimension at the last period that has a result, the lowest first."""
    by = next((row.by for row in rows if row.by), "")
    members = [row for row in rows if row.by and row.by == by]
    told = [row.period for row in members if isinstance(row.it.actual, Decimal) and row.period]
    last = max(told, default=None)
    return sorted((row for row in members if row.period == last), key=_lowest)


def _lowest(row: PeriodRow) -> tuple[bool, Decimal]:
    return row.it.raw is None, row.it.raw or Decimal(0)


def _compares(bars: tuple[Bar, ...]) -> bool:
    """Two rows with a number at least, and not more rows than an eye takes in."""
    told = [bar for bar in bars if bar.value is not None or bar.target is not None]
    return len(told) > 1 and len(bars) <= _MOST


def _bar(ctx: RenderContext, label: str, row: MeasureRow, it: Attainment, traits: Traits) -> Bar:
    if it.status is Status.NOT_PROGRAMMED:
        it = replace(it, target=None)  # a zero that is no target
    return Bar(
        label=" ".join(label.split()),
        value=float(it.actual) if isinstance(it.actual, Decimal) else None,
        target=float(it.target) if isinstance(it.target, Decimal) else None,
        look=row.mark.look,
        in_words=both_values(ctx, row, it, traits),
    )


def both_values(ctx: RenderContext, row: MeasureRow, it: Attainment, traits: Traits) -> str:
    """Target and result, or the status where there is none."""
    target, status = format_value(ctx, it.target, traits), row.mark.word.lower()
    has_target = isinstance(it.target, Decimal)
    if isinstance(it.actual, Decimal):
        both = ctx.t("{actual} of {target}", actual=row.actual.text, target=target)
        return joined((both if has_target else row.actual.text, firmness(ctx, it.firmness)), ", ")
    return (
        ctx.t("target {target}, {status}", target=target, status=status) if has_target else status
    )


def _caption(ctx: RenderContext, bars: tuple[Bar, ...]) -> tuple[str, ...]:
    """How to read the signs that stand in this chart."""
    looks = {bar.look for bar in bars}
    signs = (
        (any(bar.value is not None for bar in bars), ctx.t("Bar: result.")),
        (any(bar.target is not None for bar in bars), ctx.t("Thick line: target.")),
        (Look.NOT_REPORTED in looks, ctx.t("Dashed frame: no report, which is not a zero.")),
        (Look.NOT_DUE in looks, ctx.t("Dotted circle: not due yet.")),
    )
    return tuple(text for stands, text in signs if stands)


def _by_year(
    ctx: RenderContext, result: MeasureResult
) -> tuple[tuple[MeasureRow, ...], Chart | None]:
    """Targets and results of all years, where there are several."""
    if (len(result.years) <= 1 and not result.term) or result.is_by_part:
        return (), None
    use, rows, bars = result.use, [], []
    for year, series in result.years.items():
        it = series.headline
        running = ctx.t("{year}, so far", year=year)
        label = running if series.is_so_far else str(year)
        row = row_of(ctx, Link(label), it, use.traits)
        rows.append(in_year(ctx, row, result, it, year))
        bars.append(_bar(ctx, label, rows[-1], it, use.traits))
    shown, title = tuple(bars), ctx.t("Target and result by year")
    chart = Chart(Bars(shown), f"{use.id}-a", title, _caption(ctx, shown), f"{use.id}-anios")
    return tuple(rows), chart if _compares(shown) else None


def _term_rows(ctx: RenderContext, result: MeasureResult) -> Iterator[MeasureRow]:
    """What was reached of the targets that have gone by, and of those of all years."""
    term, traits = result.term, result.use.traits
    if term is None:
        return
    if term.to_date is not None:
        label = ctx.t("Until {year}, against the targets until then", year=term.to_date_until)
        yield row_of(ctx, Link(label), term.to_date, traits)
    label = str(term.span)
    if term.until is not None and term.until.year != term.end:
        label = ctx.t("{span}, with results until {period}", span=label, period=term.until)
    yield row_of(ctx, Link(label), term.attainment, traits)
