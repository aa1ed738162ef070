"""Marks of the strip: one per activity, in the shape of its status, one path per status."""

from __future__ import annotations

from collections.abc import Sequence

PER_LINE = 40
CELL = 10
LINE = PER_LINE * CELL
"""Width of the strip in units."""
_SHAPES = {
    "bajo": "m-3.5-3h7l-3.5 6.5z",
    "medio": "m0-4l4 4-4 4-4-4z",
    "alto": "m-3.5 0a3.5 3.5 0 1 0 7 0a3.5 3.5 0 1 0-7 0z",
    "sr": "m-3-3h6v6h-6z",
    "na": "m-3 0h6",
}
_RING = "m-3 0a3 3 0 1 0 6 0a3 3 0 1 0-6 0z"

Lines = tuple[tuple[str, str], ...]
"""Class of a status and the path of all its marks."""


def lines_of(classes: Sequence[str]) -> tuple[int, Lines]:
    """Lay marks out in their order, forty a line: the height in units, and the paths."""
    paths: dict[str, list[str]] = {}
    for n, css in enumerate(classes):
        line, place = divmod(n, PER_LINE)
        x, y = place * CELL + CELL // 2, line * CELL + CELL // 2
        paths.setdefault(css, []).append(f"M{x} {y}{_SHAPES.get(css, _RING)}")
    height = -(-len(classes) // PER_LINE) * CELL
    return height, tuple((css, "".join(marks)) for css, marks in paths.items())
