"""A plan as a matrix that can be read back, the mapping that reads it, and what it leaves out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from itertools import zip_longest
from typing import Any

from generator.author.draft import Content, field
from generator.author.elements import levels_to_draft
from generator.author.plans import span_field
from generator.export.as_xlsx import as_xlsx
from generator.export.filling import Filled
from generator.export.formats import About
from generator.export.table import Column, Table, text
from generator.load.matrix import MatrixPlan
from generator.load.yaml_write import as_read, on_one_line
from generator.matrix.figures import OF_SHEET
from generator.matrix.headings import Meaning
from generator.matrix.sketch import MappingSketch, mapping_file
from generator.matrix.vocabulary import OF_AMOUNT, TOP, heading
from generator.model.base import Model
from generator.model.breakdown import CROSS, TOTAL
from generator.model.catalog import Element, MeasureUse, PlanFolder
from generator.model.indicator import Baseline, Kind
from generator.model.measure import Measure, ResultEntry
from generator.model.money import BudgetLine
from generator.model.quotients import Quotient
from generator.model.reports import ResultRole
from generator.model.scalars import State
from generator.model.values import NO_NUMBERS, as_written

Cell = Decimal | str
Cells = dict[Meaning, Cell]
_OF_ELEMENT = ("short", "purpose", "description", "weight", "executing_unit", "region", "note")
_OF_TRAITS = ("unit", "kind", "direction", "over_time")
_ORDER = (
    *("level", "code", "parent", "title", "short", "purpose", "description", "weight"),
    *("priority", "responsible"),
    *("executing_unit", "region", "measure", "sheet", "indicator", *_OF_TRAITS, "by", *OF_SHEET),
    *("baseline_period", "baseline", "target", "total", "result", "amount", *OF_AMOUNT, "note"),
)


def rows_of(content: Content, folder: PlanFolder) -> list[Cells]:
    """A row for each indicator, and more where an element has amounts of several sorts."""
    found: list[Cells] = []
    measures: dict[str, list[Cells]] = {}
    for use in content.catalog.measures(folder.id):
        measures.setdefault(use.element.code, []).append(_measure(folder, use))
    nothing: Cells = {}
    for element in folder.elements:
        own, amounts = measures.get(element.code, ()), _amounts(element)
        head = about = _element(content, folder, element)
        for pair in zip_longest(own, amounts, fillvalue=nothing) if own or amounts else [({}, {})]:
            found.append({**about, **pair[0], **pair[1]})
            about = {it: head[it] for it in head if it.role in _NAMES}
    return found


_NAMES = {"level", "code", "parent", "title"}


def columns_of(rows: Iterable[Cells]) -> list[Meaning]:
    """The columns that the rows need, in the order of a matrix."""
    return sorted({it for row in rows for it in row}, key=_place)


def _place(it: Meaning) -> tuple[int, str, str]:
    return _ORDER.index(it.role), it.stage, it.period


def heading_of(it: Meaning, lang: str) -> str:
    """What stands over a column."""
    stage = heading(it.stage, lang, "stages") if it.stage else ""
    said = " ".join(filter(None, (heading(it.role, lang), stage, it.period)))
    return said[:1].upper() + said[1:]


def _element(content: Content, folder: PlanFolder, element: Element) -> Cells:
    node = element.node
    if not element.parents:
        return {Meaning("level"): TOP, Meaning("title"): node.title, **_of(node, ("note",))}
    found: Cells = {Meaning("level"): folder.name_of(element.level).singular}
    found[Meaning("code")] = element.printed
    found[Meaning("parent")] = "; ".join(element.parents)
    found[Meaning("title")] = node.title
    priority = getattr(node, "priority", None)
    found |= {Meaning("priority"): priority.rank} if priority else {}
    units = [content.catalog.units[it.unit].name for it in node.responsible]
    found |= {Meaning("responsible"): "; ".join(units)} if units else {}
    return found | _of(node, _OF_ELEMENT)


def _of(model: Model, names: Iterable[str]) -> Cells:
    """Fields that are texts, numbers or words of a vocabulary."""
    given = ((name, getattr(model, name, None)) for name in names)
    return {Meaning(name): _as_cell(value) for name, value in given if value is not None}


def _as_cell(value: object) -> Cell:
    if isinstance(value, tuple):
        return "; ".join(map(str, value))
    return value if isinstance(value, Decimal) else str(value)


def _measure(folder: PlanFolder, use: MeasureUse) -> Cells:
    measure, traits = use.measure, use.traits
    found = _of(traits, _OF_TRAITS)
    found |= {Meaning("measure"): measure.id} if measure.id else {}
    if traits.name != use.element.node.title:
        found[Meaning("indicator")] = traits.name
    if measure.by:
        found[Meaning("by")] = measure.by.replace(CROSS, "; ")
    if use.indicator:
        found[Meaning("sheet")] = measure.indicator or ""
        found |= _of(use.indicator, OF_SHEET)
    is_percent = traits.kind is Kind.PERCENTAGE
    for period, value in measure.targets.items():
        found[Meaning("target", period=period.text)] = _figure(value, is_percent=is_percent)
    if measure.total is not None:
        found[Meaning("total")] = _figure(measure.total, is_percent=is_percent)
    baseline = measure.baseline or (use.indicator.baseline if use.indicator else None)
    if baseline:
        found[Meaning("baseline_period")] = baseline.period.text
        found[Meaning("baseline")] = _entry(baseline, is_percent=is_percent)
    for file in folder.results:
        if file.role is ResultRole.PROGRESS and (entry := file.results.get(use.id)):
            of = Meaning("result", period=file.period.text)
            found[of] = _entry(entry, is_percent=is_percent)
    return found


def _figure(value: Any, *, is_percent: bool) -> Cell:
    """A value as a cell: a number where it is one, a percentage of up to 1 with its sign."""
    if isinstance(value, Decimal) and not isinstance(value, Quotient):
        return f"{value:f} %" if is_percent and value and abs(value) <= 1 else value
    written = _written(value)
    return written if isinstance(written, str) else on_one_line(as_read(written))


def _written(value: Any) -> object:
    if isinstance(value, dict):
        return _nested(value)
    if isinstance(value, Quotient | NO_NUMBERS):
        return as_written(value)
    return value if isinstance(value, Decimal) else str(value)


def _nested(parts_: Mapping[str, Any]) -> dict[str, object]:
    """Parts as a file has them: those of two dimensions inside each other, the whole as total."""
    found: dict[str, Any] = {}
    for key, value in parts_.items():
        first, _, second = key.partition(CROSS)
        if any(it.startswith(f"{first}{CROSS}") for it in parts_):
            found.setdefault(first, {})[second or TOTAL] = _written(value)
        else:
            found[first or TOTAL] = _written(value)
    return found


def _entry(entry: Baseline | ResultEntry, *, is_percent: bool) -> Cell:
    """A value that cannot be without its note has both."""
    value = entry.figure if isinstance(entry, ResultEntry) else entry.value
    by = {"by": entry.by} if isinstance(entry, ResultEntry) and entry.by else {}
    if by or (isinstance(value, State) and entry.note):
        note = {"note": entry.note} if entry.note else {}
        return on_one_line(as_read({**by, "value": _written(value), **note}))
    return _figure(value, is_percent=is_percent)


def _amounts(element: Element) -> list[Cells]:
    """Amounts by what tells them apart; two alike stand in two rows."""
    found: list[Cells] = []
    for line in element.node.budget:
        own = _of(line, OF_AMOUNT)
        at = Meaning("amount", period=str(line.year), stage=line.stage)
        fits = (it for it in found if at not in it and _alike(it, own))
        row = next(fits, None)
        if row is None:
            found.append(row := dict(own))
        row[at] = line.amount
    return found


def _alike(row: Cells, own: Cells) -> bool:
    return {it: row[it] for it in row if it.role in OF_AMOUNT} == own


def workbook_of(content: Content, folder: PlanFolder) -> tuple[bytes, int]:
    """The workbook, and how many rows it has below its headings."""
    rows, f = rows_of(content, folder), content.f
    columns = columns_of(rows)
    heads: tuple[Column[Any], ...] = tuple(text(heading_of(it, f.lang), "") for it in columns)
    table: Table[Any] = Table(f.t("Matrix"), "", (), lambda _results, _f: (), heads)
    cells = tuple(tuple(row.get(it) for it in columns) for row in rows)
    about = About(folder.plan.name, None, "", None, folder.plan.span.start, f.lang)
    return as_xlsx((Filled(table, cells),), about), len(rows)


def mapping_of_plan(content: Content, folder: PlanFolder, path: str) -> bytes:
    """The mapping that reads the workbook back."""
    rows, f, plan = rows_of(content, folder), content.f, folder.plan
    over = ((n, heading_of(it, f.lang), it, "") for n, it in enumerate(columns_of(rows), 1))
    named = {it.code: it for it in plan.own_levels}
    levels = [
        {"code": it.code, **(named.get(it.code) or folder.name_of(it)).model_dump(**_DUMPED)}
        for it in levels_to_draft(folder)
    ]
    catalog = content.catalog
    units = {
        "; ".join(catalog.units[it.unit].name for it in node.responsible): (
            [it.unit for it in node.responsible],
            "",
        )
        for node in (element.node for element in folder.elements)
        if node.responsible
    }
    executing = {it.executing_unit for it in folder.elements if it.executing_unit}
    units |= {name: ([name], "") for name in sorted(executing)}
    sketch = MappingSketch(
        path, f.t("Matrix"), (1,), (2, len(rows) + 1), _plan_of(folder), levels, over, units
    )
    return mapping_file(sketch, f)


_DUMPED: Any = {"exclude_none": True, "exclude": {"code"}}


def _plan_of(folder: PlanFolder) -> Iterator[str]:
    plan, span = folder.plan, folder.plan.span
    own = {"id": folder.id, "period": span_field(span.first.text, span.last.text)}
    own |= {"document": plan.source.document if plan.source else None}
    for name in MatrixPlan.model_fields:
        value = own[name] if name in own else getattr(plan, name)
        yield from field(name, value) if value is not None else ()


# What is left out.

_CARRIED: Mapping[type[Model], frozenset[str]] = {
    BudgetLine: frozenset({"year", "stage", "amount", *OF_AMOUNT}),
    Measure: frozenset({"id", "indicator", "name", *_OF_TRAITS, "by", "targets", "total"})
    | {"baseline", "unit_forms"},
    ResultEntry: frozenset({"value"}),
    Baseline: frozenset({"period", "value"}),
}
_OF_PLAN = frozenset(
    {"title", "entity", "kind", "period", "profile", "year_starts", "frequency", "levels"}
    | {"currency", "language", "method", "measures", "budget", "objectives", "note", "state"}
)
_OF_PART = frozenset(
    {"code", "level", "parent", "objective", "title", "priority", "responsible", "measures"}
    | {"budget", "activities", *_OF_ELEMENT}
)


def left_out(folder: PlanFolder) -> Counter[str]:
    """Fields of a plan that its matrix cannot hold, with how often they are given."""
    found: Counter[str] = Counter()
    for element in folder.elements:
        known = _OF_PART if element.parents else _OF_PLAN
        found.update(_given(element.node) - known)
        lines = (*element.node.measures, *element.node.budget)
        found.update(name for it in lines for name in _given(it) - _CARRIED[type(it)])
    for _, _, entry in folder.reported:
        found.update(_given(entry) - _CARRIED[ResultEntry])
    for name in ("amendments", "published", "recommendations", "calendar"):
        found[name] += len(getattr(folder, name))
    found["elements"] += sum(len(it.elements) for it in folder.results)
    return +found


def _given(model: Model) -> set[str]:
    return {name for name in model.model_fields_set if getattr(model, name) not in (None, (), {})}
