"""Pages of technical sheets and their list."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from generator.compute.measured import MeasureResult
from generator.compute.results import PlanResult
from generator.model.indicator import Indicator
from generator.render import paths
from generator.render.inline import inline
from generator.render.views.common import Cited, Edit, Link, Mark, Page, RenderContext
from generator.render.views.measure import measure_mark
from generator.render.views.sentences import sentence
from generator.render.views.values import format_target, format_value


@dataclass(frozen=True, slots=True)
class UseRow:
    """One use of an indicator in a plan."""

    plan: Link
    element: Link
    year: str
    target: str
    actual: str
    mark: Mark
    attainment: str
    sentence: Markup


@dataclass(frozen=True, slots=True)
class IndicatorView:
    """The page of a technical sheet."""

    name: str
    unit: str
    sheet: tuple[tuple[str, Markup], ...]
    uses: tuple[UseRow, ...]
    responsible: Link | None
    related: tuple[Markup, ...]
    note: Markup
    cited: Cited | None
    edit: Edit


@dataclass(frozen=True, slots=True)
class IndexRow:
    """One indicator in the list."""

    link: Link
    unit: str
    plans: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class IndexView:
    """The list of indicators."""

    lead: str
    rows: tuple[IndexRow, ...]


def indicator_pages(ctx: RenderContext) -> Iterator[Page]:
    """One page per sheet, and the list of them."""
    home = Link(ctx.plain("Home"), paths.HOME)
    index = Link(ctx.plain("Indicators"), paths.INDICATORS)
    uses = dict(_uses(ctx))
    rows = []
    for name, sheet in sorted(ctx.catalog.indicators.items(), key=lambda kv: kv[1].name):
        found = uses.get(name, [])
        view = _view(ctx, sheet, found)
        description = f"{sheet.name} ({sheet.unit})" if sheet.unit else sheet.name
        path = paths.indicator_path(name)
        yield Page(path, sheet.name, description, "indicator", view, (home, index))
        folders = {plan.folder.id: plan.folder for plan, _ in found}
        plans = [Link(f.plan.name, paths.plan_path(f.id)) for f in folders.values()]
        rows.append(IndexRow(Link(sheet.name, path), sheet.unit or "", tuple(plans)))
    lead = ctx.f.n("{n} technical sheet.", "{n} technical sheets.", len(rows))
    list_view = IndexView(lead, tuple(rows))
    yield Page(paths.INDICATORS, index.text, lead, "indicators", list_view, (home,))


def _uses(ctx: RenderContext) -> Iterator[tuple[str, list[tuple[PlanResult, MeasureResult]]]]:
    found: dict[str, list[tuple[PlanResult, MeasureResult]]] = {}
    for plan in ctx.results.plans.values():
        for measure in plan.measures.values():
            if measure.use.measure.indicator:
                found.setdefault(measure.use.measure.indicator, []).append((plan, measure))
    yield from found.items()


def _view(
    ctx: RenderContext, sheet: Indicator, uses: list[tuple[PlanResult, MeasureResult]]
) -> IndicatorView:
    return IndicatorView(
        name=sheet.name,
        unit=sheet.unit or "",
        sheet=tuple(_sheet(ctx, sheet)),
        uses=tuple(row for plan, measure in uses if (row := _use(ctx, plan, measure))),
        responsible=ctx.unit_link(sheet.responsible) if sheet.responsible else None,
        related=tuple(inline(text) for text in sheet.related),
        note=inline(sheet.note),
        cited=ctx.cited(sheet.source),
        edit=ctx.edit(sheet.place_of()),
    )


def _sheet(ctx: RenderContext, sheet: Indicator) -> Iterator[tuple[str, Markup]]:
    """The lines of the technical sheet that say something."""
    unit = sheet.unit or ctx.plain("not printed in the document")
    plain = (
        (ctx.plain("Unit of measurement"), unit),
        (ctx.plain("Kind"), ctx.f.label(sheet.kind)),
        (ctx.plain("Direction"), ctx.f.label(sheet.direction)),
        (ctx.plain("Over time"), ctx.f.label(sheet.over_time)),
    )
    told = (
        (ctx.plain("Definition"), sheet.definition),
        (ctx.plain("Formula"), sheet.formula),
        (ctx.plain("Justification"), sheet.justification),
        (ctx.plain("Limitations"), sheet.limitations),
        (ctx.plain("Means of verification"), sheet.verification),
    )
    for label, value in plain:
        if value:
            yield label, Markup.escape(value)
    for label, text in told:
        if text:
            yield label, inline(text)


def _use(ctx: RenderContext, plan: PlanResult, measure: MeasureResult) -> UseRow | None:
    series = measure.current
    if series is None:
        return None
    whole = series.headline
    folder = plan.folder
    link = ctx.element_link(folder, measure.use.element)
    return UseRow(
        plan=Link(folder.plan.name, paths.plan_path(folder.id)),
        element=Link(link.text, f"{link.href}#{measure.use.id}"),
        year=str(series.year),
        target="" if measure.is_by_part else format_target(ctx, whole.target, measure.use.traits),
        actual=format_value(ctx, whole.actual, measure.use.traits),
        mark=measure_mark(ctx, measure, whole),
        attainment=ctx.f.percent(whole.raw) if whole.raw is not None else "",
        sentence=sentence(ctx, measure, series),
    )
