"""Regions as squares, areas of a map, rows and a legend: one state each, in words and shape."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from generator import paths
from generator.compute.attainment import Status
from generator.compute.regions import Standing, agreements
from generator.compute.results import PlanResult
from generator.model.method import Band
from generator.model.scalars import slug
from generator.problems import Message, Percent, msg
from generator.reference import Outline
from generator.render.looks import BANDED, LOOKS, SHAPES, Look
from generator.render.views.common import Link, Mark, RenderContext, joined

STANDINGS: dict[Standing, tuple[Message, Message]] = {
    Standing.SILENT: (msg("Not reported"), msg("signed, but without results in the portal")),
    Standing.UNSIGNED: (msg("No signature"), msg("in the agreement, but no signature is known")),
    Standing.OUTSIDE: (msg("Not in the plan"), msg("neither an agreement nor a figure of it")),
}
"""What a region without a figure is called, and what that means."""
NOTHING_HERE = (msg("Nothing here"), msg("nothing of that level has it in the data"))
_BAND_EDGES: dict[Band, Message] = {
    Band.LOW: msg("below {medium}"),
    Band.MEDIUM: msg("from {medium} to below {high}"),
    Band.HIGH: msg("{high} or more"),
}


@dataclass(frozen=True, slots=True)
class RegionState:
    """What is said of one region."""

    mark: Mark
    raw: Decimal | None
    """The figure in percent; None where there is none."""
    standing: Standing
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RegionTile:
    """A region with its figure: a square, an area of the map, a row of the table."""

    code: str
    """What the region is called where there is no room: the end of an ISO code; else its code."""
    link: Link
    state: RegionState
    starred: bool
    place: str
    """CSS classes of its row and column in the grid of squares."""
    square: tuple[int, int]


@dataclass(frozen=True, slots=True)
class MapView:
    """The map of a country; lengths in units of the drawing."""

    width: int
    height: int
    areas: tuple[tuple[RegionTile, Outline, str], ...]
    """Regions with their borders and the shape of their state."""


@dataclass(frozen=True, slots=True)
class LegendRow:
    """One state with how many regions are in it."""

    mark: Mark
    n: int
    meaning: str
    names: str
    """The regions, where they are few and have no figure."""


_NAMED = 5
"""Up to so many regions are named in the legend."""


def standing_mark(ctx: RenderContext, stands: Standing) -> Mark:
    """The mark of a region without a figure."""
    return Mark(LOOKS[stands], ctx.t(STANDINGS[stands][0]))


def tiles_of(
    ctx: RenderContext, states: Mapping[str, RegionState], starred: Collection[str]
) -> tuple[RegionTile, ...]:
    """Regions from the lowest figure to the highest, then those without one."""
    known = ctx.catalog.region_list
    grid, country = known.grid, f"{known.country}-"
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
            code=code.removeprefix(country),
            link=ctx.region_link(code),
            state=it,
            starred=code in starred,
            place="r{} c{}".format(*grid[code]) if code in grid else "",
            square=grid.get(code, (99, 0)),
        )
        for code, it in sorted(states.items(), key=rank)
    )


def map_of(ctx: RenderContext, tiles: Iterable[RegionTile]) -> MapView | None:
    """The map with the state of each region; None where the portal has no map."""
    drawn = ctx.catalog.region_list.map
    if drawn is None:
        return None
    by_page = {tile.link.href: tile for tile in tiles}
    shapes = [(by_page.get(paths.REGION(it.code)), it) for it in drawn.outlines]
    areas = ((tile, it, SHAPES[tile.state.mark.look].map) for tile, it in shapes if tile)
    return MapView(drawn.width, drawn.height, tuple(areas))


def legend_of(
    ctx: RenderContext, plan: PlanResult, states: Mapping[str, RegionState]
) -> tuple[LegendRow, ...]:
    """Every state that a region is in, with its number and its meaning in words."""
    order = list(Look)
    found: dict[Mark, list[str]] = {}
    for code, it in sorted(states.items(), key=lambda item: order.index(item[1].mark.look)):
        found.setdefault(it.mark, []).append(ctx.region(code))
    meanings = dict(_meanings(ctx, plan))
    return tuple(
        LegendRow(mark, len(names), meanings.get(mark, ""), _names(mark, names))
        for mark, names in found.items()
    )


def _names(mark: Mark, names: list[str]) -> str:
    """The regions, where they are few and have no figure."""
    is_named = len(names) <= _NAMED and mark.look not in BANDED
    return joined(sorted(names, key=slug), ", ") if is_named else ""


def _meanings(ctx: RenderContext, plan: PlanResult) -> Iterator[tuple[Mark, str]]:
    bands = ctx.catalog.bands(plan.folder.id)
    if bands is not None:
        edges = {"medium": Percent(bands.medium), "high": Percent(bands.high)}
        for band, text in _BAND_EDGES.items():
            yield ctx.band_mark(band), ctx.t(text, **edges)
    yield ctx.status_mark(Status.VALUE), ctx.t("one figure only: there is no mean to assess")
    for stands, (_, meant) in STANDINGS.items():
        yield standing_mark(ctx, stands), ctx.t(meant)
    yield ctx.status_mark(Status.WITHHELD), ctx.t("the report gives no figure, and says why")
    yield ctx.status_mark(Status.NOT_AVAILABLE), ctx.t("there is no figure; the report says why")
    yield ctx.status_mark(Status.DISCONTINUED), ctx.t("no longer measured")
    yield Mark(Look.NOT_APPLICABLE, ctx.t(NOTHING_HERE[0])), ctx.t(NOTHING_HERE[1])
    if not agreements(plan.folder):
        yield standing_mark(ctx, Standing.SILENT), ctx.t("without results in the portal")
