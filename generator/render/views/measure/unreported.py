"""What is said of a measure where there is no result, or no target."""

from __future__ import annotations

from markupsafe import Markup

from generator.compute.attainment import AIMLESS, Status
from generator.compute.measured import MeasureResult
from generator.compute.series import WHOLE, YearSeries
from generator.model.indicator import Traits
from generator.problems import msg
from generator.render.views.common import RenderContext
from generator.render.views.measure.milestones import are_several, milestones_planned
from generator.render.views.measure.other_years import beside_target
from generator.render.views.measure.phrases import (
    amount,
    limited,
    unit_apart,
)

_SILENT = {
    (Status.NOT_REPORTED, True): msg(
        "The milestone was planned for {year}. The time to report is over; "
        "the portal has no result."
    ),
    (Status.NOT_REPORTED, False): msg(
        "The target for {year} is {target}. The time to report is over; the portal has no result."
    ),
    (Status.NOT_DUE, True): msg("The milestone is planned for {year}. No report is due yet."),
    (Status.NOT_DUE, False): msg("The target for {year} is {target}. No report is due yet."),
}

_DUE_IN_PART = {
    True: msg(
        "The milestone is planned for {year}. "
        "Of what is due so far ({due}), the portal has no result."
    ),
    False: msg(
        "The target for {year} is {target}. Of what is due so far ({due}), "
        "the portal has no result."
    ),
}


def without_result(ctx: RenderContext, series: YearSeries, traits: Traits) -> Markup:
    """A year that has a target and no figure."""
    if are_several(series, traits) and not series.is_in_words:
        return milestones_planned(ctx, series)
    whole, is_milestone = series.headline, traits.kind.traits.is_done_or_not
    bare = msg("The target for {year} is {target}.")
    if is_milestone:
        bare = msg("The milestone is planned for {year}.")
    text, due, in_words = _SILENT.get((whole.status, is_milestone), bare), "", Markup()
    if series.is_in_words:
        text = bare
        in_words = Markup(" ") + ctx.html("The result is told in words, without a figure.")
    elif series.is_only_by_part:
        text = bare
        in_words = Markup(" ") + ctx.html("The results are by part, without one of the whole.")
    elif whole.status is Status.NOT_REPORTED and series.is_running:
        text = _DUE_IN_PART[is_milestone]
        due = ctx.f.listed(map(ctx.f.period, series.missing))
    told = ctx.html(
        text, year=ctx.f.during(series.subject), target=limited(ctx, whole, traits), due=due
    )
    return told + unit_apart(ctx, traits, whole.target) + in_words


def no_target(ctx: RenderContext, result: MeasureResult, series: YearSeries | None) -> Markup:
    """A year without a target of its own."""
    traits = result.use.traits
    if series is None or is_silent(series):
        return ctx.html("The document sets no target for this indicator.")
    has_parts = any(o.member != WHOLE for o in series.observations)
    if result.is_by_part or (has_parts and series.full_year.actual is None):
        return ctx.html("Targets and results are by part and are not added up.")
    aimed = result.aimed_beside(series.year)
    if series.full_year.status is not Status.NOT_PROGRAMMED and aimed is not None:
        return beside_target(ctx, result, series, aimed)
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
