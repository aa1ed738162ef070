"""The sentences that open a plan: how many reached their target, what was spent, what is owed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from markupsafe import Markup

from generator.compute.attainment import AIMLESS, Status
from generator.compute.measured import MeasureResult
from generator.compute.results import PlanResult
from generator.compute.rollups import Rollup, Scope, lowest_first
from generator.compute.series import WHOLE, YearSeries
from generator.model.catalog import PLAN, Level
from generator.model.method import Band, Bands
from generator.model.money import Stage
from generator.model.period import Period
from generator.model.scalars import WITHOUT_FIGURE, State
from generator.problems import Message, Percent, msg, plural
from generator.render.inline import together
from generator.render.views.common import RenderContext, bold
from generator.render.views.measure.sentences import AS_PRINTED
from generator.render.views.methods import is_met_or_not, is_way
from generator.render.views.plan.rollups import (
    behind,
    counted,
    indicators,
    is_in_dispute,
    on_the_way,
    other_means,
    spent_of,
)
from generator.words.formatter import capital
from generator.words.labels import AMOUNTS

_SEVERAL = 2
_REACHED = {
    Band.HIGH: plural(
        "{n} reached {high} of its target{so_far} or more",
        "{n} reached {high} of their targets{so_far} or more",
    ),
    Band.MEDIUM: plural(
        "{n} stood between {medium} and {high}", "{n} stood between {medium} and {high}"
    ),
    Band.LOW: plural("{n} stayed below {medium}", "{n} stayed below {medium}"),
}
_COVERED = plural(
    "{n} covered {high} of the way to its target{so_far} or more",
    "{n} covered {high} of the way to their targets{so_far} or more",
)
_JUDGED = (
    plural("{n} met a target that gives no percentage", "{n} met targets that give no percentage"),
    plural(
        "{n} did not meet a target that gives no percentage",
        "{n} did not meet targets that give no percentage",
    ),
    plural(
        "{n} has a result that is not judged",
        "{n} have results that are not judged",
    ),
)
_JUDGED_ALONE = (
    plural("{n} met its target{so_far}", "{n} met their targets{so_far}"),
    plural("{n} did not meet its target{so_far}", "{n} did not meet their targets{so_far}"),
    _JUDGED[2],
)
"""Where the method gives no percentage at all."""
_EARLY = plural(
    "{n} has results of a part of the year alone", "{n} have results of a part of the year alone"
)
_SILENT = plural("{n} has no result in the portal", "{n} have no result in the portal")
_TOLD_OTHERWISE = plural(
    "{n} was reported in words or by part alone", "{n} were reported in words or by part alone"
)
_UNTOLD = {
    Status.NOT_DUE: plural("{n} is not due yet", "{n} are not due yet"),
    Status.WITHHELD: plural("{n} has a withheld result", "{n} have a withheld result"),
    Status.NOT_AVAILABLE: plural(
        "{n} has a result that is not available", "{n} have a result that is not available"
    ),
    Status.DISCONTINUED: plural("{n} is no longer measured", "{n} are no longer measured"),
}


def plan_lead(ctx: RenderContext, result: PlanResult) -> Markup:
    """What is promised and how it goes, in one to three sentences."""
    rollup = result.rollups.get(PLAN, Rollup())
    bands = ctx.catalog.bands(result.folder.id)
    if _is_judged(rollup) and bands is not None:
        return together(
            reached_sentence(ctx, result, rollup, bands),
            met_exactly(ctx, result, Period.of_year(result.year)),
            other_means(ctx, result),
            _spent(ctx, result),
        )
    return _unreported(ctx, result)


def _is_judged(rollup: Rollup) -> bool:
    return bool(rollup.n_averaged or rollup.n_verdicts)


def met_exactly(ctx: RenderContext, result: PlanResult, period: Period) -> str:
    """That at least half of the targets were met exactly; "" where less were."""
    n, whole = result.met_exactly(period)
    if n < _SEVERAL or 2 * n < whole:
        return ""
    rollup = result.rollup(period, Scope.PLAN, PLAN)
    if whole == rollup.n:  # those that were just named
        return ctx.t("{n} of {whole} met their target exactly.", n=n, whole=whole)
    text = msg("{n} of {whole} with a numeric target and an attainment met it exactly.")
    return ctx.t(text, n=n, whole=counted(ctx, result, whole, rollup.level))


def n_targets(result: PlanResult) -> int:
    """Measures with a target in the year the page speaks of, for the whole or for a part."""
    return sum(_aimed(result).values())


def targets_caption(ctx: RenderContext, result: PlanResult) -> str:
    """What they are of: a level each, where there are several."""
    aimed, year = _aimed(result), result.year
    if len(result.levels()) < _SEVERAL:
        return ctx.t(
            plural("indicator with a target in {year}", "indicators with a target in {year}"),
            n=n_targets(result),
            year=year,
        )
    levels = [indicators(ctx, result, aimed[level], level) for level in lowest_first(aimed)]
    return ctx.t("for {year}: {levels}", year=year, levels=levels)


def _aimed(result: PlanResult) -> Counter[Level]:
    found = (it for it in result.measures.values() if _is_aimed(it, result.year))
    return Counter(it.use.element.level for it in found)


def _is_aimed(measure: MeasureResult, year: int) -> bool:
    series = measure.years.get(year)
    return series is not None and (
        series.full_year.status not in {*AIMLESS, Status.NOT_APPLICABLE}
        or any(o.attainment.target is not None and o.member != WHOLE for o in series.observations)
    )


def reached_sentence(
    ctx: RenderContext, result: PlanResult, rollup: Rollup, bands: Bands
) -> Markup:
    """«De 260 actividades, 229 llegaron al 95 % de su meta o más, 13 …»."""
    edges = {"medium": Percent(bands.medium), "high": Percent(bands.high)}
    parts = [
        (_REACHED[band], rollup.bands.get(band, 0)) for band in (Band.HIGH, Band.MEDIUM, Band.LOW)
    ]
    parts.append((_EARLY, rollup.n_early))
    judged = (rollup.n_met, rollup.n_unmet, rollup.n_unjudged)
    is_plain = rollup.n_averaged or not is_met_or_not(ctx, result)
    parts += zip(_JUDGED if is_plain else _JUDGED_ALONE, judged, strict=True)
    parts += [(_SILENT, rollup.n_silent), (_TOLD_OTHERWISE, rollup.n_told_otherwise)]
    parts += [(_UNTOLD[status], rollup.statuses.get(status, 0)) for status in _UNTOLD]
    so_far = _so_far(ctx, result)
    if is_way(ctx, result):
        parts[0] = _COVERED, parts[0][1]
    clauses = [_counted(ctx, forms, n, so_far=so_far, **edges) for forms, n in parts if n]
    text = msg("Of {what} with a target for {year}, {clauses}.")
    if rollup.n_late:
        text = msg("Of {what} with a target for {year} or of an earlier year, {clauses}.")
    elif rollup.n == rollup.n_averaged:
        text = msg("Of {what} of {year}, {clauses}.")
    what = bold(counted(ctx, result, rollup.n_aimed, rollup.level))
    listed = Markup(ctx.f.listed(clauses))  # noqa: S704  # the clauses are markup
    told = ctx.html(text, what=what, year=result.year, clauses=listed)
    beside = (capital(behind(ctx, rollup)), capital(on_the_way(ctx, rollup)))
    return together(told, *(Markup("{}.").format(part) for part in beside if part))


def _so_far(ctx: RenderContext, result: PlanResult) -> str:
    """That a target is the one until today, where that of a year is not due as a whole."""
    years = (measure.years.get(result.year) for measure in result.measures.values())
    running = any(it is not None and it.is_so_far for it in years)
    return ctx.t(" so far") if running else ""


def _counted(ctx: RenderContext, forms: Message, n: int, **values: object) -> Markup:
    """One of two forms by ``n``, which stands in bold."""
    form = ctx.f.template(forms.having(n=n))
    return ctx.html(form, n=bold(ctx.f.number(n)), **values)


def _spent(ctx: RenderContext, result: PlanResult) -> Markup:
    """How much of the budget was spent, where the document says it."""
    found = spent_of(result, PLAN)
    if found.key is None or found.spent is None or found.execution is None:
        return Markup()
    text = msg("{amount}: {percent} of the {budget}.")
    if found.spent[1] is Stage.EXECUTED:
        text = msg("{percent} of the {budget} was spent.")
    said = ctx.html(
        text,
        amount=capital(ctx.t(AMOUNTS[found.spent[1]])),
        percent=bold(ctx.f.percent(found.execution)),
        budget=in_currency(ctx, result, ctx.t(AMOUNTS[found.key[1]])),
    )
    if not is_in_dispute(ctx, result, PLAN, found.key, found.spent):
        return said
    return ctx.html(AS_PRINTED) + " " + said


def in_currency(ctx: RenderContext, result: PlanResult, name: str) -> str:
    """What a budget is called, with its currency where the plan has several."""
    if not ctx.results.plans[result.folder.id].others:
        return name
    return ctx.t("{budget} in {currency}", budget=name, currency=ctx.f.currency(result.currency))


def _unreported(ctx: RenderContext, result: PlanResult) -> Markup:
    """A plan without a judged result: what it sets, and what is owed."""
    series = [measure.current for measure in result.measures.values() if measure.current]
    n, year = n_targets(result), result.year
    if not n and any(it.headline.status is Status.NOT_APPLICABLE for it in series):
        return ctx.html("By what was reported, none of its targets for {year} applies.", year=year)
    if not n:
        if n := sum(it.aimed_beside(year) is not None for it in result.measures.values()):
            goals = bold(ctx.f.n("{n} target", "{n} targets", n))
            text = msg("It has no target for {year}; it has {goals} for other years.")
            going = capital(on_the_way(ctx, result.rollups.get(PLAN, Rollup())))
            said = ctx.html(text, goals=goals, year=year)
            return said + Markup(" {}.").format(going) if going else said
        return ctx.html("Its document sets no target for {year}.", year=year)
    goals = bold(ctx.f.n("{n} target", "{n} targets", n))
    return ctx.html(_why_unjudged(result, series), goals=goals, year=year)


def _why_unjudged(result: PlanResult, series: Sequence[YearSeries]) -> Message:
    """Why the targets of a year have no judged result."""
    reports = [report.entry.figure for it in series for report in it.reports]
    told = [it for it in reports if it not in (None, State.NOT_APPLICABLE)]
    if told and any(it.n_reported for it in series):
        if any(measure.is_by_part for measure in result.measures.values()):
            return msg(
                "It has {goals} for {year}, measured separately in each part and not added up."
            )
        if all(it in WITHOUT_FIGURE for it in told):
            return msg("It has {goals} for {year}. What was reported gives no figure and says why.")
        return msg("It has {goals} for {year}. Some have results, which give no percentage.")
    if any(it.is_in_words for it in series):
        return msg("It has {goals} for {year}. What was reported is in words, without a figure.")
    if any(it.n_due for it in series) and any(it.is_running for it in series):
        return msg("It has {goals} for {year}. Of what is due so far, the portal has no result.")
    if any(it.n_due for it in series):
        return msg("It has {goals} for {year}. The periods are over and the portal has no result.")
    return msg("It has {goals} for {year}. The portal has no result yet.")


def card_lead(ctx: RenderContext, result: PlanResult) -> Markup:
    """The same in one short sentence, for a card."""
    rollup = result.rollups.get(PLAN, Rollup())
    bands = ctx.catalog.bands(result.folder.id)
    if not _is_judged(rollup) or bands is None:
        return _unreported(ctx, result)
    if rollup.n_early:
        return reached_sentence(ctx, result, rollup, bands)
    silent = rollup.statuses.get(Status.NOT_PROGRAMMED, 0)
    high = rollup.bands.get(Band.HIGH, 0)
    forms = plural(
        "{n} of {whole} reached {high} of its target{so_far} or more.",
        "{n} of {whole} reached {high} of their targets{so_far} or more.",
    )
    if is_way(ctx, result):
        forms = plural(
            "{n} of {whole} covered {high} of the way to its target{so_far} or more.",
            "{n} of {whole} covered {high} of the way to their targets{so_far} or more.",
        )
    whole = counted(ctx, result, rollup.n_aimed, rollup.level)
    if not rollup.n_averaged:
        forms = plural("{n} of {whole} met its target.", "{n} of {whole} met their targets.")
        high = rollup.n_met
    form = ctx.f.template(forms.having(n=high or rollup.n_aimed))  # «0 de 1 actividad llegó»
    so_far, edge = _so_far(ctx, result), Percent(bands.high)
    text = ctx.html(form, n=bold(ctx.f.number(high)), whole=whole, high=edge, so_far=so_far)
    if not silent:
        return text
    return text + " " + ctx.f.n("{n} had no target.", "{n} had no target.", silent)
