"""Workbooks of Excel before 2007 (.xls).

By xlrd: calamine is faster, but takes ``#N/A`` for an empty cell and knows no formats, by which a
percentage is told. Its container is opened by olefile, since xlrd never ends on some that are
broken. An .xls has the value of every formula, and xlrd does not say which cells have one.
LibreOffice 7.4 may write 0 there for a formula that gives a text: .xlsx and .ods are better forms.
"""

from __future__ import annotations

from io import StringIO

import olefile
import xlrd
from xlrd.biffh import XLRDError
from xlrd.sheet import Sheet as OldSheet

from generator.problems import Place
from generator.workbook.cells import Sheet, Value, Workbook
from generator.workbook.grid import Budget, SheetBuilder
from generator.workbook.hazards import DAMAGED, NOT_A_WORKBOOK, WITH_PASSWORD, UnreadableError
from generator.workbook.numbers import to_decimal


def read_xls(path: str, data: bytes) -> Workbook:
    """A workbook out of its bytes. Raises UnreadableError."""
    try:
        stream = _stream(path, data)
        book = xlrd.open_workbook(file_contents=stream, formatting_info=True, logfile=StringIO())
        return Workbook(path, tuple(_sheets(path, book)))
    except UnreadableError:
        raise
    except XLRDError as failure:
        if "encrypted" in str(failure).lower():
            raise UnreadableError(WITH_PASSWORD, Place(path)) from None
        raise UnreadableError(DAMAGED, Place(path)) from None
    except Exception:  # noqa: BLE001  # it fails in many ways on bytes that it does not expect
        raise UnreadableError(DAMAGED, Place(path)) from None


def _stream(path: str, data: bytes) -> bytes:
    """The workbook in the container of Excel; the bytes themselves where there is none."""
    if not data.startswith(olefile.MAGIC):
        return data
    with olefile.OleFileIO(data) as container:
        if container.exists("EncryptedPackage"):
            raise UnreadableError(WITH_PASSWORD, Place(path))
        name = next((name for name in ("Workbook", "Book") if container.exists(name)), None)
        if name is None:
            raise UnreadableError(NOT_A_WORKBOOK, Place(path))
        stream: bytes = container.openstream(name).read()
        return stream


def _sheets(path: str, book: xlrd.Book) -> list[Sheet]:
    """The sheets of a workbook, in their order."""
    budget = Budget(path)
    formats = [_format(book, style.format_key) for style in book.xf_list]
    return [_sheet(old, budget, formats, from_1904=book.datemode == 1) for old in book.sheets()]


def _format(book: xlrd.Book, key: int) -> str:
    form = book.format_map.get(key)
    return form.format_str if form else "General"


def _sheet(old: OldSheet, budget: Budget, formats: list[str], *, from_1904: bool) -> Sheet:
    grid = SheetBuilder(old.name, budget, from_1904=from_1904)
    grid.is_hidden = bool(old.visibility)
    for top, bottom, left, right in old.merged_cells:
        grid.merge(top + 1, left + 1, bottom, right)
    for row in range(old.nrows):
        for column in range(old.row_len(row)):
            kind, held = old.cell_type(row, column), old.cell_value(row, column)
            form = formats[old.cell_xf_index(row, column)]
            error = _ERRORS.get(str(held), "#N/A") if kind == xlrd.XL_CELL_ERROR else None
            grid.put(row + 1, column + 1, _value(kind, held), form, None, error)
    return grid.sheet()


_ERRORS = {str(code): said for code, said in xlrd.error_text_from_code.items()}


def _value(kind: int, held: object) -> Value:
    if kind in {xlrd.XL_CELL_NUMBER, xlrd.XL_CELL_DATE}:
        return to_decimal(repr(held))
    if kind == xlrd.XL_CELL_BOOLEAN:
        return bool(held)
    return (str(held) or None) if kind == xlrd.XL_CELL_TEXT else None
