"""The cells of a sheet while it is read, within limits."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from generator.problems import Place, msg
from generator.workbook.cells import Cell, Sheet, Value
from generator.workbook.hazards import TOO_LARGE, UnreadableError, one_line
from generator.workbook.numbers import (
    displayed,
    error_in,
    has_date,
    has_percent,
    has_time,
    to_date,
    to_time,
)

MAX_CELLS = 2_000_000
"""Of a workbook, in which something stands."""
MAX_ROWS = 200_000
MAX_COLUMNS = 2_000
MAX_TEXT = 100_000_000
"""Letters of a workbook."""
_LONGEST_FORMAT = 255
MAX_MERGED = 500_000
"""Rows of ranges whose cells are one."""
MAX_SHEETS = 1_000


@dataclass
class Budget:
    """What the sheets of a workbook have together."""

    path: str
    n_sheets: int = 0
    n_cells: int = 0
    n_merged: int = 0
    n_letters: int = 0


class SheetBuilder:
    """A sheet in the making."""

    def __init__(self, name: str, budget: Budget, *, from_1904: bool = False) -> None:
        budget.n_sheets += 1
        self.name = one_line(name) or f"#{budget.n_sheets}"  # of a damaged workbook
        self._budget = budget
        self._from_1904 = from_1904
        self._cells: dict[int, dict[int, Cell]] = {}
        self._merged: list[tuple[int, int, int, int]] = []
        self.is_hidden = False
        if budget.n_sheets > MAX_SHEETS:
            what = msg("it has more than {most} sheets", most=MAX_SHEETS)
            raise UnreadableError(TOO_LARGE, Place(budget.path), what)

    def put(
        self,
        row: int,
        column: int,
        value: Value,
        number_format: str = "General",
        formula: str | None = None,
        error: str | None = None,
    ) -> None:
        """A cell with what stands in it; a number becomes a day where its format says so."""
        if isinstance(value, str):
            error = error or error_in(value)
            value = None if error else value
        if value is None and formula is None and error is None:
            return
        form = number_format if len(number_format) <= _LONGEST_FORMAT else "General"
        cell = self._cell(row, column, value, form, formula, error)
        self._count(cell)
        self._cells.setdefault(row, {})[column] = cell

    def _count(self, cell: Cell) -> None:
        """Stop where there is more than a plan can need."""
        budget = self._budget
        budget.n_cells += 1
        budget.n_letters += len(cell.value) if isinstance(cell.value, str) else 0
        if budget.n_cells > MAX_CELLS:
            what = msg("it has more than {most} cells", most=MAX_CELLS)
        elif budget.n_letters > MAX_TEXT:
            what = msg("it has more than {most} letters", most=MAX_TEXT)
        elif cell.row > MAX_ROWS or cell.column > MAX_COLUMNS:
            what = msg("something stands in {cell}, far from everything else", cell=cell.address)
        else:
            return
        raise UnreadableError(
            TOO_LARGE, Place(budget.path, cell.row, cell.column, sheet=self.name), what
        )

    def _cell(
        self, row: int, column: int, value: Value, form: str, formula: str | None, error: str | None
    ) -> Cell:
        if isinstance(value, Decimal):
            if has_date(form):
                value = to_date(value, from_1904=self._from_1904) or value
            elif has_time(form) and value >= 0:
                value = to_time(value, form)
        if not isinstance(value, Decimal):
            return Cell(row, column, value, error, formula, form)
        seen = displayed(value, form)
        return Cell(row, column, value, error, formula, form, has_percent(form), seen)

    def merge(self, top: int, left: int, bottom: int, right: int) -> None:
        """Cells that are one: what stands in the others is not seen, and not read."""
        bottom = min(bottom, MAX_ROWS)
        self._budget.n_merged += max(bottom - top, 0) + 1
        if self._budget.n_merged > MAX_MERGED:
            what = msg("it has more than {most} rows of merged cells", most=MAX_MERGED)
            raise UnreadableError(TOO_LARGE, Place(self._budget.path, sheet=self.name), what)
        self._merged.append((top, left, bottom, right))

    def sheet(self) -> Sheet:
        """The sheet as it was read."""
        for top, left, bottom, right in self._merged:
            for row in range(top, bottom + 1):
                held = self._cells.get(row, {})
                places = range(left, right + 1)
                covered = [it for it in (min(places, held, key=len)) if it in places and it in held]
                for column in covered:
                    if (row, column) != (top, left):
                        del held[column]
        path, merged = self._budget.path, tuple(self._merged)
        return Sheet(path, self.name, self._cells, self.is_hidden, merged)
