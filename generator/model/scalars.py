"""The simple values of the vocabulary, each read strictly.

YAML guesses a type for unquoted text (``no``, ``1.10``, ``2024-03-01``). The loader does not:
it hands over unquoted text that YAML would read as something else as :class:`Plain`, and the
types here take or refuse it by what the field means. A code is text, a quantity is an exact
decimal, a date is a date, and nothing ever turns silently into something else.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic import BeforeValidator

from generator.model.base import fault


@dataclass(frozen=True, slots=True)
class Plain:
    """Unquoted text that YAML readers take for something else than text.

    ``kind`` is one of ``null``, ``bool``, ``number``, ``date``, ``spreadsheet`` (an error value).
    """

    text: str
    kind: str

    def __str__(self) -> str:
        return self.text


_PLAIN = (
    ("null", re.compile(r"~|null|Null|NULL|")),
    ("bool", re.compile(r"(?i:yes|no|on|off|true|false|y|n)")),
    (
        "number",
        re.compile(
            r"[-+]?(?:[0-9][0-9_]*(?:\.[0-9_]*)?|\.[0-9_]+)(?:[eE][-+]?[0-9]+)?"
            r"|[-+]?0[xX][0-9a-fA-F_]+|[-+]?0[oO][0-7_]+|[-+]?0[bB][01_]+"
            r"|[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?"
            r"|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)"
        ),
    ),
    ("date", re.compile(r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[Tt\s].*)?")),
)


def plain_scalar(text: str) -> str | Plain:
    """Unquoted text as it was meant if that is beyond doubt, else as :class:`Plain`."""
    if text and not (text[0] in "0123456789+-.~" or len(text) <= 5):  # noqa: PLR2004
        return text
    for kind, pattern in _PLAIN:
        if pattern.fullmatch(text):
            return Plain(text, kind)
    return text


class State(StrEnum):
    """Why there is no value; ``not-reported`` is derived and never written."""

    NOT_PROGRAMMED = "not-programmed"
    NOT_APPLICABLE = "not-applicable"
    WITHHELD = "withheld"
    """Of a result: there is a report, which gives no figure and says why."""
    NOT_AVAILABLE = "not-available"
    """Of a result: the figure does not exist or was not compiled, and it is said why."""
    NOT_REPORTED = "not-reported"


WITHOUT_FIGURE = (State.WITHHELD, State.NOT_AVAILABLE)
"""States of a result that is reported and gives no figure, with its reason."""


def lacking(values: Iterable[object]) -> State | None:
    """The state of a figure that needs all of ``values``, where one of them is not given."""
    given = list(values)
    return next((state for state in WITHOUT_FIGURE if state in given), None)


class Milestone(StrEnum):
    """Whether something that is either done or not has been done."""

    DONE = "done"
    NOT_DONE = "not-done"


_HIDDEN = {"Cc", "Cf", "Co", "Cs", "Zl", "Zp"}


def _visible(text: str) -> str:
    if text.isprintable():
        return text
    for char in text:
        if char not in "\n\t" and unicodedata.category(char) in _HIDDEN and char != "\u00ad":
            raise fault("hidden-character", char=f"U+{ord(char):04X}")
    return text


def refuse_nothing(value: Plain) -> None:
    """Refuse what stands for no value at all."""
    if value.kind == "null":
        raise fault("empty-value")
    if value.kind == "spreadsheet":
        raise fault("spreadsheet-error", text=value.text)


LONGEST, LONGEST_TITLE = 20_000, 1_000
"""Signs of one paragraph, and of a name: the longest of the first documents have a tenth."""


def read_text(value: Any, longest: int = LONGEST) -> str:
    """One paragraph of text; white space is folded."""
    if isinstance(value, Plain):
        refuse_nothing(value)
        raise fault("unquoted-text", text=value.text, kind=value.kind)
    if not isinstance(value, str):
        raise fault("text-expected")
    if len(value) > longest:
        raise fault("text-too-long", n=len(value), most=longest)
    text = _visible(value).strip()
    if not text.isascii() and not unicodedata.is_normalized("NFC", text):
        raise fault("letters-apart", text=text)
    if not text:
        raise fault("empty-value")
    if re.search(r"\n\s*\n", text):
        raise fault("several-paragraphs")
    return " ".join(text.split())


Text = Annotated[str, BeforeValidator(read_text)]
"""Free text: one paragraph."""


def read_title(value: Any) -> str:
    """A title, a name, a unit: text that stands on one line, in many places."""
    return read_text(value, LONGEST_TITLE)


Title = Annotated[str, BeforeValidator(read_title)]
"""What something is called."""

LONG_TITLE, LONGEST_SHORT, LONGEST_PURPOSE = 100, 60, 240
"""Signs from which on a title asks for a short one, of that one, and of what a thing is for."""


def read_short(value: Any) -> str:
    """What pages call a thing whose printed name is long."""
    return read_text(value, LONGEST_SHORT)


def read_purpose(value: Any) -> str:
    """What a thing is for, in a line."""
    return read_text(value, LONGEST_PURPOSE)


Short = Annotated[str, BeforeValidator(read_short)]
Purpose = Annotated[str, BeforeValidator(read_purpose)]

_BLANK = "\u00ad\u115f\u1160\u2800\u3164\uffa0"
"""Signs that are taken for letters or symbols and show nothing."""


def read_reason(value: Any) -> str:
    """Why something was done: text with a word in it, for a full stop or a blank says nothing."""
    text = read_text(value)
    if not any(char.isalnum() and char not in _BLANK for char in text):
        raise fault("empty-value")
    return text


Reason = Annotated[str, BeforeValidator(read_reason)]
"""Why a commitment or a published result is another: one paragraph."""

_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?")
ID_FORM = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
CODE_FORM = re.compile(r"[A-Za-z0-9]+([._-][A-Za-z0-9]+)*")
LONGEST_NAME = 80


def is_id(text: str) -> bool:
    """Whether ``text`` can be an id and a file name: lower-case ASCII, digits, single hyphens."""
    return _is_name(text, ID_FORM)


def is_code(text: str) -> bool:
    """Whether ``text`` can be a code and part of an address on any system."""
    return _is_name(text, CODE_FORM)


def _is_name(text: str, form: re.Pattern[str]) -> bool:
    fits = form.fullmatch(text) and not _RESERVED.fullmatch(text)
    return bool(fits) and len(text) <= LONGEST_NAME


def slug(text: str) -> str:
    """The nearest valid id, for a suggestion (may be empty)."""
    ascii_text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    found = re.sub(r"[^a-z0-9]+", "-", ascii_text.lower()).strip("-")[:LONGEST_NAME].rstrip("-")
    return f"{found}-1" if _RESERVED.fullmatch(found) else found


def read_id(value: Any) -> str:
    """An id that names a file, a folder or an entry of a list."""
    if type(value) is str and is_id(value):
        return sys.intern(value)
    text = read_text(value)
    if not is_id(text):
        raise fault("bad-id", text=text, suggestion=slug(text) or "mi-nombre")
    return text


def read_code(value: Any) -> str:
    """A code as printed in the plan; leading and trailing zeros survive."""
    if type(value) is str and is_code(value):
        return sys.intern(value)
    text = read_text(value)
    if not is_code(text):
        raise fault("bad-code", text=text)
    return text


def read_name(value: Any) -> str:
    """A code, or the level and the code of an element: ``axis/1``."""
    if type(value) is str and is_code(value):
        return sys.intern(value)
    level, mark, code = read_text(value).partition("/")
    return f"{read_id(level)}/{read_code(code)}" if mark else read_code(value)


Id = Annotated[str, BeforeValidator(read_id)]
Code = Annotated[str, BeforeValidator(read_code)]
Name = Annotated[str, BeforeValidator(read_name)]
"""What a measure, or a part of a plan, is called in the plan's files."""


def read_flag(value: Any) -> bool:
    """``true`` or ``false``, nothing else."""
    if isinstance(value, bool):
        return value
    if isinstance(value, Plain) and value.text in {"true", "false"}:
        return value.text == "true"
    raise fault("flag-expected", text=str(value))


def read_date(value: Any) -> date:
    """A calendar date as ``2024-12-31``."""
    if isinstance(value, date):
        return value
    text = str(value)
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        try:
            day = date.fromisoformat(text)
        except ValueError:
            raise fault("no-such-date", text=text) from None
        if day.year not in YEARS:
            raise fault("date-out-of-range", text=text)
        return day
    raise fault("bad-date", text=text, suggestion=likely_date(text) or "2024-12-31")


YEARS = range(1800, 2200)
"""Years of which a plan can speak; others are slips of a key."""
_DAY_OR_MONTH_FIRST = re.compile(r"([0-3]?[0-9])[-/. ]([0-3]?[0-9])[-/. ]([0-9]{4})")
_YEAR_FIRST = re.compile(r"([0-9]{4})[-/. ]([01]?[0-9])[-/. ]([0-3]?[0-9])(?:[Tt ].*)?")


def likely_date(text: str, *, month_first: bool = False) -> str | None:
    """``10/04/2026`` as 2026-04-10: the day comes first, if it can and no country says other."""
    if found := _DAY_OR_MONTH_FIRST.fullmatch(text):
        first, second, year = map(int, found.groups())
        likely = [(year, second, first), (year, first, second)]
    elif found := _YEAR_FIRST.fullmatch(text):
        likely = [(int(found[1]), int(found[2]), int(found[3]))]
    else:
        return None
    for parts in reversed(likely) if month_first else likely:
        try:
            return date(*parts).isoformat()
        except ValueError:
            continue
    return None


def read_url(value: Any) -> str:
    """A web address that a reader's browser can follow safely."""
    text = read_text(value)
    parts = urlsplit(text)
    if parts.scheme not in {"http", "https"} or not parts.hostname or re.search(r"[\s<>\"]", text):
        raise fault("bad-url", text=text)
    return text


def read_site_url(value: Any) -> str:
    """The address of a portal: what stands under it is joined to it, so nothing may follow."""
    text = read_url(value)
    parts = urlsplit(text)
    if parts.query or parts.fragment or text.endswith(("?", "#")) or "\\" in text:
        raise fault("bad-site-url", text=text)
    return text


_MAIL = re.compile(r"[^\s@<>\"?&%]+@[^\s@<>\"?&%]+\.[^\s@<>\"?&%.]+")


def read_contact(value: Any) -> str:
    """Where a reader writes to: a mail address, the web address of a form, or in words."""
    text = read_text(value)
    return read_url(value) if re.match(r"(?i)https?:|www\.", text) else text


def contact_href(contact: str) -> str:
    """The address that a browser follows to it; nothing for words."""
    if _MAIL.fullmatch(contact):
        return f"mailto:{contact}"
    return contact if contact.lower().startswith(("http://", "https://")) else ""


Flag = Annotated[bool, BeforeValidator(read_flag)]
Date = Annotated[date, BeforeValidator(read_date)]
Url = Annotated[str, BeforeValidator(read_url)]
Contact = Annotated[str, BeforeValidator(read_contact)]
SiteUrl = Annotated[str, BeforeValidator(read_site_url)]


def listed(value: Any) -> Any:
    """One value is short for a list of one."""
    return value if isinstance(value, list | tuple) else [value]
