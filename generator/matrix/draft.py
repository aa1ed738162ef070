"""The files of a plan from the rows of its matrix, and which cell each of their lines is from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeGuard

from generator.author.codes import free_name
from generator.author.draft import Content, in_file, remark, typed
from generator.load import shipped
from generator.load.splice import LAST, Insert, splice
from generator.load.yaml_text import read_yaml
from generator.load.yaml_write import as_read, in_lines
from generator.matrix.elements import Measured, Part, Parts, Told
from generator.matrix.figures import OF_SHEET, Indicator
from generator.matrix.guess import OF_RESULT
from generator.matrix.headings import text_of
from generator.matrix.mapping import is_period
from generator.model.indicator import Direction, Kind
from generator.model.matrix import Mapping as MappingFile
from generator.model.origin import locate
from generator.model.profile import Profile, RequiredOf
from generator.model.scalars import State, is_code, is_id, slug
from generator.problems import Place, Problem, has_errors, msg, warning
from generator.workbook.cells import Cell

_USUAL = ("objective", "strategy", "activity")
METHOD = "simple-2026"


@dataclass
class Draft:
    """What would be written, and what could not be carried over."""

    content: Content
    parts: Parts
    files: dict[str, bytes] = field(default_factory=dict)
    cells: dict[Place, Cell] = field(default_factory=dict)
    """The cell that stands at a place of a file."""
    problems: list[Problem] = field(default_factory=list)
    results: dict[str, dict[str, object]] = field(default_factory=dict)
    """By period and indicator."""
    sheets: dict[str, object] = field(default_factory=dict)
    names: set[str] = field(default_factory=set)
    units: dict[str, str] = field(default_factory=dict)
    """New units, by id."""

    @property
    def mapping(self) -> MappingFile:
        """How the matrix is read."""
        return self.parts.reading.mapping

    @property
    def is_usual(self) -> bool:
        """Whether the plan has the levels that need no declaration."""
        levels = tuple(self.parts.reading.levels)
        return levels in {_USUAL, _USUAL[:2]}

    @property
    def wants_sheets(self) -> bool:
        """Whether its profile asks for a reference sheet of each indicator."""
        profile = draft_profile(self)
        asked = profile.requires.get(RequiredOf.MEASURE, ()) if profile else ()
        return "indicator" in asked

    def put(self, path: str, tree: Mapping[str, object], head: str) -> None:
        """A file of the plan, and where its cells stand in it."""
        lines = [*remark(head), *in_lines(as_read(_plain(tree)))]
        self.files[path] = data = in_file(lines)
        self.locate(path, data, tree)

    def locate(self, path: str, data: bytes, tree: object, at: tuple[str | int, ...] = ()) -> None:
        """Remember where the values of cells stand in a file."""
        origin, _ = read_yaml(f"content/{path}", data)
        if origin is not None:
            for keys, cell in _told(tree, at):
                self.cells.setdefault(locate(origin, keys), cell)


def drafted(content: Content, parts: Parts) -> Draft:
    """The files of the plan."""
    draft = Draft(content, parts, problems=list(parts.problems))
    mapping, base = draft.mapping, f"plans/{draft.mapping.plan.id}"
    elements = [it for it in parts.found.values() if not it.is_refused]
    trees = {it.name: _element(draft, it) for it in elements}
    plan = _plan(draft)
    if draft.is_usual:
        _usual(draft, elements, trees, plan)
    else:
        for it in elements:
            tree = trees[it.name]
            head = f"{it.code.value} {it.title.value}: {mapping.plan.title}."
            draft.put(f"{base}/elements/{it.level}/{it.code.value}.yml", tree, head)
    f = content.f
    draft.put(f"{base}/plan.yml", plan, f.t(_HEAD, path=parts.reading.sheet.path))
    for name, sheet in draft.sheets.items():
        said = f.t("Sheet of an indicator; plans use it as «indicator: {id}».", id=name)
        draft.put(f"indicators/{name}.yml", sheet, said)  # type: ignore[arg-type]
    for period, results in sorted(draft.results.items()):
        tree = {"period": typed(period), "status": "provisional", **_source(draft)}
        tree["results"] = results
        said = f.t("Results {of_period}: {plan}.", of_period=period, plan=mapping.plan.title)
        draft.put(f"{base}/results/{period}.yml", tree, said)
    units = [{"id": it, "name": name, "kind": "office"} for it, name in draft.units.items()]
    document = mapping.plan.document
    is_new = document is not None and document not in content.catalog.documents
    documents = [{"id": document, "kind": "plan", "title": mapping.plan.title}] if is_new else []
    for path, entries in (("units.yml", units), ("documents.yml", documents)):
        data = content.files.get(path, b"")
        for entry in entries:
            draft.files[path] = data = splice(data, Insert((LAST,), entry))
    return draft


_HEAD = msg("Taken over from «{path}»: what it says, no more.")


def _plan(draft: Draft) -> dict[str, object]:
    plan, top, site = draft.mapping.plan, draft.parts.top, draft.content.catalog.site
    entity = plan.entity or (site.publisher if site else "")
    head: dict[str, object] = {"title": plan.title, "entity": entity, "kind": plan.kind}
    if draft.content.catalog.language != "es":
        head["language"] = draft.content.catalog.language
    first, last = plan.period.first.text, plan.period.last.text
    head["period"] = typed(first) if first == last else {"from": typed(first), "to": typed(last)}
    head |= {"profile": plan.profile} if plan.profile else {"method": METHOD}
    head["frequency"] = plan.frequency
    named = {
        it.code: it.model_dump(exclude={"code", "codes"}, exclude_none=True)
        for it in draft.mapping.levels
    }
    own = [{"code": code, **it} for code, it in named.items()]
    if named != _levels_of(draft):
        head["levels"] = named if draft.is_usual else own
    head |= {"currency": plan.currency} if plan.currency else {}
    amounts = (it for part in draft.parts.found.values() for it in part.amounts)
    versions = dict.fromkeys(str(it["version"].value) for it in amounts if "version" in it)
    head |= {"versions": [{"id": it, "label": it} for it in versions]} if versions else {}
    head["state"] = "draft"
    return {**head, **_source(draft), **_measures_of(draft, top)}


def _source(draft: Draft) -> dict[str, object]:
    """Where the figures are printed."""
    place = draft.content.f.t("Sheet {name}", name=draft.mapping.sheet)
    document = draft.mapping.plan.document
    return {"source": {"document": document, "place": place}} if document else {}


def draft_profile(draft: Draft) -> Profile | None:
    """The profile that the plan follows."""
    known = {**draft.content.catalog.profiles, **shipped.profiles(draft.content.f.lang)}
    return known.get(draft.mapping.plan.profile or "")


def _levels_of(draft: Draft) -> dict[str, object]:
    """The levels that a profile gives."""
    profile = draft_profile(draft)
    levels = profile.levels if profile else ()
    return {it.code: it.model_dump(exclude={"code"}, exclude_none=True) for it in levels}


def _usual(
    draft: Draft, elements: Iterable[Part], trees: Mapping[str, dict[str, object]], plan: Any
) -> None:
    """Objectives in plan.yml, a file for each strategy with its activities."""
    base = f"plans/{draft.mapping.plan.id}"
    plan["objectives"] = [trees[it.name] for it in elements if it.level == _USUAL[0]]
    below: dict[str, list[object]] = {}
    for it in elements:
        if it.level == _USUAL[2]:
            below.setdefault(it.parents[0].name, []).append(trees[it.name])
    for it in elements:
        if it.level == _USUAL[1]:
            tree = trees[it.name]
            tree |= {"activities": below[it.name]} if it.name in below else {}
            head = f"{it.code.value} {it.title.value}: {draft.mapping.plan.title}."
            draft.put(f"{base}/strategies/{it.code.value}.yml", tree, head)


def _element(draft: Draft, part: Part) -> dict[str, object]:
    """What a file says of an element."""
    tree: dict[str, object] = {} if draft.is_usual else {"level": Told(part.level, part.code.cell)}
    tree["code"] = part.code
    parents = [it for it in part.parents if it.level != "plan"]
    if draft.is_usual and part.level == _USUAL[1]:
        tree["objective"] = _one([Told(str(it.code.value), part.code.cell) for it in parents])
    elif not draft.is_usual and parents:
        tree["parent"] = _one([Told(it.name, part.code.cell) for it in parents])
    tree["title"] = part.title
    for role, told in part.fields.items():
        if told.cell not in draft.parts.reading.refused:
            tree |= _field(draft, role, told.cell)
    if others := tree.pop("takes_part", None):
        lead = tree.get("responsible")
        own = [*(lead if isinstance(lead, list) else [lead] if lead else ())]
        parts = [
            {"unit": it, "role": "takes-part"}
            for it in (others if isinstance(others, list) else [others])
        ]
        tree["responsible"] = [*own, *(parts if not own else [it["unit"] for it in parts])]
    return {**tree, **_measures_of(draft, part)}


def _one(values: list[Told]) -> object:
    return values[0] if len(values) == 1 else values


def _field(draft: Draft, role: str, cell: Cell) -> dict[str, object]:
    """A field of an element."""
    text = text_of(cell)
    if role in {"responsible", "takes_part", "executing_unit"}:
        ids = draft.mapping.units.get(text)
        if ids is None:
            hint = msg("add it under «units» of the mapping")
            _left(draft, cell, msg("the unit «{text}» has no id", text=text), hint)
            return {}
        known = draft.content.catalog.units
        draft.units |= {it: text for it in ids if it not in known}
        return {role: _one([Told(it, cell) for it in ids])}
    if role in {"weight", "priority"}:
        return {role: Told(cell.value, cell)}
    return {role: Told(text, cell)}


def _left(draft: Draft, cell: Cell, what: Any, hint: Any) -> None:
    draft.problems.append(warning("matrix-cell", draft.parts.reading.place(cell), what, hint))


def _measures_of(draft: Draft, part: Part) -> dict[str, object]:
    found: dict[str, object] = {}
    if part.amounts:
        found["budget"] = [
            {**line, "year": Told(typed(str(line["year"].value)), line["year"].cell)}
            for line in part.amounts
        ]
    measures = [it for m in part.measures.values() if (it := _measure(draft, part, m))]
    if measures:
        found["measures"] = measures
    return found


def _measure(draft: Draft, part: Part, measured: Measured) -> dict[str, object] | None:
    """What a file says of an indicator put to use; None where a cell of it is refused."""
    own = {cell for (role, _), cell in measured.cells.items() if role != "result"}
    if measured.is_refused or own & draft.parts.reading.refused:
        return None
    it = Indicator(draft.parts.reading, measured)
    tree = _traits(part, it)
    targets = {period: told for period, cell in it.of("target") if (told := it.figure(cell))}
    total = next((told for _, cell in it.of("total") if (told := it.figure(cell))), None)
    is_wrong = has_errors(it.problems)
    over_time, total = it.over_time(targets, total)
    if it.kind is not Kind.COUNT:
        tree["kind"] = it.kind
    tree["over_time"] = over_time
    figures: dict[str, object] = _baseline(draft, it)
    first = draft.mapping.plan.period.first.text
    none = {typed(first): State.NOT_PROGRAMMED}  # the matrix sets none
    figures["targets"] = {typed(period): told for period, told in targets.items()} or none
    if total:
        figures["total"] = total
    own_name = _code(draft, part)
    found = _named(draft, part, it, tree)
    results = {} if is_wrong else dict(_results(draft, it))
    draft.problems += it.problems
    if is_wrong:
        return None
    id_ = found.get("id")
    name = str(id_.value if isinstance(id_, Told) else id_ or found.get("indicator") or own_name)
    for period, entry in results.items():
        draft.results.setdefault(period, {})[name] = entry
    draft.names.add(name)
    if it.notes:
        said = " ".join(f"{draft.content.f.t(note)}." for note, _ in it.notes)
        figures["note"] = Told(said, it.notes[0][1])
    return {**found, **figures}


def _code(draft: Draft, part: Part) -> str:
    return str(part.code.value) if draft.is_usual else part.name if part.level != "plan" else "plan"


def _traits(part: Part, it: Indicator) -> dict[str, object]:
    tree: dict[str, object] = {}
    for key, role in (("name", "indicator"), ("unit", "unit")):
        if cell := it.first(role):
            tree[key] = Told(text_of(cell), cell)
    if said := it.chosen("direction", Direction):
        tree["direction"] = said
    if not tree:
        tree["name"] = Told(part.title.value, part.title.cell)
    if cell := it.first("by"):
        tree["by"] = _one([Told(name, cell) for name in text_of(cell).split("; ")])
    if it.kind is Kind.PERCENTAGE and any(not 0 <= n <= 100 for n in it.numbers):  # noqa: PLR2004
        tree["over_100"] = "allowed"
    return tree


def _named(draft: Draft, part: Part, it: Indicator, tree: dict[str, object]) -> dict[str, object]:
    """The indicator by its sheet, where it has what only a sheet has; else with its traits."""
    code, sheet = it.first("measure"), it.first("sheet")
    own = {role: it.first(role) for role in OF_SHEET}
    id_ = Told(text_of(code), code) if code and is_code(text_of(code)) else None
    found: dict[str, object] = {"id": id_} if id_ else {}
    if not sheet and not any(own.values()) and not draft.wants_sheets:
        own_name = _code(draft, part)
        if not found and own_name in draft.names:
            found["id"] = free_name(str(part.code.value), draft.names)
        return {**found, **tree}
    title = tree.pop("name", part.title)
    name = text_of(sheet) if sheet else slug(str(title.value))[:50].strip("-")  # type: ignore[attr-defined]
    name = name if is_id(name) else "indicator"
    if name not in draft.content.catalog.indicators and not (sheet and name in draft.sheets):
        name = free_name(name, draft.sheets)
        words = {role: cell for role, cell in own.items() if cell}
        draft.sheets[name] = {
            "name": title,
            **{k: v for k, v in tree.items() if k in {"unit", "over_100"}},
            "kind": it.kind,
            "direction": tree.get("direction", "increase"),
            "over_time": tree["over_time"],
            **{role: told for role, cell in words.items() if (told := _of_sheet(it, role, cell))},
        }
    by = {"by": tree["by"]} if "by" in tree else {}
    if not found and name in draft.names:
        found["id"] = free_name(f"{name}-{slug(str(part.code.value))}", draft.names)
    return {**found, "indicator": name, **by}


def _of_sheet(it: Indicator, role: str, cell: Cell) -> Told | None:
    known = OF_SHEET[role]
    return it.chosen(role, known) if known else Told(text_of(cell), cell)


def _baseline(draft: Draft, it: Indicator) -> dict[str, object]:
    """The baseline with its year; one in words is kept as a note."""
    period, cell = next(iter(it.of("baseline")), ("", None))
    if cell is None:
        return {}
    number = it.quiet(cell)
    year = it.first("baseline_period")
    said = text_of(year) if year else period
    period = said if is_period(said, draft.mapping.plan.period.first.years) else said[:4]
    before = draft.mapping.plan.period.first.start.year - 1
    if number is None and it.is_prose(cell):
        it.in_words(cell, msg("Baseline, as printed: {text}", text=text_of(cell)))
        return {}
    if not period:
        what = msg("the baseline says no year; {year} is taken", year=str(before))
        _left(draft, cell, what, msg("add the year to the column in the mapping: baseline 2023"))
    value = it.figure(cell)
    if value and _is_entry(value.value):
        return {"baseline": {"period": typed(period), **value.value}}
    return {"baseline": {"period": typed(period or str(before)), "value": value}}


def _is_entry(value: object) -> TypeGuard[dict[str, object]]:
    """Whether a value is written with what is said of it: ``{value: withheld, note: …}``."""
    return isinstance(value, dict) and bool({"note", "by"} & value.keys())


def _results(draft: Draft, it: Indicator) -> Iterator[tuple[str, object]]:
    """Results by period; what is said of none of them belongs to the last."""
    cells = {p: c for p, c in it.of("result") if c not in draft.parts.reading.refused}
    values = {period: told for period, cell in cells.items() if (told := it.figure(cell))}
    last = max(values, default="")
    words = {(r, p if p in values else last): c for (r, p), c in it.cells.items() if r in OF_RESULT}
    for (_, period), cell in words.items() if not last else ():
        what = msg("«{text}» is said of no result", text=text_of(cell))
        _left(draft, cell, what, msg("write the result beside it"))
    for period, told in values.items():
        about = {role: Told(text_of(c), c) for (role, of), c in words.items() if of == period}
        is_parted = isinstance(told.value, dict) and not _is_entry(told.value)
        yield period, {"value": told, **about} if about or is_parted else told


def _plain(value: object) -> object:
    """A tree without its cells."""
    if isinstance(value, Told):
        return value.value
    if isinstance(value, Mapping):
        return {key: _plain(it) for key, it in value.items()}
    return [_plain(it) for it in value] if isinstance(value, list) else value


def _told(value: object, at: tuple[str | int, ...] = ()) -> Iterator[tuple[Any, Cell]]:
    """The ways to the values that cells say, with the cells."""
    if isinstance(value, Told):
        yield at, value.cell
    elif isinstance(value, Mapping):
        for key, it in value.items():
            yield from _told(it, (*at, str(key)))
    elif isinstance(value, list):
        for n, it in enumerate(value):
            yield from _told(it, (*at, n))
