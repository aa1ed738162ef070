"""Measures that all charts share: 360 units wide, type of 12, colours of the page's palette."""

from __future__ import annotations

WIDTH = 360
LETTER = 6.8
"""Mean width of a letter of that type; room is reserved by counting, never by measuring fonts, so
that every machine draws the same."""
INK, INK2 = "var(--ink)", "var(--ink2)"
LINE, LIGHT, PAPER = "var(--rule2)", "var(--rule)", "var(--paper)"
MONEY = ("var(--m1)", "var(--m2)", "var(--m3)")
AREAS = {"bajo": "var(--bajo-f)", "medio": "var(--medio-f)", "alto": "var(--alto-f)"}
NO_DATA = "var(--nd-f)"


def area(css: str) -> str:
    """Colour of a bar by its status."""
    return AREAS.get(css, NO_DATA)


def room(texts: list[str], most: float) -> float:
    """Units to reserve for the longest of some texts, at most ``most``."""
    return min(most, max((len(text) for text in texts), default=0) * LETTER)


def cut(text: str, units: float) -> str:
    """A label that fits into a number of units; the table beside the chart has it in full."""
    letters = int(units / LETTER + 0.5)
    return text if len(text) <= letters else text[: letters - 1].rstrip() + "…"
