"""Which units and regions a date, a piece of news or a change of a plan concerns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import singledispatch

from generator.compute.agenda import ReportDue
from generator.compute.news import Alert, BudgetMove, FollowedUp, ReportPublished
from generator.compute.reporting import round_of
from generator.compute.results import PlanResult
from generator.compute.rollups import Scope, ScopeKey
from generator.model.catalog import PLAN
from generator.model.history import Step
from generator.model.plan import Agreement
from generator.model.reports import CalendarEntry, Recommendation

Concerned = frozenset[ScopeKey]
"""Units, as ``Scope.UNIT`` whatever their role is, and regions."""


def concerned(plan: PlanResult, subject: object) -> Concerned:
    """Whoever it is about; the institution of a plan, and the unit that leads it, by all of it."""
    own = plan.folder.plan
    return frozenset((*_units(filter(None, (own.entity, own.leading))), *_of(subject, plan)))


@singledispatch
def _of(subject: object, plan: PlanResult) -> Iterable[ScopeKey]:
    """What is of the plan as a whole concerns nobody more."""
    del subject, plan
    return ()


@_of.register
def _of_recommendation(entry: Recommendation, _: PlanResult) -> Iterator[ScopeKey]:
    yield from _units(entry.owners)
    yield from ((Scope.REGION, region) for it in entry.actions for region in it.by_region)


@_of.register
def _of_follow_up(told: FollowedUp, plan: PlanResult) -> Iterable[ScopeKey]:
    return _of_recommendation(told.recommendation, plan)


@_of.register
def _of_round(due: ReportDue, plan: PlanResult) -> Iterator[ScopeKey]:
    for told in round_of(plan, due.period).units:
        yield from _units((told.unit,))
        yield from _named(plan, (it.id for it in told.dues))


@_of.register
def _of_report(told: ReportPublished, plan: PlanResult) -> Iterator[ScopeKey]:
    for file in plan.folder.results:
        if (file.period, file.status, file.cutoff) == (told.period, told.status, told.cutoff):
            yield from _units(filter(None, (file.reported_by,)))
            yield from _named(plan, (*file.results, *file.elements))


@_of.register
def _of_budget(moved: BudgetMove, _: PlanResult) -> Iterable[ScopeKey]:
    return _units(it.executing_unit for it in moved.changes if it.executing_unit)


@_of.register
def _of_date(entry: CalendarEntry, plan: PlanResult) -> Iterable[ScopeKey]:
    return _named(plan, entry.concerns)


@_of.register
def _of_signature(signed: Agreement, _: PlanResult) -> Iterable[ScopeKey]:
    return ((Scope.REGION, signed.region),) if signed.region else ()


@_of.register
def _of_alert(alert: Alert, plan: PlanResult) -> Iterator[ScopeKey]:
    yield from _units(alert.units)
    yield from (key for step in alert.steps for key in _of_step(step, plan))
    yield from _named(plan, () if alert.about == PLAN else (alert.about,))


@_of.register
def _of_step(step: Step, plan: PlanResult) -> Iterator[ScopeKey]:
    """A change of one region concerns no other."""
    name = step.measure or step.code
    found = frozenset(_named(plan, () if name == PLAN else (name,)))
    regions = {key for key in found if key[0] is Scope.REGION}
    yield from found - regions
    own = regions & {(Scope.REGION, step.member)}
    yield from own or (regions if len(regions) == 1 else ())


def _units(names: Iterable[str]) -> Iterator[ScopeKey]:
    return ((Scope.UNIT, name) for name in names)


def _named(plan: PlanResult, names: Iterable[str]) -> Iterator[ScopeKey]:
    """The units and regions that indicators, or parts of the plan, count under."""
    index = plan.once("concerned", lambda: _index(plan))
    for name in names:
        measure = plan.measures.get(name)
        inside = (measure.use.element.code,) if measure else plan.folder.below(name)
        yield from (key for it in (name, *inside) for key in index.get(it, ()))


def _index(plan: PlanResult) -> dict[str, set[ScopeKey]]:
    found: dict[str, set[ScopeKey]] = {}
    for row in (row for rows in plan.counted.values() for row in rows):
        is_whole = row.code in plan.measures or row.code in plan.folder.by_code
        name = row.code if is_whole else row.code.rpartition(":")[0]
        for scope, code in row.scopes:
            if scope in {Scope.UNIT, Scope.EXECUTING_UNIT}:
                found.setdefault(name, set()).add((Scope.UNIT, code))
            elif scope is Scope.REGION:
                found.setdefault(name, set()).add((Scope.REGION, code))
    return found
