"""A plan drafted from what others wrote: each of its values remembers where it was read."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Generic, TypeVar

from generator.author.draft import Content, in_file, remark
from generator.load.yaml_text import read_yaml
from generator.load.yaml_write import as_read, entry
from generator.model.origin import locate
from generator.model.scalars import plain_scalar
from generator.problems import Message, Place, Problem, Severity, msg

S = TypeVar("S", bound=Hashable)
"""What says a value: a cell of a workbook, a place of a file."""
IMPORTED = msg("Imported from «{path}»: what it says, no more.")
_IS_THERE = msg("content/plans/{id} is there already, and would be written over")
_ANOTHER_ID = msg("give the plan another id, or delete that folder to import it anew")
_MOST_TIMES = 12
"""What is left out can show what else is wrong."""
_SPREAD = {"results", "levels"}
"""A line for each of their entries."""


@dataclass(frozen=True)
class From(Generic[S]):
    """A value, and what says it."""

    value: object
    source: S


@dataclass
class SourcedPlan(Generic[S]):
    """The files of a plan, made of trees that hold where their values are from."""

    content: Content
    files: dict[str, bytes] = field(default_factory=dict, kw_only=True)
    sheets: dict[str, Mapping[str, object]] = field(default_factory=dict, kw_only=True)
    names: set[str] = field(default_factory=set, kw_only=True)
    """Of indicators."""
    results: dict[str, dict[str, object]] = field(default_factory=dict, kw_only=True)
    """By period and indicator."""
    _trees: dict[str, Mapping[str, object]] = field(default_factory=dict, kw_only=True)
    _found: dict[str, Mapping[Place, S]] = field(default_factory=dict, kw_only=True)

    def put(self, path: str, tree: Mapping[str, object], head: str) -> None:
        """A file, and where its values are from."""
        lines = remark(head)
        for key, value in tree.items():
            lines += entry(f"{key}:", as_read(_plain(value)), spread=key in _SPREAD)
        self.files[path], self._trees[path] = in_file(lines), tree

    def put_plan(
        self, name: str, plan: Mapping[str, object], path: str, cited: Mapping[str, object] = {}
    ) -> None:
        """The plan itself, its sheets, and its results with their source."""
        f, title = self.content.f, _plain(plan["title"])
        self.put(f"plans/{name}/plan.yml", plan, f.t(IMPORTED, path=path))
        for id_, sheet in self.sheets.items():
            said = f.t("Sheet of an indicator; plans use it as «indicator: {id}».", id=id_)
            self.put(f"indicators/{id_}.yml", sheet, said)
        for period, results in sorted(self.results.items()):
            head = f.t("Results {of_period}: {plan}.", of_period=period, plan=title)
            tree = {"period": plain_scalar(period), "status": "provisional", **cited}
            self.put(f"plans/{name}/results/{period}.yml", {**tree, "results": results}, head)

    def source_of(self, place: Place) -> S | None:
        """What says a place of a file: of what is written there, or nearest on its line."""
        sources = self._sources(place.path)
        near = self._near([*sources], place.line)
        nearest = max(near, key=lambda it: (it.line, -abs(it.column - place.column)), default=place)
        return sources.get(nearest)

    def _near(self, places: list[Place], line: int) -> list[Place]:
        return [it for it in places if it.line == line]

    def _sources(self, path: str) -> Mapping[Place, S]:
        """What says each value of a file, by where it stands in it."""
        if path not in self._found:
            name = path.removeprefix("content/")
            origin, _ = read_yaml(path, self.files.get(name, b""))
            told = reversed([*_sources_in(self._trees.get(name))])
            self._found[path] = {locate(origin, keys): it for keys, it in told} if origin else {}
        return self._found[path]


D = TypeVar("D", bound=SourcedPlan[Any])


@dataclass(frozen=True)
class Imported(Generic[D]):
    """What something of others becomes."""

    draft: D
    problems: list[Problem]
    """Of places in it: what was not taken over, and what deserves a look."""
    unexplained: list[Problem]
    """Errors of the plan that no place explains: nothing can be written."""


def without_errors(
    content: Content, drafted: Callable[[frozenset[Any]], D], place_of: Callable[[Any], Place]
) -> tuple[D, list[Problem], list[Problem]]:
    """The draft without what the check refuses, that told where it was read, and what is left.

    ``drafted`` is given what is refused, until nothing new is.
    """
    refused: frozenset[Any] = frozenset()
    told: list[Problem] = []
    for _ in range(_MOST_TIMES):
        draft = drafted(refused)
        errors = [it for it in content.with_files(draft.files) if it.severity is Severity.ERROR]
        found = [(it, source) for it in errors if (source := draft.source_of(it.place))]
        new = frozenset(source for _, source in found) - refused
        told += [replace(it, place=place_of(by), fix=None) for it, by in found if by in new]
        if not new:
            break
        refused |= new
    return draft, told, errors


def already_there(content: Content, name: str) -> tuple[Message, Message] | None:
    """What is wrong with the id of a plan that the content has, and the remedy."""
    return (_IS_THERE.having(id=name), _ANOTHER_ID) if name in content.catalog.plans else None


def _plain(value: object) -> object:
    """A tree with nothing but its values."""
    if isinstance(value, From):
        return value.value
    if isinstance(value, Mapping):
        return {key: _plain(it) for key, it in value.items()}
    return [_plain(it) for it in value] if isinstance(value, list) else value


def _sources_in(value: object, at: tuple[str | int, ...] = ()) -> Iterator[tuple[Any, Any]]:
    """The ways to the values that something says, with that."""
    if isinstance(value, From):
        yield at, value.source
    elif isinstance(value, Mapping):
        for key, it in value.items():
            yield from _sources_in(it, (*at, str(key)))
    elif isinstance(value, list):
        for n, it in enumerate(value):
            yield from _sources_in(it, (*at, n))
