"""A workbook laid out: what is shown, what can be written, and what nobody has to see."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from decimal import Decimal, InvalidOperation

from generator.forms.book import Book, FormRow, is_text
from generator.forms.fields import (
    BAR,
    FIELDS,
    HEADINGS,
    NUMBERS,
    STATUSES,
    WITHOUT,
    FormBlock,
    Input,
)
from generator.forms.grid import NUMBER, TEXT, CellLook, Grid, GridCell, GridSheet, Validation
from generator.model.indicator import Kind
from generator.model.measure import ResultStatus
from generator.model.scalars import Milestone, State
from generator.problems import Message, msg
from generator.words.formatter import Formatter, common_blanks

MARK = "avance:"
"""Before the name of a section, in the first cell of its sheet."""
KEY, EXAMPLE = "key", "example"
STORE = "_avance"
"""The hidden sheet, and the property of the document."""
BASE = "base"
"""Where what the files said begins in the hidden sheet."""
LABEL = "label"
UNIT, TARGET, LAST = "unit", "target", "last"

_SHEETS = {FormBlock.RESULTS: msg("Results"), FormBlock.ELEMENTS: msg("Implementation")}
_SHOWN = {
    FormBlock.RESULTS: (
        ("code", msg("Code"), 10),
        ("title", msg("Indicator"), 38),
        (UNIT, msg("Unit of measurement"), 14),
        (TARGET, msg("Target"), 12),
        (LAST, msg("Last value"), 18),
    ),
    FormBlock.ELEMENTS: (("code", msg("Code"), 10), ("title", msg("What is reported on"), 34)),
}
_WIDTHS = {
    **dict.fromkeys(NUMBERS, 12),
    Input.STATUS: 12,
    Input.NOTE: 30,
    Input.EVIDENCE: 24,
    Input.CORRECTION: 24,
}
_WIDE = 34


def workbook(book: Book, f: Formatter, form: str) -> bytes:
    """The bytes of a workbook in one of the formats."""
    if form == ".ods":
        from generator.forms.as_ods import as_ods  # noqa: PLC0415

        return as_ods(grid_of(book, f))
    from generator.forms.as_xlsx import as_xlsx  # noqa: PLC0415

    return as_xlsx(grid_of(book, f))


def grid_of(book: Book, f: Formatter) -> Grid:
    """The workbook of a book."""
    sections = [it for it in FormBlock if book.of(it)]
    sheets = [_sheet(book, it, f) for it in sections]
    return Grid(
        title=f"{_title(book, f)}: {', '.join(book.texts)}",
        sheets=(*sheets, _store(book)),
        limits=_limits(f),
        properties={STORE: BAR.join(map(str, asdict(book.identity).values()))},
    )


def _title(book: Book, f: Formatter) -> str:
    return common_blanks(f.t("Results {of_period}", of_period=f.of(book.round.period)))


def _sheet(book: Book, section: FormBlock, f: Formatter) -> GridSheet:
    rows, shown = book.of(section), _SHOWN[section]
    fields = [it for it in FIELDS[section] if any(it in row.values for row in rows)]
    names = [KEY, *(name for name, _, _ in shown), *(it.value for it in fields)]
    heads = [Message(""), *(head for _, head, _ in shown), *(HEADINGS[it] for it in fields)]
    head = [
        (GridCell(f"{MARK}{section.value}"), GridCell(_title(book, f), CellLook.TITLE)),
        (GridCell(), GridCell(" · ".join(book.texts), CellLook.LEAD)),
        *((GridCell(), GridCell(line, CellLook.LEAD)) for line in _instructions(book, section, f)),
        tuple(GridCell(name) for name in names),
        tuple(GridCell(f.t(it), CellLook.HEAD) if it.template else GridCell() for it in heads),
    ]
    example = _example(section, fields, f)
    body = [_row(row, fields, f) for row in rows]
    longest = max((len(row.shown[0]) for row in rows), default=0)
    own = [max(10, min(24, longest + 1)), *(width for _, _, width in shown[1:])]
    widths = (0, *own, *(_WIDTHS.get(it, _WIDE) for it in fields))
    foot = " · ".join(filter(None, (book.texts[1], _title(book, f), book.identity.commit)))
    hidden = frozenset({len(head) - 1})
    name = f.t(_SHEETS[section])
    return GridSheet(name, (*head, example, *body), widths, hidden, len(head), 3, foot)


def _instructions(book: Book, section: FormBlock, f: Formatter) -> Iterator[str]:
    told: list[Message] = [
        msg("To report until {day}. Write in the yellow cells only.", day=book.round.deadline)
    ]
    if section is FormBlock.RESULTS:
        words = " / ".join(map(f.label, WITHOUT))
        told += [
            msg("What you do not have yet stays empty. Zero is a result: 0."),
            msg("Without a figure: {words} as the result, and why in the note.", words=words),
            *([_TWO] if any(Input.NUMERATOR in row.values for row in book.rows) else ()),
            msg("Evidence: a document or an address on each line of the cell."),
        ]
    else:
        told += [msg("Each line of a cell is a paragraph (Alt+Enter). Empty cells say nothing.")]
    told += [msg("Save the workbook and send it to whoever keeps the portal.")]
    yield from (common_blanks(f.t(it)) for it in told)


_TWO = msg("With a numerator and a denominator, the result follows from them.")
_EXAMPLES: dict[Input, Message | str] = {
    Input.RESULT: "27",
    Input.NUMERATOR: "27",
    Input.DENOMINATOR: "30",
    Input.NOTE: msg("Three visits were put off to July."),
    Input.EVIDENCE: msg("Report 045-2026"),
    Input.CORRECTION: msg("A report of the region came later."),
    Input.SITUATION: msg("What was done in the period, with its figures."),
    Input.FACTORS: msg("What helped or hindered."),
    Input.MEASURES_TAKEN: msg("What was done about it."),
    Input.RECOMMENDATION: msg("What remains to be done, and by whom."),
}


def _example(section: FormBlock, fields: Sequence[Input], f: Formatter) -> tuple[GridCell, ...]:
    texts = {Input.STATUS: f.label(ResultStatus.PROVISIONAL)}
    texts |= {of: f.t(text) for of, text in _EXAMPLES.items()}
    if Input.NUMERATOR in fields:
        texts[Input.RESULT] = ""
    shown = [f.t("Example"), *("" for _ in _SHOWN[section][1:])]
    cells = [*shown, *(texts[it] for it in fields)]
    return (GridCell(EXAMPLE), *(GridCell(text, CellLook.EXAMPLE, TEXT) for text in cells))


def _row(row: FormRow, fields: Iterable[Input], f: Formatter) -> tuple[GridCell, ...]:
    shown = (GridCell(text, form=TEXT) for text in row.shown)
    return (GridCell(row.key, form=TEXT), *shown, *(_field(row, it, f) for it in fields))


def _field(row: FormRow, of: Input, f: Formatter) -> GridCell:
    if of not in row.values:
        return GridCell("", CellLook.CLOSED)
    value = cell_value(row, of, row.values[of], f)
    if of not in NUMBERS:
        return GridCell(value, CellLook.OPEN, TEXT, of if of is Input.STATUS else "")
    kind = row.use.traits.kind if row.use else None
    if kind is Kind.MILESTONE:
        return GridCell(value, CellLook.OPEN, TEXT, Kind.MILESTONE)
    if is_text(row):
        return GridCell(value, CellLook.OPEN, TEXT)
    form = _percent_form(row, value) if _is_percent(row, of) else NUMBER
    return GridCell(value, CellLook.OPEN, form, "number")


def cell_value(row: FormRow, of: Input, text: str, f: Formatter) -> str | Decimal:
    """A value as its cell shows it: numbers as numbers, words in the language of the portal."""
    for words in (State, Milestone, ResultStatus):
        if of in {Input.RESULT, Input.STATUS} and text in set(words):
            return f.label(words(text))
    if of not in NUMBERS or is_text(row):
        return text
    try:
        number = Decimal(text)
    except InvalidOperation:
        return text
    return number.scaleb(-2) if _is_percent(row, of) else number


def shown(row: FormRow, of: Input, text: str, f: Formatter) -> str:
    """A value in a sentence."""
    value = cell_value(row, of, text, f)
    if value == "":
        return f.t("nothing")
    if not isinstance(value, Decimal):
        return f"«{value}»"
    in_percent = _is_percent(row, of)
    return common_blanks(f.number(Decimal(text), in_percent=in_percent))


def _is_percent(row: FormRow, of: Input) -> bool:
    kind = row.use.traits.kind if row.use else None
    return of is Input.RESULT and kind is not None and kind.traits.in_percent


def _percent_form(row: FormRow, value: str | Decimal) -> str:
    """Percent with as many decimals as the value, the indicator, or most figures have."""
    exponent = value.as_tuple().exponent if isinstance(value, Decimal) else 0
    own = -int(exponent) - 2 if isinstance(exponent, int) else 0
    decimals = row.use.traits.decimals if row.use else None
    places = max(own, 1 if decimals is None else decimals)
    return f"0.{'0' * places}%" if places > 0 else "0%"


def _limits(f: Formatter) -> dict[str, Validation]:
    words = ", ".join(f.label(it) for it in WITHOUT)
    return {
        "number": Validation(
            (), f.t("Write a number, or one of these words: {words}.", words=words), is_strict=False
        ),
        Input.STATUS: Validation(
            tuple(f.label(it) for it in STATUSES),
            f.t("Choose how firm the figure is; empty means provisional."),
        ),
        Kind.MILESTONE: Validation(
            tuple(f.label(it) for it in (*Milestone, *WITHOUT)), f.t("Choose one of the list.")
        ),
    }


def _store(book: Book) -> GridSheet:
    """The identity, and what the files said, row by row, for the comparison of each cell."""
    told = [(name, str(value), "", "") for name, value in asdict(book.identity).items()]
    told += [(BASE, "", "", "")]
    for row in book.rows:
        told += [(row.section, row.key, LABEL, row.label)]
        if row.section is FormBlock.RESULTS:
            known = zip((UNIT, TARGET, LAST), row.shown[2:], strict=True)
            told += [(row.section, row.key, name, text) for name, text in known]
        told += [(row.section, row.key, of, text) for of, text in row.values.items() if text]
    rows = tuple(tuple(GridCell(str(text), form=TEXT) for text in line) for line in told)
    return GridSheet(STORE, rows, (14, 14, 14, 60), is_hidden=True)
