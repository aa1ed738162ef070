"""examine(task) -> text: one institution read, checked and computed, in a process of its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import islice
from pathlib import Path

from generator.clock import clock_of
from generator.compute import compute
from generator.federation.particulars import Particulars, particulars_of
from generator.federation.plain import as_json
from generator.federation.sums import PartialSums, sums_of
from generator.hold.choose import choose
from generator.hold.tree import PREFIX, PastTree, Tree
from generator.hold.versions import UNREADABLE, history, version
from generator.load.loader import Memo
from generator.model.catalog import Catalog
from generator.model.period import Granularity
from generator.problems import Place, Problem, error, errors_of, msg
from generator.review.clock import time_of
from generator.review.git import GitError, Repository
from generator.words.formatter import Formatter
from generator.words.problems import sentences

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
    region: str | None = None
    """The country by which numbers and dates are written."""
    sound: str = ""
    """The last commit without errors that is known, whether or not the history has it still."""
    is_unreadable: bool = False
    """Reading the commit itself is known to go over the bounds: only earlier ones are read."""


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
class HeldPlan:
    """A plan that is not shown as its newest files are, as ``model.held`` tells of it."""

    plan: str
    commit: str
    day: date | None
    since: date | None


@dataclass(frozen=True, slots=True)
class Examined:
    """What came of a content: its sums, its errors, or both where earlier files stand for some."""

    sums: PartialSums | None = None
    faults: tuple[Fault, ...] = ()
    n_errors: int = 0
    held: tuple[HeldPlan, ...] = ()
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

    def settled(self, day: date, as_of: date) -> date:
        """The first day, from ``day`` on, as of which all is the same as it is as of another."""
        if self.graces is None:
            return as_of
        graces = (timedelta(min(grace, _MOST_GRACE)) for grace in self.graces)
        due = ((as_of - grace).replace(day=1) + grace for grace in graces)
        return min(as_of, max([day, *due]))


_MOST_GRACE = 36_500
"""Days of grace that are looked at."""
_SHORT = {Granularity.WEEK, Granularity.MONTH_WEEK, Granularity.DAY}


def _month(day: date, grace: int) -> tuple[int, int]:
    last = day - timedelta(min(grace, _MOST_GRACE))
    return last.year, last.month


def examine(task: Task) -> str:
    """One content, whatever it is: what came of it, as text."""
    return as_json(examined(task))


def examined(task: Task) -> Examined:
    """The same before it is text."""
    repo = Repository(Path(task.repository), task.prefix)
    memo: Memo = {}
    now = Tree({}, memo, (error(UNREADABLE, Place(PREFIX), msg("it cannot be read")),))
    if not task.is_unreadable:
        now = _newest(repo, task, memo)
    problems = list(now.unreadable) or errors_of(now.problems)
    if not problems:
        return _computed(now.catalog, task)
    choice = choose(now, _earlier(repo, task, now))
    said = faulty(problems, _formatter(now.catalog, task))
    if choice is None:
        return said
    found = _computed(replace(choice.tree.catalog, held=choice.held), task)
    held = tuple(HeldPlan(it.plan, it.commit, it.day, it.since) for it in choice.held)
    return replace(found, faults=said.faults, n_errors=said.n_errors, held=held)


def _newest(repo: Repository, task: Task, memo: Memo) -> Tree:
    found = version(repo, task.commit, memo)
    if found.files or found.unreadable:
        return found
    what = msg("there is no folder {name} in this commit", name=f"{task.prefix}{PREFIX}")
    hint = msg("say with «entity:» in which folder of the repository it is")
    return Tree({}, memo, (error(UNREADABLE, Place(PREFIX), what, hint),))


def _earlier(repo: Repository, task: Task, now: Tree) -> Iterator[PastTree]:
    """The content after each commit, and the last one that is known to be sound."""
    clock = clock_of(now.catalog)
    sound = version(repo, task.sound, now.memo) if task.sound else None
    if not (sound and task.is_unreadable):
        with suppress(GitError):
            yield from islice(history(repo, task.commit, clock, now.memo), task.is_unreadable, None)
    if sound and (time := time_of(repo, clock, task.sound)):
        yield replace(sound, day=clock.day(time))


def _formatter(catalog: Catalog, task: Task) -> Formatter:
    """As the national portal writes: what all say of theirs stands on one page."""
    return replace(Formatter.for_portal(task.lang, catalog), region=task.region)


def _computed(catalog: Catalog, task: Task) -> Examined:
    results, f = compute(catalog, task.as_of), _formatter(catalog, task)
    told = particulars_of(results, f)
    return Examined(sums_of(results), graces=_graces(catalog), particulars=told)


def faulty(problems: Sequence[Problem], f: Formatter) -> Examined:
    """What is said of a content with errors."""
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
