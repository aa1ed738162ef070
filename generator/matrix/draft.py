"""What is drafted of a matrix: files that remember from which cell each of their values is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from generator.author.plans import profiles_of
from generator.author.sourced import SourcedPlan
from generator.load.matrix import MatrixMapping
from generator.matrix.elements import FromCell, Measured, RowParts
from generator.model.profile import Profile, RequiredOf
from generator.problems import Place, Problem, Severity, msg
from generator.workbook import Cell
from generator.workbook.cells import spans

USUAL = ("objective", "strategy", "activity")


@dataclass
class MatrixDraft(SourcedPlan[Cell]):
    """What would be written, and what could not be carried over."""

    parts: RowParts
    units: dict[str, str] = field(default_factory=dict)
    """Names of new units, by id."""
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

    def _near(self, places: list[Place], line: int) -> list[Place]:
        """What stands above says a line that no cell says."""
        return [it for it in places if it.line <= line]


def one_or_all(values: list[FromCell]) -> object:
    """A list of one as its value."""
    return values[0] if len(values) == 1 else values
