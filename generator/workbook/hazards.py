"""What is wrong with a workbook or a cell of it, and what to do: one sentence each."""

from __future__ import annotations

from dataclasses import replace

from generator.problems import Message, Place, Problem, error, msg

_SAVE_AS = msg("open it in Excel or LibreOffice and save it as .xlsx or .ods")
_AS_NUMBER = msg("give the cell the format of a number and write the value again")
_AS_TEXT = msg("give the cell the format of text and write the code again")


def _problem(code: str, what: Message, hint: Message) -> Problem:
    """What is told of a place that is not known yet."""
    return error(code, Place(""), what, hint)


# Of workbooks: the readers stop. Where they say what they met, that stands in place of the text.

NOT_A_WORKBOOK = _problem(
    "not-a-workbook",
    msg("this is not a workbook"),
    msg("give a workbook: .xlsx, .ods, .xls or .csv"),
)
OTHER_FORMAT = _problem("workbook-format", Message(""), _SAVE_AS)
NOT_TEXT = _problem("csv-unreadable", Message(""), _SAVE_AS)
WITH_PASSWORD = _problem(
    "workbook-encrypted",
    msg("the workbook is protected with a password, and nothing in it can be read"),
    msg("open it with its password, take the password off and save it again"),
)
WITH_MACROS = _problem(
    "workbook-macros",
    msg("the workbook contains macros (programs), which this portal does not accept"),
    msg("save it as .xlsx or .ods, which have none; no value is lost"),
)
DAMAGED = _problem(
    "workbook-damaged",
    msg("the workbook is damaged or incomplete"),
    msg("get it again from who sent it, or open it in Excel or LibreOffice and save it"),
)
TOO_LARGE = _problem(
    "workbook-too-large",
    Message(""),
    msg("copy the rows and columns of the plan into a new workbook, and use that one"),
)

# Of cells.

FORMULA_WITHOUT_VALUE = _problem(
    "formula-without-value",
    msg("the value of this formula was not saved in the workbook"),
    msg("open it in Excel or LibreOffice, save it again and try again"),
)
FAILED_FORMULA = _problem(
    "cell-error",
    msg("the cell shows the error {error}"),
    msg("mend its formula, write the value or empty it"),
)
NO_NUMBER = _problem(
    "cell-not-a-number",
    msg("«{text}» is not a number"),
    msg("write only the number in the cell, without unit or words"),
)
UNCLEAR_NUMBER = _problem(
    "cell-not-a-number", msg("the text «{text}» can be two numbers"), _AS_NUMBER
)
DATE_FOR_NUMBER = _problem(
    "cell-not-a-number", msg("the cell is a date, {day}, and a number goes here"), _AS_NUMBER
)
UNCLEAR_PERCENT = _problem(
    "cell-percent",
    msg("{value} can be {low} or {high}"),
    msg("write it with the sign %, and save again"),
)
PERCENT_FOR_NUMBER = _problem(
    "cell-percent",
    msg("the cell is a percentage, {value}, and a number goes here"),
    _AS_NUMBER,
)
DATE_FOR_CODE = _problem(
    "cell-not-a-code",
    msg("the cell is a date, {day}, and a code goes here: perhaps «{codes}» was typed"),
    _AS_TEXT,
)
NO_CODE = _problem("cell-not-a-code", msg("«{text}» is not a code"), _AS_TEXT)


def met(hazard: Problem, place: Place, **values: object) -> Problem:
    """A hazard of a cell at its place."""
    seen = {key: one_line(it) if isinstance(it, str) else it for key, it in values.items()}
    return replace(hazard, place=place, message=hazard.message.having(**seen))


class UnreadableError(Exception):
    """The workbook cannot be read any further; carries the problem."""

    def __init__(
        self, hazard: Problem, place: Place | None = None, what: Message | None = None
    ) -> None:
        self.problem = replace(hazard, place=place or hazard.place, message=what or hazard.message)
        super().__init__(str(self.problem.message))


def one_line(text: str, most: int = 60) -> str:
    """A text of the author's within a sentence: on one line, without signs that nobody sees."""
    seen = " ".join("".join(it if it.isprintable() else " " for it in text[:1_000]).split())
    return seen if len(seen) <= most else f"{seen[:most]}…"
