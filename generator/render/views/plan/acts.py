"""How a plan came to be what it is: its versions, the acts that moved its budget, signatures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

from generator.model.catalog import PlanFolder, cite
from generator.model.plan import Agreement, BudgetChange, Version
from generator.render.views.common import CitedAt, Link, RenderContext

NOWHERE = Link("")
Act = TypeVar("Act", Version, BudgetChange, Agreement)


@dataclass(frozen=True, slots=True)
class ActRow(Generic[Act]):
    """A version, an act that moved the budget or a signature, with its document."""

    act: Act
    document: Link | None
    cited: CitedAt | None
    of: Link
    """What it is about: the unit whose money moved, the region or the plan that signed."""


def act_row(ctx: RenderContext, folder: PlanFolder, act: Act, of: Link = NOWHERE) -> ActRow[Act]:
    """An act of a plan with its document, by its name where the register does not have it."""
    document = ctx.document_link(act.document) or (Link(act.document) if act.document else None)
    return ActRow(act, document, ctx.cited(cite(act.source, folder.plan.source)), of)
