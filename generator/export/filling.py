"""How tables are filled: rows are made once for all who ask, and stand in their order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter
from typing import Any, TypeVar

from generator.compute.results import Results
from generator.export.table import Cell, Column, Row, Table, as_text
from generator.words.formatter import Formatter

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Filled:
    """A table with its rows: cells in the order of the columns."""

    table: Table[Any]
    rows: tuple[tuple[Cell, ...], ...]
    _of: tuple[Filled, Sequence[int]] | None = field(default=None, repr=False, compare=False)
    """The table that it is a part of, and the places of its rows there."""
    _lines: dict[object, list[str]] = field(default_factory=dict, repr=False, compare=False)

    def part(self, places: Sequence[int]) -> Filled:
        """The rows at some places."""
        return Filled(self.table, tuple(self.rows[n] for n in places), (self, places))

    def lines(self, write: Callable[[Filled], list[str]]) -> list[str]:
        """Its rows as a format writes them: once for the table and all of its parts."""
        if self._of:
            whole, places = self._of
            known = whole.lines(write)
            return [known[n] for n in places]
        if write not in self._lines:
            self._lines[write] = write(self)
        return self._lines[write]

    def column(self, name: str) -> list[Cell]:
        """The cells of a column."""
        place = [column.name for column in self.table.columns].index(name)
        return [row[place] for row in self.rows]


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
