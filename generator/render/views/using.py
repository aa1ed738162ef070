"""What a reader does with the figure of a page: of a plan, a part of it, a region or a unit."""

from __future__ import annotations

from collections.abc import Iterator

from generator import paths
from generator.cite.citation import Work, absolute, page_citation
from generator.cite.version import SLOT
from generator.model.scalars import slug
from generator.render.found import found
from generator.render.views.across.units import UnitView
from generator.render.views.common import Link, Page, RenderContext
from generator.render.views.measure.citing import UseView, framed, in_text, sourced, workbook_link
from generator.render.views.plan.element import ElementView
from generator.render.views.plan.page import PlanView
from generator.render.views.regions.pages import RegionView


def page_use(ctx: RenderContext, page: Page) -> UseView | None:
    """Of a page with a figure of its own; None where it says none."""
    view, site = page.view, ctx.catalog.site
    if not isinstance(view, PlanView | ElementView | RegionView | UnitView) or site is None:
        return None
    said = view.lead or (view.highlights[0].text if view.highlights else "")
    if not said:
        return None
    folder = ctx.catalog.plans.get(paths.plan_of(page.path))
    shown = found(ctx, page).get("figures", {}).get("")
    title = f"{page.title}. {shown[3]}: {shown[0]}" if shown and shown[0] else page.title
    by = folder.plan.entity if folder else site.publisher
    sources = (folder.plan.source,) if folder else ()
    work = Work(by, title, absolute(site, page.path), slug(paths.address(page.path)))
    is_plan = isinstance(view, PlanView) and folder
    return UseView(
        quote=sourced(ctx, folder.id if folder else "", f"{page.title}: {in_text(said)}", sources),
        cited=page_citation(ctx.results, ctx.f, work, SLOT),
        card=framed(ctx, folder.id, folder.plan.heading) if is_plan and folder else None,
        files=tuple(_files(ctx, page.path)),
    )


def _files(ctx: RenderContext, path: str) -> Iterator[Link]:
    """The rows of the page, and the workbook of its plan."""
    plan = paths.plan_of(path)
    for table, file in paths.shown_on(path) or paths.shown_on(paths.PLAN(plan)):
        if table == "rollups":
            yield Link("CSV", f"{file}.csv")
    if plan:
        yield workbook_link(ctx, plan)
