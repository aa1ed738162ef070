"""What a workbook holds, whatever program wrote it: sheets of cells with plain values."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import overload

from generator.problems import Place, column_letters

Value = Decimal | str | date | bool | None


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell; one without a value, a formula or an error is empty."""

    row: int
    """From 1, as the column."""
    column: int
    value: Value = None
    error: str | None = None
    """``#N/A``, ``#REF!``: the value is None then."""
    formula: str | None = None
    """Without a value it has never been computed (`is_uncached`)."""
    number_format: str = "General"
    """As Excel writes it: ``0.0%``, ``d-mmm``."""
    is_percent: bool = False
    """Its number is written with a % by its format: 0.85 is shown as 85 %."""
    shown: Decimal | None = None
    """The number that the cell displays where that has fewer digits than the value: 0.85 for a
    value of 0.8512 in the format ``0%``; None where nothing is hidden, or nobody can tell."""

    @property
    def address(self) -> str:
        """``C14``."""
        return f"{column_letters(self.column)}{self.row}"

    @property
    def is_uncached(self) -> bool:
        """Whether it is a formula whose value was not saved with the workbook."""
        return self.formula is not None and self.value is None and self.error is None

    @property
    def is_empty(self) -> bool:
        """Whether nothing stands in it; a formula does, and so do blanks."""
        return self.value is None and self.error is None and self.formula is None


def spans(cells: Iterable[Cell]) -> Iterator[str]:
    """The addresses of cells in order, those that stand side by side as one: ``H8, J8:L8``."""
    found: list[list[Cell]] = []
    for it in sorted(cells, key=lambda it: (it.row, it.column)):
        last = found[-1][-1] if found else None
        if last and (last.row, last.column + 1) == (it.row, it.column):
            found[-1].append(it)
        else:
            found.append([it])
    for them in found:
        yield them[0].address + (f":{them[-1].address}" if len(them) > 1 else "")


class Rows(Sequence[Sequence[Cell]]):
    """Rows of equal width; cells where nothing stands are made when they are asked for."""

    def __init__(self, cells: Mapping[int, Mapping[int, Cell]]) -> None:
        self._cells = cells
        self._n_rows = max((number for number, row in cells.items() if row), default=0)
        self.width = max((max(row) for row in cells.values() if row), default=0)

    def __len__(self) -> int:
        return self._n_rows

    @overload
    def __getitem__(self, index: int) -> Sequence[Cell]: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[Sequence[Cell]]: ...

    def __getitem__(self, index: int | slice) -> Sequence[Cell] | Sequence[Sequence[Cell]]:
        numbers = range(1, len(self) + 1)[index]
        return self.row(numbers) if isinstance(numbers, int) else [self.row(it) for it in numbers]

    def row(self, number: int) -> tuple[Cell, ...]:
        """A row by its number from 1."""
        held = self._cells.get(number, {})
        places = range(1, self.width + 1)
        return tuple(held.get(place) or Cell(number, place) for place in places)


@dataclass(frozen=True)
class Sheet:
    """A sheet of a workbook."""

    path: str
    """Of the workbook."""
    name: str
    cells: Mapping[int, Mapping[int, Cell]]
    """By row and column from 1; only those in which something stands."""
    is_hidden: bool = False
    merged: tuple[tuple[int, int, int, int], ...] = ()
    """First row, first column, last row and last column of cells that are one."""
    hidden_columns: frozenset[int] = frozenset()

    @cached_property
    def rows(self) -> Rows:
        """All rows from the first to the last in which something stands."""
        return Rows(self.cells)

    @property
    def used(self) -> Iterator[Cell]:
        """The cells in which something stands, row by row."""
        for row in sorted(self.cells):
            held = self.cells[row]
            yield from (held[column] for column in sorted(held))

    def cell(self, row: int, column: int) -> Cell:
        """A cell by its row and its column from 1."""
        return self.cells.get(row, {}).get(column) or Cell(row, column)

    def place(self, cell: Cell | None = None) -> Place:
        """Where a cell stands; without one, the sheet."""
        row, column = (cell.row, cell.column) if cell else (0, 0)
        return Place(self.path, row, column, sheet=self.name)

    def merged_into(self, cell: Cell) -> Cell:
        """The cell that is shown here: the first of those that are merged with it, else itself."""
        for top, left, right in self._merged_rows.get(cell.row, ()):
            if left <= cell.column <= right:
                return self.cell(top, left)
        return cell

    @cached_property
    def _merged_rows(self) -> Mapping[int, list[tuple[int, int, int]]]:
        """What is merged in each row: the first row, and the first and last columns."""
        found = defaultdict[int, list[tuple[int, int, int]]](list)
        for top, left, bottom, right in self.merged:
            for row in range(top, bottom + 1):
                found[row].append((top, left, right))
        return found


@dataclass(frozen=True)
class Workbook:
    """A workbook that was read."""

    path: str
    sheets: tuple[Sheet, ...]
    properties: Mapping[str, str] = field(default_factory=dict)
    """What the document says of itself in properties of its own."""
    names: Mapping[str, str] = field(default_factory=dict)
    """Defined names and what they stand for, as the workbook writes it."""

    def sheet(self, name: str) -> Sheet | None:
        """A sheet by its name, in capitals or not."""
        return next((it for it in self.sheets if it.name.casefold() == name.casefold()), None)
