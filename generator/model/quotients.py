"""A value that says its two numbers: ``{numerator: 27, denominator: 30}`` is 90 %.

It is the number that they give, or the printed one beside them, so that whatever takes a number
takes it. Parts or periods together are the sum of the numerators over that of the denominators.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal, localcontext
from typing import Any, Self, TypeGuard

from generator.model.rounding import HUNDRED, is_endless, places

_EXACT = 100
"""Digits within which sums and products of bounded numbers are exact."""


class Quotient(Decimal):
    """Numerator / denominator × ``per``: the number that they give, or the printed one."""

    __slots__ = ("denominator", "numerator", "per", "printed")

    numerator: Decimal
    denominator: Decimal
    per: Decimal | None
    """Of how many, as it is written: 1, 1000; a percentage says nothing."""
    printed: Decimal | None

    def __new__(
        cls,
        numerator: Decimal,
        denominator: Decimal,
        per: Decimal | None = None,
        printed: Decimal | None = None,
    ) -> Self:
        """Zero is no denominator."""
        found = _given(numerator, denominator, per) if printed is None else printed
        made = super().__new__(cls, found)
        made.numerator, made.denominator, made.per = numerator, denominator, per
        made.printed = printed
        return made

    @property
    def numbers(self) -> tuple[Decimal, Decimal, Decimal | None, Decimal | None]:
        """All that it is made of."""
        return self.numerator, self.denominator, self.per, self.printed

    @property
    def written(self) -> dict[str, Decimal]:
        """As a file has it."""
        named = zip(("numerator", "denominator", "per", "value"), self.numbers, strict=True)
        return {name: it for name, it in named if it is not None}

    @property
    def factor(self) -> Decimal:
        """Of how many: a percentage is per 100."""
        return HUNDRED if self.per is None else self.per

    @property
    def fraction(self) -> tuple[Decimal, Decimal]:
        """What the number is exactly: this by that."""
        if self.printed is not None:
            return self.printed, Decimal(1)
        with localcontext(prec=_EXACT):
            return self.numerator * self.factor, self.denominator

    @property
    def given(self) -> Decimal:
        """What the two numbers give, whatever is printed."""
        return _given(self.numerator, self.denominator, self.per)

    def is_told_by(self, printed: Decimal) -> bool:
        """Whether these two, or what they give within half a unit of its last digit, is printed."""
        if isinstance(printed, Quotient):
            return self.numbers[:2] == printed.numbers[:2] and self.factor == printed.factor
        return abs(self.given - printed) <= Decimal(5).scaleb(-places(printed) - 1)

    def __str__(self) -> str:
        return f"{self.numerator:f} / {self.denominator:f}"

    def __repr__(self) -> str:
        return f"Quotient({', '.join(f'{name}: {it:f}' for name, it in self.written.items())})"

    def __reduce__(self) -> tuple[Any, ...]:
        return Quotient, self.numbers


def _given(numerator: Decimal, denominator: Decimal, per: Decimal | None) -> Decimal:
    with localcontext(prec=_EXACT):
        product = numerator * (HUNDRED if per is None else per)
    return divided(product, denominator)


def divided(over: Decimal, under: Decimal) -> Decimal:
    """Rounded once, and by 1 not at all; without zeros behind the point that nobody wrote."""
    found = over if under == 1 else over / under
    with localcontext(prec=_EXACT):
        return found.quantize(Decimal(1)) if found == int(found) else found.normalize()


def is_computed(value: Decimal) -> bool:
    """Whether nobody has written its digits: a mean without end, or what two numbers give."""
    return (isinstance(value, Quotient) and value.printed is None) or is_endless(value)


def are_quotients(values: Iterable[object]) -> TypeGuard[list[Quotient]]:
    """Whether all of them say their two numbers, and of how many alike."""
    given = list(values)
    alike = {it.factor for it in given if isinstance(it, Quotient)}
    return len(alike) == 1 and all(isinstance(it, Quotient) for it in given)


def together(values: Iterable[object]) -> Quotient | None:
    """Several as one: the sum of the numerators over that of the denominators."""
    given = list(values)
    if not are_quotients(given):
        return None
    if len(given) == 1:
        return given[0]
    with localcontext(prec=_EXACT):
        over = sum((it.numerator for it in given), Decimal(0))
        under = sum((it.denominator for it in given), Decimal(0))
    return Quotient(over, under, given[0].per)


def exactly(figure: Any) -> Any:
    """A figure as versions of it are compared: another denominator is another figure."""
    if isinstance(figure, dict):
        return {part: exactly(value) for part, value in figure.items()}
    return (Decimal(figure), figure.written) if isinstance(figure, Quotient) else figure
