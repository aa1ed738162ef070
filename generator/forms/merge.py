"""Three ways, cell by cell: what the workbook was made with, what it has, what the files say."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from generator.forms.book import Book, FormRow
from generator.forms.fields import FormBlock, Key
from generator.forms.layout import TARGET, shown
from generator.forms.reading import FilledForm, Given
from generator.forms.values import hides_digits, text_in
from generator.problems import Message, Problem, error, msg
from generator.words.formatter import Formatter


@dataclass(frozen=True, slots=True)
class CellChange:
    """A cell that says something else than the files."""

    key: Key
    row: FormRow
    before: str
    after: str
    given: Given
    unit: str
    """Whose workbook it is."""


@dataclass
class Merged:
    """What several workbooks change, by plan and period."""

    f: Formatter
    """How the words of their cells were written."""
    overwrites: bool = False
    """A cell counts where the files say something else since its workbook was made."""
    changes: dict[tuple[str, str], dict[Key, CellChange]] = field(default_factory=dict)
    refused: set[tuple[FormBlock, str]] = field(default_factory=set)
    """What has a cell that cannot be taken over: nothing is said of its other cells."""
    problems: list[Problem] = field(default_factory=list)
    notes: list[Message] = field(default_factory=list)

    def add(self, filled: FilledForm, book: Book) -> None:
        """A workbook; the book has all rows of its round as the files have them."""
        own = self.changes.setdefault((filled.identity.plan, filled.identity.period), {})
        current = book.values() | {key: it.after for key, it in own.items()}
        for key, given in filled.cells.items():
            row = book.by_key.get((key.section, key.row))
            mine, base = text_in(given, key, row, self.f), filled.base.get(key, "")
            if isinstance(mine, Problem):
                self._refuse(key, mine)
            elif mine in {base, current.get(key, "")}:
                continue
            elif row is None or key.field not in row.values:
                self.problems.append(_closed(given, filled, row))
            elif current[key] != base and (key in own or not self.overwrites):
                values = [shown(row, key.field, it, self.f) for it in (mine, current[key], base)]
                self._refuse(key, _conflict(given, own.get(key), *values))
            else:
                unit = filled.identity.unit
                own[key] = CellChange(key, row, current[key], mine, given, unit)
                self.notes += _notes(filled, row, given)
        self.notes += _missing_rows(filled)

    def whole(self, place: tuple[str, str]) -> dict[Key, CellChange]:
        """The changes of what has no cell that is refused."""
        own = self.changes[place]
        return {k: it for k, it in own.items() if (k.section, k.subject) not in self.refused}

    def _refuse(self, key: Key, problem: Problem) -> None:
        self.refused.add((key.section, key.subject))
        self.problems.append(problem)


def _notes(filled: FilledForm, row: FormRow, given: Given) -> Iterator[Message]:
    if digits := hides_digits(given):
        yield digits
    target = filled.known.get((row.key, TARGET))
    if row.section is FormBlock.RESULTS and target is not None and target != row.shown[3]:
        yield msg(
            "the target of {title} is another since the workbook was made: {old} → {new}",
            title=" ".join(row.label.split()),
            old=target or "—",
            new=row.shown[3] or "—",
        )


def _closed(given: Given, filled: FilledForm, row: FormRow | None) -> Problem:
    cell = given.place.cell
    what = msg("{cell} cannot be filled in", cell=cell)
    hint = msg("empty it; only the yellow cells are read")
    if row is None:
        what = msg(
            "{cell} is of something that reports nothing in {period} any more",
            cell=cell,
            period=filled.identity.period,
        )
        hint = msg("empty it, or make a new workbook with «avance sheet»")
    return error("cell-closed", given.place, what, hint)


def _conflict(given: Given, other: CellChange | None, mine: str, theirs: str, base: str) -> Problem:
    values = {"cell": given.place.cell, "mine": mine, "theirs": theirs}
    if other is not None:
        what = msg("{cell} says {mine}, and {other} says {theirs}", **values)
        hint = msg("agree on one of the two and write it in both")
        return error("cell-conflict", given.place, what.having(other=str(other.given.place)), hint)
    what = msg(
        "{cell} says {mine}; the files say {theirs}, and said {base} when the workbook was made",
        base=base,
        **values,
    )
    hint = msg("if theirs is right, write it in the cell; if yours is, run it with --overwrite")
    return error("cell-conflict", given.place, what, hint)


def _missing_rows(filled: FilledForm) -> Iterator[Message]:
    here = {(key.section, key.row) for key in filled.cells}
    gone = [label for row, label in filled.labels.items() if row not in here]
    if gone:
        rows = ", ".join(" ".join(label.split()) for label in gone)
        what = msg("rows that are no longer in {path} stay as they are: {rows}", rows=rows)
        yield what.having(path=filled.path)
