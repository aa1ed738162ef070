"""How values combine: over time by ``over_time``, across members by ``across``."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from generator.model.breakdown import WHOLE, finest
from generator.model.indicator import Across, OverTime
from generator.model.scalars import Milestone, State

Value = Decimal | State | Milestone | None
_NO_FIGURE = (State.NOT_PROGRAMMED, State.NOT_APPLICABLE)


def mean(values: list[Decimal]) -> Decimal | None:
    """Unweighted mean; None of nothing."""
    if len(values) == 1:
        return values[0]  # the same object: a plan of many months has many of these
    return sum(values, Decimal(0)) / len(values) if values else None


def accumulate(values: Iterable[Value], rule: OverTime) -> Value:
    """Combine values of consecutive periods, given in order; None where there is none.

    Numbers combine by ``rule``; a milestone is done once it is done in any period. What needs a
    figure that is withheld is withheld.
    """
    given = [value for value in values if value is not None and value not in _NO_FIGURE]
    counting = given[-1:] if rule is OverTime.LAST else given
    if State.WITHHELD in counting and Milestone.DONE not in given:
        return State.WITHHELD
    given = [value for value in given if not isinstance(value, State)]
    numbers = [value for value in given if isinstance(value, Decimal)]
    if not numbers:
        return max(given, key=lambda value: value is Milestone.DONE, default=None)
    if rule is OverTime.LAST:
        return numbers[-1]
    if rule is OverTime.MAX:
        return max(numbers)
    return mean(numbers) if rule is OverTime.MEAN else sum(numbers, Decimal(0))


def part_of(figure: Any, member: str, across: Across) -> Value:
    """The value of one member of a figure; of the whole where none is named, as it is printed."""
    if member and figure is not State.WITHHELD:
        return figure.get(member) if isinstance(figure, dict) else None
    if isinstance(figure, dict) and WHOLE in figure:
        return figure[WHOLE]  # type: ignore[no-any-return]
    if isinstance(figure, dict) and set(figure.values()) == {State.NOT_APPLICABLE}:
        return State.NOT_APPLICABLE
    return combine(figure, across)


def combine(figure: Any, across: Across) -> Value:
    """A figure as one value: its members combined by ``across``; None where they do not."""
    if not isinstance(figure, dict):
        return figure  # type: ignore[no-any-return]
    values = finest(figure).values()
    numbers = [value for value in values if isinstance(value, Decimal)]
    if across is not Across.NONE and State.WITHHELD in values:
        return State.WITHHELD
    if across is Across.NONE or not numbers:
        return None
    return mean(numbers) if across is Across.MEAN else sum(numbers, Decimal(0))
