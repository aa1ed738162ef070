"""Workbooks that came back, as changes of files: everything is checked before a byte is written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from generator.author.draft import Content
from generator.author.results import computed_plan
from generator.check.common import suggestion
from generator.compute.reporting import UnitRound, round_of
from generator.compute.results import PlanResult
from generator.forms.book import Book, book_of
from generator.forms.merge import CellChange, Merged
from generator.forms.reading import FilledForm, filled_of
from generator.forms.subject import incomplete
from generator.forms.writing import FormHead, files_of
from generator.load.yaml_text import read_yaml
from generator.model.origin import OriginMap, line_of
from generator.model.period import Period
from generator.problems import Message, Place, Problem, error, has_errors, in_order, msg
from generator.workbook import Workbook, read_workbook


@dataclass(frozen=True)
class Filling:
    """What the workbooks would change; with errors nothing."""

    files: dict[str, bytes]
    problems: list[Problem]
    notes: list[Message]


def fill(
    content: Content, books: Mapping[str, bytes], head: FormHead, *, overwrites: bool = False
) -> Filling:
    """Read the workbooks, by their names, and merge them into the content. Raises SpliceError."""
    merged = Merged(content.f, overwrites)
    rounds: dict[tuple[str, str], tuple[PlanResult, Book]] = {}
    for name, data in books.items():
        read = read_workbook(data, name)
        if not isinstance(read, Workbook):
            merged.problems += read
            continue
        filled, problems = filled_of(read)
        merged.problems += problems
        if filled is None:
            continue
        place = filled.identity.plan, filled.identity.period
        found = rounds.get(place) or _round(content, filled)
        if isinstance(found, Problem):
            merged.problems.append(found)
            continue
        rounds[place] = found
        merged.add(filled, found[1])
    for place, (_, book) in rounds.items():
        merged.problems += incomplete(book, merged.whole(place))
    files: dict[str, bytes] = {}
    if not has_errors(merged.problems):
        for place, (plan, book) in rounds.items():
            files |= files_of(content, plan, book, merged.changes[place], head)
        changes = [it for own in merged.changes.values() for it in own.values()]
        merged.problems += _checked(content, files, changes)
    problems = in_order(merged.problems)
    return Filling({} if has_errors(problems) else files, problems, merged.notes)


def _round(content: Content, filled: FilledForm) -> tuple[PlanResult, Book] | Problem:
    """The plan of a workbook, and a book with all rows of its round as the files have them."""
    identity, place = filled.identity, Place(filled.path)
    plans, units = content.catalog.plans, content.catalog.units
    for name, known, what in (
        (identity.plan, plans, msg("the workbook is of the plan «{name}», which is not here")),
        (identity.unit, units, msg("the workbook is of the unit «{name}», which is not here")),
    ):
        if name not in known:
            hint = suggestion(name, set(known)) or msg("look whether it is of another portal")
            return error("workbook-not-ours", place, what.having(name=name), hint)
    folder = plans[identity.plan]
    try:
        period = Period.parse(identity.period, folder.plan.years)
    except ValueError:
        what = msg("the workbook is of «{name}», which is no period of the plan")
        what = what.having(name=identity.period)
        return error("workbook-not-ours", place, what, msg("make a new one with «avance sheet»"))
    plan = computed_plan(content, folder)
    told = round_of(plan, period)
    everything = tuple(due for unit in told.units for due in unit.dues)
    return plan, book_of(content, plan, told, UnitRound(identity.unit, everything))


def _checked(
    content: Content, files: Mapping[str, bytes], changes: Sequence[CellChange]
) -> Iterator[Problem]:
    """What would be wrong with the content, told by the cell that it comes from."""
    if not files:
        return
    places = dict(_places(content, files, changes))
    for it in content.new_problems(files):
        path = it.place.path.removeprefix("content/")
        lines = [line for of, line in places if of == path and line <= it.place.line]
        cell = places.get((path, max(lines, default=0)))
        hint = _SOURCE if it.code == "figure-without-source" else it.hint
        yield replace(it, place=cell, hint=hint) if cell else it


_SOURCE = msg("name the document with «--document» and the page with «--place»")


def _places(
    content: Content, files: Mapping[str, bytes], changes: Sequence[CellChange]
) -> Iterator[tuple[tuple[str, int], Place | None]]:
    """Lines at which entries begin, with the cell that speaks for what changed of each."""
    cells: dict[tuple[str, str], Place] = {}
    for it in changes:
        cells.setdefault((it.key.section, it.key.subject), it.given.place)
    for path, data in files.items():
        tree, _ = read_yaml(path, data)
        folder = content.catalog.plans[path.split("/")[1]]
        for section in ("results", "elements"):
            held = tree.get(section) if isinstance(tree, OriginMap) else None
            if not isinstance(held, OriginMap):
                continue
            for key in held.positions:
                line = line_of(held.key_position(key))
                yield (path, line), cells.get((section, folder.full_name(key)))
