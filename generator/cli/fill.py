"""``avance fill``: the results that units wrote into their workbooks, into the files."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import click

from generator.cli.asking import Prompt
from generator.cli.fields import PLACE
from generator.cli.new.results import DOCUMENT
from generator.cli.new.shared import Editor, new_command
from generator.cli.shared import fail, read_file
from generator.clock import clock_of, content_date
from generator.forms.filling import Filling
from generator.forms.filling import fill as filled
from generator.forms.writing import FormHead
from generator.problems import errors_of, msg, plural, say
from generator.review.diff import proposal
from generator.review.explain.change_lines import line_of
from generator.review.policy.rules import judge
from generator.review.snapshot import Snapshot
from generator.words.formatter import Formatter, common_blanks
from generator.words.problems import FORMATS

FILES = Prompt("FILES", help=say("workbooks that were filled in"), more={"nargs": -1})
YES = Prompt("--yes", help=say("write without asking"), more={"is_flag": True})
DRY_RUN = Prompt(
    "--dry-run", help=say("say what would change, write nothing"), more={"is_flag": True}
)
OVERWRITE = Prompt(
    "--overwrite",
    help=say("what a cell says counts, also where the files say something else meanwhile"),
    more={"is_flag": True},
)


@new_command(
    say(
        "Read workbooks that were filled in, and write their results into the files.\n\n"
        "It says first what will change. A cell that the files, or another workbook, have changed "
        "meanwhile in another way is named, and nothing is written."
    ),
    *(FILES, DOCUMENT, PLACE, OVERWRITE, YES, DRY_RUN),
)
def fill(editor: Editor) -> None:
    """Run ``avance fill``."""
    lang, ask = editor.lang, editor.ask
    if not ask[FILES]:
        fail(msg("no workbook is named: avance fill FILE"), lang)
    data = {name: read_file(Path(name), lang) for name in ask[FILES]}
    source = {it.key: text for it in (DOCUMENT, PLACE) if (text := ask[it])}
    day = content_date(editor.project.content, clock_of(editor.content.catalog))
    filling = filled(editor.content, data, FormHead(day, source), overwrites=ask[OVERWRITE])
    f = editor.content.catalog_formatter(lang)
    _tell_problems(filling, f)
    if not filling.files:
        click.echo(f.t("The files say all of it already; nothing was written."))
        return
    for line in _change_lines(editor, filling, f):
        click.echo(line)
    n = len(filling.files)
    question = plural("Write it into {n} file?", "Write it into {n} files?", n=n)
    if ask[DRY_RUN]:
        click.echo(f.t("Nothing was written."))
    elif ask.agreed(question, default=True):
        there = [path for path in filling.files if path in editor.content.files]
        editor.write(filling.files, [], changed=there)


def _tell_problems(filling: Filling, f: Formatter) -> None:
    """What is wrong with the workbooks; with errors nothing is written, and the command ends."""
    if filling.problems:
        click.echo(FORMATS["text"](filling.problems, f))
    if n := len(errors_of(filling.problems)):
        click.echo(f.n("{n} error; nothing was written.", "{n} errors; nothing was written.", n))
        sys.exit(1)


def _change_lines(editor: Editor, filling: Filling, f: Formatter) -> Iterator[str]:
    """What will change, in the words of ``avance diff``, and what it will ask for."""
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
