"""A result held against the target of another year, in one sentence or two."""

from __future__ import annotations

from decimal import Decimal

from markupsafe import Markup

from generator.compute.attainment import Attainment, Formula, Status, attain
from generator.compute.measured import MeasureResult
from generator.compute.series import YearSeries
from generator.model.indicator import Direction, OverTime
from generator.model.period import Period
from generator.problems import Message, msg, plural
from generator.render.views.common import RenderContext, bold
from generator.render.views.measure.aims import set_by
from generator.render.views.measure.phrases import (
    amount,
    comes_down,
    is_past,
    limited,
    percent_of,
    unit_apart,
)
from generator.render.views.measure.values import format_actual, format_value

_BESIDE = {
    (False, True): msg("Result {of}: {actual}. The next target is for {other}: {target}."),
    (False, False): msg("Result {of}: {actual}. The target was for {other}: {target}."),
    (True, True): msg("Result {of}: {actual}. The milestone is planned for {other}."),
    (True, False): msg("Result {of}: {actual}. The milestone was planned for {other}."),
}
"""Of a result in a year without a target: by whether it is a milestone, and still to come."""


def beside_target(
    ctx: RenderContext, result: MeasureResult, series: YearSeries, aimed: int
) -> Markup:
    """A result beside the target of another year; how far on the way to it, where that is known."""
    traits, goal = result.use.traits, result.years[aimed].full_year
    is_next = aimed > series.year and not is_past(ctx, Period.of_year(aimed))
    text = _BESIDE[traits.kind.traits.is_done_or_not, is_next]
    told = ctx.html(
        text,
        of=_of(ctx, series, traits.over_time),
        actual=amount(ctx, series.full_year.actual, traits),
        other=str(aimed),
        target=limited(ctx, goal, traits),
    )
    by = set_by(ctx, result, result.relative.get(Period.of_year(aimed)))
    way = _way(ctx, result, series, aimed) + (Markup(" ") + by if by else Markup())
    return told + way + unit_apart(ctx, traits, goal.target)


def _of(ctx: RenderContext, series: YearSeries, rule: OverTime) -> str:
    """What a result is of: a year, or the part of it that is told."""
    until = series.told_until
    if until is None or rule is OverTime.LAST or len(series.reported) == 1:
        return ctx.f.of(until or Period.of_year(series.year))
    return ctx.t("until {period}", period=ctx.f.during(until))


def _way(ctx: RenderContext, result: MeasureResult, series: YearSeries, aimed: int) -> Markup:
    """How much of the way from the baseline lies behind, or that its end is reached already."""
    whole, traits = series.full_year, result.use.traits
    if whole.status is not Status.ON_THE_WAY or traits.over_time is OverTime.SUM:
        return Markup()
    gone = result.change_at(Period.of_year(series.year))
    it = attain(traits, result.years[aimed].full_year.target, whole.actual, None)
    baseline, percent = result.baseline, Markup()
    if it.met and isinstance(it.actual, Decimal) and traits.direction is not Direction.AT_MOST:
        text = msg("It is at that value already.")
    elif gone is None or baseline is None:
        return Markup()
    elif gone.value > 0:
        text = msg("That is {percent} of the way to the target of {other}, from {baseline}.")
        percent = bold(ctx.f.percent(gone.value))
    else:
        text = msg("That is no nearer to it than the baseline, {baseline}.")
    first = baseline and f"{format_value(ctx, result.start(), traits)} ({baseline.period})"
    return Markup(" ") + ctx.html(text, percent=percent, other=str(aimed), baseline=first or "")


_LATE_MILESTONE: dict[tuple[bool | None, bool], Message] = {
    (True, True): msg("The milestone planned for {of} was reached late: in {year}, {later}."),
    (True, False): msg("The milestone planned for {of} is reported as reached in {year}, {later}."),
    (False, True): msg("The milestone planned for {of} had not been reached in {year}, {later}."),
}
_LATE: dict[tuple[bool | None, bool], Message] = {
    (True, True): msg(
        "The target for {of} was {target}. It was reached late: the result of {year}, {later}, "
        "was {actual}{percent}."
    ),
    (True, False): msg(
        "The target for {of} was {target}. The result of {year}, {later}, reached it: "
        "{actual}{percent}."
    ),
    (False, True): msg(
        "The target for {of} was {target}. The result of {year}, {later}, did not reach it "
        "either: {actual}{percent}."
    ),
    (False, False): msg(
        "The target for {of} was {target}. The result of {year}, {later}, did not reach it: "
        "{actual}{percent}."
    ),
}
"""By whether it is reached, and whether the years before are known to have missed it."""
_TOGETHER = {
    True: msg(
        "The target for {of} was {target}. It is reached with the result of {year}, {later}: "
        "together {actual}{percent}."
    ),
    False: msg(
        "The target for {of} was {target}. It is not reached with the result of {year}, {later}: "
        "together {actual}{percent}."
    ),
}
"""Of what adds up, with results before that one."""


_LATER = (
    plural("{n} year later", "{n} years later"),
    plural("less than {n} year later", "less than {n} years later"),
)


def after(
    ctx: RenderContext,
    result: MeasureResult,
    it: Attainment,
    year: int,
    words: tuple[Message, Message],
) -> str:
    """How long after its target a result came, in full years: exactly so many, or less."""
    assert it.of_year is not None  # noqa: S101
    due, late = result.years[it.of_year.year].subject.end, result.years[year]
    told = max((it.end for it in late.reported), default=Period.of_year(year).end)
    days = [(day.month, day.day) for day in (due, told)]
    return ctx.t(words[days[0] != days[1]], n=told.year - due.year + (days[1] > days[0]))


def late_sentence(
    ctx: RenderContext, result: MeasureResult, series: YearSeries, it: Attainment
) -> Markup:
    """What a year reached of a target that an earlier one missed."""
    assert it.of_year is not None  # noqa: S101
    traits, known = result.use.traits, result.is_known_late(it, series.year)
    target = limited(ctx, it, traits)
    if it.formula is Formula.TYPE_I_DECREASE and comes_down(result, series.subject, it):
        target = ctx.html("to come down to {target}", target=target)
    text = _LATE[it.met, known]
    if traits.kind.traits.is_done_or_not:
        text = _LATE_MILESTONE[it.met, known or not it.met]
    elif it.actual != series.full_year.actual:
        text = _TOGETHER[bool(it.met)]
    told = ctx.html(
        text,
        of=ctx.f.period(it.of_year),
        year=str(series.year),
        later=after(ctx, result, it, series.year, _LATER),
        target=target,
        actual=bold(format_actual(ctx, it, traits)),
        percent=percent_of(ctx, it),
    )
    return told + unit_apart(ctx, traits, it.target)
