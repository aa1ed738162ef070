"""What stands in a calendar file, as data: writing it needs a library that loads slowly."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Day:
    """An event of whole days, from ``first`` to ``last``, both included."""

    uid: str
    first: date
    last: date
    summary: str
    description: str
    category: str
    url: str = ""
    """Absolute, or empty where the portal's address is not known."""


@dataclass(frozen=True, slots=True)
class Agenda:
    """A calendar file: its name, the day its content speaks of, its events."""

    name: str
    description: str
    lang: str
    stamp: date
    days: tuple[Day, ...]
    url: str = ""
