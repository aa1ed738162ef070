"""Pages of technical sheets and their list."""

from __future__ import annotations

from dataclasses import dataclass, replace

from markupsafe import Markup

from generator import paths
from generator.compute.measured import MeasureResult
from generator.compute.results import PlanResult
from generator.model.indicator import Indicator
from generator.render.views.common import Cited, Edit, Link, Listing, Page, RenderContext, plan_link
from generator.render.views.measure.rows import MeasureRow, measure_row
from generator.render.views.measure.sentences import sentence
from generator.render.views.registers import Codes, external_codes, in_charge


@dataclass(frozen=True, slots=True)
class UseRow:
    """One use of an indicator in a plan."""

    row: MeasureRow
    plan: Link
    year: int
    sentence: Markup


@dataclass(frozen=True, slots=True)
class IndicatorView:
    """The page of a technical sheet."""

    sheet: Indicator
    uses: tuple[UseRow, ...]
    in_charge: tuple[Link, ...]
    codes: Codes
    cited: Cited | None
    edit: Edit


def indicators_page(ctx: RenderContext) -> Page:
    """The list of technical sheets, each with its unit and the plans that use it."""
    sheets = sorted(ctx.catalog.indicators.items(), key=lambda pair: pair[1].name)
    uses = ctx.once(_uses)
    rows = tuple(
        (
            Link(sheet.heading, paths.INDICATOR(name)),
            sheet.unit or "",
            tuple(dict.fromkeys(plan_link(plan.folder) for plan, _ in uses.get(name, ()))),
        )
        for name, sheet in sheets
    )
    lead = ctx.f.n("{n} reference sheet.", "{n} reference sheets.", len(rows))
    return Page(ctx.t("Indicators"), lead, Listing(lead, rows), (ctx.home,))


def indicator_page(ctx: RenderContext, name: str) -> Page:
    """The page of a technical sheet."""
    sheet = ctx.catalog.indicators[name]
    used = ctx.once(_uses).get(name, ())
    view = IndicatorView(
        sheet=sheet,
        uses=tuple(_use(ctx, plan, measure) for plan, measure in used if measure.current),
        in_charge=in_charge(ctx, sheet),
        codes=external_codes(ctx, sheet),
        cited=ctx.cited(sheet.source),
        edit=ctx.edit(sheet.place_of()),
    )
    about = f"{sheet.name} ({sheet.unit})" if sheet.unit else sheet.name
    return Page(sheet.heading, about, view, (ctx.home, Link(ctx.t("Indicators"), paths.INDICATORS)))


def _uses(ctx: RenderContext) -> dict[str, list[tuple[PlanResult, MeasureResult]]]:
    """Measures by the name of their sheet."""
    found: dict[str, list[tuple[PlanResult, MeasureResult]]] = {}
    for plan in ctx.results.plans.values():
        for measure in plan.measures.values():
            found.setdefault(measure.use.measure.indicator or "", []).append((plan, measure))
    return found


def _use(ctx: RenderContext, plan: PlanResult, measure: MeasureResult) -> UseRow:
    link = ctx.element_link(plan.folder, measure.use.element)
    series = measure.current
    return UseRow(
        row=replace(
            measure_row(ctx, plan, measure), name=Link(link.text, f"{link.href}#{measure.use.id}")
        ),
        plan=plan_link(plan.folder),
        year=series.year if series else plan.year,
        sentence=sentence(ctx, measure, series),
    )
