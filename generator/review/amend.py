"""amendment(proposal, plan) -> text: the entry that a proposal's changes of targets need.

Text is added after what stands in ``amendments.yml``, in the way its list is indented; nothing
that is there is touched, so comments and order stay.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from generator.review.policy.base import Move, Proposal
from generator.review.policy.lines import line, text
from generator.review.policy.rules import unamended


@dataclass(frozen=True, slots=True)
class Ground:
    """What an amendment rests on."""

    id: str
    date: date
    document: str
    reason: str


def missing(proposal: Proposal) -> dict[str, list[Move]]:
    """Figures without amendment by plan, of the plans that have some."""
    found = {plan: unamended(proposal, plan) for plan in proposal.committed}
    return {plan: moves for plan, moves in found.items() if moves}


def free_id(proposal: Proposal, plan: str, document: str) -> str:
    """An id for an amendment: the document's, with a number where that is taken."""
    taken = {amendment.id for side in proposal.sides(plan) for amendment in side.amendments}
    names = [document, *(f"{document}-{n}" for n in range(2, len(taken) + 3))]
    return next(name for name in names if name not in taken)


def entry(ground: Ground, moves: Sequence[Move], indent: str = "") -> str:
    """The entry as it is written."""
    lines = [
        f"- id: {text(ground.id)}",
        f"  date: {ground.date.isoformat()}",
        f"  document: {text(ground.document)}",
        f"  reason: {text(ground.reason)}",
        "  changes:",
        *(f"    - {line(move)}" for move in moves),
    ]
    return "".join(f"{indent}{it}\n" for it in lines)


def indent_of(before: str) -> str | None:
    """How far the list of a file is indented; None where it is no list of lines to add to."""
    content = [it for it in before.splitlines() if it.strip() and not it.lstrip().startswith("#")]
    content = [it for it in content if it.strip() not in {"---", "[]"}]
    if not content:
        return None if re.search(r"(?m)^\[\]", before) else ""
    found = re.match(r"( *)-(?: |$)", content[0])
    return found[1] if found else None


def appended(before: str, added: str) -> str:
    """A file with an entry after what stands in it, in its way of ending lines."""
    end = "\r\n" if "\r\n" in before else "\n"
    start = before if not before or before.endswith("\n") else before + end
    return start + added.replace("\n", end)
