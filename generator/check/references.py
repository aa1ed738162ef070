"""Rules on names that must exist somewhere else."""

from __future__ import annotations

from collections.abc import Iterator, Set

from generator.check.common import (
    having,
    hides_regions,
    named,
    names_of_measures,
    region_hint,
    suggestion,
    suggestion_of_element,
    uses,
)
from generator.model.base import Model
from generator.model.catalog import PLAN, Catalog, PlanFolder
from generator.model.people import InCharge, ResponsibleRole
from generator.model.plan import Contribution
from generator.model.region import RegionList
from generator.model.reports import ResultsFile
from generator.model.source import Unit
from generator.problems import Place, Problem, error, msg
from generator.reference import REGION

_UNIT_FIELDS = ("entity", "executing_unit", "reported_by", "publisher", "owner")
_DOCUMENT_FIELDS = ("document", "approves", "modifies")
_MOST = 2_500
"""Regions of a list: more than the municipalities of Mexico."""


def check_unit(catalog: Catalog) -> Iterator[Problem]:
    """unknown-unit: every body named is in ``content/units.yml``."""
    if "units.yml" in catalog.broken:
        return
    for model in having(catalog, (*_UNIT_FIELDS, "responsible", "parent")):
        fields = (*_UNIT_FIELDS, "parent") if isinstance(model, Unit) else _UNIT_FIELDS
        for name, place in (*named(model, fields, catalog.units), *_in_charge(model, catalog)):
            what = msg("«{name}» is not in content/units.yml", name=name)
            hint = suggestion(name, catalog.units) or msg("add it to content/units.yml")
            yield error("unknown-unit", place, what, hint)


def _in_charge(model: Model, catalog: Catalog) -> Iterator[tuple[str, Place]]:
    for index, entry in enumerate(model.responsible if isinstance(model, InCharge) else ()):
        if entry.unit not in catalog.units:
            yield entry.unit, model.place_of("responsible", index, "unit")


def check_responsible(catalog: Catalog) -> Iterator[Problem]:
    """responsible-lead, responsible-twice: exactly one unit leads, and no unit stands twice."""
    models = having(catalog, ("responsible",))
    for model in (it for it in models if isinstance(it, InCharge) and it.responsible):
        places: dict[str, Place] = {}
        for index, (unit, role) in enumerate((it.unit, it.role) for it in model.responsible):
            place = model.place_of("responsible", index, "unit")
            first = places.setdefault(unit, place)
            if first is not place:
                what = msg("«{unit}» is repeated; first at {first}", unit=unit, first=first)
                yield error("responsible-twice", place, what, msg("remove one of them"))
            elif role is ResponsibleRole.LEADS and unit != model.leading:
                what = msg("«{unit}» leads, and «{other}» too", unit=unit, other=model.leading)
                hint = msg("write «role: takes-part» for all but one")
                yield error("responsible-lead", place, what, hint)
        if model.leading is None:
            what = msg("none of the units leads")
            hint = msg("write «role: leads» for the one that answers for it")
            yield error("responsible-lead", model.place_of("responsible"), what, hint)


def check_document(catalog: Catalog) -> Iterator[Problem]:
    """unknown-document: every document cited is in ``content/documents.yml``."""
    if "documents.yml" in catalog.broken:
        return
    for model in having(catalog, _DOCUMENT_FIELDS):
        for name, place in named(model, _DOCUMENT_FIELDS, catalog.documents):
            what = msg("«{name}» is not in content/documents.yml", name=name)
            hint = suggestion(name, catalog.documents) or msg("add it to content/documents.yml")
            yield error("unknown-document", place, what, hint)


def check_indicator(catalog: Catalog) -> Iterator[Problem]:
    """unknown-indicator: every sheet cited by a measure is in ``content/indicators/``."""
    for folder in catalog.plans.values():
        for _, measure in folder.written_measures:
            name = measure.indicator
            if name is None or name in catalog.indicators:
                continue
            if f"indicators/{name}.yml" not in catalog.broken:
                what = msg(
                    "the indicator cites «{name}», which is not in content/indicators/", name=name
                )
                hint = suggestion(name, catalog.indicators) or msg(
                    "add content/indicators/{name}.yml", name=name
                )
                yield error("unknown-indicator", measure.place_of("indicator"), what, hint)


def check_objective(catalog: Catalog) -> Iterator[Problem]:
    """unknown-objective: a strategy serves objectives that its plan has."""
    for folder in catalog.plans.values():
        codes = [objective.code for objective in folder.plan.objectives]
        for strategy in () if folder.plan.own_levels else folder.strategies:
            if not strategy.objective:
                what = msg("the strategy names no objective")
                hint = suggestion("", codes)
                yield error("unknown-objective", strategy.place_of("objective"), what, hint)
            for code, place in named(strategy, ("objective",), codes):
                what = msg("the plan has no objective «{code}»", code=code)
                hint = suggestion(code, codes)
                yield error("unknown-objective", place, what, hint)


def check_contribution(catalog: Catalog) -> Iterator[Problem]:
    """unknown-plan, unknown-element: links to other plans of the portal must lead somewhere."""
    for model in catalog.models.get(Contribution, ()):
        if not isinstance(model, Contribution) or model.plan is None:
            continue
        folder = catalog.plans.get(model.plan)
        if folder is None:
            if f"plans/{model.plan}/plan.yml" not in catalog.broken:
                what = msg("there is no plan «{name}» in content/plans/", name=model.plan)
                hint = suggestion(model.plan, catalog.plans)
                yield error("unknown-plan", model.place_of("plan"), what, hint)
        elif model.code and model.code not in folder.names and folder.complete:
            what = msg("the plan «{plan}» has no «{code}»", plan=model.plan, code=model.code)
            hint = suggestion(model.code, folder.by_code.keys() - {PLAN})
            yield error("unknown-element", model.place_of("code"), what, hint)


def check_method(catalog: Catalog) -> Iterator[Problem]:
    """unknown-method: the calculation method is one that the portal knows."""
    for folder in catalog.plans.values() if "methods.yml" not in catalog.broken else ():
        if folder.plan.method not in catalog.methods:
            what = msg("there is no calculation method «{name}»", name=folder.plan.method)
            hint = suggestion(folder.plan.method, catalog.methods)
            yield error("unknown-method", folder.plan.place_of("method"), what, hint)


def check_element(catalog: Catalog) -> Iterator[Problem]:
    """unknown-element: whatever speaks of an element or a measure names one that the plan has."""
    for name, folder in catalog.plans.items():
        if folder.complete:
            codes = set(folder.names)
            known = codes | names_of_measures(catalog, folder)
            told = [entry for results in folder.results for entry in _reported(results, codes)]
            printed = [
                place for entry in folder.published for place in named(entry, ("of",), known)
            ]
            for found, choices, hint in (
                (_concerned(folder, known), known, suggestion),
                (printed, known, suggestion_of_element),
                (told, codes, suggestion_of_element),
            ):
                for code, place in found:
                    what = msg("the plan «{plan}» has no «{code}»", plan=name, code=code)
                    yield error("unknown-element", place, what, hint(code, choices - {PLAN}))


def _concerned(folder: PlanFolder, known: Set[str]) -> Iterator[tuple[str, Place]]:
    """What amendments, recommendations and dates speak of; a measure that was dropped is gone."""
    changes = [change for amendment in folder.amendments for change in amendment.changes]
    gone = {change.measure for change in changes if change.after is None}
    for change in changes:
        if change.measure not in gone:
            yield from named(change, ("measure",), known)
    for entry in (*folder.recommendations, *folder.calendar):
        yield from named(entry, ("concerns",), known)


def _reported(results: ResultsFile, known: Set[str]) -> Iterator[tuple[str, Place]]:
    for code in results.elements.keys() - known:
        yield code, results.place_of("elements", code, at_key=True)


def check_version(catalog: Catalog) -> Iterator[Problem]:
    """unknown-version: amounts and published figures name versions that the plan lists."""
    for folder in catalog.plans.values():
        known = {version.id for version in folder.plan.versions}
        lines = (line for _, line in folder.budget())
        entries = (*lines, *folder.plan.budget_changes, *folder.published)
        for code, place in (found for e in entries for found in named(e, ("version",), known)):
            what = msg("the plan has no version «{code}»", code=code)
            hint = suggestion(code, known) or msg("add it under «versions» in plan.yml")
            yield error("unknown-version", place, what, hint)


def check_region(catalog: Catalog) -> Iterator[Problem]:
    """unknown-region: activities, agreements, actions and the map name regions of the list.

    A portal without a list is told so once, where it first names a region.
    """
    for name, place in () if hides_regions(catalog) else _unknown(catalog, catalog.region_list):
        if not catalog.regions:
            hint = msg(
                "list them in content/regions.yml, or name in «region» of content/site.yml a "
                "country that has some in ISO 3166-2"
            )
            yield error("unknown-region", place, msg("this portal has no list of regions"), hint)
            return
        what = msg("«{name}» is not a region of the list", name=name)
        hint = region_hint(catalog.region_list, name)
        yield error("unknown-region", place, what, hint)


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
    if len(file.regions) > _MOST:
        what = msg("the list has more than {most} regions, and each has a page", most=_MOST)
        hint = msg("list those that the plans name")
        yield error("too-many-regions", file.place_of("regions", _MOST), what, hint)


def check_part_of(catalog: Catalog) -> Iterator[Problem]:
    """unknown-region: a region is part of one above it in the list, or of one of the country."""
    regions, above = catalog.region_list, set[str]()
    asks = any(region.part_of for region in regions.own) and not hides_regions(catalog)
    country = {*regions.of_country, *regions.of_country.values()} if asks else set()
    for region in regions.own if asks else ():
        if region.part_of and region.part_of not in above and region.part_of not in country:
            what = msg(
                "«{name}» is neither a region of the country nor one above it in this list",
                name=region.part_of,
            )
            hint = suggestion(region.part_of, above | country)
            yield error("unknown-region", region.place_of("part_of"), what, hint)
        above |= {region.code, region.name, *region.aliases}


def check_map(catalog: Catalog) -> Iterator[Problem]:
    """unnamed-area: the map says of each of its regions which one it is."""
    key = catalog.region_list.file.map_property
    unnamed = (area for area in catalog.region_list.areas if key not in area.properties)
    area = next(unnamed, None)
    if area is not None and "regions.yml" not in catalog.broken:
        what = msg("this region of the map has no property «{key}», which names it", key=key)
        hint = msg(
            "say in content/regions.yml which property does: «map_property: {choices}»",
            choices=" / ".join(sorted(area.properties)[:9]) or "…",
        )
        yield error("unnamed-area", area.place, what, hint)
