"""Numbers of a table: inputs as they were written, derived ones with up to six decimals."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal, localcontext

from generator.compute.rounding import shown
from generator.model.scalars import Milestone

DECIMALS = 6
_CUT_OFF = 28
"""Digits of a quotient that does not end: the precision the computation works with."""


def exact(value: object) -> Decimal | None:
    """A target, a result or a sum of them with all its digits; a milestone is 1 or 0.

    Only a quotient that never ends (a mean) is rounded. None for a state.
    """
    if isinstance(value, Milestone):
        return Decimal(value is Milestone.DONE)
    if not isinstance(value, Decimal):
        return None
    sign = value.as_tuple()
    ends = len(sign.digits) < _CUT_OFF or int(sign.exponent) >= -DECIMALS
    return value if ends else derived(value)


def derived(value: Decimal | None, edges: Iterable[Decimal] = ()) -> Decimal | None:
    """A computed figure with up to six decimals, half up, never across 0, 100 or an edge."""
    if value is None:
        return None
    with localcontext() as context:
        context.prec = len(value.as_tuple().digits) + abs(value.adjusted()) + 2 * DECIMALS
        return shown(value, DECIMALS, edges).normalize() or Decimal(0)
