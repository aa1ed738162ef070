"""What sentences are of: a scope of one plan, with what counts in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from generator.compute.measured import MeasureResult
from generator.compute.reasons import Shortfall, element_of, is_short, shortfalls
from generator.compute.results import PlanResult, Results
from generator.compute.rollups import NOTHING, Counted, Rollup, Scope, ScopeKey
from generator.model.catalog import PLAN
from generator.model.period import Period
from generator.paths import ELEMENT
from generator.paths import PLAN as PLAN_PAGE


@dataclass(frozen=True)
class Subject:
    """A scope of a plan in the plan's year; where that is silent, at its latest period."""

    results: Results
    plan: PlanResult
    scope: Scope
    code: str

    @property
    def key(self) -> ScopeKey:
        """The scope and its code."""
        return self.scope, self.code

    @property
    def page(self) -> str:
        """The page of the plan, or of a part of it; of a region or unit, that of the plan."""
        name = self.plan.folder.id
        is_part = self.code in self.plan.folder.by_code and self.code != PLAN
        return ELEMENT(name, self.code) if is_part else PLAN_PAGE(name)

    @cached_property
    def period(self) -> Period:
        """The year, else the latest period in which something counts."""
        year = Period.of_year(self.plan.year)
        told = [p for p, rolled in self.plan.by_level.items() if self.key in rolled]
        return year if year in told else max(told, key=lambda p: p.end, default=year)

    @cached_property
    def rollup(self) -> Rollup:
        """Counts and mean of its lowest level."""
        return self.plan.scoped.get(self.period, {}).get(self.key, NOTHING)

    @cached_property
    def rows(self) -> tuple[Counted, ...]:
        """What the roll-up counts."""
        found = self.plan.once(("rows", self.period), lambda: _by_scope(self.plan, self.period))
        return tuple(row for row in found.get(self.key, ()) if row.level == self.rollup.level)

    @cached_property
    def short(self) -> tuple[Counted, ...]:
        """What fell short, the lowest first."""
        short = (row for row in self.rows if is_short(row))
        return tuple(sorted(short, key=lambda row: (row.raw or Decimal(0), row.code)))

    @cached_property
    def explained(self) -> tuple[Shortfall, ...]:
        """What fell short in the plan's year, with what reports say of it."""
        own = {(row.code, row.level) for row in self.short}
        found = shortfalls(self.plan) if self.period.year == self.plan.year else ()
        return tuple(it for it in found if (it.row.code, it.row.level) in own)

    @property
    def is_so_far(self) -> bool:
        """Whether targets are those until today."""
        series = (it.years.get(self.period.year) for it in self.measures)
        return any(it is not None and it.is_so_far for it in series)

    @cached_property
    def measures(self) -> tuple[MeasureResult, ...]:
        """Indicators of what counts."""
        return tuple(it for row in self.rows for it in measures_of(self.plan, row))


def measures_of(plan: PlanResult, row: Counted) -> list[MeasureResult]:
    """The indicators of an activity, or the one that counts by itself, or in a region."""
    element = element_of(plan, row)
    if element is not None and row.level.is_counted:
        return plan.measures_of(element.code)
    found = plan.measures.get(row.code) or plan.measures.get(row.code.rpartition(":")[0])
    return [found] if found else []


def _by_scope(plan: PlanResult, period: Period) -> dict[ScopeKey, list[Counted]]:
    found: dict[ScopeKey, list[Counted]] = {}
    for row in plan.counted.get(period, ()):
        for key in row.scopes:
            found.setdefault(key, []).append(row)
    return found


def subjects(results: Results) -> Iterator[Subject]:
    """Every scope of every plan that something is said of."""
    for plan in results.plans.values():
        keys = {key: None for rolled in plan.by_level.values() for key in rolled}
        yield from (Subject(results, plan, *key) for key in {(Scope.PLAN, PLAN): None, **keys})
