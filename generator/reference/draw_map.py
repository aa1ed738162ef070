"""Draws a map from its outlines: compact SVG paths, each with a place for its label.

The map of a country is drawn once, and ``map-<country>.json`` keeps it. A new one:
``python -c "from generator.reference.draw_map import write; write('UY')"``. The map that a
portal has of its own is drawn when it is shown.

Equirectangular projection: a degree of longitude is narrowed by the cosine of the middle
latitude. That is true enough for a country of the size of Peru, and needs no library.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from functools import lru_cache
from itertools import islice, pairwise
from math import cos, hypot, inf, pi, radians, sin

from generator.reference import CountryMap, Outline, Ring, map_file, outlines

WIDTH = 720
"""Width of the drawing in units: type of 22 units can be read on a phone."""
_TALLEST = 1.5 * WIDTH
"""Height that no drawing passes: a long country is narrower."""
_MARGIN = 12
_LABEL = (56.0, 52.0)
"""Width and height that a code with the shape below it takes."""
_ROOM = 17.0
"""How far from the border a label inside must be able to stand."""
_SHORT = 20.0
"""A leader ends this far from the middle of its label."""
_GRID = 14
"""Places tried across a region, in each direction, for its label."""
_BESIDE = 12
"""So many labels stand beside their regions at most: more would be a thicket of leaders."""
_REACH = 200
"""How far from its region a label stands at most."""


def write(country: str) -> None:
    """Draw a country and keep the map. Raises ValueError where the package has no outlines."""
    shapes = outlines(country)
    if not shapes:
        raise ValueError(f"no outlines-{country}.geojson")
    text = json.dumps(asdict(draw(tuple(shapes.items()))), indent=1, ensure_ascii=False)
    map_file(country).write_text(text + "\n", "utf-8")


@lru_cache(maxsize=2)
def draw(shapes: tuple[tuple[str, tuple[Ring, ...]], ...]) -> CountryMap:
    """The map of some regions from their outlines, each of which encloses an area."""
    places = [point for _, rings in shapes for ring in rings for point in ring]
    west, east = min(x for x, _ in places), max(x for x, _ in places)
    south, north = min(y for _, y in places), max(y for _, y in places)
    narrow = cos(radians((south + north) / 2))
    wide, high = (east - west) * narrow, north - south
    scale = min((WIDTH - 2 * _MARGIN) / wide, (_TALLEST - 2 * _MARGIN) / high)
    left = (WIDTH - wide * scale) / 2

    def project(ring: Ring) -> Ring:
        return tuple(
            (left + (x - west) * narrow * scale, _MARGIN + (north - y) * scale) for x, y in ring
        )

    drawn = {code: tuple(project(ring) for ring in rings) for code, rings in shapes}
    height = round(high * scale) + 2 * _MARGIN
    return CountryMap(WIDTH, height, tuple(_labelled(drawn, height)))


def _labelled(drawn: dict[str, tuple[Ring, ...]], height: int) -> Iterator[Outline]:
    """Every region with the place of its label: inside, or beside it where it is too small.

    Where many are too small, and where no place is free, a region has no label.
    """
    inside = {code: _middle(max(rings, key=_area)) for code, rings in drawn.items()}
    found = {code: (x, y, "") for code, (x, y, room) in inside.items() if room >= _ROOM}
    small = [(code, x, y) for code, (x, y, _) in inside.items() if code not in found]
    taken = [(x, y) for x, y, _ in found.values()]
    lands = [ring for rings in drawn.values() for ring in rings]
    for code, x, y in small if len(small) <= _BESIDE else ():
        for px, py in _beside(x, y, lands, taken, height):
            taken.append((px, py))
            found[code] = (px, py, _leader(x, y, px, py))
    for code, rings in drawn.items():
        x, y, leader = found.get(code, (*inside[code][:2], ""))
        path = "".join(_path(ring) for ring in rings)
        yield Outline(code, path, round(x), round(y), leader, is_labelled=code in found)


def _path(ring: Ring) -> str:
    """A closed line in whole steps from point to point."""
    points = [(round(x), round(y)) for x, y in ring]
    steps = ((x - a, y - b) for (a, b), (x, y) in pairwise(points[:-1]))
    line = "".join(f"l{dx} {dy}".replace(" -", "-") for dx, dy in steps if dx or dy)
    return f"M{points[0][0]} {points[0][1]}{line}z"


def _leader(x: float, y: float, px: float, py: float) -> str:
    """A straight line from a region to just before its label."""
    share = 1 - _SHORT / hypot(px - x, py - y)
    return f"M{x:.0f} {y:.0f}L{x + share * (px - x):.0f} {y + share * (py - y):.0f}"


def _area(ring: Ring) -> float:
    return abs(sum(a * y - x * b for (a, b), (x, y) in pairwise(ring))) / 2


def _middle(ring: Ring) -> tuple[float, float, float]:
    """The place inside that lies farthest from the border, and how far that is."""
    xs, ys = [x for x, _ in ring], [y for _, y in ring]
    left, top, wide, high = min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys)
    tried = (
        (left + wide * (i + 0.5) / _GRID, top + high * (j + 0.5) / _GRID)
        for i in range(_GRID)
        for j in range(_GRID)
    )
    best = left + wide / 2, top + high / 2, 0.0
    for x, y in tried:
        if _is_in(x, y, ring) and (room := _to_border(x, y, ring, best[2])) > best[2]:
            best = x, y, room
    return best


def _is_in(x: float, y: float, ring: Ring) -> bool:
    crossed = False
    for (a, b), (c, d) in pairwise(ring):
        if (b > y) != (d > y) and x < (c - a) * (y - b) / (d - b) + a:
            crossed = not crossed
    return crossed


def _to_border(x: float, y: float, ring: Ring, enough: float) -> float:
    """How far the border is; of a place that is no farther than ``enough``, only that."""
    nearest = inf
    for start, end in pairwise(ring):
        nearest = min(nearest, _to_line(x, y, *start, *end))
        if nearest <= enough:
            break
    return nearest


def _to_line(x: float, y: float, a: float, b: float, c: float, d: float) -> float:
    length = (c - a) ** 2 + (d - b) ** 2
    along = ((x - a) * (c - a) + (y - b) * (d - b)) / length if length else 0.0
    share = min(1.0, max(0.0, along))
    return hypot(x - a - share * (c - a), y - b - share * (d - b))


def _beside(
    x: float, y: float, lands: list[Ring], taken: list[tuple[float, float]], height: int
) -> Iterator[tuple[float, float]]:
    """The nearest place outside all regions with room for a label; none where there is none."""
    around = (
        (x + away * cos(2 * pi * turn / 24), y + away * sin(2 * pi * turn / 24))
        for away in range(40, _REACH, 10)
        for turn in range(24)
    )
    free = (p for p in around if _is_on(*p, height) and _is_free(*p, lands, taken))
    yield from islice(free, 1)


def _is_free(x: float, y: float, lands: list[Ring], taken: Iterable[tuple[float, float]]) -> bool:
    wide, high = _LABEL
    if any(abs(x - a) < wide and abs(y - b) < high for a, b in taken):
        return False
    corners = [(x + i * wide / 2, y + j * high / 2) for i in (-1, 0, 1) for j in (-1, 0, 1)]
    return not any(_is_in(a, b, ring) for ring in lands for a, b in corners)


def _is_on(x: float, y: float, height: int) -> bool:
    wide, high = _LABEL[0] / 2, _LABEL[1] / 2
    return wide < x < WIDTH - wide and high < y < height - high
