"""A workbook that came back: for whom it was made, and which cell of it holds what."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields

from generator.forms.book import FORMAT, Identity
from generator.forms.fields import BAR, FIELDS, FormBlock, Input, Key, as_text, folded
from generator.forms.layout import BASE, EXAMPLE, KEY, LABEL, LAST, MARK, STORE, TARGET, UNIT
from generator.problems import Message, Place, Problem, error, msg, warning
from generator.workbook import Cell, Sheet, UnreadableError, Workbook
from generator.workbook.hazards import one_line

_MAKE = msg("make a new one with «avance sheet» and copy the values into it")
_ELSEWHERE = {
    UNIT: msg("a unit is changed in the plan, or in its indicator"),
    TARGET: msg("a target is changed in the plan: avance amend"),
    LAST: msg("a result of before is corrected in the workbook of its period"),
}
"""Where what a row shows of its measure is changed, by the name of the column."""
_NAMES = [it.name for it in fields(Identity)]


@dataclass(frozen=True, slots=True)
class Given:
    """A cell of the workbook, in its sheet."""

    sheet: Sheet
    cell: Cell

    @property
    def place(self) -> Place:
        """Where it stands."""
        return self.sheet.place(self.cell)


@dataclass(frozen=True)
class FilledForm:
    """A workbook that was read."""

    path: str
    identity: Identity
    base: Mapping[Key, str]
    """What the files said when it was made; what is not named was empty."""
    labels: Mapping[tuple[FormBlock, str], str]
    known: Mapping[tuple[str, str], str]
    """What was shown of each measure: its unit, its targets, its last value."""
    cells: Mapping[Key, Given]


def _refused(place: Place, what: Message, hint: Message = _MAKE) -> UnreadableError:
    """The workbook cannot be used."""
    return UnreadableError(error("workbook-not-ours", place, what, hint))


def filled_of(book: Workbook) -> tuple[FilledForm | None, list[Problem]]:
    """What a workbook holds, and what is wrong with its rows; None where it is none of ours."""
    try:
        store = _store(book)
        identity, base, labels, known = _stored(store)
        _same(book, store, identity)
        sheets = _sheets(book, {section for section, _ in labels})
    except UnreadableError as refused:
        return None, [refused.problem]
    cells: dict[Key, Given] = {}
    problems: list[Problem] = []
    for section, (sheet, mark) in sheets.items():
        found, wrong = _Rows(section, sheet, mark, labels, known).read()
        cells |= found
        problems += wrong
    return FilledForm(book.path, identity, base, labels, known, cells), problems


def _text(cell: Cell) -> str:
    return as_text(cell.value).strip()


def _store(book: Workbook) -> Sheet:
    """The hidden sheet, by what stands in it."""
    for sheet in book.sheets:
        column = [_text(sheet.cell(row, 1)) for row in range(1, len(_NAMES) + 2)]
        if column == [*_NAMES, BASE]:
            return sheet
    made = STORE in book.properties or any(_marks(book))
    what = msg("this workbook was not made by «avance sheet»")
    if made:
        what = msg("the hidden sheet «{name}» is gone from the workbook", name=STORE)
    raise _refused(Place(book.path), what)


def _stored(
    store: Sheet,
) -> tuple[Identity, dict[Key, str], dict[tuple[FormBlock, str], str], dict[tuple[str, str], str]]:
    told = {name: _text(store.cell(row, 2)) for row, name in enumerate(_NAMES, 1)}
    number = told.pop("format")
    if not number.isdecimal() or int(number) > FORMAT:
        what = msg("the workbook was made by a newer version of avance")
        raise _refused(store.place(), what, msg("install a newer avance"))
    base: dict[Key, str] = {}
    labels: dict[tuple[FormBlock, str], str] = {}
    known: dict[tuple[str, str], str] = {}
    for number_ in range(len(_NAMES) + 2, store.n_rows + 1):
        section, row, name, text = (_text(store.cell(number_, column)) for column in range(1, 5))
        if section not in set(FormBlock):
            continue
        if name == LABEL:
            labels[FormBlock(section), row] = text
        elif name in _ELSEWHERE:
            known[row, name] = text
        elif name in set(Input):
            base[Key(FormBlock(section), row, Input(name))] = text
    return Identity(**told, format=int(number)), base, labels, known


def _same(book: Workbook, store: Sheet, identity: Identity) -> None:
    """Refuse sheets of one workbook in another."""
    told = book.properties.get(STORE)
    if told is None or told.split(BAR)[:3] == [identity.plan, identity.period, identity.unit]:
        return
    what = msg("sheets of two workbooks are mixed here: its properties and its rows disagree")
    raise _refused(store.place(), what)


def _marks(book: Workbook) -> Iterator[tuple[FormBlock, Sheet, Cell]]:
    for sheet in book.sheets:
        for cell in sheet.used:
            name = _text(cell).removeprefix(MARK)
            if isinstance(cell.value, str) and name != cell.value and name in set(FormBlock):
                yield FormBlock(name), sheet, cell


def _sheets(book: Workbook, sections: set[FormBlock]) -> dict[FormBlock, tuple[Sheet, Cell]]:
    """Each section's sheet, whatever it is called now, with the cell that tells."""
    found: dict[FormBlock, tuple[Sheet, Cell]] = {}
    for section, sheet, cell in _marks(book):
        if section in found:
            what = msg("this sheet is a copy of «{other}»", other=found[section][0].name)
            hint = msg("delete one of the two")
            raise UnreadableError(error("workbook-rows", sheet.place(), what, hint))
        found[section] = sheet, cell
    if not found:
        what = msg("the hidden columns of the workbook are gone, and no row can be told")
        raise _refused(Place(book.path), what)
    if sections - found.keys():
        what = msg("a sheet of the workbook is gone, or its hidden column is")
        raise _refused(Place(book.path), what)
    return found


class _Rows:
    """The rows of one sheet, by their keys."""

    def __init__(
        self,
        section: FormBlock,
        sheet: Sheet,
        mark: Cell,
        labels: Mapping[tuple[FormBlock, str], str],
        known: Mapping[tuple[str, str], str],
    ) -> None:
        self.section, self.sheet, self.labels, self.known = section, sheet, labels, known
        self.key_column = mark.column
        numbers = range(mark.row + 1, sheet.n_rows + 1)
        self.names = next((n for n in numbers if self._key(n) == KEY), 0)
        width = range(1, sheet.width + 1)
        found = {_text(sheet.cell(self.names, n)): n for n in width} if self.names else {}
        self.columns = found

    def _key(self, number: int) -> str:
        return _text(self.sheet.cell(number, self.key_column))

    def read(self) -> tuple[dict[Key, Given], list[Problem]]:
        """Cells that can be filled in, and rows that are not as they were."""
        own = [Input.RESULT] if self.section is FormBlock.RESULTS else []
        if gone := [it for it in ("code", "title", *own) if it not in self.columns]:
            what = msg("the hidden row with the names of the columns is gone")
            if self.names:
                what = msg("no column is called «{name}» in the hidden row any more", name=gone[0])
            return {}, [error("workbook-not-ours", self.sheet.place(), what, _MAKE)]
        cells: dict[Key, Given] = {}
        problems: list[Problem] = [*self._merged()]
        seen: dict[str, int] = {}
        unread: dict[int, Problem] = {}
        for number in range(self.names + 2, self.sheet.n_rows + 1):
            key = self._key(number)
            if key == EXAMPLE:
                continue
            if wrong := self._wrong(number, key, seen):
                return {}, [*problems, wrong]  # the others are likely to have the same cause
            if key:
                cells |= {Key(self.section, key, of): it for of, it in self._open(number)}
                unread = {**dict(self._unread(number, key)), **unread}
            seen.setdefault(key, number)
        return cells, [*problems, *unread.values()]

    def _open(self, number: int) -> Iterator[tuple[Input, Given]]:
        for of in FIELDS[self.section]:
            if of in self.columns:
                cell = self.sheet.cell(number, self.columns[of])
                yield of, Given(self.sheet, cell)

    def _wrong(self, number: int, key: str, seen: Mapping[str, int]) -> Problem | None:
        """What is wrong with a row; nothing with an empty one."""
        told = [it.cell for _, it in self._open(number) if not it.cell.is_empty]
        label = " ".join(_text(self.sheet.cell(number, self.columns[n])) for n in ("code", "title"))
        if not key:
            if not told:
                return None
            what = msg("row {line} was added to the workbook: it has values and is of nothing")
            hint = msg("write them in the row of their indicator, and delete this one")
            return error("workbook-rows", self.sheet.place(told[0]), what.having(line=number), hint)
        place = self.sheet.place(self.sheet.cell(number, self.columns["title"]))
        known = self.labels.get((self.section, key))
        if known is None or folded(label) != folded(known):
            what = msg(
                "row {line} shows «{label}», and its hidden key is that of «{known}»: rows were "
                "sorted or moved without it",
                line=number,
                label=" ".join(label.split()),
                known=" ".join((known or key).split()),
            )
            return error("workbook-rows", place, what, _MAKE)
        if key in seen:
            what = msg("rows {first} and {line} are the same one", first=seen[key], line=number)
            return error("workbook-rows", place, what, msg("delete one of them"))
        return None

    def _unread(self, number: int, key: str) -> Iterator[tuple[int, Problem]]:
        """What somebody wrote beside the cells that are read, by its column."""
        names = {n: name for name, n in self.columns.items() if name}
        for cell in self.sheet.row(number):
            text, name = _text(cell), names.get(cell.column, "")
            hint = _ELSEWHERE.get(name) or msg(
                "write it in a yellow cell of its row, as in the note"
            )
            if name in _ELSEWHERE:
                if folded(text) == folded(self.known.get((key, name), text)):
                    continue
            elif not text or name or cell.column == self.key_column:
                continue
            what = msg("«{text}» is not read: only the yellow cells are", text=one_line(text))
            yield cell.column, warning("cell-closed", self.sheet.place(cell), what, hint)

    def _merged(self) -> Iterator[Problem]:
        """Cells below the heads that are one now: to which row a value belongs is not known."""
        for top, left, bottom, right in self.sheet.merged:
            first, last = (Cell(top, left).address, Cell(bottom, right).address)
            if bottom > self.names:
                what = msg("the cells {cells} are merged", cells=f"{first}:{last}")
                place = self.sheet.place(self.sheet.cell(top, left))
                hint = msg("separate them and write each value in its row")
                yield error("workbook-rows", place, what, hint)
