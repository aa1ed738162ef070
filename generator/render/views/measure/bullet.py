"""The bullet: one result as an area, its target as a thick line, the limits of bands as thin ones.

Laid out in percent of the width, so that no size of a screen distorts its type.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from generator.compute.attainment import Attainment, Formula
from generator.model.indicator import Traits
from generator.model.method import Bands
from generator.model.rounding import HUNDRED
from generator.render.views.common import Mark, RenderContext
from generator.render.views.measure.values import format_target, format_value

_RISING = {Formula.TYPE_I, Formula.TYPE_II}
_FALLING = {Formula.TYPE_I_DECREASE}
_PLAIN = {Formula.LIMIT, Formula.MET}
"""Without limits of bands."""
_DRAWN = _RISING | _FALLING | _PLAIN
_ROOM = Decimal("0.98")
"""The longest of result and target ends just before the edge, where its line can be seen."""
_APART = Decimal(14)
"""Percent of the width that two labels of limits need between them."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A label with its place along the width; ``anchor`` is start, middle or end."""

    x: str
    anchor: str
    value: str
    y: str = ""


@dataclass(frozen=True, slots=True)
class Bullet:
    """Places in percent of the width."""

    name: str
    mark: Mark
    area: str
    """Width of the area of the result."""
    target: Placed
    actual: Placed
    tick: str
    """Where the line of the target begins: above no label but its own."""
    limits: tuple[str, ...]
    marks: tuple[Placed, ...]
    """Labels of the limits, drawn together where they would touch."""


def bullet_view(
    ctx: RenderContext, name: str, it: Attainment, traits: Traits, bands: Bands | None
) -> Bullet | None:
    """The bullet of an attainment; None where lengths from zero would mislead.

    That is: without two numbers, with a target of zero or anything below zero, and where the
    method gives neither a percentage nor a limit.
    """
    goal_, now = it.target, it.actual
    if not isinstance(goal_, Decimal) or not isinstance(now, Decimal):
        return None
    if it.formula not in _DRAWN or goal_ <= 0 or now < 0:
        return None
    limits = _limits(it, goal_, bands)
    scale = HUNDRED * _ROOM / max(goal_, now, *limits.values())
    # The label of the one that lies further right stands above: no line goes through the other.
    rows = (_UPPER, _LOWER) if goal_ >= now else (_LOWER, _UPPER)
    target = _placed(goal_ * scale, format_target(ctx, goal_, traits), rows[0])
    actual = _placed(now * scale, format_value(ctx, now, traits), rows[1])
    at = {label: value * scale for label, value in limits.items()}
    percent = {ctx.f.number(it, in_percent=True): place for it, place in at.items()}
    return Bullet(
        name=name,
        mark=ctx.mark(it),
        area=_percent(now * scale),
        target=target,
        actual=actual,
        tick=_TICKS[rows[0]],
        limits=tuple(_percent(place) for place in at.values()),
        marks=_marks(percent),
    )


def _limits(it: Attainment, target: Decimal, bands: Bands | None) -> dict[Decimal, Decimal]:
    """Results at which a band begins, by its percentage: less is better where it is falling."""
    if bands is None or it.formula in _PLAIN:
        return {}
    shares = (bands.medium, bands.high)
    if it.formula in _FALLING:
        return {share: target * HUNDRED / share for share in shares}
    start = it.baseline or Decimal(0)
    return {share: start + (target - start) * share / HUNDRED for share in shares}


_MIDDLE = Decimal(50)


_UPPER, _LOWER = "15%", "36%"
_TICKS = {_UPPER: "20%", _LOWER: "40%"}


def _placed(x: Decimal, value: str, y: str) -> Placed:
    """A label that ends at its place, or starts there where there is more room behind it."""
    return Placed(_percent(x), "end" if x > _MIDDLE else "start", value, y)


def _marks(places: dict[str, Decimal]) -> tuple[Placed, ...]:
    ordered = sorted(places.items(), key=lambda pair: pair[1])
    close = any(b[1] - a[1] < _APART for a, b in pairwise(ordered))
    if close:
        text = " · ".join(label for label, _ in ordered)
        first = ordered[-1][1]
        return (Placed(_percent(first), "end" if first > _MIDDLE else "start", text),)
    return tuple(Placed(_percent(place), "middle", label) for label, place in ordered)


def _percent(value: Decimal) -> str:
    return f"{value:.2f}%"
