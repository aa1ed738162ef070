"""What amendments say of the figures, and which of it the recorded steps have not got yet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from generator.history.ease import Ease, ease
from generator.model.catalog import Catalog, Element, MeasureUse, PlanFolder
from generator.model.history import (
    BUDGET,
    TARGET,
    History,
    Key,
    MovedFigure,
    Origin,
    Step,
    means_otherwise,
)


def grounded(history: History, catalog: Catalog) -> History:
    """The same steps; one whose amendment was registered before or after it has its ground.

    Amendments that came with the plan are of another time: they explain nothing that was
    recorded since, even where the figures are the same.
    """
    steps = list(history.steps)
    bare: dict[tuple[str, Key], list[int]] = {}
    for n, step in enumerate(steps):
        if not step.amendment:
            bare.setdefault((step.plan, step.key), []).append(n)
    for name, folder in catalog.plans.items():
        for said in unseen_amendments(catalog, folder, history.by_plan.get(name, ())):
            n_known = history.registered.get((name, said.amendment))
            alike = bare.get((name, said.key), [])
            meant = None if n_known is None else _meant(steps, alike, said, n_known)
            if meant is not None:
                steps[meant] = replace(
                    steps[meant],
                    amendment=said.amendment,
                    document=said.document,
                    reason=said.reason,
                )
                alike.remove(meant)
    return replace(history, steps=tuple(steps))


def _meant(steps: list[Step], alike: list[int], said: Step, n_known: int) -> int | None:
    """The last such step when the amendment was registered, else the first after."""
    values = said.before, said.after
    exact = [n for n in alike if (steps[n].before, steps[n].after) == values]
    earlier = [n for n in exact if n < n_known]
    return earlier[-1] if earlier else exact[0] if exact else None


def unseen_amendments(
    catalog: Catalog, folder: PlanFolder, recorded: Sequence[Step]
) -> Iterator[Step]:
    """What amendments say that no commit shows: older than the history, the oldest first."""
    seen = {(step.amendment, step.key) for step in recorded if step.amendment}
    amounts = {step.amendment for step in recorded if step.figure == BUDGET}
    uses = {use.id: use for use in catalog.measures(folder.id)}
    for amendment in sorted(folder.amendments, key=lambda it: it.date):
        about = {"day": amendment.date, "plan": folder.id, "origin": Origin.TRANSCRIBED}
        for moved in folder.moved_figures(amendment):
            name = moved.measure
            place = placed(name, uses.get(name), folder.by_code.get(name))
            eased = _ease(folder, uses.get(name), moved, recorded)
            step = Step.of(moved, **about, **place, **amendment.ground, ease=eased.word)
            is_told = moved.figure == BUDGET and step.amendment in amounts
            if not is_told and (step.amendment, step.key) not in seen:
                yield step


def _ease(
    folder: PlanFolder, use: MeasureUse | None, moved: MovedFigure, recorded: Sequence[Step]
) -> Ease:
    """By the direction of today; neither where the numbers have another meaning since."""
    if use is None or moved.figure != TARGET:
        return Ease.NEITHER
    if means_otherwise(recorded, moved.measure, founding_acts(folder)):
        return Ease.NEITHER
    return ease(use.traits, moved.before, moved.after)


def placed(name: str, use: MeasureUse | None, element: Element | None) -> dict[str, Any]:
    """Where a measure stands and how its values are read; else the element of that name."""
    if use is None:
        return {"code": name, "title": element.node.title if element else ""}
    return {
        "code": use.element.code,
        "title": use.element.node.title,
        "measure": name,
        "unit": use.traits.unit or "",
        "in_percent": use.traits.kind.traits.in_percent,
    }


def founding_acts(folder: PlanFolder) -> frozenset[str]:
    """Documents that first approved the plan, and the one its figures were copied from.

    An amendment that cites one of them changes no commitment: it mends how it was transcribed.
    """
    plan, versions = folder.plan, folder.plan.versions
    first = versions[0].document if versions else plan.approval and plan.approval.document
    copied = plan.source.document if plan.source else None
    later = {version.document for version in versions[1:]}
    return frozenset(name for name in (first, copied) if name and name not in later)
