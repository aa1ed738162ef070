"""Changed cells as files of results: what is new goes into the unit's own, the rest where it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as field_
from datetime import date
from typing import Any

from generator.author.draft import Content, field, in_file, remark, typed
from generator.compute.results import PlanResult
from generator.forms.book import Book, reports_of
from generator.forms.fields import FIELDS, NUMBERS, FormBlock, Input, Key
from generator.forms.merge import CellChange
from generator.forms.subject import ChangedEntry, subjects
from generator.load.splice import Put, splice
from generator.load.yaml_text import read_yaml
from generator.load.yaml_write import as_read, entry, key_text, on_one_line
from generator.model.breakdown import TOTAL, WHOLE
from generator.model.measure import ResultStatus
from generator.model.origin import OriginMap
from generator.model.reports import ResultsFile

_WIDTH = 96
"""Of an entry on one line."""


@dataclass(frozen=True, slots=True)
class FormHead:
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
    head: FormHead,
) -> dict[str, bytes]:
    """The files that change, with their bytes. Raises SpliceError."""
    files: dict[str, bytes] = {}
    fresh: dict[str, list[ChangedEntry]] = {}
    for it in subjects(book, changes, head.day):
        found = _where(plan, book, it)
        path = content.file_of(found) if found else _own_path(book, it.unit)
        data = files.get(path, content.files.get(path))
        if data is None:
            fresh.setdefault(path, []).append(it)
        else:
            files[path] = _with(data, path, it, found, plan)
    for path, own in fresh.items():
        files[path] = _new(content, plan, book, own, head.source)
    return files


def _own_path(book: Book, unit: str) -> str:
    return f"plans/{book.identity.plan}/results/{book.identity.period}-{unit}.yml"


def _where(plan: PlanResult, book: Book, it: ChangedEntry) -> ResultsFile | None:
    """The file that speaks of it already."""
    period = book.round.period
    if it.section is FormBlock.RESULTS:
        return next((file for file, _ in reports_of(plan, it.name, period)), None)
    files = (f for f in plan.folder.results if f.period == period and it.name in f.elements)
    return next(files, None)


# A file that is not there.


def _new(
    content: Content,
    plan: PlanResult,
    book: Book,
    subjects: Sequence[ChangedEntry],
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
    for section in FormBlock:
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


def _entry(it: ChangedEntry, status: str) -> object:
    """A whole entry; the figure alone where there is nothing else to say."""
    found: dict[str, object] = {}
    if it.section is FormBlock.RESULTS and (figure := it.figure) is not None:
        found["value"] = figure
    if it.status and it.status != status:
        found["status"] = it.status
    for of in FIELDS[it.section]:
        if of not in {*NUMBERS, Input.STATUS} and (value := it.beside(of)) is not None:
            found[of.value] = value
    only = found.get("value")
    return only if found.keys() == {"value"} and not isinstance(only, dict) else found


def _is_long(said: object) -> bool:
    return isinstance(said, dict) and len(on_one_line(said)) > _WIDTH


# A file that is there.


def _with(
    data: bytes, path: str, it: ChangedEntry, file: ResultsFile | None, plan: PlanResult
) -> bytes:
    """The file with a line for each changed cell, or with a new entry, and nothing else touched."""
    tree, _ = read_yaml(path, data)
    given: Mapping[str, Any] = tree if isinstance(tree, OriginMap) else {}
    held = given.get(it.section.value)
    held = held if isinstance(held, OriginMap) else {}
    named = (str(key) for key in held if plan.folder.full_name(str(key)) == it.name)
    keys = it.section.value, next(named, _short(it.name, plan))
    node = held.get(keys[-1])
    if file and isinstance(node, OriginMap) and _says(it):
        puts = [Put((*keys, *way), value) for way, value in _puts(it, node, file)]
    else:
        status = file.status if file else str(given.get("status", ""))
        said = _entry(it, status) if _says(it) else None
        puts = [Put(keys, said, spread=_is_long(as_read(said)))]
    for put in puts:
        data = splice(data, put)
    return data


def _says(it: ChangedEntry) -> bool:
    """Whether anything is left to be said of it."""
    beside = (it.beside(of) for of in FIELDS[it.section] if of not in {*NUMBERS, Input.STATUS})
    return it.figure is not None or any(text is not None for text in beside)


def _puts(
    it: ChangedEntry, node: OriginMap, file: ResultsFile
) -> Iterator[tuple[tuple[str, ...], object]]:
    """Where in the entry which value goes; None where there is none any more."""
    names = {of for _, of in it.changes}
    if names & {*NUMBERS}:
        yield from _figures(it, node)
    if Input.STATUS in names:
        yield ("status",), it.status if it.status and it.status != file.status else None
    for of in FIELDS[it.section]:
        if of is Input.CORRECTION and of in names and it.figure == it.before.figure and it.text(of):
            yield (of.value, "reason"), it.text(of)
        elif of in names and of not in {*NUMBERS, Input.STATUS}:
            yield (of.value,), it.beside(of)


def _figures(it: ChangedEntry, node: OriginMap) -> Iterator[tuple[tuple[str, ...], object]]:
    """One changed part is one changed place, where the parts are written one by one."""
    parts = {part for part, of in it.changes if of in NUMBERS}
    rows = {row.part: row for row in it.rows}
    is_crossed = any(len(it.keys(part)) > 1 for part in parts)
    if is_crossed or len(rows) == 1 or not isinstance(node.get("value"), OriginMap):
        yield ("value",), it.figure
        yield (TOTAL,), None
        return
    for part in parts:
        is_beside = part == WHOLE and TOTAL in node
        yield (TOTAL,) if is_beside else ("value", *it.keys(part)), it.value(rows[part])
