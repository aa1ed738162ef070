"""Rounding for display: half up, and never across a threshold that means something."""

from __future__ import annotations

from decimal import ROUND_DOWN, ROUND_HALF_UP, ROUND_UP, Decimal

HUNDRED = Decimal(100)
_MOST = 6


def shown(value: Decimal, decimals: int) -> Decimal:
    """``value`` rounded half up to ``decimals``, with more digits where rounding would mislead.

    A value below 100 is never shown as 100, nor one above 0 as 0: digits are added until it
    is not (99.97 stays 99.97); at six digits, the last one is cut instead (99.999999).
    """
    for places in range(decimals, _MOST + 1):
        rounded = value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
        misleads = any(rounded == limit != value for limit in (0, HUNDRED))
        if not misleads:
            return rounded
    rounding = ROUND_DOWN if 0 < HUNDRED - value < 1 else ROUND_UP
    return value.quantize(Decimal(1).scaleb(-_MOST), rounding)
