"""timeline(results, plan) -> steps: what was recorded and what was transcribed, newest first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal

from generator.compute.attainment import Attainment, Status, attain
from generator.compute.growth import growths
from generator.compute.history import (
    BUDGET,
    RESULT,
    TARGET,
    VERSION,
    Origin,
    Step,
    Value,
    plain_value,
)
from generator.compute.results import PlanResult, Results
from generator.compute.scoping import at
from generator.model.catalog import PLAN, Catalog, MeasureUse, PlanFolder
from generator.model.indicator import Kind
from generator.model.period import Period, read_period
from generator.model.plan import Version
from generator.model.reports import Amendment
from generator.model.scalars import Milestone, State
from generator.reference import region_code


def timeline(results: Results, plan: str) -> tuple[Step, ...]:
    """Every change of a plan's figures that is known, the newest first, undated ones last.

    Left out are results that are reported for the first time (they are news and no change), the
    single figures of a year that is told by other periods, and amounts of money that come with
    a version, which tells them itself.
    """
    recorded = [step for step in results.history.by_plan.get(plan, ()) if _is_change(step)]
    found = [*_transcribed(results, plan, recorded), *recorded]
    dated = sorted(found, key=_when, reverse=True)
    return tuple(step for _, step in sorted(enumerate(dated), key=lambda p: _is_undated(p[1])))


def _when(step: Step) -> tuple[bool, date]:
    return step.origin is Origin.PENDING, step.day or date.min


def _is_undated(step: Step) -> bool:
    return step.day is None and step.origin is not Origin.PENDING


def _is_change(step: Step) -> bool:
    if step.is_part:
        return False
    return not (step.is_first and step.figure in {RESULT, BUDGET})


def all_steps(results: Results) -> tuple[Step, ...]:
    """Every known change of every plan, the newest first."""
    found = [step for plan in results.catalog.plans for step in timeline(results, plan)]
    dated = sorted(found, key=_when, reverse=True)
    return tuple(step for _, step in sorted(enumerate(dated), key=lambda p: _is_undated(p[1])))


# What the plan's own files list.


def _transcribed(results: Results, plan: str, recorded: list[Step]) -> Iterator[Step]:
    folder = results.catalog.plans[plan]
    yield from unseen_amendments(results.catalog, folder, recorded)
    yield from _versions(results, results.plans[plan])


def unseen_amendments(
    catalog: Catalog, folder: PlanFolder, recorded: list[Step] | tuple[Step, ...]
) -> Iterator[Step]:
    """What amendments say that no commit shows: older than the history, the oldest first."""
    seen = {(step.amendment, step.key) for step in recorded if step.amendment}
    uses = {use.id: use for use in catalog.measures(folder.id)}
    for amendment in sorted(folder.amendments, key=lambda it: it.date):
        for step in _amended(folder, uses, amendment):
            if (step.amendment, step.key) not in seen:
                yield step


def _amended(
    folder: PlanFolder, uses: dict[str, MeasureUse], amendment: Amendment
) -> Iterator[Step]:
    for change in amendment.changes:
        use = uses.get(change.measure)
        element = use.element if use else folder.by_code.get(change.measure)
        for member, before, after in change.by_member():
            yield Step(
                day=amendment.date,
                plan=folder.id,
                code=element.code if element else change.measure,
                title=element.node.title if element else "",
                measure=use.id if use else "",
                figure=change.figure,
                period=change.period.text if change.period else "",
                member=member,
                before=plain_value(before),
                after=plain_value(after),
                unit=(use.traits.unit or "") if use else "",
                in_percent=bool(use and use.traits.kind is Kind.PERCENTAGE),
                origin=Origin.TRANSCRIBED,
                amendment=amendment.id,
                document=amendment.document,
                reason=amendment.reason,
            )


def _versions(results: Results, result: PlanResult) -> Iterator[Step]:
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


# What a target that moved does to what is published today.


def judged(results: Results, step: Step) -> tuple[Attainment, Attainment] | None:
    """The result that is published today against the old and the new target of a step.

    None where the step is of no target, or where no result is there to be held against it.
    """
    result = results.plans[step.plan].measures.get(step.measure)
    if step.figure != TARGET or result is None or not step.period:
        return None
    actual = at(result, read_period(step.period), _member(step)).actual
    if actual is None:
        return None
    bands = results.catalog.bands(step.plan)
    both = tuple(
        attain(result.use.traits, written(value), actual, bands)
        for value in (step.before, step.after)
    )
    return None if all(it.status is not Status.VALUE for it in both) else (both[0], both[1])


def _member(step: Step) -> str:
    return region_code(step.member) if step.member else ""


def written(value: Value) -> Decimal | State | Milestone | None:
    """A value of a step as the computation takes it; other words have nothing to compute."""
    if not isinstance(value, str):
        return value
    words: dict[str, State | Milestone] = {**State.__members__, **Milestone.__members__}
    return next((word for word in words.values() if word.value == value), None)


def period_of(step: Step) -> Period | None:
    """The period of a step; None where it has none."""
    return read_period(step.period) if step.period else None
