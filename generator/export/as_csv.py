"""CSV as RFC 4180 has it: UTF-8, lines end in CRLF, quotes only where they are needed."""

from __future__ import annotations

import csv
import io

from generator.export.table import FORMULA, Cell, Filled, as_text


def as_csv(filled: Filled) -> bytes:
    """A table with its head; an empty cell is no value.

    A text that a spreadsheet would run as a formula has an apostrophe before it; a negative
    number is a number and has none.
    """
    stream = io.StringIO(newline="")
    writer = csv.writer(stream)
    writer.writerow(column.name for column in filled.table.columns)
    writer.writerows([_written(cell) for cell in row] for row in filled.rows)
    return stream.getvalue().encode()


def _written(cell: Cell) -> str:
    text = as_text(cell)
    return f"'{text}" if isinstance(cell, str) and text.startswith(FORMULA) else text
