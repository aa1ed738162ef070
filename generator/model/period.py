"""Periods of a plan: year, semester, quarter, two months, month, ISO week, week of a month."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from functools import cache
from typing import Annotated, Any

from pydantic import BeforeValidator

from generator.model.base import fault


class Granularity(StrEnum):
    """How long a period is; the values are the words of ``frequency`` in plan.yml."""

    YEAR = "year"
    SEMESTER = "semester"
    QUARTER = "quarter"
    BIMESTER = "bimester"
    MONTH = "month"
    WEEK = "week"
    MONTH_WEEK = "month-week"


_MONTHS = {
    Granularity.YEAR: 12,
    Granularity.SEMESTER: 6,
    Granularity.QUARTER: 3,
    Granularity.BIMESTER: 2,
    Granularity.MONTH: 1,
}
_ROUNDS = {
    Granularity.YEAR: "",
    Granularity.SEMESTER: "-S{}",
    Granularity.QUARTER: "-T{}",
    Granularity.BIMESTER: "-B{}",
    Granularity.MONTH: "-{:02}",
}
_SPLIT = {"S": Granularity.SEMESTER, "T": Granularity.QUARTER, "B": Granularity.BIMESTER}
_LAST_YEAR = 2199
_FORM = re.compile(
    r"(?P<year>(?:19|20|21)[0-9]{2})"
    r"(?:-(?:(?P<split>[STB])(?P<n>[1-9])"
    r"|W(?P<week>[0-9]{2})"
    r"|(?P<month>[0-9]{2})(?:-s(?P<mweek>[1-5]))?))?"
)


@dataclass(frozen=True, slots=True, eq=False)
class Period:
    """A span of whole days with its text in the plan's notation (``2024-T1``).

    A period is one object, however often it is read: they are keys of most of what is computed.
    """

    text: str
    granularity: Granularity
    start: date
    end: date
    """Last day, included."""
    year: int = field(init=False)
    """Calendar year the period belongs to (of the Thursday, for an ISO week)."""
    order: tuple[date, int, str] = field(init=False, repr=False)
    """Sort key: by first day; a longer period before those inside it."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "year", int(self.text[:4]))
        object.__setattr__(self, "order", (self.start, -(self.end - self.start).days, self.text))

    def __reduce__(self) -> tuple[Callable[[str], Period], tuple[str]]:
        return Period.parse, (self.text,)

    @classmethod
    def parse(cls, text: str) -> Period:
        """Read ``2024``, ``2024-S1``, ``-T1``, ``-B1``, ``-03``, ``-W16`` or ``-03-s2``.

        The n-th week of a month is taken as days 7n-6 to 7n, the fifth to the month's end.
        Raises ValueError where the text is not a period or names one that does not exist.
        """
        return _parsed(text)

    @classmethod
    def _read(cls, text: str) -> Period:
        found = _FORM.fullmatch(text)
        if not found:
            raise ValueError(text)
        year = int(found["year"])
        if found["week"]:
            start = date.fromisocalendar(year, int(found["week"]), 1)
            return cls(text, Granularity.WEEK, start, start + timedelta(days=6))
        if found["mweek"]:
            return cls(text, Granularity.MONTH_WEEK, *_month_week(found))
        if found["month"]:
            return cls._of_months(text, Granularity.MONTH, year, int(found["month"]))
        if found["split"]:
            return cls._of_months(text, _SPLIT[found["split"]], year, int(found["n"]))
        return cls._of_months(text, Granularity.YEAR, year, 1)

    @classmethod
    def of_year(cls, year: int) -> Period:
        """The whole of a year."""
        return cls.parse(f"{year:04}")

    @classmethod
    def _of_months(cls, text: str, granularity: Granularity, year: int, n: int) -> Period:
        length = _MONTHS[granularity]
        first = (n - 1) * length + 1
        if not 1 <= first <= 13 - length:
            raise ValueError(text)
        return cls(text, granularity, date(year, first, 1), _last_day(year, first + length - 1))

    def round_of(self, frequency: Granularity) -> Period:
        """The reporting round in which the period ends; itself where it is the longer one."""
        length = _MONTHS.get(frequency)
        if length is None or self.end.year > _LAST_YEAR:
            return self
        number = _ROUNDS[frequency].format((self.end.month - 1) // length + 1)
        found = Period.parse(f"{self.end.year}{number}")
        return self if found.within(self) else found

    def within(self, other: Period | Span) -> bool:
        """Whether every day of this period lies in ``other``."""
        return other.start <= self.start and self.end <= other.end

    def __str__(self) -> str:
        return self.text

    def __lt__(self, other: Period) -> bool:
        return self.order < other.order


def longest(periods: Iterable[Period]) -> list[Period]:
    """Those that no other of them contains, in order."""
    found = sorted(periods)
    if len({period.granularity for period in found}) <= 1:
        return found
    return [p for p in found if not any(p != q and p.within(q) for q in found)]


def finest(periods: Iterable[Period]) -> list[Period]:
    """Those shorter than a year, else the years, in order."""
    found = sorted(periods)
    return [p for p in found if p.granularity is not Granularity.YEAR] or found


@cache
def _parsed(text: str) -> Period:
    return Period._read(text)


def _last_day(year: int, month: int) -> date:
    following = date(year + month // 12, month % 12 + 1, 1)
    return following - timedelta(days=1)


def _month_week(found: re.Match[str]) -> tuple[date, date]:
    year, month, week = int(found["year"]), int(found["month"]), int(found["mweek"])
    end = _last_day(year, month)
    start = date(year, month, 7 * week - 6)
    return start, end if week == 5 else min(end, start + timedelta(days=6))  # noqa: PLR2004


@dataclass(frozen=True, slots=True)
class Span:
    """The years a plan runs, first and last included."""

    first: Period
    last: Period

    @property
    def start(self) -> date:
        """First day."""
        return self.first.start

    @property
    def end(self) -> date:
        """Last day, included."""
        return self.last.end

    def years(self) -> Iterator[Period]:
        """Every year of the span, in order."""
        for year in range(self.first.year, self.last.year + 1):
            yield Period.parse(str(year))

    def __str__(self) -> str:
        if self.first == self.last:
            return self.first.text
        return f"{self.first.text}-{self.last.text}"


@dataclass(frozen=True, slots=True)
class Days:
    """From a first to a last day, which may be the same."""

    first: date
    last: date

    def __str__(self) -> str:
        return " – ".join(dict.fromkeys((str(self.first), str(self.last))))


_ROMAN = {"I": 1, "II": 2, "III": 3, "IV": 4}
_REPAIRS = (
    (re.compile(r"([0-9]{4})[-_ /]?[QqTt]\.?([1-4])"), "{0}-T{1}"),
    (re.compile(r"([QqTt])([1-4])[-_ /]([0-9]{4})"), "{2}-T{1}"),
    (re.compile(r"([0-9]{4})[-_ /]?[HhSs]([12])"), "{0}-S{1}"),
    (re.compile(r"([0-9]{4})[-_ /]?[Bb]([1-6])"), "{0}-B{1}"),
    (re.compile(r"([0-9]{4})[-_ /]?[Ww]([0-9]{1,2})"), "{0}-W{1:0>2}"),
    (re.compile(r"([0-9]{4})[-_ /.]?(0?[1-9]|1[0-2])"), "{0}-{1:0>2}"),
    (re.compile(r"(0?[1-9]|1[0-2])[-_ /.]([0-9]{4})"), "{1}-{0:0>2}"),
    (re.compile(r"([0-9]{4})-(0[1-9]|1[0-2])-[0-9]{2}"), "{0}-{1}"),
)


def suggest_period(text: str) -> str | None:
    """The period the author probably meant by ``text``, or None."""
    likely = _likely_period(text.strip())
    try:
        return Period.parse(likely).text if likely else None
    except ValueError:
        return None


def _likely_period(text: str) -> str | None:
    if roman := re.fullmatch(r"([0-9]{4})[-_ /]?(IV|I{1,3})(?:[-_ ]?[Tt].*)?", text):
        return f"{roman[1]}-T{_ROMAN[roman[2]]}"
    if roman := re.fullmatch(r"(IV|I{1,3})[-_ ]?(?:[Tt]\S*)?[-_ /]([0-9]{4})", text):
        return f"{roman[2]}-T{_ROMAN[roman[1]]}"
    for pattern, form in _REPAIRS:
        if found := pattern.fullmatch(text):
            return form.format(*found.groups())
    return None


def read_period(value: Any) -> Period:
    """A period as an author writes it; refused with the right form suggested."""
    if isinstance(value, Period):
        return value
    text = str(value)
    try:
        return Period.parse(text)
    except ValueError:
        raise fault("bad-period", text=text, suggestion=suggest_period(text) or "") from None


PeriodField = Annotated[Period, BeforeValidator(read_period)]


def may_be_year(number: Decimal) -> bool:
    """Whether a number of which nothing else is known may be a year."""
    return bool(_YEAR.fullmatch(str(number)))


_YEAR = re.compile(r"(?:19|20|21)[0-9]{2}")


def read_year(value: Any) -> int:
    """A calendar year."""
    text = str(value)
    if not _YEAR.fullmatch(text):
        raise fault("bad-year", text=text)
    return int(text)


Year = Annotated[int, BeforeValidator(read_year)]
