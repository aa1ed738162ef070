"""What a target, a baseline or a result can be that is not one number.

A range (``10-15``), a ratio as printed (``1:20``), words, a change of the baseline
(``{change: -50 %}``), or a mere direction (``increase``, ``decrease``, ``maintain``).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal, localcontext
from enum import StrEnum
from fractions import Fraction
from typing import Any

from pydantic_core import PydanticCustomError

from generator.model.base import fault
from generator.model.quotients import Quotient, divided
from generator.model.scalars import read_title

_DIGITS = r"(?:0|[1-9][0-9]*)(?:\.[0-9]+)?"
_RANGE = re.compile(rf"(-?{_DIGITS})-(-?{_DIGITS})")
_RATIO = re.compile(rf"({_DIGITS}):({_DIGITS})")
_CHANGE = re.compile(rf"([-+]?{_DIGITS})\s*(%?)")
_LOOSE = re.compile(
    rf"(?:(?:entre|de|between|from) )?({_DIGITS})\s*(?:[-–—]|a|y|to|and)\s*({_DIGITS})",
    re.IGNORECASE,
)
"""A range as documents print it: «10 a 15», «10 – 15», «entre 10 y 15», «between 10 and 15»."""
_PERCENT_PLACES = 2
_EXACT = 100
"""Digits within which a product of two bounded numbers is exact."""


@dataclass(frozen=True, slots=True)
class Range:
    """From ``low`` to ``high``, both ends included."""

    low: Decimal
    high: Decimal

    def __str__(self) -> str:
        return f"{self.low:f}-{self.high:f}"

    def __contains__(self, value: Decimal | Range) -> bool:
        ends = (value.low, value.high) if isinstance(value, Range) else (value, value)
        return self.low <= ends[0] and ends[1] <= self.high


@dataclass(frozen=True, slots=True)
class Ratio:
    """``1:20``, kept as printed."""

    first: Decimal
    second: Decimal

    def __str__(self) -> str:
        return f"{self.first:f}:{self.second:f}"

    @property
    def quotient(self) -> Fraction:
        """Its exact value, to compare."""
        return Fraction(self.first) / Fraction(self.second)


@dataclass(frozen=True, slots=True)
class Words:
    """A value in words; of a result, whether its report says that the target was met."""

    text: str
    met: bool | None = None

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class Change:
    """What is to become of the baseline: a part of it in percent, or so many units."""

    amount: Decimal
    in_percent: bool

    def __str__(self) -> str:
        return f"{self.amount:+f}{' %' if self.in_percent else ''}"

    def of(self, baseline: Decimal) -> Decimal:
        """The target that it means, exactly; of a quotient without end, rounded once."""
        of_two = baseline.fraction if isinstance(baseline, Quotient) else None
        over, under = of_two or (baseline, Decimal(1))
        with localcontext(prec=_EXACT):
            share = over * self.amount.scaleb(-_PERCENT_PLACES)
            found = over + (share if self.in_percent else self.amount * under)
        return divided(found, under)


class Intent(StrEnum):
    """A target without a figure: which way the value is to go from the baseline."""

    INCREASE = "increase"
    DECREASE = "decrease"
    MAINTAIN = "maintain"
    """The figure is that of the baseline."""


Other = Range | Ratio | Words | Change
"""Values that are neither a number nor a word of a vocabulary."""
NO_NUMBERS = Range | Ratio | Words | Change | Intent
"""Of which no percentage can be made."""


_ENDS: tuple[set[str], ...] = ({"desde", "hasta"}, {"de", "a"}, {"min", "max"})
"""Other names of the ends of a range."""


def read_mapping(value: dict[Any, Any]) -> Range | Change | None:
    """``{from: 10, to: 15}`` or ``{change: -50 %}``; None where the keys are parts."""
    given = {getattr(key, "text", key): it for key, it in value.items()}
    texts = {key: getattr(it, "text", _plain(it)) for key, it in given.items()}
    if given.keys() == {"change"}:
        return _read_change(texts["change"])
    if given.keys() in _ENDS:
        low, high = texts.values()
        text = ", ".join(f"{key}: {it}" for key, it in texts.items())
        raise fault("range-as-printed", text=text, suggestion=f"{{from: {low}, to: {high}}}")
    ends = {"from", "to"}
    if not ends & given.keys() or ends < given.keys():
        return None
    if missing := ends - given.keys():
        raise fault("range-of-one-end", missing=missing.pop())
    for text in texts.values():
        if not re.fullmatch(f"-?{_DIGITS}", text):
            raise fault("not-a-number", text=text)
    return _ordered(texts["from"], texts["to"])


def _plain(value: object) -> str:
    return "{…}" if isinstance(value, dict) else "[…]" if isinstance(value, list) else str(value)


def _ordered(low: str, high: str) -> Range:
    found = Range(Decimal(low), Decimal(high))
    if found.low >= found.high:
        raise fault("range-upside-down", low=low, high=high, text=f"{low}-{high}")
    return found


def _read_change(text: str) -> Change:
    found = _CHANGE.fullmatch(text)
    if found is None or not Decimal(found[1]):
        raise fault("not-a-change", text=text)
    return Change(Decimal(found[1]), in_percent=bool(found[2]))


def read_other(text: str) -> Range | Ratio | Intent | None:
    """A value of one piece that is no plain number; None where it is something else."""
    if text in set(Intent):
        return Intent(text)
    if found := _RANGE.fullmatch(text):
        return _ordered(found[1], found[2])
    if (found := _RATIO.fullmatch(text)) and Decimal(found[1]):
        if not Decimal(found[2]):
            raise fault("denominator-of-nothing", text=found[2])
        return Ratio(Decimal(found[1]), Decimal(found[2]))
    if found := _LOOSE.fullmatch(text.strip()):
        raise fault("range-as-printed", text=text, suggestion=f"{found[1]}-{found[2]}")
    return None


def read_words(value: str) -> Words | None:
    """Text with a word in it: whether the indicator takes words is for a rule to say."""
    return Words(read_title(value)) if re.search(r"[^\W\d_]", value) else None


def read_told(text: str) -> Range | Ratio | Intent | Change | Words:
    """A value as a history has it: the text that it was written as.

    What looks like a range and is none, as the month 2024-03, stays a text.
    """
    if (found := _CHANGE.fullmatch(text)) and text[0] in "+-":
        return Change(Decimal(found[1]), in_percent=bool(found[2]))
    try:
        return read_other(text) or Words(text)
    except PydanticCustomError:
        return Words(text)


def is_relative(value: object) -> bool:
    """Whether a target is a number only by the baseline."""
    return isinstance(value, Change) or value is Intent.MAINTAIN


def as_written(value: object) -> object:
    """A value as a file has it."""
    if isinstance(value, Quotient):
        return value.written
    return {"change": str(value)} if isinstance(value, Change) else str(value)
