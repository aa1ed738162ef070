"""Rules on names that must exist somewhere else."""

from __future__ import annotations

from collections.abc import Iterator

from generator.check.walk import named, suggestion, suggestion_of_element
from generator.model.catalog import PLAN, Catalog
from generator.model.method import METHODS
from generator.model.plan import Contribution
from generator.model.source import Unit
from generator.problems import Message, Place, Problem, error, msg

_UNIT_FIELDS = (
    "entity",
    "responsible",
    "executing_unit",
    "reported_by",
    "publisher",
    "parent",
    "owner",
)
_DOCUMENT_FIELDS = ("document", "approves", "modifies")


def check_unit(catalog: Catalog) -> Iterator[Problem]:
    """unknown-unit: every body named is in ``content/units.yml``."""
    if "units.yml" in catalog.broken:
        return
    for model in catalog.models:
        fields = _UNIT_FIELDS if isinstance(model, Unit) else (*_UNIT_FIELDS[:-2], "owner")
        for name, place in named(model, fields, catalog.units):
            yield error(
                "unknown-unit",
                place,
                msg("«{name}» is not in content/units.yml", name=name),
                suggestion(name, catalog.units) or msg("add it to content/units.yml"),
            )


def check_document(catalog: Catalog) -> Iterator[Problem]:
    """unknown-document: every document cited is in ``content/documents.yml``."""
    if "documents.yml" in catalog.broken:
        return
    for model in catalog.models:
        for name, place in named(model, _DOCUMENT_FIELDS, catalog.documents):
            yield error(
                "unknown-document",
                place,
                msg("«{name}» is not in content/documents.yml", name=name),
                suggestion(name, catalog.documents) or msg("add it to content/documents.yml"),
            )


def check_indicator(catalog: Catalog) -> Iterator[Problem]:
    """unknown-indicator: every sheet cited by a measure is in ``content/indicators/``."""
    for folder in catalog.plans.values():
        for _, measure in folder.written_measures:
            name = measure.indicator
            if name is None or name in catalog.indicators:
                continue
            if f"indicators/{name}.yml" not in catalog.broken:
                yield error(
                    "unknown-indicator",
                    measure.place_of("indicator"),
                    msg(
                        "the measure cites «{name}», which is not in content/indicators/",
                        name=name,
                    ),
                    suggestion(name, catalog.indicators)
                    or msg("add content/indicators/{name}.yml", name=name),
                )


def check_objective(catalog: Catalog) -> Iterator[Problem]:
    """unknown-objective: a strategy serves objectives that its plan has."""
    for folder in catalog.plans.values():
        codes = [objective.code for objective in folder.plan.objectives]
        for strategy in folder.strategies:
            if not strategy.objective:
                yield error(
                    "unknown-objective",
                    strategy.place_of("objective"),
                    msg("the strategy names no objective"),
                    suggestion("", codes),
                )
            for index, code in enumerate(strategy.objective):
                if code not in codes:
                    yield error(
                        "unknown-objective",
                        strategy.place_of("objective", index),
                        msg("the plan has no objective «{code}»", code=code),
                        suggestion(code, codes),
                    )


def check_contribution(catalog: Catalog) -> Iterator[Problem]:
    """unknown-plan, unknown-element: links to other plans of the portal must lead somewhere."""
    for model in catalog.models:
        if not isinstance(model, Contribution) or model.plan is None:
            continue
        folder = catalog.plans.get(model.plan)
        if folder is None:
            if f"plans/{model.plan}/plan.yml" not in catalog.broken:
                yield error(
                    "unknown-plan",
                    model.place_of("plan"),
                    msg("there is no plan «{name}» in content/plans/", name=model.plan),
                    suggestion(model.plan, catalog.plans),
                )
        elif model.code and model.code not in folder.by_code and folder.complete:
            yield error(
                "unknown-element",
                model.place_of("code"),
                msg("the plan «{plan}» has no «{code}»", plan=model.plan, code=model.code),
                suggestion(model.code, folder.by_code.keys() - {PLAN}),
            )


def check_method(catalog: Catalog) -> Iterator[Problem]:
    """unknown-method: the calculation method is one that the portal knows."""
    for folder in catalog.plans.values():
        if folder.plan.method not in METHODS:
            yield error(
                "unknown-method",
                folder.plan.place_of("method"),
                msg("there is no calculation method «{name}»", name=folder.plan.method),
                suggestion(folder.plan.method, METHODS),
            )


def check_named(catalog: Catalog) -> Iterator[Problem]:
    """unknown-element: amendments, recommendations and dates speak of what the plan has."""
    for name, folder in catalog.plans.items():
        if not folder.complete:
            continue
        known = folder.measure_names | set(folder.by_code)
        changes = [change for amendment in folder.amendments for change in amendment.changes]
        gone = {change.measure for change in changes if change.after is None}
        kept = (change for change in changes if change.measure not in gone)
        spoken = [found for change in kept for found in named(change, ("measure",))]
        for entry in (*folder.recommendations, *folder.calendar):
            spoken += named(entry, ("concerns",))
        for code, place in spoken:
            if code not in known:
                yield _unknown_element(name, code, place, suggestion(code, known - {PLAN}))


def check_published(catalog: Catalog) -> Iterator[Problem]:
    """unknown-element: published figures speak of what the plan has."""
    for name, folder in catalog.plans.items():
        known = folder.measure_names | set(folder.by_code)
        for entry in folder.published:
            if entry.of is not None and entry.of not in known and folder.complete:
                hint = suggestion_of_element(entry.of, known - {PLAN})
                yield _unknown_element(name, entry.of, entry.place_of("of"), hint)


def check_reported_element(catalog: Catalog) -> Iterator[Problem]:
    """unknown-element: a report speaks of elements that the plan has."""
    for name, folder in catalog.plans.items():
        known = set(folder.by_code)
        for results in folder.results if folder.complete else ():
            for code in results.elements:
                if code not in known:
                    place = results.place_of("elements", code, at_key=True)
                    hint = suggestion_of_element(code, known - {PLAN})
                    yield _unknown_element(name, code, place, hint)


def _unknown_element(plan: str, code: str, place: Place, hint: Message | None) -> Problem:
    return error(
        "unknown-element",
        place,
        msg("the plan «{plan}» has no «{code}»", plan=plan, code=code),
        hint,
    )


def check_version(catalog: Catalog) -> Iterator[Problem]:
    """unknown-version: amounts and published figures name versions that the plan lists."""
    for folder in catalog.plans.values():
        known = {version.id for version in folder.plan.versions}
        lines = (line for _, line in folder.budget())
        entries = (*lines, *folder.plan.budget_changes, *folder.published)
        for code, place in (found for entry in entries for found in named(entry, ("version",))):
            if code not in known:
                yield error(
                    "unknown-version",
                    place,
                    msg("the plan has no version «{code}»", code=code),
                    suggestion(code, known) or msg("add it under «versions» in plan.yml"),
                )


def check_region(catalog: Catalog) -> Iterator[Problem]:
    """unknown-region: activities, agreements and actions name regions of the reference list.

    A country without a list has none to be held against.
    """
    if not catalog.regions:
        return
    names = {*catalog.regions, *catalog.regions.values()}
    for folder in catalog.plans.values():
        named_regions = [
            (entry.region, entry.place_of("region"))
            for entry in folder.plan.agreements
            if entry.region is not None
        ]
        for strategy in folder.strategies:
            named_regions += [
                (activity.region, activity.place_of("region"))
                for activity in strategy.activities
                if activity.region is not None
            ]
        for recommendation in folder.recommendations:
            for action in recommendation.actions:
                named_regions += [
                    (region, action.place_of("by_region", region, at_key=True))
                    for region in action.by_region
                ]
        for region, place in named_regions:
            if region not in names:
                yield error(
                    "unknown-region",
                    place,
                    msg("«{name}» is not a region of the reference list", name=region),
                    suggestion(region, names),
                )
