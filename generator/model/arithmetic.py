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

_MAX_LENGTH = 20_000
_SHOWN = 60
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
    """The exact value of an expression.

    Raises ValueError where it is not one, ZeroDivisionError where it divides by zero.
    """
    if len(text) > _MAX_LENGTH or not _SIGNS.fullmatch(text):
        raise ValueError(text)
    written = _LEADING_ZEROS.sub("", text.strip())
    try:
        tree = ast.parse(written, mode="eval").body
    except (SyntaxError, RecursionError, MemoryError) as failure:
        raise ValueError(text) from failure
    values: list[Fraction] = []
    for node in _operands_first(tree):
        values.append(_step(node, values, written))
    return values.pop()


_Node = ast.expr | ast.operator | ast.unaryop


def _operands_first(tree: ast.expr) -> list[_Node]:
    """Numbers and operators in the order of evaluation; no recursion: sums can be long."""
    waiting: list[ast.expr] = [tree]
    found: list[_Node] = []
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.BinOp):
            found.append(node.op)
            waiting += [node.left, node.right]
        elif isinstance(node, ast.UnaryOp):
            found.append(node.op)
            waiting.append(node.operand)
        else:
            found.append(node)
    return found[::-1]


def _step(node: _Node, values: list[Fraction], text: str) -> Fraction:
    if isinstance(node, ast.Constant) and isinstance(node.value, int | float):
        # The text, not the number: a float would lose digits.
        return Fraction(text[node.col_offset : node.end_col_offset])
    if isinstance(node, ast.operator) and type(node) in _OPERATORS:
        right, left = values.pop(), values.pop()
        return _OPERATORS[type(node)](left, right)
    if isinstance(node, ast.USub | ast.UAdd):
        return -values.pop() if isinstance(node, ast.USub) else values.pop()
    raise ValueError(text)


def _read_arithmetic(value: Any) -> Any:
    if isinstance(value, Arithmetic):
        return value
    text = value.text if isinstance(value, Plain) and value.kind == "number" else read_text(value)
    try:
        return Arithmetic(text, evaluate(text))
    except ZeroDivisionError:
        raise fault("division-by-zero", text=_short(text)) from None
    except ValueError:
        raise fault("bad-arithmetic", text=_short(text)) from None


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


ArithmeticField = Annotated[Arithmetic, BeforeValidator(_read_arithmetic)]

_INTERVAL = re.compile(
    r"([\[(])\s*(-?[0-9]{1,12}(?:\.[0-9]{1,6})?|-inf)\s*,\s*(-?[0-9]{1,12}(?:\.[0-9]{1,6})?|inf)\s*([\])])"
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
    text = value if isinstance(value, str) else str(getattr(value, "text", "[…]"))
    found = _INTERVAL.fullmatch(text)
    if found is None:
        raise fault("bad-range", text=_short(text))
    low, high = (None if "inf" in found[n] else Fraction(found[n]) for n in (2, 3))
    if low is not None and high is not None and high <= low:
        raise fault("bad-range", text=_short(text))
    return Interval(text, low, high, found[1] == "[", found[4] == "]")


IntervalField = Annotated[Interval, BeforeValidator(_read_interval)]
