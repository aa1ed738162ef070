"""``avance diff``: what a proposal does to the plans."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import click

from generator.build import Project
from generator.cli.shared import as_of_option, fail, found_project, root_option, with_hint, writing
from generator.clock import clock_of, content_date
from generator.load import load
from generator.load.migrations import SITE
from generator.problems import Message, has_errors, msg, say
from generator.review import explain
from generator.review.changes import ChangeKind, Family
from generator.review.diff import Diff
from generator.review.diff import diff as compare
from generator.review.explain import Screen
from generator.review.git import repository
from generator.review.snapshot import Snapshot, base_side, from_disk, from_revision
from generator.words.formatter import Formatter

FAMILIES = (
    *("targets", "results", "baselines", "methods", "budgets", "structure", "responsibles"),
    *("states", "approvals", "deadlines", "recommendations", "published", "registers"),
    *("portal", "sources", "texts"),
)
"""Names for --only and --fail-on, known before the room of the review is opened."""
FORMATS = ("github", "gitlab", "json", "markdown", "sarif", "text")
EASIER = "easier"
POLICY = "policy"
_NARROWEST = 40


@dataclass(frozen=True, slots=True)
class DiffOptions:
    """What the command was asked for."""

    base: str | None
    head: str | None
    root: str | None
    form: str
    plan: str | None
    only: tuple[str, ...]
    fail_on: tuple[str, ...]
    as_of: date | None
    out: str | None


def _names(known: Callable[[], tuple[str, ...]]) -> Callable[..., tuple[str, ...]]:
    """Reads ``targets,results``, given once or several times."""

    def read(context: click.Context, _option: click.Parameter, given: Any) -> tuple[str, ...]:
        names = [name.strip() for text in given for name in text.split(",") if name.strip()]
        for name in names:
            if name not in known():
                raise click.BadParameter(Formatter(context.obj).t(_unknown(name, known())))
        return tuple(dict.fromkeys(names))

    return read


def _unknown(name: str, known: tuple[str, ...]) -> Message:
    what = msg("«{name}» is none of: {names}", name=name, names=", ".join(known))
    return with_hint(what, name, known)


def _failing() -> tuple[str, ...]:
    return (EASIER, POLICY, *FAMILIES, *(kind.code for kind in ChangeKind))


@click.command(
    help=say(
        "Say what a proposal does to the plans: targets, results, money, texts. BASE and HEAD are "
        "branches, tags or commits; without them, what the files on the disk do to main."
    )
)
@click.argument("base", required=False, metavar="[BASE]")
@click.argument("head", required=False, metavar="[HEAD]")
@root_option
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    default="text",
    help=say("how changes are written (default: text)"),
)
@click.option("--plan", metavar="PLAN", help=say("only the changes of this plan"))
@click.option(
    "--only",
    multiple=True,
    callback=_names(lambda: FAMILIES),
    metavar="FAMILY,…",
    help=say("only these families: targets, results, budgets, methods, texts …"),
)
@click.option(
    "--fail-on",
    multiple=True,
    callback=_names(_failing),
    metavar="KIND,…",
    help=say("exit 1 only where there is such a change: a kind, a family, easier or policy"),
)
@as_of_option
@click.option("--out", metavar="FILE", help=say("file to write instead of the screen"))
@click.pass_obj
def diff(lang: str, /, **given: Any) -> None:
    """Run ``avance diff``."""
    asked = DiffOptions(**given)
    found = _found(asked, lang)
    _write(found, asked, lang)
    if _fails(found, asked.fail_on):
        sys.exit(1)


def _found(asked: DiffOptions, lang: str) -> Diff:
    """Both sides read and compared; ends the command where that cannot be."""
    whole = _compared(_project(asked, lang), asked)
    known = {*whole.base.catalog.plans, *whole.head.catalog.plans}
    if asked.plan is not None and asked.plan not in known:
        what = msg("«{name}» is not a plan before or after the change", name=asked.plan)
        fail(with_hint(what, asked.plan, known), lang)
    return whole.only(asked.plan, frozenset(Family(name) for name in asked.only))


def _project(asked: DiffOptions, lang: str) -> Project:
    """The project; two revisions can be compared where the disk has no content."""
    found = found_project(asked.root)
    start = Path(asked.root) if asked.root else Path.cwd()
    if found is None and (asked.head is None or not start.is_dir()):
        fail(msg("there is no content/ folder in {place}", place=start), lang)
    return found or Project(start)


def _compared(project: Project, asked: DiffOptions) -> Diff:
    repo = repository(project.root)
    blobs: dict[str, bytes] = {}
    base = base_side(repo, asked.base, blobs)
    head = from_revision(repo, asked.head, blobs) if asked.head else from_disk(project.content)
    return compare(base, head, asked.as_of or _day(project, base, head), repo.prefix)


def _day(project: Project, base: Snapshot, head: Snapshot) -> date:
    """The day of BASE, in its time zone: that of a proposal is chosen by its author."""
    side = head if base.absent else base
    catalog, _ = load({path: data for path, data in side.files.items() if path == SITE})
    return content_date(project.content, clock_of(catalog), side.commit or "HEAD")


def _write(found: Diff, asked: DiffOptions, lang: str) -> None:
    if asked.form == "text" and asked.out is None:
        text = explain.as_text(found, lang, _screen())
    else:
        text = explain.FORMATS[asked.form](found, lang)
    if asked.out is None:
        if text:
            click.echo(text.rstrip("\n"))
        return
    with writing(asked.out, lang):
        Path(asked.out).write_text(text.rstrip("\n") + "\n", encoding="utf-8")
    click.echo(Formatter(lang).t("Written: {place}", place=asked.out))


def _screen() -> Screen:
    """Folded and coloured on a terminal; one line a change where it is piped."""
    if not sys.stdout.isatty():
        return Screen()
    try:
        width = os.get_terminal_size(sys.stdout.fileno()).columns
    except OSError:
        width = 80
    return Screen(max(width, _NARROWEST), colours="NO_COLOR" not in os.environ)


def _fails(found: Diff, kinds: tuple[str, ...]) -> bool:
    """Whether there are changes, or changes of the kinds that count."""
    if not kinds:
        return bool(found.changes)
    wanted = set(kinds)
    if POLICY in wanted and has_errors(finding.problem for finding in found.verdict):
        return True
    return any(
        {change.kind.code, change.family.value, change.ease.value} & wanted
        for change in found.changes
    )
