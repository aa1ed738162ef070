"""The whole term of a plan: a measure's years together, in a sentence and as rows of a table."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from generator.compute.attainment import Status
from generator.compute.measured import MeasureResult
from generator.compute.term import Needed, PlanTerm
from generator.model.indicator import OverTime, Traits
from generator.problems import msg, plural
from generator.render.inline import together
from generator.render.views.common import RenderContext, bold, joined
from generator.render.views.measure.phrases import is_past, limited, percent_of
from generator.render.views.measure.values import format_actual, format_target, format_value


def told_term(result: MeasureResult) -> PlanTerm | None:
    """The term, where it says more than the year that is shown and the target beside it."""
    term, series = result.term, result.current
    if term is None or term.until is None or series is None:
        return None
    if term.attainment.status not in {Status.VALUE, Status.ON_THE_WAY}:
        return None
    if result.use.traits.kind.traits.is_done_or_not:
        return None
    if result.use.traits.over_time is not OverTime.LAST:
        return term
    is_beside = series.full_year.status is Status.ON_THE_WAY
    shown = {series.year, result.aimed_beside(series.year) if is_beside else series.year}
    return term if term.attainment.status is Status.ON_THE_WAY and term.end not in shown else None


def term_words(ctx: RenderContext, result: MeasureResult) -> str:
    """«38 de 100 en 2024-2027 (38.0 %)», on one line of a list; "" where it says nothing new."""
    term, traits = told_term(result), result.use.traits
    if term is None:
        return ""
    it = term.attainment
    said = {"span": str(term.span), "target": format_target(ctx, it.target, traits)}
    if it.raw is None:
        return ctx.t("target of {span}: {target}", **said)
    actual, percent = format_actual(ctx, it, traits), ctx.f.percent(it.raw)
    text = msg("{actual} of {target} in {span} ({percent})")
    whole = ctx.t(text, actual=actual, percent=percent, **said)
    if term.to_date is None:
        return whole
    aim = format_target(ctx, term.to_date.target, traits)
    until, actual = str(term.to_date_until), format_actual(ctx, term.to_date, traits)
    so_far = ctx.t("{actual} of {target} until {year}", actual=actual, target=aim, year=until)
    return joined((whole, so_far), "; ")


def term_sentence(ctx: RenderContext, result: MeasureResult) -> Markup:
    """What the term has reached until now, and what is needed a year to reach its target."""
    return together(*_sentences(ctx, result))


_WHOLE = {
    False: msg(
        "The target of the whole term, {span}, is {target}; until {until} the reported "
        "result is {actual}{percent}."
    ),
    True: msg(
        "The target of the whole term, {span}, was {target}; until {until} the reported "
        "result is {actual}{percent}."
    ),
}
"""By whether the term is over."""


def _sentences(ctx: RenderContext, result: MeasureResult) -> Iterator[Markup]:
    term, traits = told_term(result), result.use.traits
    if term is not None and term.until is not None:
        it = term.attainment
        yield ctx.html(
            _WHOLE[is_past(ctx, term.span.last)],
            span=str(term.span),
            target=limited(ctx, it, traits),
            until=ctx.f.during(term.until),
            actual=bold(format_actual(ctx, it, traits)),
            percent=percent_of(ctx, it),
        )
    if term is not None and term.to_date is not None:
        yield ctx.html(
            "The targets until {year} give {target}; the result until then is {actual}{percent}.",
            year=str(term.to_date_until),
            target=bold(format_target(ctx, term.to_date.target, traits)),
            actual=bold(format_actual(ctx, term.to_date, traits)),
            percent=percent_of(ctx, term.to_date),
        )
    is_level = traits.over_time is OverTime.LAST
    if result.term and result.term.needed and (is_level or term is not None):
        yield _needed(ctx, result.term.needed, result.term.end, traits)


_CHANGES = {
    (True, False): msg(
        "To reach the target of {end}, it has to rise by {per} a year from {since} on."
    ),
    (False, False): msg(
        "To reach the target of {end}, it has to come down by {per} a year from {since} on."
    ),
    (True, True): msg("To reach the target of {end}, it has to rise by {per} from {since} on."),
    (False, True): msg(
        "To reach the target of {end}, it has to come down by {per} from {since} on."
    ),
}
"""By whether it has to rise, and whether one year is left."""
_LEFT = {
    False: plural(
        "Going by reports until {since}, {left} is still missing: {per} a year until {end}.",
        "Going by reports until {since}, {left} are still missing: {per} a year until {end}.",
    ),
    True: plural(
        "Going by reports until {since}, {left} is left for {end}.",
        "Going by reports until {since}, {left} are left for {end}.",
    ),
}
"""By whether one year is left; a year may be told before it ends."""


def _needed(ctx: RenderContext, needed: Needed, end: int, traits: Traits) -> Markup:
    """Of a sum, what is left and its part for each year; of a level, the change a year."""
    exact = traits.model_copy(update={"decimals": None})
    said = {"since": str(needed.since), "end": str(end)}
    if traits.over_time is OverTime.LAST:
        per = format_value(ctx, abs(needed.per_year), exact)
        if traits.in_percent:
            per = ctx.f.n("{n} point", "{n} points", abs(needed.per_year))
        return ctx.html(_CHANGES[needed.left > 0, needed.n == 1], per=bold(per), **said)
    return ctx.html(
        _LEFT[needed.n == 1].having(n=needed.left),
        left=bold(format_value(ctx, needed.left, exact)),
        per=bold(format_value(ctx, needed.per_year, exact)),
        **said,
    )
