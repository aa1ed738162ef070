"""timeline(results, plan) -> steps: what was recorded and what was transcribed, newest first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from generator.compute.growth import growths
from generator.compute.results import PlanResult, Results
from generator.history.amended import unseen_amendments
from generator.model.catalog import PLAN, Catalog, PlanFolder
from generator.model.history import BUDGET, RESULT, VERSION, Origin, Step
from generator.model.plan import Version


def timeline(results: Results, plan: str) -> tuple[Step, ...]:
    """Every known change of a plan's figures, the newest first, undated ones last."""
    return tuple(step for step in results.derived(all_steps) if step.plan == plan)


def all_steps(results: Results) -> tuple[Step, ...]:
    """Every known change of every plan, the newest first; of plans that are gone too.

    Left out are results that are reported for the first time (they are news and no change), the
    single figures of a year that is told by other periods, and amounts of money that come with
    a version, which tells them itself.
    """
    return tuple(step for step in results.derived(every_step) if _is_change(step))


def every_step(results: Results) -> tuple[Step, ...]:
    """Everything that is known, first reports and single figures included, the newest first."""
    return _newest_first(list(_known(results)))


def _known(results: Results) -> Iterator[Step]:
    for name, folder in results.catalog.plans.items():
        recorded = results.history.by_plan.get(name, ())
        yield from unseen_amendments(results.catalog, folder, recorded)
        yield from version_steps(results, results.plans[name])
    yield from results.history.steps


def _newest_first(steps: list[Step]) -> tuple[Step, ...]:
    """By day, those of one day the last one first; undated ones at the end.

    Clocks go wrong: a commit comes after those it was made on, whatever its date says.
    """
    ranked: list[tuple[bool, date, int]] = []
    latest = date.min
    for n, step in enumerate(steps):
        day = step.day or date.min
        if step.origin is Origin.RECORDED:
            latest = day = max(latest, day)
        ranked.append((step.origin is Origin.PENDING, day, n))
    return tuple(steps[n] for _, _, n in sorted(ranked, reverse=True))


def _is_change(step: Step) -> bool:
    if step.origin is Origin.TRANSCRIBED:
        return True
    if step.is_part:
        return False
    return not (step.is_first and step.figure in {RESULT, BUDGET})


# What the plan's own files list.


def version_steps(results: Results, result: PlanResult) -> Iterator[Step]:
    """Versions of the plan with the budget that each one brought."""
    folder, told = result.folder, set()
    for growth in growths(result):
        for step in growth.steps:
            if step.version is None or step.version.id in told:
                continue
            told.add(step.version.id)
            yield replace(
                _version(results.catalog, folder, step.version),
                figure=BUDGET,
                period=str(growth.year),
                before=step.before,
                after=step.amount,
                unit=results.catalog.currency(folder.id) or "",
                stage=step.stage.value,
            )
    for version in folder.plan.versions:
        if version.id not in told:
            yield _version(results.catalog, folder, version)


def _version(catalog: Catalog, folder: PlanFolder, version: Version) -> Step:
    document = catalog.documents.get(version.document or "")
    return Step(
        day=version.date or (document.date if document else None),
        plan=folder.id,
        code=PLAN,
        title=folder.plan.title,
        figure=VERSION,
        after=version.label,
        origin=Origin.TRANSCRIBED,
        version=version.id,
        document=version.document or "",
    )
