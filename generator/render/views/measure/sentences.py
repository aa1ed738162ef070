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
from generator.model.source import DisputedField
from generator.problems import msg, plural
from generator.reconcile.disputes import Dispute
from generator.render.views.common import RenderContext, bold
from generator.render.views.measure.values import format_target, format_value, is_percent
from generator.words.formatter import NBSP
from generator.words.nouns import unit_of

_ONE_PART = 2
"""Observations where one part is told in one period: the part, and the whole that says nothing."""
_FAR = Decimal(150)
"""Percent beyond which a target is said to be far exceeded."""
_AIMLESS = {Status.NOT_PROGRAMMED, Status.OTHER_YEAR}
_COUNTED = {Direction.INCREASE, Direction.AT_LEAST}
_LIMITS = {Direction.AT_LEAST, Direction.AT_MOST}
"""Their targets say a limit in words, with no room for a unit."""


def sentence(ctx: RenderContext, result: MeasureResult, series: YearSeries | None) -> Markup:
    """What was promised, what came of it, and how much of it that is.

    What is in dispute stays as printed and is not asserted: the unit leaves the sentence, and a
    target or a result is told as the document's.
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


AS_PRINTED = msg("According to the document, in dispute:")
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
    if series is not None and result.is_by_part and len(series.observations) <= _ONE_PART:
        return _of_one_part(ctx, series, traits)
    if series is None or series.full_year.status in _AIMLESS:
        return _no_target(ctx, result, series)
    whole = series.headline
    if whole.status is Status.NOT_APPLICABLE:
        return ctx.html("The measure does not apply in {year}.", year=str(series.year))
    if whole.status is not Status.VALUE:
        return _without_result(ctx, series, traits)
    opening = _opening(ctx, series) + _with_result(ctx, series, traits)
    return opening + _far_beyond(ctx, whole) + _missing(ctx, series)


def _amount(ctx: RenderContext, value: object, traits: Traits) -> Markup:
    """A figure with its unit: ``1,409 personas``; without it where its number is not sure."""
    words = format_value(ctx, value, traits)
    if isinstance(value, Decimal) and traits.unit and not is_percent(traits):
        unit = unit_of(value, traits.unit, ctx.lang)
        words = f"{words}{NBSP}{unit}" if unit else words
    return bold(words)


def _unit(ctx: RenderContext, traits: Traits, value: object) -> Markup:
    """The unit as a sentence of its own, where the figure could not carry it."""
    if is_percent(traits) and traits.unit in {None, "%"}:
        return Markup()
    if not isinstance(value, Decimal) or traits.unit == "":
        return Markup()
    if traits.unit is None:
        if not traits.kind.traits.is_counted:
            return Markup()
        return Markup(" ") + ctx.html("The document prints no unit.")
    carried = traits.direction not in _LIMITS and not is_percent(traits)
    if carried and unit_of(value, traits.unit, ctx.lang):
        return Markup()
    return Markup(" ") + ctx.html("Unit: {unit}.", unit=traits.unit.lower())


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
    """Whether a period is owed that ends before the last one that is reported."""
    until = series.reported_until
    return until is not None and any(period.end < until.end for period in series.missing)


def _missing(ctx: RenderContext, series: YearSeries) -> Markup:
    """What is due of the year and has no report."""
    if not series.missing:
        return Markup()
    return Markup(" ") + ctx.html("Due and not reported: {periods}.", periods=series.missing)


def _far_beyond(ctx: RenderContext, whole: Attainment) -> Markup:
    """That a target passed by so much may be no good target."""
    if whole.raw is None or whole.raw <= _FAR:
        return Markup()
    return Markup(" ") + ctx.html("Target far exceeded: it should be revised.")


def _with_result(ctx: RenderContext, series: YearSeries, traits: Traits) -> Markup:
    whole = series.headline
    if traits.kind.traits.is_done_or_not:
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
        actual=bold(format_value(ctx, whole.actual, traits)),
    ) + _unit(ctx, traits, whole.actual)


def _milestone(ctx: RenderContext, series: YearSeries, whole: Attainment) -> Markup:
    year = _span(ctx, series)
    if whole.met:
        return ctx.html("The milestone planned for {year} was reached.", year=year)
    return ctx.html("The milestone planned for {year} was not reached.", year=year)


def _counted(ctx: RenderContext, series: YearSeries, traits: Traits) -> Markup:
    """Counts: «De una meta de 1,409 personas para 2024 se alcanzaron 834 (59.2 %)»."""
    whole = series.headline
    target, actual = whole.target, whole.actual
    assert isinstance(target, Decimal)  # noqa: S101
    assert isinstance(actual, Decimal)  # noqa: S101
    words = {
        "year": _span(ctx, series),
        "target": _limited(ctx, whole, traits),
        "actual": bold(format_value(ctx, actual, traits)),
        "percent": _percent(ctx, whole),
    }
    if actual == 0:
        text = ctx.html("Of a target of {target} for {year}, nothing was done (0 %).", **words)
    else:
        forms = plural(
            "Of a target of {target} for {year}, {actual} was reached{percent}{more}.",
            "Of a target of {target} for {year}, {actual} were reached{percent}{more}.",
        )
        text = ctx.html(forms, n=actual, more=_more(ctx, target, actual, traits), **words)
    return text + _unit(ctx, traits, target)


def _limited(ctx: RenderContext, whole: Attainment, traits: Traits) -> Markup:
    """The target with its unit; with its limit where it is one."""
    if traits.direction in _LIMITS:
        return bold(format_target(ctx, whole.target, traits))
    return _amount(ctx, whole.target, traits)


def _percent(ctx: RenderContext, whole: Attainment) -> Markup:
    return (
        Markup(" ({})").format(bold(ctx.f.percent(whole.raw)))
        if whole.raw is not None
        else Markup()
    )


def _more(ctx: RenderContext, target: Decimal, actual: Decimal, traits: Traits) -> Markup:
    """By how much a target was passed."""
    if actual <= target:
        return Markup()
    return ctx.html(", {n} more than planned", n=format_value(ctx, actual - target, traits))


_PASSED = {
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
    text = _PASSED.get((whole.formula, bool(whole.met)), _LEVEL)
    if whole.formula is Formula.TYPE_I_DECREASE:
        text = _FALLING
    percent = Markup()
    if whole.raw is not None:
        percent = ctx.html(" (attainment: {percent})", percent=bold(ctx.f.percent(whole.raw)))
    return ctx.html(
        text,
        year=_span(ctx, series),
        target=_limited(ctx, whole, traits),
        actual=bold(format_value(ctx, whole.actual, traits)),
        percent=percent,
    ) + _unit(ctx, traits, whole.target)


_SILENT = {
    (Status.NOT_REPORTED, True): msg(
        "The milestone was planned for {year}. The time to report is over; no result is published."
    ),
    (Status.NOT_REPORTED, False): msg(
        "The target for {year} is {target}. The time to report is over; no result is published."
    ),
    (Status.NOT_DUE, True): msg("The milestone is planned for {year}. No report is due yet."),
    (Status.NOT_DUE, False): msg("The target for {year} is {target}. No report is due yet."),
}

_DUE_IN_PART = {
    True: msg(
        "The milestone is planned for {year}. "
        "Of what is due so far ({due}), no result is published."
    ),
    False: msg(
        "The target for {year} is {target}. Of what is due so far ({due}), no result is published."
    ),
}


def _without_result(ctx: RenderContext, series: YearSeries, traits: Traits) -> Markup:
    whole = series.headline
    text = _SILENT.get((whole.status, traits.kind.traits.is_done_or_not))
    if text is None:
        text = msg("The target for {year} is {target}.")
    due = ""
    if whole.status is Status.NOT_REPORTED and series.is_running:
        text = _DUE_IN_PART[traits.kind.traits.is_done_or_not]
        due = ctx.f.listed(map(ctx.f.period, series.missing))
    return ctx.html(
        text, year=ctx.f.during(series.subject), target=_limited(ctx, whole, traits), due=due
    ) + _unit(ctx, traits, whole.target)


def _of_one_part(ctx: RenderContext, series: YearSeries, traits: Traits) -> Markup:
    part = next(o for o in series.observations if o.member != WHOLE)
    it = part.attainment
    return ctx.html(
        "{part}, {period}: {actual} of a target of {target}{percent}.",
        part=ctx.region(part.member),
        period=part.period,
        actual=bold(format_value(ctx, it.actual, traits) or "–"),
        target=bold(format_target(ctx, it.target, traits)),
        percent=_percent(ctx, it),
    ) + _unit(ctx, traits, it.target)


def _no_target(ctx: RenderContext, result: MeasureResult, series: YearSeries | None) -> Markup:
    traits = result.use.traits
    if series is None or is_silent(series):
        return ctx.html("The document sets no target for this indicator.")
    if result.is_by_part or any(o.member != WHOLE for o in series.observations):
        return ctx.html("Targets and results stand by part and are not added up.")
    actual = _amount(ctx, series.full_year.actual, traits)
    year = result.aimed_beside(series.year)
    if series.full_year.status is Status.OTHER_YEAR and year is not None:
        target = _limited(ctx, result.years[year].full_year, traits)
        text = msg("Result of {year}: {actual}. The target is for {other}: {target}.")
        return ctx.html(text, year=str(series.year), actual=actual, other=str(year), target=target)
    text = msg("Result of {year}: {actual}. The document sets no target for that year.")
    if series.full_year.unplanned:
        text = msg("{actual} reported in {year} without any target (not programmed).")
    return ctx.html(text, actual=actual, year=str(series.year))


def is_silent(series: YearSeries | None) -> bool:
    """Whether there is neither a target nor a result to show, not even of one member."""
    if series is None:
        return True
    outcomes = (o.attainment for o in series.observations)
    return all(o.status in _AIMLESS and o.actual is None for o in outcomes)
