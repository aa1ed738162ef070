"""Changed cells as files of results: what is new goes into the unit's own, the rest where it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as field_
from datetime import date
from typing import Any

from generator.author.draft import Content, field, in_file, remark, typed
from generator.compute.results import PlanResult
from generator.forms.book import Book, reports_of
from generator.forms.fields import FIELDS, NUMBERS, Field, Key, Section
from generator.forms.merge import CellChange
from generator.forms.subject import Subject, subjects
from generator.load.splice import Insert, Operation, Remove, Replace, splice
from generator.load.yaml_text import read_yaml
from generator.load.yaml_write import as_read, entry, key_text, on_one_line
from generator.model.breakdown import TOTAL, WHOLE
from generator.model.measure import ResultStatus
from generator.model.origin import OriginMap
from generator.model.reports import ResultsFile
from generator.model.scalars import Plain

_WIDTH = 96
"""Of an entry on one line."""


@dataclass(frozen=True, slots=True)
class Head:
    """What is said of all that is written."""

    day: date
    """Of corrections."""
    source: Mapping[str, str] = field_(default_factory=dict)
    """Where the results of new files are printed."""


def files_of(
    content: Content,
    plan: PlanResult,
    book: Book,
    changes: Mapping[Key, CellChange],
    head: Head,
) -> dict[str, bytes]:
    """The files that change, with their bytes. Raises SpliceError."""
    files: dict[str, bytes] = {}
    fresh: dict[str, list[Subject]] = {}
    for it in subjects(book, changes, head.day):
        found = _where(plan, book, it)
        path = content.file_of(found) if found else _own_path(book, it.unit)
        data = files.get(path, content.files.get(path))
        if data is None:
            fresh.setdefault(path, []).append(it)
        elif found:
            files[path] = _changed(data, path, it, found, plan)
        else:
            files[path] = _added(data, path, it, plan)
    for path, own in fresh.items():
        files[path] = _new(content, plan, book, own, head.source)
    return files


def _own_path(book: Book, unit: str) -> str:
    return f"plans/{book.identity.plan}/results/{book.identity.period}-{unit}.yml"


def _where(plan: PlanResult, book: Book, it: Subject) -> ResultsFile | None:
    """The file that speaks of it already."""
    period = book.round.period
    if it.section is Section.RESULTS:
        return next((file for file, _ in reports_of(plan, it.name, period)), None)
    files = (f for f in plan.folder.results if f.period == period and it.name in f.elements)
    return next(files, None)


# A file that is not there.


def _new(
    content: Content,
    plan: PlanResult,
    book: Book,
    subjects: Sequence[Subject],
    source: Mapping[str, str],
) -> bytes:
    f, period = content.f, book.round.period
    title = f.t("Results {of_period}: {plan}.", of_period=f.of(period), plan=plan.folder.plan.name)
    usual = ResultStatus.PROVISIONAL.value
    told = {it.status or usual for it in subjects if it.figure is not None}
    status = told.pop() if len(told) == 1 else usual
    lines = [
        *remark(title),
        *field("period", typed(period.text)),
        *field("status", status),
        *field("reported_by", subjects[0].unit),
        *(field("source", source) if source else ()),
    ]
    for section in Section:
        own = [it for it in subjects if it.section is section]
        lines += [f"{section.value}:"] if own else []
        for it in own:
            said = as_read(_entry(it, status))
            head = f"{key_text(_short(it.name, plan))}:"
            lines += [f"  {line}" for line in entry(head, said, spread=_is_long(said))]
    return in_file(lines)


def _short(name: str, plan: PlanResult) -> str:
    """The code alone, where it names only one."""
    code = name.rpartition("/")[2]
    return code if plan.folder.full_name(code) == name else name


def _entry(it: Subject, status: str) -> object:
    """A whole entry; the figure alone where there is nothing else to say."""
    found: dict[str, object] = {}
    if it.section is Section.RESULTS and (figure := it.figure) is not None:
        found["value"] = figure
    if it.status and it.status != status:
        found["status"] = it.status
    for of in FIELDS[it.section]:
        if of not in {*NUMBERS, Field.STATUS} and (value := it.beside(of)) is not None:
            found[of.value] = value
    only = found.get("value")
    return only if found.keys() == {"value"} and not isinstance(only, dict) else found


def _is_long(said: object) -> bool:
    return isinstance(said, dict) and len(on_one_line(said)) > _WIDTH


# A file that is there.


def _raw(data: bytes, path: str, it: Subject) -> OriginMap:
    tree, _ = read_yaml(path, data)
    held = tree.get(it.section.value) if isinstance(tree, OriginMap) else None
    return held if isinstance(held, OriginMap) else OriginMap(path, (1, 1))


def _added(data: bytes, path: str, it: Subject, plan: PlanResult) -> bytes:
    """A file of the unit's own that says nothing of it yet, or has an empty line for it."""
    tree, _ = read_yaml(path, data)
    status = str(tree.get("status", "")) if isinstance(tree, OriginMap) else ""
    said, held = _entry(it, status), _raw(data, path, it)
    name = _short(it.name, plan)
    spread = _is_long(as_read(said))
    if not held:
        there = isinstance(tree, OriginMap) and it.section.value in tree
        keys, value = (it.section.value,), {name: said}
        return splice(data, Replace(keys, value) if there else Insert(keys, value, spread=True))
    key = next((k for k in held if plan.folder.full_name(str(k)) == it.name), None)
    if key is not None:
        return splice(data, Replace((it.section.value, str(key)), said))
    return splice(data, Insert((it.section.value, name), said, spread=spread))


def _changed(data: bytes, path: str, it: Subject, file: ResultsFile, plan: PlanResult) -> bytes:
    """An entry that is there: a line for each changed cell, and nothing else touched."""
    held = _raw(data, path, it)
    key = next(k for k in held if plan.folder.full_name(str(k)) == it.name)
    keys, node = (it.section.value, str(key)), held[key]
    if not _says(it):
        is_last = len(held) == 1
        return splice(data, Replace(keys, Plain("", "null")) if is_last else Remove(keys))
    if not isinstance(node, OriginMap):
        return splice(data, Replace(keys, _entry(it, file.status)))
    for operation in _operations(it, node, file):
        full = (*keys, *operation.keys)
        data = splice(data, _at(operation, full))
    return data


def _at(it: Operation, keys: tuple[Any, ...]) -> Operation:
    if isinstance(it, Remove):
        return Remove(keys)
    return Replace(keys, it.value) if isinstance(it, Replace) else Insert(keys, it.value)  # type: ignore[union-attr]


def _says(it: Subject) -> bool:
    """Whether anything is left to be said of it."""
    beside = (it.beside(of) for of in FIELDS[it.section] if of not in {*NUMBERS, Field.STATUS})
    return it.figure is not None or any(text is not None for text in beside)


def _operations(it: Subject, node: OriginMap, file: ResultsFile) -> Iterator[Operation]:
    names = {of for _, of in it.changes}
    if names & {*NUMBERS}:
        yield from _figures(it, node)
    if Field.STATUS in names:
        wanted = it.status if it.status and it.status != file.status else None
        yield from _put(node, ("status",), wanted)
    for of in FIELDS[it.section]:
        if of is Field.CORRECTION and of in names and it.figure == it.before.figure and it.text(of):
            yield Replace((of.value, "reason"), it.text(of))
        elif of in names and of not in {*NUMBERS, Field.STATUS}:
            yield from _put(node, (of.value,), it.beside(of))


def _figures(it: Subject, node: OriginMap) -> Iterator[Operation]:
    """One changed part is one changed place, where the parts are written one by one."""
    parts = {part for part, of in it.changes if of in NUMBERS}
    value = node.get("value")
    rows = {row.part: row for row in it.rows}
    is_crossed = any(len(it.keys(part)) > 1 for part in parts)
    if is_crossed or len(rows) == 1 or not isinstance(value, OriginMap):
        yield from _put(node, ("value",), it.figure)
        yield from _put(node, (TOTAL,), None)
        return
    for part in parts:
        beside_value = part == WHOLE and TOTAL in node
        place = (TOTAL,) if beside_value else ("value", *it.keys(part))
        yield from _put(node if beside_value else value, place, it.value(rows[part]))


def _put(node: OriginMap, place: tuple[str, ...], value: object) -> Iterable[Operation]:
    """A value in its place: another one, a new one, or none any more."""
    is_there = any(str(key) == place[-1] for key in node)
    if value is None:
        return [Remove(place)] if is_there else []
    return [Replace(place, value) if is_there else Insert(place, value)]
