"""How tables are filled: rows are made once for all who ask, and stand in their order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any, TypeVar

from generator.compute.results import Results
from generator.export.table import Cell, Column, Filled, Row, Table, as_text
from generator.words.formatter import Formatter

T = TypeVar("T")


def rows_of(table: Table[T], results: Results, f: Formatter) -> tuple[Row[T], ...]:
    """The rows of a table, made for the first who asks."""
    known, key = results.derived(_rows_made), (table.name, f)
    if key not in known:
        known[key] = tuple(table.rows(results, f))
    return known[key]


def _rows_made(_: Results) -> dict[tuple[str, Formatter], tuple[Row[Any], ...]]:
    return {}


def cells_of(table: Table[T], column: Column[T], results: Results, f: Formatter) -> Sequence[Cell]:
    """What the rows of a table have in a column, made for the first who asks."""
    known, key = results.derived(_cells_made), (table.name, column.name, f)
    if key not in known:
        known[key] = tuple(column.cells(rows_of(table, results, f)))
    return known[key]


def _cells_made(_: Results) -> dict[tuple[str, str, Formatter], tuple[Cell, ...]]:
    return {}


def fill(table: Table[T], results: Results, f: Formatter) -> Filled:
    """A table with its rows in their order."""
    cells = zip(*(cells_of(table, it, results, f) for it in table.columns), strict=True)
    return Filled(table, tuple(in_order(table, cells)))


def in_order(table: Table[Any], cells: Iterable[tuple[Cell, ...]]) -> Iterator[tuple[Cell, ...]]:
    """Rows by the text of the columns that order them."""
    names = [column.name for column in table.columns]
    places = [names.index(name) for name in table.order]
    keyed = [([as_text(row[place]) for place in places], row) for row in cells]
    keyed.sort(key=itemgetter(0))
    for _, group in groupby(keyed, key=itemgetter(0)):
        alike = [row for _, row in group]
        if len(alike) > 1:  # the order does not tell these apart: they are sorted by their text
            alike.sort(key=lambda row: [as_text(cell) for cell in row])
        yield from alike
