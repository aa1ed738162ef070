"""What was read of a matrix, in lines: its columns, its rows, and the plan they make."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from generator.matrix.importing import Imported
from generator.matrix.sheet import is_nothing
from generator.matrix.vocabulary import IGNORE
from generator.problems import Problem, Severity, column_letters, msg, plural
from generator.words.formatter import Formatter

_LONGEST = 38


def report(done: Imported, f: Formatter) -> Iterator[str]:
    """Lines for a terminal."""
    reading = done.reading
    first, last = reading.mapping.rows
    yield f.t(
        "Sheet «{sheet}», rows {first} to {last}:",
        sheet=reading.sheet.name,
        first=str(first),
        last=str(last),
    )
    wrong = Counter(it.place.column for it in done.problems if it.severity is Severity.ERROR)
    for it in reading.mapping.columns:
        number = next((n for n in range(1, 2000) if column_letters(n) == it.column), 0)
        rows = range(first, last + 1)
        n = sum(not is_nothing(reading.sheet.cell(row, number)) for row in rows)
        told = f.t("not imported") if it.meaning == IGNORE else f.t("as {what}", what=it.meaning)
        refused = f.n("{n} refused", "{n} refused", wrong[number]) if wrong[number] else ""
        name = (it.heading or "")[:_LONGEST]
        yield f"  {it.column:<3} {name:<{_LONGEST}} {told:<28} {n:>5} {refused}".rstrip()
    if skip := reading.mapping.skip:
        rows_ = ", ".join(map(str, skip))
        yield f.t("Rows that sum others, not imported: {rows}", rows=rows_)
    yield from _plan(done, f)


def _plan(done: Imported, f: Formatter) -> Iterator[str]:
    parts = [it for it in done.draft.parts.found.values() if not it.refused]
    counts = Counter(it.level for it in parts)
    names = [
        f"{counts[it.code]} {(it.singular if counts[it.code] == 1 else it.plural).lower()}"
        for it in done.reading.mapping.levels
    ]
    n_measures = len(done.draft.names)
    n_results = sum(map(len, done.draft.results.values()))
    n_amounts = sum(len(it.amounts) for it in parts)
    said = [
        *names,
        f.t(plural("{n} indicator", "{n} indicators"), n=n_measures),
        f.t(plural("{n} result", "{n} results"), n=n_results),
        f.t(plural("{n} amount", "{n} amounts"), n=n_amounts),
    ]
    yield f.t("The plan: {parts}.", parts=", ".join(said))


def grouped(problems: Iterable[Problem]) -> Iterator[Problem]:
    """One for all cells of which the same is said, at the first of them."""
    found: dict[tuple[str, ...], list[Problem]] = {}
    for it in problems:
        key = it.code, it.severity, it.place.path, it.place.sheet, str(it.message), str(it.hint)
        found.setdefault(key, []).append(it)
    for first, *others in found.values():
        cells = ", ".join(it.place.cell for it in others)
        also = msg("{what}; also in {cells}", what=first.message, cells=cells)
        yield replace(first, message=also) if others else first
