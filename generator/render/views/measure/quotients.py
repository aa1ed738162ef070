"""The two numbers of a value, and what they are in the formula of its indicator."""

from __future__ import annotations

import re
from typing import Any

from generator.model.breakdown import WHOLE
from generator.model.combine import part_of
from generator.model.indicator import Indicator, Traits
from generator.model.quotients import Quotient
from generator.render.views.common import RenderContext

_FORMULA = r"[\s(\[]*({0})[\s)]*[/÷][\s(]*({0})[\s)\]]*(?:[×x*]\s*[\d,. ]+)?[\s)]*"
"""One variable by another: ``A / B × 100``, ``(A/B)*1000``."""


def of_numbers(ctx: RenderContext, value: Quotient, traits: Traits) -> str:
    """«27 de 30»; of what is no share «12 ÷ 2,400 × 1,000»."""
    over, under = ctx.f.number(value.numerator), ctx.f.number(value.denominator)
    if traits.kind.traits.in_percent:
        return ctx.t("{n} of {total}", n=over, total=under)
    per = f" × {ctx.f.number(value.per)}" if value.per and value.per > 1 else ""
    return f"{over} ÷ {under}{per}"


def variables_of(ctx: RenderContext, figure: Any, traits: Traits) -> str:
    """«A = 27, B = 30» of a whole, where the formula is the one by the other; else ""."""
    value = part_of(figure, WHOLE, traits.across)
    if not isinstance(value, Quotient) or not isinstance(traits, Indicator) or not traits.variables:
        return ""
    names = sorted((it.name for it in traits.variables), key=len, reverse=True)
    found = re.fullmatch(_FORMULA.format("|".join(map(re.escape, names))), traits.formula or "")
    if found is None:
        return ""
    numbers = zip(found.groups(), (value.numerator, value.denominator), strict=True)
    return ", ".join(f"{name} = {ctx.f.number(number)}" for name, number in numbers)
