"""What somebody wrote in a cell, as a value that can be compared; or what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from decimal import Decimal
from enum import StrEnum

from generator.check.figures import beyond
from generator.forms.book import FormRow
from generator.forms.fields import LISTS, NUMBERS, STATUSES, WITHOUT, Input, Key, as_text, folded
from generator.forms.reading import Given
from generator.model.indicator import Kind
from generator.model.quantities import word_meant
from generator.model.scalars import Milestone
from generator.problems import Message, Percent, Problem, error, msg
from generator.words.formatter import Formatter
from generator.workbook import Cell, cell_number, cell_percent, cell_text, unreadable
from generator.workbook.numbers import plain


def text_in(given: Given, key: Key, row: FormRow | None, f: Formatter) -> str | Problem:
    """The value of a cell."""
    text = folded(cell_text(given.cell))
    if (problem := unreadable(given.sheet, given.cell)) or not text:
        return problem or ""
    if key.field in NUMBERS:
        return _figure(given, key, row, f)
    if key.field is Input.STATUS:
        word = _word(text, STATUSES, f)
        return _not_one(given, text, STATUSES, f) if word is None else word
    return text if key.field in LISTS else " ".join(text.split())


def _word(text: str, words: Collection[StrEnum], f: Formatter) -> str | None:
    """The word of a vocabulary that is meant, in the portal's language or as files have it."""
    told = text.strip(" .«»\"'").casefold()
    own = next((it.value for it in words if told in {f.label(it).casefold(), it.value}), None)
    meant = word_meant(told)
    return own or (meant if meant in set(words) else None)


def _not_one(given: Given, text: str, words: Iterable[StrEnum], f: Formatter) -> Problem:
    what = msg("{cell} has «{text}», which is none of its words", text=text)
    hint = msg("choose one of its list: {words}", words=", ".join(map(f.label, words)))
    return error("cell-not-a-word", given.place, what.having(cell=given.place.cell), hint)


def _figure(given: Given, key: Key, row: FormRow | None, f: Formatter) -> str | Problem:
    kind = row.use.traits.kind if row and row.use else Kind.COUNT
    text = cell_text(given.cell)
    if key.field is Input.RESULT:
        words = (*WITHOUT, *(Milestone if kind is Kind.MILESTONE else ()))
        if (word := _word(text, words, f)) is not None:
            return word
        if kind is Kind.MILESTONE:
            return _not_one(given, text, words, f)
        if kind is Kind.TEXT:
            return " ".join(text.split())
        if isinstance(given.cell.value, str) and _OTHER.fullmatch(text):
            return text
    in_percent = kind.traits.in_percent and key.field is Input.RESULT
    read = cell_percent if in_percent else cell_number
    found = read(given.sheet, given.cell)
    if isinstance(found, Problem) or found is None:
        return found or ""
    is_percent = in_percent and given.cell.is_percent and found >= _TOO_MANY
    if is_percent and row and row.use and beyond(row.use.traits, found):
        what = msg("the cell is a percentage, and shows {value}", value=Percent(found))
        hint = msg("if it is {meant}, write it with its sign", meant=Percent(plain(found / 100)))
        return error("cell-percent", given.place, what, hint)
    return as_text(found)


_TOO_MANY = 1_000
"""Percent: 10, pasted into a cell that is a percentage."""


_OTHER = re.compile(r"-?[0-9.]+[-:]-?[0-9.]+")
"""A range or a ratio, as files have it."""


def hides_digits(given: Given) -> Message | None:
    """That a cell holds more digits than it shows; None where it does not."""
    cell = given.cell
    if cell.shown is None or not isinstance(cell.value, Decimal):
        return None
    return msg(
        "{place} shows {shown} and holds {value}, which is what is written",
        place=str(given.place),
        shown=_as_seen(cell, cell.shown),
        value=_as_seen(cell, cell.value),
    )


def _as_seen(cell: Cell, number: Decimal) -> Decimal | Percent:
    return Percent(plain(number * 100)) if cell.is_percent else number
