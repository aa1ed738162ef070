"""Everything that has a budget: what is measured, how, and how much it may be.

A measurement is a generator: it prepares, gives a figure, and another each time it is asked.
"""

from __future__ import annotations

import itertools
import shutil
import sys
from collections.abc import Callable, Generator
from dataclasses import dataclass

from bench import environment, preview
from bench.copies import ROOT, Copies
from bench.measure import cost

MB = 1_000_000
Measurement = Callable[[Copies], Generator[float]]


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table. Figures whose unit is a time are those of the reference machine."""

    name: str
    what: str
    unit: str
    before: float | None
    """The figure before the work on speed, in the same unit, where one was taken."""
    budget: float
    measure: Measurement
    runs: int = 3
    """The best of so many counts."""

    @property
    def is_time(self) -> bool:
        """Whether the figure depends on how fast the machine is."""
        return self.unit in {"s", "ms"}


def _check(copies: Copies) -> Generator[float]:
    while True:
        yield copies.real.avance("check").cpu


def _check_memory(copies: Copies) -> Generator[float]:
    while True:
        yield copies.real.avance("check").memory / MB


_HEAVY = """
import sys
from generator.cli import main
try: main(["check"])
except SystemExit as end: assert not end.code, end.code
print(sum(name in sys.modules for name in ("pandas", "jinja2", "mkdocs", "openpyxl", "babel")))
"""


def _check_imports(copies: Copies) -> Generator[float]:
    yield _last(cost([sys.executable, "-c", _HEAVY], copies.real.root).output)


def _diff(copies: Copies) -> Generator[float]:
    with copies.real.restored():
        copies.real.rename("Otro título")
        while True:
            yield copies.real.avance("diff", good=(1,)).cpu


def _first(copies: Copies) -> Generator[float]:
    while True:
        copies.real.forget()
        yield copies.real.avance("build").cpu


def _nothing(copies: Copies) -> Generator[float]:
    copies.real.avance("build")
    while True:
        yield copies.real.avance("build").cpu


def _thousand(copies: Copies) -> Generator[float]:
    while True:
        copies.thousand.forget()
        yield copies.thousand.avance("build").cpu


def _thousand_exports(copies: Copies) -> Generator[float]:
    while True:
        copies.thousand.forget()
        copies.thousand.avance("build")
        yield copies.thousand.everything().cpu


def _thousand_nothing(copies: Copies) -> Generator[float]:
    copies.thousand.everything()
    while True:
        yield copies.thousand.everything().cpu


def _exports(copies: Copies) -> Generator[float]:
    """What the site has beside its pages and CSV: workbooks, archives, API, standards, pictures."""
    while True:
        copies.real.forget()
        copies.real.avance("build")
        yield copies.real.everything().cpu


def _exports_nothing(copies: Copies) -> Generator[float]:
    copies.real.everything()
    while True:
        yield copies.real.everything().cpu


def _one_title(copies: Copies) -> Generator[float]:
    with copies.real.restored():
        copies.real.avance("build")
        for n in itertools.count(1):
            copies.real.rename(f"Otro título, vez {n}")
            yield copies.real.avance("build").cpu


def _preview(copies: Copies) -> Generator[float]:
    return preview.seconds(copies.real)


def _preview_large(copies: Copies) -> Generator[float]:
    return preview.seconds(copies.large)


def _chart(copies: Copies) -> Generator[float]:
    while True:
        yield _last(cost([sys.executable, "-m", "bench.charts"], copies.real.root).output)


def _workbook(copies: Copies) -> Generator[float]:
    while True:
        yield _last(cost([sys.executable, "-m", "bench.workbook"], copies.real.root).output)


def _national(what: str) -> Measurement:
    def figure(copies: Copies) -> Generator[float]:
        command = [sys.executable, "-m", "bench.national", what]
        yield _last(cost(command, copies.real.root).output)

    return figure


def _site(copies: Copies) -> Generator[float]:
    """How many times bare MkDocs ``make site`` takes, with the pages in place."""
    copies.real.make_site()
    while True:
        yield copies.real.make_site().cpu / copies.real.bare_mkdocs().cpu


def _search(copies: Copies) -> Generator[float]:
    copies.real.make_site()
    command = [sys.executable, "-m", "bench.first_view", "site"]
    yield _last(cost(command, copies.real.root).output) / 1000


def _environment(_copies: Copies) -> Generator[float]:
    yield sum(environment.sizes(ROOT).values()) / 2**20


def _tests(_copies: Copies) -> Generator[float]:
    yield cost(["make", "test"], ROOT).cpu


def _ci(copies: Copies) -> Generator[float]:
    """``.ci/run`` in a clean clone; its packages are installed before the clock starts."""
    clone = copies.clean_clone()
    cost(["make", ".venv/.dev.stamp"], clone)
    yield cost([".ci/run"], clone).cpu
    shutil.rmtree(clone)


def _last(output: str) -> float:
    return float(output.splitlines()[-1])


QUICK = (
    Row("check", "avance check, real content, cold", "s", 0.55, 0.6, _check),
    Row("check-memory", "avance check, largest memory", "MB", 71.6, 75, _check_memory),
    Row("check-imports", "avance check, heavy libraries loaded", "", 0, 0, _check_imports, runs=1),
    Row("diff", "avance diff, one title changed", "s", 0.77, 0.8, _diff),
    Row("build-first", "avance build, first", "s", 12.2, 6, _first),
    Row("build-nothing", "avance build, nothing changed", "s", 7.9, 1.2, _nothing),
    Row("build-title", "avance build, one title changed", "s", 8, 1.5, _one_title),
    Row("exports", "exports of a site, pages in place", "s", None, 8, _exports),
    Row("exports-nothing", "exports of a site, nothing changed", "s", None, 1.2, _exports_nothing),
    Row("preview", "a title edited until its page shows it", "s", 26.6, 2, _preview),
    Row("chart", "one chart", "ms", 45, 3, _chart),
    Row("workbook", "a workbook of 20,000 rows read", "s", None, 10, _workbook, runs=1),
    Row("national-page", "a page of 2,900 institutions", "ms", None, 5, _national("page"), runs=1),
    Row("national-size", "the largest of them", "KB", None, 15, _national("size"), runs=1),
    Row("national-search", "their index of names", "KB", None, 60, _national("search"), runs=1),
    Row("environment", "environment of make setup", "MiB", 626, 400, _environment, runs=1),
    Row("thousand", "avance build, 1,000 indicators × 10 years", "s", 57.7, 10, _thousand),
    Row(
        "thousand-exports",
        "exports of their site, pages in place",
        "s",
        None,
        20,
        _thousand_exports,
    ),
    Row("thousand-nothing", "their site, nothing changed", "s", 12.1, 2, _thousand_nothing),
)
"""Rows that the check has time for."""
SLOW = (
    Row("preview-large", "the preview at ten times the content", "s", None, 3, _preview_large),
    Row("site", "make site, pages in place, to bare mkdocs", "×", 1.9, 0.8, _site),
    Row("search", "search index fetched on the first view", "KB", 281, 0, _search, runs=1),
    Row("tests", "make test", "s", 1962, 360, _tests, runs=1),
    Row("ci", ".ci/run in a clean clone", "s", 2280, 540, _ci, runs=1),
)
"""Rows of the full bench only: they take longer than 20 seconds."""
