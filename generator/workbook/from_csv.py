"""Tables as text (.csv): every cell is a text, which nobody has turned into a number yet."""

from __future__ import annotations

import csv
import re
from collections import Counter
from io import StringIO
from pathlib import PurePath

from generator.problems import Place, msg
from generator.workbook.cells import Workbook
from generator.workbook.grid import Budget, SheetBuilder
from generator.workbook.hazards import NOT_TEXT, UnreadableError

_MARKS = ";,\t|"
_SAMPLE = 50
"""Rows that say what stands between cells."""


def read_csv(path: str, data: bytes) -> Workbook:
    """A workbook with one sheet, called as the file. Raises UnreadableError."""
    text, first = _decoded(path, data), 1
    mark = _mark(text)
    if found := re.match(rf"sep=([{_MARKS}])\r?\n", text):  # of Excel, for itself
        mark, text, first = found[1], text[found.end() :], 2
    grid = SheetBuilder(PurePath(path).stem, Budget(path))
    rows = csv.reader(StringIO(text, newline=""), delimiter=mark, strict=True)
    try:
        for number, row in enumerate(rows, first):
            for column, value in enumerate(row, 1):
                grid.put(number, column, value or None)
    except csv.Error:
        line = rows.line_num + first - 1
        what = msg("the quotes of line {line} do not end", line=line)
        raise UnreadableError(NOT_TEXT, Place(path), what) from None
    return Workbook(path, (grid.sheet(),))


def _decoded(path: str, data: bytes) -> str:
    """UTF-8, with a mark or without; UTF-16 with one; else the letters of Windows."""
    marked = data[:2] in {b"\xff\xfe", b"\xfe\xff"}
    for encoding in ("utf-16",) if marked else ("utf-8-sig", "cp1252"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    what = msg("its letters are in no encoding that is known (UTF-8, Windows-1252)")
    raise UnreadableError(NOT_TEXT, Place(path), what)


def _mark(text: str) -> str:
    """What stands between cells: what parts most rows into the same number of cells."""
    return max(_MARKS, key=lambda mark: _evenness(text, mark))


def _evenness(text: str, mark: str) -> tuple[int, int]:
    """Rows of the sample that have as many cells as most, if more than one; and how many."""
    rows = csv.reader(StringIO(text, newline=""), delimiter=mark)
    widths: Counter[int] = Counter()
    try:
        for row, _ in zip(rows, range(_SAMPLE), strict=False):
            widths[len(row)] += len(row) > 1
    except csv.Error:
        return 0, 0
    width, n_rows = max(widths.items(), key=lambda it: (it[1], it[0]), default=(0, 0))
    return (n_rows, width) if n_rows else (0, 0)
