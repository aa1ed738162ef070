"""A content as read and checked, of today or of before."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from generator.check import check
from generator.load import load
from generator.load.loader import Memo
from generator.model.catalog import Catalog
from generator.problems import Problem, errors_of, in_order

PREFIX = "content/"


@dataclass(frozen=True)
class Tree:
    """The files of a content by their paths; they are read and checked when that is asked."""

    files: Mapping[str, bytes]
    memo: Memo = field(repr=False, compare=False)
    unreadable: tuple[Problem, ...] = ()
    """What is wrong with files that could not be read from the disk."""
    formats: Mapping[str, int] = field(default_factory=dict)
    """The format of files that have another one than ``site.yml`` says."""

    @cached_property
    def _read(self) -> tuple[Catalog, list[Problem]]:
        names = {it.place.path.removeprefix(PREFIX) for it in self.unreadable}
        return load(self.files, unreadable=names, memo=self.memo, formats=self.formats)

    @property
    def catalog(self) -> Catalog:
        """Everything that could be read."""
        return self._read[0]

    @cached_property
    def problems(self) -> list[Problem]:
        """Everything that is wrong, in the order of the files."""
        return in_order([*self.unreadable, *self._read[1], *check(self.catalog)])

    @cached_property
    def errors(self) -> dict[tuple[object, ...], Problem]:
        """The errors, each by what tells it from others."""
        return {(it.place, it.code, str(it.message)): it for it in errors_of(self.problems)}

    def errors_in(self, plans: Collection[str]) -> tuple[Problem, ...]:
        """The errors in the files of some plans."""
        if self.plans.isdisjoint(plans) and not self.unreadable:
            return ()
        return tuple(it for it in self.errors.values() if plan_in_place(it) in plans)

    @cached_property
    def plans(self) -> frozenset[str]:
        """The folders of plans that have a file."""
        return frozenset(filter(None, map(plan_of, self.files)))


@dataclass(frozen=True)
class PastTree(Tree):
    """A content as it was. One without files is what there was before the first commit."""

    day: date | None = None
    commit: str = ""
    """"" for the copy that a build kept."""


def plan_of(path: str) -> str:
    """The plan in whose folder a file of the content is; "" where it is in none."""
    first, _, rest = path.partition("/")
    plan, slash, _ = rest.partition("/")
    return plan if first == "plans" and slash else ""


def plan_in_place(problem: Problem) -> str:
    """The plan in whose files a problem is; "" where it is in those that all share."""
    return plan_of(problem.place.path.removeprefix(PREFIX))
