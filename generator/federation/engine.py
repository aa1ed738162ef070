"""run(work, tasks) -> answers: each task in a process of its own, with bounds of memory and time.

What a task gives comes back as text, never as objects: whatever went over a process that read
what others wrote, nothing of it is run here.
"""

from __future__ import annotations

import gc
import os
import select
import signal
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from multiprocessing import get_all_start_methods, get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.context import BaseContext
from threading import Thread
from time import monotonic
from typing import Any, TypeVar

T = TypeVar("T")
_MOST = 50_000_000
"""Bytes of one answer."""
_PRELOADED = ["generator.federation.institution"]
_WAIT = 0.2
_NO_THREAD = "can't start new thread"
"""What Python says of a thread whose stack does not fit."""


class Stop(StrEnum):
    """Why a task gave no answer."""

    MEMORY = "memory"
    TIME = "time"
    CRASH = "crash"


@dataclass(frozen=True, slots=True)
class Bounds:
    """What one task may take."""

    memory: int = 2_000_000_000
    """Bytes."""
    seconds: float = 300


@dataclass(frozen=True, slots=True)
class Stopped:
    """A task that gave no answer."""

    why: Stop
    detail: str = ""
    """Of a program that failed: how, in a few words."""


def run(
    work: Callable[[T], str], tasks: Sequence[T], workers: int, bounds: Bounds
) -> Iterator[tuple[int, str | Stopped]]:
    """The number of each task with what ``work`` makes of it, in the order in which they end.

    ``work`` is a function of a module and a task is plain data: both are named to a new process.
    """
    forks = "forkserver" in get_all_start_methods()
    context: Any = get_context("forkserver" if forks else "spawn")
    if forks:
        context.set_forkserver_preload(_PRELOADED)
    waiting, running = list(enumerate(tasks))[::-1], dict[Connection, _Running]()
    try:
        while waiting or running:
            while waiting and len(running) < max(workers, 1):
                number, task = waiting.pop()
                begun = _begin(context, work, number, task, bounds)
                running[begun.answers] = begun
            ready = {*wait([*running], _WAIT)}
            late = (it for it in running.values() if monotonic() > it.until)
            for it in [*(running[key] for key in running if key in ready), *late]:
                if running.pop(it.answers, None):
                    yield it.number, it.answer(is_late=it.answers not in ready)
    finally:
        for it in running.values():
            it.end()


@dataclass(frozen=True, slots=True)
class _Running:
    number: int
    process: Any
    answers: Connection
    until: float

    def answer(self, *, is_late: bool) -> str | Stopped:
        """What it said, or why it did not; it has ended then."""
        if is_late:
            self.end()
            return Stopped(Stop.TIME)
        try:
            said = self.answers.recv_bytes(_MOST).decode()
        except (EOFError, OSError, UnicodeDecodeError):
            said = ""
        self.process.join(1)
        self.end()
        kind, _, text = said.partition(" ")
        if kind == "done":
            return text
        if kind == Stop.MEMORY:
            return Stopped(Stop.MEMORY)
        return Stopped(Stop.CRASH, text or _how_ended(self.process.exitcode))

    def end(self) -> None:
        """Kill it and what it started, and let go of it."""
        with suppress(AttributeError, OSError, TypeError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.kill()
        self.process.join()
        self.answers.close()


def _how_ended(code: int | None) -> str:
    with suppress(ValueError, TypeError):
        return signal.Signals(-(code or 0)).name
    return str(code)


def _begin(
    context: BaseContext, work: Callable[[T], str], number: int, task: T, bounds: Bounds
) -> _Running:
    ours, theirs = context.Pipe(duplex=False)
    process: Any = context.Process(  # type: ignore[attr-defined]
        target=_do, args=(work, task, theirs, bounds), daemon=False
    )
    process.start()
    theirs.close()
    return _Running(number, process, ours, monotonic() + bounds.seconds)


def _end_with(asked: Any) -> None:
    """End with whoever asked: what a lost worker began would be in the way of whoever does it."""
    asked.poll()  # until nobody reads the answer any more
    os.killpg(0, signal.SIGKILL)


def _do(work: Callable[[T], str], task: T, answers: Connection, bounds: Bounds) -> None:
    """The new process: one task, and nothing after it."""
    with suppress(AttributeError, OSError):
        os.setpgrp()
        asked = select.poll()
        asked.register(answers.fileno(), 0)
        Thread(target=_end_with, args=(asked,), daemon=True).start()
    gc.disable()  # what would be collected goes with the process
    with suppress(ImportError, OSError, ValueError):
        import resource  # noqa: PLC0415  # not on every system

        resource.setrlimit(resource.RLIMIT_DATA, (bounds.memory, bounds.memory))
    try:
        said = f"done {work(task)}"
    except Exception as failure:  # noqa: BLE001  # whatever it is, it is told
        lacks_memory = isinstance(failure, MemoryError) or _NO_THREAD in str(failure)
        why = Stop.MEMORY if lacks_memory else Stop.CRASH
        said = f"{why} {type(failure).__name__}: {failure}"[:300]
    with suppress(OSError):  # whoever asked is gone
        answers.send_bytes(said.encode("utf-8", "replace"))
        answers.close()
