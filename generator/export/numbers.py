"""Numbers of a table: inputs as they were written, derived ones with up to six decimals."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal, localcontext

from generator.model.rounding import rounded, shown
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
    signs = value.as_tuple()
    ends = len(signs.digits) < _CUT_OFF or int(signs.exponent) >= -DECIMALS
    return value if ends else derived(value)


def derived(value: Decimal | None, edges: Iterable[Decimal] = ()) -> Decimal | None:
    """A computed figure with up to six decimals, half up, never across 0, 100 or an edge."""
    if value is None:
        return None
    is_long = value.adjusted() > _CUT_OFF
    found = rounded(value, DECIMALS) if is_long else shown(value, DECIMALS, edges)
    with localcontext(prec=len(found.as_tuple().digits)):
        return found.normalize() or Decimal(0)
