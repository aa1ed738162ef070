"""A laid-out workbook as .xlsx: locked cells, limits of what is typed, ready to be printed."""

from __future__ import annotations

import io
from datetime import datetime
from functools import cache

from openpyxl import Workbook
from openpyxl.packaging.custom import StringProperty
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.dimensions import RowDimension
from openpyxl.worksheet.header_footer import HeaderFooterItem, _HeaderFooterPart
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from generator.forms.grid import LOOKS, CellLook, Grid, GridCell, GridSheet, Validation, height_of

_LINE = Side(style="thin", color="FFC8CDD3")
_BOX = Border(_LINE, _LINE, _LINE, _LINE)
_A4 = 9
_MARGIN = 0.4
"""Of a printed page. Units: inches."""
_MADE = datetime(2000, 1, 1)  # the same book gives the same bytes


def as_xlsx(grid: Grid) -> bytes:
    """The workbook as a file."""
    book = Workbook()
    book.remove(book.worksheets[0])
    book.properties.title, book.properties.creator = grid.title, "Avance"
    book.properties.created = book.properties.modified = _MADE
    for name, value in grid.properties.items():
        book.custom_doc_props.append(StringProperty(name=name, value=value))  # type: ignore[attr-defined]
    for sheet in grid.sheets:
        _lay(book.create_sheet(sheet.name), sheet, grid.limits)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _lay(sheet: Worksheet, given: GridSheet, limits: dict[str, Validation]) -> None:
    where: dict[str, list[str]] = {}
    for number, row in enumerate(given.rows, 1):
        height = height_of(row, given.widths)
        sheet.row_dimensions[number] = _Height(sheet, number, ht=height)
        for column, cell in enumerate(row, 1):
            _write(sheet, number, column, cell, is_boxed=number >= given.n_head and column > 1)
            if cell.limit:
                address = f"{get_column_letter(column)}{number}"
                where.setdefault(cell.limit, []).append(address)
    for column, width in enumerate(given.widths, 1):
        held = sheet.column_dimensions[get_column_letter(column)]
        held.width, held.hidden = width or 8, not width
    for number in given.hidden_rows:
        sheet.row_dimensions[number].hidden = True
    for name, addresses in where.items():
        sheet.add_data_validation(_validation(limits[name], addresses))
    _protect(sheet)
    if given.is_hidden:
        sheet.sheet_state = "veryHidden"
    else:
        _print(sheet, given)


def _write(sheet: Worksheet, row: int, column: int, given: GridCell, *, is_boxed: bool) -> None:
    cell = sheet.cell(row, column)
    if given.value != "":
        cell.value = given.value
        if isinstance(given.value, str):
            cell.data_type = "s"  # whatever it begins with, it is no formula
    cell.number_format = given.form
    cell.font, cell.fill = _looks(given.look)
    if is_boxed and given.look.is_boxed:
        cell.border = _BOX
        up = "center" if given.look is CellLook.HEAD else "top"
        cell.alignment = Alignment(horizontal=given.side, vertical=up, wrap_text=True)
    cell.protection = Protection(locked=not LOOKS[given.look].is_open)


@cache
def _looks(look: CellLook) -> tuple[Font, PatternFill]:
    of = LOOKS[look]
    font = Font("Calibri", of.size, of.is_bold, of.is_slanted, color=f"FF{of.ink}")
    return font, PatternFill("solid", fgColor=f"FF{of.fill}") if of.fill else PatternFill()


class _Height(RowDimension):
    """A height that the program may change when more is written into the row."""

    customHeight = False  # noqa: N815


def _validation(limit: Validation, addresses: list[str]) -> DataValidation:
    listed = {"type": "list", "formula1": f'"{",".join(limit.choices)}"'}
    number = {"type": "decimal", "operator": "between", "formula1": "-1E+15", "formula2": "1E+15"}
    return DataValidation(
        **(listed if limit.choices else number),  # type: ignore[arg-type]
        sqref=" ".join(addresses),
        allow_blank=True,
        errorStyle="stop" if limit.is_strict else "warning",
        error=limit.text,
        showErrorMessage=True,
    )


def _protect(sheet: Worksheet) -> None:
    """Without a password: against slips, not against people. Widths and heights stay free."""
    sheet.protection.sheet = True
    sheet.protection.formatColumns = sheet.protection.formatRows = False


def _print(sheet: Worksheet, given: GridSheet) -> None:
    sheet.sheet_view.showGridLines = False
    sheet.freeze_panes = sheet.cell(given.n_head + 1, given.n_kept + 1).coordinate
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", _A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = f"{given.n_head}:{given.n_head}"
    margins = sheet.page_margins
    margins.left = margins.right = margins.top = _MARGIN
    margins.bottom = 2 * _MARGIN
    foot = HeaderFooterItem(
        left=_HeaderFooterPart(given.foot.replace("&", "&&")), right=_HeaderFooterPart("&P / &N")
    )
    sheet.oddFooter = foot
