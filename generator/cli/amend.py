"""``avance amend``: write the amendment that a proposal's changes of targets need."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any, NoReturn

import click

from generator.build import Project
from generator.cli.asking import Asker, Prompt
from generator.cli.fields import AMENDMENT, APPROVED_BY, DAY, REASON, ground_of
from generator.cli.shared import cannot_read, fail, project_of, root_option, with_hint, write_files
from generator.clock import clock_of, content_date
from generator.load.loader import Memo
from generator.load.splice import LAST, Insert, SpliceError, splice
from generator.load.yaml_write import as_read, in_lines
from generator.problems import msg, say
from generator.review.diff import proposal as compared
from generator.review.git import repository
from generator.review.policy.amendment_lines import figures
from generator.review.policy.base import Move, Proposal, amendments_path
from generator.review.policy.rules import unamended
from generator.review.snapshot import Snapshot, base_side, from_disk
from generator.schemas import named_in
from generator.words.formatter import Formatter

OF_PLAN = Prompt("--plan", "PLAN", say("plan (default: the only one that needs it)"))


@click.command(help=say("Write in amendments.yml what changed in the targets of an approved plan."))
@click.argument("base", required=False, metavar="[BASE]")
@root_option
@OF_PLAN
@APPROVED_BY
@REASON
@DAY
@AMENDMENT
@click.pass_obj
def amend(lang: str, /, base: str | None, root: str | None, **given: Any) -> None:
    """Run ``avance amend``."""
    ask = Asker(lang, given)
    project = project_of(root, lang)
    sides = base_side(repository(project.root), base), from_disk(project.content)
    memo: Memo = {}  # the proposal is compared twice, as it is and with the entry
    proposal = compared(*sides, memo)
    plan, moves = _plan(proposal, ask[OF_PLAN], lang)
    if not moves:
        click.echo(Formatter(lang).t("There is nothing to amend; nothing was written."))
        click.echo(_compared(sides[0], lang), err=True)
        return
    path = f"plans/{plan}/amendments.yml"
    place = project.content / path
    ground = ask.in_turn(lambda: _ground(proposal, plan, ask, project))
    added = {**ground, "changes": [figures(move) for move in moves]}
    before, data = sides[1].files.get(path), _written(place, added, lang)
    data = named_in(project.root, path, data) if before is None else data
    if not _mends(sides, plan, data, memo):
        _by_hand(place, added, lang)
    write_files({place: data}, place, lang, {place: before})
    click.echo(Formatter(lang).t("Written: {place}", place=place.relative_to(project.root)))
    click.echo(_text(added))
    click.echo(_compared(sides[0], lang), err=True)
    check = f"avance check --base {sides[0].typed}"
    click.echo(Formatter(lang).t("Now check it: {command}", command=check), err=True)


def _compared(base: Snapshot, lang: str) -> str:
    return Formatter(lang).t("Compared with {revision}.", revision=base.revision)


def _mends(sides: tuple[Snapshot, Snapshot], plan: str, data: bytes, memo: Memo) -> bool:
    """Whether the file, as it would be written, accounts for everything."""
    base, head = sides
    files = {**head.files, amendments_path(plan): data}
    found = compared(base, replace(head, files=files), memo)
    return found.reads_amendments(plan) and plan not in unamended(found)


def _plan(proposal: Proposal, given: str | None, lang: str) -> tuple[str, list[Move]]:
    """The plan to amend and its figures without amendment."""
    found = unamended(proposal)
    if given is None and len(found) > 1:
        what = msg("several plans need an amendment: {plans}; choose one with --plan")
        fail(what.having(plans=", ".join(found)), lang)
    plan = next(iter(found), "") if given is None else given
    known = {*proposal.base.plans, *proposal.head.plans}
    if given is not None and plan not in known:
        what = msg("«{name}» is not a plan of content/plans/", name=plan)
        fail(with_hint(what, plan, known), lang)
    if plan and not proposal.reads_amendments(plan):
        place = f"content/plans/{plan}/amendments.yml"
        fail(msg("{place} cannot be read; mend it first: avance check", place=place), lang)
    return plan, found.get(plan, [])


def _ground(proposal: Proposal, plan: str, ask: Asker, project: Project) -> dict[str, object]:
    """Document, reason, day and id: given, asked for on a terminal, or by default."""
    taken = {it.id for side in proposal.sides(plan) for it in side.amendments}
    ground = ground_of(ask, proposal.head.documents, taken)
    ground["date"] = ground["date"] or content_date(project.content, clock_of(proposal.head))
    return ground


def _written(place: Path, added: dict[str, object], lang: str) -> bytes:
    """The whole file with the entry at its end."""
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
    return "\n".join(in_lines(as_read([added])))
