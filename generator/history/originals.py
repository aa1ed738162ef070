"""The targets that a plan first committed itself to, and what its results attain against them.

The targets of today are walked back, step by step, to the first known state of the commitment;
the same computation then judges them. What a step has not seen stays as it is today.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from generator.compute.attainment import Attainment, Status, attain
from generator.compute.measured import at
from generator.compute.results import PlanResult, Results, plan_result
from generator.history.amended import founding_acts, unseen_amendments
from generator.model.catalog import PlanFolder, measure_id
from generator.model.history import (
    TARGET,
    Origin,
    Step,
    means_otherwise,
    plain_value,
    typed_value,
)
from generator.model.measure import Measure
from generator.model.period import Period
from generator.reference import region_code

Targets = dict[Period, dict[str, Any]]
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
    today = {measure_id(m, e.code): _by_member(m) for e, m in folder.written_measures}
    first = {name: {p: dict(parts) for p, parts in t.items()} for name, t in today.items()}
    mended = founding_acts(folder)
    for step in reversed(_commitments(results, folder)):
        targets, period = first.get(step.measure), step.when
        if targets is None or period is None or not _is_target(step) or step.document in mended:
            continue
        if _leads_on(targets, period, step):
            _undo(targets, period, step)
    return {name: targets for name, targets in first.items() if targets != today[name]}


def _commitments(results: Results, folder: PlanFolder) -> list[Step]:
    """What is known of a plan since it first was a commitment, oldest first."""
    recorded = results.history.by_plan.get(folder.id, ())
    older = unseen_amendments(results.catalog, folder, recorded)
    return [*older, *_committed(recorded)]


def _committed(steps: Iterable[Step]) -> list[Step]:
    """From the first step on that a public commitment made; a draft was free before."""
    listed = list(steps)
    start = next((n for n, step in enumerate(listed) if step.is_committed), len(listed))
    return listed[start:]


def _is_target(step: Step) -> bool:
    """Whether a step is of a target as written, not of what a year's figures give together."""
    return step.figure == TARGET and (step.is_part or not step.is_rescheduled)


def _leads_on(targets: Targets, period: Period, step: Step) -> bool:
    """Whether what an amendment says it left is what was there next; commits need no such proof."""
    left = plain_value(targets.get(period, {}).get(step.member_code))
    return step.origin is not Origin.TRANSCRIBED or left == step.after


def _by_member(measure: Measure) -> Targets:
    return {
        period: {region_code(n): v for n, v in figure.items()}
        if isinstance(figure, dict)
        else {"": figure}
        for period, figure in measure.targets.items()
    }


def _undo(targets: Targets, period: Period, step: Step) -> None:
    parts = targets.setdefault(period, {})
    if step.before is None:
        parts.pop(step.member_code, None)
    else:
        parts[step.member_code] = typed_value(step.before)
    if not parts:
        del targets[period]


def _with_targets(folder: PlanFolder, moved: Mapping[str, Targets]) -> PlanFolder:
    """The same plan with other targets; nothing of the original is touched."""

    def of(element: Any, code: str) -> dict[str, Any]:
        return {"measures": tuple(_retargeted(m, code, moved) for m in element.measures)}

    plan = folder.plan
    objectives = tuple(o.model_copy(update=of(o, o.code)) for o in plan.objectives)
    strategies = tuple(
        s.model_copy(
            update={
                **of(s, s.code),
                "activities": tuple(a.model_copy(update=of(a, a.code)) for a in s.activities),
            }
        )
        for s in folder.strategies
    )
    top = plan.model_copy(update={**of(plan, "plan"), "objectives": objectives})
    return replace(folder, plan=top, strategies=strategies)


def _retargeted(measure: Measure, code: str, moved: Mapping[str, Targets]) -> Measure:
    targets = moved.get(measure_id(measure, code))
    if targets is None:
        return measure
    figures = {period: parts.get("", parts) for period, parts in targets.items()}
    return measure.model_copy(update={"targets": figures})


# What a target that moved does to what is published today.


def judged(results: Results, step: Step) -> tuple[Attainment, Attainment] | None:
    """The result that is published today against the old and the new target of a step.

    None where the step is of no target, where no result is there to be held against it, and
    where what is measured is something else since.
    """
    plan = results.plans.get(step.plan)
    result = plan.measures.get(step.measure) if plan else None
    if step.figure != TARGET or result is None or step.when is None:
        return None
    actual = at(result, step.when, step.member_code).actual
    if actual is None or _means_otherwise(results, step):
        return None
    bands = results.catalog.bands(step.plan)
    old, new = (
        attain(result.use.traits, typed_value(value), actual, bands)
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
