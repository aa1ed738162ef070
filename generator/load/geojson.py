"""Reads the map that a portal has of its own: ``content/regions.geojson``."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import chain, pairwise, repeat
from typing import Any

from generator.load.decoding import StopReadingError, decoded
from generator.model.region import Area
from generator.problems import Message, Place, Problem, error, msg
from generator.reference import Ring

MOST_POINTS = 10_000
"""Points of all borders: they stand in the page, once for each figure that it shows."""
_LEAST_AREA = 1e-9
"""In square degrees: a dozen square metres."""
_MOST_SIGNS = 200
_FEATURE = re.compile(r'"type"\s*:\s*"Feature"')
_EXPORT = msg("export the map again as GeoJSON")
_SIMPLIFY = msg("simplify the borders in a map program, keeping those that regions share")


def read_areas(path: str, data: bytes) -> tuple[tuple[Area, ...] | None, list[Problem]]:
    """The areas of a map, or the first thing that is wrong with it."""
    try:
        text = decoded(path, data, _SIMPLIFY)
        return tuple(_areas(path, text)), []
    except StopReadingError as stop:
        return None, [stop.problem]


def _wrong(place: Place, what: Message, hint: Message = _EXPORT) -> StopReadingError:
    return StopReadingError(error("bad-map", place, what, hint))


def _areas(path: str, text: str) -> Iterator[Area]:
    n_points = 0
    for place, feature in zip(_places(path, text), _features(path, text), strict=False):
        shape = feature.get("geometry") if isinstance(feature, dict) else None
        kind = shape.get("type") if isinstance(shape, dict) else None
        if not isinstance(shape, dict) or kind not in ("Polygon", "MultiPolygon"):
            what = msg("a region of the map is an area (Polygon or MultiPolygon)")
            raise _wrong(place, what, msg("take points and lines out, and export the map again"))
        given = shape.get("coordinates")
        polygons = _listed(given if kind == "MultiPolygon" else [given], place)
        rings = [ring for polygon in polygons for ring in _rings(polygon, place)]
        n_points += sum(map(len, rings))
        if n_points > MOST_POINTS:
            what = msg("the borders of the map have more than {most} points", most=MOST_POINTS)
            raise _wrong(place, what, _SIMPLIFY)
        yield Area(_properties(feature), tuple(rings), place)


def _features(path: str, text: str) -> list[Any]:
    try:
        tree = json.loads(text)
    except (RecursionError, ValueError) as failure:
        where = (failure.lineno, failure.colno) if isinstance(failure, json.JSONDecodeError) else ()
        raise _wrong(Place(path, *(where or (1, 1))), msg("this is no JSON to be read")) from None
    features = tree.get("features") if isinstance(tree, dict) else None
    if not isinstance(features, list) or not features:
        raise _wrong(Place(path, 1, 1), msg("the map has no list of regions (features)"))
    return features


def _places(path: str, text: str) -> Iterator[Place]:
    """Where each region of the map stands; the head of the file where that cannot be told."""
    line, start, seen = 1, 0, 0
    for found in _FEATURE.finditer(text):
        line += text.count("\n", seen, found.start())
        start = max(start, text.rfind("\n", seen, found.start()) + 1)
        seen = found.start()
        yield Place(path, line, seen - start + 1)
    yield from repeat(Place(path, 1, 1))


def _properties(feature: dict[str, Any]) -> dict[str, str]:
    """Texts and numbers of a region that may name it."""
    given = feature.get("properties")
    texts = given.items() if isinstance(given, dict) else ()
    named = ((key, str(it)) for key, it in texts if isinstance(it, str) or type(it) is int)
    return {
        key: it for key, it in named if len(key + it) <= _MOST_SIGNS and (key + it).isprintable()
    }


def _listed(value: Any, place: Place) -> list[Any]:
    if not isinstance(value, list) or not value:
        raise _wrong(place, msg("the borders of this region are no lists of points"))
    return value


def _rings(polygon: Any, place: Place) -> Iterator[Ring]:
    """The border of an area, and those of its holes the other way round."""
    for n, given in enumerate(_listed(polygon, place)):
        ring = tuple(_point(point, place) for point in _listed(given, place))
        area = sum((a - c) * (b + d) for (a, b), (c, d) in pairwise(ring)) / 2
        if ring[0] != ring[-1] or abs(area) < _LEAST_AREA:
            raise _wrong(place, msg("a border of this region does not enclose an area"))
        yield ring if (area > 0) == (n == 0) else ring[::-1]


def _point(point: Any, place: Place) -> tuple[float, float]:
    x, y, *_ = chain(_listed(point, place), (None, None))
    for value, most in ((x, 180), (y, 90)):
        # What is no number at all (NaN) is not within bounds either.
        if type(value) not in (int, float) or not -most <= value <= most:
            what = msg("a point of this region is no place in degrees")
            hint = msg("export the map in longitude and latitude (WGS 84, EPSG:4326)")
            raise _wrong(place, what, hint)
    return float(x), float(y)
