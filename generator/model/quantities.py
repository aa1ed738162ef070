"""Numbers, each read strictly: exact decimals with the digits that the author wrote."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import Annotated, Any

from pydantic import BeforeValidator

from generator.model.base import fault
from generator.model.quotients import Quotient
from generator.model.scalars import Milestone, Plain, State, lacking, refuse_nothing
from generator.model.values import (
    Change,
    Intent,
    Other,
    Range,
    read_mapping,
    read_other,
    read_words,
)

_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?")
_GROUPED = re.compile(r"-?[1-9][0-9]{0,2}(?:[ ,.'\u00a0\u202f][0-9]{3})+(?:[.,][0-9]+)?")
_QUOTES = "“”„‟‘’‚«»\"'`´"
_COMMA = re.compile(r"-?[0-9]+,[0-9]+")
_CURRENCY = re.compile(r"(?:S/\.?|US\$|\$|€)\s*(-?[0-9].*)")


def _refuse_number(text: str) -> Exception:
    if text.startswith("#"):
        return fault("spreadsheet-error", text=text)
    if (bare := text.strip(_QUOTES)) != text and _NUMBER.fullmatch(bare):
        return fault("quoted-number", text=bare)
    if text.endswith("%"):
        ends = text.replace("%", "").split("-")  # of a range, each has its sign
        return fault("percent-sign", text=text, suggestion="-".join(map(_digits, ends)))
    if (found := _CURRENCY.fullmatch(text)) and (amount := _amount(found[1])):
        return fault("currency-sign", text=text, suggestion=amount)
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


def _amount(text: str) -> str:
    """The plain form of a printed amount, ``1.2M`` too; "" where it is no number."""
    bare = text.rstrip("kKmM ")
    digits = _digits(bare)
    if not _NUMBER.fullmatch(digits):
        return ""
    times = _SHORT.get(text[len(bare) :].strip().lower())
    return digits if times is None else f"{(Decimal(digits) * times).normalize():f}"


_SHORT = {"k": 1_000, "m": 1_000_000, "mm": 1_000_000}


def read_quantity(value: Any) -> Decimal:
    """An exact decimal in plain notation, with the digits the author wrote."""
    if isinstance(value, bool) or value is None:
        raise fault("not-a-number", text=str(value))
    if isinstance(value, int | Decimal):
        return value if isinstance(value, Decimal) else Decimal(value)
    if isinstance(value, Plain):
        refuse_nothing(value)
        if value.kind == "number" and (number := _number(value.text)) is not None:
            return number
        raise _plain_number(value.text)
    if not isinstance(value, str):
        raise fault("number-expected")
    if _NUMBER.fullmatch(value):
        raise fault("quoted-number", text=value)
    if _NUMBER.fullmatch(value.strip()) and (odd := re.search(r"[^\S ]", value)):
        raise fault("hidden-character", char=f"U+{ord(odd[0]):04X}")
    raise _refuse_number(value.strip())


_MOST_WHOLE, _MOST_BEHIND = 15, 10
"""Digits before and after the point: more than any budget or rate of a country has."""


def _in_bounds(text: str) -> Decimal:
    whole, _, behind = text.lstrip("-").partition(".")
    if len(whole) > _MOST_WHOLE or len(behind) > _MOST_BEHIND:
        raise fault("number-out-of-range", text=text)
    number = Decimal(text)
    return number or abs(number)


def _plain_number(text: str) -> Exception:
    """Why an unquoted text that YAML calls a number is not one of ours."""
    if re.fullmatch(r"-?0[0-9]+(\.[0-9]+)?", text):
        return fault("leading-zero", text=text, suggestion=str(Decimal(text)))
    if re.fullmatch(r"[-+]?[0-9.]+[eE][-+]?[0-9]+", text):
        if plain := _expanded(text):
            return fault("exponent", text=text, suggestion=plain)
        return fault("number-out-of-range", text=text)
    if text.startswith("+"):
        return fault("plus-sign", text=text, suggestion=text[1:])
    return _refuse_number(text)


def _expanded(text: str) -> str:
    try:
        number = Decimal(text)
    except ArithmeticError:
        return ""
    return f"{number:f}" if abs(number.adjusted()) <= 15 else ""  # noqa: PLR2004


_Value = Decimal | State | Milestone | Intent | Other


@lru_cache(1 << 14)
def _number(text: str) -> Decimal | None:
    """A number in plain notation, each one object however often it is written; else None."""
    return _in_bounds(text) if _NUMBER.fullmatch(text) else None


def read_value(value: Any) -> _Value:
    """What a figure can be: a number, a state, done / not-done, or what ``values`` reads."""
    if type(value) is Plain and (number := _number(value.text)) is not None:
        return number
    if isinstance(value, State | Milestone | Intent | Other):
        return value
    if isinstance(value, dict) and (found := read_keyed(value)) is not None:
        return found
    if isinstance(value, Plain) and (value.kind == "bool" or ":" in value.text):
        value = value.text
    return _read_piece(value) if isinstance(value, str) else read_quantity(value)


_NUMBERS = ("numerator", "denominator")
_BESIDE = {"per", "value"}


def read_keyed(value: dict[Any, Any]) -> Range | Change | Quotient | None:
    """One value that is written as a mapping; None where the keys are parts."""
    given = {str(getattr(key, "text", key)): it for key, it in value.items()}
    named = {name.casefold() for name in given} & {*_NUMBERS, "numerador", "denominador"}
    if not named and not {"per"} <= given.keys() <= _BESIDE:
        return read_mapping(value)
    if not {*_NUMBERS} <= given.keys() <= {*_NUMBERS, *_BESIDE}:
        raise fault("not-a-quotient", keys=", ".join(given))
    per = Decimal(read_whole(given.pop("per"), least=1)) if "per" in given else None
    numbers = {key: read_quantity(it) for key, it in given.items()}
    if (under := numbers["denominator"]) <= 0:
        raise fault("denominator-of-nothing", text=str(under))
    found = Quotient(numbers["numerator"], numbers["denominator"], per, numbers.get("value"))
    if found.adjusted() >= _MOST_WHOLE:
        raise fault("number-out-of-range", text=f"{found:f}")
    return found


def _read_piece(value: str) -> _Value:
    if value == State.NOT_REPORTED:
        raise fault("state-never-written", text=value)
    for words in (State, Milestone):
        if value in set(words):
            return words(value)
    if (meant := word_meant(value)) is not None:
        raise fault("unknown-state", text=value, suggestion=meant)
    if value.strip() in {"-", "–", "—"}:
        raise fault("dash-as-value", text=value)
    is_error = value.startswith("#") or _CURRENCY.fullmatch(value)
    words_of = None if is_error else read_words(value)
    return read_other(value) or words_of or read_quantity(value)


def word_meant(text: str) -> str | None:
    """The state or the intent that somebody means by a word of their own."""
    return MEANT.get("_".join(text.casefold().rstrip(".").split()))


MEANT = {
    word: state
    for state, words in {
        "done": "sí si yes true done completed hecho cumplido realizado ejecutado",
        "not-done": "no false not_done not_completed pendiente incumplido",
        "not-programmed": "np not_programmed no_programado no_programada sin_programar",
        "not-applicable": "na n/a not_applicable no_aplica no_corresponde",
        "not-available": "nd n/d n.d no_data no_disponible s/d sin_dato not_available",
        "withheld": "reservado reservada secreto confidencial confidential",
        "maintain": "mantener mantenerse keep",
        "increase": "aumentar incrementar raise rise",
        "decrease": "reducir disminuir reduce lower",
    }.items()
    for word in words.split()
}
"""Words that authors write for a state or an intent, in the form in which they are compared."""


def not_given(figure: Any) -> State | None:
    """The state of a figure, or of one of its members, that is reported and not given."""
    return lacking(figure.values() if isinstance(figure, dict) else [figure])


Quantity = Annotated[Decimal, BeforeValidator(read_quantity)]
Value = Annotated[_Value, BeforeValidator(read_value)]

_MOST_COUNTED = 1_000_000
"""Days, activities, places in a list: nothing that is counted one by one has more."""


def read_whole(value: Any, *, least: int = 0) -> int:
    """A whole number, zero or more."""
    number = read_quantity(value)
    if number != number.to_integral_value() or number < least:
        raise fault("whole-number-expected", text=str(number), least=least)
    if number > _MOST_COUNTED:
        raise fault("number-out-of-range", text=str(number))
    return int(number)


Whole = Annotated[int, BeforeValidator(read_whole)]


def _read_rank(value: Any) -> Decimal:
    """A place in an order, from 1."""
    if isinstance(value, str) and not _NUMBER.fullmatch(value):
        raise fault("not-a-rank", text=value)
    number = read_quantity(value)
    if number < 1 or number != number.to_integral_value():
        raise fault("not-a-rank", text=str(number))
    return number


Rank = Annotated[Decimal, BeforeValidator(_read_rank)]


_ALL = 100


def _read_share(value: Any) -> Decimal:
    """A part of a whole, in percent: more than 0, at most 100."""
    number = read_quantity(value)
    if not 0 < number <= _ALL:
        raise fault("not-a-share", text=str(number))
    return number


Share = Annotated[Decimal, BeforeValidator(_read_share)]
