"""certain(code, values) -> Fix | None: what to write instead, where only that can be meant.

Never a figure by guess: a text that two people would read as two things has no fix.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping

from generator.load.meant import meant
from generator.model.scalars import likely_date
from generator.problems import Fix

_CUT = "…"
"""At the end of a number that was too long to be kept."""


def certain(code: str, values: Mapping[str, object]) -> Fix | None:
    """The fix of a refusal, by what its message is filled with."""
    text, suggestion = (str(values.get(key, "")) for key in ("text", "suggestion"))
    maker = _MAKERS.get(code)
    return maker(text, suggestion) if maker and not text.endswith(_CUT) else None


def _date(text: str, suggestion: str) -> Fix | None:
    """Not of a day and a month that may be exchanged, or that stand in for the form."""
    likely = likely_date(text)
    sure = likely if likely == likely_date(text, month_first=True) else None
    return Fix(suggestion, bare=True) if suggestion in {sure, meant("bad-date", text)} else None


def _period(text: str, suggestion: str) -> Fix | None:
    """Not of «2024-1» or «2024-II», which may be a month, a quarter or a semester."""
    if likely_date(text) or meant("bad-date", text):
        return _date(text, suggestion)
    is_part = re.search(r"[TSBW]", suggestion) and re.search(r"(?i)[tsbwqh]", text)
    is_month = re.search(rf"(?<!\d){suggestion[-2:]}(?!\d)|[^\W\d_]{{4}}", text)
    return Fix(suggestion, bare=True) if suggestion and (is_part or is_month) else None


def _grouped(text: str, suggestion: str) -> Fix | None:
    """Not of «1,234», which some write for one and a bit."""
    marks = re.findall(r"[ ,.'\u00a0\u202f]", text)
    last, kinds = marks[-1], set(marks)
    if len(kinds) == 1:
        is_sure = len(marks) > 1 or last not in ",."
    else:
        is_sure = marks.count(last) == 1 and len(text.rpartition(last)[2]) != len("234")
    return Fix(suggestion, bare=True) if is_sure and len(kinds) <= len(",.") else None


def _number(_text: str, suggestion: str) -> Fix | None:
    return (
        Fix(suggestion, bare=True) if re.fullmatch(r"-?[0-9]+(?:\.[0-9]+)?", suggestion) else None
    )


_MAKERS: dict[str, Callable[[str, str], Fix | None]] = {
    "bad-date": _date,
    "bad-period": _period,
    "decimal-comma": _number,
    "letters-apart": lambda text, _: Fix(unicodedata.normalize("NFC", text)),
    "plus-sign": _number,
    "quoted-number": lambda text, _: _number(text, text),
    "thousands-separator": _grouped,
    "unquoted-text": lambda text, _: Fix(text),
}
FIXED = frozenset({*_MAKERS, "unknown-key", "unknown-choice", "bad-id"})
"""Codes whose problems may have a fix."""
