"""What is wrong, where, and what to write instead: findings as values.

A :class:`Message` holds a template and its values, not words in a language; a formatter
(``words/``) translates it. Templates are written in English and translated in ``locale/``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from functools import cache


class Severity(StrEnum):
    """How serious a finding is; only errors stop a build."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, order=True, slots=True)
class Place:
    """A spot in a file: the path, line and column from 1 (0 = the whole file).

    In a workbook the sheet has a name, and a line and a column are those of a cell.
    """

    path: str
    sheet: str = field(default="", kw_only=True)
    line: int = 0
    column: int = 0

    @property
    def cell(self) -> str:
        """``C14``; "" for a whole sheet, or outside of a workbook."""
        return f"{column_letters(self.column)}{self.line}" if self.sheet and self.line else ""

    def __str__(self) -> str:
        if self.sheet:
            return f"{self.path}:{self.sheet}" + (f"!{self.cell}" if self.line else "")
        return f"{self.path}:{self.line}:{self.column}" if self.line else self.path


def column_letters(column: int) -> str:
    """What a spreadsheet calls a column that is counted from 1: ``A``, ``Z``, ``AA``."""
    letters = ""
    while column:
        column, letter = divmod(column - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return letters


@cache
def column_number(letters: str) -> int:
    """The number from 1 of a column that a spreadsheet calls so."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


@dataclass(frozen=True, slots=True)
class Percent:
    """A value of a message that is written with the sign of percent."""

    value: Decimal


@dataclass(frozen=True, slots=True)
class Money:
    """A value of a message that is written with its currency (ISO 4217)."""

    value: Decimal
    currency: str | None


@dataclass(frozen=True, slots=True)
class Message:
    """A translatable template (``str.format`` fields) and the values that fill it.

    Values keep their types (numbers, percentages, amounts, dates, periods, words of a vocabulary,
    other messages, lists of these): the formatter writes them as the reader's language and
    country do.
    A text is an author's and stays as it is; so does the number of a ``{year}`` or a ``{line}``.
    """

    template: str
    values: Mapping[str, object] = field(default_factory=dict)
    plural: str = ""
    """The template where the value ``n`` is not one; "" where it does not matter."""
    context: str = ""
    """Tells apart what is one word in English and two elsewhere."""

    def __str__(self) -> str:
        return self.template.format_map(self.values)

    def having(self, **values: object) -> Message:
        """The same with (more) values."""
        return Message(self.template, {**self.values, **values}, self.plural, self.context)


def say(text: str) -> str:
    """Mark a text for translation and leave it as it is."""
    return text


def msg(template: str, /, **values: object) -> Message:
    """Mark a template for translation and bind its values."""
    return Message(template, values)


def pmsg(context: str, template: str, /, **values: object) -> Message:
    """The same, for a template that says different things in different contexts."""
    return Message(template, values, context=context)


def plural(one: str, many: str, /, **values: object) -> Message:
    """Mark the two forms of a template, of which the value ``n`` chooses."""
    return Message(one, values, many)


def in_line(values: Iterable[object], mark: str) -> Message:
    """Values with a mark between them and no word to translate: ``1 + 2 + 3``."""
    named = {f"n{index}": value for index, value in enumerate(values)}
    return Message(mark.join(f"{{{name}}}" for name in named), named)


class StopError(Exception):
    """Why something cannot be done; ``message`` is one sentence for the person."""

    def __init__(self, message: Message) -> None:
        super().__init__(str(message))
        self.message = message


@dataclass(frozen=True, slots=True)
class Fix:
    """What is to stand instead of the value, or the key, at the place of a problem.

    Only where nothing else can be meant.
    """

    text: str
    bare: bool = False
    """A number or a date, which has no quotes."""
    end: tuple[int, int] = (0, 0)
    """Line and column where what it takes the place of ends, once that was looked up."""
    written: str = ""
    """What is then to stand there, quotes and all."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding: a rule's code, its severity, the place, what is wrong and the remedy."""

    code: str
    severity: Severity
    place: Place
    message: Message
    hint: Message | None = None
    fix: Fix | None = None


def error(
    code: str, place: Place, message: Message, hint: Message | None = None, fix: Fix | None = None
) -> Problem:
    """A finding that must be mended before anything is published."""
    return Problem(code, Severity.ERROR, place, message, hint, fix)


def warning(code: str, place: Place, message: Message, hint: Message | None = None) -> Problem:
    """A finding that deserves a look; the portal can still be published."""
    return Problem(code, Severity.WARNING, place, message, hint)


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """Sort by place and code and drop repetitions, so that the same content reads the same."""
    seen = {(p.place, p.code, str(p.message)): p for p in problems}
    return [seen[key] for key in sorted(seen)]


def errors_of(problems: Iterable[Problem]) -> list[Problem]:
    """Those that are errors."""
    return [it for it in problems if it.severity is Severity.ERROR]


def has_errors(problems: Iterable[Problem]) -> bool:
    """Whether any finding is an error."""
    return any(problem.severity is Severity.ERROR for problem in problems)
