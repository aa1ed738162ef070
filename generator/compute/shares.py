"""The mean weighted by the shares that a plan prints (docs: metodología, promedio por pesos)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from generator.compute.measured import at
from generator.compute.results import PlanResult
from generator.compute.rollups import scope_of
from generator.model.catalog import PLAN, Level
from generator.model.period import Period
from generator.model.shares import WHOLE, portions


@dataclass(frozen=True, slots=True)
class ShareMean:
    """A mean weighted by shares, and the part of the whole that it is of."""

    value: Decimal
    """Percent."""
    covered: Decimal
    """Percent of the shares that belong to what has a percentage; the mean is of these."""


def share_mean(plan: PlanResult, period: Period, code: str = PLAN) -> ShareMean | None:
    """Of an element at a period, on the level that speaks for it.

    Each capped attainment counts by the product of the shares down to it; what has none is left
    out, and the others count for it. None where a share is missing, or nothing has a percentage.
    """
    folder, element = plan.folder, plan.folder.by_code[code]
    scope = scope_of(element.level)
    level = plan.rollup(period, scope, code).level if scope and plan.has_shares else None
    parts = portions(folder, element, level) if level else None
    if level is None or parts is None or len(parts) < 2:  # noqa: PLR2004  # one is the mean itself
        return None
    found = {name: _capped(plan, period, level, name) for name in parts}
    told = {name: Fraction(value) for name, value in found.items() if value is not None}
    covered = sum((parts[name] for name in told), Fraction(0))
    if not covered:
        return None
    weighted = sum((parts[name] * value for name, value in told.items()), Fraction(0))
    return ShareMean(_decimal(weighted / covered), _decimal(covered * Fraction(WHOLE)))


def _capped(plan: PlanResult, period: Period, level: Level, name: str) -> Decimal | None:
    """The attainment of a measure, between 0 and 100; of an activity, the mean of its own."""
    own = plan.measures_of(name)
    if level.is_counted and own and not any(it.use.measure.weight for it in own):
        rows = plan.counted.get(period, ())
        return next((row.capped for row in rows if (row.code, row.level) == (name, level)), None)
    measure = plan.measures.get(name)
    return at(measure, period).capped if measure and not measure.is_by_part else None


def _decimal(number: Fraction) -> Decimal:
    return Decimal(number.numerator) / Decimal(number.denominator)
