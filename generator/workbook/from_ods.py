"""Workbooks of LibreOffice (.ods), in the parts of OpenDocument that hold values.

Read here with expat: calamine takes ``#N/A`` for an empty cell and knows no formats; odfpy needs
13 s and 890 MB for a sheet of 400,000 cells (here 3.4 s and 110 MB), odfdo some minutes, and lxml.
Either could write .ods as well, but element by element, with the names of OpenDocument: a
template of XML says the dozen elements of a form as shortly.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from generator.problems import Place
from generator.workbook.cells import Value, Workbook
from generator.workbook.grid import MAX_COLUMNS, Budget, SheetBuilder
from generator.workbook.hazards import WITH_MACROS, WITH_PASSWORD, UnreadableError
from generator.workbook.numbers import iso_day, to_decimal
from generator.workbook.ods_formats import Attributes, Styles
from generator.workbook.parts import Handler, PackageParts


def read_ods(parts: PackageParts) -> Workbook:
    """A workbook out of its parts. Raises UnreadableError."""
    if "encrypted-package" in parts.names or any(
        it.name == "encryption-data" for it in parts.elements("META-INF/manifest.xml")
    ):
        raise UnreadableError(WITH_PASSWORD, Place(parts.path))
    if any(name.startswith(("Basic/", "Scripts/")) and name[-1] != "/" for name in parts.names):
        raise UnreadableError(WITH_MACROS, Place(parts.path))
    styles = Styles()
    if "styles.xml" in parts.names:
        parts.parse("styles.xml", styles)
    content = _Content(parts.path, styles)
    parts.parse("content.xml", content)
    properties = {
        it.attributes.get("name", ""): it.text
        for it in parts.elements("meta.xml")
        if it.name == "user-defined"
    }
    sheets = tuple(grid.sheet() for grid in content.grids)
    return Workbook(parts.path, sheets, properties)


_PASSED_OVER = {"office:annotation", "table:shapes", "table:dde-links", "table:tracked-changes"}
"""What stands among the cells and has texts, or tables, of its own."""
_CELLS = {"table:table-cell", "table:covered-table-cell"}
_MOST_BLANKS = 100


class _Held(NamedTuple):
    """A cell of the row that is being read, as many times as it is repeated."""

    column: int
    n_times: int
    attributes: Attributes
    text: str | None
    """None where there is no paragraph, not even an empty one."""


class _Content(Handler):
    """The sheets of a document."""

    def __init__(self, path: str, styles: Styles) -> None:
        self.grids: list[SheetBuilder] = []
        self._budget = Budget(path)
        self._styles = styles
        self._open: list[str] = []
        self._passed_over = 0
        """How deep we are in what is passed over."""
        self._row = self._column = self._n_rows = 0
        self._formats: dict[str, str] = {}
        """Of styles of cells."""
        self._columns: list[str] = []
        self._row_style = ""
        self._held: list[_Held] = []
        self._attributes: Attributes = {}
        self._lines: list[list[str]] = []

    def start(self, name: str, attributes: Attributes) -> None:
        if self._passed_over or self._is_other(name):
            self._passed_over += 1
        self._open.append(name)
        if self._passed_over:
            return
        if name.startswith("text:") and _CELLS.intersection(self._open[-4:]):
            self._text_begins(name, attributes)
        elif name in _CELLS:
            self._attributes, self._lines = attributes, []
        else:
            self._around(name, attributes)

    def _around(self, name: str, attributes: Attributes) -> None:
        """What is around the cells: sheets, columns, rows and styles."""
        match name:
            case "table:table":
                self._sheet(attributes)
            case "table:table-source":  # what was kept of another workbook
                self.grids.pop()
            case "table:table-column":
                self._column_begins(attributes)
            case "table:table-row":
                self._n_rows = _times(attributes, "rows")
                self._row_style = attributes.get("table:default-cell-style-name", "")
                self._held, self._column = [], 1
            case _:
                self._styles.start(name, attributes)

    def _is_other(self, name: str) -> bool:
        """Whether an element is of no use here, with all that is in it."""
        is_inner = name == "table:table" and self._open[-1:] != ["office:spreadsheet"]
        return is_inner or name in _PASSED_OVER or name.startswith("draw:")

    def text(self, data: str) -> None:
        if not self._passed_over and self._lines and self._open[-1].startswith("text:"):
            self._lines[-1].append(data)

    def end(self, name: str) -> None:
        self._open.pop()
        if self._passed_over:
            self._passed_over -= 1
        elif name in _CELLS:
            self._cell_ends(name)
        elif name == "table:table-row":
            self._row_ends()
        else:
            self._styles.end(name)

    def _sheet(self, attributes: Attributes) -> None:
        grid = SheetBuilder(attributes.get("table:name", ""), self._budget)
        grid.is_hidden = attributes.get("table:style-name") in self._styles.hidden
        self.grids.append(grid)
        self._row, self._columns = 1, []

    def _column_begins(self, attributes: Attributes) -> None:
        first = len(self._columns) + 1
        n_times = min(_times(attributes, "columns"), MAX_COLUMNS + 1 - first)
        self._columns += [attributes.get("table:default-cell-style-name", "")] * n_times

    def _text_begins(self, name: str, attributes: Attributes) -> None:
        if name == "text:p":
            self._lines.append([])
        elif self._lines:
            blanks = attributes.get("text:c", "1")
            n_blanks = int(blanks) if blanks.isascii() and blanks.isdigit() else 1
            many = " " * min(n_blanks, _MOST_BLANKS)
            self._lines[-1].append(
                {"text:s": many, "text:tab": "\t", "text:line-break": "\n"}.get(name, "")
            )

    def _cell_ends(self, name: str) -> None:
        n_times, first = _times(self._attributes, "columns"), self._column
        self._column += n_times
        if name == "table:table-cell":  # what is covered by a merged cell is not seen
            text = "\n".join(map("".join, self._lines)) if self._lines else None
            if text or any(key.startswith(_VALUES) for key in self._attributes):
                self._held.append(_Held(first, n_times, self._attributes, text))
                if first > MAX_COLUMNS:
                    self._put(self._row, first, self._held[-1])  # too far: nothing more is kept
            if _SPANNED.intersection(self._attributes):
                self._merge(first)
        self._lines = []

    def _merge(self, column: int) -> None:
        rows, columns = (_times(self._attributes, it, "spanned") for it in ("rows", "columns"))
        if rows * columns > 1:
            self.grids[-1].merge(self._row, column, self._row + rows - 1, column + columns - 1)

    def _row_ends(self) -> None:
        if self._held and self.grids:
            for row in range(self._row, self._row + self._n_rows):
                for held in self._held:
                    for column in range(held.column, held.column + held.n_times):
                        self._put(row, column, held)
        self._row += self._n_rows

    def _put(self, row: int, column: int, held: _Held) -> None:
        attributes = held.attributes
        style = attributes.get("table:style-name") or self._row_style
        if not style and column <= len(self._columns):
            style = self._columns[column - 1]
        if (form := self._formats.get(style)) is None:
            form = self._formats[style] = self._styles.format_of(style)
        kind = attributes.get("office:value-type", "")
        if kind == "percentage" and "%" not in form:
            form = "General%"
        formula = attributes.get("table:formula")
        error = held.text if attributes.get("calcext:value-type") == "error" else None
        value = None if error else _value(kind, attributes, held.text)
        self.grids[-1].put(row, column, value, form, formula, error)


_SPANNED = {"table:number-columns-spanned", "table:number-rows-spanned"}
_VALUES = ("office:", "table:formula")


def _value(kind: str, attributes: Attributes, text: str | None) -> Value:
    match kind:
        case "float" | "percentage" | "currency":
            number = to_decimal(attributes.get("office:value", ""))
            return text if number is None else number
        case "boolean":
            return attributes.get("office:boolean-value") == "true"
        case "date":
            return iso_day(attributes.get("office:date-value", "")) or text
        case "time":
            time = _TIME.match(attributes.get("office:time-value", ""))
            return _clock(*time.groups()) if time else text
    said = attributes.get("office:string-value", text)
    return said if said or "table:formula" in attributes else None


def _clock(hours: str, minutes: str, seconds: str) -> str:
    return f"{int(hours)}:{minutes}" + (f":{seconds}" if seconds != "00" else "")


_TIME = re.compile(r"PT(\d+)H(\d\d)M(\d\d)", re.ASCII)


def _times(attributes: Attributes, what: str, how: str = "repeated") -> int:
    """How many rows or columns an element stands for."""
    if (said := attributes.get(f"table:number-{what}-{how}")) is None:
        return 1
    return max(int(said), 1) if said.isascii() and said.isdigit() and len(said) < _LONGEST else 1


_LONGEST = 9
