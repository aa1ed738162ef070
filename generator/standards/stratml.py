"""A plan as StratML Part 2 (ANSI/AIIM 22): what is right below it are goals, all else objectives.

Of the order of the elements the schema of 2016-02-16 was read; no package carries it.
"""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element as XmlElement

from generator.compute.measured import MeasureResult
from generator.compute.results import Results
from generator.export.markup import as_file, child, child_of
from generator.model.catalog import Element
from generator.model.indicator import Kind, ResultsLevel
from generator.model.people import ResponsibleRole
from generator.model.period import Period, Span
from generator.model.plan import Part
from generator.model.scalars import contact_href
from generator.problems import msg, say
from generator.standards.activities import Activities
from generator.standards.figures import PartValue, baselines, rounds

NAMESPACE = "urn:ISO:std:iso:17469:tech:xsd:PerformancePlanOrReport"
PLAN, REPORT = "Performance_Plan", "Performance_Report"
_STAGES = {
    ResultsLevel.INPUT: "Input",
    ResultsLevel.ACTIVITY: "Output_Processing",
    ResultsLevel.OUTPUT: "Output",
    ResultsLevel.OUTCOME: "Outcome",
    ResultsLevel.IMPACT: "Outcome",
}
_NO_NAME = re.compile(r"[^\w.-]")
_PART_OF = msg("Part of: {names}")
_BASELINE = say("Baseline")


def stratml_file(results: Results, name: str, kind: str = PLAN) -> bytes:
    """The plan with its targets or, as a report, with its results too."""
    all_of = Activities(results, results.plans[name])
    plan, top = all_of.folder.plan, all_of.folder.elements[0]
    root = XmlElement("PerformancePlanOrReport", {"xmlns": NAMESPACE, "Type": kind})
    child(root, "Name", {}, plan.title)
    about = (plan.summary, plan.purpose, plan.general_objective)
    child_of(root, "Description", next(filter(None, about), None))
    core = child(root, "StrategicPlanCore")
    _organisation(all_of, core)
    goals = [it for it in all_of.folder.elements if it.parents[:1] == (top.code,)]
    for goal in ([top] if top.node.measures or not goals else []) + goals:
        _add_goal(all_of, core, goal, kind)
    _administration(all_of, root)
    return as_file(root)


def identifier(all_of: Activities, of: str, name: str) -> str:
    """One of its own in the file, that XML takes for a name."""
    return "_" + _NO_NAME.sub("_", ".".join((all_of.folder.id, of, name)))


def _organisation(all_of: Activities, core: XmlElement) -> None:
    """The entity whose plan it is, with those that answer for all of it and those it is for."""
    plan = all_of.folder.plan
    unit = all_of.catalog.units.get(plan.entity)
    own = child(core, "Organization")
    child(own, "Name", {}, all_of.name_of(plan.entity))
    child_of(own, "Acronym", unit.acronym if unit else None)
    child(own, "Identifier", {}, identifier(all_of, "unit", plan.entity))
    _stakeholders(all_of, own, all_of.folder.elements[0])
    told = ((it.theme, text) for it in plan.audiences for text in (*it.primary, *it.secondary))
    for theme, text in told:
        _stakeholder(own, "Generic_Group", text, theme, "Beneficiary")


def _stakeholders(all_of: Activities, own: XmlElement, part: Element) -> None:
    units = [(it.unit, all_of.f.value(it.role)) for it in part.node.responsible]
    if part.executing_unit:
        units.append((part.executing_unit, all_of.f.value(ResponsibleRole.TAKES_PART)))
    for unit, said in units:
        _stakeholder(own, "Organization", all_of.name_of(unit), said, "Performer")


def _stakeholder(own: XmlElement, kind: str, name: str, role: str, of: str) -> None:
    found = child(own, "Stakeholder", {"StakeholderTypeType": kind})
    child(found, "Name", {}, name)
    told = child(found, "Role")
    child(told, "Name", {}, role)
    child(told, "RoleType", {}, of)


def _add_goal(all_of: Activities, core: XmlElement, goal: Element, kind: str) -> None:
    """A goal has no indicators: its own are those of an objective of its name."""
    own = child(core, "Goal")
    _head(all_of, own, goal, "goal")
    below = [it for it in all_of.folder.elements if goal.parents and _goal_of(all_of, it) is goal]
    for part in ([goal] if goal.node.measures else []) + below:
        found = child(own, "Objective")
        _head(all_of, found, part, "objective")
        for measure in all_of.plan.measures_of(part.code):
            _indicator(all_of, found, measure, kind)


def _goal_of(all_of: Activities, part: Element) -> Element | None:
    """The goal that something stands under, by its first parents; None of a goal."""
    found, known = part, all_of.folder.by_code
    while found.parents and known[found.parents[0]].parents:
        found = known[found.parents[0]]
    return None if found is part else found


def _head(all_of: Activities, own: XmlElement, part: Element, of: str) -> None:
    about = part.node.description if isinstance(part.node, Part) else None
    child(own, "Name", {}, part.node.title)
    child(own, "Description", {}, about or part.node.title)
    child(own, "Identifier", {}, identifier(all_of, of, part.code))
    child_of(own, "SequenceIndicator", part.printed if part.parents else None)
    _stakeholders(all_of, own, part)
    above = [all_of.folder.by_code[it] for it in part.parents]
    names = "; ".join(f"{it.called} {it.node.title}" for it in above if it.parents)
    child_of(own, "OtherInformation", all_of.f.t(_PART_OF, names=names) if names else None)


def _indicator(all_of: Activities, own: XmlElement, measure: MeasureResult, kind: str) -> None:
    use, traits = measure.use, measure.use.traits
    level = use.indicator.results_level if use.indicator else None
    is_words = traits.kind is Kind.TEXT
    given = {"ValueChainStage": _STAGES[level] if level else None}
    given["PerformanceIndicatorType"] = "Qualitative" if is_words else "Quantitative"
    found = child(own, "PerformanceIndicator", given)
    child(found, "MeasurementDimension", {}, traits.name)
    child(found, "UnitOfMeasurement", {}, traits.unit or "")
    child(found, "Identifier", {}, identifier(all_of, "indicator", use.id))
    for parent in use.element.parents:
        above = all_of.folder.by_code[parent]
        link = child(found, "Relationship", {"RelationshipType": "Narrower_Than"})
        of = "objective" if _goal_of(all_of, above) else "goal"
        whole = ("plan", all_of.folder.id)
        ref = identifier(all_of, *((of, above.code) if above.parents else whole))
        child(link, "ReferentIdentifier", {}, ref)
        child(link, "Name", {}, above.node.title)
    if measure.baseline:
        instance = child(found, "MeasurementInstance")
        for told in baselines(measure):
            _result(all_of, instance, "ActualResult", told, measure.baseline.period, _BASELINE)
    for period, targets, actuals in rounds(all_of, measure):
        rows = [("TargetResult", it) for it in targets]
        rows += [("ActualResult", it) for it in actuals if kind == REPORT]
        instance = child(found, "MeasurementInstance") if rows else found
        for name, told in rows:
            _result(all_of, instance, name, told, period)
    child_of(found, "OtherInformation", use.indicator.definition if use.indicator else None)


def _result(
    all_of: Activities,
    own: XmlElement,
    name: str,
    told: PartValue,
    period: Period | Span,
    said: str = "",
) -> None:
    """A number, or words as a descriptor; which part it is of, and what is said of it."""
    f, regions = all_of.f, all_of.folder.region_list
    found = child(own, name)
    _ends(found, period)
    if told.number is not None:
        child(found, "NumberOfUnits", {}, told.number)
    elif told.value is not None:
        descriptor = child(found, "Descriptor")
        child(descriptor, "DescriptorValue", {}, f.value(told.written))
    parts = (f"{of}: {regions.name(it)}" for of, it in told.pairs)
    words = [f.t(said)] if said else []
    words += [*parts, *filter(None, told.words)]
    if told.number is not None and not told.is_plain:
        words.append(f.value(told.written))
    child_of(found, "Description", "; ".join(words))


def _ends(own: XmlElement, of: Period | Span) -> None:
    child(own, "StartDate", {}, of.start.isoformat())
    child(own, "EndDate", {}, of.end.isoformat())


def _administration(all_of: Activities, root: XmlElement) -> None:
    """What the file is of, since when, and who to write to."""
    site = all_of.catalog.site
    own = child(root, "AdministrativeInformation")
    child(own, "Identifier", {}, identifier(all_of, "plan", all_of.folder.id))
    _ends(own, all_of.folder.plan.span)
    child(own, "PublicationDate", {}, all_of.results.as_of.isoformat())
    child_of(own, "Source", all_of.address(all_of.folder.elements[0]))
    if site and site.contact and contact_href(site.contact).startswith("mailto:"):
        child(child(root, "Submitter"), "EmailAddress", {}, site.contact)
