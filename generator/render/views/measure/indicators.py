"""Pages of technical sheets and their list."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from markupsafe import Markup

from generator import paths
from generator.compute.measured import MeasureResult
from generator.compute.results import PlanResult
from generator.model.indicator import Indicator
from generator.render.looks import Look
from generator.render.views.common import (
    CitedAt,
    Edit,
    Link,
    Mark,
    Page,
    RenderContext,
    Segment,
    joined,
    plan_link,
    segments,
)
from generator.render.views.in_charge import Codes, external_codes, in_charge
from generator.render.views.measure.list import how_many
from generator.render.views.measure.rows import MeasureRow, headline_of, measure_row
from generator.render.views.measure.sentences import current_sentence


@dataclass(frozen=True, slots=True)
class UseRow:
    """One use of an indicator in a plan."""

    row: MeasureRow
    plan: Link
    year: int
    sentence: Markup


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A sheet in the list of all, with what one of its uses reached."""

    sheet: Link
    unit: str
    row: MeasureRow | None = None
    """None where no plan uses it."""
    plan: Link = Link("")  # noqa: RUF009  # frozen
    year: str = ""


@dataclass(frozen=True, slots=True)
class IndicatorsView:
    """The list of technical sheets."""

    lead: str
    bar: tuple[Segment, ...]
    """Their uses by how they stand."""
    caption: str
    rows: tuple[SheetRow, ...]


@dataclass(frozen=True, slots=True)
class IndicatorView:
    """The page of a technical sheet."""

    sheet: Indicator
    uses: tuple[UseRow, ...]
    in_charge: tuple[Link, ...]
    codes: Codes
    cited: CitedAt | None
    edit: Edit


def indicators_page(ctx: RenderContext) -> Page:
    """Every technical sheet where it is used: first what is furthest from its target."""
    sheets = sorted(ctx.catalog.indicators.items())
    uses = ctx.once(_uses)
    rows = [row for name, sheet in sheets for row in _listed(ctx, name, sheet, uses.get(name, []))]
    rows.sort(key=_furthest_first)
    stand = Counter(_stands(ctx, it) for name, _ in sheets for _, it in uses.get(name, ()))
    bar = segments((it, stand[it]) for it in sorted(stand, key=lambda it: _rank(it.look)))
    caption = ctx.f.n("{n} use in a plan", "{n} uses in plans", stand.total())
    behind = joined((how_many(ctx, it) for it in bar if it.look in _BEHIND), ", ")
    opening = ctx.f.n("{n} reference sheet.", "{n} reference sheets.", len(sheets))
    said = ctx.t("{all}: {counts}.", all=caption, counts=behind) if behind else ""
    view = IndicatorsView(
        lead=joined((opening, said), " "),
        bar=bar,
        caption=caption,
        rows=tuple(rows),
    )
    return Page(ctx.t("Indicators"), view.lead, view, (ctx.home,))


def _listed(
    ctx: RenderContext, name: str, sheet: Indicator, uses: list[tuple[PlanResult, MeasureResult]]
) -> Iterator[SheetRow]:
    """A row for each use of a sheet; one without figures where no plan uses it."""
    link, unit = Link(sheet.heading, paths.INDICATOR(name)), sheet.unit or ""
    for plan, measure in uses:
        year = str(measure.current.year) if measure.current else ""
        row = measure_row(ctx, plan, measure)
        yield SheetRow(link, row.unit, row, plan_link(plan.folder), year)
    if not uses:
        yield SheetRow(link, unit)


def _stands(ctx: RenderContext, measure: MeasureResult) -> Mark:
    """Its status alone, as many have it."""
    by_part = Mark(Look.NOT_APPLICABLE, ctx.t("By part"))
    return by_part if measure.is_by_part else ctx.mark(headline_of(measure))


_BEHIND = {Look.LOW, Look.NOT_REPORTED}
_ORDER = (Look.LOW, Look.MEDIUM, Look.NOT_REPORTED, Look.HIGH)


def _rank(look: Look) -> int:
    return _ORDER.index(look) if look in _ORDER else len(_ORDER)


def _furthest_first(it: SheetRow) -> tuple[int, Decimal]:
    """What is short of its target from the lowest, what is owed, what reached it, all else."""
    if it.row is None:
        return len(_ORDER) + 1, Decimal(0)
    return _rank(it.row.mark.look), Decimal(it.row.attainment.key or 0)


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
        sentence=current_sentence(ctx, plan, measure),
    )
