"""``avance round`` and ``avance sheet``: who has to report what, and a workbook for each unit."""

from __future__ import annotations

from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any

import click

from generator.cli.new.shared import Editor, editor_of
from generator.cli.shared import cannot_write, fail, root_option, with_hint
from generator.model.period import Period
from generator.problems import msg, plural, say
from generator.words.formatter import Formatter, common_blanks

if TYPE_CHECKING:
    from generator.compute.reporting import Round, UnitRound
    from generator.compute.results import PlanResult

FORMATS = (".xlsx", ".ods")


@click.command(
    "round",
    help=say(
        "Say who has to report what in a period and until when, and make the workbooks.\n\n"
        "The PERIOD is written as 2026-T2. Each unit gets a workbook with its indicators, made "
        "for what the files say now; «avance fill» reads it back."
    ),
)
@click.argument("plan", metavar="PLAN")
@click.argument("period", metavar="PERIOD")
@click.option(
    "--out",
    metavar="DIR",
    help=say("folder for the workbooks, made if needed (default: PLAN-PERIOD)"),
)
@click.option("--list", "only_list", is_flag=True, help=say("say who has to report, make nothing"))
@click.option(
    "--format",
    "form",
    type=click.Choice([it.removeprefix(".") for it in FORMATS]),
    default="xlsx",
    help=say("of the workbooks (default: xlsx)"),
)
@root_option
@click.pass_obj
def round_(lang: str, /, plan: str, period: str, root: str | None, **given: Any) -> None:
    """Run ``avance round``."""
    editor, result, told = _round(root, plan, period, lang)
    _tell(editor, told)
    if given["only_list"]:
        return
    form, folder = given["form"], Path(given["out"] or f"{plan}-{told.period.text}")
    files = {
        folder / f"{told.period.text}-{it.unit}.{form}": _made(editor, result, told, it, form)
        for it in told.units
    }
    _write(files, editor)


@click.command(
    help=say(
        "Make the workbook in which a unit reports its results of a period.\n\n"
        "FILE ends in .xlsx or .ods. «avance fill FILE» reads it back."
    )
)
@click.argument("plan", metavar="PLAN")
@click.argument("file", metavar="FILE")
@click.option("--period", required=True, metavar="PERIOD", help=say("period, as 2026-T2"))
@click.option("--unit", metavar="UNIT", help=say("unit that reports, of units.yml"))
@root_option
@click.pass_obj
def sheet(lang: str, plan: str, file: str, period: str, unit: str | None, root: str | None) -> None:
    """Run ``avance sheet``."""
    form = PurePath(file).suffix.lower()
    if form not in FORMATS:
        fail(msg("«{name}» ends in neither .xlsx nor .ods", name=file), lang)
    editor, result, told = _round(root, plan, period, lang)
    known = {it.unit: it for it in told.units}
    if unit is None and len(known) == 1:
        unit = next(iter(known))
    if unit not in known:
        what = msg("«{name}» has nothing to report in {period}", name=unit)
        what = msg("several units report in {period}; choose one with --unit") if not unit else what
        units = msg("those that do: {names}", names=", ".join(known))
        fail(msg("{what}; {more}", what=what.having(period=told.period.text), more=units), lang)
    made = _made(editor, result, told, known[unit], form.removeprefix("."))
    _write({Path(file): made}, editor)


def _round(root: str | None, plan: str, text: str, lang: str) -> tuple[Editor, PlanResult, Round]:
    from generator.author.results import computed_plan  # noqa: PLC0415
    from generator.compute.reporting import open_rounds, round_of  # noqa: PLC0415

    editor = editor_of(root, lang)
    folder = editor.plan(plan)
    result = computed_plan(editor.content, folder)
    rounds = [it.text for it in open_rounds(result)]
    try:
        period = Period.parse(text, folder.plan.years)
    except ValueError:
        fail(with_hint(msg("«{name}» is not a period", name=text), text, rounds), lang)
    told = round_of(result, period)
    if not told.units:
        what = msg("no indicator of the plan has to report in {period}", period=text)
        fail(with_hint(what, text, rounds, msg("nothing is left to report")), lang)
    return editor, result, told


def _tell(editor: Editor, told: Round) -> None:
    """Who reports, how much of it is missing, and until when."""
    f = editor.content.catalog_formatter(editor.lang)
    head = msg("{period}: to report until {day}.", period=told.period, day=told.deadline)
    click.echo(common_blanks(f.t(head)))
    width = max(len(it.unit) for it in told.units)
    for it in told.units:
        said = plural("{missing} of {n} indicator missing", "{missing} of {n} indicators missing")
        if not it.missing:
            said = plural("the {n} indicator reported", "all {n} indicators reported")
        unit = editor.content.catalog.units.get(it.unit)
        text = f.t(said, n=len(it.dues), missing=len(it.missing))
        click.echo(f"  {it.unit.ljust(width)}  {text}  {unit.name if unit else ''}".rstrip())


def _made(editor: Editor, plan: PlanResult, told: Round, unit: UnitRound, form: str) -> bytes:
    from generator.forms.book import book_of  # noqa: PLC0415
    from generator.forms.making import workbook  # noqa: PLC0415

    book = book_of(editor.content, plan, told, unit, _commit(editor))
    return workbook(book, editor.content.f, f".{form}")


def _commit(editor: Editor) -> str:
    """The commit that the files stand on; nothing without git."""
    from generator.review.git import GitError, commit_of, repository  # noqa: PLC0415

    try:
        return commit_of(repository(editor.project.root), "HEAD")[:12]
    except GitError:
        return ""


def _write(files: dict[Path, bytes], editor: Editor) -> None:
    """Write the workbooks, none over another: it may have been filled in."""
    from generator.publish.replace import replace_files  # noqa: PLC0415

    for path in files:
        if path.exists() or path.is_symlink():
            fail(msg("{place} is there already; nothing was written", place=path), editor.lang)
    folders = {path.parent for path in files}
    try:
        for folder in folders:
            folder.mkdir(parents=True, exist_ok=True)
        replace_files(files)
    except OSError as failure:
        cannot_write(next(iter(folders)), failure, editor.lang)
    for path in files:
        click.echo(Formatter(editor.lang).t("Written: {place}", place=path))
