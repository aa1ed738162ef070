"""What a search shows of a page and of its parts: what it belongs to, its figure and status."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from generator import paths
from generator.compute.results import PlanResult
from generator.model.catalog import PLAN
from generator.render.views.common import Datum, Mark, Page, RenderContext, joined
from generator.render.views.measure.indicators import IndicatorView
from generator.render.views.measure.rows import own_rows
from generator.render.views.plan.recommendations import RecommendationsView
from generator.render.views.plan.rollups import element_row

Shown = tuple[str, ...]
"""A figure, the class of its mark, the word for it, and what it is of."""


def found(ctx: RenderContext, page: Page) -> Mapping[str, Any]:
    """For the head of a page: its ``title`` alone, ``of`` what it is, and ``figures`` by anchor."""
    result = ctx.results.plans.get(paths.plan_of(page.path))
    told: dict[str, Any] = {"of": joined(link.text for link in page.crumbs[1:])}
    if result:
        told = _of_plan(ctx, result, page)
    elif isinstance(page.view, IndicatorView):
        told["figures"] = _of_sheet(ctx, page.view)
    if isinstance(page.view, RecommendationsView):
        told["figures"] = _of_recommendations(page.view)
    return {name: value for name, value in told.items() if value and value != page.title}


def _of_plan(ctx: RenderContext, result: PlanResult, page: Page) -> dict[str, Any]:
    """Of a page of a plan: an element is called as there, but without the name of the plan."""
    folder, name = result.folder, result.folder.plan.name
    if page.path == paths.PLAN(folder.id):
        by, title = ctx.unit_name(folder.plan.entity, short=True), folder.plan.title
        of = joined((by, title if title != name else ""))
        return {"title": name, "of": of, "figures": _of_element(ctx, result, PLAN)}
    _, code = paths.ELEMENT.names_in(page.path) or ("", "")
    element = folder.by_code.get(code)
    if element is None:
        return {"of": name}
    return {
        "title": page.title.removesuffix(f" · {name}"),
        "of": joined((folder.name_of(element.level).singular, name)),
        "figures": _of_element(ctx, result, code),
    }


def _of_element(ctx: RenderContext, result: PlanResult, code: str) -> Mapping[str, Shown]:
    """Its own figure and those of its measures; of an only one, that is its own too."""
    measures = result.measures_of(code)
    rows = zip(measures, own_rows(ctx, result, code), strict=True)
    figures = {
        it.use.id: _figure(
            ctx, row.attainment, row.mark, it.current.year if it.current else result.year
        )
        for it, row in rows
    }
    n = sum(level.n for level in result.levels(code))
    if len(figures) == 1 and n <= 1:
        return {"": next(iter(figures.values())), **figures}
    row = ctx.once(element_row, result.folder.id, code)
    mean = _figure(
        ctx, row.attainment, row.mark, result.year, ctx.t("Mean attainment") if n > 1 else ""
    )
    return {"": mean, **figures}


def _of_sheet(ctx: RenderContext, view: IndicatorView) -> Mapping[str, Shown]:
    """The figure of a sheet that one measure uses; of several none is the first."""
    if len(view.uses) != 1:
        return {}
    (use,) = view.uses
    return {"": _figure(ctx, use.row.attainment, use.row.mark, use.year)}


def _of_recommendations(view: RecommendationsView) -> Mapping[str, Shown]:
    rows = (it.row for it in view.rows)
    return {it.entry.code: ("", it.mark.look, it.mark.word, it.deadline) for it in rows}


def _figure(ctx: RenderContext, it: Datum, mark: Mark, year: int, label: str = "") -> Shown:
    label = label or ctx.t("Attainment")
    return it.text, mark.look, mark.word, f"{label} {year}" if it.text else str(year)
