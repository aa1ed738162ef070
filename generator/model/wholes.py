"""A printed whole beside its parts: what the parts give, and whether that is the whole."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from generator.model.breakdown import CROSS, finest
from generator.model.catalog import MeasureUse
from generator.model.combine import combine
from generator.model.indicator import Across, Kind
from generator.model.rounding import places, rounded
from generator.problems import Message, in_line, msg

_AVERAGED = {Kind.PERCENTAGE, Kind.RATIO, Kind.RATE}
"""Kinds whose whole lies between the lowest and the highest of its parts, whatever each weighs."""


@dataclass(frozen=True, slots=True)
class Misfit:
    """A printed whole, or margin, that its parts do not give."""

    part: str
    """The margin; empty for the whole."""
    printed: Decimal
    values: tuple[Decimal, ...]
    """Those of the parts."""
    given: Decimal | None
    """What they give; None where they are not combined, and the printed one is not among them."""


def misfits(use: MeasureUse, figure: Any, by: str | None) -> Iterator[Misfit]:
    """Printed wholes of a figure that its parts do not give, beyond what rounding explains.

    Silent where a part has no number, and where one that the sheet lists is not told, unless the
    others pass the whole already.
    """
    if not isinstance(figure, dict):
        return
    below = finest(figure)
    margins = [part for part in figure if part not in below]
    for margin in margins:
        inside = {p: v for p, v in below.items() if not margin or p.startswith(margin + CROSS)}
        numbers = tuple(value for value in inside.values() if isinstance(value, Decimal))
        printed = figure[margin]
        if isinstance(printed, Decimal) and numbers and len(numbers) == len(inside):
            given = combine(inside, use.traits.across)
            found = Misfit(margin, printed, numbers, given if isinstance(given, Decimal) else None)
            if not _fits(use, found, is_all=_is_all(use, by, inside)):
                yield found


def _is_all(use: MeasureUse, by: str | None, told: Mapping[str, Any]) -> bool:
    """Whether every part that the sheet lists is told; of regions, no list says which."""
    listed = use.indicator.dimensions.get(by or "", ()) if use.indicator else ()
    return all(part in told for part in listed)


def _fits(use: MeasureUse, it: Misfit, *, is_all: bool) -> bool:
    """Within half a unit of the last digit of every number that is not counted one by one."""
    halves = [Decimal(5).scaleb(-places(value) - 1) for value in it.values]
    own = Decimal(5).scaleb(-places(it.printed) - 1)
    if it.given is None:
        room = own + max(halves)
        inside = min(it.values) - room <= it.printed <= max(it.values) + room
        return use.traits.kind not in _AVERAGED or not is_all or inside
    room = own + (sum(halves) if use.traits.across is Across.SUM else max(halves))
    if use.traits.kind.traits.is_counted:
        room = own if it.given % 1 else Decimal(0)
    return abs(it.given - it.printed) <= room or (not is_all and it.given < it.printed)


def in_words(it: Misfit, name: str, across: Across) -> Message:
    """What is printed, and what the parts give."""
    text = msg("«{name}»: the total is {printed}, and its parts lie between {low} and {high}")
    if it.given is not None:
        text = msg("«{name}»: the total is {printed}, and its parts add up to {given} ({values})")
        if across is Across.MEAN:
            text = msg(
                "«{name}»: the total is {printed}, and the mean of its parts is {given} ({values})"
            )
    return text.having(
        name=f"{name}, {it.part}" if it.part else name,
        printed=it.printed,
        given=it.given and rounded(it.given, max(map(places, (it.printed, *it.values)))),
        values=in_line(it.values, " + " if across is Across.SUM else "; "),
        low=min(it.values),
        high=max(it.values),
    )
