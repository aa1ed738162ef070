"""What stands in a sheet and is not read: rows below the last, merged figures, failed formulas."""

from __future__ import annotations

from collections.abc import Iterator

from generator.matrix.figures import FIGURES
from generator.matrix.sheet import Reading, is_nothing
from generator.problems import Problem, msg, plural, warning
from generator.workbook.cells import Cell

_NUMBERS = {*FIGURES, "amount"}
_FEW = 2
"""Cells of a row that may be a signature or a note below the plan."""


def unread(reading: Reading) -> Iterator[Problem]:
    """One problem for each cell or group of rows."""
    yield from _below(reading)
    yield from _merged(reading)
    yield from reading.failed


def _below(reading: Reading) -> Iterator[Problem]:
    last = reading.mapping.rows[1]
    rows = [_held(reading, row) for row in range(last + 1, len(reading.sheet.rows) + 1)]
    if found := [cells for cells in rows if len(cells) > _FEW]:
        what = plural(
            "{n} row below row {line} is not read",
            "{n} rows below row {line} are not read",
            n=len(found),
            line=last,
        )
        hint = msg("if they are of the plan, write their last one in «rows» of the mapping")
        yield warning("matrix-row", reading.place(found[0][0]), what, hint)


def _held(reading: Reading, row: int) -> list[Cell]:
    cells = (reading.sheet.cell(row, column) for column in reading.columns)
    return [it for it in cells if not is_nothing(it)]


def _merged(reading: Reading) -> Iterator[Problem]:
    """A figure over several rows or columns is of the first only: nobody can tell how it parts."""
    first, last = reading.mapping.rows
    figures = [n for n, it in reading.columns.items() if it.role in _NUMBERS]
    for top, left, bottom, right in reading.sheet.merged:
        cell = reading.cell(top, left)
        n = (bottom - top + 1) * sum(left <= it <= right for it in figures)
        if left in figures and n > 1 and first <= top <= last and not is_nothing(cell):
            end = Cell(bottom, right).address
            what = msg("{cells} are merged, and the value is taken for {cell} alone")
            said = what.having(cells=f"{cell.address}:{end}", cell=cell.address)
            hint = msg("separate them, and write in each cell its own value")
            yield warning("matrix-cell", reading.place(cell), said, hint)
