"""Means weighted by relevance, where a plan prints one for its measures (docs: metodología)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class WeightedMean:
    """Weights and weighted attainments as sums; the mean is derived."""

    n: int = 0
    """How many measures have both a relevance and a percentage."""
    sum_weights: Decimal = ZERO
    sum_weighted: Decimal = ZERO
    """Sum of weight × capped attainment, in percent."""

    @property
    def value(self) -> Decimal | None:
        """Percent; None where nothing counts."""
        return self.sum_weighted / self.sum_weights if self.n else None


def weight_of(relevance: Decimal, highest: Decimal) -> Decimal:
    """Weight before it is divided by the sum of all: Rmax - (R - 1); the first has most."""
    return highest - (relevance - 1)


def weighted_mean(rows: Iterable[tuple[Decimal, Decimal | None]]) -> WeightedMean:
    """The mean of (relevance, capped attainment in percent) by w = (Rmax - (R - 1)) / Σ.

    Relevance is a rank: 1 is the most relevant. Rmax is that of all rows; the sum Σ is of the
    rows that have a percentage, so that a missing result lowers nothing.
    """
    given = list(rows)
    highest = max((relevance for relevance, _ in given), default=ZERO)
    counted = [(weight_of(r, highest), value) for r, value in given if value is not None]
    return WeightedMean(
        n=len(counted),
        sum_weights=sum((weight for weight, _ in counted), ZERO),
        sum_weighted=sum((weight * value for weight, value in counted), ZERO),
    )
