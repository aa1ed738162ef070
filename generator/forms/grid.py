"""What a workbook is before a program's format: sheets of cells with their looks and limits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from math import ceil


class CellLook(StrEnum):
    """How a cell looks, and whether it can be written in."""

    TITLE = "title"
    LEAD = "lead"
    HEAD = "head"
    EXAMPLE = "example"
    SHOWN = "shown"
    OPEN = "open"
    CLOSED = "closed"

    @property
    def is_boxed(self) -> bool:
        """Whether it stands in a table."""
        return self not in {CellLook.TITLE, CellLook.LEAD}


@dataclass(frozen=True, slots=True)
class Style:
    """Colours are RGB in hexadecimal; "" for none."""

    fill: str = ""
    ink: str = "1f2933"
    size: int = 10
    """Of letters. Units: points."""
    is_bold: bool = False
    is_slanted: bool = False
    is_open: bool = False
    """Somebody may write in it."""


LOOKS = {
    CellLook.TITLE: Style(size=16, is_bold=True),
    CellLook.LEAD: Style(ink="5f6b7a"),
    CellLook.HEAD: Style("2f4b66", "ffffff", is_bold=True),
    CellLook.EXAMPLE: Style("f1f3f5", "5f6b7a", is_slanted=True),
    CellLook.SHOWN: Style(),
    CellLook.OPEN: Style("fff8dc", is_open=True),
    CellLook.CLOSED: Style("e9ecef"),
}
FORMATS = (".xlsx", ".ods")
"""Of the file that a workbook becomes."""
TEXT, NUMBER = "@", "General"
"""Formats of numbers: a text whatever it looks like, and as it is typed."""


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell."""

    value: str | Decimal = ""
    look: CellLook = CellLook.SHOWN
    form: str = NUMBER
    """Format of numbers, as Excel writes it."""
    limit: str = ""
    """Name of the limit that holds for it, of ``Grid.limits``."""

    @property
    def side(self) -> str:
        """At which side of the cell it stands."""
        if self.look is CellLook.HEAD:
            return "center"
        is_number = isinstance(self.value, Decimal) or (
            self.look is CellLook.OPEN and self.form != TEXT
        )
        return "right" if is_number else "left"


@dataclass(frozen=True, slots=True)
class Validation:
    """What may be written into some cells."""

    choices: tuple[str, ...] = ()
    """One of these; without any, a number."""
    text: str = ""
    """What is said where something else is written."""
    is_strict: bool = True
    """Nothing else is taken; else it is asked whether it is meant."""


@dataclass(frozen=True)
class GridSheet:
    """A sheet; rows may be shorter than there are columns."""

    name: str
    rows: tuple[tuple[GridCell, ...], ...]
    widths: tuple[int, ...]
    """Of the columns, in letters; 0 hides one."""
    hidden_rows: frozenset[int] = frozenset()
    """From 1."""
    n_head: int = 0
    """Rows that stay in sight; the last of them stands on every printed page."""
    n_kept: int = 0
    """Columns that stay in sight."""
    foot: str = ""
    """What is printed below each page."""
    is_hidden: bool = False


@dataclass(frozen=True)
class Grid:
    """A workbook."""

    title: str
    sheets: tuple[GridSheet, ...]
    limits: dict[str, Validation]
    properties: dict[str, str]
    """Of its own, by name."""


_LEADING = 1.35
"""Height of a line by the size of its letters."""
_HIGHEST = 400
"""What a program shows of a row."""


def height_of(row: Sequence[GridCell], widths: Sequence[int]) -> int:
    """How high a row has to be for all its texts. Units: points."""
    highest = 0.0
    for cell, width in zip(row, widths, strict=False):
        size = LOOKS[cell.look].size
        lines = str(cell.value).split("\n") if width and cell.look.is_boxed else [""]
        n = sum(max(1, ceil(len(line) * 1.05 / width)) for line in lines) if width else 1
        highest = max(highest, n * size * _LEADING)
    return min(_HIGHEST, ceil(highest) + 2)
