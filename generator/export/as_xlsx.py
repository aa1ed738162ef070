"""A workbook with a sheet per table: true numbers and dates, texts that are never formulas."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date
from decimal import Decimal
from typing import Any, cast

from openpyxl import Workbook
from openpyxl.cell.cell import Cell as AnyCell
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

from generator.export.formats import About
from generator.export.table import FORMULA, Cell, Column, Filled, Type, as_text

_FORMATS = {Type.AMOUNT: "#,##0.00", Type.PERCENT: "0.0#####", Type.DATE: "yyyy-mm-dd"}
_NARROW, _WIDE = 8, 60
_SAMPLE = 500
"""Rows that say how wide a column is."""
_HEAD = Font(bold=True)
_GREY = PatternFill("solid", fgColor="FFEDEDED")
_EPOCH = (1980, 1, 1, 0, 0, 0)
_DATED = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")


def as_xlsx(tables: tuple[Filled, ...], about: About) -> bytes:
    """All tables as one workbook; same content, same bytes."""
    book = Workbook()
    book.remove(book.worksheets[0])
    book.properties.creator = about.name
    book.properties.title = about.name
    for filled in tables:
        _lay(book.create_sheet(filled.table.name), filled)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as archive:  # compressed once, below
        ExcelWriter(book, archive).save()
    return _without_clock(stream.getvalue(), f"{about.as_of.isoformat()}T00:00:00Z".encode())


def _lay(sheet: Worksheet, filled: Filled) -> None:
    columns = filled.table.columns
    for place, column in enumerate(columns, 1):
        letter = get_column_letter(place)
        cells = [row[place - 1] for row in filled.rows[:_SAMPLE]]
        sheet.column_dimensions[letter].width = _width(column, cells)
        head = sheet.cell(1, place, column.name)
        head.font, head.fill = _HEAD, _GREY
    for number, row in enumerate(filled.rows, 2):
        for place, (column, value) in enumerate(zip(columns, row, strict=True), 1):
            if value is not None:
                _write(cast(AnyCell, sheet.cell(number, place)), column, value)
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{len(filled.rows) + 1}"


def _width(column: Column[Any], cells: list[Cell]) -> int:
    """Wide enough for the head and most values, within reason."""
    longest = max((len(as_text(cell)) for cell in cells), default=0)
    return min(_WIDE, max(_NARROW, len(column.name) + 4, longest + 2))


def _write(cell: AnyCell, column: Column[Any], value: str | int | Decimal | date) -> None:
    """A true number or date; a text stays letters, whatever it looks like (``=1+1``, ``#N/A``)."""
    if isinstance(value, str):
        cell.value = value
        cell.data_type = "s"
        if value.startswith(FORMULA):
            cell.quotePrefix = True  # a style costs more than the cell: only where one is needed
        return
    cell.value = float(value) if isinstance(value, Decimal) else value
    kind = Type.DATE if isinstance(value, date) else column.type
    if kind in _FORMATS:
        cell.number_format = _FORMATS[kind]


def _without_clock(data: bytes, day: bytes) -> bytes:
    """The workbook with fixed dates in place of the hour it was written at."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as book, zipfile.ZipFile(out, "w") as fixed:
        for name in sorted(book.namelist()):
            part = book.read(name)
            if name == "docProps/core.xml":
                part = _DATED.sub(rb"\g<1>" + day, part)
            entry = zipfile.ZipInfo(name, _EPOCH)
            fixed.writestr(entry, part, zipfile.ZIP_DEFLATED)
    return out.getvalue()
