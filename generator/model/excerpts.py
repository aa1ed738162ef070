"""Everything of the content that says where it was printed: what is taken from each document."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from generator.model.base import Model, holders
from generator.model.catalog import Catalog, Element, PlanFolder, cite, measure_id
from generator.model.indicator import Baseline
from generator.model.measure import Measure, ResultEntry
from generator.model.money import BudgetLine
from generator.model.narrative import NamedFigure, PrintedTable
from generator.model.period import Period
from generator.model.plan import BudgetChange, Version
from generator.model.published import Published
from generator.model.reports import ResultsFile
from generator.model.source import Source

Sources = tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A part of the content with the place that it was taken from."""

    entry: Model
    source: Source
    """With its document, which may be that of what it stands in."""
    plan: str = ""
    element: Element | None = None
    measure: str = ""
    """The measure that it is, or is of."""
    period: Period | None = None
    """That of a result."""
    around: Model | None = None
    """What it stands in: the section of a paragraph, the recommendation of an action."""

    @property
    def quote(self) -> str:
        """The words of the document: those of a published figure, else those of its source."""
        return getattr(self.entry, "quote", None) or self.source.quote or ""

    @property
    def n_figures(self) -> int:
        """How many figures it gives."""
        return sum(1 for _ in _figures(self.entry))


def _figures(entry: Model) -> Iterator[object]:
    match entry:
        case Measure():
            for value in (*entry.targets.values(), entry.total):
                yield from _values(value)
        case ResultEntry():
            for value in (entry.value, *entry.breakdowns.values()):
                yield from _values(value)
        case Baseline() | NamedFigure() | Published():
            yield from _values(entry.value)
        case BudgetLine() | BudgetChange():
            yield entry.amount
        case Version():
            yield from (it for it in (entry.n_activities, entry.budget) if it is not None)
        case PrintedTable():
            yield from (it for row in entry.rows for it in row if isinstance(it, Decimal))


def _values(value: object) -> Iterator[object]:
    """The one value, or that of each part."""
    if value is not None:
        yield from value.values() if isinstance(value, dict) else (value,)


_DATA = (Measure, ResultEntry, BudgetLine, Published)
"""Figures that are taken from somewhere even where they leave it to what they stand in."""


def excerpts(catalog: Catalog) -> Iterator[Excerpt]:
    """What says its document: of the registers, then plan after plan, in the order of the files."""
    return (it for it in said_with_sources(catalog) if it.source.document is not None)


def said_with_sources(catalog: Catalog) -> Iterator[Excerpt]:
    """The same, with the figures that name no document, and have none around them."""
    lists = (catalog.units, catalog.glossary, catalog.indicators, catalog.registers.get("methods"))
    for entries in lists:
        yield from _Walk({}).within(entries, (), Excerpt(_NOWHERE, Source()))
    for folder in catalog.plans.values():
        yield from _of_plan(folder)


_NOWHERE = Model()


def _of_plan(folder: PlanFolder) -> Iterator[Excerpt]:
    walk = _Walk({id(element.node): element for element in folder.elements})
    start = Excerpt(_NOWHERE, Source(), folder.id, folder.elements[0])
    own = _given(folder.plan.source)
    yield from walk.within(folder.plan, (), start)
    for entries in folder.written[1:]:
        if entries is not folder.results:
            yield from walk.within(entries, own, start)
    hosts = {measure_id(it, element.code): element for element, it in folder.written_measures}
    for file in folder.results:
        yield from _reported(walk, folder, file, hosts, start)


def _reported(
    walk: _Walk, folder: PlanFolder, file: ResultsFile, hosts: Mapping[str, Element], at: Excerpt
) -> Iterator[Excerpt]:
    told = [(name, hosts.get(name), it) for name, it in file.results.items()]
    said = [("", folder.by_code.get(code), it) for code, it in file.elements.items()]
    for name, element, entry in (*told, *said):
        if element is not None:
            here = replace(at, element=element, measure=name, period=file.period)
            yield from walk.within(entry, _given(file.source, *element.sources), here)


def _given(*sources: Source | None) -> Sources:
    return tuple(source for source in sources if source is not None)


@dataclass(frozen=True, slots=True)
class _Walk:
    """Goes over models and what they hold; ``elements`` by the identity of their nodes."""

    elements: Mapping[int, Element]

    def within(self, item: object, sources: Sources, at: Excerpt) -> Iterator[Excerpt]:
        """What is inside: ``at`` says of what, ``sources`` hold there, nearest first."""
        if isinstance(item, Model):
            yield from self._model(item, sources, at)
        elif isinstance(item, tuple):
            for one in item:
                yield from self.within(one, sources, at)
        elif isinstance(item, dict):
            for one in item.values():
                yield from self.within(one, sources, at)

    def _model(self, item: Model, sources: Sources, at: Excerpt) -> Iterator[Excerpt]:
        held = item.__dict__
        own = held.get("source")
        if own is not None:
            sources = (own, *sources)
        if (element := self.elements.get(id(item))) is not None:
            at = replace(at, element=element)
        if isinstance(item, Measure) and at.element is not None:
            at = replace(at, measure=measure_id(item, at.element.code))
        if own is not None or isinstance(item, _DATA):
            yield replace(at, entry=item, source=cite(*sources) or Source())
        at = replace(at, around=item) if held.get("items") or held.get("actions") else at
        for name in holders(type(item)):
            if (value := held[name]) and not isinstance(value, Source):
                yield from self.within(value, sources, at)
