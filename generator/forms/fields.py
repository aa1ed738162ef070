"""What can be filled in a workbook of a round: sections, fields, and values as they are compared.

A value is compared as a text: what a cell holds, what the workbook was made with, and what the
files say now. The text of a number has no zeros at its end, that of nothing is empty.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from generator.model.measure import ResultStatus
from generator.model.scalars import State
from generator.problems import Message, msg


class FormBlock(StrEnum):
    """A sheet of the workbook; the value is a key of a file of results."""

    RESULTS = "results"
    ELEMENTS = "elements"


class Input(StrEnum):
    """A column that is filled in; most values are keys of an entry."""

    RESULT = "result"
    NUMERATOR = "numerator"
    DENOMINATOR = "denominator"
    STATUS = "status"
    NOTE = "note"
    EVIDENCE = "evidence"
    CORRECTION = "correction"
    """Why a figure that was reported is another."""
    SITUATION = "situation"
    FACTORS = "factors"
    MEASURES_TAKEN = "measures_taken"
    RECOMMENDATION = "recommendation"


NUMBERS = (Input.RESULT, Input.NUMERATOR, Input.DENOMINATOR)
FIELDS = {
    FormBlock.RESULTS: (*NUMBERS, Input.STATUS, Input.NOTE, Input.EVIDENCE, Input.CORRECTION),
    FormBlock.ELEMENTS: (
        Input.SITUATION,
        Input.FACTORS,
        Input.MEASURES_TAKEN,
        Input.RECOMMENDATION,
    ),
}
"""The fields of each section, in the order of the columns."""
LISTS = {Input.EVIDENCE, *FIELDS[FormBlock.ELEMENTS]}
"""Several texts, each on a line of the cell."""
HEADINGS: dict[Input, Message] = {
    Input.RESULT: msg("Result"),
    Input.NUMERATOR: msg("Numerator"),
    Input.DENOMINATOR: msg("Denominator"),
    Input.STATUS: msg("Firmness"),
    Input.NOTE: msg("Note"),
    Input.EVIDENCE: msg("Evidence"),
    Input.CORRECTION: msg("Why it is corrected"),
    Input.SITUATION: msg("Situation"),
    Input.FACTORS: msg("Factors"),
    Input.MEASURES_TAKEN: msg("Measures taken"),
    Input.RECOMMENDATION: msg("Recommendations"),
}
WITHOUT = (State.WITHHELD, State.NOT_AVAILABLE, State.NOT_APPLICABLE)
"""Words that stand in place of a figure."""
STATUSES = tuple(reversed(ResultStatus))


class Key(NamedTuple):
    """Names a cell wherever its row has gone."""

    section: FormBlock
    row: str
    """A measure, with one of its parts behind a bar; or the code of an element."""
    field: Input

    @property
    def subject(self) -> str:
        """The measure or the element."""
        return self.row.partition(BAR)[0]


BAR = "|"


def as_text(value: object) -> str:
    """A value of the content as it is compared."""
    if isinstance(value, Decimal):
        text = f"{value:f}"
        return text.rstrip("0").rstrip(".") if "." in text else text
    return "" if value is None else str(value)


def in_lines(texts: Iterable[str]) -> str:
    """Several texts in one cell."""
    return "\n".join(texts)


def folded(text: str) -> str:
    """A text with its white space folded, each line by itself; empty lines are none."""
    lines = (" ".join(line.split()) for line in text.splitlines())
    return in_lines(line for line in lines if line)
