"""What is wrong with a workbook or a cell of it, and what to do: one sentence each.

The readers stop with one of the first part; the second part is for whoever needs a cell.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from generator.problems import Message, Percent, Place, Problem, error, msg
from generator.workbook.numbers import plain

_SAVE_AS = msg("open it in Excel or LibreOffice and save it as .xlsx or .ods")
_AGAIN = msg("open it in Excel or LibreOffice, save it again and try again")


class UnreadableError(Exception):
    """The workbook cannot be read any further; carries the problem."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem.message))
        self.problem = problem


def not_a_workbook(path: str, what: Message | None = None) -> UnreadableError:
    """The file is of another kind."""
    said = what or msg("this is not a workbook")
    hint = msg("give a workbook: .xlsx, .ods, .xls or .csv")
    return UnreadableError(error("not-a-workbook", Place(path), said, hint))


def other_format(path: str, what: Message) -> UnreadableError:
    """A workbook in a format that is not read."""
    return UnreadableError(error("workbook-format", Place(path), what, _SAVE_AS))


def with_password(path: str) -> UnreadableError:
    """The workbook is encrypted."""
    hint = msg("open it with its password, take the password off and save it again")
    what = msg("the workbook is protected with a password, and nothing in it can be read")
    return UnreadableError(error("workbook-encrypted", Place(path), what, hint))


def with_macros(path: str) -> UnreadableError:
    """The workbook carries a program."""
    hint = msg("save it as .xlsx or .ods, which have none; no value is lost")
    what = msg("the workbook contains macros (programs), which this portal does not accept")
    return UnreadableError(error("workbook-macros", Place(path), what, hint))


def damaged(path: str) -> UnreadableError:
    """The workbook is cut off or broken."""
    what = msg("the workbook is damaged or incomplete")
    hint = msg("get it again from who sent it, or open it in Excel or LibreOffice and save it")
    return UnreadableError(error("workbook-damaged", Place(path), what, hint))


def too_large(place: Place, what: Message) -> UnreadableError:
    """More than a plan can need, or what was made to use up memory."""
    hint = msg("copy the rows and columns of the plan into a new workbook, and use that one")
    return UnreadableError(error("workbook-too-large", place, what, hint))


def not_text(path: str, what: Message) -> UnreadableError:
    """The letters or the columns of a .csv cannot be told."""
    return UnreadableError(error("csv-unreadable", Place(path), what, _SAVE_AS))


# Of cells.


def one_line(text: str, most: int = 60) -> str:
    """A text of the author's within a sentence: on one line, without signs that nobody sees."""
    seen = " ".join("".join(it if it.isprintable() else " " for it in text[:1_000]).split())
    return seen if len(seen) <= most else f"{seen[:most]}…"


_AS_NUMBER = msg("give the cell the format of a number and write the value again")
_AS_TEXT = msg("give the cell the format of text and write the code again")


def formula_without_value(place: Place) -> Problem:
    """A formula whose value was not saved."""
    what = msg("the value of this formula was not saved in the workbook")
    return error("formula-without-value", place, what, _AGAIN)


def failed_formula(place: Place, shown: str) -> Problem:
    """``#N/A`` and the like."""
    what = msg("the cell shows the error {error}", error=one_line(shown))
    return error("cell-error", place, what, msg("mend its formula, write the value or empty it"))


def no_number(place: Place, text: str) -> Problem:
    """A text where a number goes."""
    hint = msg("write only the number in the cell, without unit or words")
    return error(
        "cell-not-a-number", place, msg("«{text}» is not a number", text=one_line(text)), hint
    )


def unclear_number(place: Place, text: str) -> Problem:
    """A text that could be two numbers."""
    what = msg("the text «{text}» can be two numbers", text=one_line(text))
    return error("cell-not-a-number", place, what, _AS_NUMBER)


def date_for_number(place: Place, day: date) -> Problem:
    """A date where a number goes."""
    what = msg("the cell is a date, {day}, and a number goes here", day=day)
    return error("cell-not-a-number", place, what, _AS_NUMBER)


def unclear_percent(place: Place, value: Decimal) -> Problem:
    """0.85 where a percentage goes: of a hundred or of one."""
    low, high = Percent(value), Percent(plain(value * 100))
    what = msg("{value} can be {low} or {high}", value=value, low=low, high=high)
    return error("cell-percent", place, what, msg("write it with the sign %, and save again"))


def percent_for_number(place: Place, value: Decimal) -> Problem:
    """A percentage where a plain number goes."""
    what = msg("the cell is a percentage, {value}, and a number goes here", value=Percent(value))
    return error("cell-percent", place, what, _AS_NUMBER)


def date_for_code(place: Place, day: date, codes: str) -> Problem:
    """A code such as 1-2 that became a day."""
    what = msg(
        "the cell is a date, {day}, and a code goes here: perhaps «{codes}» was typed",
        day=day,
        codes=codes,
    )
    return error("cell-not-a-code", place, what, _AS_TEXT)


def no_code(place: Place, text: str) -> Problem:
    """What cannot be a code as it stands."""
    return error(
        "cell-not-a-code", place, msg("«{text}» is not a code", text=one_line(text)), _AS_TEXT
    )
