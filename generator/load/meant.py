"""What an author may have meant by a text that is refused: the form to write."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from rapidfuzz import fuzz, process

from generator.load.spanish import MONTHS
from generator.model.catalog import Catalog
from generator.model.period import Period
from generator.model.scalars import likely_date, slug
from generator.problems import Fix, Message, Problem, msg

_SURE = 79.0
_NUMBER = r"([0-9]+(?:\.[0-9]+)?)"
_PARTS = {"t": "T", "trim": "T", "trimestre": "T", "s": "S", "sem": "S", "semestre": "S", "b": "B"}
_PART = "|".join(_PARTS)
_DAY = re.compile(r"([0-9]{1,2})(?:°|º|ro)? (?:de )?([a-z]+),? (?:del? )?([0-9]{4})")
_MONTH_DAY = re.compile(r"([a-z]+) ([0-9]{1,2})(?:st|nd|rd|th)?,? ([0-9]{4})")
_MONTH = re.compile(r"([a-z]+)[ -](?:del? )?([0-9]{4})")
_YEAR_FIRST = re.compile(rf"([0-9]{{4}})[-/ ]?(?:0?([1-6]) ?({_PART})|({_PART})[ -]?0?([1-6]))")
_YEAR_LAST = re.compile(
    rf"(?:0?([1-6])(?:°|º|er|do|ro|to)?[ -]?({_PART})|({_PART})[ -]?0?([1-6]))"
    r"[-/ ]?(?:del? )?([0-9]{4})"
)


def meant(code: str, text: str) -> str:
    """The form to write instead of a text; "" where nobody can tell."""
    reader = _READERS.get(code)
    return reader(" ".join(text.casefold().split())) if reader else ""


def _date(text: str) -> str:
    """``10 de enero de 2025``, ``January 10, 2025``."""
    day, turned = _DAY.fullmatch(text), _MONTH_DAY.fullmatch(text)
    parts = day.groups() if day else turned.group(2, 1, 3) if turned else ("", "", "")
    if month := MONTHS.get(parts[1]):
        try:
            return date(int(parts[2]), month, int(parts[0])).isoformat()
        except ValueError:
            return ""
    return ""


def _period(text: str) -> str:
    """``2025-1T``, ``1er trimestre de 2025``, ``enero 2025``."""
    if found := _MONTH.fullmatch(text):
        month = MONTHS.get(found[1])
        return f"{found[2]}-{month:02}" if month else ""
    if found := _YEAR_FIRST.fullmatch(text):
        year, n, part, other_part, other_n = found.groups()
    elif found := _YEAR_LAST.fullmatch(text):
        n, part, other_part, other_n, year = found.groups()
    else:
        return _date(text)
    form = f"{year}-{_PARTS[part or other_part]}{n or other_n}"
    try:
        return Period.parse(form).text
    except ValueError:
        return ""


def _number(text: str) -> str:
    """``8.``, ``.8``, ``> 8``, ``± 2``: the digits alone; ``10-15-20``: a range of two ends."""
    if ends := re.fullmatch(rf"{_NUMBER}(?:-{_NUMBER})+", text):
        return f"{ends[1]}-{ends[2]}"
    found = re.fullmatch(rf"(?:[<>≥≤]=? ?|± ?)?{_NUMBER}\.?", text)
    if found:
        return found[1]
    return f"0{text}" if re.fullmatch(r"\.[0-9]+", text) else ""


_READERS = {"bad-date": _date, "bad-period": _period, "not-a-number": _number}

_LIMITS = {
    ">": msg("write {suggestion}, and in the indicator «direction: at-least» with «strict: true»"),
    "<": msg("write {suggestion}, and in the indicator «direction: at-most» with «strict: true»"),
    "≥": msg("write {suggestion}, and in the indicator «direction: at-least»"),
    "≤": msg("write {suggestion}, and in the indicator «direction: at-most»"),
}


def digits_alone(text: str) -> Message:
    """How to write a number that is not written whole, or stands with a limit or others."""
    if text.count("-") > 1:
        return msg("a range has two ends, {suggestion}; several figures, each its own period")
    sign = text.strip().replace(">=", "≥").replace("<=", "≤")[:1]
    return _LIMITS.get(sign, msg("write only the number: {suggestion}"))


MONTH_FIRST = frozenset({"AS", "GU", "MP", "PA", "PH", "PR", "UM", "US", "VI"})
"""Countries where 04/10/2026 is a day of April."""


def meant_here(catalog: Catalog, problems: list[Problem]) -> Iterator[Problem]:
    """The problems; a date is suggested as the country of the portal writes it.

    What names a unit, a document or a sheet by its title gets its id.
    """
    ids: dict[str, set[str]] = {}
    is_month_first = catalog.site is not None and catalog.site.region in MONTH_FIRST
    for problem in problems:
        if problem.code == "bad-date" and problem.hint and is_month_first:
            likely = likely_date(str(problem.message.values["text"]), month_first=True)
            there = problem.hint.having(suggestion=likely) if likely else problem.hint
            yield replace(problem, hint=there)
            continue
        if problem.code != "bad-id" or problem.place.path.endswith(("units.yml", "documents.yml")):
            yield problem
            continue
        if not ids:
            for name, id_ in _names(catalog):
                ids.setdefault(name, set()).add(id_)
        text = str(problem.message.values["text"])
        named = ids.get(slug(text), set())
        fix = Fix(max(named)) if len(named) == 1 else None
        yield replace(problem, hint=_id_meant(text, ids) or problem.hint, fix=fix)


def _id_meant(text: str, known: dict[str, set[str]]) -> Message | None:
    """The id of what is named, or the ids of several; only a question where it is a guess."""
    ids = {name: max(several) for name, several in known.items()}
    if named := ids.get(slug(text)):
        return msg("write its id: «{suggestion}»", suggestion=named)
    several = [ids.get(slug(part), "") for part in re.split(r" *[,;/] *| y ", text)]
    if len(several) > 1 and all(several):
        return msg("write the id of each, between brackets: [{ids}]", ids=", ".join(several))
    near = process.extractOne(slug(text), list(ids), scorer=fuzz.ratio, score_cutoff=_SURE)
    return msg("did you mean «{suggestion}»?", suggestion=ids[near[0]]) if near else None


def _names(catalog: Catalog) -> Iterator[tuple[str, str]]:
    """Titles as slugs, with the id of what they name."""
    for unit in catalog.units.values():
        yield from ((slug(name), unit.id) for name in (unit.name, unit.acronym, unit.id) if name)
    for document in catalog.documents.values():
        names = (document.title, document.number)
        yield from ((slug(name), document.id) for name in names if name)
    yield from ((slug(sheet.name), name) for name, sheet in catalog.indicators.items())
