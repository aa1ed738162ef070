"""``avance history``: what the figures of the plans were before, since when, and on what ground."""

from __future__ import annotations

import sys
from datetime import date

import click

from generator.build import Project, computed, examine
from generator.check.walk import suggestion
from generator.cli.shared import as_of_option, fail, project_of, root_option
from generator.problems import has_errors, msg, say
from generator.report import FORMATS


@click.command(help=say("Say what targets, results and budgets were before, and why they changed."))
@click.argument("name", required=False, metavar="[PLAN|MEASURE]")
@click.option(
    "--format",
    "form",
    type=click.Choice(["json", "text"]),
    default="text",
    help=say("text for a person, or json with everything that is known (default: text)"),
)
@as_of_option
@root_option
@click.pass_obj
def history(lang: str, name: str | None, form: str, as_of: date | None, root: str | None) -> None:
    """Run ``avance history``."""
    from generator.chronicle import history_json, history_text, names, resolve  # noqa: PLC0415

    project = project_of(root, lang)
    checked = examine(project)
    if has_errors(checked.problems):
        click.echo(FORMATS["text"](checked.problems, lang))
        sys.exit(1)
    _needs_git(project, lang)
    results = computed(checked, project, as_of)
    asked = resolve(results, name)
    if asked is None:
        what = msg("«{name}» is not one plan or one measure of content/plans/", name=name)
        hint = suggestion(name or "", dict.fromkeys(names(results)))
        fail(msg("{what}; {hint}", what=what, hint=hint) if hint else what, lang)
    text = history_json(results, asked) if form == "json" else history_text(results, asked, lang)
    click.echo(text.rstrip("\n"))


def _needs_git(project: Project, lang: str) -> None:
    """End the command where there is no history to read; pages are built all the same."""
    from generator.review.git import GitError, repository  # noqa: PLC0415

    try:
        repository(project.root)
    except GitError as failure:
        fail(failure.message, lang)
