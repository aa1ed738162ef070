"""Rounding for display: half up, and never across a threshold that means something."""

from __future__ import annotations

from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Context, Decimal, localcontext
from fractions import Fraction
from functools import cache, lru_cache

HUNDRED = Decimal(100)
_MOST = 6
_MOST_WRITTEN = 10
_PRECISION = 80
"""Digits enough for twenty before the point, as many after it, and their quotients."""
_CUT_OFF = 28
"""Digits of a quotient that does not end: the precision the computation works with."""
_LONGEST = 10_000
"""Digits of the longest number that an author can write or whose product they can ask for."""
_WIDE = Context(prec=_LONGEST)


def rounded(value: Decimal, decimals: int = 2) -> Decimal:
    """Half up, for reading: ``59.1909…`` is ``59.19``."""
    return value.quantize(_unit(decimals), ROUND_HALF_UP, _WIDE)


@cache
def _unit(decimals: int) -> Decimal:
    return Decimal(1).scaleb(-decimals)


def places(value: Decimal) -> int:
    """Digits after the point, as written: of ``10.50`` two."""
    return max(0, -int(value.as_tuple().exponent))


def half_unit(value: Decimal) -> Fraction:
    """Half a unit of the last printed digit: what rounding may have moved."""
    return Fraction(1, 2 * 10 ** places(value))


def fits(published: Decimal, computed: Decimal | Fraction) -> bool:
    """Whether a value rounds to the published one: within half a unit of its last digit."""
    return abs(Fraction(published) - Fraction(computed)) <= half_unit(published)


def is_endless(value: Decimal) -> bool:
    """Whether it is a quotient without end (a mean), cut off at the computation's precision.

    Or a difference from one: it has more decimals than anybody writes.
    """
    signs = value.as_tuple()
    is_cut = len(signs.digits) >= _CUT_OFF and int(signs.exponent) < -_MOST
    return is_cut or int(signs.exponent) < -_MOST_WRITTEN


@lru_cache(maxsize=8192)
def shown(value: Decimal, decimals: int, edges: tuple[Decimal, ...] = ()) -> Decimal:
    """``value`` rounded half up to ``decimals``, with more digits where rounding would mislead.

    A value beside 0, 100 or another of ``edges`` (the lower bounds of bands) is never shown as
    that edge: digits are added until it is not (99.97 stays 99.97, 74.999 of band "low" stays
    74.999); at six digits, the last one is cut instead (99.999999).
    """
    limits = (Decimal(0), HUNDRED, *edges)
    with localcontext(prec=_PRECISION):
        for n_places in range(decimals, _MOST + 1):
            found = value.quantize(Decimal(1).scaleb(-n_places), ROUND_HALF_UP)
            if not any(found == limit != value for limit in limits):
                return found
        edge = min(limits, key=lambda limit: abs(limit - value))
        away = ROUND_FLOOR if value < edge else ROUND_CEILING
        return value.quantize(Decimal(1).scaleb(-_MOST), away)
