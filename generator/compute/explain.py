"""How a derived figure came about: the formula's name, its inputs, and the sum written out.

Pages, exports and the diff take the same explanation, so that they can never disagree.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal, localcontext

from generator.compute.attainment import Attainment, Formula
from generator.compute.rollups import Rollup
from generator.model.period import Granularity, Period

HUNDRED = Decimal(100)
_PRECISION = 2_100
"""Digits of the longest product that the arithmetic of an author can make."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """A derived figure with what it was derived from."""

    formula: str
    """Name under which the methodology page explains it."""
    inputs: tuple[tuple[str, Decimal], ...]
    """Name and value of every number that entered, in the order of the expression."""
    expression: str
    value: Decimal

    @property
    def text(self) -> str:
        """The sum written out: ``834 / 1409 × 100 = 59.19``."""
        return f"{self.expression} = {written(rounded(self.value))}"


def rounded(value: Decimal, decimals: int = 2) -> Decimal:
    """Half up, for reading: ``59.1909…`` is ``59.19``."""
    with localcontext(prec=_PRECISION):
        return value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def written(value: Decimal) -> str:
    """Digits without exponent and without trailing zeros after the point."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def of_attainment(attainment: Attainment) -> Explanation | None:
    """Avance tipo I: A / T × 100, or T / A × 100 where less is better. None without percentage."""
    target, actual, raw = attainment.target, attainment.actual, attainment.raw
    if raw is None or not isinstance(target, Decimal) or not isinstance(actual, Decimal):
        return None
    parts = {"actual": actual, "target": target}
    if attainment.formula is Formula.TYPE_I_DECREASE:
        parts = {"target": target, "actual": actual}
    share = of_share(attainment.formula.value, **parts)
    return share and replace(share, value=raw)


def of_change_since_baseline(
    baseline: object, target: object, actual: object
) -> Explanation | None:
    """Avance tipo II: (A - B) / (T - B) × 100. None without three numbers, and where T = B."""
    if not isinstance(baseline, Decimal) or not isinstance(target, Decimal):
        return None
    if not isinstance(actual, Decimal) or target == baseline:
        return None
    a, b, t = written(actual), written(baseline), written(target)
    return Explanation(
        "avance-tipo-2",
        (("actual", actual), ("baseline", baseline), ("target", target)),
        f"({a} - {b}) / ({t} - {b}) × 100",
        (actual - baseline) / (target - baseline) * HUNDRED,
    )


def of_mean(rollup: Rollup, *, raw: bool = False) -> Explanation | None:
    """Mean of the attainments, capped at 100 unless ``raw``. None where nothing counts."""
    if not rollup.n_averaged:
        return None
    total = rollup.sum_raw if raw else rollup.sum_capped
    n = Decimal(rollup.n_averaged)
    return Explanation(
        "promedio-sin-tope" if raw else "promedio",
        (("sum", total), ("n", n)),
        f"{written(rounded(total))} / {written(n)}",
        total / n,
    )


def of_share(formula: str, **parts: Decimal) -> Explanation | None:
    """The first of two named parts in percent of the second: a share, an execution. None of 0."""
    part, whole = parts.values()
    if not whole:
        return None
    expression = f"{written(part)} / {written(whole)} × 100"
    return Explanation(formula, tuple(parts.items()), expression, part / whole * HUNDRED)


def of_change(before: Decimal, after: Decimal) -> Explanation | None:
    """Change in percent: (after - before) / before × 100. None from nothing."""
    if not before:
        return None
    return Explanation(
        "variacion",
        (("after", after), ("before", before)),
        f"({written(after)} - {written(before)}) / {written(before)} × 100",
        (after - before) / before * HUNDRED,
    )


def of_gap(
    execution: Decimal | None, attainment: Decimal | None, period: Period
) -> Explanation | None:
    """Financial execution less physical attainment, in percentage points.

    None where one of the two is missing, and for a part of a year: money is told by year, and
    held against the attainment of a semester it would look spent too early.
    """
    if execution is None or attainment is None or period.granularity is not Granularity.YEAR:
        return None
    return Explanation(
        "brecha",
        (("execution", execution), ("attainment", attainment)),
        f"{written(rounded(execution))} - {written(rounded(attainment))}",
        execution - attainment,
    )
