"""The page of an objective, a strategy or an activity."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from generator.compute.results import PlanResult
from generator.compute.rollups import Rollup
from generator.model.catalog import PLAN, Element, Level, cite
from generator.model.plan import Activity, LevelName, Objective, Strategy
from generator.render.views.common import (
    Cited,
    Edit,
    Link,
    Page,
    RenderContext,
    Segment,
    bold,
    joined,
    linked,
)
from generator.render.views.measure.rows import MeasureRow, measure_rows
from generator.render.views.measure.view import MeasureView, measure_views
from generator.render.views.money.budget import BudgetView, budget_view
from generator.render.views.plan.contributions import (
    ContributionView,
    ContributorView,
    contributions,
    contributors,
    served,
)
from generator.render.views.plan.element_rows import (
    ElementRow,
    bar_caption,
    missing_status,
    rows_of,
)
from generator.render.views.plan.lead_sentences import reached
from generator.render.views.plan.narrative import (
    ReportedView,
    SectionView,
    reported_views,
    section_views,
)
from generator.render.views.plan.siblings import SiblingsView, siblings_view

_BOOSTS = {Level.OBJECTIVE: 3, Level.STRATEGY: 2}
"""What stands higher in the plan is found before its parts."""


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
    children_name: LevelName
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
    cited: Cited | None
    edit: Edit


def element_page(ctx: RenderContext, plan: str, code: str) -> Page | None:
    """The page of an objective or a strategy."""
    element = ctx.catalog.plans[plan].by_code[code]
    return _page(ctx, plan, element) if element.level is not Level.ACTIVITY else None


def activity_page(ctx: RenderContext, plan: str, code: str) -> Page | None:
    """The page of an activity."""
    element = ctx.catalog.plans[plan].by_code[code]
    return _page(ctx, plan, element) if element.level is Level.ACTIVITY else None


def _page(ctx: RenderContext, plan: str, element: Element) -> Page:
    result, node = ctx.results.plans[plan], element.node
    folder = result.folder
    boost = _BOOSTS.get(element.level)
    title = f"{element.code} {node.title}"
    return Page(
        # Objectives of two plans may be called alike, so theirs is named; activities are not.
        title if element.level is Level.ACTIVITY else f"{title} · {folder.plan.name}",
        joined((node.title, folder.plan.title)),
        _view(ctx, result, element),
        ctx.crumbs(folder, element),
        ctx.f.inline(node.note),
        head=(("search", {"boost": boost}),) if boost else (),
    )


def _view(ctx: RenderContext, result: PlanResult, element: Element) -> ElementView:
    folder, node, code = result.folder, element.node, element.code
    assert isinstance(node, Objective | Strategy | Activity)  # noqa: S101
    below = Level.STRATEGY if element.level is Level.OBJECTIVE else Level.ACTIVITY
    rollup = result.rollups.get(code, Rollup())
    children = rows_of(ctx, result, below, code)
    rows = tuple(measure_rows(ctx, result, element))
    parents = (folder.by_code.get(parent) for parent in element.parents if parent != PLAN)
    return ElementView(
        level=ctx.level_name(folder, element.level).singular,
        code=code,
        title=node.title,
        by=linked(
            ctx.unit_link(getattr(node, "executing_unit", None)),
            ctx.unit_link(node.responsible),
            ctx.region_link(getattr(node, "region", None) or ""),
        ),
        description=ctx.f.inline(node.description),
        lead=_lead(ctx, result, element, rollup),
        bar=() if _is_solitary(result, element, rollup) else ctx.bar(rollup),
        n_bar=bar_caption(ctx, result, rollup),
        children_name=ctx.level_name(folder, below),
        children=children,
        rows=rows,
        rows_say_all=_say_all(rows, children),
        measures=measure_views(ctx, result, code),
        siblings=siblings_view(ctx, result, element),
        money=budget_view(ctx, result, code),
        sections=section_views(ctx, getattr(node, "sections", ()), *element.sources),
        reported=reported_views(ctx, result, element),
        contributes=contributions(ctx, served(folder, element)),
        contributors=contributors(ctx, folder, code),
        parents=tuple(ctx.element_link(folder, parent) for parent in parents if parent),
        cited=ctx.cited(cite(*element.sources)),
        edit=ctx.edit(node.place_of()),
    )


def _say_all(rows: Sequence[MeasureRow], children: Sequence[ElementRow]) -> bool:
    """Whether the rows of measures name every child once, by its own title."""
    named = [(row.element.text, row.name.text) for row in rows]
    return named == [(child.link.text, child.title) for child in children] and not any(
        child.budget.text for child in children
    )


def _is_solitary(result: PlanResult, element: Element, rollup: Rollup) -> bool:
    """Whether its only indicator says everything: a roll-up of one would say it twice."""
    return rollup.n == 1 and bool(result.measures_of(element.code))


def _lead(ctx: RenderContext, result: PlanResult, element: Element, rollup: Rollup) -> Markup:
    if element.level is Level.ACTIVITY or not rollup.n or _is_solitary(result, element, rollup):
        return Markup()
    bands, mean = ctx.catalog.bands(result.folder.id), rollup.mean_attainment
    if mean is None or bands is None:
        caption = bar_caption(ctx, result, rollup)
        status = ctx.status_mark(missing_status(rollup)).word.lower()
        return ctx.markup("{caption}: {status}.", caption=caption, status=status)
    percent = bold(ctx.f.percent(mean))
    if rollup.n == 1:
        return ctx.markup("Attainment is {mean}.", mean=percent)
    text = ctx.markup("Mean attainment is {mean}.", mean=percent)
    return reached(ctx, result, rollup, bands) + Markup(" ") + text
