"""What an element contributes to in other plans, and what of other plans contributes to it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.compute.results import PlanResult
from generator.model.catalog import PLAN, Element, Level, PlanFolder
from generator.model.plan import Contribution, LevelName
from generator.render.views.common import Link, RenderContext, joined, plan_link
from generator.render.views.plan.element_rows import ElementRow, element_row, rows_of


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
    children_name: LevelName
    children: tuple[ElementRow, ...]


def contributions(
    ctx: RenderContext, links: tuple[Contribution, ...]
) -> tuple[ContributionView, ...]:
    """What a plan or an element contributes to."""
    return tuple(_contribution(ctx, link) for link in links)


def _contribution(ctx: RenderContext, link: Contribution) -> ContributionView:
    target: Link | None = None
    plan: Link | None = None
    folder = ctx.catalog.plans.get(link.plan or "")
    title = link.title or ""
    if folder is not None:
        element = folder.by_code.get(link.code or PLAN)
        if element is not None:
            target = ctx.element_link(folder, element)
            plan = plan_link(folder) if element.level is not Level.PLAN else None
    elif link.document:
        target = ctx.document_link(link.document)
    label = joined((link.label or "", "" if target else link.code or ""))
    title = "" if target and target.text.endswith(title) else title
    return ContributionView(label, title, target, plan, link)


def contributors(ctx: RenderContext, folder: PlanFolder, code: str) -> tuple[ContributorView, ...]:
    """Elements that name this one (or the plan itself) as what they contribute to."""
    found = ctx.catalog.contributors.get((folder.id, code), ())
    plans = ctx.results.plans
    return tuple(_contributor(ctx, plans[plan], e) for plan, e in found if plan in plans)


def _contributor(ctx: RenderContext, result: PlanResult, element: Element) -> ContributorView:
    folder = result.folder
    below = Level.ACTIVITY if element.level is Level.STRATEGY else Level.STRATEGY
    whole = element.level is Level.PLAN
    return ContributorView(
        plan=plan_link(folder),
        level="" if whole else ctx.level_name(folder, element.level).singular,
        row=element_row(ctx, result, element),
        children_name=ctx.level_name(folder, below),
        children=() if whole else rows_of(ctx, result, below, element.code),
    )


def served(folder: PlanFolder, element: Element) -> tuple[Contribution, ...]:
    """What an element contributes to: its own links, else those of the nearest parent."""
    return next(_links_upwards(folder, element), ())


def _links_upwards(folder: PlanFolder, element: Element) -> Iterator[tuple[Contribution, ...]]:
    if element.node.contributes_to:
        yield element.node.contributes_to
    for code in element.parents:
        parent = folder.by_code.get(code)
        if parent is not None and code != PLAN:
            yield from _links_upwards(folder, parent)
