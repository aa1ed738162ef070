"""A sheet as its mapping reads it: which cells of a row hold what."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cached_property

from generator.load.matrix import CodesOf, MatrixMapping
from generator.matrix.headings import Meaning, headings, joined, text_of
from generator.matrix.mapping import meaning_in
from generator.matrix.vocabulary import IGNORE, packs, words
from generator.model.scalars import Plain, slug
from generator.problems import Place, Problem, column_number, error, msg
from generator.workbook import Cell, Sheet, cell_number, unreadable

_MERGED = frozenset({"level", "code", "title", "name", "parent", "indicator", "unit", "measure"})
"""What holds for every row that its cell is merged over."""

_VALUES = frozenset({"target", "result", "total", "baseline", "amount", "code"})
"""What tells by itself that it cannot be read."""

Read = Callable[[Sheet, Cell, str], Decimal | Problem | None]


@dataclass(frozen=True)
class Reading:
    """A sheet and its mapping; ``refused`` are cells that were found to be wrong."""

    sheet: Sheet
    mapping: MatrixMapping
    refused: frozenset[Cell] = field(default_factory=frozenset)

    @cached_property
    def levels(self) -> Mapping[str, CodesOf]:
        """Levels from the top."""
        return {it.code: it.codes for it in self.mapping.levels}

    @cached_property
    def level_words(self) -> Mapping[str, tuple[str, ...]]:
        """What cells may call each level."""
        levels = self.mapping.levels
        names = {it.code: (it.code, it.singular, it.plural, it.acronym or it.code) for it in levels}
        own = {code: tuple(map(slug, them)) for code, them in names.items()}
        taken = {word for them in own.values() for word in them}
        known = [it for it in packs() if it.profile in {self.mapping.plan.profile, ""}]
        other = {code: [it for pack in known for it in pack.levels.get(code, ())] for code in own}
        return {
            code: (*them, *(it for it in other[code] if it not in taken))
            for code, them in own.items()
        }

    @cached_property
    def columns(self) -> Mapping[int, Meaning]:
        """What each column holds that is read."""
        columns = self.mapping.columns
        found = ((column_number(it.column), meaning_in(it.meaning, self.mapping)) for it in columns)
        return {n: it for n, it in found if it and it.role != IGNORE}

    def has(self, role: str) -> bool:
        """Whether a column holds it."""
        return any(it.role == role for it in self.columns.values())

    @property
    def rows(self) -> Iterator[int]:
        """The rows of the plan in which something stands."""
        first, last = self.mapping.rows
        for row in range(first, min(last, self.sheet.n_rows) + 1):
            if row not in self.mapping.skip and self.of_row(row):
                yield row

    def of_row(self, row: int) -> list[tuple[Meaning, Cell]]:
        """The cells of a row that say something, with what they hold."""
        if row not in self._rows:
            cells = (
                (it, self.cell(row, n, is_merged=it.role in _MERGED))
                for n, it in self.columns.items()
            )
            held = [(it, cell) for it, cell in cells if not is_nothing(cell)]
            self._rows[row] = [(it, cell) for it, cell in held if not self._has_failed(it, cell)]
        return self._rows[row]

    def _has_failed(self, meaning: Meaning, cell: Cell) -> bool:
        """Whether a cell with words shows an error or has no value; it is said once."""
        problem = unreadable(self.sheet, cell) if meaning.role not in _VALUES else None
        self.failed.extend([problem] if problem else [])
        return problem is not None

    @cached_property
    def failed(self) -> list[Problem]:
        """Of the rows that were read: cells that say nothing though something stands in them."""
        return []

    @cached_property
    def _rows(self) -> dict[int, list[tuple[Meaning, Cell]]]:
        return {}

    def cell(self, row: int, column: int, *, is_merged: bool = False) -> Cell:
        """A cell as the workbook has it, or as the mapping says."""
        cell = self.sheet.cell(row, column)
        if is_merged:
            cell = self.sheet.merged_into(cell)
        if cell.address not in self.mapping.cells:
            return cell
        said = self.mapping.cells[cell.address]
        is_number = isinstance(said, Plain) and said.kind == "number"
        value = Decimal(said.text) if is_number else None if said is None else str(said)
        return replace(cell, value=value, error=None, formula=None, is_percent=False, shown=None)

    def first(self, row: int, role: str, level: str = "") -> Cell | None:
        """The cell of a row that holds a role of a level; None where it says nothing."""
        found = (cell for it, cell in self.of_row(row) if (it.role, it.level) == (role, level))
        return next(found, None)

    def place(self, cell: Cell) -> Place:
        """Where a cell stands."""
        return self.sheet.place(cell)

    def number(self, cell: Cell, read: Read = cell_number) -> Decimal | Problem | None:
        """The number of a cell; of a text that may be two, as the mapping says."""
        found = read(self.sheet, cell, "")
        is_unclear = isinstance(found, Problem) and found.code == "cell-not-a-number"
        return read(self.sheet, cell, self.mapping.decimals or "") if is_unclear else found

    @property
    def changed_headings(self) -> Iterator[Problem]:
        """Columns whose headings are not those that the mapping was made for."""
        header = self.mapping.header
        found = headings(self.sheet, (header[0], header[-1]))
        for it in self.mapping.columns:
            now = joined(found.get(column_number(it.column), ()))
            if it.heading and now != it.heading:
                what = msg(
                    "over column {column} stands «{now}», and the mapping was made for «{heading}»",
                    column=it.column,
                    now=now,
                    heading=it.heading,
                )
                hint = msg("put each column of the mapping where its heading is now")
                yield error("matrix-column", it.place_of("heading"), what, hint)


def is_nothing(cell: Cell) -> bool:
    """Whether a cell says nothing: it is empty, or has a dash."""
    is_text = isinstance(cell.value, str)
    return cell.is_empty or (is_text and text_of(cell).lower() in {"", *words()["nothing"]})
