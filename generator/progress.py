"""Where long work is: one moving line on a terminal, plain lines in a pipe, or nothing.

It goes to stderr, so that what a command prints for other programs stays as it is.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Protocol, TextIO, TypeVar

from generator.problems import Message
from generator.words.formatter import Formatter

if TYPE_CHECKING:
    from rich.progress import Progress as Bars

T = TypeVar("T")


class Progress(Protocol):
    """What a pipeline says on its way; it knows nothing of who listens."""

    def step(self, message: Message, n: int | None = None) -> None:
        """A step begins, the one before is done; ``n`` is how many parts it has, where known."""

    def advance(self) -> None:
        """One part of the step is done."""


class _Silent:
    """Says nothing."""

    def step(self, message: Message, n: int | None = None) -> None:
        pass

    def advance(self) -> None:
        pass


SILENT: Progress = _Silent()
"""For callers that do not ask, and for ``--quiet``."""


def counted(parts: Iterable[T], progress: Progress) -> Iterator[T]:
    """The same parts; each is done when the next is asked for."""
    for part in parts:
        yield part
        progress.advance()


class _Lines(_Silent):
    """A line for each step, for a file or a log."""

    def __init__(self, stream: TextIO, lang: str) -> None:
        self._stream, self._lang = stream, lang

    def step(self, message: Message, n: int | None = None) -> None:
        parts = "" if n is None else f" ({n})"
        with suppress(OSError):  # nobody reads: no reason to stop the work
            self._stream.write(f"{Formatter(self._lang).t(message)}{parts} …\n")
            self._stream.flush()


class _Moving:
    """One line that moves while a step goes on: how many parts are done, and of how many."""

    def __init__(self, bars: Bars, lang: str) -> None:
        self._bars, self._lang = bars, lang
        self._n, self._done = "", 0

    def step(self, message: Message, n: int | None = None) -> None:
        for task in self._bars.task_ids:
            self._bars.remove_task(task)
        self._n, self._done = f"/{n}" if n else "", 0
        self._bars.add_task(Formatter(self._lang).t(message), total=n, parts="")

    def advance(self) -> None:
        self._done += 1
        for task in self._bars.task_ids:
            self._bars.update(task, advance=1, parts=f"{self._done}{self._n}")


@contextmanager
def progress(lang: str, *, quiet: bool = False, stream: TextIO | None = None) -> Iterator[Progress]:
    """The progress that suits the stream (stderr); a moving line is gone when the block ends."""
    stream = stream or sys.stderr
    if quiet or stream is None:  # without stderr (2>&-) there is nobody to tell
        yield SILENT
    elif stream.isatty() and os.environ.get("TERM") != "dumb":
        with _bars(stream) as bars:
            yield _Moving(bars, lang)
    else:
        yield _Lines(stream, lang)


def _bars(stream: TextIO) -> Bars:
    from rich import progress as rich  # noqa: PLC0415  # only a terminal needs it
    from rich.console import Console  # noqa: PLC0415

    columns = (
        rich.SpinnerColumn(finished_text=" "),
        rich.TextColumn("{task.description}", markup=False),
        rich.BarColumn(),
        rich.TextColumn("{task.fields[parts]}", markup=False),
        rich.TimeElapsedColumn(),
    )
    return rich.Progress(*columns, console=Console(file=stream), transient=True)
