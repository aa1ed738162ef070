"""One input through everything that the program does with a content."""

from __future__ import annotations

import atexit
import os
import resource
import shutil
import signal
import sys
import traceback
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from functools import cache, cached_property
from hashlib import sha256
from pathlib import Path
from tempfile import mkdtemp
from time import monotonic, process_time
from types import FrameType

from generator.check import check
from generator.compute import Results, compute
from generator.history.amended import grounded
from generator.load import load
from generator.load.loader import Memo
from generator.model.catalog import Catalog
from generator.model.site import LANGUAGES
from generator.portal import Portal
from generator.problems import Message, Problem, has_errors
from generator.review.clock import Clock
from generator.review.diff import diff
from generator.review.explain import FORMATS as REVIEWS
from generator.review.record import record
from generator.review.snapshot import Snapshot
from generator.scorecard.annex import annex
from generator.scorecard.facts import Scorecard, period_of
from generator.scorecard.terminal import scorecard_text
from generator.words.formatter import Formatter
from generator.words.problems import FORMATS
from tests.repository import Repository
from tests.siege.inputs import Input
from tests.siege.trees import files

DAYS = tuple(map(date.fromisoformat, ("2025-06-01", "2024-05-15", "1800-01-01", "2199-12-31")))
CLOCK = Clock(datetime(2026, 1, 1, tzinfo=UTC))
SECONDS = 10
"""Of the processor: whatever takes longer hangs. A machine with other work is no hang."""
MOST_KEPT = 20_000


class HangError(Exception):
    """An input took too long."""


@dataclass
class Report:
    """What a siege has seen; reports are added."""

    n_inputs: int = 0
    n_computed: int = 0
    """Inputs without errors: pages, tables and a review were made of them."""
    n_hangs: int = 0
    tracebacks: Counter[str] = field(default_factory=Counter)
    """Where the program stopped, by the last place and what was raised."""
    examples: dict[str, str] = field(default_factory=dict)
    """What was done to the content, and the whole traceback, once for each place."""
    slowest: tuple[float, str] = (0.0, "")
    peak: int = 0
    """Bytes of memory of the largest process."""

    def __add__(self, other: Report) -> Report:
        return Report(
            self.n_inputs + other.n_inputs,
            self.n_computed + other.n_computed,
            self.n_hangs + other.n_hangs,
            self.tracebacks + other.tracebacks,
            {**other.examples, **self.examples},
            max(self.slowest, other.slowest),
            max(self.peak, other.peak),
        )

    @property
    def is_held(self) -> bool:
        """Whether nothing stopped the program."""
        return not self.tracebacks and not self.n_hangs


def besiege(
    inputs: Iterable[Input],
    until: float = float("inf"),
    every: int = 20,
    take: Callable[[Input], bool] | None = None,
) -> Report:
    """Try inputs until a moment; of one in ``every`` that computes, downloads are made too."""
    os.environ["AVANCE_DEBUG"] = "1"
    report, take = Report(), take or Attack(every).take
    for given in inputs:
        if monotonic() > until:
            break
        began = process_time()
        try:
            with _alarm():
                report.n_computed += take(given)
        except HangError:
            report.n_hangs += 1
            _note(report, given, "hang")
        except Exception as failure:  # noqa: BLE001  # what a siege is for
            last = traceback.extract_tb(failure.__traceback__)[-1]
            place = "/".join(Path(last.filename).parts[-2:])
            name = f"{type(failure).__name__} in {place}:{last.lineno}"
            report.tracebacks[name] += 1
            _note(report, given, name)
        report.n_inputs += 1
        report.slowest = max(report.slowest, (process_time() - began, given.done[:200]))
    scale = 1 if sys.platform == "darwin" else 1024
    report.peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * scale
    return report


def _note(report: Report, given: Input, name: str) -> None:
    report.examples.setdefault(name, f"{given.done[:500]}\n{traceback.format_exc()[-3_000:]}")


@contextmanager
def _alarm() -> Iterator[None]:
    """Raise HangError where the inside takes too long."""

    def ring(signum: int, frame: FrameType | None) -> None:
        raise HangError

    before = signal.signal(signal.SIGPROF, ring)
    signal.setitimer(signal.ITIMER_PROF, SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


class Attack:
    """What is remembered between inputs: files that were read, outputs that were made."""

    def __init__(self, every: int) -> None:
        self._every, self._n, self._n_computed = every, 0, 0
        self._memo: Memo = {}
        load(files(), memo=self._memo)
        self._known = len(self._memo)
        self._made: set[str] = set()

    def take(self, given: Input) -> bool:
        """Load, check and tell an input; without errors, compute, write and compare it."""
        catalog, problems = load(given.files, memo=self._memo)
        while len(self._memo) > self._known:
            self._memo.popitem()
        found = [*problems, *check(catalog)]
        _tell(found)
        self._n += 1
        if has_errors(found):
            if self._n % self._every == 0:
                _review(given)
            return False
        self._n_computed += 1
        turn = self._n_computed % self._every
        if catalog.site is not None:
            lang = LANGUAGES[turn % len(LANGUAGES)]
            site = catalog.site.model_copy(update={"languages": (lang,)})
            catalog = replace(catalog, site=site)
        results = compute(catalog, DAYS[turn % len(DAYS)])
        self._write(results, downloads=turn == 0)
        _scorecards(results)
        if turn % 4 == 0:
            _review(given)
        if turn % 5 == 0:
            self._since_a_commit(given, catalog)
        return True

    def _since_a_commit(self, given: Input, catalog: Catalog) -> None:
        """The content committed, an input on the disk: what the pages tell of the change."""
        self._committed.lay(given.files)
        history = record(self._committed.folder / "content", CLOCK)
        self._write(compute(catalog, DAYS[0], grounded(history, catalog)), downloads=False)

    @cached_property
    def _committed(self) -> Repository:
        folder = Path(mkdtemp(prefix="siege-"))
        atexit.register(shutil.rmtree, folder, ignore_errors=True)
        repo = Repository.make(folder)
        repo.commit(files())
        return repo

    def _write(self, results: Results, *, downloads: bool) -> None:
        """Make every file whose data no input had before; downloads now and then."""
        if len(self._made) > MOST_KEPT:
            self._made.clear()
        for output in Portal(results, "1a2b3c4" if downloads else "").outputs():
            name = f"{output.path} {output.digest}"
            if name not in self._made:
                self._made.add(name)
                output.make()


def _tell(problems: list[Problem]) -> None:
    """Every finding in every format: one line, with a place."""
    for lang in ("es", "en"):
        for form in FORMATS.values():
            form(problems, Formatter(lang))
    lines = FORMATS["text"](problems, Formatter("en")).splitlines()
    assert len(lines) == len(problems), lines
    for line in lines:
        assert len(line) < 2_000, line[:300]
        for leaked in ("object at 0x", "Plain(", "{'", "\x1b"):
            assert leaked not in line, line


@cache
def _base() -> Snapshot:
    return Snapshot("v1", sha256(b"v1").hexdigest()[:40], dict(files()))


def _review(given: Input) -> None:
    head = Snapshot("v2", sha256(b"v2").hexdigest()[:40], dict(given.files))
    for found in (diff(_base(), head, DAYS[0]), diff(head, _base(), DAYS[0])):
        for form in REVIEWS.values():
            form(found, "es")


def _scorecards(results: Results) -> None:
    for plan in results.plans.values():
        period = period_of(plan, None)
        if isinstance(period, Message):
            continue
        card = Scorecard(results, plan, period)
        scorecard_text(card, "es")
        annex(card, "es")
