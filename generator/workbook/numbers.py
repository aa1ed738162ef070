"""Numbers of workbooks as decimals, and what cells show of them.

A workbook holds binary numbers of 53 bits, of which Excel believes and shows 15 digits: 0.1 + 0.2
is kept as 0.30000000000000004 and means 0.3. So a number becomes the shortest decimal that equals
it to 15 digits. Whole numbers of up to 2^53 are exact, and stay as they are.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import cache
from math import isfinite

EXACT = 2**53


def to_decimal(text: str) -> Decimal | None:
    """The number that a workbook writes as ``text``; None where it is none."""
    try:
        number = float(text)
    except ValueError:
        return None
    if number.is_integer() and abs(number) <= EXACT:
        return Decimal(int(number))
    return plain(Decimal(f"{number:.15g}")) if isfinite(number) else None


def plain(number: Decimal) -> Decimal:
    """The same without zeros at the end and without a power of ten; minus zero is zero."""
    whole = number.to_integral_value()
    return Decimal(int(whole)) if number == whole else number.normalize()


# Formats of numbers.

_LETTERS = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?![<>=])[^\]]*\]')
"""Parts of a format that write letters, blanks, a colour or a currency, but no digit."""
_PLACES = re.compile(r"[#,0]*0(?:\.(0+))?%?")
_CURRENCY = re.compile(r"[\s$€£¥()+-]|S/\.?|Bs\.?")


@cache
def section(number_format: str, *, is_negative: bool = False) -> str:
    """The part of a format for such numbers, without what writes no digit."""
    sections = _LETTERS.sub("", number_format).split(";")
    return sections[1 if is_negative and len(sections) > 1 else 0].strip()


@cache
def has_percent(number_format: str) -> bool:
    """Whether a format writes numbers in percent: a % that is not a quoted letter."""
    return "%" in section(number_format)


@cache
def decimals_shown(number_format: str, *, is_negative: bool = False) -> int | None:
    """Digits behind the point that a format always shows; None for what nobody can tell.

    Known are ``0``, ``0.00``, ``#,##0.0`` and their percents, with a currency beside them; not
    ``General`` (it depends on the width), fractions, powers of ten, thousands cut off, ``0.0#``.
    """
    digits = _CURRENCY.sub("", section(number_format, is_negative=is_negative))
    known = _PLACES.fullmatch(digits)
    return len(known[1] or "") if known else None


def whole_digits_shown(number_format: str) -> int:
    """Digits before the point that a format shows at least: 4 for ``0000``; 1 for most."""
    digits = _CURRENCY.sub("", section(number_format)).partition(".")[0]
    return len(digits) if digits and not digits.strip("0") else 1


def displayed(value: Decimal, number_format: str) -> Decimal | None:
    """The number that a cell displays, where it has fewer digits than ``value``; else None."""
    places = decimals_shown(number_format, is_negative=value < 0)
    if places is None:
        return None
    step = Decimal(1).scaleb(-places - 2 * has_percent(number_format))
    if value == value.to_integral_value():
        return None
    displayed = plain(value.quantize(step, ROUND_HALF_UP, Context(prec=400)))
    return None if displayed == value else displayed


@cache
def has_date(number_format: str) -> bool:
    """Whether a format writes numbers as days: it names days, months or years, and no digits."""
    letters = section(number_format).lower()
    if re.search(r"[0#?]", letters):
        return False
    return bool(re.search(r"[dy]", letters)) or ("m" in letters and not re.search("[hs:]", letters))


@cache
def has_time(number_format: str) -> bool:
    """Whether a format writes numbers as a time of the day, or as hours: ``h:mm``, ``[h]:mm``."""
    letters = section(number_format).lower()
    return bool(re.fullmatch(r"[hms:.0 ap/]*[hms:][hms:.0 ap/]*", letters)) and not has_date(
        letters
    )


def to_time(value: Decimal, number_format: str) -> str:
    """What a cell shows for a time: ``1:30`` for 0.0625 of a day; hours go on with ``[h]``."""
    whole = value if "[h" in number_format.lower() else value % 1
    minutes, seconds = divmod(round(whole * 86_400), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}" + (f":{seconds:02}" if seconds else "")


_FIRST = {False: date(1899, 12, 30), True: date(1904, 1, 1)}
_LEAP_BUG = 60
"""Excel believes in a 29th of February 1900; before it, days are one less."""
_LAST_DAY = 2_958_465


def to_date(value: Decimal, *, from_1904: bool = False) -> date | None:
    """The day that a number stands for where its format is a date; None for what is no day."""
    days = int(value)
    if not 1 <= value < _LAST_DAY - 1462 * from_1904 + 1:
        return None
    return _FIRST[from_1904] + timedelta(days + (not from_1904 and days < _LEAP_BUG))


def iso_day(text: str) -> date | None:
    """The day of a date in the form of ISO 8601; None for another text."""
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


# Numbers in texts.

_SPACES = " \u00a0\u202f\u2009\u200b\ufeff"
_MARKS = {",": ".", ".": ","}
"""A decimal mark, and what sets thousands apart beside it."""


def number_in_text(text: str, decimal: str = ",") -> Decimal | None:
    """The number that a text writes with the decimal mark given; None where that is not sure.

    With ``decimal`` "" the mark is not known: «1.234» and «12,345» may each be two numbers, and
    are refused; «1.5», «1.234.567» and «1.234,5» can be only one.
    """
    text = text.strip(_SPACES).replace("\u2212", "-")
    if not decimal:
        read = {number_in_text(text, mark) for mark in _MARKS} - {None}
        return read.pop() if len(read) == 1 else None
    sep, point = re.escape(_MARKS[decimal]), re.escape(decimal)
    groups = rf"\d{{1,3}}(?:([{sep}'’{_SPACES}])\d{{3}})(?:\1\d{{3}})*"
    if not re.fullmatch(rf"[+-]?(?:{groups}|\d+)(?:{point}\d+)?", text, re.ASCII):
        return None
    whole, _, fraction = text.partition(decimal)
    return plain(Decimal(f"{re.sub(r'[^0-9+-]', '', whole)}.{fraction or 0}"))


def percent_in_text(text: str, decimal: str = ",") -> Decimal | None:
    """The number before a % sign: 85.5 for «85,5 %»; None for a text without one."""
    text = text.strip(_SPACES)
    return number_in_text(text[:-1], decimal) if text.endswith("%") else None


# Errors.

ERRORS = frozenset(
    {
        *("#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!"),
        *("#FIELD!", "#BLOCKED!", "#CONNECT!", "#GETTING_DATA", "#UNKNOWN!"),
        *("#N/D", "#¡REF!", "#¡VALOR!", "#¡DIV/0!", "#¿NOMBRE?", "#¡NUM!", "#¡NULO!"),
        *("#¡DESBORDAMIENTO!", "#¡CALC!"),
    }
)
"""What Excel and LibreOffice show where a formula failed, in English and in Spanish."""


def error_in(text: str) -> str | None:
    """The error that a text is, where it is one: also copied as text from another workbook."""
    text = text.strip()
    if text[:1] == "#":
        return text if text.upper() in ERRORS else None
    return text if text[:4] == "Err:" and text[4:].isdigit() else None
