"""The workbook of a unit before it is a file: its rows, and what the files say in each cell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

from generator.author.draft import Content
from generator.compute.reporting import Due, Round, UnitRound
from generator.compute.results import PlanResult
from generator.forms.fields import BAR, FIELDS, FormBlock, Input, Key, as_text, in_lines
from generator.model.breakdown import WHOLE, name_of
from generator.model.catalog import MeasureUse
from generator.model.indicator import Kind
from generator.model.measure import ResultEntry, main_first
from generator.model.period import Period
from generator.model.quotients import Quotient
from generator.model.reports import ResultsFile
from generator.reference import REGION
from generator.words.formatter import Formatter, common_blanks

FORMAT = 1
"""Of the workbook. History: 1 first."""


@dataclass(frozen=True, slots=True)
class Identity:
    """What a workbook was made for, and of what."""

    plan: str
    period: str
    unit: str
    commit: str = ""
    """Of the content; named for people: the workbook carries all that is compared."""
    format: int = FORMAT


@dataclass(frozen=True)
class FormRow:
    """A row that is filled in: a measure, a part of its figure, or an element."""

    section: FormBlock
    key: str
    shown: tuple[str, ...]
    """What says what it is: code and title, of a measure its unit, target and last value too."""
    values: Mapping[Input, str]
    """What the files say, by the fields that can be filled in."""
    use: MeasureUse | None = None
    per: Decimal | None = None
    """Of how many a numerator and a denominator speak, where that is not 100."""
    written: str = ""
    """The part as the files write it: a region may stand by its name or by its code."""

    @property
    def label(self) -> str:
        """What shows that a row is still the one that its key says."""
        return " ".join(self.shown[:2])

    @property
    def part(self) -> str:
        """Which part of the figure it is of; "" for the whole."""
        return self.key.partition(BAR)[2]

    @property
    def subject(self) -> str:
        """The measure or the element."""
        return self.key.partition(BAR)[0]

    def name(self, of: Input) -> Key:
        """The name of one of its cells."""
        return Key(self.section, self.key, of)


@dataclass(frozen=True)
class Book:
    """The workbook of a unit in a round."""

    identity: Identity
    round: Round
    rows: tuple[FormRow, ...]
    texts: tuple[str, str] = ("", "")
    """Name of the plan and of the unit."""

    @cached_property
    def by_key(self) -> Mapping[tuple[FormBlock, str], FormRow]:
        """Rows by what names them."""
        return {(row.section, row.key): row for row in self.rows}

    def of(self, section: FormBlock) -> list[FormRow]:
        """The rows of one sheet."""
        return [row for row in self.rows if row.section is section]

    def values(self) -> dict[Key, str]:
        """What the files say in each cell."""
        return {row.name(of): text for row in self.rows for of, text in row.values.items()}


def book_of(
    content: Content, plan: PlanResult, told: Round, unit: UnitRound, commit: str = ""
) -> Book:
    """The workbook of a unit, in the language of the portal."""
    folder, named = plan.folder, content.catalog.units.get(unit.unit)
    identity = Identity(folder.id, told.period.text, unit.unit, commit)
    rows = [row for due in unit.dues for row in _measure(plan, due, told.period, content.f)]
    rows += _elements(plan, unit, told.period)
    texts = folder.plan.name, named.name if named else unit.unit
    return Book(identity, told, tuple(rows), texts)


def reports_of(
    plan: PlanResult, name: str, period: Period
) -> list[tuple[ResultsFile, ResultEntry]]:
    """What is reported of a measure in a period, the main one first."""
    found = [
        (f, entry) for f, it, entry in plan.folder.reported if (f.period, it) == (period, name)
    ]
    return main_first(found, plan.folder.dimensions.get(name), lambda pair: pair[1])


def _measure(plan: PlanResult, due: Due, period: Period, f: Formatter) -> Iterator[FormRow]:
    """A row, or one for the whole and one for each part."""
    use = due.use
    found = next(iter(reports_of(plan, use.id, period)), None)
    entry = found[1] if found else None
    aims = {p: use.measure.targets[p] for p in _periods(due) if p in use.measure.targets}
    figure, last = entry.value if entry else None, _last(plan, use, period)
    is_other = entry is not None and entry.by not in {None, use.measure.by}
    before = last[1].value if last and last[1].by in {None, use.measure.by} else None
    figures = [figure] if is_other else [figure, *aims.values(), before]
    parts = _parts(use, figures)
    per, has_numbers = _quotients(plan, use, figures)
    head = _head(found) if found else dict.fromkeys(_BESIDE, "")
    for part, written in parts.items():
        own = _figure(_by_code(use, figure), part, has_numbers=has_numbers)
        values = own if part else {**own, **head}
        shown = (
            *(_part_titles(use, part) if part else _titles(plan, use, f, has_parts=len(parts) > 1)),
            use.traits.unit or "",
            *_known(use, part, aims, last, f),
        )
        key = BAR.join(filter(None, (use.id, part)))
        yield FormRow(FormBlock.RESULTS, key, shown, _short(values), use, per, written)


def _by_code(use: MeasureUse, figure: Any) -> Any:
    return use.region_list.by_code(figure, use.measure.by)


def _parts(use: MeasureUse, figures: Iterable[Any]) -> dict[str, str]:
    """The whole and the parts, regions by code, with the name by which they are written first."""
    found = {WHOLE: WHOLE}
    for part in (part for it in figures if isinstance(it, dict) for part in it):
        found.setdefault(use.region_list.code_of_part(part, use.measure.by), part)
    return found


def _short(values: Mapping[Input, str]) -> dict[Input, str]:
    """Without what is longer than a cell can hold: it stays as it is in the files."""
    return {of: text for of, text in values.items() if len(text) <= _LONGEST}


_LONGEST = 32_000


def _periods(due: Due) -> list[Period]:
    return sorted({it.period for it in due.observations})


def _code(use: MeasureUse) -> str:
    return use.element.printed if use.element.parents else ""


def _part_titles(use: MeasureUse, part: str) -> tuple[str, str]:
    is_region = use.measure.by == REGION
    return _code(use), f"— {use.region_list.name(part) if is_region else name_of(part)}"


def _titles(plan: PlanResult, use: MeasureUse, f: Formatter, *, has_parts: bool) -> tuple[str, str]:
    """Its code and its name, with that of its element; and what the workbook does not hold."""
    element, name = use.element, use.traits.name
    title = element.node.title if element.parents else name
    entries = (entry for _, it, entry in plan.folder.reported if it == use.id)
    others = dict.fromkeys(by for entry in entries for by in entry.breakdowns)
    told = [f.t("(total; its parts are below)")] if has_parts else []
    told += [f.t("(by {dimensions}: in the file)", dimensions=", ".join(others))] if others else []
    return _code(use), "\n".join(dict.fromkeys([name, title, *told]))


def _known(
    use: MeasureUse,
    part: str,
    aims: Mapping[Period, Any],
    last: tuple[Period, ResultEntry] | None,
    f: Formatter,
) -> tuple[str, str]:
    """Its target and the last value before, as texts."""
    told = [(p, text) for p, it in aims.items() if (text := _figure_text(it, part, use, f))]
    target = [f"{f.brief(p)}: {text}" if len(aims) > 1 else text for p, text in told]
    before = _figure_text(last[1].value, part, use, f) if last else ""
    return "\n".join(target), f"{before}\n{f.period(last[0])}" if last and before else ""


def _figure_text(figure: Any, part: str, use: MeasureUse, f: Formatter) -> str:
    value = _of_part(_by_code(use, figure), part)
    if value is None:
        return ""
    if isinstance(value, Decimal):
        in_percent = use.traits.kind.traits.in_percent
        return common_blanks(f.with_numbers(value, in_percent=in_percent))
    return common_blanks(f.value(value))


def _of_part(figure: Any, part: str) -> Any:
    """The value of a part, or of the whole."""
    return figure.get(part) if isinstance(figure, dict) else None if part else figure


def _last(plan: PlanResult, use: MeasureUse, period: Period) -> tuple[Period, ResultEntry] | None:
    """The last value that was reported before a period."""
    found = [
        (file.period, entry)
        for file, name, entry in plan.folder.reported
        if name == use.id and file.period.end < period.end and entry.value is not None
    ]
    return max(found, key=lambda pair: pair[0].end, default=None)


def _quotients(
    plan: PlanResult, use: MeasureUse, figures: list[Any]
) -> tuple[Decimal | None, bool]:
    """Whether it gives its two numbers anywhere, and of how many."""
    reported = (entry.value for _, name, entry in plan.folder.reported if name == use.id)
    known = (*figures, *use.measure.targets.values(), *reported)
    flat = (v for it in known for v in (it.values() if isinstance(it, dict) else (it,)))
    found = next((it for it in flat if isinstance(it, Quotient)), None)
    return (found.per if found is not None else None), found is not None


_BESIDE = (Input.STATUS, Input.NOTE, Input.EVIDENCE)


def _head(found: tuple[ResultsFile, ResultEntry]) -> dict[Input, str]:
    """What a result says beside its figure."""
    file, entry = found
    has_figure = entry.value is not None
    reason = entry.correction.reason if entry.correction else ""
    return {
        Input.STATUS: as_text(file.status_of(entry)) if has_figure else "",
        Input.NOTE: entry.note or "",
        Input.EVIDENCE: in_lines(entry.evidence),
        **({Input.CORRECTION: reason} if has_figure else {}),
    }


def _figure(figure: Any, part: str, *, has_numbers: bool) -> dict[Input, str]:
    value = _of_part(figure, part)
    two = value if isinstance(value, Quotient) else None
    found = {Input.RESULT: as_text(value if two is None else two.printed)}
    if has_numbers:
        found[Input.NUMERATOR] = "" if two is None else as_text(two.numerator)
        found[Input.DENOMINATOR] = "" if two is None else as_text(two.denominator)
    return found


def _elements(plan: PlanResult, unit: UnitRound, period: Period) -> Iterator[FormRow]:
    """What the implementation sheet says of each element of which something is reported."""
    elements = {due.use.element.code: due.use.element for due in unit.dues}
    for code, element in elements.items():
        reports = (
            it.elements[code]
            for it in plan.folder.results
            if it.period == period and code in it.elements
        )
        own = next(reports, None)
        values = {
            of: in_lines(getattr(own, of.value)) if own else "" for of in FIELDS[FormBlock.ELEMENTS]
        }
        shown = (element.printed if element.parents else "", element.node.title)
        yield FormRow(FormBlock.ELEMENTS, code, shown, _short(values))


def is_text(row: FormRow) -> bool:
    """Whether its result is no number: words, a ratio such as 1:20, done or not."""
    kind = row.use.traits.kind if row.use else None
    return kind is Kind.TEXT or any(":" in text for text in row.shown[3:] if kind is Kind.RATIO)
