"""Headings in words: which rows they stand in, the period that they name, and what they mean."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from rapidfuzz import fuzz, process

from generator.load.spanish import MONTHS
from generator.matrix.vocabulary import IGNORE, Pack, roles, stages
from generator.model.money import Stage
from generator.model.scalars import slug
from generator.workbook import Cell, Sheet

_LAST_ROW = 60
"""Headings stand above it."""
_MOST = 4
"""Rows that headings can take."""
_LIKELY = 86
_JOINED, _LONGEST = " · ", 300


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a column holds: a role, and of which level, period or stage of money."""

    role: str
    level: str = ""
    period: str = ""
    stage: str = ""
    is_sure: bool = True

    def __str__(self) -> str:
        return " ".join(filter(None, (self.role, self.level, self.stage, self.period)))


def header_rows(sheet: Sheet, pack: Pack) -> tuple[int, int] | None:
    """The first and the last row of the headings; None where there are none."""
    rows = range(1, min(sheet.n_rows, _LAST_ROW) + 1)
    scores = {n: _score(sheet, n, pack) for n in rows if _is_heading(sheet, n, wide=2)}
    best = max(scores, key=lambda n: (scores[n], -n), default=0)
    if not best or scores[best] < 2:  # noqa: PLR2004
        return None
    first = last = best
    while last - first < _MOST and first > 1 and _is_heading(sheet, first - 1, wide=2):
        first -= 1
    while last - first < _MOST and _goes_on(sheet, last + 1, pack):
        last += 1
    return first, last


def _score(sheet: Sheet, row: int, pack: Pack) -> int:
    found = [meaning_of([text_of(it)], pack) for it in sheet.row(row) if text_of(it)]
    return len({str(it) for it in found if it and it.is_sure})


def _is_heading(sheet: Sheet, row: int, *, wide: int) -> bool:
    given = [it for it in sheet.row(row) if text_of(it)]
    return len(given) >= wide and all(map(_is_label, given))


def _is_label(cell: Cell) -> bool:
    return isinstance(cell.value, str | date) or bool(_YEAR.fullmatch(text_of(cell)))


def _goes_on(sheet: Sheet, row: int, pack: Pack) -> bool:
    """Whether a row below headings is one of them: periods, «programado», numbers of columns."""
    texts = [text_of(it) for it in sheet.row(row) if text_of(it)]
    if not texts:
        return False
    if all(re.fullmatch(r"\(?[0-9]{1,2}\)?|[a-z]|\([a-z]\)", it, re.IGNORECASE) for it in texts):
        return len(texts) > 2 and len(set(texts)) == len(texts)  # noqa: PLR2004
    read = (meaning_of([it], pack) for it in texts)
    known = [it for it in read if it and (it.is_sure or it.period)]
    return _is_heading(sheet, row, wide=1) and 2 * len(known) >= len(texts)


def text_of(cell: Cell) -> str:
    """What a cell says, on one line; a day that stands for a month as ``2026-01``."""
    if isinstance(cell.value, date):
        return f"{cell.value:%Y-%m}"
    if cell.value is None:
        return ""
    return " ".join(str(cell.value).split())


def headings(sheet: Sheet, rows: tuple[int, int]) -> dict[int, tuple[str, ...]]:
    """By column the texts over it, from the top; what is over several columns is over each."""
    first, last = rows
    found: dict[int, tuple[str, ...]] = {}
    left: dict[int, str] = {}
    for column in range(1, sheet.width + 1):
        texts: list[str] = []
        for row in range(first, last + 1):
            cell = sheet.cell(row, column)
            text = text_of(sheet.merged_into(cell))
            lower = (text_of(sheet.cell(n, column)) for n in range(row + 1, last + 1))
            below = any(it and not _is_number(it) for it in lower)
            if not text and row < last and below:
                text = left.get(row, "")
            left[row] = text if below else ""
            texts += [text] if text and text not in texts and not _is_number(text) else []
        if texts:
            found[column] = tuple(texts)
    return found


def repeats(sheet: Sheet, row: int, rows: tuple[int, ...]) -> bool:
    """Whether a row below the headings says one of them again, as at the top of a printed page."""
    given = [it for it in sheet.row(row) if text_of(it)]
    alike = (all(text_of(it) == text_of(sheet.cell(n, it.column)) for it in given) for n in rows)
    return len(given) > 1 and any(alike)


def _is_number(text: str) -> bool:
    return bool(re.fullmatch(r"\(?[0-9]{1,3}\)?", text))


def joined(parts: Iterable[str]) -> str:
    """The texts over a column as one."""
    return printable(_JOINED.join(parts))


def printable(text: str) -> str:
    """A text as a mapping shows it: not endless, and with no sign that cannot be seen."""
    return "".join(sign for sign in text if sign.isprintable())[:_LONGEST].strip() or "…"


# Periods.

_NUMBERS = {
    word: n
    for words in ("1 2 3 4 5 6", "i ii iii iv v vi", "primer segundo tercer cuarto", "first second")
    for n, word in enumerate(words.split(), 1)
}
_NUMBER = "|".join(sorted(_NUMBERS, key=len, reverse=True))
_PARTS = {"T": r"t|q|tri|trim|trimestre|quarter", "S": r"s|sem|semestre|half", "B": r"bim|bimestre"}
_YEAR = re.compile(r"(?<![0-9])((?:19|20|21)[0-9]{2})(?![0-9])")


def period_in(parts: Sequence[str]) -> tuple[str, str, list[str]]:
    """The year that headings name, the part of it (``T1``, ``03``), and what else they say."""
    year = part = ""
    rest = []
    for text in parts:
        said = f"-{slug(text)}-"
        if found := _YEAR.search(said):
            year, said = found[1], said[: found.start()] + said[found.end() :]
        for found in re.finditer(r"-([a-z]{3,})(?=-(?:([0-9]{2})-)?)", said):
            if number := next((n for it, n in MONTHS.items() if it.startswith(found[1])), 0):
                part, year = f"{number:02}", f"20{found[2]}" if found[2] else year
                said = (
                    f"{said[: found.start()]}-{said[found.end(2) if found[2] else found.end() :]}"
                )
                break
        if year and (found := re.search(r"(?:^-+|--)(0[1-9]|1[0-2])-+$", said)):
            part, said = found[1], said[: found.start()]
        for letter, names in _PARTS.items():
            before = rf"-({_NUMBER})(?:er|do|ro|to|st|nd|rd|th|o)?-?(?:{names})-"
            if found := re.search(rf"{before}|-(?:{names})-?({_NUMBER})-", said):
                part = f"{letter}{_NUMBERS[found[1] or found[2]]}"
                said = f"{said[: found.start()]}-{said[found.end() :]}"
                break
        rest.append(said.strip("-"))
    return year, part, rest


# Meanings.

_MONEY = re.compile(
    r"-(financier[ao]s?|presupuest\w*|monto|costo|soles|s|pesos|bs|budget|cost|spent|gastado)-"
)
_ONLY_MONEY = {Stage.OPENING, Stage.MODIFIED, Stage.CERTIFIED, Stage.ACCRUED, Stage.PAID}
_WITH_STAGE = {"amount", "target", "result", "total", "", IGNORE}


def meaning_of(parts: Sequence[str], pack: Pack) -> Meaning | None:
    """What the texts over a column mean, the lowest saying most; None where nothing is known."""
    year, part, rest = period_in(parts)
    period = "-".join(filter(None, (year, part)))
    slugs = [it for it in rest if it]
    whole = "-".join(slugs)
    if any(text.startswith("%") for text in parts):
        return Meaning(IGNORE)  # a quotient of other columns
    for text in (whole, *reversed(slugs)):
        if is_ := pack.columns.get(text):
            role, _, about = is_.partition(" ")
            is_stage = about in set(Stage)
            return Meaning(role, "" if is_stage else about, period, about if is_stage else "")
    named = {word: code for code, them in pack.levels.items() for word in them}
    role, by_role = _best([*slugs, whole], roles())
    level, by_level = _best(slugs, named)
    level = "" if by_level in by_role else level
    role = "" if by_role in by_level else role
    stage, _ = _best(slugs, stages())
    if len(slugs) > 1 and role in _WITH_STAGE and slugs[-1] and not _is_known(slugs[-1], named):
        return Meaning(IGNORE, is_sure=False)  # what stands over a group says nothing of this one
    is_money = _MONEY.search(f"-{whole}-") and by_role != whole
    is_money = bool(is_money) or bool(stage and Stage(stage) in _ONLY_MONEY)
    if role == "amount" or (role in _WITH_STAGE and is_money):
        is_sure = bool(stage) or role == "total"
        return Meaning("amount", level, period, stage or Stage.PROGRAMMED, is_sure)
    if role:
        return Meaning(role, level, period)
    if level:
        return Meaning("title", level)
    if period:
        return Meaning("target", period=period, is_sure=bool(part) and not slugs)
    near = process.extractOne(whole, list(roles()), scorer=fuzz.ratio, score_cutoff=_LIKELY)
    return Meaning(roles()[near[0]], is_sure=False) if near and whole else None


def _is_known(text: str, levels: Mapping[str, str]) -> bool:
    """Whether any word of a heading is known."""
    return any(_best([text], known)[0] for known in (roles(), stages(), levels))


def _best(slugs: Sequence[str], known: Mapping[str, str]) -> tuple[str, str]:
    """What the words of headings say, and by which: a whole heading more than a part of it."""
    best, highest = ("", ""), 0
    for n, text in enumerate(slugs):
        for word, value in known.items():
            at = f"-{text}-".find(f"-{word}-")
            score = 0 if at < 0 else _WHOLE * (text == word) + _LOWER * n + len(word) - (at > 0)
            best, highest = ((value, word), score) if score > highest else (best, highest)
    return best


_WHOLE, _LOWER = 100, 30
