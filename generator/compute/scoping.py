"""What each activity (or measure) of a plan counts under, period by period."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from generator.compute.attainment import Attainment
from generator.compute.measured import MeasureResult, at
from generator.compute.rollups import SCOPES, Counted, Scope, ScopeKey, activity_result
from generator.compute.series import WHOLE
from generator.model.catalog import PLAN, Element, Level, MeasureUse, PlanFolder
from generator.model.method import Bands
from generator.model.period import Period
from generator.reference import REGION, region_code


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
    scopes: tuple[ScopeKey, ...]
    measures: tuple[MeasureResult, ...]


def members(folder: PlanFolder, measures: Mapping[str, MeasureResult]) -> list[Member]:
    """Activities that have measures; the measures themselves where a plan has no activities."""
    has_activities = any(True for _ in folder.of_level(Level.ACTIVITY))
    by_element: dict[str, list[MeasureResult]] = {}
    for measure in (m for m in measures.values() if not m.is_by_part):
        by_element.setdefault(measure.use.element.code, []).append(measure)
    found: list[Member] = []
    for element in folder.elements:
        own = by_element.get(element.code, [])
        if has_activities and element.level is Level.ACTIVITY and own:
            scopes = (*above(folder, element), *_beside(folder, own[0].use))
            found.append(Member(element.code, scopes, tuple(own)))
        elif not has_activities:
            for item in own:
                at_it = (SCOPES[element.level], element.code)
                scopes = (at_it, *above(folder, element), *_beside(folder, item.use))
                found.append(Member(item.use.id, tuple(dict.fromkeys(scopes)), (item,)))
    return found


def counted_at(
    counting: Iterable[Member],
    measures: Iterable[MeasureResult],
    period: Period,
    bands: Bands | None,
) -> Iterator[Counted]:
    """The result of each member at a period, and of each region of each measure."""
    for member in counting:
        yield activity_result(
            member.code, member.scopes, [at(m, period) for m in member.measures], bands
        )
    for measure in measures:
        for region, attainment in _by_region(measure, period):
            code = f"{measure.use.id}:{region}"
            yield activity_result(code, ((Scope.REGION, region),), [attainment], bands)


def _by_region(measure: MeasureResult, period: Period) -> Iterator[tuple[str, Attainment]]:
    series = measure.years.get(period.year) if measure.use.measure.by == REGION else None
    if series is None:
        return
    for observation in series.observations:
        if observation.period == period and observation.member != WHOLE:
            yield observation.member, observation.attainment


def above(folder: PlanFolder, element: Element) -> tuple[ScopeKey, ...]:
    """Everything above an element, nearest first, the plan last."""
    found: list[ScopeKey] = []
    waiting = list(element.parents)
    while waiting:
        code = waiting.pop(0)
        parent = folder.by_code.get(code)
        key = (SCOPES[parent.level], code) if parent and parent.level in SCOPES else None
        if key is not None and key not in found:
            found.append(key)
        waiting += parent.parents if parent else ()
    plan = (Scope.PLAN, PLAN)
    return (*[key for key in found if key != plan], plan)


def _beside(folder: PlanFolder, use: MeasureUse) -> Iterator[ScopeKey]:
    """The units and the region an activity (or a measure) counts under."""
    if unit := use.element.executing_unit:
        yield Scope.EXECUTING_UNIT, unit
    if unit := responsible_of(folder, use):
        yield Scope.UNIT, unit
    if region := use.element.region:
        yield Scope.REGION, region_code(region)


def responsible_of(folder: PlanFolder, use: MeasureUse) -> str | None:
    """Who answers: named by the measure, its sheet, its element, or the nearest one above."""
    own = use.measure.responsible or (use.indicator.responsible if use.indicator else None)
    if own:
        return own
    waiting: list[Element] = [use.element]
    while waiting:
        element = waiting.pop(0)
        named: str | None = element.node.responsible
        if named:
            return named
        waiting += [folder.by_code[c] for c in element.parents if c in folder.by_code]
    return None
