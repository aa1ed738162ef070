"""``avance fill``: the results that units wrote into their workbooks, into the files."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from generator.cli.new.shared import Editor, editor_of
from generator.cli.shared import cannot_read, fail, root_option
from generator.problems import Severity, has_errors, msg, plural, say
from generator.words.formatter import Formatter, common_blanks
from generator.words.problems import FORMATS

if TYPE_CHECKING:
    from generator.forms.filling import Filling


@click.command(
    help=say(
        "Read workbooks that were filled in, and write their results into the files.\n\n"
        "It says first what will change. A cell that the files, or another workbook, have changed "
        "meanwhile in another way is named, and nothing is written."
    )
)
@click.argument("books", nargs=-1, required=True, metavar="FILE...")
@click.option("--document", metavar="ID", help=say("where they are printed, of documents.yml"))
@click.option("--place", metavar="TEXT", help=say("where in the document: a table, a page"))
@click.option("--yes", is_flag=True, help=say("write without asking"))
@click.option("--dry-run", is_flag=True, help=say("say what would change, write nothing"))
@root_option
@click.pass_obj
def fill(lang: str, /, books: tuple[str, ...], root: str | None, **given: Any) -> None:
    """Run ``avance fill``."""
    from generator.forms.filling import fill as filled  # noqa: PLC0415
    from generator.load.splice import SpliceError  # noqa: PLC0415

    data = {name: _read(Path(name), lang) for name in books}
    editor = editor_of(root, lang)
    try:
        source = {key: text for key in ("document", "place") if (text := given[key])}
        filling = filled(editor.content, data, source)
    except SpliceError as failure:
        fail(failure.message, lang)
    f = editor.content.catalog_formatter(lang)
    _tell_problems(filling, f)
    if not filling.files:
        click.echo(f.t("The files say all of it already; nothing was written."))
        return
    for line in _told(editor, filling, f):
        click.echo(line)
    n = len(filling.files)
    question = plural("Write it into {n} file?", "Write it into {n} files?", n=n)
    if given["dry_run"] or not (given["yes"] or editor.ask.agrees(question, default=True)):
        click.echo(f.t("Nothing was written."))
        if not given["dry_run"] and not editor.ask.is_terminal:
            fail(msg("there is no terminal to ask on; write it with --yes"), lang)
        return
    there = [path for path in filling.files if path in editor.content.files]
    editor.write(filling.files, [], changed=there)


def _read(path: Path, lang: str) -> bytes:
    try:
        return path.read_bytes()
    except OSError as failure:
        cannot_read(path, failure, lang)


def _tell_problems(filling: Filling, f: Formatter) -> None:
    """What is wrong with the workbooks; with errors nothing is written, and the command ends."""
    if filling.problems:
        click.echo(FORMATS["text"](filling.problems, f))
    if has_errors(filling.problems):
        n = sum(it.severity is Severity.ERROR for it in filling.problems)
        click.echo(f.n("{n} error; nothing was written.", "{n} errors; nothing was written.", n))
        sys.exit(1)


def _told(editor: Editor, filling: Filling, f: Formatter) -> Iterator[str]:
    """What will change, in the words of ``avance diff``, and what it will ask for."""
    from generator.review.diff import proposal  # noqa: PLC0415
    from generator.review.explain.change_lines import line_of  # noqa: PLC0415
    from generator.review.policy.rules import judge  # noqa: PLC0415
    from generator.review.snapshot import Snapshot  # noqa: PLC0415

    base = Snapshot("", None, dict(editor.content.files))
    head = replace(base, files={**base.files, **filling.files})
    found = proposal(base, head, editor.content.memo)
    yield f.t("This will change:")
    for change in found.changes:
        yield common_blanks(f"  {line_of(change, f).text}")
    yield from (f"  {common_blanks(f.t(note))}." for note in filling.notes)
    asked = [finding.problem for finding in judge(found)]
    if asked:
        yield f.t("«avance diff» will ask for:")
        yield FORMATS["text"](asked, f)
