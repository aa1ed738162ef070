"""Patterns of whole tables.

shares-of-a-whole, parts-of-a-count: percentages of all parts that do not make the whole.
copied-units: a table whose unit column is that of another table, row by row.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from itertools import combinations, pairwise
from math import log10

from generator.compute.results import PlanResult
from generator.model.catalog import PLAN, MeasureUse
from generator.model.published import Published, PublishedFigure
from generator.model.rounding import half_unit
from generator.model.source import DisputedField
from generator.problems import Message, Percent, in_line, msg, plural
from generator.reconcile.findings import (
    Denied,
    Evidence,
    Finding,
    FindingSeverity,
    PlanEvidence,
    at_precision,
    where_of,
)
from generator.reconcile.reconcile import Reconciled, Verdict

WHOLE = 100


def shares_of_a_whole(evidence: Evidence) -> Iterator[Finding]:
    """Shares of all siblings of one table that do not add up to 100 within their rounding.

    Silent where a sibling's share is not printed, unless the others already pass 100.
    """
    groups: dict[tuple[object, ...], list[Reconciled]] = {}
    for item in evidence.reconciled:
        if item.entry.figure is PublishedFigure.SHARE_OF_TOTAL and _part_of(item) is not None:
            groups.setdefault(_table(evidence.plans[item.plan], item.entry), []).append(item)
    for items in groups.values():
        yield from _of_group(evidence.plans[items[0].plan], items)


def _part_of(item: Reconciled) -> str | None:
    """The element or executing unit whose share it is; None for the whole and other conditions."""
    (unit, level), of = where_of(item.entry), item.entry.of
    if level is not None or (unit is None) == (of == PLAN):
        return None
    return unit or of


def _table(plan: PlanEvidence, entry: Published) -> tuple[object, ...]:
    """What shares must have in common to be parts of one whole."""
    element = plan.folder.by_code.get(entry.of or "")
    level = "unit" if entry.where.executing_unit else element.level if element else None
    source = plan.cited(entry.source)
    place = (source.document, source.place) if source else None
    when = (entry.year, str(entry.period), entry.stage, entry.version)
    return (plan.folder.id, place, level, *when)


def _of_group(plan: PlanEvidence, items: list[Reconciled]) -> Iterator[Finding]:
    values = {_part_of(item): item.entry.value for item in items}
    if len(values) != len(items) or not all(isinstance(v, Decimal) for v in values.values()):
        return  # the same share twice: which one is meant is not ours to say
    total = sum(values.values(), Decimal(0))
    slack = sum((half_unit(value) for value in values.values()), Fraction(0))
    over = Fraction(total) - WHOLE
    complete = {str(part) for part in values} >= _siblings(plan.result, items[0].entry)
    if over > slack or (complete and -over > slack):
        what = plural(
            "The only share of the total printed in one table is {total}, not {whole}",
            "The {n} shares of the total printed in one table add up to {total}, not to {whole}",
            n=len(items),
            total=Percent(total),
            whole=Percent(Decimal(WHOLE)),
        )
        both = Percent(Decimal(WHOLE)), Percent(total)
        found = plan.finding(items[0].entry, "value", what, *both)
        yield replace(found, about=tuple(item.entry for item in items))


def _siblings(plan: PlanResult, entry: Published) -> set[str]:
    """Every part that has a share in the whole."""
    if entry.where.executing_unit:
        return set(plan.unit_money)
    element = plan.folder.by_code.get(entry.of or "")
    return {item.code for item in plan.folder.of_level(element.level)} if element else {""}


_SHARE = re.compile(r"([0-9.]+) */ *([0-9.]+) *\* *100")


def parts_of_a_count(evidence: Evidence) -> Iterator[Finding]:
    """Percentages of parts of one count that sum to 100 while the parts do not sum to the count.

    Reads neighbouring statements of the form ``a / whole * 100``. Silent where the percentages do
    not pretend to be all parts, and where the parts give the count.
    """
    for items in _neighbours(evidence.reconciled):
        shares = [_parsed(item) for item in items]
        whole, parts = shares[0][1], sum((part for part, _ in shares), Decimal(0))
        wrong = [item for item in items if item.verdict is Verdict.DIFFERS]
        if parts != whole and wrong and _make_a_hundred(items):
            what = msg(
                "The percentages {shares} add up to 100, but the counts they are of, {parts}, add"
                " up to {sum}, not to {whole}; {value} of {whole} is {part}",
                shares=in_line((item.entry.value for item in items), " + "),
                parts=in_line((part for part, _ in shares), " + "),
                sum=parts,
                whole=whole,
                value=Percent(wrong[0].entry.value),
                part=at_precision(wrong[0].entry.value * whole / WHOLE, whole),
            )
            plan = evidence.plans[wrong[0].plan]
            found = plan.finding(wrong[0].entry, "value", what, whole, parts)
            yield replace(found, about=(*found.about, *_counted(evidence, wrong[0], whole, parts)))


def _counted(
    evidence: Evidence, beside: Reconciled, whole: Decimal, parts: Decimal
) -> Iterator[Published]:
    """The same count printed with its sum: the difference is told already."""
    path = beside.entry.place_of().path
    for item in evidence.reconciled:
        if (item.entry.value, item.recomputed, item.entry.place_of().path) == (whole, parts, path):
            yield item.entry


def _make_a_hundred(items: list[Reconciled]) -> bool:
    values = [item.entry.value for item in items]
    slack = sum((half_unit(value) for value in values), Fraction(0))
    return len(items) > 1 and abs(Fraction(sum(values)) - WHOLE) <= slack


def _neighbours(found: Iterable[Reconciled]) -> Iterator[list[Reconciled]]:
    """Runs of statements in one file that are percentages of the same count."""
    run: list[Reconciled] = []
    for item in found:
        breaks = item.entry.figure is not PublishedFigure.STATEMENT
        if _is_share(item):
            breaks = bool(run) and _count_of(run[0]) != _count_of(item)
        if breaks and run:
            yield run
            run = []
        if _is_share(item):
            run.append(item)
    if run:
        yield run


def _count_of(item: Reconciled) -> tuple[str, Decimal]:
    """The file and the whole that a share is of."""
    return item.entry.place_of().path, _parsed(item)[1]


def _is_share(item: Reconciled) -> bool:
    equals = item.entry.equals
    return (
        equals is not None
        and isinstance(item.entry.value, Decimal)
        and _SHARE.fullmatch(equals.text.strip()) is not None
    )


def _parsed(item: Reconciled) -> tuple[Decimal, Decimal]:
    """Part and whole of a statement ``a / whole * 100``."""
    found = _SHARE.fullmatch(item.entry.equals.text.strip() if item.entry.equals else "")
    assert found is not None  # noqa: S101  # asked of shares only
    return Decimal(found[1]), Decimal(found[2])


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
    for plan in evidence.plans.values():
        tables = _tables(plan.results.catalog.measures(plan.folder.id))
        for one, other in combinations(tables, 2):
            run = _longest(one, other)
            if run is not None and run.n and _counts(run) and not _by_chance(run):
                yield _of_run(plan, run)


@dataclass(frozen=True, slots=True)
class _Row:
    unit: str
    name: str
    use: MeasureUse


@dataclass(frozen=True, slots=True)
class _Table:
    name: str
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


def _tables(uses: Iterable[MeasureUse]) -> list[_Table]:
    """Tables of a plan whose rows all have a unit and a line."""
    found: dict[tuple[str, ...], list[tuple[int, _Row]]] = {}
    for use in uses:
        source, unit = use.source, use.traits.unit
        line = re.match(r"[0-9]+", source.lines) if source and source.lines else None
        if source is None or line is None or unit is None or source.place is None:
            continue
        owner = use.element.executing_unit or ""
        key = (source.document or "", source.place.partition(",")[0], owner)
        row = _Row(unit.casefold(), use.traits.name.casefold(), use)
        found.setdefault(key, []).append((int(line[0]), row))
    ordered = [(key, sorted(rows, key=lambda pair: pair[0])) for key, rows in found.items()]
    ordered.sort(key=lambda table: table[1][0][0])
    return [
        _Table(key[1], tuple(row for _, row in rows))
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


def _of_run(plan: PlanEvidence, run: _Run) -> Finding:
    own, theirs = Counter(run.copy.units), Counter(run.model.units)
    equal = sum(n * theirs[unit] for unit, n in own.items()) / len(run.model.rows)
    alike = round(equal * run.n / len(run.copy.rows))
    what = msg(
        "The units of rows {first} to {last} of «{copy}» repeat, in the same order, those of rows"
        " {its_first} to {its_last} of «{model}»: {n} of {n} are equal, where some {alike} would"
        " be by chance",
        first=run.start + 1,
        last=run.start + run.n,
        copy=run.copy.name,
        its_first=run.model_start + 1,
        its_last=run.model_start + run.n,
        model=run.model.name,
        n=run.n,
        alike=alike,
    )
    use = run.rows[0].use
    found = plan.finding(use.measure, "unit", what, str(alike), str(run.n))
    source = plan.cited(use.source)
    about = tuple(row.use.measure for row in run.rows)
    denies = tuple(_denied(run, what))
    return replace(found, source=source, severity=FindingSeverity.DOUBT, denies=denies, about=about)


def _denied(run: _Run, what: Message) -> Iterator[Denied]:
    """The units of all rows, unless an editor has read them and says which are in dispute."""
    measures = [row.use.measure for row in run.rows]
    if not any(it.field is DisputedField.UNIT for own in measures for it in own.disputed):
        yield from (Denied(own.place_of(), DisputedField.UNIT, what) for own in measures)
