"""federate(institutions) -> Edition: all of them as of one day, whatever is wrong with some."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from functools import cached_property
from pathlib import Path

from generator.federation.engine import Bounds, Stop, Stopped, run
from generator.federation.institution import Examined, Fault, Task, examine
from generator.federation.particulars import Particulars
from generator.federation.state import UNUSABLE, Kept, Record, made_with, read_record, write_record
from generator.federation.sums import PartialSums, total
from generator.load.institutions import Institution
from generator.problems import Message, msg
from generator.progress import SILENT, Progress
from generator.review.clock import Clock, time_of
from generator.review.fetch import FetchLimits, fetched, located
from generator.review.git import GitError, Repository
from generator.words.formatter import Formatter


class Status(StrEnum):
    """How an institution is in an edition."""

    SOUND = "sound"
    HELD = "held"
    """Its newest content cannot be computed: the last one that could is shown."""
    FAILED = "failed"
    """The program could not read it, or not in the bounds that it has."""
    NOT_PUBLISHED = "not-published"
    """Its content has errors, and there is no earlier one."""


LABELS = {
    Status.SOUND: msg("published"),
    Status.HELD: msg("as it was before"),
    Status.FAILED: msg("could not be read"),
    Status.NOT_PUBLISHED: msg("not published"),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """What an edition is made with."""

    base: Path
    """The folder that places of the list are seen from."""
    state: Path
    clock: Clock
    as_of: date | None = None
    lang: str = "es"
    workers: int = 1
    bounds: Bounds = field(default_factory=Bounds)
    limits: FetchLimits = field(default_factory=FetchLimits)


@dataclass(frozen=True, slots=True)
class Located:
    """Where the newest content of an institution is."""

    repo: Repository
    commit: str
    day: date | None


@dataclass(frozen=True, slots=True)
class Entry:
    """An institution in an edition."""

    of: Institution
    status: Status
    shown: Kept | None = None
    """What is shown of it."""
    newest: str = ""
    """The commit that its repository has; "" where nobody could say."""
    faults: tuple[Fault, ...] = ()
    n_errors: int = 0
    repo: Repository | None = None
    """Where its commits are; None where it was not reached."""

    @property
    def sums(self) -> PartialSums:
        """What it gives to the national level."""
        return (self.shown and self.shown.examined.sums) or PartialSums()

    @property
    def particulars(self) -> Particulars:
        """What else it tells."""
        return self.shown.examined.particulars if self.shown else Particulars()

    @property
    def is_published(self) -> bool:
        """Whether anything of it is shown."""
        return self.shown is not None

    @property
    def is_up_to_date(self) -> bool:
        """Whether it owes no report."""
        return self.is_published and not self.sums["results_overdue"]


@dataclass(frozen=True)
class Group:
    """Several institutions together."""

    scope: str
    """``country``, ``sector``, ``level`` or ``region``."""
    name: str
    entries: tuple[Entry, ...]

    @cached_property
    def sums(self) -> PartialSums:
        """What all give: sums of exact sums."""
        return total(it.sums for it in self.entries)

    def n(self, *statuses: Status) -> int:
        """How many are in one of some states."""
        return sum(it.status in statuses for it in self.entries)

    @property
    def n_published(self) -> int:
        """Of how many something is shown."""
        return sum(it.is_published for it in self.entries)

    @property
    def n_up_to_date(self) -> int:
        """How many owe no report."""
        return sum(it.is_up_to_date for it in self.entries)


@dataclass(frozen=True)
class Edition:
    """All institutions of a list, in the order of their ids, as of one day."""

    as_of: date
    entries: tuple[Entry, ...]
    n_computed: int = 0
    """How many contents were computed; the others had not changed."""

    @property
    def whole(self) -> Group:
        """All of them."""
        return Group("country", "", self.entries)

    def groups(self, scope: str) -> tuple[Group, ...]:
        """By sector, level or region, in the order of their names."""
        found: dict[str, list[Entry]] = {}
        for it in self.entries:
            found.setdefault(getattr(it.of, scope) or "", []).append(it)
        return tuple(Group(scope, name, tuple(found[name])) for name in sorted(found))


def federate(institutions: Sequence[Institution], asked: Asked, told: Progress = SILENT) -> Edition:
    """Compute an edition. Raises OSError where the state cannot be written."""
    ordered = sorted(institutions, key=lambda it: it.id)
    told.step(msg("Fetching the institutions"), len(ordered))
    found = dict(_found(ordered, asked, told))
    days = (it.day for it in found.values() if isinstance(it, Located))
    as_of = asked.as_of or max(filter(None, days), default=asked.clock.day(asked.clock.now))
    return _Making(asked, as_of, told).edition(ordered, found)


def _found(
    institutions: Sequence[Institution], asked: Asked, told: Progress
) -> Iterator[tuple[str, Located | Message]]:
    """Where each is; of those that cannot be reached, why. Git waits for disks and networks."""
    with ThreadPoolExecutor(max(asked.workers, 1) * 2) as pool:
        for it, found in zip(institutions, pool.map(_place_of(asked), institutions), strict=True):
            told.advance()
            yield it.id, found


def _place_of(asked: Asked) -> Callable[[Institution], Located | Message]:
    def place(it: Institution) -> Located | Message:
        try:
            return _located(it, asked)
        except GitError as failure:
            return failure.message
        except OSError as failure:
            return Message(str(failure.strerror or failure))

    return place


def _located(it: Institution, asked: Asked) -> Located:
    folder, revision = asked.base / (it.folder or ""), it.revision
    if it.git is not None:
        folder = asked.state / "repositories" / it.id
        revision = fetched(folder, it.git, it.revision, asked.limits)
    repo, commit = located(folder.absolute(), revision, it.entity or "")
    time = time_of(repo, asked.clock, commit)
    return Located(repo, commit, time and asked.clock.day(time))


Places = Sequence[tuple[Institution, Located]]


@dataclass
class _Making:
    """An edition on its way."""

    asked: Asked
    as_of: date
    progress: Progress
    records: dict[str, Record] = field(default_factory=dict)
    stopped: dict[str, Stopped] = field(default_factory=dict)
    n_computed: int = 0

    def edition(
        self, institutions: Sequence[Institution], found: Mapping[str, Located | Message]
    ) -> Edition:
        """The newest content of each; where that gives no sums, the last one that did."""
        self.records = {it.id: read_record(self.asked.state, it.id) for it in institutions}
        places = [(it, at) for it in institutions if isinstance(at := found[it.id], Located)]
        newest = self._computed(places, are_newest=True)
        held = [
            (it, replace(at, commit=old.commit, day=old.day))
            for it, at in places
            if not (newest.get(it.id) or _NOTHING).examined.sums
            and (old := self.records[it.id].sound)
            and old.commit != at.commit
        ]
        stopped, self.stopped = self.stopped, {}
        earlier = self._computed(held, are_newest=False)
        self.stopped = stopped
        entries = (
            self._entry(it, found[it.id], newest.get(it.id), earlier.get(it.id))
            for it in institutions
        )
        return Edition(self.as_of, tuple(entries), self.n_computed)

    def _computed(self, places: Places, *, are_newest: bool) -> dict[str, Kept]:
        """What is known of some contents, or is computed; none of what was stopped."""
        made = {it.id: made_with(it, self.asked.lang) for it, _ in places}
        given = (
            (it, self.records[it.id].known(at.commit, self.as_of, made[it.id])) for it, at in places
        )
        known = {it.id: kept for it, kept in given if kept}
        lacking = [(it, at) for it, at in places if it.id not in known]
        if lacking:
            self.progress.step(msg("Reading and computing the institutions"), len(lacking))
        tasks = [self._task(at) for _, at in lacking]
        for number, text in run(examine, tasks, self.asked.workers, self.asked.bounds):
            (it, at), answer = lacking[number], _read(text)
            self.progress.advance()
            self.n_computed += 1
            if isinstance(answer, Stopped):
                self.stopped[it.id] = answer
                continue
            kept = Kept(at.commit, at.day, self.as_of, made[it.id], answer)
            self._keep(it, kept, is_newest=are_newest)
            known[it.id] = kept
        return known

    def _keep(self, it: Institution, kept: Kept, *, is_newest: bool) -> None:
        old = self.records[it.id]
        last = kept if is_newest else old.last
        sound = kept if kept.examined.sums is not None else old.sound
        self.records[it.id] = Record(last, sound)
        if kept.examined.is_read:
            write_record(self.asked.state, it.id, self.records[it.id])

    def _task(self, at: Located) -> Task:
        repo = at.repo
        return Task(str(repo.folder), repo.prefix, at.commit, self.as_of, self.asked.lang)

    def _entry(
        self, it: Institution, at: Located | Message, newest: Kept | None, earlier: Kept | None
    ) -> Entry:
        repo = at.repo if isinstance(at, Located) else None
        if newest and newest.examined.sums is not None:
            return Entry(it, Status.SOUND, newest, newest.commit, repo=repo)
        shown = earlier or self.records[it.id].sound
        if newest:
            said = newest.examined
            other = Status.NOT_PUBLISHED if said.is_read else Status.FAILED
        else:
            said, other = Examined(faults=(self._why(it, at),), n_errors=1), Status.FAILED
        commit = "" if isinstance(at, Message) else at.commit
        status = Status.HELD if shown else other
        return Entry(it, status, shown, commit, said.faults, said.n_errors, repo)

    def _why(self, it: Institution, at: Located | Message) -> Fault:
        """Why nothing is known of the newest content, as it is told."""
        if isinstance(at, Message):
            code, why = "unreachable", at
        else:
            stopped, bounds = self.stopped[it.id], self.asked.bounds
            values = {"memory": bounds.memory // 10**6, "seconds": round(bounds.seconds)}
            code, why = stopped.why, _WHY[stopped.why].having(**values, what=stopped.detail)
        return Fault("", 0, 0, code, Formatter(self.asked.lang).t(why))


_WHY = {
    Stop.MEMORY: msg("reading it takes more than {memory} MB of memory"),
    Stop.TIME: msg("reading it takes more than {seconds} seconds"),
    Stop.CRASH: msg("the program failed at it ({what})"),
}
_NOTHING = Kept("", None, date.min, "", Examined())


def _read(text: str | Stopped) -> Examined | Stopped:
    """What a process says, which may have been made to say anything."""
    if isinstance(text, Stopped):
        return text
    try:
        return Examined.from_plain(json.loads(text))
    except UNUSABLE as failure:
        return Stopped(Stop.CRASH, type(failure).__name__)
