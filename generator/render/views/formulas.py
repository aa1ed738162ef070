"""Formulas of a measure with its own numbers filled in."""

from __future__ import annotations

from dataclasses import dataclass

from generator.compute.attainment import Attainment, Formula
from generator.compute.explain import Explanation
from generator.model.indicator import Traits
from generator.render.views.common import Desk
from generator.render.views.values import said


@dataclass(frozen=True, slots=True)
class Term:
    """One number of a formula with its meaning, or an operator between two."""

    text: str
    meaning: str = ""


def formula_of(desk: Desk, it: Attainment, traits: Traits) -> tuple[Term, ...]:
    """The formula with its inputs filled in; empty where it gives no percentage."""
    rising = it.formula is Formula.TYPE_I
    if it.raw is None or it.formula not in {Formula.TYPE_I, Formula.TYPE_I_DECREASE}:
        return ()
    target = Term(said(desk, it.target, traits), desk.plain("target"))
    actual = Term(said(desk, it.actual, traits), desk.plain("result"))
    first, second = (actual, target) if rising else (target, actual)
    if (it.target if rising else it.actual) == 0:
        return ()  # a rule decided, not a division
    return (
        first,
        Term("÷"),
        second,
        Term("× 100 ="),
        Term(desk.f.percent(it.raw, 2), desk.plain("attainment")),
    )


def change_of(desk: Desk, change: Explanation, traits: Traits) -> tuple[Term, ...]:
    """Avance tipo II: (result - baseline) ÷ (target - baseline) × 100."""
    numbers = {name: said(desk, value, traits) for name, value in change.inputs}
    baseline = Term(numbers["baseline"], desk.plain("baseline"))
    return (
        Term("("),
        Term(numbers["actual"], desk.plain("result")),
        Term("−"),
        baseline,
        Term(") ÷ ("),
        Term(numbers["target"], desk.plain("target")),
        Term("−"),
        baseline,
        Term(") × 100 ="),
        Term(desk.f.percent(change.value, 2), desk.plain("attainment type II")),
    )
