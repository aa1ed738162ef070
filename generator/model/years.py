"""How a plan counts its years: from which month, and by which label."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

JANUARY, JULY, DECEMBER = 1, 7, 12
_LABEL = re.compile(r"((?:19|20|21)[0-9]{2})-[0-9]{2}|FY((?:19|20|21)[0-9]{2})")


@dataclass(frozen=True, slots=True)
class Years:
    """The month in which years begin, and whether they are called by the year they end in."""

    starts: int = JANUARY
    is_fy: bool = False
    """Called ``FY2024`` instead of ``2023-24``; only where they do not begin in January."""

    @property
    def are_calendar(self) -> bool:
        """Whether they begin in January."""
        return self.starts == JANUARY

    def label(self, first: int) -> str:
        """What the year that begins in a calendar year is called."""
        if self.are_calendar:
            return f"{first:04}"
        return f"FY{first + 1}" if self.is_fy else f"{first}-{(first + 1) % 100:02}"

    def number_at(self, day: date) -> int:
        """The number of the year of a day; its text is the label."""
        first = day.year - (day.month < self.starts)
        return first if self.are_calendar else YearNumber(first + self.is_fy, self)

    def first_of(self, label: str) -> int | None:
        """The calendar year in which the year of a label begins; None where it names none."""
        found = _LABEL.fullmatch(label)
        if not found or self.are_calendar:
            return None
        first = int(found[1] or int(found[2]) - 1)
        return first if self.label(first) == label else None


CALENDAR = Years()


class YearNumber(int):
    """The number of a year that does not begin in January; as a text it is the year's label."""

    years: Years

    def __new__(cls, number: int, years: Years) -> YearNumber:
        """The number that stands first in the label of a year, the only one in ``FY2024``."""
        found = super().__new__(cls, number)
        found.years = years
        return found

    def __reduce__(self) -> tuple[type[YearNumber], tuple[int, Years]]:
        return YearNumber, (int(self), self.years)

    def __str__(self) -> str:
        return self.years.label(int(self) - self.years.is_fy)

    def __repr__(self) -> str:
        return f"YearNumber({self}, {self.years.starts})"
