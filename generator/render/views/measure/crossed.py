"""Two dimensions crossed, as a table with their margins."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator.compute.measured import MeasureResult
from generator.compute.series import WHOLE, Observation, YearSeries
from generator.model.breakdown import CROSS
from generator.model.period import Period
from generator.reference import REGION
from generator.render.views.common import Link, RenderContext
from generator.render.views.measure.periods import both_values
from generator.render.views.measure.rows import row_of


@dataclass(frozen=True, slots=True)
class CrossedView:
    """One period: a row for each part of the first dimension, a column for each of the second."""

    period: str
    first: str
    second: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[str, ...]], ...]
    """Name and cells of each row: result and target, or the status."""


def crossed_views(ctx: RenderContext, result: MeasureResult) -> Iterator[CrossedView]:
    """The tables of the last period that has results by two dimensions, else a target."""
    series = result.current
    crossed = [o for o in series.observations if CROSS in o.by] if series else []
    for by in dict.fromkeys(o.by for o in crossed):
        told = [o for o in crossed if o.by == by]
        period = max(told, key=lambda o: (o.attainment.actual is not None, o.period)).period
        if series is not None:
            yield _table(ctx, result, series, by, period)


def _table(
    ctx: RenderContext, result: MeasureResult, series: YearSeries, by: str, period: Period
) -> CrossedView:
    first, second = by.split(CROSS)
    of_period = [o for o in series.observations if o.period == period]
    cells = {tuple(o.name.split(CROSS)): o for o in of_period if o.by == by}
    margins = {(o.by, o.name): o for o in of_period if o.by in {first, second}}
    whole = next((o for o in of_period if o.member == WHOLE), None)
    names = [
        _ordered(result, of, (key[n] for key in cells)) for n, of in enumerate((first, second))
    ]
    has_margins = by == result.use.measure.by and bool(margins)

    def row(name: str, found: Iterable[Observation | None]) -> tuple[str, tuple[str, ...]]:
        return name, tuple(_cell(ctx, result, it) for it in found)

    rows = []
    for name in names[0]:
        own = [margins.get((first, name))] if has_margins else []
        rows.append(row(ctx.region(name), [*(cells.get((name, it)) for it in names[1]), *own]))
    if has_margins:
        total = [*(margins.get((second, it)) for it in names[1]), whole]
        rows.append(row(ctx.t("Total"), total))
    last = [ctx.t("Total")] if has_margins else []
    columns = (*map(ctx.region, names[1]), *last)
    one, other = (ctx.t("region") if it == REGION else it for it in (first, second))
    return CrossedView(ctx.f.period(period), one, other, columns, tuple(rows))


def _ordered(result: MeasureResult, dimension: str, names: Iterable[str]) -> list[str]:
    """Parts in the order of the sheet; others, of which it has no list, by their name."""
    sheet = result.use.indicator
    listed = sheet.dimensions.get(dimension, ()) if sheet else ()
    found = {*names}
    return [*(it for it in listed if it in found), *sorted(found - {*listed})]


def _cell(ctx: RenderContext, result: MeasureResult, found: Observation | None) -> str:
    if found is None:
        return ""
    row = row_of(ctx, Link(""), found.attainment, result.use.traits)
    return both_values(ctx, row, found.attainment, result.use.traits)
