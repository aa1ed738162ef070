"""What was promised and reached, as results of an activity in IATI."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any
from xml.etree.ElementTree import Element

from generator.compute.measured import MeasureResult
from generator.compute.promised import in_words
from generator.load.yaml_write import as_read, on_one_line
from generator.model.breakdown import CROSS, TOTAL, WHOLE
from generator.model.catalog import Element as Part
from generator.model.catalog import MeasureUse, cite
from generator.model.indicator import Across, Baseline, Kind, ResultsLevel
from generator.model.measure import ResultEntry
from generator.model.period import Period, Span
from generator.model.quotients import Quotient
from generator.model.reports import ResultsFile
from generator.model.scalars import Milestone
from generator.model.values import NO_NUMBERS, as_written
from generator.problems import say
from generator.reference import REGION
from generator.standards.activities import RESULTS, Activities
from generator.standards.markup import child

LEVELS = {ResultsLevel.OUTPUT: "1", ResultsLevel.OUTCOME: "2", ResultsLevel.IMPACT: "3"}
OTHER = "9"
"""Of an input or an activity, and where no sheet says the level."""
MEASURES = {Kind.PERCENTAGE: "2", Kind.MILESTONE: "3", Kind.TEXT: "5"}
"""Percentage, nominal, qualitative."""
UNIT = "1"
OWN = "99"
"""A vocabulary of the one who reports."""
SDG_INDICATOR, SDG_VOCABULARY = "sdg-indicator", "9"
_TRAITS = ("unit", "kind", "direction", "over_time", "across")
_UNIT = say("Unit of measurement: {unit}.")

Pairs = list[tuple[str, str]]
"""Dimensions with what a figure is of in each."""


def type_of(use: MeasureUse) -> str:
    """The type of its results: the level that its sheet says."""
    level = use.indicator.results_level if use.indicator else None
    return LEVELS.get(level, OTHER) if level else OTHER


def add_results(all_of: Activities, part: Part, own: Element) -> None:
    """A result for each type that the measures of an element have."""
    groups: dict[str, list[MeasureResult]] = {}
    for measure in all_of.plan.measures_of(part.code):
        groups.setdefault(type_of(measure.use), []).append(measure)
    for kind, measures in sorted(groups.items()):
        result = child(own, "result", {"type": kind})
        all_of.narrative(result, "title", part.node.title)
        for measure in measures:
            _indicator(all_of, result, measure)


def _indicator(all_of: Activities, result: Element, measure: MeasureResult) -> None:
    use, traits = measure.use, measure.use.traits
    rises, falls = traits.direction.rises, traits.direction.falls
    adds_up = traits.kind is Kind.COUNT and traits.across is Across.SUM
    given = {"measure": MEASURES.get(traits.kind, UNIT)}
    given |= {"ascending": _flag(yes=rises)} if rises or falls else {}
    given |= {"aggregation-status": _flag(yes=adds_up), "avance:name": use.id}
    given |= {f"avance:{it}": str(value) for it in _TRAITS if (value := getattr(traits, it))}
    given |= {"avance:by": use.measure.by} if use.measure.by else {}
    own = child(result, "indicator", given)
    all_of.narrative(own, "title", traits.name)
    unit = all_of.f.t(_UNIT, unit=traits.unit) if traits.unit else None
    about = use.indicator.definition if use.indicator else None
    if said := " ".join(filter(None, (about, unit))):
        all_of.narrative(own, "description", said)
    child(own, "reference", {"vocabulary": OWN, "code": use.id})
    codes = use.measure.codes if not use.indicator else {**use.indicator.codes, **use.measure.codes}
    for code in codes.get(SDG_INDICATOR, ()):
        child(own, "reference", {"vocabulary": SDG_VOCABULARY, "code": code})
    if measure.baseline:
        _baseline(all_of, own, measure, measure.baseline)
    _periods(all_of, own, measure)


def _flag(*, yes: bool) -> str:
    return "true" if yes else "false"


def _baseline(all_of: Activities, own: Element, measure: MeasureResult, baseline: Baseline) -> None:
    use, period = measure.use, baseline.period
    for pairs, value in figures(use, baseline.value, use.measure.by):
        given = {"year": str(period.end.year), "iso-date": period.end.isoformat()}
        found = _figure(own, "baseline", value, {**given, "avance:period": period.text}, pairs)
        all_of.document(found, baseline.source, RESULTS)
        _comment(all_of, found, value, value, baseline.note)


def _periods(all_of: Activities, own: Element, measure: MeasureResult) -> None:
    """Targets and results, period by period, and the target of the whole term."""
    use, written = measure.use, all_of.written[measure.use.id].measure
    reports = all_of.reports.get(use.id, ())
    for period in sorted({*written.targets, *(file.period for file, _ in reports)}):
        found = _period(own, period, period.text)
        aimed = dict(_by_pairs(use, use.measure.targets.get(period)))
        for pairs, value in figures(use, written.targets.get(period), use.measure.by):
            _target(all_of, found, pairs, aimed[tuple(pairs)], value)
        for file, entry in reports:
            if file.period == period:
                _actuals(all_of, found, use, file, entry)
    if written.total is not None:
        found = _period(own, all_of.folder.plan.span, TOTAL)
        for pairs, value in figures(use, written.total, use.measure.by):
            _target(all_of, found, pairs, value, value)


def _by_pairs(use: MeasureUse, figure: Any) -> Iterator[tuple[tuple[tuple[str, str], ...], Any]]:
    return ((tuple(pairs), it) for pairs, it in figures(use, figure, use.measure.by))


def _period(own: Element, period: Period | Span, text: str) -> Element:
    found = child(own, "period", {"avance:period": text})
    child(found, "period-start", {"iso-date": period.start.isoformat()})
    child(found, "period-end", {"iso-date": period.end.isoformat()})
    return found


def _target(all_of: Activities, own: Element, pairs: Pairs, value: Any, written: Any) -> None:
    _comment(all_of, _figure(own, "target", value, {}, pairs), value, written)


def _actuals(
    all_of: Activities, own: Element, use: MeasureUse, file: ResultsFile, entry: ResultEntry
) -> None:
    """The results of one report, the whole and every part that it tells; its words stand once."""
    main = in_words(use, entry)
    told: dict[str | None, Any] = {entry.by or use.measure.by: main.figure}
    told.update(entry.breakdowns)
    source = cite(entry.source, file.source, *use.element.sources)
    rows = [(pairs, it) for by, parts in told.items() for pairs, it in figures(use, parts, by)]
    words = [] if use.traits.kind is Kind.TEXT else [entry.text]
    for n, (pairs, value) in enumerate(rows or [([], None)]):
        found = _figure(own, "actual", value, {}, pairs)
        _comment(all_of, found, value, value, *([] if n else [*words, entry.note]), last=False)
        all_of.document(found, source if entry.source or file.source else None, RESULTS)
        _as_file_has_it(found, value)


def figures(use: MeasureUse, figure: Any, by: str | None) -> Iterator[tuple[Pairs, Any]]:
    """The whole and the parts of a figure, regions by their codes; nothing of none."""
    if figure is None:
        return
    parts = use.region_list.by_code(figure, by)
    for part, value in parts.items() if isinstance(parts, dict) else ((WHOLE, parts),):
        names = zip((by or "").split(CROSS), part.split(CROSS), strict=False)
        yield [(of, it) for of, it in names if it not in {WHOLE, TOTAL}], value


def places_of(all_of: Activities, measure: MeasureResult) -> Iterator[str]:
    """Codes or names of the regions that the figures of a measure are of."""
    use, written = measure.use, all_of.written[measure.use.id].measure
    entries = [(entry, entry.by or written.by) for _, entry in all_of.reports.get(use.id, ())]
    told = [(written.by, it) for it in (*written.targets.values(), written.total)]
    told += [(written.by, measure.baseline.value)] if measure.baseline else []
    told += [(by, entry.value) for entry, by in entries]
    told += [it for entry, _ in entries for it in entry.breakdowns.items()]
    for by, figure in told:
        for pairs, _ in figures(use, figure, by) if by and REGION in by else ():
            yield from (it for of, it in pairs if of == REGION)


def number(value: Any) -> str | None:
    """A number with its digits, a milestone as 1 or 0; None of what is none."""
    if isinstance(value, Milestone):
        return str(int(value is Milestone.DONE))
    return f"{value:f}" if isinstance(value, Decimal) else None


def _figure(
    own: Element, name: str, value: Any, given: dict[str, str | None] | dict[str, str], pairs: Pairs
) -> Element:
    found = child(own, name, {**given, "value": number(value)})
    for of, it in pairs:
        if of == REGION:
            child(found, "location", {"ref": it})
    for of, it in pairs:
        if of != REGION:
            child(found, "dimension", {"name": of, "value": it})
    return found


def _comment(
    all_of: Activities,
    own: Element,
    value: Any,
    written: Any,
    *more: str | None,
    last: bool = True,
) -> None:
    """In words what is no number, or more than one, and what is said of it."""
    is_more = not isinstance(value, Decimal | None) or isinstance(value, Quotient)
    words = all_of.f.value(written) if is_more or isinstance(written, NO_NUMBERS) else None
    if comment := "; ".join(filter(None, (words, *more))):
        all_of.narrative(own, "comment", comment)
    if last:
        _as_file_has_it(own, written)


def _as_file_has_it(own: Element, written: Any) -> None:
    """A value that is no plain number once more, for who reads it back."""
    if isinstance(written, NO_NUMBERS | Quotient):
        child(own, "avance:value", {}, on_one_line(as_read(as_written(written))))
    elif not isinstance(written, Decimal | None):
        child(own, "avance:value", {}, str(written))
