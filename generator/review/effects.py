"""What changes do to the figures: both sides computed on the same day and held side by side."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import TypeVar

from generator.compute import Results, compute
from generator.compute.measured import MeasureResult, at
from generator.compute.results import PlanResult
from generator.compute.rollups import Rollup, Scope, ScopeKey, roll_up
from generator.compute.series import WHOLE
from generator.model.catalog import PLAN, Catalog
from generator.model.period import Period
from generator.model.source import Unit
from generator.review.changes import Change, Effect, FigureChange, Reach, YearChange

Both = tuple[MeasureResult | None, MeasureResult | None]
"""A measure in BASE and in HEAD; None where a side has it not."""
Cell = tuple[Period, str]
"""Period and member."""
K = TypeVar("K")
_SCOPES = (Scope.OBJECTIVE, Scope.STRATEGY, Scope.EXECUTING_UNIT)


@dataclass(frozen=True, slots=True)
class GroupEffect:
    """A group of a plan whose mean or counts moved. Units of the means: percent."""

    scope: Scope
    code: str
    title: str
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

    @property
    def moved(self) -> bool:
        """Whether the mean or a count of the plan is another."""
        return _figures(self.before) != _figures(self.after) or bool(self.groups)


def _figures(it: Rollup) -> tuple[object, ...]:
    return it.mean_attainment, it.n, _given(it.bands), _given(it.statuses)


def _given(counts: Mapping[K, int]) -> dict[K, int]:
    return {key: n for key, n in counts.items() if n}


@dataclass(frozen=True)
class Sides:
    """Both sides computed; only the plans that can be computed on each."""

    before: Results
    after: Results
    renamed: Mapping[tuple[str, str], str]
    """Id of a measure in BASE by plan and id in HEAD, where they differ."""

    def of(self, plan: str, measure: str) -> Both:
        """A measure on both sides."""
        old, new = self.before.plans.get(plan), self.after.plans.get(plan)
        name = self.renamed.get((plan, measure), measure)
        found = old.measures.get(name) if old else None
        return found, new.measures.get(measure) if new else None

    def is_computed(self, plan: str) -> bool:
        """Whether both sides have the plan."""
        return plan in self.before.plans and plan in self.after.plans

    @cached_property
    def by_sheet(self) -> dict[str, list[tuple[str, str]]]:
        """Plans and measures that use a sheet in HEAD."""
        found: dict[str, list[tuple[str, str]]] = {}
        for name, plan in self.after.plans.items():
            for result in plan.measures.values():
                if sheet := result.use.measure.indicator:
                    found.setdefault(sheet, []).append((name, result.use.id))
        return found


def computed(
    catalogs: tuple[Catalog, Catalog],
    plans: Iterable[str],
    renamed: Mapping[tuple[str, str], str],
    as_of: date,
) -> Sides:
    """Compute the named plans of both catalogues as of the same day."""
    names = set(plans)
    before, after = (
        compute(replace(it, plans={k: v for k, v in it.plans.items() if k in names}), as_of)
        for it in catalogs
    )
    return Sides(before, after, renamed)


def with_effects(changes: Iterable[Change], sides: Sides) -> list[Change]:
    """Changes with what moved because of them; the others as they are."""
    return [_with_effects(change, sides) for change in changes]


def _with_effects(change: Change, sides: Sides) -> Change:
    found: list[Effect] = []
    reach = change.kind.value.reach
    if reach is Reach.MEASURES:
        found = _headlines(sides, _concerned(change, sides))
    elif reach is not Reach.NOTHING and sides.is_computed(change.plan):
        if isinstance(change, YearChange):
            found = _headlines(sides, [(change.plan, change.measure)], {change.year})
        elif isinstance(change, FigureChange):
            found = _of_figure(change, sides)
    moved = tuple(effect for effect in found if effect.moved)
    return replace(change, effects=moved) if moved else change


def _of_figure(change: FigureChange, sides: Sides) -> list[Effect]:
    """At the period of the figure; of the whole year too where that is another period."""
    year = Period.of_year(change.period.year)
    cells = dict.fromkeys([(change.period, change.member), (year, WHOLE)])
    both = sides.of(change.plan, change.measure)
    name = (change.plan, change.code, change.measure)
    return [_effect(name, cell, both) for cell in cells]


def _effect(name: tuple[str, str, str], cell: Cell, both: Both) -> Effect:
    """``name``: plan, code of the element and id of the measure."""
    before, after = (at(result, *cell) if result else None for result in both)
    return Effect(*name, *cell, before, after)


def _concerned(change: Change, sides: Sides) -> list[tuple[str, str]]:
    """The measures that a change of method speaks of."""
    if change.measure:
        return [(change.plan, change.measure)] if sides.is_computed(change.plan) else []
    if not change.plan and change.code != "site":
        named = sides.by_sheet.get(change.code, [])
        return [(plan, measure) for plan, measure in named if sides.is_computed(plan)]
    plans = [change.plan] if change.plan else list(sides.after.plans)
    return [
        (plan, measure)
        for plan in plans
        if sides.is_computed(plan)
        for measure, result in sides.after.plans[plan].measures.items()
        if change.code in {PLAN, "site", result.use.element.code}
    ]


def _headlines(
    sides: Sides, measures: Iterable[tuple[str, str]], years: set[int] | None = None
) -> list[Effect]:
    """Years of measures whose verdict moved; of a year that did not, its periods that did."""
    found: list[Effect] = []
    for plan, measure in measures:
        old, new = sides.of(plan, measure)
        for year in sorted(_years(old) | _years(new)):
            if years is None or year in years:
                found += _of_year((plan, measure), year, (old, new))
    return found


def _years(result: MeasureResult | None) -> set[int]:
    return set(result.years) if result else set()


def _of_year(name: tuple[str, str], year: int, both: Both) -> list[Effect]:
    """The year of a measure where it moved, else those of its periods and members that did."""
    plan, measure = name
    shown = next((result for result in reversed(both) if result), None)
    code = shown.use.element.code if shown else ""
    whole: Cell = (Period.of_year(year), WHOLE)
    effects = (_effect((plan, code, measure), cell, both) for cell in [whole, *_told(both, year)])
    found = [effect for effect in effects if effect.moved]
    return found[:1] if found and found[0].period == whole[0] else found


def _told(both: Both, year: int) -> list[Cell]:
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
    """What moved in each plan that both sides have."""
    units = sides.after.catalog.units
    names = [name for name in sides.after.plans if sides.is_computed(name)]
    found = [
        _plan_effect(sides.before.plans[name], sides.after.plans[name], units) for name in names
    ]
    return [effect for effect in found if effect.moved]


def _plan_effect(old: PlanResult, new: PlanResult, units: Mapping[str, Unit]) -> PlanEffect:
    year = Period.of_year(new.year)
    before, after = (roll_up(plan.counted.get(year, ())) for plan in (old, new))
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
            title = element.node.title if element else ""
            if key[0] is Scope.EXECUTING_UNIT and key[1] in units:
                title = units[key[1]].name
            yield GroupEffect(key[0], key[1], title, old, new)
