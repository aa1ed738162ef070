"""What was read of a matrix, in lines: its columns, its rows, and the plan they make."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from generator.author.sourced import Imported
from generator.matrix.draft import MatrixDraft
from generator.matrix.sheet import is_nothing
from generator.matrix.vocabulary import IGNORE
from generator.problems import Problem, Severity, column_number, plural
from generator.words.formatter import Formatter
from generator.words.problems import FORMATS

_LONGEST = 38
_FEW, _MOST = 3, 60


def report(done: Imported[MatrixDraft], f: Formatter) -> Iterator[str]:
    """Lines for a terminal."""
    reading = done.draft.parts.reading
    first, last = reading.mapping.rows
    yield f.t(
        "Sheet «{sheet}», rows {first} to {last}:",
        sheet=reading.sheet.name,
        first=str(first),
        last=str(last),
    )
    wrong = Counter(it.place.column for it in done.problems if it.severity is Severity.ERROR)
    for it in reading.mapping.columns:
        number = column_number(it.column)
        rows = range(first, last + 1)
        n = sum(not is_nothing(reading.sheet.cell(row, number)) for row in rows)
        told = f.t("not imported") if it.meaning == IGNORE else f.t("as {what}", what=it.meaning)
        refused = f.n("{n} refused", "{n} refused", wrong[number]) if wrong[number] else ""
        name = (it.heading or "")[:_LONGEST]
        yield f"  {it.column:<3} {name:<{_LONGEST}} {told:<28} {n:>5} {refused}".rstrip()
    if sign := reading.mapping.decimals:
        yield f.t("Numbers that are text: «{sign}» stands before their decimals", sign=sign.value)
    if skip := reading.mapping.skip:
        rows_ = ", ".join(map(str, skip))
        yield f.t("Rows that sum others or repeat the headings, not imported: {rows}", rows=rows_)
    yield from _plan(done, f)


def grouped(problems: Sequence[Problem], f: Formatter) -> Iterator[str]:
    """What is wrong, a line each; what many cells have in common is told of the first."""
    kinds: dict[tuple[str, str, str], list[Problem]] = {}
    for it in problems:
        said = (it.code, it.message.template, it.hint.template if it.hint else "")
        kinds.setdefault(said, []).append(it)
    for alike in kinds.values():
        n_shown = len(alike) if len(alike) <= _FEW else 1
        yield FORMATS["text"](alike[:n_shown], f)
        if more := alike[n_shown:]:
            cells = ", ".join(it.place.cell for it in more[:_MOST])
            cells += " …" if len(more) > _MOST else ""
            said_ = plural(
                "  The same in {n} cell more: {cells}", "  The same in {n} cells more: {cells}"
            )
            yield f.t(said_, n=len(more), cells=cells)


def _plan(done: Imported[MatrixDraft], f: Formatter) -> Iterator[str]:
    parts = [it for it in done.draft.parts.found.values() if not it.refused]
    counts = Counter(it.level for it in parts)
    names = [
        f"{f.value(counts[it.code])} {(it.singular if counts[it.code] == 1 else it.plural).lower()}"
        for it in done.draft.mapping.levels
    ]
    n_measures = len(done.draft.names)
    n_results = sum(map(len, done.draft.results.values()))
    n_amounts = sum(len(it.amounts) for it in (done.draft.parts.top, *parts))
    said = [
        *names,
        f.t(plural("{n} indicator", "{n} indicators"), n=n_measures),
        f.t(plural("{n} result", "{n} results"), n=n_results),
        f.t(plural("{n} amount", "{n} amounts"), n=n_amounts),
    ]
    yield f.t("The plan: {parts}.", parts=", ".join(said))
