"""``avance comment``: the difference of a proposal as its one comment, from a workflow."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import click

from generator.cli.shared import cannot_read
from generator.code_host import (
    TOKEN,
    CodeHostError,
    Thread,
    body_of,
    github_thread,
    gitlab_thread,
    keep,
)
from generator.problems import Message, msg, say
from generator.words.formatter import Formatter


@click.command(help=say("Keep the one comment of a proposal up to date, from a workflow."))
@click.argument("file", metavar="FILE")
@click.option(
    "--only-update",
    is_flag=True,
    help=say("change the comment that is there, and write no new one"),
)
@click.pass_obj
def comment(lang: str, file: str, only_update: bool) -> None:
    """Run ``avance comment``."""
    try:
        body = body_of(Path(file))
    except OSError as failure:
        cannot_read(file, failure, lang)
    thread = _thread()
    if not isinstance(thread, Message):
        thread = _SAID[keep(thread, body, only_update=only_update)]
    click.echo(Formatter(lang).t(thread))


_SAID = {
    "written": msg("The comment is written."),
    "updated": msg("The comment is updated."),
    "same": msg("The comment says this already."),
    "none": msg("There is no comment to update."),
}
_GONE = msg("The proposal is closed or has a newer push: nothing to comment on.")


def _thread() -> Thread | Message:
    """The comments of the proposal, or why there is nothing to do."""
    if os.environ.get("GITHUB_ACTIONS"):
        return github_thread(_event(), os.environ) or _GONE
    if os.environ.get("GITLAB_CI"):
        if not os.environ.get(TOKEN):
            return msg(
                "There is no {name} here (a fork, or a branch that is not protected): the "
                "difference is in the file of the job «difference» and in its log.",
                name=TOKEN,
            )
        return gitlab_thread(os.environ) or _GONE
    raise CodeHostError(msg("this command runs in a workflow of GitHub or a pipeline of GitLab"))


def _event() -> Any:
    path = os.environ.get("GITHUB_EVENT_PATH", "")
    try:
        return json.loads(Path(path).read_text("utf-8"))
    except (OSError, ValueError):
        raise CodeHostError(msg("GITHUB_EVENT_PATH cannot be read")) from None
