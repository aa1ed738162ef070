"""How values combine: over time by ``over_time``, across members by ``across``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from generator.model.breakdown import WHOLE, finest, inside
from generator.model.indicator import Across, OverTime
from generator.model.quotients import are_quotients, together
from generator.model.scalars import WITHOUT_FIGURE, Milestone, State, lacking
from generator.model.values import NO_NUMBERS, Intent, Other, Range

Value = Decimal | State | Milestone | Intent | Other | None
_NO_FIGURE = (State.NOT_PROGRAMMED, State.NOT_APPLICABLE)


def mean(values: list[Decimal]) -> Decimal | None:
    """Unweighted mean; None of nothing."""
    if len(values) == 1:
        return values[0]  # the same object: a plan of many months has many of these
    return sum(values, Decimal(0)) / len(values) if values else None


def accumulate(values: Iterable[Value], rule: OverTime) -> Value:
    """Combine values of consecutive periods, given in order; None where there is none.

    Numbers combine by ``rule``; a milestone is done once it is done in any period. What needs a
    figure that is not given has none either.
    """
    given = [value for value in values if value is not None and value not in _NO_FIGURE]
    counting = given[-1:] if rule is OverTime.LAST else given
    if (state := lacking(counting)) is not None and Milestone.DONE not in given:
        return state
    given = [value for value in given if not isinstance(value, State)]
    if any(isinstance(value, NO_NUMBERS) for value in given):
        return _accumulate_others(given, rule)
    numbers = [value for value in given if isinstance(value, Decimal)]
    if not numbers:
        return max(given, key=lambda value: value is Milestone.DONE, default=None)
    if rule is OverTime.LAST:
        return numbers[-1]
    if rule is OverTime.MAX:
        return max(numbers)
    if rule is OverTime.MEAN:
        return mean(numbers)
    whole = together(numbers)
    return sum(numbers, Decimal(0)) if whole is None else whole


def _accumulate_others(values: Sequence[Value], rule: OverTime) -> Value:
    """Ranges by their ends; of what has no sum, the last."""
    if not all(isinstance(value, Range | Decimal) for value in values):
        return values[-1]
    ends = [(v.low, v.high) if isinstance(v, Range) else (v, v) for v in values]
    low, high = (accumulate(side, rule) for side in zip(*ends, strict=True))
    if isinstance(low, Decimal) and isinstance(high, Decimal):
        return Range(low, high)
    return values[-1]


def part_of(figure: Any, member: str, across: Across) -> Value:
    """The value of one member of a figure; of the whole where none is named, as it is printed."""
    if member and figure not in WITHOUT_FIGURE:
        return _of_part(figure, member, across) if isinstance(figure, dict) else None
    if isinstance(figure, dict) and WHOLE in figure:
        return figure[WHOLE]  # type: ignore[no-any-return]
    if isinstance(figure, dict) and set(figure.values()) == {State.NOT_APPLICABLE}:
        return State.NOT_APPLICABLE
    return combine(figure, across)


def _of_part(figure: dict[str, Value], part: str, across: Across) -> Value:
    """A part as it is written; a margin that is not printed, as its parts add up."""
    parts = inside(figure, part)
    if part in figure or not adds_up(parts, across):
        return figure.get(part)
    return combine(parts, across)


def adds_up(parts: Mapping[str, Value], across: Across) -> bool:
    """Whether some of the parts together are a figure too: sums are, and sums over sums."""
    is_quotient = across is Across.MEAN and are_quotients(parts.values())
    return across is Across.SUM or is_quotient


def combine(figure: Any, across: Across) -> Value:
    """A figure as one value: its members combined by ``across``; None where they do not."""
    if not isinstance(figure, dict):
        return figure  # type: ignore[no-any-return]
    values = finest(figure).values()
    numbers = [value for value in values if isinstance(value, Decimal)]
    if across is not Across.NONE and (state := lacking(values)) is not None:
        return state
    if across is Across.NONE or not numbers or any(isinstance(it, NO_NUMBERS) for it in values):
        return None
    if (whole := together(numbers)) is not None:
        return whole
    return mean(numbers) if across is Across.MEAN else sum(numbers, Decimal(0))
