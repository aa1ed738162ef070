"""What the cells of one indicator say: its kind, its values, and how its periods combine."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from generator.author.draft import typed
from generator.author.indicators import usual_over_time
from generator.load.matrix import Fractions
from generator.matrix.elements import FromCell, Measured
from generator.matrix.headings import text_of
from generator.matrix.sheet import Reading
from generator.matrix.vocabulary import in_vocabulary
from generator.model.combine import accumulate
from generator.model.indicator import Criterion, Direction, Kind, OverTime, ResultsLevel
from generator.model.period import Granularity, Period, finest
from generator.model.quantities import read_value
from generator.model.scalars import slug
from generator.model.values import Intent, Words
from generator.model.years import Years
from generator.problems import Message, Problem, msg, warning
from generator.workbook import Cell, cell_percent, cell_text, number_in_text, unreadable
from generator.workbook.hazards import NO_NUMBER, met
from generator.workbook.numbers import plain

FIGURES = ("target", "result", "total", "baseline")
OF_SHEET: Mapping[str, type | None] = {
    **dict.fromkeys(("definition", "formula", "verification", "assumptions")),
    **dict.fromkeys(("justification", "limitations")),
    "results_level": ResultsLevel,
    "criterion": Criterion,
    "frequency": Granularity,
}
"""Fields that only a reference sheet has, with their vocabulary."""
OF_MEASURE: Mapping[str, type] = {"direction": Direction, "over_time": OverTime, "kind": Kind}
_PERCENT = {"", "porcentaje", "percentage", "percent", "por-ciento", "porciento", "porcentual"}


class IndicatorCells:
    """The cells of an indicator, read as values that a file can hold."""

    def __init__(self, reading: Reading, measured: Measured) -> None:
        self.reading = reading
        self.cells = measured.cells
        self.problems: list[Problem] = []
        self.notes: list[tuple[Message, Cell]] = []
        """What is told in words where a number goes."""
        self.kind = self._kind()
        self.over_time = usual_over_time(self.kind)

    def first(self, role: str) -> Cell | None:
        """The cell of a role that has no period."""
        return next((cell for (of, _), cell in self.cells.items() if of == role), None)

    def of(self, *roles: str) -> Iterator[tuple[str, Cell]]:
        """Periods with their cells."""
        yield from ((period, it) for (role, period), it in self.cells.items() if role in roles)

    def _kind(self) -> Kind:
        if said := self.chosen("kind", Kind):
            return Kind(str(said.value))
        figures = [cell for _, cell in self.of(*FIGURES)]
        unit = self.first("unit")
        signs = (cell_text(it).rstrip().endswith("%") for it in figures)
        is_named = unit is not None and slug(text_of(unit).replace("%", " ")) in _PERCENT
        if is_named or any(signs):
            return Kind.PERCENTAGE
        numbers = [it for cell in figures if (it := self._bare(cell)) is not None]
        if not numbers:
            texts = [cell for _, cell in self.of("target", "total") if self._is_text(cell)]
            return Kind.TEXT if texts else Kind.COUNT
        if any(it < 0 for it in numbers):
            return Kind.VARIATION
        return Kind.COUNT if all(it == it.to_integral_value() for it in numbers) else Kind.RATE

    def _bare(self, cell: Cell) -> Decimal | None:
        found = self.reading.number(cell)
        return found if isinstance(found, Decimal) else None

    def _is_text(self, cell: Cell) -> bool:
        is_text = isinstance(cell.value, str) and not cell.value.startswith("{")
        return is_text and not _other(str(cell.value))

    def chosen(self, role: str, words: type) -> FromCell | None:
        """The word of a vocabulary that a cell says; what is none is said."""
        if (cell := self.first(role)) is None:
            return None
        if found := in_vocabulary(text_of(cell), words):
            return FromCell(found, cell)
        known = ", ".join(map(str, words))  # type: ignore[call-overload]
        what = msg("«{text}» is not imported", text=text_of(cell))
        hint = msg("words that are known: {words}", words=known)
        self._say(cell, what, hint)
        return None

    def figure(self, cell: Cell) -> FromCell | None:
        """The value of a cell, as a file has it; None where there is none, which is said."""
        found = self._value(cell)
        if isinstance(found, Problem) and self.is_prose(cell):
            role, period = next(key for key, it in self.cells.items() if it is cell)
            self.in_words(cell, _PRINTED[role].having(text=text_of(cell), period=period))
            return None
        if isinstance(found, Problem):
            self.problems.append(found)
            return None
        if cell.shown is not None and isinstance(found, Decimal):
            what = msg("the cell shows {shown} and holds {value}, which is imported")
            times = 100 if cell.is_percent else 1
            said = what.having(shown=plain(cell.shown * times), value=found)
            self._say(cell, said, msg("round it in the workbook if the rest means nothing"))
        return FromCell(plain(found) if isinstance(found, Decimal) else found, cell)

    def _value(self, cell: Cell) -> Any:
        text = text_of(cell)
        if problem := unreadable(self.reading.sheet, cell):
            return problem
        if isinstance(cell.value, str) and text[:1] in {"{", "["}:
            return _parts(text) or met(NO_NUMBER, self.reading.place(cell), text=text)
        if isinstance(cell.value, str) and (found := _other(text)):
            return found
        if self.kind in {Kind.TEXT, Kind.MILESTONE}:
            return text
        if self.kind is Kind.PERCENTAGE:
            return self._percent(cell)
        return self.reading.number(cell)

    def _percent(self, cell: Cell) -> Decimal | Problem | None:
        found = self.reading.number(cell, cell_percent)
        is_unclear = isinstance(found, Problem) and found.code == "cell-percent"
        if not is_unclear or (fractions := self.reading.mapping.fractions) is None:
            return found
        bare = self._bare(cell)
        return bare if bare is None or fractions is Fractions.NUMBER else bare * 100

    def quiet(self, cell: Cell) -> Decimal | None:
        """A number, where a cell has one."""
        is_percent = self.kind is Kind.PERCENTAGE
        found = self._percent(cell) if is_percent else self._bare(cell)
        return found if isinstance(found, Decimal) else None

    @property
    def numbers(self) -> Iterator[Decimal]:
        """All numbers that its cells say, those of parts too."""
        for _, cell in self.of(*FIGURES):
            if (number := self.quiet(cell)) is not None:
                yield number
            elif isinstance(cell.value, str) and cell.value.startswith("{"):
                yield from map(Decimal, re.findall(r": (-?[0-9]+(?:\.[0-9]+)?)", cell.value))

    def is_prose(self, cell: Cell) -> bool:
        """Whether a cell has words, which no value of the indicator is."""
        text = text_of(cell)
        is_text = self.kind is Kind.TEXT or not isinstance(cell.value, str)
        return not (is_text or text[:1] in {"{", "["} or _other(text)) and not any(
            number_in_text(text.rstrip("% "), mark) is not None for mark in ",."
        )

    def in_words(self, cell: Cell, note: Message) -> None:
        """Keep as a note what is words where the other values of the indicator are numbers."""
        self.notes.append((note, cell))
        what = msg("«{text}» is no number, and is kept as a note", text=text_of(cell))
        hint = msg("if there is a number, write it in the cell, or under «cells» of the mapping")
        self._say(cell, what, hint)

    def _say(self, cell: Cell, what: Message, hint: Message) -> None:
        self.problems.append(warning("matrix-cell", self.reading.place(cell), what, hint))

    def over_time_of(
        self, targets: Mapping[str, FromCell], total: FromCell | None
    ) -> tuple[OverTime, FromCell | None]:
        """How periods combine (as said, as the printed total tells, or as is usual), and the total.

        A total that does not follow from its periods is kept as a note.
        """
        said = self.chosen("over_time", OverTime)
        usual: OverTime = OverTime(str(said.value)) if said else usual_over_time(self.kind)
        years = self.reading.mapping.plan.period.first.years
        numbers = list(_numbers(targets, years))
        if total is None or not isinstance(total.value, Decimal) or not numbers:
            return usual, total
        for way in [usual] if said else [usual, *OverTime]:
            if accumulate(numbers, way) == total.value:
                return way, total
        self.notes.append((_PRINTED["total"].having(text=text_of(total.source)), total.source))
        what = msg("the total {total} does not follow from its periods, whose sum is {sum}")
        hint = msg("see whether one of them is wrong; until then it is kept as a note")
        self._say(total.source, what.having(total=total.value, sum=sum(numbers)), hint)
        return usual, None


_PRINTED = {
    "target": msg("Target of {period}, as printed: {text}"),
    "result": msg("Result of {period}, as printed: {text}"),
    "total": msg("Total, as printed: {text}"),
    "baseline": msg("Baseline, as printed: {text}"),
}


def _numbers(values: Mapping[str, FromCell], years: Years) -> Iterator[Decimal]:
    """The numbers of the shortest periods, in order."""
    known = {Period.parse(text, years): told.value for text, told in values.items()}
    for period in finest(known):
        if isinstance(value := known[period], Decimal):
            yield value


def _other(text: str) -> str | None:
    """A value that is no number and no prose, as a file has it: a range, a ratio, a state."""
    if found := in_vocabulary(text, Intent):
        return found
    try:
        value = read_value(text)
    except ValueError:
        return None
    return None if isinstance(value, Words | Decimal) else text


def _parts(text: str) -> object:
    """Values of parts, as a file has them between braces; None where it is something else."""
    try:
        return typed(text)
    except ValueError:
        return None
