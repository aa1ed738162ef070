"""What is drafted of a matrix: files that remember from which cell each of their values is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from generator.author.draft import Content, in_file, remark
from generator.author.plans import profiles_of
from generator.load.matrix import MatrixMapping
from generator.load.yaml_text import read_yaml
from generator.load.yaml_write import as_read, entry
from generator.matrix.elements import FromCell, Measured, Parts
from generator.model.origin import locate
from generator.model.profile import Profile, RequiredOf
from generator.problems import Place, Problem, Severity, msg
from generator.workbook import Cell
from generator.workbook.cells import spans

USUAL = ("objective", "strategy", "activity")
_SPREAD = {"results", "levels"}
"""A line for each of their entries."""


@dataclass
class Draft:
    """What would be written, and what could not be carried over."""

    content: Content
    parts: Parts
    files: dict[str, bytes] = field(default_factory=dict)
    trees: dict[str, Mapping[str, object]] = field(default_factory=dict)
    """What was put into each file, with the cells that say it."""
    results: dict[str, dict[str, object]] = field(default_factory=dict)
    """By period and indicator."""
    sheets: dict[str, Mapping[str, object]] = field(default_factory=dict)
    names: set[str] = field(default_factory=set)
    """Of indicators."""
    units: dict[str, str] = field(default_factory=dict)
    """Names of new units, by id."""
    _found: dict[str, Mapping[Place, Cell]] = field(default_factory=dict)
    lost: dict[Place, list[Cell]] = field(default_factory=dict)
    """What is not imported since another cell of its indicator is not."""

    @property
    def mapping(self) -> MatrixMapping:
        """How the matrix is read."""
        return self.parts.reading.mapping

    @cached_property
    def is_usual(self) -> bool:
        """Whether the plan has the levels that need no declaration, and no code on two of them."""
        codes = [code for _, code in self.parts.found]
        is_named = tuple(self.parts.reading.levels) in {USUAL, USUAL[:2]}
        return is_named and len(codes) == len(set(codes))

    @cached_property
    def unit_names(self) -> Mapping[str, str]:
        """Names of units by id, as the cells of the matrix have them."""
        named = ((ids, text.split(";")) for text, ids in self.mapping.units.items())
        return {
            it: name.strip() for ids, names in named for it, name in zip(ids, names, strict=False)
        }

    @cached_property
    def profile(self) -> Profile | None:
        """The profile that the plan follows."""
        return profiles_of(self.content).get(self.mapping.plan.profile or "")

    @property
    def wants_sheets(self) -> bool:
        """Whether its profile asks for a reference sheet of each indicator."""
        asked = self.profile.requires.get(RequiredOf.MEASURE, ()) if self.profile else ()
        return "indicator" in asked

    def lose(self, measured: Measured, cause: Place) -> None:
        """An indicator is not imported, for what is wrong at ``cause``."""
        found = self.lost.setdefault(cause, [])
        found += [it for it in measured.cells.values() if it not in found]

    def naming(self, problem: Problem) -> Problem:
        """The same, naming what is not imported with its cell."""
        place = problem.place
        if problem.severity is not Severity.ERROR:
            return problem
        cells = self.lost.get(place) or self.parts.lost.pop(place.line, [])
        beside = [it for it in cells if self.parts.reading.place(it) != place]
        if not beside:
            return problem
        what = msg("{what}; with it stays out what {cells} say", what=problem.message)
        return replace(problem, message=what.having(cells=", ".join(spans(beside))))

    def put(self, path: str, tree: Mapping[str, object], head: str) -> None:
        """A file, from the cells in a tree."""
        lines = remark(head)
        for key, value in tree.items():
            lines += entry(f"{key}:", as_read(_without_cells(value)), spread=key in _SPREAD)
        self.files[path], self.trees[path] = in_file(lines), tree

    def cell_at(self, place: Place) -> Cell | None:
        """The cell that a place is from: the one there, or the nearest on its line or before."""
        cells = self._cells(place.path)
        near = [it for it in cells if it.line <= place.line]
        nearest = max(near, key=lambda it: (it.line, -abs(it.column - place.column)), default=place)
        return cells.get(nearest)

    def _cells(self, path: str) -> Mapping[Place, Cell]:
        """The cells of a file, by where they stand in it."""
        if path not in self._found:
            name = path.removeprefix("content/")
            origin, _ = read_yaml(path, self.files.get(name, b""))
            cells = reversed([*_cells_in(self.trees.get(name))])
            self._found[path] = {locate(origin, keys): it for keys, it in cells} if origin else {}
        return self._found[path]


def one_or_all(values: list[FromCell]) -> object:
    """A list of one as its value."""
    return values[0] if len(values) == 1 else values


def _without_cells(value: object) -> object:
    """A tree without its cells."""
    if isinstance(value, FromCell):
        return value.value
    if isinstance(value, Mapping):
        return {key: _without_cells(it) for key, it in value.items()}
    return [_without_cells(it) for it in value] if isinstance(value, list) else value


def _cells_in(value: object, at: tuple[str | int, ...] = ()) -> Iterator[tuple[Any, Cell]]:
    """The ways to the values that cells say, with the cells."""
    if isinstance(value, FromCell):
        yield at, value.cell
    elif isinstance(value, Mapping):
        for key, it in value.items():
            yield from _cells_in(it, (*at, str(key)))
    elif isinstance(value, list):
        for n, it in enumerate(value):
            yield from _cells_in(it, (*at, n))
