"""The rows of a matrix: elements, their indicators and their amounts, cell by cell."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from generator.matrix.elements import FromCell, Measured, RowPart, RowParts
from generator.matrix.figures import FIGURES, OF_MEASURE, OF_SHEET
from generator.matrix.guess import OF_RESULT
from generator.matrix.headings import Meaning, text_of
from generator.matrix.sheet import Reading
from generator.matrix.vocabulary import OF_AMOUNT, TOP
from generator.problems import Problem, error, msg
from generator.workbook import Cell

_NAMES = ("measure", "indicator", "unit")
"""What tells indicators of one element apart; the first that a row says."""
OF_INDICATOR = {*_NAMES, "sheet", "by", "baseline_period", *FIGURES, *OF_MEASURE, *OF_SHEET}
OF_INDICATOR |= set(OF_RESULT)
_OF_ELEMENT = {
    *("short", "purpose", "description", "weight", "priority"),
    *("responsible", "takes_part", "executing_unit", "region", "note"),
}
Found = list[tuple[Meaning, Cell]]
Line = dict[str, FromCell]


def read_rows(reading: Reading) -> RowParts:
    """Every element that the rows name, with the cells of its indicators and its amounts."""
    first = reading.sheet.cell(1, 1)
    plan = reading.mapping.plan
    parts = RowParts(reading, RowPart(TOP, FromCell("", first), FromCell(plan.title, first)))
    for row in reading.rows:
        part = parts.of_row(row)
        if part.refused:
            parts.lose(part, row)
            continue
        for level, cells in _by_level(reading, row, part.level):
            own = parts.at(level) if level else part
            if own is None:
                what = msg("«{text}» is said of no part of the plan", text=text_of(cells[0][1]))
                parts.leave(cells[0][1], what, msg("name in the row what it is said of"))
            elif not own.refused:
                _take(parts, own, cells, is_own=not level)
    parts.finish()
    return parts


def _by_level(reading: Reading, row: int, deepest: str) -> Iterator[tuple[str, Found]]:
    """The cells of a row by the level that their columns name; "" for the deepest of the row."""
    found: dict[str, Found] = {}
    for meaning, cell in reading.of_row(row):
        level = "" if meaning.level == deepest else meaning.level
        found.setdefault(level, []).append((meaning, cell))
    yield from found.items()


def _take(parts: RowParts, part: RowPart, cells: Found, *, is_own: bool) -> None:
    for meaning, cell in cells:
        if meaning.role in _OF_ELEMENT:
            known = part.fields.setdefault(meaning.role, FromCell(None, cell)).source
            if text_of(known) != text_of(cell):
                what = msg(
                    "«{text}» differs from {cell} of the same part of the plan, and is left out"
                )
                said = what.having(text=text_of(cell), cell=known.address)
                hint = msg("write both in the first cell, or make them two parts")
                parts.leave(cell, said, hint)
    own = [(it, cell) for it, cell in cells if it.role in OF_INDICATOR]
    is_named = any(it.role in {*_NAMES, *FIGURES} for it, _ in own)
    if is_named:
        _indicator(parts, part, own)
    for _, cell in () if is_named else own:
        what = msg("«{text}» is said of no indicator", text=text_of(cell))
        parts.leave(cell, what, msg("name the indicator in the row, or leave the cell empty"))
    of_amount = ((it.role, cell) for it, cell in cells if it.role in OF_AMOUNT)
    refused = parts.reading.refused
    about = {role: FromCell(text_of(it), it) for role, it in of_amount if it not in refused}
    for meaning, cell in cells:
        if meaning.role == "amount":
            _amount(parts, part, (meaning, cell), about, is_own)


def _indicator(parts: RowParts, part: RowPart, cells: Found) -> None:
    """Put the cells to those of the same indicator; two values for one are said."""
    names = {it.role: text_of(cell) for it, cell in cells if it.role in _NAMES}
    key = next((f"{role} {names[role]}" for role in _NAMES if role in names), "")
    measured = part.measures.setdefault(key, Measured())
    for meaning, cell in cells:
        known = measured.cells.setdefault((meaning.role, meaning.period), cell)
        if known.address != cell.address and known.value != cell.value:
            what = msg(
                "«{text}» here and «{before}» in {other} are of the same indicator of «{code}»",
                text=text_of(cell),
                other=known.address,
                before=text_of(known),
                code=part.code.value,
            )
            hint = msg("give each indicator a name or a code of its own, or empty one of the cells")
            parts.problems.append(error("matrix-cell", parts.reading.place(cell), what, hint))
            measured.refused = measured.refused or cell


def _amount(
    parts: RowParts, part: RowPart, own: tuple[Meaning, Cell], about: Line, is_own: bool
) -> None:
    meaning, cell = own
    found = parts.reading.number(cell)
    if isinstance(found, Problem):
        parts.problems.append(found)
    if cell in parts.reading.refused or not isinstance(found, Decimal):
        return
    line = {
        "year": FromCell(meaning.period, cell),
        "stage": FromCell(meaning.stage, cell),
        "amount": FromCell(found, cell),
        **about,
    }
    said = {key: told.value for key, told in line.items()}
    before = [it for it in part.amounts if {key: told.value for key, told in it.items()} == said]
    if before and is_own:
        what = msg(
            "the amount in {other} of the same part of the plan stands here again; one is imported",
            other=before[0]["amount"].source.address,
        )
        hint = msg("if they are two amounts, tell them apart: a column of funding or concept")
        parts.leave(cell, what, hint)
    if not before:
        part.amounts.append(line)
