"""``avance import``: a plan from the matrix in which an institution keeps it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from generator.cli.new.shared import Editor, editor_of
from generator.cli.shared import cannot_read, cannot_write, fail, root_option
from generator.clock import this_year
from generator.problems import Problem, has_errors, msg, say
from generator.words.formatter import Formatter
from generator.words.problems import FORMATS

if TYPE_CHECKING:
    from generator.author.draft import Content
    from generator.matrix.importing import Imported
    from generator.workbook import Workbook

_HELP = say(
    "Make a plan from a matrix in a workbook (.xlsx, .ods, .xls or .csv).\n\n"
    "The first time it says what each column seems to hold, which rows cannot be taken over and "
    "why, and writes a mapping file beside the workbook; nothing else. Correct that file, and run "
    "the same command again: it writes the plan. With --yes the first guess is taken."
)


@click.command("import", help=_HELP)
@click.argument("matrix", metavar="MATRIX")
@click.argument("plan", required=False, metavar="[PLAN]")
@click.option("--sheet", metavar="NAME", help=say("sheet with the matrix (default: the likeliest)"))
@click.option("--pack", metavar="NAME", help=say("kind of matrix (default: the likeliest)"))
@click.option("--mapping", metavar="FILE", help=say("mapping file (default: beside the workbook)"))
@click.option("--yes", is_flag=True, help=say("write the plan as it is guessed, without asking"))
@root_option
@click.pass_obj
def import_(lang: str, /, matrix: str, root: str | None, **given: str | bool | None) -> None:
    """Run ``avance import``."""
    editor = editor_of(root, lang)
    place = Path(matrix)
    mapping = Path(str(given["mapping"])) if given["mapping"] else place.with_suffix(".mapping.yml")
    workbook = read_matrix(place, lang)
    is_new = not mapping.exists()
    if is_new:
        data = _guessed(editor, workbook, place, given)
        try:
            mapping.write_bytes(data)
        except OSError as failure:
            cannot_write(mapping, failure, lang)
    else:
        data = _read(mapping, lang)
    f = editor.content.catalog_formatter(lang)
    done = taken_over(editor.content, workbook, mapping, data, f)
    if is_new and not given["yes"]:
        click.echo(f.t("Written: {place}", place=mapping))
        click.echo(f.t(_NEXT, command=f"avance import {matrix}"), err=True)
        sys.exit(1 if has_errors(done.problems) else 0)
    steps = [msg("What was not taken over is listed above")] if has_errors(done.problems) else []
    editor.write(done.draft.files, steps, changed=["units.yml"])
    if steps:
        sys.exit(1)


_NEXT = msg("See what it says, correct it, and run again: {command}")


def read_matrix(place: Path, lang: str) -> Workbook:
    """The workbook; ends the command where it cannot be read."""
    from generator.workbook import read_workbook  # noqa: PLC0415

    found = read_workbook(_read(place, lang), str(place))
    if isinstance(found, list):
        _refuse(found, Formatter(lang))
    return found


def _read(place: Path, lang: str) -> bytes:
    try:
        return place.read_bytes()
    except OSError as failure:
        cannot_read(place, failure, lang)


def _guessed(
    editor: Editor, workbook: Workbook, place: Path, given: dict[str, str | bool | None]
) -> bytes:
    from generator.matrix.guess import guessed  # noqa: PLC0415
    from generator.matrix.mapping import About, mapping_file  # noqa: PLC0415

    found = guessed(workbook, str(given["sheet"] or ""), str(given["pack"] or ""))
    if found is None:
        what = msg(
            "no sheet of {place} has headings that are known, as «código», «actividad» or «meta»",
            place=place,
        )
        fail(what, editor.lang)
    about = About(place.name, this_year(), str(given["plan"] or ""))
    return mapping_file(editor.content, found, about)


def taken_over(
    content: Content, workbook: Workbook, place: Path, data: bytes, f: Formatter
) -> Imported:
    """The plan of a mapping, after saying how it was read; ends the command where it cannot be."""
    from generator.matrix.importing import imported  # noqa: PLC0415
    from generator.matrix.mapping import read_mapping  # noqa: PLC0415
    from generator.matrix.report import report  # noqa: PLC0415

    mapping, problems = read_mapping(str(place), data)
    if mapping is None:
        _refuse(problems, f)
    done = imported(content, workbook, mapping)
    if isinstance(done, list):
        _refuse(done, f)
    for line in report(done, f):
        click.echo(line)
    if done.problems:
        click.echo(FORMATS["text"](done.problems, f))
    if done.unexplained:
        _refuse(done.unexplained, f)
    return done


def _refuse(problems: list[Problem], f: Formatter) -> NoReturn:
    click.echo(FORMATS["text"](problems, f))
    click.echo(f.t("Nothing was written."))
    sys.exit(1)
