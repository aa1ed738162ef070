"""Marks of the strip: one per activity, in the shape of its status, one path per status."""

from __future__ import annotations

from collections.abc import Sequence

from generator.render.looks import SHAPES, Look

PER_LINE = 40
CELL = 10
LINE = PER_LINE * CELL
"""Width of the strip in units."""

Lines = tuple[tuple[Look, str], ...]
"""A status and the path of all its marks."""


def lines_of(looks: Sequence[Look]) -> tuple[int, Lines]:
    """Lay marks out in their order, forty a line: the height in units, and the paths."""
    paths: dict[Look, list[str]] = {}
    for n, look in enumerate(looks):
        line, place = divmod(n, PER_LINE)
        x, y = place * CELL + CELL // 2, line * CELL + CELL // 2
        paths.setdefault(look, []).append(f"M{x} {y}{SHAPES[look].strip}")
    height = -(-len(looks) // PER_LINE) * CELL
    return height, tuple((look, "".join(marks)) for look, marks in paths.items())
