"""``avance export iati`` and ``stratml``: plans in the formats that the field exchanges."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.build import computed, examine
from generator.cli.asking import refuse
from generator.cli.shared import (
    as_of_option,
    cannot_write,
    fail,
    no_plan,
    not_ours,
    outside_content,
    project_of,
    root_option,
)
from generator.matrix.report import grouped
from generator.problems import Problem, has_errors, in_order, plural, say
from generator.tables import TABLES_MANIFEST
from generator.words.formatter import Formatter
from generator.words.problems import FORMATS

if TYPE_CHECKING:
    from generator.author.sourced import Imported
    from generator.cli.new.shared import Editor
    from generator.compute.results import Results
    from generator.standards.drafting import StandardsDraft


def _command(name: str, told: str) -> click.Command:
    """A command that writes a file for one plan, or one for each."""

    @click.command(name, help=told)
    @click.argument("plan", required=False, metavar="[PLAN]")
    @click.option("--out", default=".", metavar="DIR", help=say("folder where the files go"))
    @as_of_option
    @root_option
    @click.pass_obj
    def run(lang: str, plan: str | None, out: str, as_of: date | None, root: str | None) -> None:
        project = project_of(root, lang)
        checked = examine(project)
        if has_errors(checked.problems):
            refuse(checked.problems, checked.formatter(lang))
        results = computed(checked, project, as_of)
        if plan is not None and plan not in results.plans:
            fail(no_plan(plan, results.plans), lang)
        outside_content(Path(out), project, lang)
        plans = [plan] if plan else [*results.plans]
        _write(results, plans, name, Path(out), lang)
        for line in _findings(results, plans, name, Formatter.for_portal(lang, results.catalog)):
            click.echo(line)

    return run


iati = _command(
    "iati",
    say(
        "Write plans as IATI 2.03: a file for PLAN, or one for each plan.\n\n"
        "What IATI demands and the content does not say is told with its place, and what IATI "
        "cannot say is listed."
    ),
)


stratml = _command(
    "stratml",
    say(
        "Write plans as StratML Part 2: for PLAN, or for each plan, a performance plan and a "
        "performance report.\n\n"
        "What StratML cannot say is listed."
    ),
)


def _write(results: Results, plans: list[str], name: str, out: Path, lang: str) -> None:
    from generator.publish import ForeignFileError, publish  # noqa: PLC0415
    from generator.standards.files import WRITERS, kinds_of  # noqa: PLC0415

    files = {
        f"{plan}.{kind}.xml": WRITERS[kind](results, plan)
        for plan in plans
        for kind in kinds_of(results, plan, name)
    }
    try:
        publish(files, out, manifest=TABLES_MANIFEST, keep=True)
    except ForeignFileError as foreign:
        not_ours(out, foreign.paths, lang)
    except OSError as failure:
        cannot_write(out, failure, lang)
    for file in files:
        click.echo(Formatter(lang).t("Written: {place}", place=out / file))


def _findings(results: Results, plans: list[str], name: str, f: Formatter) -> Iterator[str]:
    """What is missing, and what is left out."""
    from generator.standards.unsaid import (  # noqa: PLC0415
        WORDS,
        demanded,
        left_out,
        without_level,
    )

    catalog = results.catalog
    folders = [catalog.plans[plan] for plan in plans]
    if name == iati.name:
        found = in_order(it for folder in folders for it in demanded(catalog, folder))
        if found:
            yield FORMATS["text"](found, f)
        if n := sum(without_level(catalog, folder) for folder in folders):
            said = plural(
                "{n} indicator has the type 9, “other”: its sheet says no results_level of IATI.",
                "{n} indicators have the type 9, “other”: their sheets say no results_level of "
                "IATI.",
            )
            yield f.t(said, n=n)
    for folder in folders:
        if left := left_out(catalog, folder, WORDS[name]):
            names = ", ".join(f"{it} ({n})" for it, n in sorted(left.items()))
            yield f.t("{plan}, what stays out: {names}.", plan=folder.id, names=names)


def of_iati(editor: Editor, path: str, data: bytes) -> tuple[dict[str, bytes], list[Problem]]:
    """The files of the plan in a file of IATI, and what of it was refused."""
    from generator.standards.importing import imported  # noqa: PLC0415

    f, name = editor.content.catalog_formatter(editor.lang), editor.ask.given.get("id") or ""
    done = imported(editor.content, path, data, name)
    if isinstance(done, list):
        refuse(done, f)
    for line in (*grouped(done.problems, f), *_taken(done, f)):
        click.echo(line)
    if done.unexplained:
        refuse(done.unexplained, f)
    return done.draft.files, done.problems


def _taken(done: Imported[StandardsDraft], f: Formatter) -> Iterator[str]:
    """What the plan has, and what of the file has no place in it."""
    draft = done.draft
    n_results = sum(map(len, draft.results.values()))
    parts = [
        f.n("{n} indicator", "{n} indicators", len(draft.names)),
        f.n("{n} result", "{n} results", n_results),
    ]
    yield f.t("The plan: {parts}.", parts=", ".join(parts))
    if lost := done.draft.lost:
        names = ", ".join(f"{it} ({n})" for it, n in sorted(lost.items()))
        yield f.t("Without a place in a plan, and not imported: {names}.", names=names)
