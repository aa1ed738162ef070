"""Workbooks of Excel (.xlsx).

Read here and not by openpyxl, which was tried: it needs two readings for formulas and their values
(7.8 s for 400,000 cells, here 2.8 s); it makes an object of every cell of a merged range and of
every empty cell with a border (no memory is enough for a range to the end of a sheet); it refuses
a workbook for a colour or a validation that it does not know, and finds no sheet in what Excel
calls Strict Open XML. Of openpyxl come the formats that have a number instead of a name. A link to
another workbook is never followed: its cell has the value that was saved.
"""

from __future__ import annotations

import re
from posixpath import join, normpath
from typing import NamedTuple

from openpyxl.styles.numbers import BUILTIN_FORMATS

from generator.problems import Place, column_number, msg
from generator.workbook.cells import Sheet, Value, Workbook
from generator.workbook.grid import MAX_CELLS, MAX_TEXT, Budget, SheetBuilder
from generator.workbook.hazards import NOT_A_WORKBOOK, TOO_LARGE, UnreadableError
from generator.workbook.numbers import iso_day, to_decimal
from generator.workbook.parts import Handler, PackageParts, XmlElement, local

_EMPTY = re.compile(rb'<(?:\w+:)?c(?: [^<>]*?)? r="[A-Z]+[0-9]+"[^<>]*/>')
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_ADDRESS = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})", re.ASCII)


def read_xlsx(parts: PackageParts) -> Workbook:
    """A workbook out of its parts. Raises UnreadableError."""
    main = next((it.path for it in _related(parts, "").values() if it.kind == "officeDocument"), "")
    elements = parts.elements(main)
    if all(it.name != "sheets" for it in elements):
        raise UnreadableError(NOT_A_WORKBOOK, Place(parts.path))
    related = _related(parts, main)
    texts = _Texts(parts.path)
    for it in related.values():
        if it.kind == "sharedStrings":
            parts.parse(it.path, texts)
    styles = next((it.path for it in related.values() if it.kind == "styles"), "")
    form = _formats(parts.elements(styles))
    settings = next((it.attributes for it in elements if it.name == "workbookPr"), {})
    budget, from_1904 = Budget(parts.path), settings.get("date1904") in {"1", "true"}
    sheets: list[Sheet] = []
    for element in elements:
        part = related.get(element.attributes.get("id", ""))
        if element.name == "sheet" and part and part.kind == "worksheet":  # not a chart
            grid = SheetBuilder(element.attributes.get("name", ""), budget, from_1904=from_1904)
            grid.is_hidden = element.attributes.get("state", "visible") != "visible"
            parts.parse(part.path, _Cells(grid, texts.all, form), without=_EMPTY)
            sheets.append(grid.sheet())
    return Workbook(parts.path, tuple(sheets), _properties(parts))


class _Related(NamedTuple):
    """A part that another names, and what it is to it."""

    kind: str
    path: str


def _related(parts: PackageParts, part: str) -> dict[str, _Related]:
    """Parts that a part names, by their ids; what is outside of the file is left out."""
    folder, _, name = part.rpartition("/")
    return {
        it.attributes.get("Id", ""): _Related(
            it.attributes.get("Type", "").rpartition("/")[2],
            normpath(join("/", folder, it.attributes["Target"]))[1:],
        )
        for it in parts.elements(join(folder, "_rels", f"{name}.rels"))
        if it.attributes.get("TargetMode") != "External" and "Target" in it.attributes
    }


def _formats(elements: list[XmlElement]) -> list[str]:
    """The format of numbers of each style of cells, by the number of the style."""
    own = {
        it.attributes.get("numFmtId"): it.attributes.get("formatCode", "")
        for it in elements
        if it.name == "numFmt"
    }
    shipped: dict[str | None, str] = {str(number): it for number, it in BUILTIN_FORMATS.items()}
    known = shipped | own
    used = (it.attributes.get("numFmtId") for it in elements if (it.name, it.parent) == _STYLE)
    return [known.get(number) or "General" for number in used]


_STYLE = ("xf", "cellXfs")


def _properties(parts: PackageParts) -> dict[str, str]:
    """Properties that the document has of its own."""
    found: dict[str, str] = {}
    name = ""
    for it in parts.elements("docProps/custom.xml"):
        if it.name == "property":
            name = it.attributes.get("name", "")
        elif it.parent == "property":
            found[name] = it.text
    return found


class _Texts(Handler):
    """Texts that cells share, by their numbers."""

    def __init__(self, path: str) -> None:
        self.all: list[str] = []
        self._path = path
        self._parts: list[str] | None = None
        self._n_letters = 0
        self._is_reading_aid = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        del attributes
        match local(name):
            case "si":
                self.all.append("")
                if len(self.all) > MAX_CELLS:
                    what = msg("it has more than {most} cells", most=MAX_CELLS)
                    raise UnreadableError(TOO_LARGE, Place(self._path), what)
            case "rPh":
                self._is_reading_aid = True
            case "t" if not self._is_reading_aid:
                self._parts = []

    def text(self, data: str) -> None:
        if self._parts is not None:
            self._parts.append(data)

    def end(self, name: str) -> None:
        match local(name):
            case "rPh":
                self._is_reading_aid = False
            case "t" if self._parts is not None and self.all:
                self.all[-1] += "".join(self._parts)
                self._n_letters += sum(map(len, self._parts))
                self._parts = None
                if self._n_letters > MAX_TEXT:
                    what = msg("it has more than {most} letters", most=MAX_TEXT)
                    raise UnreadableError(TOO_LARGE, Place(self._path), what)
            case "si":
                self.all[-1] = unescaped(self.all[-1])


def unescaped(text: str) -> str:
    """Letters that XML cannot hold, which Excel writes as ``_x0009_``; what is no letter goes."""
    return _ESCAPED.sub(_letter, text) if "_x" in text else text


def _letter(found: re.Match[str]) -> str:
    letter = chr(int(found[1], 16))
    return letter if letter.isprintable() or letter in "\t\n" else ""


class _Cells(Handler):
    """The cells of a sheet."""

    def __init__(self, grid: SheetBuilder, texts: list[str], formats: list[str]) -> None:
        self._grid = grid
        self._texts = texts
        self._formats = formats
        self._row = self._column = 0
        self._cell: dict[str, str] = {}
        self._found: dict[str, str] = {}
        """What stands in the cell: ``v``, ``f``, ``t``."""
        self._parts: list[str] | None = None
        self._is_reading_aid = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        match local(name):
            case "c":
                self._cell, self._found = attributes, {}
                self._go_to(attributes.get("r", ""))
            case "v" | "f":
                self._parts = []
            case "t" if not self._is_reading_aid:
                self._parts = []
            case "row":
                self._row = _number(attributes.get("r"), self._row + 1)
                self._column = 0
            case "rPh":
                self._is_reading_aid = True
            case "mergeCell":
                self._merge(*attributes.get("ref", "").partition(":")[::2])

    def text(self, data: str) -> None:
        if self._parts is not None:
            self._parts.append(data)

    def end(self, name: str) -> None:
        match local(name):
            case "v" | "f" | "t" as kind if self._parts is not None:
                self._found[kind] = self._found.get(kind, "") + "".join(self._parts)
                self._parts = None
            case "rPh":
                self._is_reading_aid = False
            case "c" if self._found:
                self._put()

    def _go_to(self, address: str) -> None:
        """To the cell with this address; without one, to the next."""
        if found := _ADDRESS.fullmatch(address):
            self._column, self._row = column_number(found[1]), int(found[2])
        else:
            self._column += 1

    def _merge(self, first: str, last: str) -> None:
        if (a := _ADDRESS.fullmatch(first)) and (b := _ADDRESS.fullmatch(last)):
            self._grid.merge(int(a[2]), column_number(a[1]), int(b[2]), column_number(b[1]))

    def _put(self) -> None:
        kind, held = self._cell.get("t", "n"), self._found.get("v")
        formula = f"={self._found['f']}" if "f" in self._found else None
        style = _number(self._cell.get("s"), 0)
        form = self._formats[style] if style < len(self._formats) else "General"
        error = held if kind == "e" and held else None
        value = None if error else self._value(kind, held)
        if isinstance(value, str) and formula is None and not value:
            value = None
        self._grid.put(self._row, self._column, value, form, formula, error)

    def _value(self, kind: str, held: str | None) -> Value:
        match kind:
            case "inlineStr":
                return unescaped(self._found.get("t", ""))
            case "str":
                return unescaped(held or "")
            case _ if not held:
                return None
            case "s":
                return self._texts[_number(held, len(self._texts))]  # IndexError: it is damaged
            case "b":
                return held.strip() in {"1", "true"}
            case "d":
                return iso_day(held) or held
        number = to_decimal(held)
        return held.strip() or None if number is None else number


def _number(text: str | None, otherwise: int) -> int:
    """A whole number that is not negative."""
    text = (text or "").strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _LONGEST else otherwise


_LONGEST = 9
