"""What a plan says place by place: measures told by region, activities at one, signatures.

The same service in several places: nothing is guessed. Its activities stand under one strategy,
one executing unit carries them out, and their titles are the same up to the last dash, after
which each names its own place (docs: metodología, el mismo servicio en otros lugares).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from generator.compute.attainment import Attainment, Status
from generator.compute.measured import MeasureResult
from generator.compute.results import PlanResult
from generator.compute.rollups import NOTHING, Counted, Rollup, by_level
from generator.compute.series import Observation
from generator.model.catalog import Element, Level, PlanFolder
from generator.model.period import Period
from generator.model.plan import Agreement, CarriedOut


class Standing(StrEnum):
    """How a region stands in a plan that gives figures by region."""

    TOLD = "told"
    """There is a target or a result of it."""
    SILENT = "silent"
    """It signed the agreement, and the plan gives no figure of it."""
    UNSIGNED = "unsigned"
    """The agreement names it without a signature."""
    OUTSIDE = "outside"
    """The plan does not speak of it."""


@dataclass(frozen=True, slots=True)
class Located:
    """An activity (or a measure) of one region, with its result in the plan's year."""

    region: str
    code: str
    level: Level
    result: Counted | None
    """None where it has no measure."""


def told_by_region(plan: PlanResult) -> list[MeasureResult]:
    """Measures with a target or a result of at least one region, in the order of the plan."""
    return [measure for measure in plan.measures.values() if measure.by_region]


def parts_of(measure: MeasureResult) -> Iterator[Observation]:
    """Observations of single regions, by period and region."""
    return (observation for found in measure.by_region.values() for observation in found)


def told_regions(measure: MeasureResult) -> dict[str, list[Observation]]:
    """The regions a measure speaks of, with its observations of each in the order of periods."""
    found: dict[str, list[Observation]] = {}
    for observation in parts_of(measure):
        found.setdefault(observation.name, []).append(observation)
    return found


def told_periods(measure: MeasureResult) -> list[Period]:
    """Periods in which a measure speaks of regions, in order."""
    return sorted(measure.by_region)


def at_period(measure: MeasureResult, period: Period) -> dict[str, Attainment]:
    """Attainment of each region in one period, A / T × 100 of its own target and result."""
    return {o.name: o.attainment for o in measure.by_region.get(period, ())}


def latest_judged(measure: MeasureResult) -> Period | None:
    """The last period in which some region has a result; None where none has."""
    judged = {o.period for o in parts_of(measure) if o.attainment.status is Status.VALUE}
    return max(judged, key=lambda period: period.end, default=None)


def located(plan: PlanResult) -> dict[Level, list[Located]]:
    """What has a region, by its level, the lowest first: there activities, else measures."""
    found: dict[Level, list[Located]] = {}
    results = {row.code: row for row in plan.counted_now}
    for element in sorted(plan.folder.elements, key=lambda it: -it.level.depth):
        if region := element.region:
            code, level = plan.folder.region_list.code(region), element.level
            own = [measure.use.id for measure in plan.measures_of(element.code)]
            for name in [element.code] if level.is_counted else own:
                found.setdefault(level, []).append(Located(code, name, level, results.get(name)))
    return found


def located_rollup(places: Iterable[Located]) -> Rollup:
    """Mean and counts of what stands on one level: unweighted, of capped attainments.

    Measures told by region are not among it: they count under their own plan's figure.
    """
    return next(iter(by_level(it.result for it in places if it.result is not None)), NOTHING)


def without_region(plan: PlanResult, level: Level) -> list[Located]:
    """What stands on a level and has no region, or more than one."""
    placed = {place.code for place in located(plan).get(level, ())}
    results = {row.code: row for row in plan.counted_now if row.level == level}
    if level.is_counted:
        names = [element.code for element in plan.folder.of_level(level)]
    else:
        names = [name for name in results if name in plan.measures]
    return [Located("", it, level, results.get(it)) for it in names if it not in placed]


def namesakes(code: str, names: dict[str, str]) -> tuple[str, str] | None:
    """The names of a region and of the other with which a bare name confuses it, shortest first."""
    for other, name in names.items():
        short, long = sorted((names[code], name), key=len)
        if other != code and re.match(rf"{re.escape(short)}\s", long):
            return short, long
    return None


def agreements(folder: PlanFolder) -> dict[str, Agreement]:
    """Signatures, or announced ones, by the code of their region."""
    code = folder.region_list.code
    return {code(entry.region): entry for entry in folder.plan.agreements if entry.region}


def standing(folder: PlanFolder, told: Iterable[str], region: str) -> Standing:
    """How a region stands: a figure, a signature without one, an announcement, or nothing.

    A signature is an agreement with a date or a document.
    """
    if region in set(told):
        return Standing.TOLD
    entry = agreements(folder).get(region)
    if entry is None:
        return Standing.OUTSIDE
    return Standing.SILENT if entry.date or entry.document else Standing.UNSIGNED


def speaks_of_regions(plan: PlanResult) -> bool:
    """Whether anything in a plan is told by region."""
    folder = plan.folder
    planned = any(action.by_region for entry in folder.recommendations for action in entry.actions)
    return bool(planned or agreements(folder) or located(plan) or told_by_region(plan))


def reached(attainments: Iterable[Attainment]) -> int:
    """How many reached their target or passed it."""
    return sum(1 for it in attainments if it.met)


def region_named(text: str, names: dict[str, str]) -> str | None:
    """The code of the only region that a text names in whole words; the longest name counts.

    ``names``: code to name. None where no region, or more than one, is named.
    """
    found = set()
    for code, name in sorted(names.items(), key=lambda pair: -len(pair[1])):
        pattern = rf"\b{re.escape(name)}\b"
        if re.search(pattern, text):
            found.add(code)
            text = re.sub(pattern, "", text)
    return found.pop() if len(found) == 1 else None


_TITLE = re.compile(r"(.*\S)\s+[-–—]\s+(\S.*)")
"""Everything before the last dash that stands between spaces, and what follows it."""


@dataclass(frozen=True, slots=True)
class Sibling:
    """One of the activities, with the text that tells it apart."""

    element: Element
    place: str


def siblings(folder: PlanFolder, element: Element) -> tuple[Sibling, ...]:
    """The activities of one service, ``element`` among them; empty where there is only one.

    Also empty where no executing unit is named, and where two have the same text after the dash.
    """
    own = _stem(element)
    if own is None:
        return ()
    found = [
        Sibling(other, stem[1])
        for other in folder.counted
        if other.parents == element.parents
        and (stem := _stem(other)) is not None
        and stem[0] == own[0]
    ]
    is_told_apart = len({sibling.place for sibling in found}) == len(found)
    return tuple(found) if len(found) > 1 and is_told_apart else ()


def service_of(element: Element) -> str:
    """What an activity has in common with its siblings: its title up to the last dash."""
    stem = _stem(element)
    return stem[0][1] if stem else ""


def _stem(element: Element) -> tuple[tuple[str, str], str] | None:
    """What they must share (executing unit and text before the dash), and the place."""
    node = element.node
    if not isinstance(node, CarriedOut) or node.executing_unit is None:
        return None
    parts = _TITLE.fullmatch(" ".join(node.title.split()))
    return ((node.executing_unit, parts[1]), parts[2]) if parts else None
