"""A workbook with a sheet per table: true numbers and dates, texts that are never formulas."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import cache
from typing import Any
from xml.sax.saxutils import escape

from openpyxl import Workbook
from openpyxl.cell.cell import Cell as AnyCell
from openpyxl.compat import safe_string
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.utils.datetime import to_excel
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

from generator.export.formats import About
from generator.export.table import FORMULA, Cell, Column, Filled, Type, as_text

_FORMATS = {Type.AMOUNT: "#,##0.00", Type.PERCENT: "0.0#####", Type.DATE: "yyyy-mm-dd"}
_NARROW, _WIDE = 8, 60
_SAMPLE = 500
"""Rows that say how wide a column is."""
_LONGEST = 32_767
"""Letters that a cell can hold."""
_HEAD = Font(bold=True)
_GREY = PatternFill("solid", fgColor="FFEDEDED")
_EPOCH = (1980, 1, 1, 0, 0, 0)
_SIZE = re.compile(rb'(<dimension ref=")[^"]*')
_DATED = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")


def as_xlsx(tables: tuple[Filled, ...], about: About) -> bytes:
    """All tables as one workbook; same content, same bytes."""
    book = Workbook()
    book.remove(book.worksheets[0])
    book.properties.creator = about.name
    book.properties.title = about.name
    rows = {}
    for number, filled in enumerate(tables, 1):
        sheet = book.create_sheet(filled.table.name)
        _lay(sheet, filled)
        rows[f"xl/worksheets/sheet{number}.xml"] = (sheet.auto_filter.ref, _rows(sheet, filled))
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as archive:  # compressed once, below
        ExcelWriter(book, archive).save()
    return _whole(stream.getvalue(), f"{about.as_of.isoformat()}T00:00:00Z".encode(), rows)


def _lay(sheet: Worksheet, filled: Filled) -> None:
    """What stands around the rows."""
    columns = filled.table.columns
    for place, column in enumerate(columns, 1):
        letter = get_column_letter(place)
        cells = [row[place - 1] for row in filled.rows[:_SAMPLE]]
        sheet.column_dimensions[letter].width = _width(column, cells)
        head = sheet.cell(1, place, column.name)
        head.font, head.fill = _HEAD, _GREY
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{len(filled.rows) + 1}"


def _width(column: Column[Any], cells: list[Cell]) -> int:
    """Wide enough for the head and most values, within reason."""
    longest = max((len(as_text(cell)) for cell in cells), default=0)
    return min(_WIDE, max(_NARROW, len(column.name) + 4, longest + 2))


def _rows(sheet: Worksheet, filled: Filled) -> bytes:
    """Rows as they stand in the file: cells as objects of the library take five times as long."""
    style = cache(lambda form: _style(sheet, form))
    columns = [(get_column_letter(n), column) for n, column in enumerate(filled.table.columns, 1)]
    return "".join(
        f'<row r="{number}">{"".join(_cells(number, columns, row, style))}</row>'
        for number, row in enumerate(filled.rows, 2)
    ).encode("ascii", "xmlcharrefreplace")


def _style(sheet: Worksheet, form: str) -> str:
    """A format of numbers as an attribute; without one, what keeps a text from being a formula."""
    cell = AnyCell(sheet, 1, 1)
    if form:
        cell.number_format = form
    else:
        cell.quotePrefix = True
    return f' s="{cell.style_id}"'


def _cells(
    number: int,
    columns: list[tuple[str, Column[Any]]],
    row: tuple[Cell, ...],
    style: Callable[[str], str],
) -> Iterable[str]:
    """True numbers and dates; a text stays letters, whatever it looks like (``=1+1``, ``#N/A``)."""
    for (letter, column), value in zip(columns, row, strict=True):
        if isinstance(value, str):
            look = style("") if value.startswith(FORMULA) else ""
            text = escape(value[:_LONGEST])
            yield f'<c r="{letter}{number}"{look} t="inlineStr"><is><t>{text}</t></is></c>'
        elif value is not None:
            kind = Type.DATE if isinstance(value, date) else column.type
            look = style(_FORMATS[kind]) if kind in _FORMATS else ""
            mark = "b" if isinstance(value, bool) else "n"
            figure = to_excel(value) if isinstance(value, date) else float(value)  # type: ignore[no-untyped-call]
            text = safe_string(figure)
            yield f'<c r="{letter}{number}"{look} t="{mark}"><v>{text}</v></c>'


def _whole(data: bytes, day: bytes, rows: Mapping[str, tuple[str, bytes]]) -> bytes:
    """The workbook with its rows, and fixed dates in place of the hour it was written at."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as book, zipfile.ZipFile(out, "w") as fixed:
        for name in sorted(book.namelist()):
            part = book.read(name)
            if name == "docProps/core.xml":
                part = _DATED.sub(rb"\g<1>" + day, part)
            if name in rows:
                size, more = rows[name]
                part = _SIZE.sub(rb"\g<1>" + size.encode(), part)
                part = part.replace(b"</sheetData>", more + b"</sheetData>")
            entry = zipfile.ZipInfo(name, _EPOCH)
            fixed.writestr(entry, part, zipfile.ZIP_DEFLATED)
    return out.getvalue()
