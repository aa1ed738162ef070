"""``avance history``: what the figures of the plans were before, since when, and on what ground."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import click

from generator.cli.shared import (
    as_of_option,
    fail,
    project_of,
    root_option,
    with_hint,
    without_errors,
)
from generator.clock import begins, clock_of, content_date
from generator.problems import Message, msg, say

if TYPE_CHECKING:
    from generator.compute import Results


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
    from generator.compute import compute  # noqa: PLC0415  # slow; --help needs none of it
    from generator.export.history import history_json  # noqa: PLC0415
    from generator.history.amended import grounded  # noqa: PLC0415
    from generator.history.lookup import resolve  # noqa: PLC0415
    from generator.render.history_text import history_text  # noqa: PLC0415
    from generator.review.record import record  # noqa: PLC0415

    project = project_of(root, lang)
    checked = without_errors(project, lang)
    clock = clock_of(checked.catalog)
    since = begins(checked.catalog)
    found = record(project.content, clock, project.history, checked.memo, since)
    known = grounded(found, checked.catalog)
    results = compute(checked.catalog, as_of or content_date(project.content, clock), known)
    asked = resolve(results, name)
    if asked is None:
        fail(_unknown(results, name or ""), lang)
    text = history_json(results, asked) if form == "json" else history_text(results, asked, lang)
    click.echo(text.rstrip("\n"))


def _unknown(results: Results, name: str) -> Message:
    """Why a name is not enough, and what to write instead."""
    from generator.history.lookup import among, names  # noqa: PLC0415

    if several := among(results, name):
        choices = ", ".join(f"{it.plan}/{it.measure}" for it in several)
        return msg(
            "«{name}» is several things; write one of: {choices}", name=name, choices=choices
        )
    what = msg("«{name}» is not one plan or one indicator of content/plans/", name=name)
    return with_hint(what, name, names(results))
