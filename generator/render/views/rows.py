"""Rows of activities (or measures) that count somewhere: of a region, of a unit."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from generator.compute.attainment import Attainment
from generator.compute.measured import MeasureResult
from generator.compute.results import PlanResult
from generator.compute.rollups import Counted
from generator.model.catalog import Level
from generator.model.scalars import slug
from generator.render.views.common import Link, Mark, RenderContext
from generator.render.views.measure import measure_mark
from generator.render.views.past import against_first
from generator.render.views.values import format_target, format_value


@dataclass(frozen=True, slots=True)
class ActivityResultRow:
    """An activity or a measure in its plan's year."""

    name: Link
    code: str
    """Of the activity, or of the element that the measure stands at."""
    mark: Mark
    attainment: str
    target: str
    actual: str
    unit: str
    n_measures: int
    first: str
    """The attainment against the target that it first had; "" where it is the same."""


def activity_result_rows(
    ctx: RenderContext, plan: PlanResult, codes: Iterable[str]
) -> tuple[ActivityResultRow, ...]:
    """Rows by code of activity or name of measure: the lowest first, then those without figure."""
    counted = {row.code: row for row in plan.counted_now}
    rows = [(counted.get(code), _row(ctx, plan, code, counted.get(code))) for code in codes]
    return tuple(row for _, row in sorted(rows, key=_lowest_first))


def _lowest_first(pair: tuple[Counted | None, ActivityResultRow]) -> tuple[bool, Decimal, str]:
    counted, row = pair
    value = counted.raw if counted else None
    return value is None, value or Decimal(0), slug(row.name.text)


def _row(
    ctx: RenderContext, plan: PlanResult, code: str, counted: Counted | None
) -> ActivityResultRow:
    folder = plan.folder
    found = folder.by_code.get(code)
    is_activity = found is not None and found.level is Level.ACTIVITY
    measure = None if is_activity else plan.measures[code]
    element = measure.use.element if measure else folder.by_code[code]
    own = [measure] if measure else plan.measures_of(code)
    only = own[0] if len(own) == 1 else None
    href = ctx.element_link(folder, element).href
    it = _outcome(plan, only)
    traits = only.use.traits if only else None
    average = counted.capped if counted and only is None else it.raw if it else None
    return ActivityResultRow(
        name=Link(measure.use.traits.name, f"{href}#{measure.use.id}")
        if measure
        else Link(element.node.title, href),
        code=element.code,
        mark=_mark(ctx, counted, only, it),
        attainment=ctx.f.percent(average) if average is not None else "",
        target=format_target(ctx, it.target, traits) if it and traits else "",
        actual=format_value(ctx, it.actual, traits) if it and traits else "",
        unit=(traits.unit or "") if traits else "",
        n_measures=len(own),
        first=against_first(ctx, folder.id, only) if only else "",
    )


def _outcome(plan: PlanResult, measure: MeasureResult | None) -> Attainment | None:
    series = measure.years.get(plan.year) if measure else None
    return series.headline if series else None


def _mark(
    ctx: RenderContext, counted: Counted | None, only: MeasureResult | None, it: Attainment | None
) -> Mark:
    if only is not None and it is not None:
        return measure_mark(ctx, only, it)
    if counted is not None:
        return ctx.mark_of(counted.band, counted.status)
    return Mark("sp", ctx.plain("No indicator"))
