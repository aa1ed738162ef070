"""Rules on regions: each is one of the country, or of the portal's own list."""

from __future__ import annotations

from collections.abc import Iterator

from generator.check.common import hides_regions, named, region_hint, suggestion, uses
from generator.model.catalog import Catalog, PlanFolder
from generator.model.region import RegionList
from generator.problems import Place, Problem, error, msg
from generator.reference import REGION

MOST = 2_500
"""Regions of a list: more than the municipalities of Mexico."""


def check_region(catalog: Catalog) -> Iterator[Problem]:
    """unknown-region: activities, agreements, actions and the map name regions of the list.

    A portal without a list is told so once, where it first names a region.
    """
    for name, place in () if hides_regions(catalog) else _unknown(catalog, catalog.region_list):
        if not catalog.regions:
            hint = msg("list them in content/regions.yml: ISO 3166-2 has none of its country")
            if not catalog.region_list.country:
                hint = msg(
                    "name its country in «region» of content/site.yml, or list the regions in "
                    "content/regions.yml"
                )
            yield error("unknown-region", place, msg("this portal has no list of regions"), hint)
            return
        yield error(
            "unknown-region",
            place,
            msg("«{name}» is not a region of the list", name=name),
            region_hint(catalog.region_list, name),
        )


def _unknown(catalog: Catalog, known: RegionList) -> Iterator[tuple[str, Place]]:
    for folder in catalog.plans.values():
        yield from _of_plan(folder, known)
    for _, use in uses(catalog):
        if use.measure.by == REGION and not known.names:
            yield REGION, use.measure.place_of("by")
    for area in known.areas:
        name = area.properties.get(known.file.map_property)
        if name is not None and name not in known:
            yield name, area.place


def _of_plan(folder: PlanFolder, known: RegionList) -> Iterator[tuple[str, Place]]:
    for holder in (*folder.plan.agreements, *(element.node for element in folder.elements)):
        yield from named(holder, ("region",), known)
    for recommendation in folder.recommendations:
        for action in recommendation.actions:
            for region in (it for it in action.by_region if it not in known):
                yield region, action.place_of("by_region", region, at_key=True)


def check_region_list(catalog: Catalog) -> Iterator[Problem]:
    """too-many-regions: each has a page."""
    file = catalog.region_list.file
    if len(file.regions) > MOST:
        yield error(
            "too-many-regions",
            file.place_of("regions", MOST),
            msg("the list has more than {most} regions, and each has a page", most=MOST),
            msg("list those that the plans name"),
        )


def check_part_of(catalog: Catalog) -> Iterator[Problem]:
    """unknown-region: a region is part of one above it in the list, or of one of the country."""
    regions, above = catalog.region_list, set[str]()
    asks = any(region.part_of for region in regions.own) and not hides_regions(catalog)
    country = {*regions.of_country, *regions.of_country.values()} if asks else set()
    for region in regions.own if asks else ():
        if region.part_of and region.part_of not in above and region.part_of not in country:
            yield error(
                "unknown-region",
                region.place_of("part_of"),
                msg(
                    "«{name}» is neither a region of the country nor one above it in this list",
                    name=region.part_of,
                ),
                suggestion(region.part_of, above | country),
            )
        above |= {region.code, region.name, *region.aliases}


def check_map(catalog: Catalog) -> Iterator[Problem]:
    """unnamed-area: the map says of each of its regions which one it is."""
    key = catalog.region_list.file.map_property
    unnamed = (area for area in catalog.region_list.areas if key not in area.properties)
    area = next(unnamed, None)
    if area is not None and "regions.yml" not in catalog.broken:
        yield error(
            "unnamed-area",
            area.place,
            msg("this region of the map has no property «{key}», which names it", key=key),
            msg(
                "say in content/regions.yml which property does: «map_property: {choices}»",
                choices=" / ".join(sorted(area.properties)) or "…",
            ),
        )
