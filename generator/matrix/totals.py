"""Rows that sum others: never a part of the plan, but held against what they sum."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from generator.matrix.headings import repeats
from generator.matrix.sheet import Reading, is_nothing
from generator.problems import Problem, msg, warning

_SUMMED = frozenset({"target", "result", "total", "amount"})


def unfounded_totals(reading: Reading) -> Iterator[Problem]:
    """What a row of totals prints and none of the sums beside it gives."""
    header = reading.mapping.header
    marks = [it for it in sorted(reading.mapping.skip) if not repeats(reading.sheet, it, header)]
    for column, meaning in reading.columns.items():
        if meaning.role in _SUMMED:
            yield from _of_column(reading, column, marks)


def _of_column(reading: Reading, column: int, marks: list[int]) -> Iterator[Problem]:
    first, last = reading.mapping.rows
    for n, row in enumerate(marks):
        printed = _number(reading, row, column)
        if printed is None:
            continue
        before = marks[n - 1] + 1 if n else first
        after = marks[n + 1] if n + 1 < len(marks) else last + 1
        near, below = ((before, row), (row + 1, after))
        found = [
            _sum(reading, column, *span) for span in (near, below, (first, row), (row, last + 1))
        ]
        numbers = [_number(reading, it, column) for it in marks[:n]]
        sums = {*found, sum((it for it in numbers if it), Decimal())}
        parts = found[0] or found[1]
        if parts and printed not in sums:
            cell = reading.sheet.cell(row, column)
            what = msg(
                "the total {total} is not the sum of its parts in this column, {sum}",
                total=printed,
                sum=parts,
            )
            hint = msg("see which of them is wrong; the total itself is not imported")
            yield warning("matrix-total", reading.place(cell), what, hint)


def _sum(reading: Reading, column: int, first: int, end: int) -> Decimal:
    rows = (it for it in range(first, end) if it not in reading.mapping.skip)
    return sum((it for row in rows if (it := _number(reading, row, column))), Decimal())


def _number(reading: Reading, row: int, column: int) -> Decimal | None:
    cell = reading.cell(row, column)
    if is_nothing(cell) or cell.is_percent:
        return None
    found = reading.number(cell)
    return found if isinstance(found, Decimal) else None
