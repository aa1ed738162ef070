"""The parts of a plan as the rows of a matrix name them, one below the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from generator.author.sourced import From
from generator.load.matrix import CodesOf
from generator.matrix.guess import CODE_FIRST, level_named
from generator.matrix.headings import text_of
from generator.matrix.sheet import Reading
from generator.matrix.vocabulary import NAME, TOP
from generator.model.scalars import is_code
from generator.problems import Message, Problem, error, msg, plural, warning
from generator.workbook import Cell, cell_code
from generator.workbook.hazards import NO_CODE, met

_WRONG = msg("one of the codes is wrong")
_WRONG_OR_JOINED = msg("one of the codes is wrong, or say «codes: joined» of the level")


FromCell = From[Cell]
"""A value, and the cell that says it."""


@dataclass
class RowPart:
    """An element of the plan, or the plan itself."""

    level: str
    code: FromCell
    title: FromCell
    parents: list[RowPart] = field(default_factory=list)
    fields: dict[str, FromCell] = field(default_factory=dict)
    measures: dict[str, Measured] = field(default_factory=dict)
    """By what tells them apart in the matrix."""
    amounts: list[dict[str, FromCell]] = field(default_factory=list)
    n_below: int = 0
    refused: RowPart | None = None
    """The part that is not imported, and this with it: itself, or one above."""
    n_lost: int = 0
    """Rows that are not imported since this is not."""

    @property
    def name(self) -> str:
        """What a plan with levels of its own calls it."""
        return f"{self.level}/{self.code.value}" if self.level != TOP else TOP


@dataclass
class Measured:
    """The cells of one indicator at one element, by role and period."""

    cells: dict[tuple[str, str], Cell] = field(default_factory=dict)
    refused: Cell | None = None
    """The cell that says something else than another of the same indicator."""


@dataclass
class RowParts:
    """Reads which element each row is of."""

    reading: Reading
    top: RowPart
    found: dict[tuple[str, str], RowPart] = field(default_factory=dict)
    """By level and code."""
    problems: list[Problem] = field(default_factory=list)
    lost: dict[int, list[Cell]] = field(default_factory=dict)
    """What each row says of an element that is not imported for what is wrong in that row."""
    _open: dict[str, RowPart] = field(default_factory=dict)
    _by_title: dict[tuple[str, int, object], RowPart] = field(default_factory=dict)
    """By level, parent and title."""
    _numbers: set[Cell] = field(default_factory=set)
    _blocked: list[RowPart] = field(default_factory=list)
    _waiting: list[tuple[RowPart, str, Cell]] = field(default_factory=list)

    def of_row(self, row: int) -> RowPart:
        """The deepest element of a row, which is refused where nobody can tell; that is said."""
        if self.reading.has("level"):
            return self._leveled(row)
        for level in self.reading.levels:
            code, title = self._given(row, level)
            if (code or title) and not self._opened(level, code, title):
                break
        names = reversed([*self.reading.levels])
        return next((self._open[it] for it in names if it in self._open), self.top)

    def lose(self, part: RowPart, row: int) -> None:
        """A row is of an element that is not imported."""
        if part.refused and not part.refused.n_lost:
            cells = self.reading.of_row(row)
            own = (cell for it, cell in cells if it.level in {"", part.level} and cell.row == row)
            self.lost[row] = list(own)
        if part.refused:
            part.refused.n_lost += 1

    def at(self, level: str) -> RowPart | None:
        """The element of a level that the last row is of."""
        return self.top if level == TOP else self._open.get(level)

    def _leveled(self, row: int) -> RowPart:
        """The element of a row that names its level."""
        cell = self.reading.first(row, "level") or Cell(row, 1)
        level, number = level_named(text_of(cell), self.reading.level_words)
        if level == TOP:
            self._open.clear()
            return self.top
        if not level:
            what = msg("«{text}» is none of the levels of the plan", text=text_of(cell))
            self._say(cell, what)
            for level in self.reading.levels:
                self._block(level, cell)
            return self._open[level]
        code, title = self._given(row, "")
        code = code or (FromCell(number, cell) if number else None)
        if code is None and title is None:
            self._say(cell, msg("the row has neither code nor title"))
            code = FromCell("", cell)
        above = self.reading.first(row, "parent")
        names = text_of(above).split("; ") if above else []
        parents = [it for name in names if (it := self._named(name, level))]
        self._opened(level, code, title or code, parents)
        part = self._open[level]
        self._waiting += [(part, name, above) for name in names if above]
        return part

    def finish(self) -> None:
        """Find the parents that stand in rows below what they are parents of; say what is lost."""
        for it in self._blocked:
            if n := it.n_lost - 1:  # its own row has been told
                said = plural("{n} row more is not imported", "{n} rows more are not imported", n=n)
                self._say(it.code.source, said)
        for part, name, cell in self._waiting:
            if part.refused:
                continue
            if (parent := self._named(name, part.level)) is None:
                self._say(cell, msg("no row is called «{text}»", text=name))
            elif parent is not self.top and parent not in part.parents:
                part.parents.append(parent)

    def _named(self, name: str, below: str) -> RowPart | None:
        """What a row says that it is part of: at the level that is named, or the nearest above."""
        if name == TOP:
            return self.top
        level, mark, code = name.rpartition("/")
        near = [level] if mark else reversed(self._above(below))
        return next((self.found[it, code] for it in near if (it, code) in self.found), None)

    def _above(self, level: str) -> list[str]:
        names = [*self.reading.levels]
        return names[: names.index(level)]

    def _given(self, row: int, level: str) -> tuple[FromCell | None, FromCell | None]:
        """Code and title of a level as the cells of a row say them."""
        code, title = (self.reading.first(row, role, level) for role in ("code", "title"))
        both = self.reading.first(row, NAME, level)
        if both is not None:
            text = text_of(both)
            head = CODE_FIRST.match(text)
            told = FromCell(text[head.end() :] if head else text, both)
            return (FromCell(_tidy(head[1]), both) if head else None), told
        found = self._code(code) if code else None
        return found, (FromCell(text_of(title), title) if title else None)

    def _code(self, cell: Cell) -> FromCell | None:
        told = cell_code(self.reading.sheet, cell)
        if isinstance(told, Problem):
            self.problems.append(told)
            return FromCell("", cell)
        if told and isinstance(cell.value, Decimal) and "." in told and cell not in self._numbers:
            what = msg("the code {code} is a number of the workbook", code=told)
            hint = msg("if it was {code}0, say so under «cells» of the mapping", code=told)
            self.leave(cell, what, hint)
            self._numbers.add(cell)
        return FromCell(_tidy(told), cell) if told else None

    def _opened(
        self,
        level: str,
        code: FromCell | None,
        title: FromCell | None,
        parents: Sequence[RowPart] = (),
    ) -> bool:
        """Make the element the one that rows are of, and a new one where it is not known yet."""
        near = (self._open[it] for it in reversed(self._above(level)) if it in self._open)
        own, codes = list(parents) or [next(near, self.top)], self.reading.levels[level]
        if code is not None and not code.value:
            return self._block(level, code.source)
        if code is None:
            assert title is not None  # noqa: S101  # one of them is there
            part = self._by_title.get((level, id(own[0]), title.value))
            if part is None and codes is CodesOf.GIVEN:
                self._say(title.source, msg("«{text}» has no code", text=title.value))
                return self._block(level, title.source)
            number = f"{own[0].n_below + 1}"
            made = number if own[0] is self.top else f"{own[0].code.value}.{number}"
            code = part.code if part else FromCell(made, title.source)
        elif codes is CodesOf.JOINED and own[0] is not self.top:
            code = FromCell(f"{own[0].code.value}.{code.value}", code.source)
        part = self.found.get((level, str(code.value)))
        if part is None:
            part = self._new(level, own, code, title)
        elif not self._is_same(part, own, title):
            return self._block(level, code.source)
        if part is not self._open.get(level):
            self._close(level)
            self._open[level] = part
        return not part.refused

    def _new(
        self, level: str, parents: list[RowPart], code: FromCell, title: FromCell | None
    ) -> RowPart:
        part = RowPart(level, code, title or code, list(parents))
        part.refused = next((it.refused for it in parents if it.refused), None)
        is_code_ = is_code(str(code.value))
        if not part.refused and not is_code_:
            self.problems.append(
                met(NO_CODE, self.reading.place(code.source), text=str(code.value))
            )
        if not part.refused and (
            {part.code.source, part.title.source} & self.reading.refused or not is_code_
        ):
            self._blocked.append(part)
            part.refused = part
        parents[0].n_below += 1
        self.found[level, str(code.value)] = part
        self._know_title(part)
        return part

    def _know_title(self, part: RowPart) -> None:
        for parent in part.parents:
            self._by_title.setdefault((part.level, id(parent), part.title.value), part)

    def _is_same(self, part: RowPart, parents: list[RowPart], title: FromCell | None) -> bool:
        """Whether a row speaks of an element that is known; what differs is said."""
        if title and part.title.source is part.code.source and part.title.value == part.code.value:
            part.title = title
            self._know_title(part)
        if title and title.value != part.title.value:
            what = msg(
                "the code «{code}» stands for «{title}» here, and for «{other}» in {cell}",
                code=part.code.value,
                title=title.value,
                other=part.title.value,
                cell=part.title.source.address,
            )
            is_joined = self.reading.levels.get(part.level) is CodesOf.JOINED
            hint = _WRONG if is_joined else _WRONG_OR_JOINED
            self.problems.append(error("matrix-row", self.reading.place(title.source), what, hint))
            return False
        more = [it for it in parents if it not in part.parents and it is not self.top]
        if more and not self.reading.has("parent"):
            values = {"code": part.code.value, "one": part.parents[0].code.value}
            what = msg("«{code}» stands below «{one}» and below «{two}»", **values)
            said = what.having(two=more[0].code.value)
            hint = msg("if they are two, say «codes: joined» of the level")
            self.leave(title.source if title else part.code.source, said, hint)
        part.parents += more
        self._know_title(part)
        return True

    def _close(self, level: str) -> None:
        """Nothing of a level or below it is open."""
        names = list(self.reading.levels)
        for it in names[names.index(level) :]:
            self._open.pop(it, None)

    def _block(self, level: str, cell: Cell) -> bool:
        """Whatever stands below is of something that is not imported; always false."""
        self._close(level)
        part = RowPart(level, FromCell("", cell), FromCell("", cell), [self.top])
        part.refused = self._open[level] = part
        self._blocked.append(part)
        return False

    def leave(self, cell: Cell, what: Message, hint: Message) -> None:
        """Say what is left out, or deserves a look."""
        self.problems.append(warning("matrix-cell", self.reading.place(cell), what, hint))

    def _say(self, cell: Cell, what: Message) -> None:
        hint = msg("mend the cell, or name the row under «skip» of the mapping")
        self.problems.append(error("matrix-row", self.reading.place(cell), what, hint))


def _tidy(code: str) -> str:
    """A code without what cannot stand in one: blanks, and signs at its end."""
    return ".".join(code.strip(" .:)-–").split())
