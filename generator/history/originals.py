"""The targets that a plan first committed itself to, and what its results attain against them.

The targets of today are walked back, step by step, to the first known state of the commitment;
the same computation then judges them. What a step has not seen stays as it is today.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from itertools import dropwhile
from typing import Any

from generator.compute.attainment import Attainment, Status, attain
from generator.compute.by_method import judge_by
from generator.compute.measured import at
from generator.compute.results import PlanResult, Results, plan_result
from generator.history.amended import founding_acts, unseen_amendments
from generator.model.catalog import PLAN, PlanFolder, measure_id
from generator.model.history import TARGET, Origin, Step, means_otherwise, plain_value, typed_value
from generator.model.measure import Measure
from generator.model.period import Period
from generator.model.plan import OwnElement

Targets = dict[tuple[Period, str], Any]
"""Values by period and member (regions by code); ``""`` is the whole."""


def originals(results: Results) -> dict[str, PlanResult]:
    """Plans whose targets moved, computed with the targets they first had."""
    found: dict[str, PlanResult] = {}
    away = results.derived(incomparable)
    for name, folder in results.catalog.plans.items():
        targets = original_targets(results, folder)
        moved = {measure: it for measure, it in targets.items() if measure not in away[name]}
        if moved:
            before = _with_targets(folder, moved)
            catalog = replace(results.catalog, plans={**results.catalog.plans, name: before})
            found[name] = plan_result(catalog, before, results.as_of)
    return found


def incomparable(results: Results) -> dict[str, frozenset[str]]:
    """By plan, measures whose first targets meant something else than today's results do."""
    found: dict[str, frozenset[str]] = {}
    for name, folder in results.catalog.plans.items():
        steps, mended = _commitments(results, folder), founding_acts(folder)
        moved = original_targets(results, folder)
        found[name] = frozenset(it for it in moved if means_otherwise(steps, it, mended))
    return found


def original_targets(results: Results, folder: PlanFolder) -> dict[str, Targets]:
    """First targets of the measures whose targets are others today, by the id of the measure."""
    today = {measure_id(m, e.code): targets_of(folder, m) for e, m in folder.written_measures}
    first = {name: dict(targets) for name, targets in today.items()}
    mended = founding_acts(folder)
    for step in reversed(_commitments(results, folder)):
        targets = first.get(step.measure)
        when = step.when(folder.plan.years)
        if targets is None or when is None or step.document in mended:
            continue
        key = (when, step.member)
        if _is_target(step) and _leads_on(targets.get(key), step):
            targets.pop(key, None)
            if step.before is not None:
                targets[key] = typed_value(step.before)
    return {name: targets for name, targets in first.items() if targets != today[name]}


def targets_of(folder: PlanFolder, measure: Measure) -> Targets:
    """The targets of a measure as the files say them."""
    values = measure.values(folder.region_list)
    return {(period, member): value for period, member, value in values}


def _commitments(results: Results, folder: PlanFolder) -> list[Step]:
    """What is known of a plan since it first was a commitment; a draft was free before."""
    recorded = results.history.by_plan.get(folder.id, ())
    older = unseen_amendments(results.catalog, folder, recorded)
    return [*older, *dropwhile(lambda step: not step.is_committed, recorded)]


def _is_target(step: Step) -> bool:
    """Whether a step is of a target as written, not of what a year's figures give together."""
    return step.figure == TARGET and (step.is_part or not step.is_rescheduled)


def _leads_on(left: object, step: Step) -> bool:
    """Whether what an amendment says it left is what was there next; commits need no such proof."""
    return step.origin is not Origin.TRANSCRIBED or plain_value(left) == step.after


def _with_targets(folder: PlanFolder, moved: Mapping[str, Targets]) -> PlanFolder:
    """The same plan with other targets; nothing of the original is touched."""

    def of(node: Any) -> Any:
        """A plan, objective, strategy or activity with everything that hangs on it."""
        code = node.name if isinstance(node, OwnElement) else getattr(node, "code", PLAN)
        held = {
            name: tuple(map(of, getattr(node, name, ()))) for name in ("objectives", "activities")
        }
        held["measures"] = tuple(_retargeted(measure, code, moved) for measure in node.measures)
        return node.model_copy(
            update={name: it for name, it in held.items() if hasattr(node, name)}
        )

    strategies, own = tuple(map(of, folder.strategies)), tuple(map(of, folder.own_elements))
    return replace(folder, plan=of(folder.plan), strategies=strategies, own_elements=own)


def _retargeted(measure: Measure, code: str, moved: Mapping[str, Targets]) -> Measure:
    targets = moved.get(measure_id(measure, code))
    if targets is None:
        return measure
    figures: dict[Period, dict[str, Any]] = {}
    for (period, member), value in targets.items():
        figures.setdefault(period, {})[member] = value
    told = {p: parts if {*parts} - {""} else parts[""] for p, parts in figures.items()}
    return measure.model_copy(update={"targets": told})


# What a target that moved does to what is published today.


def judged(results: Results, step: Step) -> tuple[Attainment, Attainment] | None:
    """The result that is published today against the old and the new target of a step.

    None where the step is of no target, where no result is there to be held against it, and
    where what is measured is something else since.
    """
    plan = results.plans.get(step.plan)
    result = plan.measures.get(step.measure) if plan else None
    when = step.when(plan.folder.plan.years) if plan else None
    if step.figure != TARGET or result is None or when is None:
        return None
    actual = at(result, when, step.member).actual
    if actual is None or _means_otherwise(results, step):
        return None
    bands = results.catalog.bands(step.plan)
    judge = judge_by(result, results.catalog.method(step.plan), bands)
    old, new = (
        judge(attain(result.use.traits, typed_value(value), actual, bands), when, step.member)
        for value in (step.before, step.after)
    )
    return (old, new) if Status.VALUE in {old.status, new.status} else None


def _means_otherwise(results: Results, step: Step) -> bool:
    """Whether the numbers of the measure mean something else since a step, or with it."""
    steps = results.history.by_plan.get(step.plan, ())
    came = (step.origin, step.commit)
    start = next((n for n, it in enumerate(steps) if (it.origin, it.commit) == came), 0)
    mended = founding_acts(results.catalog.plans[step.plan])
    return means_otherwise(steps[start:], step.measure, mended)
