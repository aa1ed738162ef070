"""Formulas of a measure with its own numbers filled in."""

from __future__ import annotations

from dataclasses import dataclass

from generator.compute.attainment import Attainment, Formula
from generator.compute.explain import Explanation
from generator.model.indicator import Traits
from generator.render.views.common import RenderContext
from generator.render.views.values import format_value


@dataclass(frozen=True, slots=True)
class Term:
    """One number of a formula with its meaning, or an operator between two."""

    text: str
    meaning: str = ""


def formula_of(ctx: RenderContext, it: Attainment, traits: Traits) -> tuple[Term, ...]:
    """The formula with its inputs filled in; empty where it gives no percentage."""
    rising = it.formula is Formula.TYPE_I
    if it.raw is None or it.formula not in {Formula.TYPE_I, Formula.TYPE_I_DECREASE}:
        return ()
    target = Term(format_value(ctx, it.target, traits), ctx.plain("target"))
    actual = Term(format_value(ctx, it.actual, traits), ctx.plain("result"))
    first, second = (actual, target) if rising else (target, actual)
    if (it.target if rising else it.actual) == 0:
        return ()  # a rule decided, not a division
    return (
        first,
        Term("÷"),
        second,
        Term("× 100 ="),
        Term(ctx.f.percent(it.raw, 2), ctx.plain("attainment")),
    )


def change_of(ctx: RenderContext, change: Explanation, traits: Traits) -> tuple[Term, ...]:
    """Avance tipo II: (result - baseline) ÷ (target - baseline) × 100."""
    numbers = {name: format_value(ctx, value, traits) for name, value in change.inputs}
    baseline = Term(numbers["baseline"], ctx.plain("baseline"))
    return (
        Term("("),
        Term(numbers["actual"], ctx.plain("result")),
        Term("−"),
        baseline,
        Term(") ÷ ("),
        Term(numbers["target"], ctx.plain("target")),
        Term("−"),
        baseline,
        Term(") × 100 ="),
        Term(ctx.f.percent(change.value, 2), ctx.plain("attainment type II")),
    )
