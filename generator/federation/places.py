"""Where the newest content of each institution is: in a folder, or in what git has fetched."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TypeVar

from generator.federation import cluster, engine
from generator.federation.engine import Bounds, Stopped
from generator.hold.versions import MOST_COMMITS
from generator.load.institutions import Institution
from generator.problems import Message, msg
from generator.review.clock import Clock, time_of
from generator.review.fetch import FetchLimits, fetched, last_fetched, located
from generator.review.git import GitError, NoHistoryError, Repository
from generator.words.problems import why_refused

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class EditionOptions:
    """What an edition is made with."""

    base: Path
    """The folder that places of the list are seen from."""
    state: Path
    clock: Clock
    as_of: date | None = None
    lang: str = "es"
    region: str | None = None
    """The country by which numbers and dates are written."""
    workers: int = 1
    scheduler: str = ""
    """The address of the cluster that computes; "" for processes of this machine."""
    bounds: Bounds = field(default_factory=Bounds)
    limits: FetchLimits = field(default_factory=FetchLimits)

    def run(
        self, work: Callable[[T], str], tasks: Sequence[T]
    ) -> Iterator[tuple[int, str | Stopped]]:
        """What ``work`` makes of each task, within the bounds, in the order in which they end."""
        if self.scheduler and tasks:
            return cluster.run(work, tasks, self.scheduler, self.bounds)
        return engine.run(work, tasks, self.workers, self.bounds)


@dataclass(frozen=True, slots=True)
class Tip:
    """Where the newest content of an institution is."""

    repo: Repository
    commit: str
    day: date | None


Attempt = tuple[Institution, Tip | None, Message | None]
"""Where an institution is, and why it could not be reached, or not any more."""


def places(
    institutions: Sequence[Institution], asked: EditionOptions, deep: Collection[str]
) -> Iterator[Attempt]:
    """Where each is. Git waits for disks and networks.

    Of those in ``deep``, by their ids, the history is fetched too.
    """

    def reached(it: Institution) -> Attempt:
        try:
            return it, *_located(it, asked, MOST_COMMITS if it.id in deep else 1)
        except NoHistoryError as failure:  # what is published names no folder of this machine
            return it, None, failure.message.having(place=it.folder)
        except GitError as failure:
            return it, None, failure.message
        except OSError as failure:
            return it, None, why_refused(failure)

    with ThreadPoolExecutor(max(asked.workers, 1) * 2) as pool:
        yield from pool.map(reached, institutions)


def _located(it: Institution, asked: EditionOptions, depth: int) -> tuple[Tip, Message | None]:
    folder, revision, why = asked.base / (it.folder or ""), it.revision, None
    if it.git is None and not folder.is_dir():
        raise GitError(msg("there is no folder {name}", name=it.folder))
    if it.git is not None:
        folder = asked.state / "repositories" / it.id
        try:
            revision = fetched(folder, it.git, it.revision, asked.limits, depth)
        except GitError as failure:
            why = failure.message
            try:
                revision = last_fetched(folder, it.git, it.revision)
            except GitError:
                raise failure from None
    repo, commit = located(folder.absolute(), revision, it.entity or "")
    time = time_of(repo, asked.clock, commit)
    return Tip(repo, commit, time and asked.clock.day(time)), why
