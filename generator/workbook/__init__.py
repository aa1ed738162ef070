"""Workbooks as institutions keep them: .xlsx, .ods, .xls and .csv, read into one form.

`read_workbook` gives the sheets with their cells, or what keeps the workbook from being read;
`cell_number`, `cell_percent`, `cell_code` and `cell_text` give what a cell says, or what is wrong
with it. Nothing is guessed: a cell that can be read in two ways is a problem with its place.
"""

from generator.workbook.cell_values import (
    cell_code,
    cell_number,
    cell_percent,
    cell_text,
    unreadable,
)
from generator.workbook.cells import Cell, Sheet, Workbook
from generator.workbook.hazards import UnreadableError
from generator.workbook.numbers import number_in_text
from generator.workbook.reader import read_workbook

__all__ = [
    "Cell",
    "Sheet",
    "UnreadableError",
    "Workbook",
    "cell_code",
    "cell_number",
    "cell_percent",
    "cell_text",
    "number_in_text",
    "read_workbook",
    "unreadable",
]
