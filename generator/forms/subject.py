"""What a measure or an element will say once the changed cells are taken in, and what it lacks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from generator.forms.book import Book, FormRow
from generator.forms.fields import NUMBERS, WITHOUT, FormBlock, Input, Key
from generator.forms.merge import CellChange
from generator.model.breakdown import CROSS, TOTAL, WHOLE, keys_of
from generator.model.indicator import Kind
from generator.model.scalars import WITHOUT_FIGURE
from generator.problems import Problem, error, msg

_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")


@dataclass(frozen=True)
class ChangedEntry:
    """A measure or an element with its changes, and everything that it will say."""

    section: FormBlock
    name: str
    rows: Sequence[FormRow]
    changes: Mapping[tuple[str, Input], CellChange]
    values: Mapping[tuple[str, Input], str]
    day: date
    """Of a correction."""

    @property
    def unit(self) -> str:
        """Whose workbook changes it."""
        return next(iter(self.changes.values())).unit

    def text(self, of: Input, part: str = WHOLE) -> str:
        """What it will say in a field."""
        return self.values.get((part, of), "")

    @property
    def status(self) -> str:
        """How firm its figure will be; nothing where there is none."""
        return self.text(Input.STATUS)

    @property
    def before(self) -> ChangedEntry:
        """The same as the files say it."""
        values = {(row.part, of): text for row in self.rows for of, text in row.values.items()}
        return replace(self, values=values)

    @property
    def figure(self) -> object:
        """Its value, or one for each part; None where it has none."""
        found = {row.part: it for row in self.rows if (it := self.value(row)) is not None}
        if not found.keys() - {WHOLE}:
            return found.get(WHOLE)
        nested: dict[str, Any] = {}
        for part, value in found.items():
            *outer, last = self.keys(part)
            inside = nested
            for key in outer:
                inside = inside.setdefault(key, {})
            inside[last] = value
        return nested or None

    def keys(self, part: str) -> tuple[str, ...]:
        """Under which keys of the figure a part is written; a margin stands among its parts."""
        is_margin = CROSS not in part and any(CROSS in row.part for row in self.rows)
        written = keys_of(next(row.written for row in self.rows if row.part == part))
        return (*written, TOTAL) if is_margin else written

    def value(self, row: FormRow) -> object:
        """The value of the whole or of a part; None where it has none."""
        text, over, under = (self.text(of, row.part) for of in NUMBERS)
        if over or under:
            two = {"numerator": over, "denominator": under, "per": row.per, "value": text}
            return {key: _as_number(str(it)) for key, it in two.items() if it not in {"", None}}
        if not text:
            return None
        is_words = row.use is not None and row.use.traits.kind is Kind.TEXT
        return text if is_words else _as_number(text)

    def beside(self, of: Input) -> object:
        """The value of a field that is no figure; None where it is empty."""
        text = self.text(of)
        if not text or of is Input.NOTE:
            return text or None
        if of is Input.CORRECTION:
            return {"was": self.before.figure, "date": self.day, "reason": text}
        lines = text.split("\n")
        return lines if of is Input.EVIDENCE or len(lines) > 1 else text


def _as_number(text: str) -> object:
    return Decimal(text) if _NUMBER.fullmatch(text) else text


def incomplete(book: Book, changes: Mapping[Key, CellChange]) -> Iterator[Problem]:
    """What is written beside a result that is not there, and what lacks its reason."""
    for it in subjects(book, changes, date.min):
        place = next(iter(it.changes.values())).given.place
        is_new = not any(text for row in it.rows for text in row.values.values())
        if it.section is FormBlock.RESULTS and is_new and it.figure is None:
            what = msg("{cell} is filled in, and its row has no result", cell=place.cell)
            hint = msg("write the result too; where there is none: {words}", words=WITHOUT)
            yield error("cell-incomplete", place, what, hint)
        for (part, of), change in it.changes.items():
            where = change.given.place
            if of is Input.RESULT and change.after in WITHOUT_FIGURE and not it.text(Input.NOTE):
                what = msg("{cell} says that there is no figure, and no note says why")
                hint = msg("write the reason in the note of the row")
                yield error("cell-incomplete", where, what.having(cell=where.cell), hint)
            if of is Input.CORRECTION and change.before == "" and it.figure == it.before.figure:
                what = msg("{cell} says why a result is corrected, and it is the same as before")
                hint = msg("write the right result, or empty the cell")
                yield error("cell-incomplete", where, what.having(cell=where.cell), hint)
            two = [bool(it.text(number, part)) for number in NUMBERS[1:]]
            if of in NUMBERS[1:] and len({*two}) > 1:
                what = msg("{cell} is one of the two numbers of a result, and the other is missing")
                hint = msg("write the numerator and the denominator")
                yield error("cell-incomplete", where, what.having(cell=where.cell), hint)


def subjects(book: Book, changes: Mapping[Key, CellChange], day: date) -> Iterator[ChangedEntry]:
    """What the changed cells are of, each once."""
    grouped: dict[tuple[FormBlock, str], dict[tuple[str, Input], CellChange]] = {}
    for key, change in changes.items():
        own = grouped.setdefault((key.section, key.subject), {})
        own[change.row.part, key.field] = change
    rows: dict[tuple[FormBlock, str], list[FormRow]] = {}
    for row in book.rows:
        rows.setdefault((row.section, row.subject), []).append(row)
    for (section, name), own in grouped.items():
        mine = rows[section, name]
        values = {(row.part, of): text for row in mine for of, text in row.values.items()}
        values |= {place: change.after for place, change in own.items()}
        yield ChangedEntry(section, name, mine, own, values, day)
