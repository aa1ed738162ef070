"""Calendar files (RFC 5545, with the refresh of RFC 7986): dates in, bytes out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from icalendar import Event


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


PRODUCT = "-//Avance//Avance//"
REFRESH = timedelta(days=1)
"""How often a calendar application is asked to look again."""


def calendar_file(agenda: Agenda) -> bytes:
    """A calendar as bytes: the same events give the same bytes. It needs at least one event."""
    from icalendar import Calendar, vDuration, vText  # noqa: PLC0415  # slow to import

    calendar = Calendar()
    calendar.add("prodid", PRODUCT + agenda.lang.upper())
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    for key, text in (("name", agenda.name), ("description", agenda.description)):
        calendar.add(key, vText(text, params={"LANGUAGE": agenda.lang}))
    # What came before RFC 7986, which many applications read instead.
    calendar.add("x-wr-calname", vText(agenda.name))
    calendar.add("x-wr-caldesc", vText(agenda.description))
    calendar.add("refresh-interval", vDuration(REFRESH, params={"VALUE": "DURATION"}))
    calendar.add("x-published-ttl", vDuration(REFRESH))
    if agenda.url:
        calendar.add("url", agenda.url)
    for event in _events(agenda):
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def _events(agenda: Agenda) -> Iterable[Event]:
    from icalendar import Event  # noqa: PLC0415

    stamp = datetime.combine(agenda.stamp, time(), UTC)
    for day in sorted(agenda.days, key=lambda day: (day.first, day.last, day.uid)):
        event = Event()
        event.add("uid", day.uid)
        event.add("dtstamp", stamp)
        event.add("dtstart", day.first)
        event.add("dtend", day.last + timedelta(days=1))  # the end is the first day after
        event.add("summary", day.summary)
        event.add("description", day.description)
        event.add("categories", [day.category])
        event.add("transp", "TRANSPARENT")  # a date of a plan leaves no one busy
        if day.url:
            event.add("url", day.url)
        yield event
