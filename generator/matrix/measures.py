"""What the files of a plan say of its indicators: an entry where they hang, a sheet, results."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeGuard

from generator.author.codes import free_name
from generator.author.sourced import From
from generator.matrix.draft import MatrixDraft, one_or_all
from generator.matrix.elements import FromCell, Measured, RowPart
from generator.matrix.figures import OF_SHEET, IndicatorCells
from generator.matrix.guess import OF_RESULT
from generator.matrix.headings import text_of
from generator.matrix.mapping import is_period
from generator.matrix.vocabulary import TOP
from generator.model.catalog import RESERVED_CODES
from generator.model.indicator import Direction, Kind
from generator.model.scalars import State, is_code, is_id, plain_scalar, slug
from generator.problems import Severity, msg
from generator.workbook import Cell

Tree = dict[str, object]
_LONGEST = 50


def measure_of(draft: MatrixDraft, part: RowPart, measured: Measured) -> Tree | None:
    """An indicator put to use; None where a cell of it is refused."""
    reading = draft.parts.reading
    own = (cell for (role, _), cell in measured.cells.items() if role != "result")
    if cause := measured.refused or next((it for it in own if it in reading.refused), None):
        draft.lose(measured, reading.place(cause))
        return None
    it = IndicatorCells(reading, measured)
    figures = _figures(draft, it)
    traits = _traits(part, it)
    wrong = next((it for it in it.problems if it.severity is Severity.ERROR), None)
    if wrong:
        draft.lose(measured, wrong.place)
    else:
        figures = _named(draft, part, it, traits) | figures
        name = str(figures.get("id") or figures.get("indicator") or _code(draft, part))
        draft.names.add(name)
        for period, told in _results(draft, it):
            draft.results.setdefault(period, {})[name] = told
    draft.parts.problems += it.problems
    if it.notes:
        said = " ".join(f"{draft.content.f.t(note)}." for note, _ in it.notes)
        figures["note"] = FromCell(said, it.notes[0][1])
    return None if wrong else figures


def _figures(draft: MatrixDraft, it: IndicatorCells) -> Tree:
    """Baseline, targets and total; without targets it is said that there are none."""
    targets = {period: told for period, cell in it.of("target") if (told := it.figure(cell))}
    total = next((told for _, cell in it.of("total") if (told := it.figure(cell))), None)
    it.over_time, total = it.over_time_of(targets, total)
    none = {plain_scalar(draft.mapping.plan.period.first.text): State.NOT_PROGRAMMED}
    found: Tree = _baseline(draft, it)
    found["targets"] = {plain_scalar(period): told for period, told in targets.items()} or none
    return {**found, "total": total} if total else found


def _code(draft: MatrixDraft, part: RowPart) -> str:
    return str(part.code.value) if draft.is_usual and part.level != TOP else part.name


def _traits(part: RowPart, it: IndicatorCells) -> Tree:
    tree: Tree = {}
    for key, role in (("name", "indicator"), ("unit", "unit")):
        if cell := it.first(role):
            tree[key] = FromCell(text_of(cell), cell)
    tree = tree or {"name": FromCell(part.title.value, part.title.source)}
    tree |= {"kind": it.kind} if it.kind is not Kind.COUNT else {}
    if said := it.chosen("direction", Direction):
        tree["direction"] = said
    tree["over_time"] = it.over_time
    if cell := it.first("by"):
        tree["by"] = one_or_all([FromCell(name, cell) for name in text_of(cell).split("; ")])
    if it.kind is Kind.PERCENTAGE and any(not 0 <= n <= 100 for n in it.numbers):  # noqa: PLR2004
        tree["over_100"] = "allowed"
    return tree


def _named(draft: MatrixDraft, part: RowPart, it: IndicatorCells, traits: Tree) -> Tree:
    """The indicator by its sheet, where it has what only a sheet has; else with its traits."""
    code, sheet = it.first("measure"), it.first("sheet")
    words = {role: cell for role in OF_SHEET if (cell := it.first(role))}
    found: Tree = {"id": text_of(code)} if code and is_code(text_of(code)) else {}
    if not (sheet or words or draft.wants_sheets):
        if not found and _code(draft, part) in draft.names:
            found = {"id": free_name(str(part.code.value), draft.names)}
        return found | traits
    title = traits.pop("name", part.title)
    assert isinstance(title, From)  # noqa: S101  # of a cell
    name = text_of(sheet) if sheet else slug(str(title.value))[:_LONGEST].strip("-")
    name = name if is_id(name) else "indicator"
    name = f"{name}-1" if name in RESERVED_CODES else name
    if name not in draft.content.catalog.indicators and not (sheet and name in draft.sheets):
        name = free_name(name, draft.sheets)
        said = {role: told for role, cell in words.items() if (told := _of_sheet(it, role, cell))}
        own = {key: value for key, value in traits.items() if key != "by"}
        always = {"kind": it.kind, "direction": Direction.INCREASE}
        draft.sheets[name] = {"name": title, **always, **own, **said}
    if not found and name in draft.names:
        found = {"id": free_name(f"{name}-{slug(str(part.code.value))}", draft.names)}
    return found | {"indicator": name} | ({"by": traits["by"]} if "by" in traits else {})


def _of_sheet(it: IndicatorCells, role: str, cell: Cell) -> FromCell | None:
    known = OF_SHEET[role]
    return it.chosen(role, known) if known else FromCell(text_of(cell), cell)


def _baseline(draft: MatrixDraft, it: IndicatorCells) -> Tree:
    """The baseline with its period; one in words is kept as a note."""
    period, cell = next(iter(it.of("baseline")), ("", None))
    value = it.figure(cell) if cell else None
    if cell is None or value is None:
        return {}
    years = draft.mapping.plan.period.first
    said = text_of(year) if (year := it.first("baseline_period")) else period
    period = next((it for it in (said, said[:4]) if is_period(it, years.years)), "")
    if not period:
        period = str(years.start.year - 1)
        what = msg("the baseline says no year; {year} is taken", year=period)
        draft.parts.leave(cell, what, msg("add the year in the mapping: «is: baseline 2023»"))
    own = value.value if _is_entry(value.value) else {"value": value}
    return {"baseline": {"period": plain_scalar(period), **own}}


def _is_entry(value: object) -> TypeGuard[Tree]:
    """Whether a value is written with what is said of it: ``{value: withheld, note: …}``."""
    return isinstance(value, dict) and bool({"note", "by"} & value.keys())


def _results(draft: MatrixDraft, it: IndicatorCells) -> Iterator[tuple[str, object]]:
    """Results by period; what is said of none of them belongs to the last."""
    cells = {p: c for p, c in it.of("result") if c not in draft.parts.reading.refused}
    values = {period: told for period, cell in cells.items() if (told := it.figure(cell))}
    last = max(values, default="")
    words = {(r, p if p in values else last): c for (r, p), c in it.cells.items() if r in OF_RESULT}
    for cell in words.values() if not last else ():
        what = msg("«{text}» is said of no result", text=text_of(cell))
        draft.parts.leave(cell, what, msg("write the result beside it"))
    for period, told in values.items():
        about = {role: FromCell(text_of(c), c) for (role, of), c in words.items() if of == period}
        is_parted = isinstance(told.value, dict) and not _is_entry(told.value)
        yield period, {"value": told, **about} if about or is_parted else told
