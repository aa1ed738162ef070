"""The methods of calculation of the plans, in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.compute.results import PlanResult
from generator.model.method import Bands, InMean, MainFigure, Method
from generator.problems import Percent, msg
from generator.render.views.common import CitedAt, Link, RenderContext, joined, plan_link

_FORMULAS = {
    MainFigure.TO_TARGET: msg("Attainment is the result divided by the target, times 100."),
    MainFigure.SINCE_BASELINE: msg(
        "Attainment is how much of the way from the baseline to the target was covered, in percent."
    ),
    MainFigure.MET: msg("Of each target it is said whether it was met, without a percentage."),
}
_MEANS = {
    InMean.CAPPED: msg(
        "In means, what passes {cap} counts as {cap} and all that is averaged weighs the same."
    ),
    InMean.UNCAPPED: msg(
        "In means each attainment counts as it is, also beyond 100 or below zero, and all "
        "that is averaged weighs the same."
    ),
}


@dataclass(frozen=True, slots=True)
class MethodRow:
    """A method that plans of the portal name."""

    id: str
    title: str
    rules: str
    plans: tuple[tuple[Link, str], ...]
    """Each with the bands that hold for it."""
    origin: str
    url: str
    cited: CitedAt | None
    note: str


def rules_of(ctx: RenderContext, method: Method) -> str:
    """What the main figure is, and what a mean counts of it."""
    said = [ctx.t(_FORMULAS[method.formula])]
    if method.formula is not MainFigure.MET:
        said.append(ctx.t(_MEANS[method.mean], cap=method.cap))
    return joined(said, " ")


def is_way(ctx: RenderContext, result: PlanResult) -> bool:
    """Whether attainments are told from the baseline."""
    return ctx.catalog.method(result.folder.id).formula is MainFigure.SINCE_BASELINE


def is_met_or_not(ctx: RenderContext, result: PlanResult) -> bool:
    """Whether its method gives no percentages."""
    return ctx.catalog.method(result.folder.id).formula is MainFigure.MET


def is_usual(ctx: RenderContext) -> bool:
    """Whether all plans have the rules of avance tipo I; else pages that mix them tell none."""
    return all(ctx.catalog.method(plan).is_plain for plan in ctx.catalog.plans)


def method_rows(ctx: RenderContext) -> Iterator[MethodRow]:
    """The methods in use, in the order of the list: the shipped ones last."""
    for method in ctx.catalog.methods.values():
        folders = [it for it in ctx.catalog.plans.values() if it.plan.method == method.id]
        bands = {
            it.id: ctx.catalog.bands(it.id) if method.formula is not MainFigure.MET else None
            for it in folders
        }
        if folders:
            yield MethodRow(
                id=method.id,
                title=method.title,
                rules=rules_of(ctx, method),
                plans=tuple((plan_link(it), in_words(ctx, bands[it.id])) for it in folders),
                origin=method.origin or "",
                url=method.url or "",
                cited=ctx.cited(method.source),
                note=method.note or "",
            )


def in_words(ctx: RenderContext, bands: Bands | None) -> str:
    """Where the bands begin; "" without any."""
    if bands is None:
        return ""
    return ctx.t(
        "High: {high} or more. Medium: from {medium}. Low: less.",
        high=Percent(bands.high),
        medium=Percent(bands.medium),
    )
