"""Phrases of sentences on a target: figures with their unit, percentages, one part."""

from __future__ import annotations

from decimal import Decimal

from markupsafe import Markup

from generator.compute.attainment import VERDICTS, Attainment, Formula, Status
from generator.compute.measured import MeasureResult
from generator.compute.series import Observation
from generator.model.indicator import Direction, Traits
from generator.model.measure import ResultStatus
from generator.model.period import Period
from generator.model.values import Range, Words
from generator.problems import msg
from generator.render.views.common import RenderContext, bold
from generator.render.views.measure.values import format_actual, format_target, format_value
from generator.words.formatter import NBSP
from generator.words.nouns import unit_of

_FAR = Decimal(150)
"""Percent beyond which a target is said to be far exceeded."""
_LIMITS = {Direction.AT_LEAST, Direction.AT_MOST, Direction.MAINTAIN}
"""Their targets say a limit in words, with no room for a unit."""


def is_past(ctx: RenderContext, period: Period) -> bool:
    """Whether a period is over on the day that the pages speak of."""
    return period.end < ctx.results.as_of


def comes_down(result: MeasureResult, period: Period, it: Attainment) -> bool:
    """Whether a target is lower than what was before, as far as that is known."""
    start = result.start_for(period)
    stays = start is not None and isinstance(it.target, Decimal) and start <= it.target
    return result.use.traits.direction is Direction.DECREASE and not stays


def amount(ctx: RenderContext, value: object, traits: Traits) -> Markup:
    """A figure with its unit: ``1,409 personas``; without it where its number is not sure."""
    words = format_value(ctx, value, traits)
    if isinstance(value, Words):
        words = ctx.t("«{text}»", text=words)
    if isinstance(value, Decimal) and traits.unit and not traits.in_percent:
        unit = _agreeing(ctx, value, traits)
        words = f"{words}{NBSP}{unit}" if unit else words
    return bold(words)


def _agreeing(ctx: RenderContext, value: Decimal, traits: Traits) -> str | None:
    """The unit in the number of a value: as written, else where a rule is sure."""
    if forms := traits.unit_forms:
        return forms.one if abs(value) == 1 else forms.many
    return unit_of(value, traits.unit or "", traits.language or ctx.catalog.language)


def unit_apart(ctx: RenderContext, traits: Traits, value: object) -> Markup:
    """The unit as a sentence of its own, where the figure could not carry it."""
    if traits.in_percent and traits.unit in {None, "%"}:
        return Markup()
    if not isinstance(value, Decimal | Range) or traits.unit == "":
        return Markup()
    if traits.unit is None:
        if not traits.kind.traits.is_counted:
            return Markup()
        return Markup(" ") + ctx.html(
            "Apart from the name of the indicator, the document gives no unit."
        )
    carried = traits.direction not in _LIMITS and not traits.in_percent
    if carried and isinstance(value, Decimal) and _agreeing(ctx, value, traits):
        return Markup()
    bare = traits.unit if traits.unit.isupper() else traits.unit.lower()  # «IRCA» stays
    unit = traits.unit_forms.many if traits.unit_forms else bare
    return Markup(" ") + ctx.html("Unit: {unit}.", unit=unit)


def far_beyond(ctx: RenderContext, whole: Attainment) -> Markup:
    """That a target passed by so much may be no good target."""
    if whole.raw is None or whole.raw <= _FAR or whole.formula is Formula.TYPE_II:
        return Markup()
    return Markup(" ") + ctx.html("Target far exceeded: it should be revised.")


def limited(ctx: RenderContext, whole: Attainment, traits: Traits) -> Markup:
    """The target with its unit; with its limit where it is one."""
    if traits.direction in _LIMITS and isinstance(whole.target, Decimal):
        return bold(format_target(ctx, whole.target, traits))
    return amount(ctx, whole.target, traits)


def percent_of(ctx: RenderContext, whole: Attainment) -> Markup:
    """« (59.2 %)», where there is a percentage."""
    if whole.raw is None:
        return Markup()
    percent = bold(ctx.f.percent(whole.raw))
    if whole.formula is Formula.TYPE_II:
        return ctx.html(" (attainment type II: {percent})", percent=percent)
    return Markup(" ({})").format(percent)


AIMS = {
    (False, False): msg("The target for {year} is {target}"),
    (False, True): msg("The target for {year} was {target}"),
    (True, False): msg("The milestone is planned for {year}"),
    (True, True): msg("The milestone was planned for {year}"),
}
"""What was promised: by whether it is a milestone, and whether what it is for is over."""
_AIM = {
    (False, False): msg("the target is {target}"),
    (False, True): msg("the target was {target}"),
    (True, False): msg("the milestone is planned"),
    (True, True): msg("the milestone was planned"),
}
"""The same after a colon."""
_OF_PART = {
    Status.VALUE: msg("{whose}: {actual} of a target of {target}{percent}."),
    Status.NOT_REPORTED: msg(
        "{whose}: {aim}; the time to report is over and the portal has no result."
    ),
    Status.NOT_DUE: msg("{whose}: {aim}; no report is due yet."),
    Status.COVERED: msg("{whose}: {aim}; a longer period is reported."),
    Status.WITHHELD: msg("{whose}: {aim}; the result is not published. Reason: {why}."),
    Status.NOT_AVAILABLE: msg("{whose}: {aim}; there is no result. Reason: {why}."),
    Status.DISCONTINUED: msg("{whose}: {aim}; it is no longer measured."),
    Status.NOT_APPLICABLE: msg("{whose}: it does not apply."),
}
_BARE = {
    True: msg("{whose}: no target is set for the period."),
    False: msg("{whose}: the result is {actual}; no target is set for the period."),
}
_KEPT = {
    True: msg("{whose}: the target was {target}; the result was {actual}: it was met."),
    False: msg("{whose}: the target was {target}; the result was {actual}: it was not met."),
}
_IN_WORDS = msg("{whose}: the target was {target}; the result was {actual}.")
_REACHED = {
    True: msg("{whose}: the milestone was reached."),
    False: msg("{whose}: the milestone was not reached."),
}


def part_sentence(
    ctx: RenderContext, whose: str, told: Observation, traits: Traits, *, is_denied: bool = False
) -> Markup:
    """One region or other part in one period, which ``whose`` names: «Lima, 2024».

    Nothing is concluded from a figure that is in dispute.
    """
    it, is_milestone = told.attainment, traits.kind.traits.is_done_or_not
    text = _OF_PART.get(it.status) or _BARE[it.actual is None]
    if it.status is Status.VALUE and it.met is not None:
        if is_milestone:
            text = _REACHED[it.met]
        elif it.formula in VERDICTS:
            text = _KEPT[it.met]
    note = told.report.entry.note if told.report else None
    target = bold(format_target(ctx, it.target, traits))
    actual = bold(format_actual(ctx, it, traits))
    if it.status is Status.VALUE and isinstance(it.target, Words) and isinstance(it.actual, Words):
        text = _IN_WORDS
        target, actual = (amount(ctx, value, traits) for value in (it.target, it.actual))
    words = ctx.html(
        text,
        whose=whose,
        aim=ctx.html(_AIM[is_milestone, is_past(ctx, told.period)], target=target),
        actual=actual,
        target=target,
        percent=percent_of(ctx, it),
        why=(note or "").rstrip("."),
    )
    if it.firmness is not ResultStatus.FINAL:
        words += Markup(" ") + ctx.html("The result is {status}.", status=it.firmness)
    return words if is_denied else words + far_beyond(ctx, it)
