"""The sentence that opens a plan: how many reached their target, and what was spent."""

from __future__ import annotations

from markupsafe import Markup

from generator.compute.attainment import Status
from generator.compute.measured import MeasureResult
from generator.compute.money import spending
from generator.compute.results import PlanResult
from generator.compute.rollups import Rollup
from generator.compute.series import WHOLE
from generator.model.catalog import PLAN
from generator.model.method import Band, Bands
from generator.problems import Message, Percent, msg, plural
from generator.render.views.common import RenderContext, bold
from generator.render.views.tables import counted
from generator.words.labels import AMOUNTS

_SILENT = {Status.NOT_PROGRAMMED, Status.NOT_APPLICABLE}
_REACHED = {
    Band.HIGH: plural(
        "{n} reached {high} of its target or more",
        "{n} reached {high} of their targets or more",
    ),
    Band.MEDIUM: plural(
        "{n} stood between {medium} and {high}",
        "{n} stood between {medium} and {high}",
    ),
    Band.LOW: plural("{n} below {medium}", "{n} below {medium}"),
}
_UNTOLD = {
    Status.NOT_REPORTED: plural("{n} has no published result", "{n} have no published result"),
    Status.NOT_DUE: plural("{n} is not due yet", "{n} are not due yet"),
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
    edges = {"medium": Percent(bands.medium), "high": Percent(bands.high)}
    parts = [
        (_REACHED[band], rollup.bands.get(band, 0)) for band in (Band.HIGH, Band.MEDIUM, Band.LOW)
    ]
    parts += [(_UNTOLD[status], rollup.statuses.get(status, 0)) for status in _UNTOLD]
    clauses = [_counted(ctx, forms, n, **edges) for forms, n in parts if n]
    silent = rollup.statuses.get(Status.NOT_PROGRAMMED, 0)
    text = msg("Of {what} with a target for {year}, {clauses}.")
    if not silent and rollup.n == rollup.n_averaged:
        text = msg("Of {what} of {year}, {clauses}.")
    aimed = Rollup(n=rollup.n - silent - rollup.statuses.get(Status.NOT_APPLICABLE, 0))
    return ctx.html(
        text,
        what=bold(counted(ctx, result, aimed)),
        year=result.year,
        clauses=Markup(ctx.f.listed(clauses)),  # noqa: S704  # the clauses are markup
    )


def _counted(ctx: RenderContext, forms: Message, n: int, **values: object) -> Markup:
    """One of two forms by ``n``, which stands in bold."""
    form = ctx.f.template(forms.having(n=n))
    return ctx.html(form, n=bold(ctx.f.number(n)), **values)


def _spent(ctx: RenderContext, result: PlanResult) -> Markup:
    """How much of the budget was spent, where the document says it."""
    found = spending(result.folder, result.money.get(PLAN, {}), PLAN, result.year)
    if found is None or found.execution is None:
        return Markup()
    return ctx.html(
        "{percent} of the {budget} was spent.",
        percent=bold(ctx.f.percent(found.execution)),
        budget=AMOUNTS[found.key[1]],
    )


def _unreported(ctx: RenderContext, result: PlanResult) -> Markup:
    """A plan without a judged result: what it sets, and what is owed."""
    due = any(m.current and m.current.n_due for m in result.measures.values())
    told = any(m.current and m.current.n_reported for m in result.measures.values())
    n = n_targets(result)
    if not n:
        return ctx.html("Its document sets no target for {year}.", year=result.year)
    text = msg("Sets {goals} for {year}. No result has been published.")
    if told:
        text = msg("Sets {goals} for {year}, told part by part and not added up.")
    elif due:
        text = msg(
            "Sets {goals} for {year}. The periods are over and no result has been published."
        )
    return ctx.html(text, goals=bold(ctx.f.n("{n} target", "{n} targets", n)), year=result.year)


def card_lead(ctx: RenderContext, result: PlanResult) -> Markup:
    """The same in one short sentence, for a card."""
    rollup = result.rollups.get(PLAN, Rollup())
    bands = ctx.catalog.bands(result.folder.id)
    if not rollup.n_averaged or bands is None:
        return _unreported(ctx, result)
    silent = rollup.statuses.get(Status.NOT_PROGRAMMED, 0)
    whole = counted(ctx, result, Rollup(n=rollup.n - silent))
    high = rollup.bands.get(Band.HIGH, 0)
    forms = plural(
        "{n} of {whole} reached {high} of its target or more.",
        "{n} of {whole} reached {high} of their targets or more.",
    )
    text = _counted(ctx, forms, high, whole=whole, high=Percent(bands.high))
    return text + _without_target(ctx, silent)


def _without_target(ctx: RenderContext, n: int) -> str:
    if not n:
        return ""
    return " " + ctx.f.n("{n} had no target.", "{n} had no target.", n)
