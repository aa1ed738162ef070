"""Whether a result meets a target that is no number: a range, a ratio, words."""

from __future__ import annotations

from decimal import Decimal

from generator.model.indicator import Direction, Traits
from generator.model.values import Range, Ratio, Words


def meets(traits: Traits, target: object, actual: object) -> bool | None:
    """Met or not met; None where nothing in the content decides it.

    A number is met inside a range, its ends included. Two ratios are compared exactly, by the
    direction. Words are met, or not, only where the report says so. A mere direction is met by
    nothing: any step, however small, would do.
    """
    if isinstance(target, Range) and isinstance(actual, Decimal):
        return actual in target
    if isinstance(target, Words) and isinstance(actual, Words):
        return actual.met
    if isinstance(target, Ratio) and isinstance(actual, Ratio):
        return _of_ratios(traits, target, actual)
    return None


def _of_ratios(traits: Traits, target: Ratio, actual: Ratio) -> bool | None:
    if target.quotient == actual.quotient:
        return None if traits.direction is Direction.NONE else not traits.strict
    is_more = actual.quotient > target.quotient
    if traits.direction.rises:
        return is_more
    if traits.direction.falls:
        return not is_more
    return False if traits.direction is Direction.MAINTAIN else None
