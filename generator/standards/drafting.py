"""What is drafted of a file of others: trees that remember the place of each value."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from generator.author.draft import Content, in_file, remark, typed
from generator.load.yaml_text import read_yaml
from generator.load.yaml_write import as_read, entry
from generator.model.origin import locate
from generator.model.period import Granularity, Period
from generator.model.years import CALENDAR, Years
from generator.problems import Message, Place, Problem, error
from generator.standards.reading import Node

Tree = dict[str, Any]
_LONGEST = 990
_SPREAD = {"results", "levels"}


@dataclass(frozen=True, slots=True)
class At:
    """A value and where it was read."""

    value: object
    place: Place


@dataclass
class Draft:
    """The files of a plan, and what could not be carried over."""

    content: Content
    plan: str
    refused: frozenset[Place]
    """Places whose values the check has refused."""
    files: dict[str, bytes] = field(default_factory=dict)
    places: dict[Place, Place] = field(default_factory=dict)
    """Where in the file that was read a place of a new one is from."""
    problems: list[Problem] = field(default_factory=list)
    sheets: dict[str, Tree] = field(default_factory=dict)
    results: dict[Period, Tree] = field(default_factory=dict)
    names: set[str] = field(default_factory=set)
    years: Years = CALENDAR
    periods: set[Period] = field(default_factory=set)
    n_targets: int = 0
    n_results: int = 0

    def leave(self, node: Node, what: Message, hint: Message | None = None) -> None:
        """Something is not imported, and why."""
        self.problems.append(error("iati-import", node.place, what, hint))

    def text(self, node: Node, name: str) -> At | None:
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

    def put(self, path: str, tree: Mapping[str, object], head: str) -> None:
        """A file, and where its values stand in it."""
        lines = remark(head)
        for key, value in tree.items():
            lines += entry(f"{key}:", as_read(_plain(value)), spread=key in _SPREAD)
        self.files[path] = data = in_file(lines)
        origin, _ = read_yaml(f"content/{path}", data)
        assert origin is not None  # noqa: S101  # it was written a line above
        for keys, place in _places_in(tree):
            self.places.setdefault(locate(origin, keys), place)

    def from_where(self, place: Place) -> Place | None:
        """What a place is from: what stands there, or the nearest before it on its line."""
        near = [it for it in self.places if (it.path, it.line) == (place.path, place.line)]
        best = min(near, key=lambda it: abs(it.column - place.column), default=None)
        return self.places[best] if best else None


def _plain(value: object) -> object:
    if isinstance(value, At):
        return value.value
    if isinstance(value, Mapping):
        return {key: _plain(it) for key, it in value.items()}
    return [_plain(it) for it in value] if isinstance(value, list) else value


def _places_in(value: object, at: tuple[str | int, ...] = ()) -> Iterator[tuple[Any, Place]]:
    if isinstance(value, At):
        yield at, value.place
    elif isinstance(value, Mapping):
        for key, it in value.items():
            yield from _places_in(it, (*at, str(key)))
    elif isinstance(value, list):
        for n, it in enumerate(value):
            yield from _places_in(it, (*at, n))


def mapping_in(text: str, known: set[str]) -> Tree:
    """What an attribute of ours says, of what is known; nothing where it is no mapping."""
    try:
        found = typed(text)
    except ValueError:
        return {}
    return {k: it for k, it in found.items() if k in known} if isinstance(found, dict) else {}


def day_of(node: Node | None, name: str = "iso-date") -> date | None:
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
