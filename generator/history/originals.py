"""The targets that a plan first committed itself to, and what its results attain against them.

The targets of today are walked back, step by step, to the first known state of the commitment;
the same computation then judges them. What a step has not seen stays as it is today.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from generator.compute.results import PlanResult, Results, plan_result
from generator.history.amended import founding_acts, unseen_amendments
from generator.history.timeline import period_of, written
from generator.model.catalog import PlanFolder, measure_id
from generator.model.history import TARGET, Origin, Step, means_otherwise, plain_value
from generator.model.measure import Measure
from generator.model.period import Period
from generator.reference import region_code

Targets = dict[Period, dict[str, Any]]
"""Values by period and member (regions by code); ``""`` is the whole."""


def originals(results: Results) -> dict[str, PlanResult]:
    """Plans whose targets moved, computed with the targets they first had."""
    found: dict[str, PlanResult] = {}
    for name, folder in results.catalog.plans.items():
        away = incomparable(results, folder)
        targets = original_targets(results, folder)
        moved = {measure: it for measure, it in targets.items() if measure not in away}
        if moved:
            before = _with_targets(folder, moved)
            catalog = replace(results.catalog, plans={**results.catalog.plans, name: before})
            found[name] = plan_result(catalog, before, results.as_of)
    return found


def incomparable(results: Results, folder: PlanFolder) -> frozenset[str]:
    """Measures whose first targets meant something else than the results of today do."""
    recorded = results.history.by_plan.get(folder.id, ())
    steps = [*unseen_amendments(results.catalog, folder, recorded), *_committed(recorded)]
    moved = original_targets(results, folder)
    mended = founding_acts(folder)
    return frozenset(name for name in moved if means_otherwise(steps, name, mended))


def original_targets(results: Results, folder: PlanFolder) -> dict[str, Targets]:
    """First targets of the measures whose targets are others today, by the id of the measure."""
    recorded = results.history.by_plan.get(folder.id, ())
    older = unseen_amendments(results.catalog, folder, recorded)
    today = {measure_id(m, e.code): _spread(m) for e, m in folder.written_measures}
    first = {name: {p: dict(parts) for p, parts in t.items()} for name, t in today.items()}
    mended = founding_acts(folder)
    for step in reversed([*older, *_committed(recorded)]):
        targets = first.get(step.measure)
        if targets is None or step.figure != TARGET or not _is_told(step):
            continue
        if _leads_on(targets, step):
            _undo(targets, step, is_mended=step.document in mended)
    return {name: targets for name, targets in first.items() if targets != today[name]}


def _committed(steps: Iterable[Step]) -> list[Step]:
    """From the first step on that a public commitment made; a draft was free before."""
    listed = list(steps)
    start = next((n for n, step in enumerate(listed) if step.is_committed), len(listed))
    return listed[start:]


def _is_told(step: Step) -> bool:
    """Whether a step is of a figure as written, and not of what a year's figures give together."""
    return step.is_part or not step.is_rescheduled


def _leads_on(targets: Targets, step: Step) -> bool:
    """Whether what an amendment says it left is what was there next; commits need no such proof."""
    period = period_of(step)
    if period is None or step.origin is not Origin.TRANSCRIBED:
        return True
    member = region_code(step.member) if step.member else ""
    return plain_value(targets.get(period, {}).get(member)) == step.after


def _spread(measure: Measure) -> Targets:
    return {
        period: {region_code(n): v for n, v in figure.items()}
        if isinstance(figure, dict)
        else {"": figure}
        for period, figure in measure.targets.items()
    }


def _undo(targets: Targets, step: Step, *, is_mended: bool) -> None:
    period = period_of(step)
    if period is None or is_mended:
        return
    member = region_code(step.member) if step.member else ""
    parts = targets.setdefault(period, {})
    if step.before is None:
        parts.pop(member, None)
    else:
        parts[member] = written(step.before)
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
