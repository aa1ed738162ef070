"""The sentence that opens a plan: how many reached their target, and what was spent."""

from __future__ import annotations

from decimal import Decimal

from markupsafe import Markup

from generator.compute.attainment import Status
from generator.compute.measured import MeasureResult
from generator.compute.results import PlanResult
from generator.compute.rollups import Rollup
from generator.compute.series import WHOLE
from generator.model.catalog import PLAN
from generator.model.method import Band, Bands
from generator.problems import say
from generator.render import labels
from generator.render.format import NBSP
from generator.render.views.common import RenderContext, bold, several
from generator.render.views.plan.element_rows import counted, spent_of

_SILENT = {Status.NOT_PROGRAMMED, Status.NOT_APPLICABLE}
_REACHED = {
    Band.HIGH: several(
        "{n} reached {high} of its target or more", "{n} reached {high} of their targets or more"
    ),
    Band.MEDIUM: several(
        "{n} stood between {medium} and {high}", "{n} stood between {medium} and {high}"
    ),
    Band.LOW: several("{n} below {medium}", "{n} below {medium}"),
}
_UNTOLD = {
    Status.NOT_REPORTED: several("{n} has no published result", "{n} have no published result"),
    Status.NOT_DUE: several("{n} is not due yet", "{n} are not due yet"),
}


def plan_lead(ctx: RenderContext, result: PlanResult) -> Markup:
    """What is promised and how it goes, in one to three sentences."""
    rollup = result.rollups.get(PLAN, Rollup())
    bands = ctx.catalog.bands(result.folder.id)
    if rollup.n_averaged and bands is not None:
        return Markup(" ").join(
            part for part in (reached(ctx, result, rollup, bands), _spent(ctx, result)) if part
        )
    return _unreported(ctx, result)


def n_targets(result: PlanResult) -> int:
    """Measures with a target in the year the page speaks of, for the whole or for a part."""
    return sum(1 for measure in result.measures.values() if _is_aimed(measure, result.year))


def _is_aimed(measure: MeasureResult, year: int) -> bool:
    series = measure.years.get(year)
    return series is not None and (
        series.full_year.status not in _SILENT
        or any(o.attainment.target is not None and o.member != WHOLE for o in series.observations)
    )


def reached(ctx: RenderContext, result: PlanResult, rollup: Rollup, bands: Bands) -> Markup:
    """«De 260 actividades, 229 llegaron al 95 % de su meta o más, 13 …»."""
    edges = {"medium": _edge(ctx, bands.medium), "high": _edge(ctx, bands.high)}
    parts = [
        (_REACHED[band], rollup.bands.get(band, 0)) for band in (Band.HIGH, Band.MEDIUM, Band.LOW)
    ]
    parts += [(_UNTOLD[status], rollup.statuses.get(status, 0)) for status in _UNTOLD]
    clauses = [ctx.markup_n(*forms, n, n=bold(ctx.f.number(n)), **edges) for forms, n in parts if n]
    silent = rollup.statuses.get(Status.NOT_PROGRAMMED, 0)
    text = say("Of {what} with a target for {year}, {clauses}.")
    if not silent and rollup.n == rollup.n_averaged:
        text = say("Of {what} of {year}, {clauses}.")
    n = rollup.n - silent - rollup.statuses.get(Status.NOT_APPLICABLE, 0)
    what, listed = bold(counted(ctx, result, n)), _listed(ctx, clauses)
    return ctx.markup(text, what=what, year=result.year, clauses=listed)


def _edge(ctx: RenderContext, bound: Decimal) -> str:
    return f"{ctx.f.number(bound)}{NBSP}%"


def _listed(ctx: RenderContext, clauses: list[Markup]) -> Markup:
    """Clauses as a sentence lists them: with commas and a last «and»."""
    if len(clauses) == 1:
        return clauses[0]
    last = Markup(" {} ").format(ctx.say("and"))
    return Markup(", ").join(clauses[:-1]) + last + clauses[-1]


def _spent(ctx: RenderContext, result: PlanResult) -> Markup:
    """How much of the budget was spent, where the document says it."""
    found = spent_of(result, PLAN)
    if found is None or found.execution is None:
        return Markup()
    name = ctx.t(labels.BUDGETS[found.key[1]])
    return ctx.markup(
        "{percent} of the {budget} was spent.",
        percent=bold(ctx.f.percent(found.execution)),
        budget=name[:1].lower() + name[1:],
    )


def _unreported(ctx: RenderContext, result: PlanResult) -> Markup:
    """A plan without a judged result: what it sets, and what is owed."""
    series = [measure.current for measure in result.measures.values() if measure.current]
    n = n_targets(result)
    if not n:
        return ctx.markup("Its document sets no target for {year}.", year=result.year)
    goals = bold(ctx.f.n("{n} target", "{n} targets", n))
    text = say("Sets {goals} for {year}. No result has been published.")
    if any(year.n_reported for year in series):
        text = say("Sets {goals} for {year}, told part by part and not added up.")
    elif any(year.n_due for year in series):
        text = say(
            "Sets {goals} for {year}. The periods are over and no result has been published."
        )
    return ctx.markup(text, goals=goals, year=result.year)


def card_lead(ctx: RenderContext, result: PlanResult) -> Markup:
    """The same in one short sentence, for a card."""
    rollup = result.rollups.get(PLAN, Rollup())
    bands = ctx.catalog.bands(result.folder.id)
    if not rollup.n_averaged or bands is None:
        return _unreported(ctx, result)
    silent = rollup.statuses.get(Status.NOT_PROGRAMMED, 0)
    high = rollup.bands.get(Band.HIGH, 0)
    text = ctx.markup_n(
        "{n} of {whole} reached {high} of its target or more.",
        "{n} of {whole} reached {high} of their targets or more.",
        high,
        n=bold(ctx.f.number(high)),
        whole=counted(ctx, result, rollup.n - silent),
        high=_edge(ctx, bands.high),
    )
    if not silent:
        return text
    return text + " " + ctx.f.n("{n} had no target.", "{n} had no target.", silent)
