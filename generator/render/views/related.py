"""What contributes to an element of a plan: elements of other plans, seen from the other end."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.compute.results import PlanResult
from generator.model.catalog import PLAN, Element, Level, PlanFolder
from generator.model.plan import Contribution
from generator.render import paths
from generator.render.views.common import Link, RenderContext
from generator.render.views.tables import ElementRow, element_row, rows_of


@dataclass(frozen=True, slots=True)
class ContributorView:
    """An element of another plan that contributes to this one, with what it holds."""

    plan: Link
    level: str
    row: ElementRow
    children_name: str
    child_name: str
    children: tuple[ElementRow, ...]


def contributors(ctx: RenderContext, folder: PlanFolder, code: str) -> tuple[ContributorView, ...]:
    """Elements that name this one (or the plan itself) as what they contribute to."""
    found = ctx.catalog.contributors.get((folder.id, code), ())
    return tuple(
        _contributor(ctx, ctx.results.plans[plan], element)
        for plan, element in found
        if plan in ctx.results.plans
    )


def _contributor(ctx: RenderContext, result: PlanResult, element: Element) -> ContributorView:
    folder = result.folder
    below = Level.ACTIVITY if element.level is Level.STRATEGY else Level.STRATEGY
    whole = element.level is Level.PLAN
    return ContributorView(
        plan=Link(folder.plan.name, paths.plan_path(folder.id)),
        level="" if whole else ctx.level_name(folder, element.level).singular,
        row=element_row(ctx, result, element),
        children_name=ctx.level_name(folder, below).plural,
        child_name=ctx.level_name(folder, below).singular,
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
