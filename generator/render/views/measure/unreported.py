"""What is said of a measure where there is no result, or no target."""

from __future__ import annotations

from markupsafe import Markup

from generator.compute.attainment import AIMLESS, Status
from generator.compute.measured import MeasureResult
from generator.compute.series import WHOLE, YearSeries
from generator.model.indicator import Traits
from generator.problems import msg
from generator.render.views.common import RenderContext
from generator.render.views.measure.milestones import are_several
from generator.render.views.measure.other_years import beside_target
from generator.render.views.measure.phrases import AIMS, amount, is_past, limited, unit_apart

_SEVERAL = {
    False: msg("{of} milestones are planned for {year}"),
    True: msg("{of} milestones were planned for {year}"),
}
_SILENT = {
    Status.NOT_REPORTED: msg("The time to report is over; the portal has no result."),
    Status.NOT_DUE: msg("No report is due yet."),
}


def without_result(ctx: RenderContext, series: YearSeries, traits: Traits) -> Markup:
    """A year that has a target and no figure."""
    whole, is_milestone = series.headline, traits.kind.traits.is_done_or_not
    several, why, beside = are_several(series, traits), _SILENT.get(whole.status), None
    if series.is_in_words:
        why, beside = None, msg("The result is told in words, without a figure.")
    elif series.is_only_by_part:
        why, beside = None, msg("The results are by part, without one of the whole.")
    elif whole.status is Status.NOT_REPORTED and series.is_running:
        why = msg("Of what is due so far ({due}), the portal has no result.")
    past = is_past(ctx, series.subject)
    text = _SEVERAL[past] if several else AIMS[is_milestone, past]
    said = {"year": ctx.f.during(series.subject), "of": series.full_year.target}
    told = ctx.html(text, target=limited(ctx, whole, traits), **said) + "."
    due = ctx.f.listed(map(ctx.f.period, series.missing))
    told += Markup(" ") + ctx.html(why, due=due) if why else Markup()
    told += unit_apart(ctx, traits, None if several else whole.target)
    return told + Markup(" ") + ctx.html(beside) if beside else told


def no_target(ctx: RenderContext, result: MeasureResult, series: YearSeries | None) -> Markup:
    """A year without a target of its own."""
    traits = result.use.traits
    silent = ctx.html("The document sets no target for this indicator.")
    if series is None or is_silent(series):
        return silent
    has_parts = any(o.member != WHOLE for o in series.observations)
    if result.is_by_part or (has_parts and series.full_year.actual is None):
        return ctx.html("Targets and results are by part and are not added up.")
    aimed = result.aimed_beside(series.year)
    if series.full_year.status is not Status.NOT_PROGRAMMED and aimed is not None:
        return beside_target(ctx, result, series, aimed)
    if series.full_year.actual is None:
        return silent
    text = msg("Result of {year}: {actual}. The document sets no target for that year.")
    if series.full_year.unplanned:
        text = msg("Result of {year}: {actual}, without any target (not programmed).")
    actual = amount(ctx, series.full_year.actual, traits)
    return ctx.html(text, actual=actual, year=str(series.year))


def is_silent(series: YearSeries | None) -> bool:
    """Whether there is neither a target nor a result to show, not even of one member."""
    if series is None:
        return True
    outcomes = (o.attainment for o in series.observations)
    return all(o.status in AIMLESS and o.actual is None for o in outcomes)
