"""What a document prints as a table, read by its columns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from generator.cite.documents import CitedPlace, in_document, own_anchor, row_anchor
from generator.model.excerpts import Excerpt
from generator.model.measure import Measure, ResultEntry
from generator.render.views.common import Link, RenderContext, joined
from generator.render.views.documents.excerpts import Extract, extract
from generator.render.views.documents.text import where_it_is_read

MANY = 5
"""Rows, and figures of a column, from which a table says more than a list."""
_MOST_VALUES = 2
"""Of one cell: a document that says a figure in two ways."""
_FIRST = (Measure, ResultEntry)
"""Of these are the first columns, in this order."""
_Told = list[tuple[CitedPlace, Excerpt, Extract]]


@dataclass(frozen=True, slots=True)
class TabledRow:
    """All that the table gives of one thing."""

    anchors: tuple[str, ...]
    lines: str
    read: tuple[Link, ...]
    """Where the document itself is read, if it is published."""
    name: Link
    measure: str
    """What is measured, where the name does not say it."""
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Things by row, what is said of each by column."""

    columns: tuple[str, ...] = ()
    rows: tuple[TabledRow, ...] = ()
    taken: frozenset[int] = frozenset()
    """The excerpts that it shows, by their identity."""

    @property
    def anchors(self) -> set[str]:
        """All that its rows have."""
        return {anchor for row in self.rows for anchor in row.anchors}


def table_of(ctx: RenderContext, places: Iterable[CitedPlace]) -> Table:
    """What places of a document give without a quote; empty where that is no table."""
    told = [(place, it, extract(ctx, it)) for place in places for it in place.excerpts]
    told = [one for one in told if one[2].figures and not one[2].quote]
    told.sort(key=lambda one: [not isinstance(one[1].entry, it) for it in _FIRST])
    counted = Counter(name for *_, it in told for name, _ in it.figures if name)
    columns = [name for name, n in counted.items() if n >= MANY]
    things: dict[str, _Told] = {}
    several = _several(told)
    for one in told:
        if all(name in columns for name, _ in one[2].figures):
            page = one[2].page.href
            of = page.partition("#")[0]
            things.setdefault(page if of in several else of, []).append(one)
    shared = Counter(at for own in things.values() for at in {_at(it) for _, it, _ in own})
    things = {
        href: own
        for href, own in things.items()
        if all(len(it) <= _MOST_VALUES for it in _values(own).values())
        and any(shared[_at(it)] < MANY for _, it, _ in own)
    }
    if len(columns) < 2 or len(things) < MANY:  # noqa: PLR2004  # a column is a list
        return Table()
    return Table(
        tuple(columns),
        tuple(_rows(ctx, columns, list(things.values()), shared)),
        frozenset(id(it) for own in things.values() for _, it, _ in own),
    )


def _several(told: _Told) -> set[str]:
    """Pages of which more than one measure is told."""
    found = {it.page.href for *_, it in told if "#" in it.page.href}
    counted = Counter(href.partition("#")[0] for href in found)
    return {page for page, n in counted.items() if n > 1}


def _values(own: _Told) -> dict[str, dict[str, None]]:
    found: dict[str, dict[str, None]] = {}
    for *_, it in own:
        for name, value in it.figures:
            found.setdefault(name, {})[value] = None
    return found


def _at(it: Excerpt) -> str:
    return row_anchor(it.source)


def _rows(
    ctx: RenderContext, columns: list[str], things: list[_Told], shared: Counter[str]
) -> Iterable[TabledRow]:
    """In the order of the document, each with the lines that are most its own."""
    chosen = [min(own, key=lambda one: shared[_at(one[1])]) for own in things]
    seen: set[str] = set()
    order = sorted(zip(chosen, things, strict=True), key=lambda it: in_document(it[0][1]))
    for (place, first, _), own in order:
        anchors = [name for at, it, _ in own for name in _anchors(at, it) if name not in seen]
        seen.update(anchors)
        inside = place.name.removeprefix(place.part()).strip(", ")
        values = _values(own)
        yield TabledRow(
            anchors=tuple(dict.fromkeys(anchors)),
            lines=joined((inside, first.source.lines or ""), ", "),
            read=where_it_is_read(ctx, first.source),
            name=own[0][2].page,
            measure=_measure(ctx, own),
            cells=tuple(" · ".join(values.get(name, ())) for name in columns),
        )


def _measure(ctx: RenderContext, own: _Told) -> str:
    for _, it, _ in own:
        if it.measure:
            name = ctx.results.plans[it.plan].measures[it.measure].use.traits.heading
            return "" if it.element and it.element.node.heading == name else name
    return ""


def _anchors(place: CitedPlace, it: Excerpt) -> tuple[str, ...]:
    own = (own_anchor(it.source, it.element.code),) if it.element else ()
    return place.anchor, row_anchor(it.source), *own
