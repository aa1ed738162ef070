"""What changes do to the figures: both sides computed on the same day and held side by side."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import TypeVar

from generator.compute import Results, compute
from generator.compute.attainment import Status
from generator.compute.measured import MeasureResult, at
from generator.compute.results import PlanResult
from generator.compute.rollups import Rollup, Scope, ScopeKey, lowest, roll_up
from generator.compute.series import WHOLE
from generator.model.catalog import PLAN
from generator.model.period import Period
from generator.model.source import Unit
from generator.review.changes import (
    Change,
    FieldChange,
    FigureChange,
    MovedAttainment,
    Reach,
    YearChange,
)
from generator.review.policy.base import Proposal

Both = tuple[MeasureResult | None, MeasureResult | None]
"""A measure in BASE and in HEAD; None where a side has it not."""
Cell = tuple[Period, str]
"""Period and member."""
K = TypeVar("K")
_SHARED = ("site", "methods")
"""What all plans share, and the methods that some of them name."""
_SCOPES = (Scope.OBJECTIVE, Scope.STRATEGY, Scope.ELEMENT, Scope.EXECUTING_UNIT)


@dataclass(frozen=True, slots=True)
class GroupEffect:
    """A group of a plan whose mean or counts moved. Units of the means: percent."""

    scope: Scope
    code: str
    title: str
    called: str
    """Its code as pages say it."""
    before: Rollup
    after: Rollup


@dataclass(frozen=True, slots=True)
class PlanEffect:
    """What the proposal does to a plan in the year its pages speak of."""

    plan: str
    title: str
    year: int
    counts_activities: bool
    """Whether activities are counted; else measures are."""
    before: Rollup
    after: Rollup
    groups: tuple[GroupEffect, ...]
    """Objectives, strategies and executing units that moved, in the order of the plan."""
    n_put_off: int = 0
    """Results, of any year, that were owed and are not due any more."""

    @property
    def has_moved(self) -> bool:
        """Whether the mean or a count of the plan is another."""
        moved = _figures(self.before) != _figures(self.after)
        return moved or bool(self.groups) or self.n_put_off > 0


def _figures(it: Rollup) -> tuple[object, ...]:
    return it.mean_attainment, it.n, _given(it.bands), _given(it.statuses)


def _given(counts: Mapping[K, int]) -> dict[K, int]:
    return {key: n for key, n in counts.items() if n}


@dataclass(frozen=True)
class Sides:
    """Both sides computed; the same plans on each."""

    before: Results
    after: Results
    measure_ids: Mapping[tuple[str, str], str]
    """Id of a measure in BASE by plan and id in HEAD, where they differ."""

    def of(self, plan: str, measure: str) -> Both:
        """A measure on both sides."""
        name = self.measure_ids.get((plan, measure), measure)
        old, new = self.before.plans[plan].measures, self.after.plans[plan].measures
        return old.get(name), new.get(measure)

    @cached_property
    def by_sheet(self) -> dict[str, list[tuple[str, str]]]:
        """Plans and measures that use a sheet in HEAD."""
        found: dict[str, list[tuple[str, str]]] = {}
        for name, plan in self.after.plans.items():
            for result in plan.measures.values():
                if sheet := result.use.measure.indicator:
                    found.setdefault(sheet, []).append((name, result.use.id))
        return found


def computed(proposal: Proposal, plans: Collection[str], as_of: date) -> Sides:
    """Compute some of the plans that both catalogues have, as of the same day."""
    before, after = (
        compute(replace(it, plans={k: v for k, v in it.plans.items() if k in plans}), as_of)
        for it in (proposal.base, proposal.head)
    )
    return Sides(before, after, proposal.measure_ids)


def with_effects(change: Change, sides: Sides) -> Change:
    """A change with what moved because of it."""
    moved = tuple(effect for effect in _effects(change, sides) if effect.has_moved)
    return replace(change, effects=moved) if moved else change


def _effects(change: Change, sides: Sides) -> list[MovedAttainment]:
    reach = change.kind.value.reach
    if reach is Reach.MEASURES:
        return _headlines(sides, _concerned(change, sides))
    if reach is not Reach.NOTHING and change.plan in sides.after.plans:
        if isinstance(change, YearChange):
            return _headlines(sides, [(change.plan, change.measure)], {change.year})
        if isinstance(change, FigureChange):
            return _of_figure(change, sides)
    return []


def _of_figure(change: FigureChange, sides: Sides) -> list[MovedAttainment]:
    """At the period of the figure; of the whole year too where that is another period."""
    year = Period.of_year(change.period.year)
    cells = dict.fromkeys([(change.period, change.member), (year, WHOLE)])
    both = sides.of(change.plan, change.measure)
    name = (change.plan, change.code, change.measure)
    return [_effect(name, cell, both) for cell in cells]


def _effect(name: tuple[str, str, str], cell: Cell, both: Both) -> MovedAttainment:
    """``name``: plan, code of the element and id of the measure."""
    before, after = (at(result, *cell) if result else None for result in both)
    return MovedAttainment(*name, *cell, before, after)


def _concerned(change: Change, sides: Sides) -> Iterable[tuple[str, str]]:
    """The measures that a change of method speaks of."""
    if not change.plan and change.code not in _SHARED:
        return sides.by_sheet.get(change.code, ())
    plans = {change.plan} & sides.after.plans.keys() if change.plan else sides.after.plans.keys()
    if isinstance(change, FieldChange) and change.code == "methods":
        named = {p: it.folder.plan.method for p, it in sides.after.plans.items()}
        plans = {plan for plan in plans if named[plan] == change.entry}
    if change.measure:
        return [(plan, change.measure) for plan in plans]
    return [
        (plan, measure)
        for plan in plans
        for measure, result in sides.after.plans[plan].measures.items()
        if change.code in {PLAN, *_SHARED, result.use.element.code}
    ]


def _headlines(
    sides: Sides, measures: Iterable[tuple[str, str]], years: set[int] | None = None
) -> list[MovedAttainment]:
    """Years of measures whose verdict moved; of a year that did not, its periods that did."""
    found: list[MovedAttainment] = []
    for plan, measure in measures:
        both = sides.of(plan, measure)
        known = {year for result in both if result for year in result.years}
        for year in sorted(known if years is None else known & years):
            found += _of_year((plan, measure), year, both)
    return found


def _of_year(name: tuple[str, str], year: int, both: Both) -> list[MovedAttainment]:
    """The year of a measure where it moved, else those of its periods and members that did."""
    plan, measure = name
    shown = next((result for result in reversed(both) if result), None)
    code = shown.use.element.code if shown else ""
    whole: Cell = (Period.of_year(year), WHOLE)
    effects = (_effect((plan, code, measure), cell, both) for cell in [whole, *_cells(both, year)])
    found = [effect for effect in effects if effect.has_moved]
    return found[:1] if found and found[0].period == whole[0] else found


def _cells(both: Both, year: int) -> list[Cell]:
    """Where either side has a target or a result in a year."""
    cells = {
        (observation.period, observation.member)
        for result in both
        if result and year in result.years
        for observation in result.years[year].observations
    }
    return sorted(cells)


# Plans.


def plan_effects(sides: Sides) -> list[PlanEffect]:
    """What moved in each plan."""
    units = sides.after.catalog.units
    found = (
        replace(
            _plan_effect(sides.before.plans[name], new, units), n_put_off=_n_put_off(sides, name)
        )
        for name, new in sides.after.plans.items()
    )
    return [effect for effect in found if effect.has_moved]


def _n_put_off(sides: Sides, plan: str) -> int:
    """How many targets of a plan have a result that was owed and is not due any more."""
    put_off = Status.NOT_REPORTED, Status.NOT_DUE
    every = (sides.of(plan, measure) for measure in sides.after.plans[plan].measures)
    return sum(
        (at(old, *cell).status, at(new, *cell).status) == put_off
        for old, new in every
        if old and new
        for year in new.years
        for cell in _cells((old, new), year)
    )


def _plan_effect(old: PlanResult, new: PlanResult, units: Mapping[str, Unit]) -> PlanEffect:
    year = Period.of_year(new.year)
    before, after = (lowest(roll_up(plan.counted.get(year, ()))) for plan in (old, new))
    whole = (Scope.PLAN, PLAN)
    return PlanEffect(
        plan=new.folder.id,
        title=new.folder.plan.name,
        year=new.year,
        counts_activities=bool(new.activities),
        before=before.get(whole, Rollup()),
        after=after.get(whole, Rollup()),
        groups=tuple(_groups(new, before, after, units)),
    )


def _groups(
    plan: PlanResult,
    before: Mapping[ScopeKey, Rollup],
    after: Mapping[ScopeKey, Rollup],
    units: Mapping[str, Unit],
) -> Iterator[GroupEffect]:
    order = {code: n for n, code in enumerate(plan.folder.by_code)}
    keys = [key for key in {**after, **before} if key[0] in _SCOPES]
    keys.sort(key=lambda key: (_SCOPES.index(key[0]), order.get(key[1], len(order)), key[1]))
    for key in keys:
        old, new = before.get(key, Rollup()), after.get(key, Rollup())
        if _figures(old) != _figures(new):
            element = plan.folder.by_code.get(key[1])
            title, called = (element.node.title, element.called) if element else ("", key[1])
            if key[0] is Scope.EXECUTING_UNIT and key[1] in units:
                title = units[key[1]].name
            yield GroupEffect(*key, title, called, old, new)
