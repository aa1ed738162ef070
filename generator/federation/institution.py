"""examine(task) -> text: one institution read, checked and computed, in a process of its own."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Self

from generator.check import check
from generator.compute import compute
from generator.federation.particulars import Particulars, particulars_of
from generator.federation.sums import PartialSums, sums_of
from generator.load import load
from generator.model.catalog import Catalog
from generator.model.period import Granularity
from generator.problems import Place, Problem, error, errors_of, in_order, msg
from generator.review.git import GitError, Repository
from generator.review.snapshot import from_revision
from generator.words.formatter import Formatter
from generator.words.problems import sentences

UNREADABLE = "unreadable-file"
_SHOWN = 20
"""Errors that are told of one institution; the others are counted."""


@dataclass(frozen=True, slots=True)
class Task:
    """Which content is to be computed, and as of which day."""

    repository: str
    prefix: str
    commit: str
    as_of: date
    lang: str


@dataclass(frozen=True, slots=True)
class Fault:
    """An error of an institution in words: where it is, and what to write."""

    path: str
    line: int
    column: int
    code: str
    text: str

    @property
    def place(self) -> Place:
        """``path:line:column``."""
        return Place(self.path, line=self.line, column=self.column)


@dataclass(frozen=True, slots=True)
class Examined:
    """What came of a content: its sums, or its errors."""

    sums: PartialSums | None = None
    faults: tuple[Fault, ...] = ()
    n_errors: int = 0
    graces: tuple[int, ...] | None = ()
    """Days of grace of its plans, whose rounds end with a month; None where one ends otherwise."""
    particulars: Particulars = field(default_factory=Particulars)

    @property
    def is_read(self) -> bool:
        """Whether it was read at all: what could not be may be another time."""
        return all(it.code != UNREADABLE for it in self.faults)

    def holds(self, made: date, day: date) -> bool:
        """Whether what was computed as of one day is the same as of another.

        A day counts by which reports are due, and the rounds of all plans end with a month.
        """
        if made == day:
            return True
        return self.graces is not None and all(
            _month(made, grace) == _month(day, grace) for grace in self.graces
        )

    def as_text(self) -> str:
        """As JSON."""
        plain: dict[str, Any] = {
            "sums": None if self.sums is None else self.sums.as_plain(),
            "faults": [asdict(it) for it in self.faults],
            "n_errors": self.n_errors,
            "graces": self.graces,
            "particulars": self.particulars.as_plain(),
        }
        return json.dumps(plain, ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def from_plain(cls, plain: Mapping[str, Any]) -> Self:
        """What ``as_text`` gave, read. Raises LookupError, TypeError, ArithmeticError."""
        sums, graces = plain["sums"], plain["graces"]
        return cls(
            PartialSums.from_plain(sums) if sums is not None else None,
            tuple(Fault(**it) for it in plain["faults"]),
            int(plain["n_errors"]),
            None if graces is None else tuple(map(int, graces)),
            Particulars.from_plain(plain["particulars"]),
        )


_SHORT = {Granularity.WEEK, Granularity.MONTH_WEEK, Granularity.DAY}


def _month(day: date, grace: int) -> tuple[int, int]:
    last = day - timedelta(days=min(grace, 36_500))
    return last.year, last.month


def examine(task: Task) -> str:
    """One content, whatever it is: what came of it, as text."""
    return examined(task).as_text()


def examined(task: Task) -> Examined:
    """The same before it is text."""
    repo = Repository(Path(task.repository), task.prefix)
    try:
        found = from_revision(repo, task.commit)
    except GitError as failure:
        return faulty([error(UNREADABLE, Place("content/"), failure.message)], task.lang)
    if found.absent:
        what = msg("there is no folder {name} in this commit", name=f"{task.prefix}content/")
        hint = msg("say with «entity:» in which folder of the repository it is")
        return faulty([error(UNREADABLE, Place("content/"), what, hint)], task.lang)
    catalog, problems = load(found.files)
    problems = errors_of(in_order([*problems, *check(catalog)]))
    if problems:
        return faulty(problems, task.lang, catalog)
    results, f = compute(catalog, task.as_of), Formatter.for_portal(task.lang, catalog)
    told = particulars_of(results, f)
    return Examined(sums_of(results), graces=_graces(catalog), particulars=told)


def faulty(problems: list[Problem], lang: str, catalog: Catalog | None = None) -> Examined:
    """What is said of a content with errors."""
    f = Formatter.for_portal(lang, *([catalog] if catalog else []))
    return Examined(faults=tuple(_in_words(problems[:_SHOWN], f)), n_errors=len(problems))


def _in_words(problems: Iterable[Problem], f: Formatter) -> Iterable[Fault]:
    for it in problems:
        yield Fault(it.place.path, it.place.line, it.place.column, it.code, sentences(it, f))


def _graces(catalog: Catalog) -> tuple[int, ...] | None:
    plans = [folder.plan for folder in catalog.plans.values()]
    uses = (use for plan in catalog.plans for use in catalog.measures(plan))
    periods = {period for use in uses for period in use.measure.targets}
    periods |= {file.period for folder in catalog.plans.values() for file in folder.results}
    if _SHORT & {*(plan.frequency for plan in plans), *(it.granularity for it in periods)}:
        return None
    return tuple(sorted({plan.grace_days for plan in plans}))
