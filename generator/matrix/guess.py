"""What a sheet seems to be: its headings, levels, periods and units, for an editor to confirm."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from generator.load.matrix import CodesOf
from generator.matrix.headings import (
    Meaning,
    header_rows,
    headings,
    joined,
    meaning_of,
    printable,
    repeats,
    text_of,
)
from generator.matrix.vocabulary import IGNORE, NAME, TOP, Pack, packs, totals, words
from generator.model.scalars import is_id, slug
from generator.workbook import Cell, Sheet, Workbook

OF_LEVEL = frozenset(
    {"code", "title", NAME, "short", "purpose", "description", "weight", "priority"}
)
"""Roles of an element alone, which it may have at any level."""
OF_RESULT = ("evidence", "situation", "factors", "measures_taken", "recommendation")
CODE_FIRST = re.compile(r"((?:[A-Z]{1,5}[ .\-]?)?[0-9]+(?:[.\-][0-9]+)*)[.):\-–\s]+(?=\S*[^\W\d_])")
"""A code before a title, in one cell: «OEI.01 Mejorar …», «1.2.- Construir …»."""
_FEW, _MOST_LEVELS = 3, 6


@dataclass
class Guess:
    """A sheet with the pack that fits it, and what each column seems to hold."""

    sheet: Sheet
    pack: Pack
    header: tuple[int, int]
    year: str
    """Of the plan, where the sheet names none."""
    columns: dict[int, Meaning] = field(default_factory=dict)

    @cached_property
    def headings(self) -> dict[int, tuple[str, ...]]:
        """The texts over each column."""
        return headings(self.sheet, self.header)

    @property
    def first(self) -> int:
        """The first row below the headings."""
        return self.header[1] + 1

    @cached_property
    def last(self) -> int:
        """The last row with something in a column that means something."""
        used = (it.row for it in self.sheet.used if self._is_read(it))
        return max(used, default=self.header[1])

    def _is_read(self, cell: Cell) -> bool:
        found = self.columns.get(cell.column)
        return found is not None and found.role != IGNORE and not cell.is_empty

    def cells(self, column: int) -> Iterator[Cell]:
        """What stands below a heading."""
        for row in range(self.first, self.last + 1):
            if not (cell := self.sheet.cell(row, column)).is_empty:
                yield cell

    @cached_property
    def totals(self) -> tuple[int, ...]:
        """Rows that are no part of the plan: they sum others, or repeat the headings."""
        named = [n for n, it in self.columns.items() if it.role != IGNORE]
        rows = range(self.first, self.last + 1)
        return tuple(
            n for n in rows if self._is_total(n, named) or repeats(self.sheet, n, self.header)
        )

    def _is_total(self, row: int, columns: list[int]) -> bool:
        """Whether the first text of a row, or of its columns that are read, has a word for it."""
        for numbers in (self.columns, columns):
            texts = (text_of(self.sheet.cell(row, n)) for n in numbers)
            if f"{slug(next(filter(None, texts), ''))}-".startswith(totals()):
                return True
        return False

    @cached_property
    def levels(self) -> dict[str, CodesOf]:
        """Levels from the top, with where their codes come from."""
        if named := self._of("level"):
            known = {level_named(text_of(it), self.pack.levels)[0] for it in named}
            found = [code for code in self.pack.levels if code in known] or [*self.named][
                :_MOST_LEVELS
            ]
        else:
            found = [it.level for it in self.columns.values() if it.role in {"code", "title", NAME}]
        return {code: self._codes(code) for code in dict.fromkeys(found) if code not in {"", TOP}}

    @property
    def named(self) -> dict[str, str]:
        """What the rows call their levels, where no pack knows the words, by a code for each."""
        texts = (text_of(it) for it in self._of("level"))
        names = {slug(it): it for it in texts if printable(it) == it}
        return {code: text for code, text in names.items() if is_id(code) and code != TOP}

    def _codes(self, level: str) -> CodesOf:
        """Where the codes of a level come from: those that repeat need that of their parent."""
        of = {it.role: n for n, it in self.columns.items() if it.level in {level, ""}}
        if NAME not in of and "code" not in of:
            return CodesOf.MADE
        titles: dict[str, set[str]] = {}
        for row in range(self.first, self.last + 1) if {"code", "title"} <= of.keys() else ():
            code, title = (text_of(self.sheet.cell(row, of[role])) for role in ("code", "title"))
            titles.setdefault(code, set()).add(title)
        n_many = sum(len(them) > 1 for code, them in titles.items() if code)
        return CodesOf.JOINED if n_many > len(titles) // 4 else CodesOf.GIVEN

    def _of(self, role: str) -> list[Cell]:
        columns = [n for n, it in self.columns.items() if it.role == role]
        return [cell for n in columns for cell in self.cells(n)]

    @property
    def score(self) -> tuple[int, int]:
        """How much of the sheet the pack explains."""
        sure = sum(it.is_sure and it.role != IGNORE for it in self.columns.values())
        texts = [f"-{slug(joined(it))}-" for it in self.headings.values()]
        known = [word for words_ in self.pack.levels.values() for word in words_]
        named = sum(
            max((len(it) for it in known if f"-{it}-" in text), default=0) for text in texts
        )
        own = sum(text.strip("-") in self.pack.columns for text in texts)
        return 10 * (sure + len(self.levels) + own) + named, not self.pack.profile

    @property
    def years(self) -> tuple[str, str]:
        """The years of the plan: of its targets, else those that the sheet names."""
        targets = (it.period for it in self.columns.values() if it.role in {"target", "result"})
        told = {it[:4] for it in targets if re.match("[0-9]{4}", it)}
        if not told:
            above = (text_of(it) for it in self.sheet.used if it.row < self.header[1])
            told = set(re.findall(r"\b(20[0-9]{2})\b", " ".join((self.sheet.name, *above))))
        years = sorted(told)
        return (years[0], years[-1]) if years else (self.year, self.year)

    @property
    def title(self) -> str:
        """The longest text above the headings; best of those that name a plan."""
        above = [text_of(it) for it in self.sheet.used if it.row < self.header[0]]
        named = [it for it in above if {*slug(it).split("-")[:2]} & {*words()["plan"]}]
        return printable(max(named or above, key=len, default="") or self.sheet.name)

    @property
    def units(self) -> Counter[str]:
        """Units in charge as the cells name them."""
        roles = ("responsible", "takes_part", "executing_unit")
        cells = (it for role in roles for it in self._of(role) if it.row not in self.totals)
        texts = map(text_of, cells)
        return Counter(text for text in texts if text and printable(text) == text)


def level_named(text: str, levels: Mapping[str, tuple[str, ...]]) -> tuple[str, str]:
    """The level that a cell names, and the number behind it: «Componente 2» is the second."""
    said = slug(text)
    for code, names in levels.items():
        for name in names:
            if found := re.fullmatch(rf"{name}(?:e?s)?(?:-([a-z]?[0-9].*))?", said):
                number = text.rsplit(maxsplit=1)[-1].rstrip(".:") if found[1] else ""
                return code, number
    return (TOP, "") if said == TOP else ("", "")


def guessed(workbook: Workbook, year: int, sheet: str = "", pack: str = "") -> Guess | None:
    """The sheet and the pack that fit best; None where no sheet has headings with a level."""
    sheets = [it for it in workbook.sheets if not it.is_hidden or sheet]
    asked = [it for it in sheets if not sheet or it.name.casefold() == sheet.casefold()]
    tried = [
        _read(Guess(it, known, rows, str(year)))
        for it in asked
        for known in packs()
        if pack in {"", known.id} and (rows := header_rows(it, known))
    ]
    return max((it for it in tried if it.levels), key=lambda it: it.score, default=None)


def _read(guess: Guess) -> Guess:
    for column, parts in guess.headings.items():
        found = meaning_of(parts, guess.pack)
        guess.columns[column] = found or Meaning(IGNORE, is_sure=False)
    _settle(guess)
    return guess


def _settle(guess: Guess) -> None:
    """What one heading alone cannot tell: levels, periods, and what comes twice."""
    columns = guess.columns
    for n in _not_meant(guess):
        columns[n] = Meaning(IGNORE, is_sure=False)
    has_level = any(it.role == "level" for it in columns.values())
    _levels(columns, has_level=has_level)
    for n, it in columns.items():
        if it.role == "title" and _has_codes(guess, n, it.level):
            columns[n] = replace(it, role=NAME)
    first, last = guess.years
    for n, it in columns.items():
        columns[n] = _dated(it, first, last)
    taken: set[str] = set()
    for n, it in sorted(columns.items(), key=lambda pair: not pair[1].is_sure):
        is_level = it.level in guess.levels and it.role != IGNORE
        columns[n] = it if is_level else replace(it, level="")
        again = str(columns[n]) in taken
        if again and it.role == "responsible":
            columns[n] = replace(columns[n], role="takes_part")
        elif again and it.role not in {IGNORE, "note", "takes_part"}:
            columns[n] = Meaning(IGNORE, is_sure=False)
        taken.add(str(columns[n]))


def _levels(columns: dict[int, Meaning], *, has_level: bool) -> None:
    """The level of a code is that of the title after it, of all else of an element before it."""
    known = {n: it.level for n, it in columns.items() if it.role in OF_LEVEL and it.level}
    for n, it in columns.items():
        if has_level:
            columns[n] = replace(it, level="")
        elif it.role in OF_LEVEL and not it.level:
            after = next((level for m, level in known.items() if m > n), "")
            before = next((level for m, level in reversed(known.items()) if m < n), "")
            level = (after or before) if it.role == "code" else (before or after)
            columns[n] = replace(it, level=level) if level else Meaning(IGNORE, is_sure=False)


def _not_meant(guess: Guess) -> Iterator[int]:
    """Columns whose cells are not what their headings say."""

    def of(role: str) -> list[int]:
        return [n for n, it in guess.columns.items() if it.role == role]

    leads, results = of("responsible"), {n: _is_computed(guess, n) for n in of("result")}
    yield from (n for n in of("priority") if _has_words(guess, n))  # «Alta» is no rank
    yield from (n for n in leads if len(leads) > 1 and not _has_words(guess, n))  # «1.10»
    # A formula sums those beside it, to 0 where nothing is reported yet.
    yield from (n for n, is_sum in results.items() if is_sum and not all(results.values()))


def _has_words(guess: Guess, column: int) -> bool:
    """Whether most cells of a column have a letter."""
    cells = [*guess.cells(column)]
    return 2 * sum(bool(re.search(r"[^\W\d_]", text_of(it))) for it in cells) > len(cells)


def _is_computed(guess: Guess, column: int) -> bool:
    """Whether most cells of a column are formulas."""
    cells = [*guess.cells(column)]
    if not any(it.formula for it in cells):
        return False
    own = [it.formula is not None for it in cells if it.row not in guess.totals]
    return 2 * sum(own) > len(own)


def _has_codes(guess: Guess, column: int, level: str) -> bool:
    """Whether most titles of a column have their code before them, and no column has it alone."""
    if any(it.role == "code" and it.level == level for it in guess.columns.values()):
        return False
    texts = [text_of(cell) for cell in guess.cells(column)]
    return bool(texts) and 3 * sum(bool(CODE_FIRST.match(it)) for it in texts) >= 2 * len(texts)


def _dated(it: Meaning, first: str, last: str) -> Meaning:
    """The same with a whole period: a part of a year is of the only year, else of none."""
    has_year = re.match("[0-9]{4}", it.period)
    if it.role == "amount":
        if it.period[4:] or (it.period and not has_year):
            return Meaning(IGNORE, is_sure=False)  # money is told by the year
        return replace(it, period=it.period or first, is_sure=it.is_sure and bool(it.period))
    if it.role in {"target", "result"}:
        if has_year:
            return it
        year = first if first == last or it.period else last
        period = "-".join(filter(None, (year, it.period)))
        return replace(it, period=period, is_sure=it.is_sure and first == last != "")
    keeps = has_year and it.role in {"baseline", *OF_RESULT}
    return it if keeps else replace(it, period="")


def names_of(guess: Guess, lang: str) -> Mapping[str, tuple[str, str]]:
    """What general levels are called, one and several."""
    known, own = words()["levels"], {code: (text, text) for code, text in guess.named.items()}
    return own | {code: tuple(known[code][lang]) for code in guess.levels if code in known}
