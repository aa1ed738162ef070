"""Rounding for display: half up, and never across a threshold that means something."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

_MOST = 6


def shown(value: Decimal, decimals: int) -> Decimal:
    """``value`` rounded half up to ``decimals``, with more digits where rounding would mislead.

    A value below 100 is never shown as 100, nor one above 0 as 0: digits are added until it
    is not (99.97 stays 99.97), at most six.
    """
    for places in range(decimals, _MOST + 1):
        rounded = value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
        misleads = (rounded == 100 and value != 100) or (rounded == 0 and value != 0)  # noqa: PLR2004
        if not misleads:
            return rounded
    return value.quantize(Decimal(1).scaleb(-_MOST), ROUND_HALF_UP)
