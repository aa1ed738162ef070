"""The workbook of a unit as a file."""

from __future__ import annotations

from generator.forms.book import Book
from generator.forms.layout import grid_of
from generator.words.formatter import Formatter

FORMATS = (".xlsx", ".ods")


def workbook(book: Book, f: Formatter, form: str) -> bytes:
    """The bytes of a workbook in one of the formats."""
    grid = grid_of(book, f)
    if form == ".ods":
        from generator.forms.as_ods import as_ods  # noqa: PLC0415

        return as_ods(grid)
    from generator.forms.as_xlsx import as_xlsx  # noqa: PLC0415

    return as_xlsx(grid)
