"""run(work, tasks) -> answers: what ``engine`` does, on the workers of a Dask cluster.

A worker gives each task to a process of its own, with the bounds that it has on one machine, so
that nothing an institution holds stops a worker. The scheduler gives what a lost worker had to
another. It gives up a task that was with several that were lost, running or not; where many are
lost at random that says nothing of the task, so it is given out anew a few times.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from multiprocessing import current_process
from queue import Empty, Queue
from time import monotonic
from typing import Any, TypeVar

from generator.federation.engine import Bounds, Stop, Stopped
from generator.federation.engine import run as apart
from generator.problems import StopError, msg
from generator.program import program

T = TypeVar("T")
PATIENCE = 60.0
"""Seconds without a scheduler, or without any worker, after which a run ends."""
_TRIES = 5
_WAIT = 1.0


class ClusterError(StopError):
    """Why a cluster gives no answers."""


def run(
    work: Callable[[T], str], tasks: Sequence[T], scheduler: str, bounds: Bounds
) -> Iterator[tuple[int, str | Stopped]]:
    """The number of each task with what ``work`` makes of it, in the order in which they end.

    Raises ClusterError where nobody does them.
    """
    try:
        from distributed import Client  # noqa: PLC0415  # an extra, slow to import
    except ImportError:
        how = msg("a cluster needs more libraries: python -m pip install 'avance[cluster]'")
        raise ClusterError(how) from None
    for name in ("distributed", "distributed.client"):  # what they have to say is said below
        logging.getLogger(name).setLevel(logging.CRITICAL)
    try:
        with Client(scheduler, timeout=PATIENCE, set_as_default=False) as client:
            about = bounds, program()
            given = _Given(
                client, lambda n: client.submit(answer, work, tasks[n], *about, pure=False)
            )
            for number in range(len(tasks)):
                given.begin(number, _TRIES)
            yield from given.answers()
    except (OSError, ValueError) as failure:  # no address, nobody there, or not any more
        lost = msg("the scheduler {place} does not answer; what was done is kept", place=scheduler)
        raise ClusterError(lost) from failure


@dataclass
class _Given:
    """What was given to a cluster."""

    client: Any
    give: Callable[[int], Any]
    """Gives a task out by its number."""
    ended: Queue[Any] = field(default_factory=Queue)
    running: dict[str, tuple[int, int, Any]] = field(default_factory=dict)
    """By the name that the cluster has for each: its number, and how often it may be given anew."""

    def begin(self, number: int, tries: int) -> None:
        """Give a task out; its future is in ``ended`` then."""
        future = self.give(number)
        self.running[future.key] = number, tries, future
        future.add_done_callback(self.ended.put)

    def next(self) -> Any:
        """The next that ended. Raises ClusterError where nobody is there to do any."""
        last = monotonic()
        while monotonic() < last + PATIENCE:
            try:
                return self.ended.get(timeout=_WAIT)
            except Empty:
                last = monotonic() if self.client.nthreads() else last
        raise ClusterError(msg("the cluster has no worker; what was done is kept"))

    def answers(self) -> Iterator[tuple[int, str | Stopped]]:
        """Each number with its answer."""
        from distributed import CancelledError  # noqa: PLC0415

        while self.running:
            number, tries, future = self.running.pop(self.next().key)
            try:
                said = future.result()
            except Exception as failure:  # lost with its worker, before or after it ended
                if tries:
                    self.begin(number, tries - 1)
                    continue
                if isinstance(failure, CancelledError):  # with the scheduler
                    raise OSError from failure
                said = Stopped(Stop.CRASH, type(failure).__name__)
            if said is None:
                other = msg("a worker has another version of the program, or of its libraries")
                raise ClusterError(other)
            yield number, said


def answer(work: Callable[[T], str], task: T, bounds: Bounds, made_with: str) -> Any:
    """On a worker: what one task gives; None where another program would be at work."""
    if program() != made_with:
        return None
    current_process().daemon = False  # a worker under a nanny may start processes all the same
    ((_, said),) = apart(work, [task], 1, bounds)
    return said
