"""Rows that sum others: never a part of the plan, but held against what they sum."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import accumulate

from generator.matrix.headings import repeats
from generator.matrix.sheet import Reading, is_nothing
from generator.problems import Problem, msg, warning

_SUMMED = frozenset({"target", "result", "total", "amount"})


def unfounded_totals(reading: Reading) -> Iterator[Problem]:
    """What a row of totals prints and none of the sums beside it gives."""
    header = reading.mapping.header
    marks = [it for it in sorted(reading.mapping.skip) if not repeats(reading.sheet, it, header)]
    for column, meaning in reading.columns.items():
        if marks and meaning.role in _SUMMED:
            yield from _of_column(reading, column, marks)


def _of_column(reading: Reading, column: int, marks: list[int]) -> Iterator[Problem]:
    first, last = reading.mapping.rows
    rows = range(min(first, *marks), max(last, *marks) + 2)
    numbers = {row: _number(reading, row, column) for row in rows}
    skip = reading.mapping.skip
    parts = (Decimal() if row in skip else numbers[row] or Decimal() for row in rows)
    before = dict(zip(rows, accumulate(parts, initial=Decimal()), strict=False))
    totals = Decimal()
    for start, row, end in zip([first - 1, *marks], marks, [*marks[1:], last + 1], strict=False):
        if (printed := numbers[row]) is None:
            continue
        near, below = before[row] - before[start + 1], before[end] - before[row + 1]
        sums = {near, below, before[row], before[last + 1] - before[row], totals}
        totals += printed
        if (sum_ := near or below) and printed not in sums:
            cell = reading.sheet.cell(row, column)
            what = msg(
                "the total {total} is not the sum of its parts in this column, {sum}",
                total=printed,
                sum=sum_,
            )
            hint = msg("see which of them is wrong; the total itself is not imported")
            yield warning("matrix-total", reading.place(cell), what, hint)


def _number(reading: Reading, row: int, column: int) -> Decimal | None:
    cell = reading.cell(row, column)
    if is_nothing(cell) or cell.is_percent:
        return None
    found = reading.number(cell)
    return found if isinstance(found, Decimal) else None
