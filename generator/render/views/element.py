"""The page of an objective, a strategy or an activity."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from generator.compute.results import PlanResult
from generator.compute.rollups import Rollup
from generator.model.catalog import PLAN, Element, Level, cite
from generator.model.plan import Activity, Objective, Strategy
from generator.render.inline import inline
from generator.render.views.budget import BudgetView, budget_view
from generator.render.views.common import Cited, Edit, Link, RenderContext, Segment, linked
from generator.render.views.leads import reached
from generator.render.views.measure import MeasureView
from generator.render.views.narrative import SectionView, section_views
from generator.render.views.related import ContributorView, contributors, served
from generator.render.views.reported import ReportedView, reported
from generator.render.views.siblings import SiblingsView, siblings_view
from generator.render.views.tables import (
    ContributionView,
    ElementRow,
    MeasureRow,
    bar_caption,
    contributions,
    measure_rows,
    measures_of,
    missing_status,
    rows_of,
)


@dataclass(frozen=True, slots=True)
class ElementView:
    """The page of an objective, a strategy or an activity."""

    level: str
    code: str
    title: str
    by: tuple[Link, ...]
    description: Markup
    lead: Markup
    bar: tuple[Segment, ...]
    n_bar: str
    children_name: str
    child_name: str
    children: tuple[ElementRow, ...]
    rows: tuple[MeasureRow, ...]
    rows_say_all: bool
    """Each child is one row of ``rows``: a table of the children would say it twice."""
    measures: tuple[MeasureView, ...]
    siblings: SiblingsView | None
    money: BudgetView
    sections: tuple[SectionView, ...]
    reported: tuple[ReportedView, ...]
    contributes: tuple[ContributionView, ...]
    contributors: tuple[ContributorView, ...]
    parents: tuple[Link, ...]
    note: Markup
    cited: Cited | None
    edit: Edit


def element_view(ctx: RenderContext, result: PlanResult, element: Element) -> ElementView:
    """Build the page of an objective, a strategy or an activity."""
    folder = result.folder
    node = element.node
    assert isinstance(node, Objective | Strategy | Activity)  # noqa: S101
    below = Level.STRATEGY if element.level is Level.OBJECTIVE else Level.ACTIVITY
    rollup = result.rollups.get(element.code, Rollup())
    name = ctx.level_name(folder, element.level)
    children = rows_of(ctx, result, below, element.code)
    rows = tuple(measure_rows(ctx, result, element))
    return ElementView(
        level=name.singular,
        code=element.code,
        title=node.title,
        by=linked(
            ctx.unit_link(getattr(node, "executing_unit", None)),
            ctx.unit_link(node.responsible),
            ctx.region_link(getattr(node, "region", None) or ""),
        ),
        description=inline(node.description),
        lead=_element_lead(ctx, result, element, rollup),
        bar=() if _is_solitary(result, element, rollup) else ctx.bar(rollup),
        n_bar=bar_caption(ctx, result, rollup),
        children_name=ctx.level_name(folder, below).plural,
        child_name=ctx.level_name(folder, below).singular,
        children=children,
        rows=rows,
        rows_say_all=_say_all(rows, children),
        measures=measures_of(ctx, result, element.code),
        siblings=siblings_view(ctx, result, element),
        money=budget_view(ctx, result, element.code),
        sections=section_views(ctx, getattr(node, "sections", ()), *element.sources),
        reported=reported(ctx, result, element),
        contributes=contributions(ctx, served(folder, element)),
        contributors=contributors(ctx, folder, element.code),
        parents=tuple(
            ctx.element_link(folder, folder.by_code[code])
            for code in element.parents
            if code != PLAN and code in folder.by_code
        ),
        note=inline(node.note),
        cited=ctx.cited(cite(*element.sources)),
        edit=ctx.edit(node.place_of()),
    )


def _say_all(rows: Sequence[MeasureRow], children: Sequence[ElementRow]) -> bool:
    """Whether the rows of measures name every child once, by its own title."""
    named = [(row.activity.text, row.name.text) for row in rows]
    return named == [(child.link.text, child.title) for child in children] and not any(
        child.budget for child in children
    )


def _is_solitary(result: PlanResult, element: Element, rollup: Rollup) -> bool:
    """Whether its only indicator says everything: a roll-up of one would say it twice."""
    return rollup.n == 1 and bool(result.measures_of(element.code))


def _element_lead(
    ctx: RenderContext, result: PlanResult, element: Element, rollup: Rollup
) -> Markup:
    if element.level is Level.ACTIVITY or not rollup.n or _is_solitary(result, element, rollup):
        return Markup()
    bands = ctx.catalog.bands(result.folder.id)
    if rollup.mean_attainment is not None and bands is not None:
        mean = Markup("<b>{}</b>").format(ctx.f.percent(rollup.mean_attainment))
        if rollup.n == 1:
            return Markup.escape(ctx.plain("Attainment is {mean}.")).format(mean=mean)
        text = Markup.escape(ctx.plain("Mean attainment is {mean}.")).format(mean=mean)
        return reached(ctx, result, rollup, bands) + Markup(" ") + text
    caption = bar_caption(ctx, result, rollup)
    mark = ctx.status_mark(missing_status(rollup)).word.lower()
    return Markup.escape(ctx.plain("{caption}: {status}.")).format(caption=caption, status=mark)
