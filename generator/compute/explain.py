"""How a derived figure came about: the formula's name, its inputs, and the sum written out.

Pages, exports and the diff take the same explanation, so that they can never disagree.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal

from generator.compute.attainment import Attainment, Formula
from generator.compute.rollups import Rollup
from generator.model.period import Granularity, Period
from generator.model.rounding import HUNDRED, rounded


@dataclass(frozen=True, slots=True)
class Explanation:
    """A derived figure with what it was derived from."""

    formula: str
    """Name under which the methodology page explains it."""
    expression: str
    """``{actual} / {target} × 100``."""
    inputs: tuple[tuple[str, Decimal], ...]
    """Name and value of every number that entered."""
    value: Decimal
    decimals: int | None = None
    """Decimals with which the inputs are written out; None for all they have."""

    @property
    def text(self) -> str:
        """The sum written out for programs: ``834 / 1409 × 100 = 59.19``."""
        return self.written(lambda value: f"{value:f}")

    def written(self, number: Callable[[Decimal], str]) -> str:
        """The sum written out with the numbers as ``number`` writes them."""
        n = self.decimals
        inputs = {
            name: number(trimmed(value if n is None else rounded(value, n)))
            for name, value in self.inputs
        }
        return f"{self.expression.format_map(inputs)} = {number(trimmed(rounded(self.value)))}"


def trimmed(value: Decimal) -> Decimal:
    """A number without zeros at the end of its decimals."""
    text = f"{value:f}"
    return Decimal(text.rstrip("0").rstrip(".")) if "." in text else value


def of_attainment(attainment: Attainment) -> Explanation | None:
    """By its formula: A / T × 100, T / A × 100 where less is better, or from the baseline.

    None without percentage.
    """
    if attainment.formula is Formula.TYPE_II:
        baseline = attainment.baseline
        return of_change_since_baseline(baseline, attainment.target, attainment.actual)
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
    return Explanation(
        Formula.TYPE_II.value,
        "({actual} - {baseline}) / ({target} - {baseline}) × 100",
        (("actual", actual), ("baseline", baseline), ("target", target)),
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
        "{sum} / {n}",
        (("sum", total), ("n", n)),
        total / n,
        decimals=2,
    )


def of_share(formula: str, **parts: Decimal) -> Explanation | None:
    """The first of two named parts in percent of the second: a share, an execution. None of 0."""
    part, whole = parts.values()
    if not whole:
        return None
    inputs = tuple(parts.items())
    expression = "{{{}}} / {{{}}} × 100".format(*parts)
    return Explanation(formula, expression, inputs, part / whole * HUNDRED)


def of_change(before: Decimal, after: Decimal) -> Explanation | None:
    """Change in percent: (after - before) / before × 100. None from nothing."""
    if not before:
        return None
    return Explanation(
        "variacion",
        "({after} - {before}) / {before} × 100",
        (("after", after), ("before", before)),
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
        "{execution} - {attainment}",
        (("execution", execution), ("attainment", attainment)),
        execution - attainment,
        decimals=2,
    )
