"""What a table is: its columns with their types, and rows of plain values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from itertools import groupby
from operator import itemgetter

Cell = str | int | Decimal | date | bool | None
"""One value; None where there is none. Percentages are percent, amounts units of currency."""
Record = Mapping[str, Cell]
"""A row by the names of its columns; a column that is left out has no value."""
LIST_MARK = "|"
"""Stands between the values of a cell that holds several."""

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
"""How a text starts that a spreadsheet may run as a formula."""


class Type(StrEnum):
    """What the cells of a column are."""

    TEXT = "text"
    LIST = "list"
    INTEGER = "integer"
    NUMBER = "number"
    PERCENT = "percent"
    AMOUNT = "amount"
    DATE = "date"
    FLAG = "flag"
    PRINTED = "printed"
    """A number, a date or a text, as the document has it."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column; ``description`` is a template of the message catalogue."""

    name: str
    type: Type
    description: str
    words: tuple[str, ...] = ()
    """The only words it may hold."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table; rows stand in the order of the text of the columns in ``order``."""

    name: str
    description: str
    order: tuple[str, ...]
    columns: tuple[Column, ...]
    is_key: bool = False
    """The columns of ``order`` tell every row from every other, and none of them is empty."""


@dataclass(frozen=True, slots=True)
class Filled:
    """A table with its rows: cells in the order of the columns."""

    table: Table
    rows: tuple[tuple[Cell, ...], ...]


def text(name: str, description: str, words: Iterable[str] = ()) -> Column:
    """A column of texts, or of a few ``words``."""
    return Column(name, Type.TEXT, description, tuple(str(word) for word in words))


def several(name: str, description: str) -> Column:
    """A column of texts, several in a cell."""
    return Column(name, Type.LIST, description)


def whole(name: str, description: str) -> Column:
    """A column of whole numbers."""
    return Column(name, Type.INTEGER, description)


def number(name: str, description: str) -> Column:
    """A column of quantities."""
    return Column(name, Type.NUMBER, description)


def percent(name: str, description: str) -> Column:
    """A column of percentages, in percent."""
    return Column(name, Type.PERCENT, description)


def amount(name: str, description: str) -> Column:
    """A column of money."""
    return Column(name, Type.AMOUNT, description)


def day(name: str, description: str) -> Column:
    """A column of dates."""
    return Column(name, Type.DATE, description)


def flag(name: str, description: str) -> Column:
    """A column of yes or no."""
    return Column(name, Type.FLAG, description)


def printed(name: str, description: str) -> Column:
    """A column of values as a document has them."""
    return Column(name, Type.PRINTED, description)


def fill(table: Table, records: Iterable[Record]) -> Filled:
    """The rows of a table in their order. Raises KeyError for a name that is no column of it."""
    names = [column.name for column in table.columns]
    rows = []
    for record in records:
        if strange := record.keys() - set(names):
            raise KeyError(table.name, *sorted(strange))
        rows.append(tuple(record.get(name) for name in names))
    places = [names.index(name) for name in table.order]

    keyed = [([as_text(row[place]) for place in places], row) for row in rows]
    keyed.sort(key=itemgetter(0))
    ordered: list[tuple[Cell, ...]] = []
    for _, group in groupby(keyed, key=itemgetter(0)):
        alike = [row for _, row in group]
        if len(alike) > 1:  # the order does not tell these apart: they are sorted by their text
            alike.sort(key=lambda row: [as_text(cell) for cell in row])
        ordered += alike
    return Filled(table, tuple(ordered))


def as_text(cell: Cell) -> str:
    """A value as text: ``true``, ``2024-12-31``, decimals with a point and without exponent."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return f"{cell:f}" if isinstance(cell, Decimal) else str(cell)


def listed(values: Iterable[object]) -> str | None:
    """Several values as one cell, each once, in their order; None where there is none."""
    texts = dict.fromkeys(str(value) for value in values if value is not None)
    return LIST_MARK.join(texts) or None
