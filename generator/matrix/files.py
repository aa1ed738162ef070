"""The files of a plan from the rows of its matrix."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from generator.author.draft import Content, typed
from generator.author.plans import METHOD, span_field
from generator.load.splice import LAST, Insert, splice
from generator.matrix.draft import USUAL, MatrixDraft, one_or_all
from generator.matrix.elements import FromCell, RowPart, RowParts
from generator.matrix.headings import text_of
from generator.matrix.measures import Tree, measure_of
from generator.matrix.vocabulary import TOP
from generator.problems import error, msg
from generator.reference import decimals_of
from generator.workbook import Cell

_UNITS = {"responsible", "takes_part", "executing_unit"}


def drafted(content: Content, parts: RowParts) -> MatrixDraft:
    """The files of the plan, with the sheets, units and documents that it needs."""
    draft = MatrixDraft(content, parts)
    mapping, base = draft.mapping, f"plans/{draft.mapping.plan.id}"
    elements = {it.name: it for it in parts.found.values() if not it.refused}
    trees = {name: _element(draft, it) for name, it in elements.items()}
    plan = _plan(draft)
    if draft.is_usual:
        plan["objectives"] = _of_usual(draft, elements, trees)
    own = {name: it for name, it in elements.items() if not draft.is_usual or it.level == USUAL[1]}
    for name, it in own.items():
        folder = "strategies" if draft.is_usual else f"elements/{it.level}"
        head = f"{it.code.value} {it.title.value}: {mapping.plan.title}."
        draft.put(f"{base}/{folder}/{it.code.value}.yml", trees[name], head)
    draft.put_plan(mapping.plan.id, plan, parts.reading.sheet.path, _source(draft))
    _registers(draft)
    return draft


def _registers(draft: MatrixDraft) -> None:
    """New units, and the workbook as a document, at the end of their files."""
    plan, content = draft.mapping.plan, draft.content
    units = [{"id": it, "name": name, "kind": "office"} for it, name in draft.units.items()]
    is_new = plan.document and plan.document not in content.catalog.documents
    documents = [{"id": plan.document, "kind": "plan", "title": plan.title}] if is_new else []
    for path, new in (("units.yml", units), ("documents.yml", documents)):
        data = content.files.get(path, b"")
        for it in new:
            draft.files[path] = data = splice(data, Insert((LAST,), it))


def _plan(draft: MatrixDraft) -> Tree:
    plan, catalog = draft.mapping.plan, draft.content.catalog
    publisher = catalog.site.publisher if catalog.site else ""
    head: Tree = {"title": plan.title, "entity": plan.entity or publisher, "kind": plan.kind}
    head |= {"language": catalog.language} if catalog.language != "es" else {}
    head["period"] = span_field(plan.period.first.text, plan.period.last.text)
    head |= {"year_starts": plan.year_starts} if plan.year_starts else {}
    head |= {"profile": plan.profile} if plan.profile else {"method": METHOD}
    head |= {"frequency": plan.frequency, **_levels(draft)}
    head |= {"currency": plan.currency} if plan.currency else {}
    parts = (draft.parts.top, *draft.parts.found.values())
    amounts = (it for part in parts for it in part.amounts)
    versions = dict.fromkeys(str(it["version"].value) for it in amounts if "version" in it)
    head |= {"versions": [{"id": it, "label": it} for it in versions]} if versions else {}
    head["state"] = "draft"
    return {**head, **_source(draft), **_promised(draft, draft.parts.top)}


def _levels(draft: MatrixDraft) -> Tree:
    """The levels, where they are not those of the profile."""
    ours, theirs = (
        {it.code: it.model_dump(exclude={"code", "codes"}, exclude_none=True) for it in levels}
        for levels in (draft.mapping.levels, draft.profile.levels if draft.profile else ())
    )
    own = ours if draft.is_usual else [{"code": code, **it} for code, it in ours.items()]
    is_told = ours == theirs and (draft.is_usual or not {*ours} <= {*USUAL})
    return {} if is_told else {"levels": own}


def _source(draft: MatrixDraft) -> Tree:
    """Where the figures are printed."""
    place = draft.content.f.t("Sheet {name}", name=draft.mapping.sheet)
    document = draft.mapping.plan.document
    return {"source": {"document": document, "place": place}} if document else {}


def _of_usual(
    draft: MatrixDraft, elements: Mapping[str, RowPart], trees: Mapping[str, Tree]
) -> list[Tree]:
    """The objectives; activities go into the tree of their strategy."""
    for name, it in elements.items():
        above = it.parents[0].name
        if it.level == USUAL[2] and above in trees and it.parents[0].level == USUAL[1]:
            activities: Any = trees[above].setdefault("activities", [])
            activities.append(trees[name])
        elif it.level == USUAL[2]:
            what = msg("«{code}» stands below no part of the level above", code=it.code.value)
            hint = msg("write in its row what it is part of")
            draft.parts.problems.append(
                error("matrix-row", draft.parts.reading.place(it.code.source), what, hint)
            )
    return [trees[name] for name, it in elements.items() if it.level == USUAL[0]]


def _element(draft: MatrixDraft, part: RowPart) -> Tree:
    """What a file says of an element."""
    parents = [it for it in part.parents if it.level != TOP]
    names = [
        FromCell(it.code.value if draft.is_usual else it.name, part.code.source) for it in parents
    ]
    tree: Tree = {} if draft.is_usual else {"level": FromCell(part.level, part.code.source)}
    tree["code"] = part.code
    if draft.is_usual and part.level == USUAL[1]:
        tree["objective"] = one_or_all(names)
    elif not draft.is_usual and parents:
        tree["parent"] = one_or_all(names)
    tree["title"] = part.title
    refused = draft.parts.reading.refused
    given = {role: told.source for role, told in part.fields.items() if told.source not in refused}
    units = {role: _units(draft, given.pop(role)) for role in _UNITS & given.keys()}
    if lead := units.get("responsible", []) + units.get("takes_part", []):
        alone = [{"unit": it, "role": "takes-part"} for it in lead]
        tree["responsible"] = one_or_all(lead) if units.get("responsible") else alone
    if executing := units.get("executing_unit"):
        tree["executing_unit"] = executing[0]
    for role, cell in given.items():
        number = draft.parts.reading.number(cell) if role in {"weight", "priority"} else None
        tree[role] = FromCell(number if isinstance(number, Decimal) else text_of(cell), cell)
    return {**tree, **_promised(draft, part)}


def _units(draft: MatrixDraft, cell: Cell) -> list[FromCell]:
    """The ids of the units that a cell names; those that are new are added."""
    ids = draft.mapping.units.get(text_of(cell))
    if ids is None:
        what = msg("the unit «{text}» has no id", text=text_of(cell))
        draft.parts.leave(cell, what, msg("add it under «units» of the mapping"))
    new = [it for it in ids or () if it not in draft.content.catalog.units]
    draft.units |= {it: draft.unit_names.get(it, it) for it in new}
    return [FromCell(it, cell) for it in ids or ()]


def _promised(draft: MatrixDraft, part: RowPart) -> Tree:
    """Amounts and indicators."""
    amounts = [
        {
            **it,
            "year": FromCell(typed(str(it["year"].value)), it["year"].source),
            "amount": _as_shown(draft, it["amount"], it.get("currency")),
        }
        for it in part.amounts
    ]
    measures = [it for m in part.measures.values() if (it := measure_of(draft, part, m))]
    found: Tree = {"budget": amounts} if amounts else {}
    return found | ({"measures": measures} if measures else {})


def _as_shown(draft: MatrixDraft, amount: FromCell, currency: FromCell | None) -> FromCell:
    """What a cell shows of an amount that has more decimals than its currency."""
    site, cell, value = draft.content.catalog.site, amount.source, Decimal(str(amount.value))
    own = str(currency.value) if currency else draft.mapping.plan.currency
    n = decimals_of(own or (site.currency if site else None))
    if cell.shown is None or round(value, n) == value or round(cell.shown, n) != cell.shown:
        return amount
    what = msg("the cell shows {shown} and holds {value}; what it shows is imported")
    hint = msg("round it in the workbook, that both are the same")
    draft.parts.leave(cell, what.having(shown=cell.shown, value=value), hint)
    return FromCell(cell.shown, cell)
