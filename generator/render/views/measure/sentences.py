"""The plain sentence that opens a measure, from its data.

No word in it agrees in gender with the unit, which an author writes; verbs agree in number with
the figures. The figure stands whole in every sentence: it can be read alone.
"""

from __future__ import annotations

from decimal import Decimal

from markupsafe import Markup

from generator.compute.attainment import Attainment, Formula, Status
from generator.compute.measured import MeasureResult
from generator.compute.series import WHOLE, YearSeries
from generator.model.indicator import Direction, Traits
from generator.model.period import Period
from generator.model.source import DisputedField
from generator.problems import Message, msg
from generator.reconcile.disputes import Dispute
from generator.render.views.common import RenderContext, bold
from generator.render.views.measure.phrases import (
    amount,
    far_beyond,
    limited,
    part_sentence,
    percent_of,
    unit_apart,
)
from generator.render.views.measure.values import format_actual, format_target, format_value

_AIMLESS = {Status.NOT_PROGRAMMED, Status.OTHER_YEAR}
_COUNTED = {Direction.INCREASE, Direction.AT_LEAST}


def sentence(ctx: RenderContext, result: MeasureResult, series: YearSeries | None) -> Markup:
    """What was promised, what came of it, and how much of it that is.

    What is in dispute is not asserted: a unit leaves the sentence, a figure is the document's.
    """
    found = ctx.disputes(result, series)
    disputed = {entry.field for entry in found}
    traits, told = result.use.traits, []
    if DisputedField.UNIT in disputed:
        traits = traits.model_copy(update={"unit": ""})
    if disputed - {DisputedField.UNIT}:
        told.append(ctx.html(AS_PRINTED))
    told.append(_plain_sentence(ctx, result, series, traits))
    told += [dispute(ctx, entry, result.use.traits.unit or "") for entry in found]
    return Markup(" ").join(told)


AS_PRINTED = msg("What follows is said by the document, and is in dispute.")
_DISPUTES = {
    DisputedField.UNIT: msg("Unit according to the document, in dispute: «{unit}». {why}."),
    DisputedField.TARGET: msg("Target in dispute. {why}."),
    DisputedField.RESULT: msg("Result in dispute. {why}."),
    DisputedField.AMOUNT: msg("Amount in dispute. {why}."),
}


def dispute(ctx: RenderContext, entry: Dispute, unit: str = "") -> Markup:
    """What is in dispute, why, and where that stands."""
    why = ctx.f.value(entry.why).rstrip(".") + (f" ({entry.place})" if entry.place else "")
    return ctx.html(_DISPUTES[entry.field], unit=unit, why=why)


def _plain_sentence(
    ctx: RenderContext, result: MeasureResult, series: YearSeries | None, traits: Traits
) -> Markup:
    """The sentence, as if nothing were in dispute."""
    parts = [o for o in series.observations if o.member != WHOLE] if series else []
    if result.is_by_part and len(parts) == 1:
        part = parts[0]
        whose = f"{ctx.region(part.member)}, {ctx.f.period(part.period)}"
        told = part_sentence(ctx, whose, part, traits)
        is_told = part.attainment.status is not Status.NOT_APPLICABLE
        return told + unit_apart(ctx, traits, part.attainment.target if is_told else None)
    if series is None or series.full_year.status in _AIMLESS:
        return _no_target(ctx, result, series)
    whole = series.headline
    if whole.status is Status.NOT_APPLICABLE:
        return ctx.html("The indicator does not apply in {year}.", year=str(series.year))
    if whole.status is not Status.VALUE:
        told = _without_result(ctx, series, traits) + _withheld(ctx, series)
        return told + _missing(ctx, series) if whole.status is Status.WITHHELD else told
    opening = _opening(ctx, series) + _with_result(ctx, series, traits)
    beside = _missing(ctx, series) + _withheld(ctx, series)
    return opening + far_beyond(ctx, whole) + beside


def _opening(ctx: RenderContext, series: YearSeries) -> Markup:
    """Until when, where the figure is not of the whole year."""
    if series.headline is series.full_year or series.reported_until is None:
        return Markup()
    if has_gap(series):
        counted = tuple(series.reported)
        return ctx.html("Counted of {periods} only.", periods=counted) + Markup(" ")
    until = ctx.f.during(series.reported_until)
    return ctx.html("Counted until {until}.", until=until) + Markup(" ")


def _span(ctx: RenderContext, series: YearSeries) -> str:
    """What the target is for: the year, or the day until which results are counted."""
    if series.headline is series.full_year or series.reported_until is None:
        return ctx.f.during(series.subject)
    return ctx.t("what was reported") if has_gap(series) else ctx.t("that date")


def has_gap(series: YearSeries) -> bool:
    """Whether a period without a figure ends before the last one that is reported."""
    until = series.reported_until
    silent = (*series.missing, *(o.period for o in series.withheld))
    return until is not None and any(period.end < until.end for period in silent)


def _missing(ctx: RenderContext, series: YearSeries) -> Markup:
    """What is due of the year and has no report."""
    if not series.missing:
        return Markup()
    return Markup(" ") + ctx.html("Due and not reported: {periods}.", periods=series.missing)


def _withheld(ctx: RenderContext, series: YearSeries) -> Markup:
    """What is reported without a figure, with the reasons."""
    found: dict[str, list[str]] = {}
    for o in series.withheld:
        whose = ctx.f.of(o.period)
        if o.member != WHOLE:
            whose = ctx.t("of {part}, {period}", part=ctx.region(o.member), period=o.period)
        found.setdefault((o.report and o.report.entry.note) or "", []).append(whose)
    text = msg("The result {of} is not published. Reason: {why}.")
    parts = (ctx.html(text, of=ctx.f.listed(of), why=why.rstrip(".")) for why, of in found.items())
    return Markup("").join(Markup(" ") + part for part in parts)


def _with_result(ctx: RenderContext, series: YearSeries, traits: Traits) -> Markup:
    whole = series.headline
    is_milestone = traits.kind.traits.is_done_or_not
    is_part = whole is series.full_year and bool(series.told_until or series.missing)
    if is_part and not (is_milestone and whole.met):
        return _partial(ctx, series, traits)
    if is_milestone:
        return _milestone(ctx, series, whole)
    if isinstance(whole.target, Decimal) and isinstance(whole.actual, Decimal):
        counted = traits.direction in _COUNTED and traits.kind.traits.is_counted
        if counted and whole.target > 0 and whole.actual >= 0:
            return _counted(ctx, series, traits)
        return _measured(ctx, series, traits)
    return ctx.html(
        "Target for {year}: {target}. Result: {actual}.",
        year=_span(ctx, series),
        target=bold(format_target(ctx, whole.target, traits)),
        actual=bold(format_actual(ctx, whole, traits)),
    ) + unit_apart(ctx, traits, whole.actual)


_PARTIAL = {
    (False, True): msg(
        "The target for {year} is {target}; result until {until}: {actual}{percent}."
    ),
    (False, False): msg(
        "The target for {year} is {target}; result of what was reported: {actual}{percent}."
    ),
    (True, True): msg(
        "The milestone is planned for {year}; until {until} it had not been reached."
    ),
    (True, False): msg(
        "The milestone is planned for {year}; by what was reported it had not been reached."
    ),
}
"""Of a year of which a part is not reported: by whether it is a milestone, and told until when."""


def _partial(ctx: RenderContext, series: YearSeries, traits: Traits) -> Markup:
    """A result that is not that of the whole year."""
    whole, until = series.full_year, series.told_until
    text = _PARTIAL[traits.kind.traits.is_done_or_not, until is not None]
    target = limited(ctx, whole, traits)
    if whole.formula is Formula.TYPE_I_DECREASE:
        target = ctx.html("to come down to {target}", target=target)
    return ctx.html(
        text,
        year=ctx.f.during(series.subject),
        until=ctx.f.during(until) if until else "",
        target=target,
        actual=bold(format_actual(ctx, whole, traits)),
        percent=percent_of(ctx, whole),
    ) + unit_apart(ctx, traits, whole.target)


def _milestone(ctx: RenderContext, series: YearSeries, whole: Attainment) -> Markup:
    year = _span(ctx, series)
    if whole.met and (late := _reached_late(series)):
        planned, reached = map(ctx.f.during, late)
        text = msg("The milestone planned for {year} was reached late, in {period}.")
        return ctx.html(text, year=planned, period=reached)
    if whole.met:
        return ctx.html("The milestone planned for {year} was reached.", year=year)
    return ctx.html("The milestone planned for {year} was not reached.", year=year)


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
    if actual == 0:
        text = ctx.html("The target for {year} was {target}; nothing was reached (0 %).", **words)
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


_PASSED: dict[tuple[Formula, bool | None], Message] = {
    (Formula.LIMIT, True): msg(
        "The target for {year} was {target}; the result was {actual}: it was kept."
    ),
    (Formula.LIMIT, False): msg(
        "The target for {year} was {target}; the result was {actual}: it was not kept."
    ),
}
_FALLING = msg(
    "The target for {year} was to come down to {target}; the result was {actual}{percent}."
)
_LEVEL = msg("The target for {year} was {target}; the result was {actual}{percent}.")


def _measured(ctx: RenderContext, series: YearSeries, traits: Traits) -> Markup:
    """Levels, rates, limits: «La meta para 2024 era 98.5 %; el resultado fue 97.0 %»."""
    whole = series.headline
    text = _PASSED.get((whole.formula, whole.met), _LEVEL)
    if whole.formula is Formula.TYPE_I_DECREASE:
        text = _FALLING
    percent = Markup()
    if whole.raw is not None:
        percent = ctx.html(" (attainment: {percent})", percent=bold(ctx.f.percent(whole.raw)))
    return ctx.html(
        text,
        year=_span(ctx, series),
        target=limited(ctx, whole, traits),
        actual=bold(format_actual(ctx, whole, traits)),
        percent=percent,
    ) + unit_apart(ctx, traits, whole.target)


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


def _without_result(ctx: RenderContext, series: YearSeries, traits: Traits) -> Markup:
    whole, is_milestone = series.headline, traits.kind.traits.is_done_or_not
    bare = msg("The target for {year} is {target}.")
    if is_milestone:
        bare = msg("The milestone is planned for {year}.")
    text, due, in_words = _SILENT.get((whole.status, is_milestone), bare), "", Markup()
    if series.is_in_words:
        text = bare
        in_words = Markup(" ") + ctx.html("The result is told in words, without a figure.")
    elif whole.status is Status.NOT_REPORTED and series.is_running:
        text = _DUE_IN_PART[is_milestone]
        due = ctx.f.listed(map(ctx.f.period, series.missing))
    told = ctx.html(
        text, year=ctx.f.during(series.subject), target=limited(ctx, whole, traits), due=due
    )
    return told + unit_apart(ctx, traits, whole.target) + in_words


_ASIDE = {
    (False, True): msg("Result of {year}: {actual}. The target is for {other}: {target}."),
    (False, False): msg("Result of {year}: {actual}. The target was for {other}: {target}."),
    (True, True): msg("Result of {year}: {actual}. The milestone is planned for {other}."),
    (True, False): msg("Result of {year}: {actual}. The milestone was planned for {other}."),
}
"""Of a result in a year without a target: by whether it is a milestone, and still to come."""


def _no_target(ctx: RenderContext, result: MeasureResult, series: YearSeries | None) -> Markup:
    traits = result.use.traits
    if series is None or is_silent(series):
        return ctx.html("The document sets no target for this indicator.")
    if result.is_by_part or any(o.member != WHOLE for o in series.observations):
        return ctx.html("Targets and results are by part and are not added up.")
    actual = amount(ctx, series.full_year.actual, traits)
    year = result.aimed_beside(series.year)
    if series.full_year.status is Status.OTHER_YEAR and year is not None:
        target = limited(ctx, result.years[year].full_year, traits)
        text = _ASIDE[traits.kind.traits.is_done_or_not, year > series.year]
        return ctx.html(text, year=str(series.year), actual=actual, other=str(year), target=target)
    text = msg("Result of {year}: {actual}. The document sets no target for that year.")
    if series.full_year.unplanned:
        text = msg("Result of {year}: {actual}, without any target (not programmed).")
    return ctx.html(text, actual=actual, year=str(series.year))


def is_silent(series: YearSeries | None) -> bool:
    """Whether there is neither a target nor a result to show, not even of one member."""
    if series is None:
        return True
    outcomes = (o.attainment for o in series.observations)
    return all(o.status in _AIMLESS and o.actual is None for o in outcomes)
