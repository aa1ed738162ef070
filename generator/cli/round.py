"""``avance round`` and ``avance sheet``: who has to report what, and a workbook for each unit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path, PurePath

import click

from generator.author.results import computed_plan
from generator.cli.asking import Prompt
from generator.cli.fields import PLAN
from generator.cli.new.results import PERIOD, period_with
from generator.cli.new.shared import Editor, new_command
from generator.cli.shared import outside_content, with_hint, write_new
from generator.compute.reporting import (
    Round,
    UnitRound,
    deadline_of,
    of_unit,
    open_rounds,
    round_of,
)
from generator.compute.results import PlanResult
from generator.forms.book import book_of
from generator.forms.grid import FORMATS
from generator.forms.layout import workbook
from generator.problems import Message, msg, plural, say
from generator.review.git import GitError, commit_of, repository
from generator.words.formatter import Formatter, common_blanks

OUT = Prompt("--out", "DIR", say("folder for the workbooks (default: PLAN-PERIOD)"))
LIST = Prompt("--list", help=say("say who has to report, make nothing"), more={"is_flag": True})
FORMAT = Prompt(
    "--format",
    help=say("of the workbooks (default: xlsx)"),
    more={"type": click.Choice([it[1:] for it in FORMATS]), "default": "xlsx", "metavar": None},
)
UNIT = Prompt("--unit", "UNIT", say("unit that reports, of units.yml"))
FILE = Prompt("FILE", help=say("file for the workbook, in .xlsx or .ods"))
OF_PERIOD = replace(PERIOD, option="--period", metavar="PERIOD")


@new_command(
    say(
        "Say who has to report what in a period and until when, and make the workbooks.\n\n"
        "The PERIOD is written as 2026-T2. Each unit gets a workbook with its indicators, made "
        "for what the files say now; «avance fill» reads it back."
    ),
    *(PLAN, PERIOD, OUT, LIST, FORMAT),
)
def round(editor: Editor) -> None:  # noqa: A001
    """Run ``avance round``."""
    plan, told = _asked(editor, PERIOD)
    _print_round(editor, plan, told)
    if editor.ask[LIST]:
        return
    form, folder = editor.ask[FORMAT], editor.ask[OUT] or f"{plan.folder.id}-{told.period.text}"
    names = {it.unit: Path(folder, f"{told.period.text}-{it.unit}.{form}") for it in told.units}
    _write(editor, {names[it.unit]: _made(editor, plan, told, it, form) for it in told.units})


@new_command(
    say(
        "Make the workbook in which a unit reports its results of a period.\n\n"
        "FILE ends in .xlsx or .ods. «avance fill FILE» reads it back."
    ),
    *(PLAN, FILE, OF_PERIOD, UNIT),
)
def sheet(editor: Editor) -> None:
    """Run ``avance sheet``."""
    plan, told = _asked(editor, OF_PERIOD)
    unit = _unit(editor, plan, told)
    file = Path(editor.ask.answer(FILE, _file, f"{told.period.text}-{unit.unit}.xlsx"))
    _write(editor, {file: _made(editor, plan, told, unit, file.suffix[1:].lower())})


def _unit(editor: Editor, plan: PlanResult, told: Round) -> UnitRound:
    known = [it.unit for it in told.units]

    def read(text: str) -> UnitRound | Message:
        found = of_unit(plan, told, text)
        what = msg("«{name}» has nothing to report in {period}", name=text)
        what = what.having(period=told.period.text)
        return found if found.dues else with_hint(what, text, known)

    editor.ask.show((it, editor.content.catalog.units[it].name) for it in known)
    return editor.ask.answer(UNIT, read, known[0] if len(known) == 1 else None)


def _file(text: str) -> str | Message:
    known = PurePath(text).suffix.lower() in FORMATS
    return text if known else msg("«{name}» ends in neither .xlsx nor .ods", name=text)


def _asked(editor: Editor, field: Prompt) -> tuple[PlanResult, Round]:
    """The plan and the round of its period."""
    plan = computed_plan(editor.content, editor.plan())
    first = min(open_rounds(plan), key=lambda it: it.end, default=None)
    read = period_with(plan, lambda it: round_of(plan, it).units)
    return plan, round_of(plan, editor.ask.answer(field, read, first.text if first else None))


def _print_round(editor: Editor, plan: PlanResult, told: Round) -> None:
    """Who reports, how much of it is missing, and until when."""
    f = editor.content.catalog_formatter(editor.lang)
    head = msg("{period}: to report until {day}.", period=told.period, day=told.deadline)
    click.echo(common_blanks(f.t(head)))
    rounds = (it for it in open_rounds(plan) if it != told.period)
    if beside := [it for it in rounds if deadline_of(plan, it) == told.deadline]:
        also = msg("Until the same day there is to report: {periods}.", periods=beside)
        click.echo(common_blanks(f.t(also)))
    width = max(len(it.unit) for it in told.units)
    for it in told.units:
        said = plural("{missing} of {n} indicator missing", "{missing} of {n} indicators missing")
        if not it.missing:
            said = plural("{n} indicator, reported", "{n} indicators, all reported")
        unit = editor.content.catalog.units.get(it.unit)
        text = f.t(said, n=len(it.dues), missing=len(it.missing))
        click.echo(f"  {it.unit.ljust(width)}  {text}  {unit.name if unit else ''}".rstrip())


def _made(editor: Editor, plan: PlanResult, told: Round, unit: UnitRound, form: str) -> bytes:
    book = book_of(editor.content, plan, told, unit, _commit(editor))
    return workbook(book, editor.content.f, f".{form}")


def _commit(editor: Editor) -> str:
    """The commit that the files stand on; nothing without git."""
    try:
        return commit_of(repository(editor.project.root), "HEAD")[:12]
    except GitError:
        return ""


def _write(editor: Editor, files: Mapping[Path, bytes]) -> None:
    """Write the workbooks, and say so."""
    outside_content(next(iter(files)).parent, editor.project, editor.lang)
    write_new(files, editor.lang)
    for path in files:
        click.echo(Formatter(editor.lang).t("Written: {place}", place=path))
