"""The command line: the only place that prints or exits.

Findings go to stdout, failures to run to stderr. Exit status: 0 clean, 1 findings,
2 could not run.
"""

from __future__ import annotations

import os
import shlex
import sys
from contextlib import suppress
from datetime import date
from importlib.util import find_spec
from io import TextIOWrapper
from itertools import chain, pairwise
from pathlib import Path
from typing import Any

import click

from generator import __version__
from generator.build import Built, build, computed, language_of
from generator.cli.groups import CommandGroup, Commands, translate
from generator.cli.shared import (
    as_of_option,
    cannot_write,
    fail,
    found_project,
    no_plan,
    not_ours,
    outside_content,
    project_of,
    quiet_option,
    root_option,
    without_errors,
)
from generator.model.site import LANGUAGES
from generator.problems import Message, StopError, has_errors, msg, plural, say
from generator.progress import progress
from generator.tables import TABLE_FORMATS, Exported, NoPlanError, Wanted, export_tables
from generator.words.catalogue import chosen_language, use_for_click
from generator.words.formatter import Formatter
from generator.words.problems import FORMATS, UNWRITABLE, failed, in_the_way

_ALIKE = (
    *("init", "check", "diff", "amend", "migrate", "new", "round", "fill", "history", "schemas"),
    *("serve", "site", "doctor", "comment", "mcp", "verify", "synth", "federate"),
)
"""Commands that are called as their module."""
_COMMANDS = {"import": "import_:import_", "format": "format:format_files"}
_COMMANDS |= {"sheet": "round:sheet", **{name: f"{name}:{name}" for name in _ALIKE}}


@click.group(
    cls=CommandGroup,
    commands=Commands(**_COMMANDS),
    help=say("Public plans as text files: check them and write their pages."),
)
@click.version_option(
    __version__, prog_name="avance", message="%(prog)s %(version)s", help=say("show the version")
)
@click.option(
    "--lang",
    type=click.Choice(LANGUAGES),
    help=say("language of messages (default: AVANCE_LANG, else that of the portal or system)"),
)
def cli(lang: str | None) -> None:
    """``--lang`` is read by main() already: click's own words depend on it."""


@cli.command("build", help=say("Write the pages of the portal into docs/."))
@root_option
@as_of_option
@quiet_option
@click.pass_obj
def build_pages(lang: str, root: str | None, as_of: date | None, quiet: bool) -> None:
    """Run ``avance build``."""
    from generator.publish import ForeignFileError  # noqa: PLC0415

    try:
        with progress(lang, quiet=quiet) as told:
            built = build(project_of(root, lang), as_of=as_of, lang=lang, progress=told)
    except ForeignFileError as foreign:
        fail(in_the_way(foreign.paths), lang)
    except OSError as failure:
        cannot_write("docs/", failure, lang)
    _tell_problems(built)
    counts = {"n": built.n_pages, "new": len(built.changed), "gone": len(built.removed)}
    text = msg("{n} pages: {new} written, {gone} removed, the others unchanged.", **counts)
    click.echo(built.f.t(text))


def _tell_problems(done: Built | Exported) -> None:
    """Say what is wrong; with errors nothing was written, and the command ends."""
    if done.problems:
        click.echo(FORMATS["text"](done.problems, done.f))
    if has_errors(done.problems):
        click.echo(done.f.t("Nothing was written."))
        sys.exit(1)


@cli.group(
    cls=CommandGroup,
    commands=Commands(matrix="import_:matrix", iati="standards:iati", stratml="standards:stratml"),
    help=say("Write the data of the portal for other programs."),
)
def export() -> None:
    """Hold the commands ``avance export ...``."""


@export.command(help=say("Write the tables of the portal."))
@root_option
@click.option(
    "--out", required=True, metavar="DIR", help=say("folder where they go; made if needed")
)
@click.option(
    "--format",
    "form",
    type=click.Choice(TABLE_FORMATS),
    default="csv",
    help=say("format of the tables (default: csv)"),
)
@click.option("--plan", default="", metavar="PLAN", help=say("only the rows of one plan"))
@as_of_option
@quiet_option
@click.pass_obj
def tables(lang: str, /, root: str | None, out: str, quiet: bool, **wanted: Any) -> None:
    """Run ``avance export tables``."""
    from generator.publish import ForeignFileError  # noqa: PLC0415

    if not out.strip():
        fail(msg("--out is empty; name the folder for the tables"), lang)
    if wanted["form"] == "parquet" and find_spec("pyarrow") is None:
        command = shlex.join([sys.executable, "-m", "pip", "install", "pyarrow"])
        fail(msg("parquet needs a library; install it with: {command}", command=command), lang)
    project, folder = project_of(root, lang), Path(out)
    outside_content(folder, project, lang)
    try:
        with progress(lang, quiet=quiet) as told:
            done = export_tables(project, folder, Wanted(lang=lang, **wanted), told)
    except NoPlanError as none:
        fail(no_plan(wanted["plan"], none.plans), lang)
    except ForeignFileError as foreign:
        not_ours(folder, foreign.paths, lang)
    except OSError as failure:
        cannot_write(out, failure, lang)
    _tell_tables(done, folder)


def _tell_tables(done: Exported, folder: Path) -> None:
    """Say how much each table holds and which files were written where."""
    _tell_problems(done)
    others = list(done.files)
    for name, n_rows in done.n_rows.items():
        own = next((file for file in others if file.startswith(f"{name}.")), None)
        rows = done.f.n("{n} row", "{n} rows", n_rows)
        click.echo(f"{folder / own if own else name}: {rows}")
        others = [file for file in others if file != own]
    for file in others:
        click.echo(folder / file)
    said = plural("{n} file in {place}; written: {new}.", "{n} files in {place}; written: {new}.")
    click.echo(done.f.t(said, n=len(done.files), place=folder, new=len(done.changed)))


@cli.command(help=say("Print the scorecard of a plan: attainment, bands, states and money."))
@click.argument("name", metavar="PLAN")
@click.option(
    "--period",
    "asked",
    metavar="PERIOD",
    help=say("year or shorter period, as 2024 or 2024-S1 (default: the plan's current year)"),
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["markdown", "text"]),
    default="text",
    help=say("text for a terminal, or markdown: the table of a monitoring annex (default: text)"),
)
@as_of_option
@root_option
@click.pass_obj
def report(
    lang: str, name: str, asked: str | None, form: str, as_of: date | None, root: str | None
) -> None:
    """Run ``avance report``."""
    from generator.scorecard.facts import Scorecard, period_of  # noqa: PLC0415

    project = project_of(root, lang)
    results = computed(without_errors(project, lang), project, as_of)
    plan = results.plans.get(name)
    if plan is None:
        fail(no_plan(name, results.plans), lang)
    period = period_of(plan, asked)
    if isinstance(period, Message):
        fail(period, lang)
    card = Scorecard(results, plan, period)
    if form == "markdown":
        from generator.scorecard.annex import annex  # noqa: PLC0415

        click.echo(annex(card, lang), nl=False)
    else:
        from generator.scorecard.terminal import scorecard_text  # noqa: PLC0415

        click.echo(scorecard_text(card, lang))


def _language_first(arguments: list[str]) -> list[str]:
    """The arguments with ``--lang`` before the command, wherever it was written."""
    for index, argument in enumerate(arguments):
        n = 2 if argument == "--lang" else 1
        if argument == "--lang" or argument.startswith("--lang="):
            given = arguments[index : index + n]
            return [*given, *arguments[:index], *arguments[index + n :]]
    return arguments


def _language(arguments: list[str]) -> str:
    """The language asked for, before click reads the arguments: its words depend on it."""
    asked, root = (_given(arguments, name) for name in ("--lang", "--root"))
    project = found_project(root)
    return chosen_language(asked, language_of(project)) if project else chosen_language(asked)


def _given(arguments: list[str], name: str) -> str | None:
    """What is given to an option; None where it is not."""
    found = (after for argument, after in pairwise(arguments) if argument == name)
    joined = (it.partition("=")[2] for it in arguments if it.startswith(f"{name}="))
    return next(chain(found, joined), None)


def main(arguments: list[str] | None = None) -> None:
    """Run the command line; shows no traceback unless AVANCE_DEBUG is set."""
    arguments = _language_first(sys.argv[1:] if arguments is None else arguments)
    lang = _language(arguments)
    use_for_click(lang)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # a pipe of Windows may not know every sign
            stream.reconfigure(errors="backslashreplace")
    translate(cli, Formatter(lang))
    try:
        cli.main(args=arguments, prog_name="avance", obj=lang)
    except StopError as stop:
        fail(stop.message, lang)
    except Exception as failure:
        if (
            isinstance(failure, OSError)
            and failure.filename is None
            and failure.errno in UNWRITABLE
        ):
            with suppress(OSError):  # what is still to be written would fail again at the end
                os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            cannot_write(msg("the output"), failure, lang)
        if os.environ.get("AVANCE_DEBUG"):
            raise
        fail(failed(failure), lang)
