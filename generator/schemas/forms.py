"""What an author may write where a value is read: one form for each reader of ``model``.

A pattern means the same to Python and to JavaScript. Where values of several types may stand,
``if`` tells them apart, so that an editor says what is wrong with the one that was meant.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from generator.model.quantities import MEANT
from generator.model.scalars import (
    CODE_FORM,
    ID_FORM,
    LONGEST,
    LONGEST_NAME,
    LONGEST_PURPOSE,
    LONGEST_SHORT,
    LONGEST_TITLE,
    WITHOUT_FIGURE,
    Milestone,
    State,
)
from generator.model.site import FORMAT
from generator.model.values import Intent

Form = dict[str, Any]

_DIGITS = r"(0|[1-9][0-9]*)(\.[0-9]+)?"
_YEAR = "(19|20|21)[0-9]{2}"
_FISCAL = "([0-9]{4}-[0-9]{2}|FY[0-9]{4})"
_PART = "(-(S[12]|T[1-4]|B[1-6]))?"
MONTH = f"{_YEAR}-(0[1-9]|1[0-2])"
_DAY = "(0[1-9]|[12][0-9]|3[01])"
_WEEK = f"{_YEAR}-W(0[1-9]|[1-4][0-9]|5[0-3])"
_INSIDE = f"{_WEEK}|{MONTH}(-s[1-5]|-{_DAY})?"
WEEKS = f"({_WEEK}|{MONTH}-s[1-5])"
_ID, _CODE = ID_FORM.pattern, CODE_FORM.pattern
_WEB = "[Hh][Tt][Tt][Pp][Ss]?://"
_SIGN = r'[^\s<>"]'
_LETTER = r"[A-Za-z\u00aa\u00b5\u00ba\u00c0-\u1fff\u3040-\ud7ff]"
_END = "-?([0-9.]+|inf)"
_MOST = 10**15


def form_of(reader: str) -> str:
    """The name of the form of what a function reads; "" where it has none."""
    name = OTHERS.get(reader, reader.lstrip("_").removeprefix("read_"))
    return name if name in FORMS else ""


def ref(name: str) -> Form:
    """What stands among the definitions."""
    return {"$ref": f"#/$defs/{name}"}


def either(kind: str, form: Form, other: Form) -> Form:
    """One form for values of a type, another for all else."""
    return {"if": {"type": kind}, "then": form, "else": other}


def number(least: float, most: float, kind: str = "integer") -> Form:
    """A number between two, which may be it."""
    return {"type": kind, "minimum": least, "maximum": most}


def with_remedy(codes: str, form: Form, pattern: str = "") -> Form:
    """A form with what the check says of other values, and of texts of another ``pattern``.

    The codes of its words stand in the keys that editors read.
    """
    return {**form, "errorMessage": codes, **({"patternErrorMessage": pattern} if pattern else {})}


def text(pattern: str, longest: int = LONGEST_TITLE) -> Form:
    """A text that is all of a pattern."""
    return {"type": "string", "maxLength": longest, "pattern": f"^{pattern}$"}


def _paragraph(longest: int) -> Form:
    one = r"^(?![\s\S]*\S[^\S\n]*\n[^\S\n]*\n\s*\S)"
    form = {"type": "string", "minLength": 1, "maxLength": longest, "pattern": one}
    return with_remedy("unquoted-text", form, "several-paragraphs")


def _typed(pattern: str, kind: str = "number") -> Form:
    """A number, or a text of a pattern."""
    return {"type": [kind, "string"], "pattern": pattern}


def _of_years(pattern: str) -> Form:
    """A text in which YAML reads a number where it is a year alone."""
    return {**number(1900, 2199), **_typed(f"^({pattern})$", "integer")}


def _as_typed(word: str) -> str:
    """The pattern of a word in letters of either size."""
    signs = {"_": " +", ".": r"\."}
    return "".join(f"[{it.upper()}{it}]" if it.isalpha() else signs.get(it, it) for it in word)


_LOOSE = rf"((entre|de|between|from) )?{_DIGITS} *(a|y|to|and) *{_DIGITS}"
_REFUSED = rf"#|S/|US\$|{_LOOSE}$|({'|'.join(map(_as_typed, MEANT))})\.?$|({'|'.join(State)})$"
"""What authors write for a figure, and the check refuses with the word to write instead; words of
the vocabulary are listed apart."""


def _mapping(needed: tuple[str, ...], **properties: Form) -> Form:
    return {
        "type": "object",
        "additionalProperties": False,
        "required": [*needed],
        "properties": properties,
    }


def _one_value(last: Form | bool) -> Form:
    """A value that is written as a mapping; what its keys do not tell is ``last``."""
    of_two = {"anyOf": [{"required": [it]} for it in ("numerator", "denominator", "per")]}
    ends = {"required": ["from", "to"], "maxProperties": 2}
    change = {"required": ["change"], "maxProperties": 1}
    ranged = {"if": ends, "then": ref("fromTo"), "else": last}
    divided = {"if": of_two, "then": ref("quotient"), "else": ranged}
    return {"if": change, "then": ref("change"), "else": divided}


def _apart(each: str) -> Form:
    """Parts by name; one end of a range is none."""
    ends = {"from": ["to"], "to": ["from"]}
    return {"type": "object", "dependentRequired": ends, "additionalProperties": ref(each)}


def _parts(each: str) -> Form:
    """A total alone is that of no parts."""
    not_alone = {"if": {"required": ["total"]}, "then": {"minProperties": 2}}
    return {**_apart(each), **not_alone}


def _figures(names: str, *states: State) -> dict[str, Form]:
    """What stands alone, a value, parts inside others, parts, and what may be a value or parts."""
    piece, one, inside, parts, figure = names.split()
    words = [*states, *Milestone, *Intent]
    whole = either("object", _one_value(ref(parts)), ref(piece))
    return {
        piece: {"anyOf": [with_remedy(_FIGURE, {"enum": words}), ref("piece")]},
        one: either("object", _one_value(last=False), ref(piece)),
        inside: either("object", _one_value(_apart(one)), ref(piece)),
        parts: _parts(inside),
        figure: {**whole, "examples": words},
    }


_FIGURE = "not-a-number unknown-state"
_NUMBER: Form = {"type": "number"}
_COUNTED = (State.NOT_PROGRAMMED, State.NOT_APPLICABLE)
FORMS: Mapping[str, Form] = {
    "text": _paragraph(LONGEST),
    "title": _paragraph(LONGEST_TITLE),
    "short": _paragraph(LONGEST_SHORT),
    "purpose": _paragraph(LONGEST_PURPOSE),
    "id": with_remedy("bad-id", text(_ID, LONGEST_NAME)),
    "code": with_remedy("unquoted-text", text(_CODE, LONGEST_NAME), "bad-code"),
    "name": with_remedy("unquoted-text", text(f"({_ID}/)?{_CODE}"), "bad-code"),
    "flag": with_remedy("flag-expected", {"type": "boolean"}),
    "date": with_remedy("bad-date", text(rf"(1[89]|2[01])[0-9]{{2}}-(0[1-9]|1[0-2])-{_DAY}")),
    "url": with_remedy("bad-url", text(rf"\s*{_WEB}{_SIGN}+\s*")),
    "site_url": with_remedy("bad-url bad-site-url", text(rf'\s*{_WEB}[^\s<>"?#\\]+\s*')),
    "commit": with_remedy(
        "bad-commit", {**number(10**6, 10**64), **_typed("^[0-9a-f]{7,64}$", "integer")}
    ),
    "address": with_remedy(
        "address-without-code", text(rf"\s*{_WEB}{_SIGN}*\{{code\}}{_SIGN}*\s*")
    ),
    "lines": {"type": ["number", "string"]},
    "quantity": with_remedy("not-a-number", number(-_MOST, _MOST, "number")),
    "whole": with_remedy("whole-number-expected", number(0, 10**6)),
    "rank": with_remedy("not-a-rank", number(1, _MOST)),
    "share": with_remedy("not-a-share", {"type": "number", "exclusiveMinimum": 0, "maximum": 100}),
    "cap": number(100, _MOST, "number"),
    "decimals": with_remedy("decimals-range", number(0, 6)),
    "format": number(1, FORMAT),
    "month": with_remedy("bad-month", {**number(1, 12), **_typed("^([1-9]|1[0-2])$", "integer")}),
    "period": with_remedy("bad-period", _of_years(f"({_YEAR}|{_FISCAL}){_PART}|{_INSIDE}")),
    "year": with_remedy("bad-year", _of_years(f"{_YEAR}|{_FISCAL}")),
    "span": either(
        "object",
        _mapping(("from", "to"), **{"from": ref("year"), "to": ref("year")}),
        with_remedy("bad-span", _of_years(f"{_YEAR}|{_FISCAL}")),
    ),
    "piece": {
        "errorMessage": _FIGURE,
        **number(-_MOST, _MOST),
        **_typed(f"^(-?{_DIGITS}--?{_DIGITS}|{_DIGITS}:{_DIGITS}|(?!{_REFUSED}).*{_LETTER}.*)$"),
    },
    **_figures("result value crossed breakdown figure", *_COUNTED, *WITHOUT_FIGURE),
    **_figures("plannedPiece planned plannedInside plannedParts target", *_COUNTED),
    "fromTo": _mapping(("from", "to"), **dict.fromkeys(("from", "to"), _typed(f"^-?{_DIGITS}$"))),
    "change": _mapping(
        ("change",),
        change=_typed(rf"^[-+]?{_DIGITS}\s*%?$"),
    ),
    "quotient": _mapping(
        ("numerator", "denominator"),
        numerator=_NUMBER,
        denominator={"type": "number", "exclusiveMinimum": 0},
        per=number(1, 10**6),
        value=_NUMBER,
    ),
    "by": either(
        "array",
        {"items": ref("code"), "minItems": 1, "maxItems": 2, "uniqueItems": True},
        ref("code"),
    ),
    "unit": either("object", ref("UnitForms"), ref("title")),
    "severity": {"enum": ["error", "warning", "off"]},
    "amended": {"type": ["number", "string", "boolean", "object"]},
    "printed": with_remedy("not-a-number", _typed("^(?![-+]?[0-9][0-9 .,%]*$)")),
    "cell": {"type": ["number", "string"]},
    "arithmetic": with_remedy("bad-arithmetic", _typed("^[0-9.+*/() -]+$")),
    "interval": with_remedy("bad-range", text(rf"[\[(]\s*{_END}\s*,\s*{_END}\s*[\])]")),
}
"""By the name of the definition: that of the function that reads it, without ``read_``."""

OTHERS = {
    "read_reason": "text",
    "read_contact": "text",
    "_read_any": "period",
    "_read_deadline": "period",
    "read_label": "period",
    "_as_printed": "unit",
}
"""Readers that are not called as their form is."""
LISTED = {"listed", "_entries"}
"""Readers that take one value for a list of one."""
FILLED_LATER = "filled_in"
"""The reader of a mapping whose values may still be missing."""
SOME = "_some"
"""The reader of a list that has an entry."""
SAME = {SOME, "_with_roles", FILLED_LATER}
"""Readers that change nothing of the form of what they hand on."""
