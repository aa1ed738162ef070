"""What of a plan something speaks of: an entry of its files by its place, as names that join."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import count

from generator.compute.results import PlanResult, Results
from generator.model.base import parts
from generator.model.catalog import PLAN, PlanFolder
from generator.model.published import Published, PublishedFigure
from generator.problems import Place
from generator.reconcile.contrast import contrast
from generator.reconcile.findings import Finding
from generator.reconcile.recompute import measure_of

_OF_MEASURES = {PublishedFigure.TARGET, PublishedFigure.ACTUAL, PublishedFigure.ATTAINMENT}


@dataclass(frozen=True, slots=True)
class TableKey:
    """Names as the tables have them; "" where there is none."""

    element: str = ""
    measure: str = ""
    period: str = ""
    executing_unit: str = ""
    fact: str = ""


def subjects(results: Results) -> Mapping[Place, tuple[TableKey, ...]]:
    """What stands at each place of the content, published figures apart, and is spoken of."""
    catalog = results.catalog
    return {
        place: own
        for name, plan in results.plans.items()
        for place, own in _in_plan(plan, catalog.plans[name])
    }


def _in_plan(plan: PlanResult, folder: PlanFolder) -> Iterator[tuple[Place, tuple[TableKey, ...]]]:
    """By the files: the folder of a result has the amounts of one currency."""
    for element in folder.elements:
        yield element.node.place_of(), (TableKey(element.code),)
        for line in element.node.budget:
            period, unit = str(line.year), line.executing_unit or ""
            yield line.place_of(), (TableKey(element.code, "", period, unit),)
        for part in parts(getattr(element.node, "sections", ())):
            yield part.place_of(), (TableKey(element.code),)
    for version in folder.plan.versions:
        yield version.place_of(), (TableKey(PLAN),)
    for name, it in plan.measures.items():
        yield it.use.measure.place_of(), (TableKey(it.use.element.code, name),)
    for file, name, entry in folder.reported:
        yield entry.place_of(), (_named(plan, name, file.period.text),)
    for date in folder.calendar:
        yield date.place_of(), tuple(_named(plan, name) for name in date.concerns)


def _named(plan: PlanResult, name: str, period: str = "") -> TableKey:
    """A measure with its element, or an element."""
    found = plan.measures.get(name)
    if found is not None:
        return TableKey(found.use.element.code, name, period)
    code = plan.folder.full_name(name)
    return TableKey(code if code in plan.folder.by_code else "", "", period)


def of_published(plan: PlanResult, entry: Published) -> TableKey:
    """A published figure of an element with one measure is of that measure, where it can be."""
    only = measure_of(plan, entry.of) if entry.of and entry.figure in _OF_MEASURES else None
    period = str(entry.period or entry.year or "")
    it = _named(plan, only.use.id if only else entry.of or "", period)
    unit = entry.where.executing_unit or ""
    return TableKey(it.element, it.measure, period, unit, entry.fact or "")


def subjects_of(results: Results, finding: Finding) -> tuple[TableKey, ...]:
    """What a finding is about, and what of the plan it contradicts."""
    known = results.derived(subjects)
    denied = [
        TableKey(it.element, it.measure, denied.period.text if denied.period else "")
        for denied in finding.denies
        for it in known.get(denied.of, ())
    ]
    plan = results.plans[finding.plan]
    about = [
        it
        for entry in finding.about
        for it in (
            (of_published(plan, entry),)
            if isinstance(entry, Published)
            else known.get(entry.place_of(), ())
        )
    ]
    return tuple(dict.fromkeys((*about, *denied)))


def names(found: Iterable[TableKey], name: str) -> Iterator[str]:
    """One of the names of each."""
    return (value for it in found if (value := getattr(it, name)))


_UNIT = "executing_unit"
_FEW = 3
"""Up to so many things name a finding; more are told by where they are printed."""


def finding_name(results: Results, finding: Finding) -> str:
    """What names a finding: neither its words nor the values that it found."""
    return results.derived(_finding_names).get(id(finding)) or _name(results, finding)


def _finding_names(results: Results) -> Mapping[int, str]:
    found = results.derived(contrast).findings
    named = numbered(_name(results, finding) for finding in found)
    return dict(zip(map(id, found), named, strict=True))


def _name(results: Results, finding: Finding) -> str:
    about = subjects_of(results, finding)
    at = "measure" if any(it.measure for it in about) else "element"
    told = (list(dict.fromkeys(names(about, it))) for it in ("fact", at, "period", _UNIT))
    few = (name for own in told if len(own) <= _FEW for name in own)
    place = finding.source.place if finding.source else None
    return "/".join(filter(None, (finding.plan, finding.detector, *few, place)))


def numbered(names: Iterable[str]) -> Iterator[str]:
    """Names of which no two are alike: the second of one is ``name#2``."""
    known: dict[str, Iterator[int]] = {}
    for name in names:
        found = name
        while found in known:
            found = f"{name}#{next(known[name])}"
        known[found] = count(2)
        yield found
