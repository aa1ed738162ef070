"""Values of a measure as a page says them: numbers, percentages, states, limits."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from generator.compute.attainment import Attainment
from generator.model.indicator import Direction, Traits
from generator.model.quotients import Quotient, is_computed
from generator.model.rounding import places, shown
from generator.model.scalars import Milestone, State
from generator.model.values import Change, Intent, Range, Ratio, Words
from generator.problems import Message, msg
from generator.render.views.common import RenderContext
from generator.render.views.measure.quotients import of_numbers

_WRITTEN_DIGITS = 6
_MEAN_DIGITS = 2
_LIMITS: dict[tuple[Direction, bool], Message] = {
    (Direction.AT_LEAST, True): msg("more than {value}"),
    (Direction.AT_LEAST, False): msg("at least {value}"),
    (Direction.AT_MOST, True): msg("less than {value}"),
    (Direction.AT_MOST, False): msg("at most {value}"),
}


def format_value(ctx: RenderContext, value: Any, traits: Traits, beside: Any = None) -> str:
    """A target or a result in words or digits; "" where there is none.

    A number keeps the digits it was written with: the sheet may add zeros, never drop a digit.
    A mean without end has as many as the sheet says, else two; more where it would look like the
    target ``beside`` it.
    """
    if isinstance(value, Quotient):
        return f"{in_digits(ctx, value, traits, beside)} ({of_numbers(ctx, value, traits)})"
    if isinstance(value, Decimal):
        return in_digits(ctx, value, traits, beside)
    if isinstance(value, Milestone | State | Intent):
        return ctx.f.label(value)
    return _other(ctx, value, traits)


def in_digits(ctx: RenderContext, value: Any, traits: Traits, beside: Any = None) -> str:
    """A number alone; what is no number as ever."""
    if not isinstance(value, Decimal):
        return format_value(ctx, value, traits)
    decimals = traits.decimals
    if is_computed(value):
        digits = min(places(value), _MEAN_DIGITS) if decimals is None else decimals
        value = shown(value, digits, (beside,) if isinstance(beside, Decimal) else ())
        decimals = places(value)
    elif decimals is not None:
        decimals = max(decimals, places(value))
    return ctx.f.number(value, decimals, in_percent=traits.in_percent)


def _other(ctx: RenderContext, value: Any, traits: Traits) -> str:
    """A range, a ratio, words or a change of the baseline; "" for anything else."""
    match value:
        case Range():
            high = format_value(ctx, value.high, traits)
            return ctx.t("from {low} to {high}", low=value.low, high=high)
        case Ratio():
            return f"{ctx.f.number(value.first)}:{ctx.f.number(value.second)}"
        case Change():
            return change_of_baseline(ctx, value, traits)
        case Words():
            return value.text
    return ""


def change_of_baseline(ctx: RenderContext, change: Change, traits: Traits) -> str:
    """«50 % menos que la línea de base»; between percentages in points."""
    size, is_less = abs(change.amount), change.amount < 0
    amount = ctx.f.number(size, in_percent=change.in_percent)
    if not change.in_percent and traits.in_percent:
        amount = ctx.f.points(size).removeprefix("+")
    text = msg("{amount} less than the baseline") if is_less else msg("{amount} over the baseline")
    return ctx.t(text, amount=amount)


def format_actual(ctx: RenderContext, it: Attainment, traits: Traits) -> str:
    """A result, as it stands beside its target."""
    return format_value(ctx, it.actual, traits, it.target)


def machine(value: Any) -> str:
    """A number for a program to sort by, in digits without grouping; "" where there is none."""
    if not isinstance(value, Decimal):
        return ""
    return f"{round(value, _WRITTEN_DIGITS):f}"


def format_target(ctx: RenderContext, value: Any, traits: Traits) -> str:
    """A target with its limit: ``more than 3``, ``at most 30``, ``maintain 95 % (± 1)``."""
    words = format_value(ctx, value, traits)
    if traits.direction is Direction.MAINTAIN and isinstance(value, Decimal):
        around = f"{words} (± {ctx.f.number(traits.tolerance)})" if traits.tolerance else words
        return ctx.t("to maintain {value}", value=around)
    limit = _LIMITS.get((traits.direction, traits.strict))
    if limit is None or not isinstance(value, Decimal):
        return words
    return ctx.t(limit, value=words)
