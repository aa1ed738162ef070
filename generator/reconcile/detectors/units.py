"""copied-units: a table whose unit column is that of another table, row by row."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations, pairwise
from math import log10

from generator.model.catalog import MeasureUse, PlanFolder, cite
from generator.model.source import Source
from generator.problems import msg
from generator.reconcile.findings import Evidence, Finding

RUN = 12
"""Rows that a run must have where it is not a whole table."""
WHOLE_TABLE = 8
"""Rows that a whole table must have: shorter ones repeat by chance or by nature."""
DISTINCT = 4
CHANCE = -6.0
"""Base-10 logarithm of the probability above which a match may be chance."""
PRIOR = 1
"""Rows by which the plain frequency of a unit weighs beside what followed the unit before it."""
SAME_NAMES = 0.5
"""From this share of equal names on, the rows are the same things, not copied units."""


def copied_units(evidence: Evidence) -> Iterator[Finding]:
    """Units of the rows of one table that repeat, in order, those of other rows of the plan.

    Tables are told apart by document, place (up to its first comma) and executing unit; their
    rows are in the order of their lines. A run counts if it is a whole table of 8 rows or more,
    or 12 rows, has 4 different units, and a chance match is less likely than one in a million:
    each unit drawn after the one before it as often as in the two tables, at every place where
    the run could start. Silent where most rows also have the same name.
    """
    for plan in evidence.results.plans.values():
        tables = _tables(evidence, plan.folder)
        for one, other in combinations(tables, 2):
            run = _longest(one, other)
            if run is not None and run.n and _counts(run) and not _by_chance(run):
                yield _finding(plan.folder, run)


@dataclass(frozen=True, slots=True)
class _Row:
    unit: str
    name: str
    use: MeasureUse


@dataclass(frozen=True, slots=True)
class _Table:
    name: str
    source: Source | None
    rows: tuple[_Row, ...]

    @property
    def units(self) -> tuple[str, ...]:
        return tuple(row.unit for row in self.rows)


@dataclass(frozen=True, slots=True)
class _Run:
    """Rows of ``copy`` (from ``start``) that equal those of ``model`` (from ``model_start``)."""

    copy: _Table
    start: int
    model: _Table
    model_start: int
    n: int

    @property
    def rows(self) -> tuple[_Row, ...]:
        return self.copy.rows[self.start : self.start + self.n]

    @property
    def model_rows(self) -> tuple[_Row, ...]:
        return self.model.rows[self.model_start : self.model_start + self.n]


def _tables(evidence: Evidence, folder: PlanFolder) -> list[_Table]:
    """Tables of a plan whose rows all have a unit and a line."""
    found: dict[tuple[str, ...], list[tuple[int, _Row]]] = {}
    for use in evidence.results.catalog.measures(folder.id):
        source, unit = use.source, use.traits.unit
        line = re.match(r"[0-9]+", source.lines) if source and source.lines else None
        if source is None or line is None or unit is None or source.place is None:
            continue
        owner = getattr(use.element.node, "executing_unit", None) or ""
        key = (source.document or "", source.place.partition(",")[0], owner)
        row = _Row(unit.casefold(), use.traits.name.casefold(), use)
        found.setdefault(key, []).append((int(line[0]), row))
    ordered = [(key, sorted(rows, key=lambda pair: pair[0])) for key, rows in found.items()]
    ordered.sort(key=lambda table: table[1][0][0])
    return [
        _Table(key[1], rows[0][1].use.source, tuple(row for _, row in rows))
        for key, rows in ordered
        if len(rows) >= WHOLE_TABLE
    ]


def _longest(one: _Table, other: _Table) -> _Run | None:
    """The longest run of equal units; the copy is the table it fills, else the later one."""
    best = (0, 0, 0)
    ends: dict[int, int] = {}
    for i, unit in enumerate(one.units):
        fresh: dict[int, int] = {}
        for j, its in enumerate(other.units):
            if unit == its:
                fresh[j] = ends.get(j - 1, 0) + 1
                best = max(best, (fresh[j], -i, -j))
        ends = fresh
    n, i, j = best[0], -best[1] - best[0] + 1, -best[2] - best[0] + 1
    if not n:
        return None
    if n == len(one.rows) and n < len(other.rows):
        return _Run(one, i, other, j, n)
    return _Run(other, j, one, i, n)


def _counts(run: _Run) -> bool:
    """Whether a run is long and varied enough, and its rows are not the same things."""
    whole = run.n == len(run.copy.rows) and run.n >= WHOLE_TABLE
    if not (whole or run.n >= RUN) or len({row.unit for row in run.rows}) < DISTINCT:
        return False
    pairs = zip(run.rows, run.model_rows, strict=True)
    return sum(a.name == b.name for a, b in pairs) < SAME_NAMES * run.n


def _by_chance(run: _Run) -> bool:
    """Whether two tables of such units could well have the run in common."""
    units = [row.unit for row in run.rows]
    both = (run.copy.units, run.model.units)
    single = Counter(unit for table in both for unit in table)
    pairs = Counter(pair for table in both for pair in pairwise(table))
    befores = Counter(before for table in both for before in table[:-1])
    rows = sum(single.values())
    likely = log10(single[units[0]] / rows)
    for before, after in pairwise(units):
        seen = pairs[before, after] + PRIOR * single[after] / rows
        likely += log10(seen / (befores[before] + PRIOR))
    starts = (len(run.copy.rows) - run.n + 1) * (len(run.model.rows) - run.n + 1)
    return likely + log10(starts) > CHANCE


def _finding(folder: PlanFolder, run: _Run) -> Finding:
    first, last = run.start + 1, run.start + run.n
    its_first, its_last = run.model_start + 1, run.model_start + run.n
    own, theirs = Counter(run.copy.units), Counter(run.model.units)
    alike = sum(n * theirs[unit] for unit, n in own.items()) / len(run.model.rows)
    expected = round(alike * run.n / len(run.copy.rows))
    what = msg(
        "The units of rows {first} to {last} of «{copy}» repeat, in the same order, those of rows"
        " {its_first} to {its_last} of «{model}»: {n} of {n} are equal, where some {alike} would"
        " be by chance",
        first=first,
        last=last,
        copy=run.copy.name,
        its_first=its_first,
        its_last=its_last,
        model=run.model.name,
        n=run.n,
        alike=expected,
    )
    use = run.rows[0].use
    source, place = cite(use.source, folder.plan.source), use.measure.place_of("unit")
    return Finding(folder.id, what, expected, run.n, source, place).as_doubt()
