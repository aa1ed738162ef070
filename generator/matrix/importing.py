"""From a sheet and its mapping to the files of a plan that passes the check, and what is left."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from generator.author.draft import Content
from generator.author.sourced import Imported, already_there, without_errors
from generator.load.matrix import MatrixMapping
from generator.matrix.draft import MatrixDraft
from generator.matrix.files import drafted
from generator.matrix.rows import read_rows
from generator.matrix.sheet import Reading
from generator.matrix.totals import unfounded_totals
from generator.matrix.unread import unread
from generator.problems import Problem, error, in_order, msg
from generator.workbook import Sheet, Workbook


def imported(
    content: Content, workbook: Workbook, mapping: MatrixMapping
) -> Imported[MatrixDraft] | list[Problem]:
    """The plan of a mapping; only what is wrong where the mapping is of another workbook."""
    sheet = workbook.sheet(mapping.sheet)
    if sheet is None:
        names = ", ".join(it.name for it in workbook.sheets)
        what = msg("the workbook has no sheet «{name}»", name=mapping.sheet)
        place = mapping.place_of("sheet")
        return [error("matrix-column", place, what, msg("write one of: {choices}", choices=names))]
    if wrong := already_there(content, mapping.plan.id):
        return [error("matrix-column", mapping.place_of("plan"), *wrong)]
    reading = Reading(sheet, mapping)
    if lacks := [*reading.changed_headings, *_without_currency(content, reading)]:
        return lacks
    return _imported(content, sheet, mapping)


def _without_currency(content: Content, reading: Reading) -> Iterator[Problem]:
    site, plan = content.catalog.site, reading.mapping.plan
    if reading.has("amount") and not plan.currency and not (site and site.currency):
        what = msg("the amounts have no currency")
        hint = msg("write it as «currency: USD» under «plan», or in site.yml")
        yield error("matrix-column", reading.mapping.place_of("plan"), what, hint)


def _imported(content: Content, sheet: Sheet, mapping: MatrixMapping) -> Imported[MatrixDraft]:
    """Leave out what the check refuses, until it refuses nothing; all of it is told by its cell."""
    draft, told, errors = without_errors(
        content,
        lambda refused: drafted(content, read_rows(Reading(sheet, mapping, refused))),
        sheet.place,
    )
    beside = (*unfounded_totals(Reading(sheet, mapping)), *unread(draft.parts.reading))
    problems = in_order(map(draft.naming, [*told, *draft.parts.problems, *beside]))
    plan, said = f"content/plans/{mapping.plan.id}/plan.yml", mapping.place_of("plan")
    errors = [replace(it, place=said) if it.place.path == plan else it for it in errors]
    return Imported(draft, problems, errors)
