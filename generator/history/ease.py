"""Whether a new target is easier to reach than the old one."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum

from generator.model.indicator import Traits
from generator.model.values import Change, Intent, Range, Ratio


class Ease(StrEnum):
    """Whether a new target is easier or harder to reach, by the direction of the indicator."""

    EASIER = "easier"
    HARDER = "harder"
    NEITHER = "neither"

    @property
    def word(self) -> str:
        """As a step says it: nothing where it is neither."""
        return "" if self is Ease.NEITHER else self.value


def ease(traits: Traits | None, before: object, after: object, was: Traits | None = None) -> Ease:
    """Whether a new target is easier to reach than the old one, by the direction.

    Neither, where ``was`` (how the old one is read) has another unit or another direction: two
    targets that mean other things have no order. A range that holds the old one is easier; so is
    a mere direction where there was a number.
    """
    if traits is None or before == after:
        return Ease.NEITHER
    if was is not None and not _are_alike(was, traits):
        return Ease.NEITHER
    if isinstance(before, Range) and isinstance(after, Range):
        wider, narrower = before in after, after in before
        return Ease.EASIER if wider else Ease.HARDER if narrower else Ease.NEITHER
    if isinstance(before, Intent) != isinstance(after, Intent):
        return _without_number(before, after)
    lower = _is_lower(before, after)
    if lower is None or not (traits.direction.rises or traits.direction.falls):
        return Ease.NEITHER
    return Ease.EASIER if traits.direction.rises is lower else Ease.HARDER


def of_tolerance(before: Decimal | None, after: Decimal | None) -> Ease:
    """A tolerance that grows makes a target easier; none is zero."""
    old, new = before or Decimal(0), after or Decimal(0)
    return Ease.NEITHER if old == new else Ease.EASIER if new > old else Ease.HARDER


def _without_number(before: object, after: object) -> Ease:
    """A number that gave way to a mere direction, or the other way round."""
    numbers = Decimal | Change | Range | Ratio
    if isinstance(before, numbers) and after is not Intent.MAINTAIN:
        return Ease.EASIER
    is_harder = isinstance(after, numbers) and before is not Intent.MAINTAIN
    return Ease.HARDER if is_harder else Ease.NEITHER


def _is_lower(before: object, after: object) -> bool | None:
    """Whether the new one is less; None where they have no order."""
    match before, after:
        case Decimal(), Decimal():
            return after < before
        case Ratio(), Ratio():
            return after.quotient < before.quotient
        case Change(), Change() if before.in_percent is after.in_percent:
            return after.amount < before.amount
    return None


def _are_alike(old: Traits, new: Traits) -> bool:
    """Whether values of both can be held against each other."""
    turned = [(it.direction.rises, it.direction.falls) for it in (old, new)]
    return turned[0] == turned[1] and (old.unit, old.kind) == (new.unit, new.kind)
