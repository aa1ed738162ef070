"""Periods and years as an author writes them, and what was meant where they are none."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Annotated, Any

from pydantic import BeforeValidator, ValidationInfo, ValidatorFunctionWrapHandler, WrapValidator
from pydantic_core import PydanticCustomError

from generator.model.base import fault
from generator.model.period import Granularity, Period
from generator.model.scalars import likely_date
from generator.model.years import CALENDAR, DECEMBER, JANUARY, JULY, Years

_NAMED = re.compile(
    r"(?:FY[ -]?(?P<last>(?:20)?[0-9]{2})"
    r"|(?P<first>[0-9]{4})(?:[-/\N{EN DASH}](?P<second>(?:[0-9]{2})?[0-9]{2}))?)"
    r"(?:[-_ ]?(?P<part>[STBQH][1-9]))?",
    re.IGNORECASE,
)
"""A year, or a part of one, by any label that documents print."""

_TURNED = re.compile(r"([STBQH][1-9])[-_ ]+(.+)", re.IGNORECASE)
_LETTERS = str.maketrans("QH", "TS")
_ROMAN = {"I": 1, "II": 2, "III": 3, "IV": 4}
_REPAIRS = (
    (re.compile(r"([0-9]{4})[-_ /]?[QqTt]\.?([1-4])"), "{0}-T{1}"),
    (re.compile(r"([QqTt])([1-4])[-_ /]([0-9]{4})"), "{2}-T{1}"),
    (re.compile(r"([0-9]{4})[-_ /]?[HhSs]([12])"), "{0}-S{1}"),
    (re.compile(r"([0-9]{4})[-_ /]?[Bb]([1-6])"), "{0}-B{1}"),
    (re.compile(r"([0-9]{4})[-_ /]?[Ww]([0-9]{1,2})"), "{0}-W{1:0>2}"),
    (re.compile(r"([0-9]{4})[-_ /.]?(0?[1-9]|1[0-2])"), "{0}-{1:0>2}"),
    (re.compile(r"(0?[1-9]|1[0-2])[-_ /.]([0-9]{4})"), "{1}-{0:0>2}"),
)


def _known(text: str, years: Years = CALENDAR) -> Period | None:
    try:
        return Period.parse(text, years)
    except ValueError:
        return None


def suggest_period(text: str) -> str | None:
    """The period the author probably meant by ``text``, or None."""
    likely = _likely_period(text.strip())
    return likely if likely and _known(likely) else None


def _likely_period(text: str) -> str | None:
    if roman := re.fullmatch(r"([0-9]{4})[-_ /]?(IV|I{1,3})(?:[-_ ]?[Tt].*)?", text):
        return f"{roman[1]}-T{_ROMAN[roman[2]]}"
    if roman := re.fullmatch(r"(IV|I{1,3})[-_ ]?(?:[Tt]\S*)?[-_ /]([0-9]{4})", text):
        return f"{roman[2]}-T{_ROMAN[roman[1]]}"
    for pattern, form in _REPAIRS:
        if found := pattern.fullmatch(text):
            return form.format(*found.groups())
    return likely_date(text)


def read_period(value: Any, years: Years = CALENDAR) -> Period:
    """A period as an author writes it; refused with the right form suggested."""
    if isinstance(value, Period):
        return value
    text = str(value)
    if found := _known(text, years):
        return found
    raise _refusal(text, years)


def read_label(value: Any) -> str:
    """A period by any label that documents print, however its plan counts years."""
    text = str(value)
    if _known(text) or _NAMED.fullmatch(text):
        return text
    raise _refusal(text, CALENDAR)


def years_said(info: ValidationInfo) -> Years:
    """How the plan counts its years of which a file is read: the context of its validation."""
    return info.context or CALENDAR


def _read_period(value: Any, info: ValidationInfo) -> Period:
    return read_period(value, years_said(info))


def _read_any(value: Any, info: ValidationInfo) -> Period:
    years = years_said(info)
    return _known(str(value), years) or _known(str(value)) or read_period(value, years)


def _read_month(value: Any) -> int:
    text = str(value)
    if text not in map(str, range(JANUARY, DECEMBER + 1)):
        raise fault("bad-month", text=text)
    return int(text)


MonthField = Annotated[int, BeforeValidator(_read_month)]
"""The number of a month."""
PeriodField = Annotated[Period, BeforeValidator(_read_period)]
AnyPeriod = Annotated[Period, BeforeValidator(_read_any)]
"""A period of the plan, or one of the calendar, by which others than the plan count."""


def _refusal(text: str, years: Years, forms: tuple[str, ...] = ()) -> PydanticCustomError:
    """What is wrong with a text that is no period of a plan that counts such years."""
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        return fault("no-such-date", text=text)
    firsts, part = _meant_years(text)
    if not years.are_calendar:
        forms = forms or likely_periods(text, years)
        year = Period.of_year(Period.parse(forms[0], years).year)
        return fault("fiscal-period", text=text, year=year.text, day=year.start, forms=forms)
    if len(firsts) == 1 and _known(label := Years(JULY).label(firsts[0]) + part, Years(JULY)):
        return fault("fiscal-year", text=text, label=label, last=str(firsts[0] + 1))
    return fault("bad-period", text=text, suggestion=suggest_period(text) or "")


def likely_periods(text: str, years: Years) -> tuple[str, ...]:
    """What is meant by a text that is no period of such years; else one of each form."""
    if years.are_calendar:
        likely = suggest_period(text)
        return (likely,) if likely else _examples(years)
    firsts, part = _meant_years(text)
    meant = (years.label(first) + part for first in firsts)
    return tuple(it for it in meant if _known(it, years)) or _examples(years)


def _meant_years(text: str) -> tuple[tuple[int, ...], str]:
    """The calendar years in which the year may begin that a text names, and its part (``-T1``)."""
    found = _NAMED.fullmatch(_TURNED.sub(r"\2-\1", text.strip()))
    if not found:
        return (), ""
    part = f"-{found['part'].upper().translate(_LETTERS)}" if found["part"] else ""
    first, last = int(found["first"] or 0), int(found["last"] or found["second"] or 0) % 100
    if found["last"]:
        first = 2000 + last - 1
    elif not found["second"]:
        return (first - 1, first), part
    last += first // 100 * 100 + (100 if last < first % 100 else 0)
    return tuple(dict.fromkeys((first, last - 1))), part


def _examples(years: Years) -> tuple[str, ...]:
    label = years.label(2023)
    return label, f"{label}-S1", f"{label}-T1", f"{label}-B1", "2023-07", "2023-W30"


def may_be_year(number: Decimal) -> bool:
    """Whether a number of which nothing else is known may be a year."""
    return bool(_YEAR.fullmatch(str(number)))


_YEAR = re.compile(r"(?:19|20|21)[0-9]{2}")


def read_year(value: Any, years: Years = CALENDAR) -> int:
    """A year of the plan, by the number or the label that the plan gives to its years."""
    text = str(value)
    if years.are_calendar:
        if not _YEAR.fullmatch(text):
            raise fault("bad-year", text=text)
        return int(text)
    period = read_period(text, years)
    if period.granularity is not Granularity.YEAR:
        raise _refusal(text, years, (str(period.year),))
    return period.year


def _read_year(value: Any, _: ValidatorFunctionWrapHandler, info: ValidationInfo) -> int:
    return read_year(value, years_said(info))


Year = Annotated[int, WrapValidator(_read_year)]
"""Not handed on to pydantic, which would make a plain number of a year with a label."""
