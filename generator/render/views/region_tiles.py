"""Regions as squares, areas of a map, rows and a legend: one state each, in words and shape."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from generator.compute.regions import Standing, agreements
from generator.compute.results import PlanResult
from generator.model.method import Band
from generator.model.rounding import shown
from generator.model.scalars import slug
from generator.problems import Message, msg
from generator.reference import drawing, squares
from generator.render.views.common import Link, Mark, RenderContext, joined
from generator.words.formatter import NBSP

STANDINGS: dict[Standing, tuple[str, Message, Message]] = {
    Standing.SILENT: ("sr", msg("Not reported"), msg("signed, and no result of it is published")),
    Standing.UNSIGNED: ("na", msg("No agreement"), msg("named without a signature")),
    Standing.OUTSIDE: (
        "nf",
        msg("Not in the plan"),
        msg("neither a signature nor a figure of it"),
    ),
}
NOWHERE = ("na", msg("No activities"), msg("no activity names it"))
_BAND_EDGES: dict[Band, Message] = {
    Band.LOW: msg("below {medium} %"),
    Band.MEDIUM: msg("from {medium} to below {high} %"),
    Band.HIGH: msg("{high} % or more"),
}


@dataclass(frozen=True, slots=True)
class RegionTile:
    """A region with its figure: a square, an area of the map, a row of the table."""

    code: str
    """What the region is called where there is no room: the end of its ISO code."""
    link: Link
    mark: Mark
    value: str
    """The figure with its sign; "" where there is none."""
    short: str
    """The figure in a square: whole, without sign."""
    cells: tuple[str, ...]
    starred: bool
    place: str
    """CSS classes of its row and column in the grid of squares."""
    square: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Area:
    """A region on the map."""

    tile: RegionTile
    d: str
    x: int
    y: int
    glyph: str
    leader: str


@dataclass(frozen=True, slots=True)
class MapView:
    """The map of a country; lengths in units of the drawing."""

    width: int
    height: int
    areas: tuple[Area, ...]


@dataclass(frozen=True, slots=True)
class LegendRow:
    """One state with how many regions are in it."""

    mark: Mark
    n: int
    meaning: str
    names: str
    """The regions, where they are few and have no figure."""


@dataclass(frozen=True, slots=True)
class RegionState:
    """What is said of one region before it is laid out."""

    mark: Mark
    raw: Decimal | None
    standing: Standing
    cells: tuple[str, ...]


_NAMED = 5
"""Up to so many regions are named in the legend."""
_GLYPHS = {
    "bajo": "M-9-8h18l-9 16z",
    "medio": "M0-10l10 10-10 10-10-10z",
    "alto": "M-8 0a8 8 0 1 0 16 0a8 8 0 1 0-16 0z",
    "sr": "M-7-7h14v14h-14z",
    "sp": "M-7 0a7 7 0 1 0 14 0a7 7 0 1 0-14 0z",
    "pv": "M-7 0a7 7 0 1 0 14 0a7 7 0 1 0-14 0z",
    "vr": "M-8 0a8 8 0 1 0 16 0a8 8 0 1 0-16 0z",
    "na": "M-8-2h16v4h-16z",
    "nf": "M-3 0a3 3 0 1 0 6 0a3 3 0 1 0-6 0z",
}
"""The shape of each state, drawn around its middle."""


def standing_mark(ctx: RenderContext, stands: Standing) -> Mark:
    """The mark of a region without a figure."""
    css, word, _ = STANDINGS[stands]
    return Mark(css, ctx.t(word))


def tiles_of(
    ctx: RenderContext, states: Mapping[str, RegionState], starred: Collection[str]
) -> tuple[RegionTile, ...]:
    """Regions from the lowest figure to the highest, then those without one."""
    country = ctx.catalog.country
    grid = squares(country)
    order = list(Standing)

    def rank(item: tuple[str, RegionState]) -> tuple[int, bool, Decimal, str]:
        code, it = item
        return (
            order.index(it.standing),
            it.raw is None,
            it.raw or Decimal(0),
            slug(ctx.region(code)),
        )

    return tuple(
        RegionTile(
            code=code.removeprefix(f"{country}-"),
            link=ctx.region_link(code),
            mark=it.mark,
            value=ctx.f.percent(it.raw) if it.raw is not None else "",
            short=ctx.f.number(shown(it.raw, 0, ctx.f.edges)) if it.raw is not None else "",
            cells=it.cells,
            starred=code in starred,
            place="r{} c{}".format(*grid[code]) if code in grid else "",
            square=grid.get(code, (99, 0)),
        )
        for code, it in sorted(states.items(), key=rank)
    )


def map_of(ctx: RenderContext, tiles: Iterable[RegionTile]) -> MapView | None:
    """The map of the country with the state of each region; None where none is shipped."""
    drawn = drawing(ctx.catalog.country)
    if drawn is None:
        return None
    by_code = {tile.code: tile for tile in tiles}
    areas = []
    for shape in drawn.outlines:
        tile = by_code.get(shape.code.removeprefix(f"{ctx.catalog.country}-"))
        if tile is not None:
            glyph = _GLYPHS[tile.mark.css]
            areas.append(Area(tile, shape.d, round(shape.x), round(shape.y), glyph, shape.leader))
    return MapView(drawn.width, drawn.height, tuple(areas))


def legend_of(
    ctx: RenderContext, plan: PlanResult, states: Mapping[str, RegionState]
) -> tuple[LegendRow, ...]:
    """Every state that a region is in, with its number and its meaning in words."""
    order = list(_GLYPHS)
    found: dict[tuple[str, str], list[str]] = {}
    for code, it in sorted(states.items(), key=lambda item: order.index(item[1].mark.css)):
        found.setdefault((it.mark.css, it.mark.word), []).append(ctx.region(code))
    meanings = dict(_meanings(ctx, plan))
    bands = {ctx.band_mark(band).css for band in Band}
    return tuple(
        LegendRow(
            Mark(css, word),
            len(names),
            meanings.get((css, word), ""),
            joined(sorted(names, key=slug), ", ")
            if len(names) <= _NAMED and css not in bands
            else "",
        )
        for (css, word), names in found.items()
    )


def _meanings(ctx: RenderContext, plan: PlanResult) -> Iterator[tuple[tuple[str, str], str]]:
    bands = ctx.catalog.bands(plan.folder.id)
    if bands is not None:
        edges = {"medium": ctx.f.number(bands.medium), "high": ctx.f.number(bands.high)}
        for band, text in _BAND_EDGES.items():
            mark = ctx.band_mark(band)
            meaning = ctx.t(Message(text.template, dict(edges)))
            yield (mark.css, mark.word), meaning.replace(" %", f"{NBSP}%")
    for css, word, meant in (*STANDINGS.values(), NOWHERE):
        yield (css, ctx.t(word)), ctx.t(meant)
    if not agreements(plan.folder):
        css, word, _ = STANDINGS[Standing.SILENT]
        yield (css, ctx.t(word)), ctx.plain("no result of it is published")
