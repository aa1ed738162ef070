"""Charts of one measure: by period, by member of a breakdown, by year."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from generator.compute.attainment import Attainment, Status
from generator.compute.measured import MeasureResult
from generator.compute.series import WHOLE
from generator.model.indicator import Traits
from generator.problems import msg
from generator.render.charts.figures import Bar, Bars
from generator.render.views.common import Mark, RenderContext, joined
from generator.render.views.figure import ChartView, Words, chart_view
from generator.render.views.periods import PeriodRow
from generator.render.views.values import format_target, format_value

_MOST = 36
"""Rows beyond which a chart says less than its table."""
_WAITING = {Status.NOT_REPORTED: "sr", Status.NOT_DUE: "pv"}


@dataclass(frozen=True, slots=True)
class YearRow:
    """One year of a measure that runs over several."""

    year: str
    mark: Mark
    attainment: str
    target: str
    actual: str


@dataclass(frozen=True, slots=True)
class ProgressView:
    """The charts of a measure; ``years`` is the table of one that runs over several."""

    charts: tuple[ChartView, ...] = ()
    years: tuple[YearRow, ...] = ()
    by_year: ChartView | None = None


def progress_view(
    ctx: RenderContext, result: MeasureResult, rows: tuple[PeriodRow, ...]
) -> ProgressView:
    """Every chart that says more than the figure alone."""
    use = result.use
    table = f"{use.id}-periodos"
    charts = []
    for key, some in (("p", _of_periods(rows)), ("m", _of_members(rows))):
        bars = tuple(_bar(ctx, row.brief, row.mark, row.it, use.traits) for row in some if row.it)
        if _speaks(bars):
            caption = (*_caption(ctx, bars), *_towards(ctx, some))
            words = Words(f"{use.id}-{key}", _title(ctx, key, some), caption, _read(bars), table)
            charts.append(chart_view(Bars(bars), words))
    years, by_year = _by_year(ctx, result)
    return ProgressView(tuple(charts), years, by_year)


def _title(ctx: RenderContext, key: str, rows: list[PeriodRow]) -> str:
    of = rows[-1].of
    if of is None:
        return ""
    if key == "p":
        return ctx.t(msg("Target and result by period, {year}", year=of.year))
    return ctx.t(msg("Target and result by part, {period}", period=ctx.f.period(of)))


def _towards(ctx: RenderContext, rows: list[PeriodRow]) -> tuple[str, ...]:
    """Where the line is not the target of the period itself."""
    parts = joined((row.brief for row in rows if row.towards_year), ", ")
    text = msg("The line of {parts} is the target of the year.", parts=parts)
    return (ctx.t(text),) if parts else ()


def _of_periods(rows: Iterable[PeriodRow]) -> list[PeriodRow]:
    """In the order in which they end, the longest of those that end together last."""
    found = [row for row in rows if row.member == WHOLE and not row.total and row.of]
    return sorted(found, key=_end)


def _end(row: PeriodRow) -> tuple[date, timedelta]:
    return (row.of.end, row.of.end - row.of.start) if row.of else (date.min, timedelta())


def _of_members(rows: Iterable[PeriodRow]) -> list[PeriodRow]:
    """The members at the last period that has a result of any of them, the lowest first."""
    members = [row for row in rows if row.member != WHOLE and row.of is not None]
    told = [row for row in members if row.it and isinstance(row.it.actual, Decimal)]
    last = max((row.of for row in told if row.of), default=None)
    return sorted((row for row in members if row.of == last), key=_lowest)


def _lowest(row: PeriodRow) -> tuple[bool, Decimal]:
    raw = row.it.raw if row.it else None
    return raw is None, raw or Decimal(0)


def _speaks(bars: tuple[Bar, ...]) -> bool:
    """Two rows with a number at least, and not more rows than an eye takes in."""
    told = [bar for bar in bars if bar.value is not None or bar.target is not None]
    return len(told) > 1 and len(bars) <= _MOST


def _bar(ctx: RenderContext, label: str, mark: Mark, it: Attainment, traits: Traits) -> Bar:
    if it.status is Status.NOT_PROGRAMMED:
        it = replace(it, target=None)  # a zero that is no target
    css = mark.css if it.status is Status.VALUE else _WAITING.get(it.status, mark.css)
    return Bar(
        label=" ".join(label.split()),
        value=_number(it.actual),
        target=_number(it.target),
        css=css,
        said=_said(ctx, mark, it, traits),
    )


def _number(value: object) -> float | None:
    return float(value) if isinstance(value, Decimal) else None


def _said(ctx: RenderContext, mark: Mark, it: Attainment, traits: Traits) -> str:
    target, actual = format_value(ctx, it.target, traits), format_value(ctx, it.actual, traits)
    if isinstance(it.actual, Decimal):
        both = ctx.t(msg("{actual} of {target}", actual=actual, target=target))
        return both if isinstance(it.target, Decimal) else actual
    status = mark.word.lower()
    if isinstance(it.target, Decimal):
        return ctx.t(msg("target {target}, {status}", target=target, status=status))
    return status


def _read(bars: tuple[Bar, ...]) -> tuple[str, ...]:
    return tuple(f"{bar.label}: {bar.said}" for bar in bars)


def _caption(ctx: RenderContext, bars: tuple[Bar, ...]) -> tuple[str, ...]:
    """How to read the signs that stand in this chart."""
    said_ = []
    if any(bar.value is not None for bar in bars):
        said_.append(ctx.plain("Bar: result."))
    if any(bar.target is not None for bar in bars):
        said_.append(ctx.plain("Thick line: target."))
    if any(bar.css == "sr" for bar in bars):
        said_.append(ctx.plain("Dashed frame: no report, which is not a zero."))
    if any(bar.css == "pv" for bar in bars):
        said_.append(ctx.plain("Dotted circle: not due yet."))
    return tuple(said_)


def _by_year(
    ctx: RenderContext, result: MeasureResult
) -> tuple[tuple[YearRow, ...], ChartView | None]:
    """Targets and results of all years, where there are several."""
    if len(result.years) <= 1 or result.is_by_part:
        return (), None
    traits = result.use.traits
    rows, bars = [], []
    for label, mark, it in _years(ctx, result):
        percent = ctx.f.percent(it.raw) if it.raw is not None else ""
        target, actual = format_target(ctx, it.target, traits), format_value(ctx, it.actual, traits)
        rows.append(YearRow(label, mark, percent, target, actual))
        bars.append(_bar(ctx, label, mark, it, traits))
    shown = tuple(bars)
    words = Words(
        f"{result.use.id}-a",
        ctx.plain("Target and result by year"),
        _caption(ctx, shown),
        _read(shown),
        f"{result.use.id}-anios",
    )
    chart = chart_view(Bars(shown), words) if _speaks(shown) else None
    return tuple(rows), chart


def _years(ctx: RenderContext, result: MeasureResult) -> Iterator[tuple[str, Mark, Attainment]]:
    for year, series in result.years.items():
        it = series.headline
        running = it is not series.full_year
        label = ctx.t(msg("{year}, so far", year=year)) if running else str(year)
        yield label, ctx.mark(it), it
