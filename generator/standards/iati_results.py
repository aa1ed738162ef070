"""What was promised and reached, as results of an activity in IATI."""

from __future__ import annotations

from dataclasses import replace
from xml.etree.ElementTree import Element as XmlElement

from generator.compute.measured import MeasureResult
from generator.export.markup import child
from generator.model.breakdown import CROSS, TOTAL
from generator.model.catalog import Element, MeasureUse, cite
from generator.model.indicator import Across, Kind, ResultsLevel, Traits
from generator.model.period import Period
from generator.model.values import as_written
from generator.problems import say
from generator.reference import REGION
from generator.standards.activities import RESULTS, Activities, add_ends, in_yaml
from generator.standards.figures import PartValue, baselines, rounds

LEVELS = {ResultsLevel.OUTPUT: "1", ResultsLevel.OUTCOME: "2", ResultsLevel.IMPACT: "3"}
OTHER = "9"
"""Of an input or an activity, and where no sheet says the level."""
MEASURES = {Kind.PERCENTAGE: "2", Kind.MILESTONE: "3", Kind.TEXT: "5"}
"""Percentage, nominal, qualitative."""
UNIT = "1"
OWN = "99"
"""A vocabulary of the one who reports."""
SDG_INDICATOR, SDG_VOCABULARY = "sdg-indicator", "9"
TRAITS = tuple(it for it in Traits.model_fields if it not in {"name", "unit_forms"})
UNIT_OF = say("Unit of measurement: {unit}.")


def type_of(use: MeasureUse) -> str:
    """The type of its results: the level that its sheet says."""
    level = use.indicator.results_level if use.indicator else None
    return LEVELS.get(level, OTHER) if level else OTHER


def add_results(all_of: Activities, part: Element, own: XmlElement) -> None:
    """A result for each type that the measures of an element have."""
    groups: dict[str, list[MeasureResult]] = {}
    for measure in all_of.plan.measures_of(part.code):
        groups.setdefault(type_of(measure.use), []).append(measure)
    for kind, measures in sorted(groups.items()):
        result = child(own, "result", {"type": kind})
        all_of.narrative(result, "title", part.node.title)
        for measure in measures:
            _indicator(all_of, result, measure)


def _indicator(all_of: Activities, result: XmlElement, measure: MeasureResult) -> None:
    use, traits = measure.use, measure.use.traits
    rises, falls = traits.direction.rises, traits.direction.falls
    adds_up = traits.kind is Kind.COUNT and traits.across is Across.SUM
    given = {"measure": MEASURES.get(traits.kind, UNIT)}
    given |= {"ascending": str(rises).lower()} if rises or falls else {}
    given |= {"aggregation-status": str(adds_up).lower()}
    told: dict[str, object] = {it: getattr(traits, it) for it in TRAITS}
    told["by"] = use.measure.by and use.measure.by.split(CROSS)
    given["avance:traits"] = in_yaml({name: it for name, it in told.items() if it})
    own = child(result, "indicator", given)
    all_of.narrative(own, "title", traits.name)
    unit = all_of.f.t(UNIT_OF, unit=traits.unit) if traits.unit else None
    about = use.indicator.definition if use.indicator else None
    if said := " ".join(filter(None, (about, unit))):
        all_of.narrative(own, "description", said)
    child(own, "reference", {"vocabulary": OWN, "code": use.id})
    codes = use.measure.codes if not use.indicator else {**use.indicator.codes, **use.measure.codes}
    for code in codes.get(SDG_INDICATOR, ()):
        child(own, "reference", {"vocabulary": SDG_VOCABULARY, "code": code})
    _add_figures(all_of, own, measure)


def _add_figures(all_of: Activities, own: XmlElement, measure: MeasureResult) -> None:
    start = measure.baseline.period if measure.baseline else None
    if isinstance(start, Period):
        day = {"year": str(start.end.year), "iso-date": start.end.isoformat()}
        for row in baselines(measure):
            _figure(all_of, own, "baseline", row, **day, **{"avance:period": start.text})
    for period, targets, actuals in rounds(all_of, measure):
        text = period.text if isinstance(period, Period) else TOTAL
        found = child(own, "period", {"avance:period": text})
        add_ends(found, period)
        for row in targets:
            _figure(all_of, found, "target", row)
        for row in actuals:
            cited = cite(row.source, measure.use.source) if row.source else None
            _figure(all_of, found, "actual", replace(row, source=cited))


def _figure(all_of: Activities, own: XmlElement, name: str, told: PartValue, **day: str) -> None:
    """A figure in the order of IATI; what a number does not say once more, for who reads it."""
    found = child(own, name, {**day, "value": told.number})
    for of, it in told.pairs:
        if of == REGION:
            child(found, "location", {"ref": it})
    for of, it in told.pairs:
        if of != REGION:
            child(found, "dimension", {"name": of, "value": it})
    if name == "baseline":
        all_of.document(found, told.source, RESULTS)
    if comment := told.comment(all_of.f):
        all_of.narrative(found, "comment", comment)
    if name == "actual":
        all_of.document(found, told.source, RESULTS)
    if not told.is_plain:
        child(found, "avance:value", {}, in_yaml(as_written(told.written)))
