"""The entry of ``amendments.yml`` that a proposal's changes of targets need."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from generator.review.policy.amendment_lines import figures
from generator.review.policy.base import Move, Proposal
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


def entry(ground: Ground, moves: Sequence[Move]) -> dict[str, object]:
    """The entry of ``amendments.yml``."""
    return {
        "id": ground.id,
        "date": ground.date,
        "document": ground.document,
        "reason": ground.reason,
        "changes": [figures(move) for move in moves],
    }
