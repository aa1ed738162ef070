"""What amendments say of the figures, and which of it the recorded steps have not got yet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from generator.model.catalog import Catalog, MeasureUse, PlanFolder
from generator.model.history import History, Origin, Step, plain_value
from generator.model.reports import Amendment


def grounded(history: History, catalog: Catalog) -> History:
    """The same steps; one whose amendment was registered before or after it has its ground.

    Amendments that came with the plan are of another time: they explain nothing that was
    recorded since, even where the figures are the same.
    """
    steps = list(history.steps)
    bare: dict[tuple[str, tuple[str, str, str, str]], list[int]] = {}
    for n, step in enumerate(steps):
        if not step.amendment:
            bare.setdefault((step.plan, step.key), []).append(n)
    for name, folder in catalog.plans.items():
        for said in unseen_amendments(catalog, folder, history.by_plan.get(name, ())):
            n_known = history.registered.get((name, said.amendment))
            alike = bare.get((name, said.key), [])
            meant = None if n_known is None else _meant(steps, alike, said, n_known)
            if meant is not None:
                steps[meant] = _with_ground(steps[meant], said)
                alike.remove(meant)
    return replace(history, steps=tuple(steps))


def _with_ground(step: Step, said: Step) -> Step:
    ground = said.amendment, said.document, said.reason
    return replace(step, amendment=ground[0], document=ground[1], reason=ground[2])


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
                in_percent=bool(use and use.traits.kind.traits.in_percent),
                origin=Origin.TRANSCRIBED,
                amendment=amendment.id,
                document=amendment.document,
                reason=amendment.reason,
            )


def founding_acts(folder: PlanFolder) -> frozenset[str]:
    """Documents that first approved the plan, and the one its figures were copied from.

    An amendment that cites one of them changes no commitment: it mends how it was transcribed.
    """
    plan, versions = folder.plan, folder.plan.versions
    first = versions[0].document if versions else plan.approval and plan.approval.document
    copied = plan.source.document if plan.source else None
    later = {version.document for version in versions[1:]}
    return frozenset(name for name in (first, copied) if name and name not in later)
