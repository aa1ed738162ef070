"""``avance import``: a plan from the matrix in which an institution keeps it."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from generator.author.draft import Content
from generator.cli.asking import Asker, Prompt, one_of, refuse
from generator.cli.fields import PLAN
from generator.cli.new.shared import Editor, new_command
from generator.cli.shared import fail, read_file, write_files, write_new
from generator.cli.standards import of_iati
from generator.clock import this_year
from generator.load.matrix import MatrixMapping
from generator.matrix.guess import guessed
from generator.matrix.importing import imported
from generator.matrix.mapping import read_mapping
from generator.matrix.report import grouped, report
from generator.matrix.sketch import sketched
from generator.matrix.vocabulary import packs
from generator.problems import Problem, has_errors, msg, plural, say
from generator.standards.reading import is_xml
from generator.words.formatter import Formatter
from generator.workbook import Workbook, read_workbook

MATRIX = Prompt("MATRIX", help=say("workbook with the matrix"))
ID = Prompt("ID")
SHEET = Prompt("--sheet", "NAME", say("sheet with the matrix (default: the likeliest)"))
PACK = Prompt(
    "--pack", "NAME", say("kind of matrix: ceplan, mir-mexico … (default: the likeliest)")
)
MAPPING = Prompt("--mapping", "FILE", say("mapping file (default: beside the workbook)"))
OUT = Prompt("--out", "FILE", say("workbook to write (default: the plan's name, .xlsx)"))
YES = Prompt("--yes", help=say("write the plan as it is guessed"), more={"is_flag": True})


@new_command(
    say(
        "Make a plan from a matrix in a workbook (.xlsx, .ods, .xls, .csv) or from IATI (.xml).\n\n"
        "The first time it says what each column seems to hold, what cannot be imported and "
        "why, and writes a mapping file beside the workbook, nothing else. Correct that file and "
        "run the same command again: it writes the plan, called ID in content/plans/. With --yes "
        "the first guess is taken. A file of IATI needs no mapping: what has no place in a plan "
        "is named."
    ),
    *(MATRIX, ID, SHEET, PACK, MAPPING, YES),
)
def import_(editor: Editor) -> None:
    """Run ``avance import``."""
    path = editor.ask.answer(MATRIX, str)
    data = read_file(Path(path), editor.lang)
    if is_xml(data):
        files, problems = of_iati(editor, path, data)
    else:
        files, problems = taken_over(editor.content, editor.ask, path)
    there = [path for path in files if path in editor.content.files]
    left = [msg("What was not imported is listed above, with its place")]
    is_whole = not has_errors(problems)
    editor.write(files, [] if is_whole else left, changed=there)
    if not is_whole:
        sys.exit(1)


@new_command(
    say(
        "Write a plan as a matrix in a workbook, and the mapping file that reads it back.\n\n"
        "A row for each indicator, with its targets, results and amounts. What a matrix cannot "
        "hold is listed. See avance import."
    ),
    *(PLAN, OUT),
)
def matrix(editor: Editor) -> None:
    """Run ``avance export matrix``."""
    from generator.matrix.export import left_out, mapping_of_plan, workbook_of  # noqa: PLC0415  # it brings openpyxl

    folder = editor.plan()
    f, place = Formatter(editor.lang), Path(editor.ask[OUT] or f"{folder.id}.xlsx")
    path = mapping_of(editor.ask, str(place))
    data, n = workbook_of(editor.content, folder)
    mapping = mapping_of_plan(editor.content, folder, place.name)
    write_new({place: data, path: mapping}, editor.lang)
    click.echo(f.t(plural("{place}: {n} row", "{place}: {n} rows", n=n, place=place)))
    click.echo(f.t("Written: {place}", place=path))
    if left := left_out(folder):
        names = ", ".join(f"{name} ({n})" for name, n in sorted(left.items()))
        click.echo(f.t("What a matrix cannot hold, and stays out: {names}.", names=names))


def taken_over(content: Content, ask: Asker, matrix: str) -> tuple[dict[str, bytes], list[Problem]]:
    """The files of the plan in a workbook, and what is wrong in it.

    Ends the command where there is no mapping that somebody has seen.
    """
    place, f = Path(matrix), content.catalog_formatter(ask.lang)
    path = mapping_of(ask, matrix)
    workbook = _workbook(place, f)
    is_new = not path.exists()
    data = _guessed(content, workbook, place, ask) if is_new else read_file(path, ask.lang)
    if is_new:
        write_files({path: data}, path, ask.lang)
        click.echo(f.t("Written: {place}", place=path))
    mapping, problems = read_mapping(content, str(path), data)
    if mapping and not is_new:
        _tell_unheard(ask, path, mapping)
    done = imported(content, workbook, mapping) if mapping else problems
    if isinstance(done, list):
        refuse(done, f)
    click.echo("\n".join((*report(done, f), *grouped(done.problems, f))))
    if is_new and not ask[YES]:
        click.echo(f.t("See what it says, correct it, and run the same command again."), err=True)
        sys.exit(1 if has_errors(done.problems) else 0)
    if done.unexplained:
        refuse(done.unexplained, f)
    return done.draft.files, done.problems


def _tell_unheard(ask: Asker, path: Path, mapping: MatrixMapping) -> None:
    """Say which options are not followed, since the mapping says something else."""
    plan = mapping.plan
    said = ((ID, plan.id), (SHEET, mapping.sheet), (PACK, plan.profile or "simple"))
    for field, own in said:
        if (given := ask[field]) and given.casefold() != own.casefold():
            what = msg(
                "{option} «{given}» is not followed, since {place} is there already: change that, "
                "or delete it to begin anew"
            )
            told = what.having(option=field.option, given=given, place=path)
            click.echo(Formatter(ask.lang).t(told), err=True)


def mapping_of(ask: Asker, matrix: str) -> Path:
    """Where the mapping file of a workbook is."""
    return Path(ask[MAPPING] or Path(matrix).with_suffix(".mapping.yml"))


def _workbook(place: Path, f: Formatter) -> Workbook:
    found = read_workbook(read_file(place, f.lang), str(place))
    return refuse(found, f) if isinstance(found, list) else found


def _guessed(content: Content, workbook: Workbook, place: Path, ask: Asker) -> bytes:
    sheets = one_of([it.name for it in workbook.sheets], _NO_SHEET)
    kinds = one_of([it.id for it in packs()], msg("there is no kind of matrix «{name}»"))
    sheet = ask.answer(SHEET, sheets, "", given=ask[SHEET] or "")
    pack = ask.answer(PACK, kinds, "", given=ask[PACK] or "")
    found = guessed(workbook, this_year(), sheet, pack)
    if found is None:
        what = msg(
            "no sheet of {place} has headings that are known, as «código», «actividad» or «meta»"
        )
        fail(what.having(place=place), ask.lang)
    return sketched(content, found, place.name, ask[ID] or "")


_NO_SHEET = msg("the workbook has no sheet «{name}»")
