"""Plans, their elements and their measures; units and documents."""

from __future__ import annotations

from collections.abc import Iterator

from generator.compute.results import PlanResult, Results
from generator.compute.scoping import responsible_of
from generator.export.numbers import exact
from generator.export.shared import CITED, IN_PLAN, citation
from generator.export.table import (
    Record,
    Table,
    day,
    flag,
    listed,
    number,
    several,
    text,
    whole,
)
from generator.model.catalog import PLAN, Level
from generator.model.indicator import Across, Direction, Kind, OverTime
from generator.model.period import Granularity
from generator.model.plan import PlanKind, PlanState
from generator.model.source import DocumentKind, UnitKind
from generator.problems import say

LEVELS = (Level.OBJECTIVE, Level.STRATEGY, Level.ACTIVITY)

PLANS = Table(
    "plans",
    say("One row per plan."),
    ("plan",),
    (
        IN_PLAN,
        text("title", say("Title as printed")),
        text("entity", say("Entity whose plan it is (table units)")),
        text("kind", say("Kind of plan"), PlanKind),
        day("start", say("First day of the plan")),
        day("end", say("Last day of the plan")),
        text("state", say("State of the plan"), PlanState),
        whole("n_objectives", say("Number of objectives")),
        whole("n_strategies", say("Number of elements of the second level")),
        whole("n_activities", say("Number of activities")),
        whole("n_measures", say("Number of measures")),
        text("frequency", say("How often the plan reports"), Granularity),
        text("method", say("Method of calculation")),
        text("currency", say("Currency of its amounts (ISO 4217)")),
        whole("year", say("Year that its pages speak of: the last one with results")),
    ),
    is_key=True,
)

ELEMENTS = Table(
    "elements",
    say("One row per objective, element of the second level, and activity of a plan."),
    ("plan", "code"),
    (
        IN_PLAN,
        text("code", say("Code as printed")),
        text("level", say("Level"), LEVELS),
        several("parent", say("Codes of the level above that it serves; empty for an objective")),
        text("title", say("Title as printed")),
        text("executing_unit", say("Unit that carries it out (table units)")),
        text("responsible", say("Unit named as responsible at the element (table units)")),
        text("region", say("Region where it takes place, if it is one (ISO 3166-2 or as printed)")),
        text("description", say("Description as printed")),
    ),
    is_key=True,
)

MEASURES = Table(
    "measures",
    say("One row per measure: an indicator put to use in a plan."),
    ("plan", "measure"),
    (
        IN_PLAN,
        text("measure", say("Measure: its name in the plan's results")),
        text("element", say("Code of the element it hangs on; «plan» is the plan as a whole")),
        text("indicator", say("Indicator whose sheet it uses; empty where it has none")),
        text("name", say("Name of the indicator")),
        text("unit", say("Unit of measurement as printed")),
        text("kind", say("Kind of value"), Kind),
        text("direction", say("Which way is better"), Direction),
        text("over_time", say("How the values of consecutive periods combine"), OverTime),
        text("baseline_period", say("Period of the baseline")),
        number("baseline_value", say("Value of the baseline")),
        text("dimension", say("Dimension by which its targets are broken down")),
        text("across", say("How the members of a breakdown combine"), Across),
        flag("strict", say("Whether a limit must be passed, not only met")),
        flag("zero_is_target", say("Whether a target of 0 is a target")),
        text("responsible", say("Unit that answers for it (table units)")),
        *CITED,
    ),
    is_key=True,
)

UNITS = Table(
    "units",
    say("Entities and organisational units."),
    ("unit",),
    (
        text("unit", say("Identifier of the unit")),
        text("name", say("Name")),
        text("acronym", say("Acronym")),
        text("kind", say("Kind of unit"), UnitKind),
        text("parent", say("Unit it belongs to")),
        text("code", say("Number in the State's registers")),
    ),
    is_key=True,
)

DOCUMENTS = Table(
    "documents",
    say("Documents that are cited."),
    ("document",),
    (
        text("document", say("Identifier of the document")),
        text("kind", say("Kind of document"), DocumentKind),
        text("number", say("Number as printed")),
        text("title", say("Title")),
        text("issuer", say("Who issued it")),
        day("date", say("Date")),
        text("url", say("Address on the web")),
        several("approves", say("Documents it approves")),
        several("modifies", say("Documents it changes")),
    ),
    is_key=True,
)


def plan_rows(results: Results) -> Iterator[Record]:
    """Rows of PLANS."""
    for name, result in results.plans.items():
        plan = result.folder.plan
        yield {
            "plan": name,
            "title": plan.title,
            "entity": plan.entity,
            "kind": plan.kind.value,
            "start": plan.span.start,
            "end": plan.span.end,
            "state": plan.state.value,
            "n_objectives": _n(result, Level.OBJECTIVE),
            "n_strategies": _n(result, Level.STRATEGY),
            "n_activities": _n(result, Level.ACTIVITY),
            "n_measures": len(result.measures),
            "frequency": plan.frequency.value,
            "method": plan.method,
            "currency": results.catalog.currency(name),
            "year": result.year,
        }


def _n(result: PlanResult, level: Level) -> int:
    return sum(1 for _ in result.folder.of_level(level))


def element_rows(results: Results) -> Iterator[Record]:
    """Rows of ELEMENTS."""
    for name, result in results.plans.items():
        for element in result.folder.elements:
            if element.level is not Level.PLAN:
                yield {
                    "plan": name,
                    "code": element.code,
                    "level": element.level.value,
                    "parent": listed(code for code in element.parents if code != PLAN),
                    "title": element.node.title,
                    "executing_unit": getattr(element.node, "executing_unit", None),
                    "responsible": element.node.responsible,
                    "region": getattr(element.node, "region", None),
                    "description": getattr(element.node, "description", None),
                }


def measure_rows(results: Results) -> Iterator[Record]:
    """Rows of MEASURES."""
    for name, result in results.plans.items():
        for measure in result.measures.values():
            use, baseline = measure.use, measure.baseline
            traits = use.traits
            yield {
                "plan": name,
                "measure": use.id,
                "element": use.element.code,
                "indicator": use.measure.indicator,
                "name": traits.name,
                "unit": traits.unit,
                "kind": traits.kind.value,
                "direction": traits.direction.value,
                "over_time": traits.over_time.value,
                "baseline_period": baseline.period.text if baseline else None,
                "baseline_value": exact(baseline.value) if baseline else None,
                "dimension": use.measure.by,
                "across": traits.across.value,
                "strict": traits.strict,
                "zero_is_target": traits.zero_is_target,
                "responsible": responsible_of(result.folder, use),
                **citation([use.source]),
            }


def unit_rows(results: Results) -> Iterator[Record]:
    """Rows of UNITS."""
    for unit in results.catalog.units.values():
        yield {
            "unit": unit.id,
            "name": unit.name,
            "acronym": unit.acronym,
            "kind": unit.kind.value,
            "parent": unit.parent,
            "code": unit.code,
        }


def document_rows(results: Results) -> Iterator[Record]:
    """Rows of DOCUMENTS."""
    for document in results.catalog.documents.values():
        yield {
            "document": document.id,
            "kind": document.kind.value,
            "number": document.number,
            "title": document.title,
            "issuer": document.issuer,
            "date": document.date,
            "url": document.url,
            "approves": listed(document.approves),
            "modifies": listed(document.modifies),
        }
