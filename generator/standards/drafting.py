"""What is drafted of a file of others: trees that remember the place of each value."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from generator.author.draft import typed
from generator.author.sourced import From, SourcedPlan
from generator.model.period import Granularity, Period
from generator.model.years import CALENDAR, Years
from generator.problems import Message, Place, Problem, error
from generator.standards.reading import XmlNode

Tree = dict[str, Any]
_LONGEST = 990
At = From[Place]
"""A value and where it was read."""


@dataclass
class StandardsDraft(SourcedPlan[Place]):
    """The files of a plan, and what could not be carried over."""

    plan: str
    refused: frozenset[Place]
    """Places whose values the check has refused."""
    problems: list[Problem] = field(default_factory=list)
    years: Years = CALENDAR
    dates: tuple[date | None, date | None] = (None, None)
    """First and last day of the plan, where they are said."""
    lost: Counter[str] = field(default_factory=Counter)
    """Elements that nothing was made of, and how many there are."""
    periods: set[Period] = field(default_factory=set)
    currency: str = ""
    is_own: bool = False
    """The file is one of ours."""

    def leave(self, node: XmlNode, what: Message, hint: Message | None = None) -> None:
        """Something is not imported, and why."""
        self.problems.append(error("iati-import", node.place, what, hint))

    def text(self, node: XmlNode, name: str) -> At | None:
        """A text in the language of the portal, else the first, as a file can have it."""
        holder = node.one(name)
        if holder is None or holder.place in self.refused:
            return None
        told = [it for it in holder.children if it.name == "narrative" and it.text]
        lang = self.content.catalog.language
        chosen = next((it for it in told if it.get("xml:lang")[:2].lower() == lang), None)
        chosen = chosen or next(iter(told), holder)
        chosen.taken = True
        found = chosen.text[:_LONGEST].strip()
        return At(found, holder.place) if found else None


def mapping_in(text: str, known: set[str]) -> Tree:
    """What an attribute of ours says, of what is known; nothing where it is no mapping."""
    found = typed_or_text(text)
    return {k: it for k, it in found.items() if k in known} if isinstance(found, dict) else {}


def typed_or_text(text: str) -> object:
    """A value as an editor types it, else its text."""
    try:
        return typed(text)
    except ValueError:
        return text


def day_of(node: XmlNode | None, name: str = "iso-date") -> date | None:
    """A day of an element."""
    try:
        return date.fromisoformat(node.get(name)[:10]) if node else None
    except ValueError:
        return None


def period_of(start: date, end: date, years: Years, written: str = "") -> Period | None:
    """The period that has these first and last days, as it is written first of all."""
    try:
        last = Period.parse(end.isoformat(), years)
    except ValueError:
        return None
    year, week, _ = start.isocalendar()
    texts = [written, f"{year}-W{week:02}", *(f"{start:%Y-%m}-s{n}" for n in range(1, 6))]
    found = [last.round_of(it) for it in Granularity if it in _ROUNDS]
    for text in texts:
        try:
            found.append(Period.parse(text, years))
        except ValueError:
            continue
    return next((it for it in (*found, last) if (it.start, it.end) == (start, end)), None)


_ROUNDS = tuple(Granularity)[:5]
"""Years and what divides them, the longest first."""
