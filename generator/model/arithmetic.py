"""Arithmetic that an author writes beside a published figure: ``12 + 30``, ``[0, 75)``."""

from __future__ import annotations

import ast
import operator
import re
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import Annotated, Any

from pydantic import BeforeValidator

from generator.model.base import fault
from generator.model.scalars import Plain, read_text

_MAX_LENGTH = 2_000
_MAX_DEPTH = 200
_SIGNS = re.compile(r"[0-9.+\-*/() ]+")
_LEADING_ZEROS = re.compile(r"(?<![0-9.])0+(?=[0-9])")
_OPERATORS: dict[type[ast.operator], Callable[[Fraction, Fraction], Fraction]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}


@dataclass(frozen=True, slots=True)
class Arithmetic:
    """An expression of numbers, + - * / and parentheses; ``value`` is exact."""

    text: str
    value: Fraction

    def __str__(self) -> str:
        return self.text


def evaluate(text: str) -> Fraction:
    """The exact value of an expression. Raises ValueError where it is not one."""
    if len(text) > _MAX_LENGTH or not _SIGNS.fullmatch(text):
        raise ValueError(text)
    try:
        written = _LEADING_ZEROS.sub("", text.strip())
        return _value(ast.parse(written, mode="eval").body, written, _MAX_DEPTH)
    except (SyntaxError, ZeroDivisionError, RecursionError, MemoryError) as failure:
        raise ValueError(text) from failure


def _value(node: ast.expr, text: str, depth: int) -> Fraction:
    if depth == 0:
        raise ValueError(text)
    if isinstance(node, ast.BinOp) and type(node.op) in _OPERATORS:
        left, right = _value(node.left, text, depth - 1), _value(node.right, text, depth - 1)
        return _OPERATORS[type(node.op)](left, right)
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub | ast.UAdd):
        inner = _value(node.operand, text, depth - 1)
        return -inner if isinstance(node.op, ast.USub) else inner
    if isinstance(node, ast.Constant) and isinstance(node.value, int | float):
        return Fraction(text[node.col_offset : node.end_col_offset])  # a float would lose digits
    raise ValueError(text)


def _read_arithmetic(value: Any) -> Any:
    if isinstance(value, Arithmetic):
        return value
    text = value.text if isinstance(value, Plain) and value.kind == "number" else read_text(value)
    try:
        return Arithmetic(text, evaluate(text))
    except ValueError:
        raise fault("bad-arithmetic", text=text) from None


ArithmeticField = Annotated[Arithmetic, BeforeValidator(_read_arithmetic)]

_INTERVAL = re.compile(
    r"([\[(])\s*(-?[0-9]+(?:\.[0-9]+)?|-inf)\s*,\s*(-?[0-9]+(?:\.[0-9]+)?|inf)\s*([\])])"
)


@dataclass(frozen=True, slots=True)
class Interval:
    """A range of values such as ``[75, 95)``; None is without bound."""

    text: str
    low: Fraction | None
    high: Fraction | None
    low_inside: bool
    high_inside: bool

    def __contains__(self, value: Fraction) -> bool:
        above = self.low is None or value > self.low or (self.low_inside and value == self.low)
        below = self.high is None or value < self.high or (self.high_inside and value == self.high)
        return above and below

    def __str__(self) -> str:
        return self.text


def _read_interval(value: Any) -> Any:
    if isinstance(value, Interval):
        return value
    text = read_text(value)
    found = _INTERVAL.fullmatch(text)
    if found is None:
        raise fault("bad-range", text=text)
    low, high = (None if "inf" in found[n] else Fraction(found[n]) for n in (2, 3))
    if low is not None and high is not None and high <= low:
        raise fault("bad-range", text=text)
    return Interval(text, low, high, found[1] == "[", found[4] == "]")


IntervalField = Annotated[Interval, BeforeValidator(_read_interval)]
