"""``avance amend``: write the amendment that a proposal's changes of targets need."""

from __future__ import annotations

import sys
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from generator.build import Project
from generator.cli.shared import (
    cannot_read,
    cannot_write,
    fail,
    project_of,
    read_day,
    root_option,
    with_hint,
)
from generator.clock import clock_of, content_date
from generator.model.scalars import is_id, slug
from generator.problems import Message, msg, say
from generator.words.formatter import Formatter

if TYPE_CHECKING:
    from generator.load.loader import Memo
    from generator.review.amend import Ground
    from generator.review.policy.base import Move, Proposal
    from generator.review.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Asked:
    """What the command was asked for; None where it was not said."""

    base: str | None
    root: str | None
    plan: str | None
    document: str | None
    reason: str | None
    day: date | None
    id: str | None


@click.command(help=say("Write in amendments.yml what changed in the targets of an approved plan."))
@click.argument("base", required=False, metavar="[BASE]")
@root_option
@click.option("--plan", metavar="PLAN", help=say("plan (default: the only one that needs it)"))
@click.option("--document", metavar="ID", help=say("document that approves it, of documents.yml"))
@click.option("--reason", metavar="TEXT", help=say("why, in one sentence"))
@click.option(
    "--date",
    "day",
    callback=read_day,
    metavar="YYYY-MM-DD",
    help=say("day of the amendment (default: that of the document)"),
)
@click.option("--id", metavar="ID", help=say("name of the amendment (default: the document's)"))
@click.pass_obj
def amend(lang: str, /, **given: Any) -> None:
    """Run ``avance amend``."""
    from generator.publish.replace import replace_files  # noqa: PLC0415
    from generator.review.amend import entry  # noqa: PLC0415
    from generator.review.diff import proposal as compared  # noqa: PLC0415

    asked = Asked(**given)
    project = project_of(asked.root, lang)
    sides = _sides(project, asked, lang)
    memo: Memo = {}  # the proposal is compared twice, as it is and with the entry
    proposal = compared(*sides, memo)
    plan, moves = _plan(proposal, asked, lang)
    if not moves:
        click.echo(Formatter(lang).t("There is nothing to amend; nothing was written."))
        click.echo(_compared(sides[0], lang), err=True)
        return
    place = project.content / "plans" / plan / "amendments.yml"
    ground = _ground(proposal, plan, asked, project, lang)
    added = entry(ground, moves)
    data = _written(place, added, lang)
    if not _mends(sides, plan, data, memo):
        _by_hand(place, added, lang)
    try:
        replace_files({place: data})
    except OSError as failure:
        cannot_write(place, failure, lang)
    click.echo(Formatter(lang).t("Written: {place}", place=place.relative_to(project.root)))
    click.echo(_text(added))
    click.echo(_compared(sides[0], lang), err=True)
    check = f"avance check --base {sides[0].typed}"
    click.echo(Formatter(lang).t("Now check it: {command}", command=check), err=True)


def _compared(base: Snapshot, lang: str) -> str:
    return Formatter(lang).t("Compared with {revision}.", revision=base.revision)


def _sides(project: Project, asked: Asked, lang: str) -> tuple[Snapshot, Snapshot]:
    from generator.review.git import GitError, repository  # noqa: PLC0415
    from generator.review.snapshot import base_side, from_disk  # noqa: PLC0415

    try:
        base = base_side(repository(project.root), asked.base)
    except GitError as failure:
        fail(failure.message, lang)
    return base, from_disk(project.content)


def _mends(sides: tuple[Snapshot, Snapshot], plan: str, data: bytes, memo: Memo) -> bool:
    """Whether the file, as it would be written, accounts for everything."""
    from generator.review.amend import missing  # noqa: PLC0415
    from generator.review.diff import proposal as compared  # noqa: PLC0415
    from generator.review.policy.base import amendments_path  # noqa: PLC0415

    base, head = sides
    files = {**head.files, amendments_path(plan): data}
    found = compared(base, replace(head, files=files), memo)
    return found.reads_amendments(plan) and plan not in missing(found)


def _plan(proposal: Proposal, asked: Asked, lang: str) -> tuple[str, list[Move]]:
    """The plan to amend and its figures without amendment."""
    from generator.review.amend import missing  # noqa: PLC0415

    found = missing(proposal)
    if asked.plan is None:
        if len(found) > 1:
            fail(
                msg(
                    "several plans need an amendment: {plans}; choose one with --plan",
                    plans=", ".join(found),
                ),
                lang,
            )
        plan = next(iter(found), "")
    else:
        plan = asked.plan
        known = {*proposal.base.plans, *proposal.head.plans}
        if plan not in known:
            what = msg("«{name}» is not a plan of content/plans/", name=plan)
            fail(with_hint(what, plan, known), lang)
    if plan and not proposal.reads_amendments(plan):
        place = f"content/plans/{plan}/amendments.yml"
        fail(msg("{place} cannot be read; mend it first: avance check", place=place), lang)
    return plan, found.get(plan, [])


def _ground(proposal: Proposal, plan: str, asked: Asked, project: Project, lang: str) -> Ground:
    """Document, reason, day and id: given, asked for on a terminal, or by default."""
    from generator.review.amend import Ground, free_id  # noqa: PLC0415

    known = proposal.head.documents
    document = asked.document or _ask("--document", msg("Document that approves it"), lang)
    if document not in known:
        what = msg("there is no document «{name}» in content/documents.yml", name=document)
        fail(with_hint(what, document, known, msg("add it there first")), lang)
    reason = " ".join((asked.reason or _ask("--reason", msg("Reason"), lang)).split())
    if not reason or not reason.isprintable():
        fail(msg("the reason is empty or has signs that cannot be seen"), lang)
    name = asked.id or free_id(proposal, plan, document)
    if not is_id(name):
        fail(msg("«{name}» cannot be an id; write it as {id}", name=name, id=slug(name)), lang)
    if any(name == it.id for side in proposal.sides(plan) for it in side.amendments):
        fail(msg("there is an amendment «{id}» already; choose another --id", id=name), lang)
    day = asked.day or known[document].date
    day = day or content_date(project.content, clock_of(proposal.head))
    return Ground(name, day, document, reason)


def _ask(option: str, words: Message, lang: str) -> str:
    """What a person types; without a terminal the option must be given."""
    if not sys.stdin.isatty():
        fail(msg("{option} is missing, and there is no terminal to ask on", option=option), lang)
    return str(click.prompt(Formatter(lang).t(words))).strip()


def _written(place: Path, added: dict[str, object], lang: str) -> bytes:
    """The whole file with the entry at its end."""
    from generator.load.splice import LAST, Insert, SpliceError, splice  # noqa: PLC0415

    try:
        before = place.read_bytes() if place.exists() else b""
        return splice(before, Insert((LAST,), added))
    except OSError as failure:
        cannot_read(place, failure, lang)
    except SpliceError:
        _by_hand(place, added, lang)


def _by_hand(place: Path, added: dict[str, object], lang: str) -> NoReturn:
    what = msg(
        "the entry could not be added to {place} by itself; add to it:\n{entry}",
        place=place,
        entry=_text(added),
    )
    fail(what, lang)


def _text(added: dict[str, object]) -> str:
    from generator.load.yaml_write import as_read, in_lines  # noqa: PLC0415

    return "\n".join(in_lines(as_read([added])))
