"""A result against its target, in one sentence."""

from __future__ import annotations

from decimal import Decimal

from markupsafe import Markup

from generator.compute.attainment import VERDICTS, Attainment, Formula
from generator.compute.measured import MeasureResult
from generator.compute.series import WHOLE, YearSeries
from generator.model.indicator import Traits
from generator.model.period import Granularity, Period
from generator.model.values import Words
from generator.problems import Percent, msg
from generator.render.views.common import RenderContext, bold
from generator.render.views.measure.milestones import are_several, milestones_reached
from generator.render.views.measure.phrases import (
    AIMS,
    amount,
    comes_down,
    is_past,
    limited,
    percent_of,
    unit_apart,
)
from generator.render.views.measure.values import format_actual, format_value


def opening(ctx: RenderContext, series: YearSeries) -> Markup:
    """Until when, where the figure is not of the whole year."""
    if not series.is_so_far or series.reported_until is None:
        return Markup()
    if has_gap(series):
        counted = tuple(series.reported)
        return ctx.html("Counted of {periods} only.", periods=counted) + Markup(" ")
    until = ctx.f.during(series.reported_until)
    return ctx.html("Counted until {until}.", until=until) + Markup(" ")


def _span(ctx: RenderContext, series: YearSeries) -> str:
    """What the target is for: the year, or the day until which results are counted."""
    if not series.is_so_far or series.reported_until is None:
        return ctx.f.during(series.subject)
    return ctx.t("what was reported") if has_gap(series) else ctx.t("that date")


def has_gap(series: YearSeries) -> bool:
    """Whether a period without a figure ends before the last one that is reported."""
    until = series.reported_until
    silent = (*series.missing, *(o.period for o in series.without_figure))
    return until is not None and any(period.end < until.end for period in silent)


def with_result(
    ctx: RenderContext, result: MeasureResult, series: YearSeries, traits: Traits
) -> Markup:
    """A year that has a target and a result."""
    if are_several(series, traits):
        return milestones_reached(ctx, series)
    whole = series.headline
    is_milestone = traits.kind.traits.is_done_or_not
    are_figures = isinstance(whole.target, Decimal) and isinstance(whole.actual, Decimal)
    is_open = are_figures and not is_past(ctx, series.subject)
    is_part = whole is series.full_year and bool(series.told_until or series.missing or is_open)
    if is_part and not (is_milestone and whole.met):
        return _partial(ctx, result, series, traits)
    if is_milestone:
        return _milestone(ctx, series, whole)
    if whole.formula in VERDICTS and whole.met is not None:
        return _measured(ctx, result, series, traits)
    if isinstance(whole.target, Decimal) and isinstance(whole.actual, Decimal):
        counted = traits.direction.rises and traits.kind.traits.is_counted
        counted = counted and whole.formula is not Formula.MET
        if counted and whole.target > 0 and whole.actual >= 0:
            return _counted(ctx, series, traits)
        return _measured(ctx, result, series, traits)
    return ctx.html(
        "Target for {year}: {target}. Result: {actual}.",
        year=_span(ctx, series),
        target=limited(ctx, whole, traits),
        actual=amount(ctx, whole.actual, traits),
    ) + unit_apart(ctx, traits, whole.actual)


_PARTIAL = {
    (False, True): msg("{aim}; result until {until}: {actual}{percent}."),
    (False, False): msg("{aim}; result of what was reported: {actual}{percent}."),
    (True, True): msg("{aim}; until {until} it had not been reached."),
    (True, False): msg("{aim}; by what was reported it had not been reached."),
}
"""Of a year of which a part is not reported: by whether it is a milestone, and told until when."""


def _partial(
    ctx: RenderContext, result: MeasureResult, series: YearSeries, traits: Traits
) -> Markup:
    """A result that is not that of the whole year."""
    whole, until = series.full_year, series.told_until
    is_milestone = traits.kind.traits.is_done_or_not
    text = _PARTIAL[is_milestone, until is not None]
    target = limited(ctx, whole, traits)
    if comes_down(result, series.subject, whole):
        target = ctx.html("to come down to {target}", target=target)
    year = _planned_for(ctx, series) if is_milestone else ctx.f.during(series.subject)
    aim = AIMS[is_milestone, is_past(ctx, series.subject)]
    return ctx.html(
        text,
        aim=ctx.html(aim, year=year, target=target),
        until=ctx.f.during(until) if until else "",
        actual=_actual(ctx, whole, traits),
        percent=percent_of(ctx, whole),
    ) + unit_apart(ctx, traits, whole.target)


def _actual(ctx: RenderContext, whole: Attainment, traits: Traits) -> Markup:
    """The result beside its target; words between quotes."""
    if isinstance(whole.actual, Words):
        return amount(ctx, whole.actual, traits)
    return bold(format_actual(ctx, whole, traits))


def _milestone(ctx: RenderContext, series: YearSeries, whole: Attainment) -> Markup:
    year = _planned_for(ctx, series)
    if whole.met and (late := _reached_late(series)):
        planned, reached = map(ctx.f.during, late)
        text = msg("The milestone planned for {year} was reached late, in {period}.")
        return ctx.html(text, year=planned, period=reached)
    if whole.met:
        return ctx.html("The milestone planned for {year} was reached.", year=year)
    return ctx.html("The milestone planned for {year} was not reached.", year=year)


def _planned_for(ctx: RenderContext, series: YearSeries) -> str:
    """The day of a milestone that has one, and no other in the year."""
    seen = [o for o in series.observations if o.attainment.target is not None]
    days = [o.period for o in seen if o.period.granularity is Granularity.DAY]
    is_one = len(days) == 1 and all(days[0].within(o.period) for o in seen)
    return ctx.f.during(days[0]) if is_one else _span(ctx, series)


def _reached_late(series: YearSeries) -> tuple[Period, Period] | None:
    """When a milestone was planned and not reached, and the later period that reports it."""
    seen = [o for o in series.observations if o.member == WHOLE]
    missed = next((o.period for o in seen if o.attainment.met is False), None)
    for o in seen:
        if missed and o.period.end > missed.end and o.attainment.actual == series.full_year.actual:
            return missed, o.period
    return None


def _counted(ctx: RenderContext, series: YearSeries, traits: Traits) -> Markup:
    """Counts: «De una meta de 1,409 personas para 2024 se alcanzaron 834 (59.2 %)»."""
    whole = series.headline
    target, actual = whole.target, whole.actual
    assert isinstance(target, Decimal)  # noqa: S101
    assert isinstance(actual, Decimal)  # noqa: S101
    words = {
        "year": _span(ctx, series),
        "target": limited(ctx, whole, traits),
        "actual": bold(format_actual(ctx, whole, traits)),
        "percent": percent_of(ctx, whole),
    }
    if actual == 0 and whole.formula is Formula.TYPE_I:
        text = ctx.html(
            "The target for {year} was {target}; the reported result is 0 ({none}).",
            none=Percent(Decimal(0)),
            **words,
        )
    else:
        text = ctx.html(
            "The target for {year} was {target}; the result was {actual}{percent}{more}.",
            more=_more(ctx, target, actual, traits),
            **words,
        )
    return text + unit_apart(ctx, traits, target)


def _more(ctx: RenderContext, target: Decimal, actual: Decimal, traits: Traits) -> Markup:
    """By how much a target was passed."""
    if actual <= target:
        return Markup()
    return ctx.html(", {n} more than planned", n=format_value(ctx, actual - target, traits))


_VERDICTS = {
    True: msg("The target for {year} was {target}; the result was {actual}: it was met."),
    False: msg("The target for {year} was {target}; the result was {actual}: it was not met."),
}
_FALLING = msg(
    "The target for {year} was to come down to {target}; the result was {actual}{percent}."
)
_LEVEL = msg("The target for {year} was {target}; the result was {actual}{percent}.")


def _measured(
    ctx: RenderContext, result: MeasureResult, series: YearSeries, traits: Traits
) -> Markup:
    """Levels, rates, limits: «La meta para 2024 era 98.5 %; el resultado fue 97.0 %»."""
    whole = series.headline
    text = _FALLING if comes_down(result, series.subject, whole) else _LEVEL
    if whole.met is not None and whole.formula in VERDICTS:
        text = _VERDICTS[whole.met]
    percent = percent_of(ctx, whole)
    if whole.raw is not None and whole.formula is not Formula.TYPE_II:
        percent = ctx.html(" (attainment: {percent})", percent=bold(ctx.f.percent(whole.raw)))
    return ctx.html(
        text,
        year=_span(ctx, series),
        target=limited(ctx, whole, traits),
        actual=bold(format_actual(ctx, whole, traits)),
        percent=percent,
    ) + unit_apart(ctx, traits, whole.target)
