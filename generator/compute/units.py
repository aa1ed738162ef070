"""What a unit does in a plan: its roles, and what counts under each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from generator.compute.results import PlanResult
from generator.compute.rollups import NOTHING, Levels, Rollup, Scope, by_level
from generator.model.catalog import PLAN
from generator.model.method import Band
from generator.model.period import Period
from generator.model.reports import Recommendation


class Role(StrEnum):
    """What a unit is to a part of a plan, or to all of it."""

    EXECUTES = "executes"
    """Its activities are carried out by it."""
    RESPONSIBLE = "responsible"
    """It leads a part."""
    TAKES_PART = "takes-part"
    """It takes part in what another unit leads, under which alone it counts."""
    ANSWERS = "answers"
    """It answers for the plan as a whole."""
    ENTITY = "entity"
    """The plan is its own."""


@dataclass(frozen=True, slots=True)
class UnitPart:
    """One role of a unit in a plan, in the plan's year."""

    role: Role
    levels: Levels
    codes: tuple[str, ...] = ()
    """Activities (or measures) that count under it; empty where it is the whole plan."""

    @property
    def rollup(self) -> Rollup:
        """The one that speaks for it: of its lowest level."""
        return next(iter(self.levels), NOTHING)


def parts(plan: PlanResult, unit: str) -> Iterator[UnitPart]:
    """The roles of a unit in a plan; whoever answers for the plan answers for what names no one."""
    own = plan.folder.plan
    now = plan.by_level.get(Period.of_year(plan.year), {})
    whole = now.get((Scope.PLAN, PLAN), ())
    if own.entity == unit:
        yield UnitPart(Role.ENTITY, whole)
    if own.leading == unit:
        yield UnitPart(Role.ANSWERS, whole)
    if codes := _codes(plan, Scope.EXECUTING_UNIT, unit):
        yield UnitPart(Role.EXECUTES, now.get((Scope.EXECUTING_UNIT, unit), ()), codes)
    named = _codes(plan, Scope.UNIT, unit)
    if named and own.leading != unit:
        yield UnitPart(Role.RESPONSIBLE, now.get((Scope.UNIT, unit), ()), named)
    if unit in own.taking_part:
        yield UnitPart(Role.TAKES_PART, ())
    elif others := plan.taken_part_in.get(unit):
        yield UnitPart(Role.TAKES_PART, (), tuple(others))


def _codes(plan: PlanResult, scope: Scope, unit: str) -> tuple[str, ...]:
    """What counts under a unit, and its activities that count nowhere."""
    found = [row.code for row in plan.counted_now if (scope, unit) in row.scopes]
    counted = {row.code for row in plan.counted_now}
    for element in plan.folder.counted:
        executes = scope is Scope.EXECUTING_UNIT
        named = element.executing_unit if executes else element.node.leading
        if named == unit and element.code not in counted:
            found.append(element.code)
    return tuple(found)


def counted_once(plan: PlanResult, unit: str) -> Levels:
    """What a unit carries out or leads, each activity once whatever its roles."""
    keys = {(Scope.EXECUTING_UNIT, unit), (Scope.UNIT, unit)}
    if plan.folder.plan.leading == unit:
        keys.add((Scope.PLAN, PLAN))
    return by_level(row for row in plan.counted_now if not keys.isdisjoint(row.scopes))


def n_low(*rollups: Rollup) -> int:
    """How many are in the low band."""
    return sum(rollup.bands.get(Band.LOW, 0) for rollup in rollups)


def judged_low(levels: Iterable[Rollup]) -> tuple[int, int]:
    """How many are in the low band or did not meet their target, and of how many."""
    own = list(levels)
    n = sum(sum(rollup.bands.values()) + rollup.n_verdicts for rollup in own)
    return n_low(*own) + sum(rollup.n_unmet for rollup in own), n


def open_recommendations(
    plan: PlanResult, unit: str, as_of: date
) -> list[tuple[Recommendation, bool]]:
    """Open recommendations of a unit, with whether they are overdue; the overdue first."""
    found = [
        (entry, entry.is_overdue(as_of))
        for entry in plan.folder.recommendations
        if entry.is_open and unit in entry.owners
    ]
    return sorted(found, key=lambda pair: not pair[1])
