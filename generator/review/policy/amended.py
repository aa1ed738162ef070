"""What new amendments say, held against what the files did."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.check.common import suggestion
from generator.history.amended import founding_acts
from generator.model.history import Key, MovedFigure
from generator.model.reports import Amendment
from generator.problems import Message, Problem, error, msg
from generator.review.policy.amendment_lines import brief, to_write
from generator.review.policy.base import Claim, Move, Proposal, broken_link, claims, new_amendments

Named = frozenset[Key]
"""Figures that a new amendment names, rightly or not."""


def accounts(proposal: Proposal, plan: str, moves: list[Move]) -> tuple[Named, list[Problem]]:
    """Which figures the new amendments of a plan name, and what is wrong with what they say."""
    fresh = new_amendments(*proposal.sides(plan))
    problems = [*_documents(proposal, plan, fresh), *_registered(proposal, plan)]
    problems += _founded(proposal, plan)
    named = claims(proposal.head.plans[plan], sorted(fresh, key=lambda amendment: amendment.date))
    moved = {move.key: move for move in moves}
    for key, chain in named.items():
        found = moved.get(key)
        problems += _wrong(chain, found) if found else _unmoved(chain, moves)
    return frozenset(named), problems


def _cites(
    amendment: Amendment, key: str, what: Message, hint: Message, **values: object
) -> Problem:
    """What is wrong with the document of an amendment or with its date."""
    named = what.having(id=amendment.id, document=amendment.document, **values)
    return error("amendment-mismatch", amendment.place_of(key), named, hint)


def _documents(proposal: Proposal, plan: str, fresh: list[Amendment]) -> Iterator[Problem]:
    """The document of each new amendment is known, and its date is one that can be."""
    known = proposal.head.documents
    unknown = msg(
        "the amendment «{id}» cites the document «{document}», which is not in "
        "content/documents.yml"
    )
    for amendment in fresh:
        if amendment.document in known:
            yield from _dated(proposal, plan, amendment)
        else:
            hint = suggestion(amendment.document, known)
            add = msg("add the document that approves it to content/documents.yml")
            yield _cites(amendment, "document", unknown, hint or add)


def _dated(proposal: Proposal, plan: str, amendment: Amendment) -> Iterator[Problem]:
    """Nothing is amended before the act that amends it, nor by one older than the plan.

    The plan's own document may be cited: a target that was copied wrongly stands in it.
    """
    document = proposal.head.documents[amendment.document]
    day = document.date
    since, own = _approved(proposal, plan)
    if day is not None and amendment.date < day:
        early = msg(
            "the amendment «{id}» is of {day}, before its document «{document}», of {after}"
        )
        hint = msg("write «date: {day}»", day=day.isoformat())
        yield _cites(amendment, "date", early, hint, day=amendment.date, after=day)
    elif day is not None and since is not None and day < since and document.id not in own:
        old = msg(
            "the amendment «{id}» cites «{document}», of {day}, older than the plan it amends, "
            "approved on {since}"
        )
        hint = msg("cite the document that approves the change")
        yield _cites(amendment, "document", old, hint, day=day, since=since)


def _approved(proposal: Proposal, plan: str) -> tuple[date | None, set[str | None]]:
    """When BASE has the plan approved, and the documents it rests on."""
    own = proposal.sides(plan)[0].plan
    approval = proposal.base.documents.get(own.approval.document or "") if own.approval else None
    since = (own.approval.date if own.approval else None) or (approval.date if approval else None)
    copied = own.source.document if own.source else None
    return since, {copied, approval.id if approval else None}


def _wrong(chain: list[Claim], move: Move) -> Iterator[Problem]:
    """Several amendments of one figure go from the old value to the new one, step by step."""
    index = broken_link(chain, move)
    if index is None:
        return
    amendment, said = chain[index]
    done, values = _step(move), {"id": amendment.id, "said": _step(said)}
    left = msg(
        "the amendment «{id}» says {said}, and the one before it left {left}",
        **values,
        left=brief(chain[index - 1][1].after),
    )
    files = msg("the amendment «{id}» says {said}, and the files say {done}", **values, done=done)
    together = msg("all of them together go {done}", done=done)
    hint = together if len(chain) > 1 else _write([move])
    yield error("amendment-mismatch", said.place, left if index else files, hint)


def _step(moved: MovedFigure) -> Message:
    """``from 10 to 9``."""
    before, after = brief(moved.before), brief(moved.after)
    if moved.before is None:
        return msg("new: {after}", after=after)
    if moved.after is None:
        return msg("gone: {before}", before=before)
    return msg("from {before} to {after}", before=before, after=after)


def _write(moves: list[Move]) -> Message:
    return msg("write: {lines}", lines=to_write(moves))


def _unmoved(chain: list[Claim], moves: list[Move]) -> Iterator[Problem]:
    what = msg("the amendment «{id}» names a figure that the files did not change")
    for amendment, said in chain:
        near = [m for m in moves if (m.measure, m.figure) == (said.measure, said.figure)]
        leave = msg("take the line away, or change the figure where it stands")
        hint = _write(near[:3]) if near else leave
        yield error("amendment-mismatch", said.place, what.having(id=amendment.id), hint)


def _registered(proposal: Proposal, plan: str) -> Iterator[Problem]:
    """Amendments of BASE that HEAD lacks or tells otherwise."""
    base, head = proposal.sides(plan)
    now = {amendment.id: amendment for amendment in head.amendments}
    for old in base.amendments:
        new = now.get(old.id)
        if new is not None and _statement(new) == _statement(old, proposal, plan):
            continue
        place = new.place_of() if new else old.place_of()
        what = (
            msg("the amendment «{id}», already registered, says something else", id=old.id)
            if new
            else msg("the amendment «{id}», already registered, is gone", id=old.id)
        )
        hint = msg("leave it as it was; a change that undoes it is a new amendment")
        yield error("amendment-mismatch", place, what, hint)


def _founded(proposal: Proposal, plan: str) -> Iterator[Problem]:
    """What amends the plan does not become the act that it began with.

    An amendment that cites a founding act is told as the mending of a copy, and what the figure
    was before it as no commitment: naming the document so later would hide the first target.
    """
    base, head = proposal.sides(plan)
    fresh = founding_acts(head) - founding_acts(base)
    what = msg(
        "the amendment «{id}» cites «{document}», which this change makes the act that the plan"
        " began with: what it amended would show as a mistake of transcription"
    )
    hint = msg(
        "leave «source», «approval» and the first of «versions» of the plan as they "
        "were; a document that came later stands in a later version"
    )
    for amendment in head.amendments:
        if amendment.document in fresh:
            yield _cites(amendment, "document", what, hint)


def _statement(amendment: Amendment, proposal: Proposal | None = None, plan: str = "") -> object:
    """What an amendment says, under the names of HEAD; its words may be mended."""
    lines = [
        (
            proposal.renamed(plan, change.measure) if proposal else change.measure,
            *(change.period, change.member, change.figure, change.before, change.after),
        )
        for change in amendment.changes
    ]
    return amendment.date, amendment.document, lines
