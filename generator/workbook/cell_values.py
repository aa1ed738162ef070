"""What a cell says where a number, a percentage, a code or a text goes.

Each gives the value, None for an empty cell, or a `Problem` with the cell and what to write.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from generator.problems import Percent, Problem
from generator.workbook.cells import Cell, Sheet
from generator.workbook.hazards import (
    DATE_FOR_CODE,
    DATE_FOR_NUMBER,
    FAILED_FORMULA,
    FORMULA_WITHOUT_VALUE,
    NO_CODE,
    NO_NUMBER,
    PERCENT_FOR_NUMBER,
    UNCLEAR_NUMBER,
    UNCLEAR_PERCENT,
    met,
)
from generator.workbook.numbers import (
    EXACT,
    decimals_shown,
    number_in_text,
    percent_in_text,
    plain,
    section,
    whole_digits_shown,
)


def cell_number(sheet: Sheet, cell: Cell, decimal: str = "") -> Decimal | Problem | None:
    """The number of a cell; of a text with the decimal mark given, or with the only one it can be.

    What is written with % is none: 85 % may mean 85 or 0.85.
    """
    if (problem := unreadable(sheet, cell)) or cell.value is None:
        return problem
    value = cell.value
    if isinstance(value, Decimal):
        percent = plain(value * 100) if cell.is_percent else None
    elif isinstance(value, str):
        percent = percent_in_text(value, decimal)
    else:
        return _no_number(sheet, cell)
    if percent is not None:
        return met(PERCENT_FOR_NUMBER, sheet.place(cell), value=Percent(percent))
    return value if isinstance(value, Decimal) else _number_in(sheet, cell, value, decimal)


def cell_percent(sheet: Sheet, cell: Cell, decimal: str = "") -> Decimal | Problem | None:
    """The percentage of a cell, 85 for 85 %: by its format, by its sign, or a number above 1."""
    if (problem := unreadable(sheet, cell)) or cell.value is None:
        return problem
    value = cell.value
    if isinstance(value, Decimal) and cell.is_percent:
        return plain(value * 100)
    if not isinstance(value, Decimal | str):
        return _no_number(sheet, cell)
    number: Decimal | Problem | None = value if isinstance(value, Decimal) else None
    if isinstance(value, str):
        if value.rstrip().endswith("%"):
            return _number_in(sheet, cell, value.rstrip()[:-1], decimal)
        number = _number_in(sheet, cell, value, decimal)
    if isinstance(number, Decimal) and number and abs(number) <= 1:
        low, high = Percent(number), Percent(plain(number * 100))
        return met(UNCLEAR_PERCENT, sheet.place(cell), value=number, low=low, high=high)
    return number


def cell_code(sheet: Sheet, cell: Cell) -> str | Problem | None:
    """The code of a cell as it is displayed: 30 for 30.0, 0030 where the format has four zeros."""
    if (problem := unreadable(sheet, cell)) or cell.value is None:
        return problem
    place, value = sheet.place(cell), cell.value
    if isinstance(value, date):
        return met(DATE_FOR_CODE, place, day=value, codes=_typed(value, cell.number_format))
    if isinstance(value, str):
        return value.strip() or None
    if isinstance(value, bool) or cell.is_percent or not 0 <= value <= EXACT:
        return met(NO_CODE, place, text=cell_text(cell))
    n_places = decimals_shown(cell.number_format)
    digits = f"{value:f}" if n_places is None or cell.shown is not None else f"{value:.{n_places}f}"
    whole, point, fraction = digits.partition(".")
    return whole.zfill(whole_digits_shown(cell.number_format)) + point + fraction


def cell_text(cell: Cell) -> str:
    """What stands in a cell as text; nothing for an empty one or one that cannot be read."""
    value = cell.value
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, Decimal):
        return f"{plain(value * 100):f}%" if cell.is_percent else f"{value:f}"
    if isinstance(value, date):
        return value.isoformat()
    return (value or "").replace("\r", "").strip()


def unreadable(sheet: Sheet, cell: Cell) -> Problem | None:
    """What is wrong with a cell that has no value though something stands in it."""
    if cell.error is not None:
        return met(FAILED_FORMULA, sheet.place(cell), error=cell.error)
    return met(FORMULA_WITHOUT_VALUE, sheet.place(cell)) if cell.is_uncached else None


def _number_in(sheet: Sheet, cell: Cell, text: str, decimal: str) -> Decimal | Problem | None:
    if not text.strip():
        return None
    if (number := number_in_text(text, decimal)) is not None:
        return number
    if not decimal and any(number_in_text(text, mark) is not None for mark in ",."):
        return met(UNCLEAR_NUMBER, sheet.place(cell), text=text)
    return met(NO_NUMBER, sheet.place(cell), text=text)


def _no_number(sheet: Sheet, cell: Cell) -> Problem:
    if isinstance(cell.value, date):
        return met(DATE_FOR_NUMBER, sheet.place(cell), day=cell.value)
    return met(NO_NUMBER, sheet.place(cell), text=cell_text(cell))


def _typed(day: date, number_format: str) -> str:
    """What may have been typed where a day stands: 1-2 for 1 February, 1-26 for January 2026."""
    letters = section(number_format).lower()
    if "d" not in letters:
        return f"{day.month}-{day.year % 100:02}"
    return f"{day.day}-{day.month}" + (f"-{day.year % 100:02}" if "y" in letters else "")
