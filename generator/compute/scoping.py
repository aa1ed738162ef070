"""What each activity (or measure) of a plan counts under, period by period."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from generator.compute.attainment import Status
from generator.compute.measured import MeasureResult, at, is_early, owed_at, told_otherwise
from generator.compute.rollups import Counted, Scope, ScopeKey, activity_result, scope_of
from generator.model.breakdown import CROSS
from generator.model.catalog import Level, MeasureUse, PlanFolder
from generator.model.method import Bands
from generator.model.people import InCharge
from generator.model.period import Period
from generator.reference import REGION


def periods_of(measures: Mapping[str, MeasureResult]) -> list[Period]:
    """The years of a plan's measures, and every shorter period that has a result."""
    years = {Period.of_year(year) for m in measures.values() for year in m.years}
    rounds = {
        o.period
        for m in measures.values()
        for series in m.years.values()
        for o in series.observations
        if o.report is not None
    }
    return sorted(years | rounds)


@dataclass(frozen=True, slots=True)
class Member:
    """What counts in roll-ups: an activity or a measure, with everything it counts under."""

    code: str
    level: Level
    scopes: tuple[ScopeKey, ...]
    measures: tuple[MeasureResult, ...]


def members(folder: PlanFolder, measures: Mapping[str, MeasureResult]) -> list[Member]:
    """Activities that have measures, and the measures themselves on the levels above."""
    by_element: dict[str, list[MeasureResult]] = {}
    for measure in (m for m in measures.values() if not m.is_by_part):
        by_element.setdefault(measure.use.element.code, []).append(measure)
    found: list[Member] = []
    for element in folder.elements:
        own, is_one = by_element.get(element.code, []), element.level.is_counted
        for group in [own] if is_one and own else [[item] for item in own]:
            hosts = (element, *folder.above(element))
            above = ((scope, it.code) for it in hosts if (scope := scope_of(it.level)))
            scopes = dict.fromkeys((*above, *_beside(folder, group[0].use)))
            code = element.code if is_one else group[0].use.id
            found.append(Member(code, element.level, tuple(scopes), tuple(group)))
    return found


def counted_at(
    counting: Iterable[Member],
    measures: Iterable[MeasureResult],
    period: Period,
    bands: Bands | None,
) -> Iterator[Counted]:
    """The result of each member at a period, and of each region of each measure."""
    for member in counting:
        parts = [at(m, period) for m in member.measures]
        owed = sum(owed_at(m, period) for m in member.measures)
        key = member.code, member.level
        it = activity_result(key, member.scopes, parts, bands, owed)
        early = any(is_early(m, period) for m in member.measures)
        is_told = _is_told_otherwise(it, member, period)
        known = early or is_told
        yield replace(it, is_early=early, is_told_otherwise=is_told) if known else it
    for measure in (m for m in measures if REGION in (m.use.measure.by or "").split(CROSS)):
        for told in measure.by_region.get(period, ()):
            key = f"{measure.use.id}:{told.name}", measure.use.element.level
            scopes = ((Scope.REGION, told.name),)
            yield activity_result(key, scopes, [told.attainment], bands)


def _is_told_otherwise(it: Counted, member: Member, period: Period) -> bool:
    """Whether all that it lacks was reported without a result."""
    if it.status is not Status.NOT_REPORTED:
        return False
    lacking = (m for m in member.measures if at(m, period).status is Status.NOT_REPORTED)
    return all(told_otherwise(m, period) for m in lacking)


def _beside(folder: PlanFolder, use: MeasureUse) -> Iterator[ScopeKey]:
    """The units and the region an activity (or a measure) counts under."""
    if unit := use.element.executing_unit:
        yield Scope.EXECUTING_UNIT, unit
    if unit := responsible_of(folder, use).leading:
        yield Scope.UNIT, unit
    if region := use.element.region:
        yield Scope.REGION, folder.region_list.code(region)


def responsible_of(folder: PlanFolder, use: MeasureUse) -> InCharge:
    """What names who is in charge: the measure, its sheet, its element, or the nearest above."""
    hosts = (element.node for element in (use.element, *folder.above(use.element)))
    holders = (use.measure, use.indicator, *hosts)
    return next((it for it in holders if it is not None and it.responsible), _NOBODY)


_NOBODY = InCharge()


def taken_part_in(
    folder: PlanFolder, measures: Mapping[str, MeasureResult]
) -> dict[str, dict[str, None]]:
    """Activities (or measures) by each unit that takes part in them and does not lead."""
    found: dict[str, dict[str, None]] = {}
    uses = [measure.use for measure in measures.values() if not measure.is_by_part]
    for use in uses:
        code = use.element.code if use.element.level.is_counted else use.id
        for unit in responsible_of(folder, use).taking_part:
            found.setdefault(unit, {})[code] = None
    counted = {use.element.code for use in uses}
    for element in folder.counted:
        for unit in element.node.taking_part if element.code not in counted else ():
            found.setdefault(unit, {})[element.code] = None
    return found
