"""What charts show, as plain values: all that a drawing may use.

Texts are in the reader's language already.
"""

from __future__ import annotations

from dataclasses import dataclass

from generator.render.looks import Look


@dataclass(frozen=True, slots=True)
class Bar:
    """One row: a result against its target. Units: those of the chart's scale."""

    label: str
    value: float | None
    """None where there is no result, which is not a zero."""
    target: float | None
    look: Look
    in_words: str
    """The values in words: ``834 of 1,409``, ``not reported``."""


@dataclass(frozen=True, slots=True)
class LimitLine:
    """A thin line across all rows, with its label at the head."""

    at: float
    label: str


@dataclass(frozen=True, slots=True)
class Bars:
    """Rows on one scale that starts at zero."""

    rows: tuple[Bar, ...]
    limits: tuple[LimitLine, ...] = ()
    longest: float | None = None
    """Where bars are cut, so that one of them does not flatten the others."""


@dataclass(frozen=True, slots=True)
class Stack:
    """One row of amounts laid end to end; ``in_words`` is their sum in words."""

    label: str
    parts: tuple[float, ...]
    in_words: str
    names: tuple[str, ...] = ()
    """What each part is and how much, where there are several."""


@dataclass(frozen=True, slots=True)
class Stacks:
    """Rows of amounts that start at zero; the parts stand in the same order in all of them."""

    rows: tuple[Stack, ...]


@dataclass(frozen=True, slots=True)
class Gap:
    """Two percentages of one thing."""

    label: str
    physical: float
    financial: float
    in_words: str = ""
    """Both in words."""
    figures: tuple[str, str] = ("", "")
    """Both as they are printed beside the marks."""


@dataclass(frozen=True, slots=True)
class Gaps:
    """Rows of two percentages on one axis from ``start`` to ``end``, with its ticks."""

    rows: tuple[Gap, ...]
    start: float
    end: float
    ticks: tuple[LimitLine, ...]


ChartFigure = Bars | Stacks | Gaps
