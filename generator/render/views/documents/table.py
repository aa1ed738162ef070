"""What a document prints as a table, read by its columns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
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
_Excerpts = list[tuple[CitedPlace, Excerpt, Extract]]


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
class PrintedColumns:
    """Things by row, what is said of each by column."""

    columns: tuple[str, ...] = ()
    rows: tuple[TabledRow, ...] = ()
    taken: frozenset[int] = frozenset()
    """The excerpts that it shows, by their identity."""


def table_of(ctx: RenderContext, places: Iterable[CitedPlace]) -> PrintedColumns:
    """What places of a document give without a quote; empty where that is no table."""
    told = [(place, it, extract(ctx, it)) for place in places for it in place.excerpts]
    told = [one for one in told if one[2].figures and not one[2].quote]
    told.sort(key=lambda one: [not isinstance(one[1].entry, it) for it in (Measure, ResultEntry)])
    counted = Counter(name for *_, it in told for name, _ in it.figures if name)
    columns = tuple(name for name, n in counted.items() if n >= MANY)
    pages = {it.page.href for *_, it in told if "#" in it.page.href}
    measures = Counter(href.partition("#")[0] for href in pages)
    things: dict[str, _Excerpts] = {}
    for one in told:
        if all(name in columns for name, _ in one[2].figures):
            page, of = one[2].page.href, one[2].page.href.partition("#")[0]
            things.setdefault(page if measures[of] > 1 else of, []).append(one)
    shared = Counter(at for own in things.values() for at in {_at(one) for one in own})
    rows = [own for own in things.values() if _is_row(own, shared)]
    if len(columns) < 2 or len(rows) < MANY:  # noqa: PLR2004  # a column is a list
        return PrintedColumns()
    taken = frozenset(id(it) for own in rows for _, it, _ in own)
    return PrintedColumns(columns, tuple(_rows(ctx, columns, rows, shared)), taken)


def _at(one: tuple[CitedPlace, Excerpt, Extract]) -> str:
    return row_anchor(one[1].source)


def _values(own: _Excerpts) -> dict[str, dict[str, None]]:
    found: dict[str, dict[str, None]] = {}
    for *_, it in own:
        for name, value in it.figures:
            found.setdefault(name, {})[value] = None
    return found


def _is_row(own: _Excerpts, shared: Counter[str]) -> bool:
    """Whether it has lines of its own, and no cell that is a list."""
    is_list = any(len(it) > _MOST_VALUES for it in _values(own).values())
    return not is_list and any(shared[_at(one)] < MANY for one in own)


def _rows(
    ctx: RenderContext, columns: Iterable[str], rows: list[_Excerpts], shared: Counter[str]
) -> Iterator[TabledRow]:
    """In the order of the document, each with the lines that are most its own."""
    seen: set[str] = set()
    firsts = [min(own, key=lambda one: shared[_at(one)]) for own in rows]
    order = sorted(zip(firsts, rows, strict=True), key=lambda it: in_document(it[0][1]))
    for (place, first, _), own in order:
        anchors = dict.fromkeys(at for one in own for at in _anchors(one) if at not in seen)
        seen.update(anchors)
        inside, values = place.name.removeprefix(place.part()).strip(", "), _values(own)
        yield TabledRow(
            anchors=tuple(anchors),
            lines=joined((inside, first.source.lines or ""), ", "),
            read=where_it_is_read(ctx, first.source),
            name=own[0][2].page,
            measure=next((name for _, it, _ in own if (name := _measure(ctx, it))), ""),
            cells=tuple(" · ".join(values.get(name, ())) for name in columns),
        )


def _anchors(one: tuple[CitedPlace, Excerpt, Extract]) -> tuple[str, ...]:
    place, it, _ = one
    own = (own_anchor(it.source, it.element.code),) if it.element else ()
    return place.anchor, _at(one), *own


def _measure(ctx: RenderContext, it: Excerpt) -> str:
    name = ctx.results.plans[it.plan].measures[it.measure].use.traits.heading if it.measure else ""
    return "" if it.element and it.element.node.heading == name else name
