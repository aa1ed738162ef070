"""A printed whole beside its parts: what the parts give, and whether that is the whole."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import product
from typing import Any

from generator.model.breakdown import CROSS, TOTAL, WHOLE, finest, inside, name_of
from generator.model.catalog import Catalog, MeasureUse
from generator.model.combine import combine, part_of
from generator.model.indicator import Across, Kind
from generator.model.quotients import Quotient
from generator.model.rounding import places, rounded
from generator.model.source import DisputedField
from generator.model.written import WrittenFigure, figures_of, unusual_of
from generator.problems import Message, Place, in_line, msg

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
    by: str = ""
    """The dimension of the parts, where these stand apart from the whole."""


def misfits_of(catalog: Catalog, plan: str) -> Iterator[tuple[WrittenFigure, Misfit]]:
    """Every figure of a plan whose printed whole is not what its parts give.

    Of a period that is told by several dimensions, the whole is held against the parts of each.
    """
    told: dict[object, list[WrittenFigure]] = {}
    seen: set[Place] = set()
    parted = [it for it in unusual_of(catalog, plan) if isinstance(it.value, dict)]
    for figure in parted:
        if (place := figure.place()) not in seen:  # a sheet's baseline is that of all who use it
            seen.add(place)
            yield from ((figure, it) for it in misfits(figure.use, figure.value, figure.by))
    some = {it.use.id for it in parted if it.field is DisputedField.RESULT}
    for figure in figures_of(catalog, plan, asked=lambda use: use.id in some):
        if figure.field is DisputedField.RESULT:
            told.setdefault((figure.use.id, figure.period), []).append(figure)
    for figures in told.values():
        yield from _beside(figures) if len(figures) > 1 else ()


def _beside(figures: list[WrittenFigure]) -> Iterator[tuple[WrittenFigure, Misfit]]:
    """Wholes of one period that are printed apart from parts, or twice."""
    plain = next((it for it in figures if not isinstance(it.value, dict)), None)
    own = [plain] if plain else [it for it in figures if WHOLE in it.value] or figures
    across = own[0].use.traits.across
    whole = part_of(own[0].value, WHOLE, across)
    for it in figures:
        printed = it.value.get(WHOLE) if it is not own[0] and isinstance(it.value, dict) else None
        if isinstance(whole, Decimal) and isinstance(printed, Decimal) and printed != whole:
            yield own[0], Misfit(WHOLE, whole, (printed,), printed, it.by or "")
        elif it is not own[0] and isinstance(it.value, dict):
            found = misfits(it.use, {**it.value, WHOLE: whole}, it.by)
            yield from ((own[0], replace(m, by=it.by or "")) for m in found if not m.part)


def misfits(use: MeasureUse, figure: Any, by: str | None) -> Iterator[Misfit]:
    """Printed wholes of a figure that its parts do not give, beyond what rounding explains.

    Silent where a part has no number, and where one that the sheet lists is not told, unless the
    others pass the whole already.
    """
    if not isinstance(figure, dict):
        return
    below = finest(figure)
    for margin, printed in figure.items():
        told = inside(figure, margin) if margin not in below else {}
        numbers = tuple(value for value in told.values() if isinstance(value, Decimal))
        if isinstance(printed, Decimal) and numbers and len(numbers) == len(told):
            given = combine(told, use.traits.across)
            found = Misfit(margin, printed, numbers, given if isinstance(given, Decimal) else None)
            if not _fits(use, found, is_all=_is_all(use, by, margin, told)):
                yield found


def _is_all(use: MeasureUse, by: str | None, margin: str, told: Mapping[str, Any]) -> bool:
    """Whether every part that the sheet lists is told; of regions, no list says which."""
    dimensions, names = (by or "").split(CROSS), margin.split(CROSS)
    sheet = use.indicator.dimensions if use.indicator else {}
    listed = [sheet.get(dimension, ()) for dimension in dimensions]
    for n, name in enumerate(names if len(dimensions) > 1 else ()):
        listed[n] = (name,) if name not in {WHOLE, TOTAL} else listed[n]
    return not all(listed) or all(CROSS.join(names) in told for names in product(*listed))


def _fits(use: MeasureUse, it: Misfit, *, is_all: bool) -> bool:
    """Within half a unit of the last digit of every number that is not counted one by one."""
    if isinstance(it.given, Quotient):
        return not is_all or it.given.is_told_by(it.printed)
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
    if it.given is not None and it.values == (it.given,):
        text = msg("«{name}»: the total is {printed}, and the one of its parts is {given}")
    elif it.given is not None:
        text = msg("«{name}»: the total is {printed}, and its parts add up to {given} ({values})")
        if across is Across.MEAN:
            text = msg(
                "«{name}»: the total is {printed}, and the mean of its parts is {given} ({values})"
            )
        if isinstance(it.given, Quotient):
            text = msg("«{name}»: the total is {printed}, and its parts together are {given}")
    digits = max(map(places, (it.printed, *it.values)))
    return text.having(
        name=", ".join(filter(None, (name, it.part and name_of(it.part), it.by))),
        printed=it.printed,
        given=it.given
        if isinstance(it.given, Quotient)
        else it.given and rounded(it.given, digits),
        values=in_line(it.values, " + " if across is Across.SUM else "; "),
        low=min(it.values),
        high=max(it.values),
    )
