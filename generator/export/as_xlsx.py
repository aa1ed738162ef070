"""A workbook with a sheet per table: true numbers and dates, texts that are never formulas."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal
from operator import attrgetter
from typing import Any, cast
from xml.sax.saxutils import escape

from openpyxl import Workbook
from openpyxl.cell.cell import Cell as AnyCell
from openpyxl.compat import safe_string
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.utils.datetime import to_excel
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

from generator.export.filling import Filled
from generator.export.formats import About
from generator.export.table import FORMULA, Cell, Column, Type, as_text
from generator.model.rounding import places

_FORMATS = {Type.AMOUNT: "#,##0.00", Type.PERCENT: "0.0#####", Type.DATE: "yyyy-mm-dd"}
_NARROW, _WIDE = 8, 60
_WIDE_LINE, _HEIGHT = 100, 15
"""Letters in a line of the cover, and its points."""
_SAMPLE = 500
"""Rows that say how wide a column is."""
_LONGEST = 32_767
"""Letters that a cell can hold."""
_LETTERS = "letters"
"""The style that keeps a text from being a formula."""
_HEAD = Font(bold=True)
_LINK = Font(underline="single", color="FF0563C1")
_WRAPPED = Alignment(wrap_text=True, vertical="top")
_GREY = PatternFill("solid", fgColor="FFEDEDED")
_EPOCH = (1980, 1, 1, 0, 0, 0)
_SIZE = re.compile(rb'(<dimension ref=")[^"]*')
_DATED = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")


Heads = Callable[[Column[Any]], str]
"""The heading of a column."""


def as_xlsx(
    tables: tuple[Filled, ...], about: About, heads: Heads = attrgetter("name"), cover: str = ""
) -> bytes:
    """All tables as one workbook, after a sheet called ``cover``; same content, same bytes."""
    book = Workbook()
    book.properties.creator = about.name
    book.properties.title = about.name
    if cover:
        book.worksheets[0].title = cover
        _lay_cover(book.worksheets[0], tables, about)
    else:
        book.remove(book.worksheets[0])
    rows = {}
    for number, filled in enumerate(tables, len(book.worksheets) + 1):
        sheet = book.create_sheet(filled.table.name)
        _lay(sheet, filled, heads)
        rows[f"xl/worksheets/sheet{number}.xml"] = (sheet.auto_filter.ref, _rows(sheet, filled))
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as archive:  # compressed once, below
        ExcelWriter(book, archive).save()
    return _whole(stream.getvalue(), f"{about.as_of.isoformat()}T00:00:00Z".encode(), rows)


def _lay_cover(sheet: Worksheet, tables: tuple[Filled, ...], about: About) -> None:
    """What the workbook is, and what each sheet has, with the way to it."""
    ways = ((it, f"'{it.table.name}'!A1") for it in tables)
    sheets = ((it.table.name, about.words(it.table.description), way) for it, way in ways)
    for number, (name, value, way) in enumerate((*about.facts, *sheets), 1):
        for place, text in enumerate((name, value), 1):
            cell = sheet.cell(number, place, text or None)
            cell.data_type = "s" if text else "n"
            cell.quotePrefix = text.startswith(FORMULA)
            cell.alignment = _WRAPPED
        linked, is_inside = sheet.cell(number, 1 if "!" in way else 2), "!" in way
        if way:
            link = {"location" if is_inside else "target": way}
            linked.hyperlink = Hyperlink(ref=linked.coordinate, **link)
            linked.font = _LINK
        sheet.cell(number, 1).font = _LINK if is_inside else _HEAD
        sheet.row_dimensions[number].height = _HEIGHT * -(-len(value) // _WIDE_LINE or 1)
    for letter, width in (("A", 24), ("B", _WIDE_LINE)):
        sheet.column_dimensions[letter].width = width


def _lay(sheet: Worksheet, filled: Filled, heads: Heads) -> None:
    """What stands around the rows."""
    columns = filled.table.columns
    for place, column in enumerate(columns, 1):
        letter = get_column_letter(place)
        cells = [row[place - 1] for row in filled.rows[:_SAMPLE]]
        name = heads(column)
        sheet.column_dimensions[letter].width = _width(name, cells)
        head = sheet.cell(1, place, name)
        head.font, head.fill = _HEAD, _GREY
    sheet.freeze_panes, sheet.print_title_rows = "A2", "1:1"
    sheet.page_setup.orientation, sheet.page_setup.fitToHeight = "landscape", 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{len(filled.rows) + 1}"


def _width(head: str, cells: list[Cell]) -> int:
    """Wide enough for the head and most values, within reason."""
    longest = max((len(as_text(cell)) for cell in cells), default=0)
    return min(_WIDE, max(_NARROW, len(head) + 4, longest + 2))


def _rows(sheet: Worksheet, filled: Filled) -> bytes:
    """Rows as they stand in the file: cells as objects of the library take five times as long."""
    styles, found = _Styles(sheet), []
    for number, line in enumerate(filled.lines(_lines), 2):
        styles["row"] = str(number)
        found.append(line % styles)
    return "".join(found).encode("ascii", "xmlcharrefreplace")


class _Styles(dict[str, str]):
    """Formats of numbers as attributes, as they are asked for, and the number of the row."""

    def __init__(self, sheet: Worksheet) -> None:
        super().__init__()
        self._sheet = sheet

    def __missing__(self, form: str) -> str:
        cell = AnyCell(self._sheet, 1, 1)
        if form == _LETTERS:
            cell.quotePrefix = True
        else:
            cell.number_format = form
        self[form] = f' s="{cell.style_id}"'
        return self[form]


def _lines(filled: Filled) -> list[str]:
    """Rows without what a workbook says of them: their numbers and styles."""
    columns = [(get_column_letter(n), column) for n, column in enumerate(filled.table.columns, 1)]
    return [f'<row r="%(row)s">{"".join(_cells(columns, row))}</row>' for row in filled.rows]


def _cells(columns: list[tuple[str, Column[Any]]], row: tuple[Cell, ...]) -> Iterable[str]:
    """True numbers and dates; a text stays letters, whatever it looks like (``=1+1``, ``#N/A``)."""
    for (letter, column), value in zip(columns, row, strict=True):
        if value is None or value == ():
            continue
        if type(value) is str or _is_text(column.type, value):  # most are
            text = as_text(value)[:_LONGEST]
            look = f"%({_LETTERS})s" if text.startswith(FORMULA) else ""
            text = escape(text) if "&" in text or "<" in text else text
            text = text.replace("%", "%%")
            yield f'<c r="{letter}%(row)s"{look} t="inlineStr"><is><t>{text}</t></is></c>'
        else:
            form = _form(column.type, value)
            look = f"%({form})s" if form else ""
            mark = "b" if isinstance(value, bool) else "n"
            figure = to_excel(value) if isinstance(value, date) else float(cast(Decimal, value))  # type: ignore[no-untyped-call]
            text = safe_string(figure)
            yield f'<c r="{letter}%(row)s"{look} t="{mark}"><v>{text}</v></c>'


def _is_text(kind: Type, value: Cell) -> bool:
    is_day = kind is Type.PRINTED and isinstance(value, date)
    return is_day or isinstance(value, str | tuple)


def _form(kind: Type, value: Cell) -> str:
    """The format of a number: with as many decimals as it was written with."""
    if kind not in {Type.NUMBER, Type.PRINTED} or not isinstance(value, Decimal):
        return _FORMATS.get(kind, "")
    n_places = places(value)
    return f"0.{'0' * n_places}" if n_places else ""


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
