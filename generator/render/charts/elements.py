"""Elements of SVG that charts are made of, and the measures that they share.

Places are units of the drawing, from its top left: 360 wide, type of 12, colours of the page's
palette.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

WIDTH = 360
LETTER = 6.8
"""Mean width of a letter of that type; room is reserved by counting, never by measuring fonts, so
that every machine draws the same."""
INK, INK2 = "var(--ink)", "var(--ink2)"
LINE, LIGHT, PAPER = "var(--rule2)", "var(--rule)", "var(--paper)"
MONEY = ("var(--m1)", "var(--m2)", "var(--m3)")
_MIDDLE = 4
"""From the middle of a line of type to its base."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """Shapes and texts, and how high they are together."""

    height: float
    body: str


@dataclass(frozen=True, slots=True)
class Scale:
    """Values from ``start`` to ``end`` laid between two places along the width."""

    start: float
    end: float
    left: float
    right: float

    def at(self, value: float) -> float:
        """The place of a value."""
        share = (value - self.start) / (self.end - self.start)
        return self.left + share * (self.right - self.left)


def number(value: float) -> str:
    """A place with two decimals at most."""
    short = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if short == "-0" else short


def group(elements: Iterable[str], **shared: str | float) -> str:
    """Elements with the attributes that they share (``stroke_width``); no group of nothing."""
    inside = "".join(elements)
    names = "".join(f' {key.replace("_", "-")}="{value}"' for key, value in shared.items())
    return f"<g{names}>{inside}</g>" if inside else ""


def line(x: float, y: float, x2: float, y2: float) -> str:
    """A straight line."""
    ends = {"x1": x, "y1": y, "x2": x2, "y2": y2}
    return f"<line{_places(ends)}></line>"


def upright(x: float, top: float, bottom: float) -> str:
    """A line from top to bottom."""
    return line(x, top, x, bottom)


def rect(x: float, x2: float, top: float, bottom: float, fill: str = "", words: str = "") -> str:
    """An area between two places, whichever of them lies further left, and what it is called."""
    box = {"x": min(x, x2), "y": top, "width": abs(x2 - x), "height": bottom - top}
    paint = f' fill="{fill}"' if fill else ""
    name = f"<title>{escape(words, quote=False)}</title>" if words else ""
    return f"<rect{_places(box)}{paint}>{name}</rect>"


def text(x: float, y: float, words: str) -> str:
    """A label whose middle stands at the height ``y``."""
    return f"<text{_places({'x': x, 'y': y + _MIDDLE})}>{escape(words, quote=False)}</text>"


def _places(given: dict[str, float]) -> str:
    return "".join(f' {key}="{number(value)}"' for key, value in given.items())


def room(texts: list[str], most: float) -> float:
    """Units to reserve for the longest of some texts, at most ``most``."""
    return min(most, max(map(_letters, texts), default=0) * LETTER)


def _letters(text: str) -> float:
    """Letters of usual width: a capital takes half as much again, or «Q1» is clipped."""
    return len(text) + sum(it.isupper() for it in text) / 2


def cut(text: str, units: float) -> str:
    """A label that fits into a number of units; the table beside the chart has it in full."""
    letters = int(units / LETTER + 0.5)
    return text if len(text) <= letters else text[: letters - 1].rstrip() + "…"
