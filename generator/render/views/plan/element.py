"""The page of a part of a plan."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from generator.compute.results import PlanResult
from generator.compute.rollups import Rollup, scope_of
from generator.highlights.highlight import Rule
from generator.model.catalog import PLAN, Element, Level, PlanFolder, cite
from generator.model.plan import Contribution, Part
from generator.model.source import Source
from generator.render.inline import inline, together
from generator.render.views.common import (
    CitedAt,
    Edit,
    Link,
    Page,
    RenderContext,
    Segment,
    bold,
    joined,
    linked,
    plan_link,
)
from generator.render.views.highlights import Sentence, sentences_of
from generator.render.views.in_charge import Codes, in_charge, with_ranks
from generator.render.views.measure.rows import MeasureRow, measure_rows
from generator.render.views.measure.view import MeasureView, measure_views
from generator.render.views.money.budget import BudgetView, budget_view
from generator.render.views.plan.comparisons import SiblingsView, siblings_view
from generator.render.views.plan.lead import reached_sentence
from generator.render.views.plan.narrative import (
    ReportedView,
    SectionView,
    reported_views,
    section_views,
)
from generator.render.views.plan.rollups import (
    ElementRow,
    ElementTable,
    bar_caption,
    element_row,
    other_means,
    tables_below,
    why_no_mean,
)
from generator.render.views.plan.schedule import ScheduleView, schedule_view
from generator.render.views.plan.why import WhyGroup, why_groups

# What it contributes to in other plans, and what of other plans contributes to it.


@dataclass(frozen=True, slots=True)
class ContributionView:
    """A link to an objective of another plan."""

    label: str
    title: str
    target: Link | None
    plan: Link | None
    """The plan the target stands in, where it is not the target itself."""
    written: Contribution


@dataclass(frozen=True, slots=True)
class ContributorView:
    """An element of another plan that contributes to this one, with what it holds."""

    plan: Link
    level: str
    row: ElementRow
    children: tuple[ElementTable, ...]


def _contributions(
    ctx: RenderContext, folder: PlanFolder, element: Element
) -> tuple[ContributionView, ...]:
    """What an element contributes to: its own links, else those of the nearest parent."""
    links = next(_links_upwards(folder, element), ())
    return tuple(_contribution(ctx, link) for link in links)


def _contribution(ctx: RenderContext, link: Contribution) -> ContributionView:
    target: Link | None = None
    plan: Link | None = None
    folder = ctx.catalog.plans.get(link.plan or "")
    title, printed = link.title or "", ""
    if folder is not None:
        element = folder.by_code.get(folder.full_name(link.code or PLAN))
        if element is not None:
            target, printed = ctx.element_link(folder, element), element.node.title
            plan = plan_link(folder) if element.level is not Level.PLAN else None
    elif link.document:
        target = ctx.document_link(link.document)
    label = joined((link.label or "", "" if target else link.code or ""))
    title = "" if printed.endswith(title) or (target and target.text.endswith(title)) else title
    return ContributionView(label, title, target, plan, link)


def _contributors(ctx: RenderContext, folder: PlanFolder, code: str) -> tuple[ContributorView, ...]:
    """Elements that name this one (or the plan itself) as what they contribute to."""
    found = ctx.catalog.contributors.get((folder.id, code), ())
    plans = ctx.results.plans
    return tuple(_contributor(ctx, plans[plan], e) for plan, e in found if plan in plans)


def _contributor(ctx: RenderContext, result: PlanResult, element: Element) -> ContributorView:
    folder = result.folder
    whole = element.level is Level.PLAN
    return ContributorView(
        plan=plan_link(folder),
        level="" if whole else folder.name_of(element.level).singular,
        row=ctx.once(element_row, folder.id, element.code),
        children=() if whole else tables_below(ctx, result, element.code),
    )


def _links_upwards(folder: PlanFolder, element: Element) -> Iterator[tuple[Contribution, ...]]:
    if element.node.contributes_to:
        yield element.node.contributes_to
    for code in element.parents:
        parent = folder.by_code.get(code)
        if parent is not None and code != PLAN:
            yield from _links_upwards(folder, parent)


# The page.

_BOOSTS = {1: 3, 2: 2}
"""What stands higher in the plan is found before its parts."""


@dataclass(frozen=True, slots=True)
class ElementParts:
    """What a plan and each of its elements have alike."""

    measures: tuple[MeasureView, ...]
    money: BudgetView
    reported: tuple[ReportedView, ...]
    contributes: tuple[ContributionView, ...]
    contributors: tuple[ContributorView, ...]
    codes: Codes
    schedule: ScheduleView


@dataclass(frozen=True, slots=True)
class ElementView:
    """The page of a part of a plan."""

    level: str
    is_own_level: bool
    code: str
    title: str
    full: str
    """The title as printed, where pages call it by a short one; else ""."""
    purpose: str
    by: tuple[Link, ...]
    description: Markup
    lead: Markup
    highlights: tuple[Sentence, ...]
    why: tuple[WhyGroup, ...]
    bar: tuple[Segment, ...]
    n_bar: str
    children: tuple[ElementTable, ...]
    """What stands right below, a table for each level."""
    rows: tuple[MeasureRow, ...]
    year: str
    """Of the rows that name no other one."""
    rows_say_all: bool
    """Each child is one row of ``rows``: a table of the children would say it twice."""
    parts: ElementParts
    siblings: SiblingsView | None
    sections: tuple[SectionView, ...]
    parents: tuple[Link, ...]
    """None above an activity, which says them in its way from the home page alone."""
    cited: CitedAt | None
    edit: Edit


def element_page(ctx: RenderContext, plan: str, code: str) -> Page | None:
    """The page of an element above the last level."""
    element = ctx.catalog.plans[plan].by_code[code]
    return _page(ctx, plan, element) if not element.level.is_counted else None


def activity_page(ctx: RenderContext, plan: str, code: str) -> Page | None:
    """The page of an element of the last level: an activity."""
    element = ctx.catalog.plans[plan].by_code[code]
    return _page(ctx, plan, element) if element.level.is_counted else None


def _page(ctx: RenderContext, plan: str, element: Element) -> Page:
    result, node = ctx.results.plans[plan], element.node
    folder = result.folder
    boost = None if element.level.is_counted else _BOOSTS.get(element.level.depth)
    title = f"{element.called} {node.heading}"
    return Page(
        # Objectives of two plans may be called alike, so theirs is named; activities are not.
        title if element.level.is_counted else f"{title} · {folder.plan.name}",
        joined((node.title, folder.plan.title)),
        _view(ctx, result, element),
        ctx.crumbs(folder, element),
        inline(node.note),
        head=(("search", {"boost": boost}),) if boost else (),
    )


def _view(ctx: RenderContext, result: PlanResult, element: Element) -> ElementView:
    folder, node, code = result.folder, element.node, element.code
    assert isinstance(node, Part)  # noqa: S101
    rollup = result.rollups.get(code, Rollup())
    children = tables_below(ctx, result, code)
    rows = tuple(measure_rows(ctx, result, element))
    above = () if element.level.is_counted else element.parents
    why = why_groups(ctx, result, code)
    is_solitary = _is_solitary(result, element, rollup)
    said = frozenset({Rule.BEHIND}) if is_solitary else frozenset()
    parents = (folder.by_code.get(parent) for parent in above if parent != PLAN)
    return ElementView(
        level=folder.name_of(element.level).singular,
        is_own_level=element.level.is_own,
        code=element.printed,
        title=node.heading,
        full=node.full,
        purpose=node.purpose or "",
        by=linked(
            ctx.unit_link(element.executing_unit),
            *in_charge(ctx, node),
            ctx.region_link(element.region or ""),
        ),
        description=inline(node.description),
        lead=_lead(ctx, result, element, rollup),
        highlights=sentences_of(ctx, result, scope_of(element.level), code, why, said),
        why=why,
        bar=() if is_solitary else ctx.bar(rollup),
        n_bar=bar_caption(ctx, result, rollup),
        children=children,
        rows=rows,
        year=str(result.year),
        rows_say_all=_say_all(rows, [child for table in children for child in table.rows]),
        parts=element_parts(ctx, result, element),
        siblings=siblings_view(ctx, result, element),
        sections=section_views(ctx, getattr(node, "sections", ()), *element.sources),
        parents=tuple(ctx.element_link(folder, parent) for parent in parents if parent),
        cited=ctx.cited(_source(result, element), element.code),
        edit=ctx.edit(node.place_of()),
    )


def _source(result: PlanResult, element: Element) -> Source | None:
    """Where the element stands: as it says, else where its targets stand, else inherited.

    What is above it (the row of a budget, say) is no place of what its own targets print.
    """
    own = (measure.use.source for measure in result.measures_of(element.code))
    return cite(*element.sources) if element.node.source else next(own, cite(*element.sources))


def element_parts(ctx: RenderContext, result: PlanResult, element: Element) -> ElementParts:
    """The parts of the page of an element, or of the plan itself."""
    return ElementParts(
        measures=measure_views(ctx, result, element.code),
        money=budget_view(ctx, result, element.code),
        reported=reported_views(ctx, result, element),
        contributes=_contributions(ctx, result.folder, element),
        contributors=_contributors(ctx, result.folder, element.code),
        codes=with_ranks(ctx, element.node),
        schedule=schedule_view(ctx, result.folder, element),
    )


def _say_all(rows: Sequence[MeasureRow], children: Sequence[ElementRow]) -> bool:
    """Whether the rows of measures name every child once, by its own title."""
    named = [(row.element.text, row.name.text) for row in rows]
    return named == [(child.link.text, child.title) for child in children] and not any(
        child.budget.text for child in children
    )


def _is_solitary(result: PlanResult, element: Element, rollup: Rollup) -> bool:
    """Whether its only indicator says everything: a roll-up of one would say it twice."""
    own = sum(level.n for level in result.levels(element.code))
    return own == rollup.n == 1 and bool(result.measures_of(element.code))


def _lead(ctx: RenderContext, result: PlanResult, element: Element, rollup: Rollup) -> Markup:
    if element.level.is_counted or not rollup.n:
        return Markup()
    if _is_solitary(result, element, rollup):
        return measure_views(ctx, result, element.code)[0].sentence
    bands, mean = ctx.catalog.bands(result.folder.id), rollup.mean_attainment
    if mean is None or bands is None:
        caption = bar_caption(ctx, result, rollup)
        status = why_no_mean(ctx, rollup)
        return ctx.html("{caption}: {status}.", caption=caption, status=status)
    percent = bold(ctx.f.percent(mean))
    if rollup.n == 1:
        text = ctx.html("Attainment is {mean}.", mean=percent)
        return together(text, other_means(ctx, result, element.code))
    return together(
        reached_sentence(ctx, result, rollup, bands),
        ctx.html("Mean attainment is {mean}.", mean=percent),
        other_means(ctx, result, element.code),
    )
