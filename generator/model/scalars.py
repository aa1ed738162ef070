"""The simple values of the vocabulary, each read strictly.

YAML guesses a type for unquoted text (``no``, ``1.10``, ``2024-03-01``). The loader does not:
it hands over unquoted text that YAML would read as something else as :class:`Plain`, and the
types here take or refuse it by what the field means. A code is text, a quantity is an exact
decimal, a date is a date, and nothing ever turns silently into something else.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
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
    NOT_REPORTED = "not-reported"


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


def _refuse_nothing(value: Plain) -> None:
    """Refuse what stands for no value at all."""
    if value.kind == "null":
        raise fault("empty-value")
    if value.kind == "spreadsheet":
        raise fault("spreadsheet-error", text=value.text)


def read_text(value: Any) -> str:
    """One paragraph of text; white space is folded."""
    if isinstance(value, Plain):
        _refuse_nothing(value)
        raise fault("unquoted-text", text=value.text, kind=value.kind)
    if not isinstance(value, str):
        raise fault("text-expected")
    text = _visible(value).strip()
    if not text:
        raise fault("empty-value")
    if re.search(r"\n\s*\n", text):
        raise fault("several-paragraphs")
    return " ".join(text.split())


Text = Annotated[str, BeforeValidator(read_text)]
"""Free text: one paragraph."""

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
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_CODE = re.compile(r"[A-Za-z0-9]+([._-][A-Za-z0-9]+)*")
_MAX_NAME = 80


def is_id(text: str) -> bool:
    """Whether ``text`` can be an id and a file name: lower-case ASCII, digits, single hyphens."""
    return bool(_ID.fullmatch(text)) and len(text) <= _MAX_NAME and not _RESERVED.fullmatch(text)


def is_code(text: str) -> bool:
    """Whether ``text`` can be a code and part of an address on any system."""
    return bool(_CODE.fullmatch(text)) and len(text) <= _MAX_NAME and not _RESERVED.fullmatch(text)


def slug(text: str) -> str:
    """The nearest valid id, for a suggestion (may be empty)."""
    ascii_text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", ascii_text.lower()).strip("-")[:_MAX_NAME]


def read_id(value: Any) -> str:
    """An id that names a file, a folder or an entry of a list."""
    text = read_text(value)
    if not is_id(text):
        raise fault("bad-id", text=text, suggestion=slug(text) or "mi-nombre")
    return text


def read_code(value: Any) -> str:
    """A code as printed in the plan; leading and trailing zeros survive."""
    text = read_text(value)
    if not is_code(text):
        raise fault("bad-code", text=text)
    return text


Id = Annotated[str, BeforeValidator(read_id)]
Code = Annotated[str, BeforeValidator(read_code)]

_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?")
_GROUPED = re.compile(r"-?[1-9][0-9]{0,2}(?:[ ,.'\u00a0\u202f][0-9]{3})+(?:[.,][0-9]+)?")
_COMMA = re.compile(r"-?[0-9]+,[0-9]+")
_CURRENCY = re.compile(r"(?:S/\.?|US\$|\$|€)\s*(-?[0-9].*)")


def _refuse_number(text: str) -> Exception:
    if text.startswith("#"):
        return fault("spreadsheet-error", text=text)
    if text.endswith("%"):
        return fault("percent-sign", text=text, suggestion=_digits(text.rstrip("% ")))
    if found := _CURRENCY.fullmatch(text):
        return fault("currency-sign", text=text, suggestion=_digits(found[1]))
    if _GROUPED.fullmatch(text):
        return fault("thousands-separator", text=text, suggestion=_digits(text))
    if _COMMA.fullmatch(text):
        return fault("decimal-comma", text=text, suggestion=text.replace(",", "."))
    return fault("not-a-number", text=text)


def _digits(text: str) -> str:
    """The plain form of a printed number, as a suggestion: ``1 234,5`` gives ``1234.5``."""
    text = re.sub(r"[\s'\u00a0\u202f]", "", text)
    whole, mark, rest = re.fullmatch(r"(.*?)(?:([.,])([0-9]*))?", text).groups()  # type: ignore[union-attr]
    if mark and len(rest) == 3 and _GROUPED.fullmatch(text):  # noqa: PLR2004
        whole, mark = whole + rest, None
    whole = re.sub(r"[.,]", "", whole)
    return f"{whole}.{rest}" if mark else whole


def read_quantity(value: Any) -> Decimal:
    """An exact decimal in plain notation, with the digits the author wrote."""
    if isinstance(value, bool) or value is None:
        raise fault("not-a-number", text=str(value))
    if isinstance(value, int | Decimal):
        return Decimal(value)
    if isinstance(value, Plain):
        _refuse_nothing(value)
        if value.kind == "number" and _NUMBER.fullmatch(value.text):
            number = Decimal(value.text)
            return number or abs(number)
        raise _plain_number(value.text)
    if not isinstance(value, str):
        raise fault("number-expected")
    if _NUMBER.fullmatch(value):
        raise fault("quoted-number", text=value)
    raise _refuse_number(value.strip())


def _plain_number(text: str) -> Exception:
    """Why an unquoted text that YAML calls a number is not one of ours."""
    if re.fullmatch(r"-?0[0-9]+(\.[0-9]+)?", text):
        return fault("leading-zero", text=text, suggestion=str(Decimal(text)))
    if re.fullmatch(r"[-+]?[0-9.]+[eE][-+]?[0-9]+", text):
        return fault("exponent", text=text, suggestion=_expanded(text))
    if text.startswith("+"):
        return fault("plus-sign", text=text, suggestion=text[1:])
    return _refuse_number(text)


def _expanded(text: str) -> str:
    try:
        number = Decimal(text)
    except ArithmeticError:
        return ""
    return f"{number:f}" if abs(number.adjusted()) <= 15 else ""  # noqa: PLR2004


def read_amount(value: Any) -> Decimal:
    """Money: a quantity with at most two decimals."""
    number = read_quantity(value)
    if int(number.as_tuple().exponent) < -2:  # noqa: PLR2004
        raise fault("too-many-decimals", text=str(number))
    return number


def read_value(value: Any) -> Decimal | State | Milestone:
    """What a target or a result can be: a number, a state, or done / not-done."""
    if not isinstance(value, str) or isinstance(value, State | Milestone):
        return value if isinstance(value, State | Milestone) else read_quantity(value)
    if value == State.NOT_REPORTED:
        raise fault("state-never-written", text=value)
    for words in (State, Milestone):
        if value in set(words):
            return words(value)
    if re.match(r"[A-Za-zÁ-ú]", value) and not _CURRENCY.fullmatch(value):
        raise fault("unknown-state", text=value)
    if value.strip() in {"-", "–", "—"}:
        raise fault("dash-as-value", text=value)
    return read_quantity(value)


Quantity = Annotated[Decimal, BeforeValidator(read_quantity)]
Amount = Annotated[Decimal, BeforeValidator(read_amount)]
Value = Annotated[Decimal | State | Milestone, BeforeValidator(read_value)]


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
    try:
        if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
            return date.fromisoformat(text)
    except ValueError:
        raise fault("no-such-date", text=text) from None
    raise fault("bad-date", text=text)


def read_whole(value: Any) -> int:
    """A whole number, zero or more."""
    number = read_quantity(value)
    if number != number.to_integral_value() or number < 0:
        raise fault("whole-number-expected", text=str(number))
    return int(number)


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


Flag = Annotated[bool, BeforeValidator(read_flag)]
Date = Annotated[date, BeforeValidator(read_date)]
Whole = Annotated[int, BeforeValidator(read_whole)]
Url = Annotated[str, BeforeValidator(read_url)]
SiteUrl = Annotated[str, BeforeValidator(read_site_url)]


def listed(value: Any) -> Any:
    """One value is short for a list of one."""
    return value if isinstance(value, list | tuple) else [value]
