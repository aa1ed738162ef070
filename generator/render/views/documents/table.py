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
_MOST = 2
"""Values of a cell: a document that says a figure in two ways."""
_Given = tuple[CitedPlace, Excerpt, Extract]


@dataclass(frozen=True, slots=True)
class TabledRow:
    """All that the table gives of one thing."""

    anchors: tuple[str, ...]
    lines: str
    read: tuple[Link, ...]
    """Where the document itself is read, if it is published."""
    name: Link
    cells: tuple[str, ...]
    taken: frozenset[int]
    """The excerpts that it shows, by their identity."""


def table_of(
    ctx: RenderContext, places: Iterable[CitedPlace]
) -> tuple[tuple[str, ...], tuple[TabledRow, ...]]:
    """The columns and rows of what places give without a quote; empty where that is no table."""
    told = [(place, it, extract(ctx, it)) for place in places for it in place.excerpts]
    told = [one for one in told if one[2].figures and not one[2].quote]
    told.sort(key=lambda one: [not isinstance(one[1].entry, it) for it in (Measure, ResultEntry)])
    counted = Counter(name for *_, it in told for name, _ in it.figures if name)
    columns = tuple(name for name, n in counted.items() if n >= MANY)
    pages = {it.page.href for *_, it in told if "#" in it.page.href}
    measures = Counter(href.partition("#")[0] for href in pages)
    things: dict[str, list[_Given]] = {}
    for one in told:
        if all(name in columns for name, _ in one[2].figures):
            page, of = one[2].page.href, one[2].page.href.partition("#")[0]
            things.setdefault(page if measures[of] > 1 else of, []).append(one)
    shared = Counter(
        at for own in things.values() for at in {row_anchor(it.source) for _, it, _ in own}
    )
    rows = tuple(_rows(ctx, columns, things.values(), shared))
    # A column is a list, and so is a document that says hardly anything of many things.
    return (columns, rows) if len(columns) > 1 and len(rows) >= MANY else ((), ())


def _rows(
    ctx: RenderContext, columns: Iterable[str], things: Iterable[list[_Given]], shared: Counter[str]
) -> Iterator[TabledRow]:
    """In the order of the document, of what has lines of its own and no list in a cell."""
    seen: set[str] = set()
    firsts = [(min(own, key=lambda one: shared[row_anchor(one[1].source)]), own) for own in things]
    for (place, first, _), own in sorted(firsts, key=lambda it: in_document(it[0][1])):
        cells: dict[str, dict[str, None]] = {}
        for name, value in (figure for *_, it in own for figure in it.figures):
            cells.setdefault(name, {})[value] = None
        if shared[row_anchor(first.source)] >= MANY or max(map(len, cells.values())) > _MOST:
            continue
        anchors = dict.fromkeys(at for one in own for at in _anchors(one) if at not in seen)
        seen.update(anchors)
        inside = place.name.removeprefix(place.part()).strip(", ")
        yield TabledRow(
            anchors=tuple(anchors),
            lines=joined((inside, lines_in_words(ctx, first.source.lines or "")), ", "),
            read=where_it_is_read(ctx, first.source),
            name=own[0][2].page,
            cells=tuple(" · ".join(cells.get(name, ())) for name in columns),
            taken=frozenset(id(it) for _, it, _ in own),
        )


def _anchors(one: _Given) -> tuple[str, ...]:
    place, it, _ = one
    own = (own_anchor(it.source, it.element.code),) if it.element else ()
    return place.anchor, row_anchor(it.source), *own


def lines_in_words(ctx: RenderContext, lines: str) -> str:
    """«línea 12», «líneas 12-14»; "" for none."""
    if lines.isdigit():
        return ctx.t("line {lines}", lines=lines)
    return ctx.t("lines {lines}", lines=lines) if lines else ""
