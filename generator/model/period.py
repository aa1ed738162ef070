"""Periods of a plan: year, semester, quarter, two months, month, week, week of a month, day."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from functools import cache

from generator.model.years import CALENDAR, YearNumber, Years


class Granularity(StrEnum):
    """How long a period is; the values are the words of ``frequency`` in plan.yml."""

    YEAR = "year"
    SEMESTER = "semester"
    QUARTER = "quarter"
    BIMESTER = "bimester"
    MONTH = "month"
    WEEK = "week"
    MONTH_WEEK = "month-week"
    DAY = "day"


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
_WRITTEN = range(1900, 2200)
"""Calendar years that a period may name."""
_FISCAL = re.compile(r"(?P<year>[0-9]{4}-[0-9]{2}|FY[0-9]{4})(?:-(?P<split>[STB])(?P<n>[1-9]))?")
_FORM = re.compile(
    r"(?P<year>(?:19|20|21)[0-9]{2})"
    r"(?:-(?:(?P<split>[STB])(?P<n>[1-9])"
    r"|W(?P<week>[0-9]{2})"
    r"|(?P<month>[0-9]{2})(?:-s(?P<mweek>[1-5])|-(?P<day>[0-9]{2}))?))?"
)


@dataclass(frozen=True, slots=True, eq=False)
class Period:
    """A span of whole days with its text in the plan's notation (``2024-T1``).

    A period is one object, however often it is read: they are keys of most of what is computed.
    Two of one text are equal, also where a plan says another month for its years than before.
    """

    text: str
    granularity: Granularity
    start: date
    end: date
    """Last day, included."""
    years: Years = CALENDAR
    """How the plan counts its years; a part of a year is told by it."""
    year: int = field(init=False)
    """Year of the plan that the period belongs to (of the Thursday, for an ISO week)."""
    order: tuple[date, int, str] = field(init=False, repr=False)
    """Sort key: by first day; a longer period before those inside it."""

    def __post_init__(self) -> None:
        middle = timedelta(days=3 if self.granularity is Granularity.WEEK else 0)
        object.__setattr__(self, "year", self.years.number_at(self.start + middle))
        object.__setattr__(self, "order", (self.start, -(self.end - self.start).days, self.text))

    def __reduce__(self) -> tuple[Callable[[str, Years], Period], tuple[str, Years]]:
        return Period.parse, (self.text, self.years)

    @classmethod
    def parse(cls, text: str, years: Years = CALENDAR) -> Period:
        """Read ``2024``, ``2024-S1``, ``-T1``, ``-B1``, ``-03``, ``-W16``, ``-03-s2``, ``-03-31``.

        Where years do not begin in January, years and their parts carry the label of the year:
        ``2023-24``, ``2023-24-T1``, ``FY2024-T1``; months and weeks are those of the calendar.
        The n-th week of a month is taken as days 7n-6 to 7n, the fifth to the month's end.
        Raises ValueError where the text is not a period or names one that does not exist.
        """
        return _parsed(text, years)

    @classmethod
    def typed(cls, text: str, years: Years = CALENDAR) -> Period:
        """The same as somebody types it, who may call quarters and halves as English does."""
        return cls.parse(text.replace("-Q", "-T").replace("-H", "-S"), years)

    @classmethod
    def _read(cls, text: str, years: Years) -> Period:
        label = _FISCAL.fullmatch(text)
        if label and (first := years.first_of(label["year"])) is not None:
            kind = _SPLIT[label["split"]] if label["split"] else Granularity.YEAR
            return cls._of_months(text, kind, years, first, int(label["n"] or 1))
        found = _FORM.fullmatch(text)
        if not found:
            raise ValueError(text)
        year = int(found["year"])
        if found["week"]:
            start = date.fromisocalendar(year, int(found["week"]), 1)
            return cls(text, Granularity.WEEK, start, start + timedelta(days=6), years)
        if found["day"]:
            day = date.fromisoformat(text)
            return cls(text, Granularity.DAY, day, day, years)
        if found["mweek"]:
            return cls(text, Granularity.MONTH_WEEK, *_month_week(found), years)
        if found["month"]:
            start = date(year, int(found["month"]), 1)
            return cls(text, Granularity.MONTH, start, _last_day(year, start.month), years)
        if not years.are_calendar:
            raise ValueError(text)
        kind = _SPLIT[found["split"]] if found["split"] else Granularity.YEAR
        return cls._of_months(text, kind, years, year, int(found["n"] or 1))

    @classmethod
    def of_year(cls, year: int) -> Period:
        """The whole of a year."""
        return cls.parse(str(year), year.years if isinstance(year, YearNumber) else CALENDAR)

    @classmethod
    def _of_months(
        cls, text: str, granularity: Granularity, years: Years, year: int, n: int
    ) -> Period:
        """The n-th part of the year that begins in a calendar year."""
        length = _MONTHS[granularity]
        if n * length > 12:  # noqa: PLR2004
            raise ValueError(text)
        start = years.starts - 1 + (n - 1) * length
        later, last = divmod(start + length - 1, 12)
        first = date(year + start // 12, start % 12 + 1, 1)
        return cls(text, granularity, first, _last_day(year + later, last + 1), years)

    def round_of(self, frequency: Granularity) -> Period:
        """The reporting round in which the period ends; itself where it is the longer one."""
        found = _round_at(self.end, self.years, frequency)
        return self if found is None or found.within(self) else found

    def within(self, other: Period | Span) -> bool:
        """Whether every day of this period lies in ``other``."""
        return other.start <= self.start and self.end <= other.end

    def __str__(self) -> str:
        return self.text

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Period) and self.text == other.text

    def __hash__(self) -> int:
        return hash(self.text)

    def __lt__(self, other: Period) -> bool:
        return self.order < other.order


def longest(periods: Iterable[Period]) -> list[Period]:
    """Those that no other of them contains, in order."""
    found = sorted(periods)
    if len({period.granularity for period in found}) <= 1:
        return found
    return [p for p in found if not any(p != q and p.within(q) for q in found)]


def is_covered_by(period: Period, spoken: list[Period]) -> bool:
    """Whether the results speak of the whole period: one that contains it, or all its parts."""
    if period in spoken:
        return True
    parts = [s for s in spoken if s.within(period)]
    inside = sum((_length(s) for s in parts), timedelta())
    return inside == _length(period) or any(period.within(s) for s in spoken)


def _length(period: Period) -> timedelta:
    return period.end - period.start + timedelta(days=1)


def finest(periods: Iterable[Period]) -> list[Period]:
    """Those shorter than a year, and the years without any, in order."""
    found = sorted(periods)
    divided = {p.year for p in found if p.granularity is not Granularity.YEAR}
    return [p for p in found if p.granularity is not Granularity.YEAR or p.year not in divided]


@cache
def _parsed(text: str, years: Years) -> Period:
    return Period._read(text, years)


@cache
def _round_at(end: date, years: Years, frequency: Granularity) -> Period | None:
    """The part of a year of such a length in which a day lies; None where years have no such."""
    length = _MONTHS.get(frequency)
    if length is None or end.year not in _WRITTEN:
        return None
    label, number = str(years.number_at(end)), (end.month - years.starts) % 12 // length + 1
    if frequency is Granularity.MONTH:
        label, number = str(end.year), end.month
    return Period.parse(label + _ROUNDS[frequency].format(number), years)


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

    def __str__(self) -> str:
        if self.first == self.last:
            return self.first.text
        between = "-" if self.first.years.are_calendar else " \N{EN DASH} "
        return f"{self.first.text}{between}{self.last.text}"


@dataclass(frozen=True, slots=True)
class Days:
    """From a first to a last day, which may be the same."""

    first: date
    last: date

    def __str__(self) -> str:
        return " – ".join(dict.fromkeys((str(self.first), str(self.last))))
