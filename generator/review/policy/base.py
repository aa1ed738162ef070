"""What the policy judges, what it finds, and a commitment that moved."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from generator.model.catalog import Catalog, PlanFolder
from generator.model.history import Key, MovedFigure
from generator.model.plan import PlanState
from generator.model.reports import Amendment
from generator.model.site import PolicyRule, PolicySeverity
from generator.problems import Problem
from generator.review.changes import Change, ChangeKind, WholeChange
from generator.review.policy.amendment_lines import same


@dataclass(frozen=True)
class Proposal:
    """Two catalogues of what loads on both sides, and the changes between them."""

    base: Catalog
    head: Catalog
    changes: tuple[Change, ...]
    unread: tuple[str, ...] = ()
    """Files left out of the comparison, as ``content/…``: a side cannot read them."""
    unread_in_base: tuple[str, ...] = ()
    measure_ids: Mapping[tuple[str, str], str] = field(default_factory=dict)
    """Id of a measure in BASE by plan and id in HEAD, where they differ."""
    revision: str = ""
    """How BASE is named on a command line."""

    @cached_property
    def committed(self) -> tuple[str, ...]:
        """Plans that are public commitments in BASE and that HEAD still has."""
        return tuple(n for n in sorted(self.base.plans) if self.binds(n) and n in self.head.plans)

    def binds(self, plan: str) -> bool:
        """Whether a plan is a public commitment in BASE: only a draft is free."""
        found = self.base.plans.get(plan)
        return found is not None and found.plan.state is not PlanState.DRAFT

    @cached_property
    def asks_for_amounts(self) -> bool:
        """Whether the portal, on either side, asks for the ground of amounts too."""
        sites = (site for site in (self.base.site, self.head.site) if site is not None)
        given = (site.severity_of(PolicyRule.UNAMENDED_AMOUNT) for site in sites)
        return any(severity is not PolicySeverity.OFF for severity in given)

    def sides(self, plan: str) -> tuple[PlanFolder, PlanFolder]:
        """A committed plan in BASE and in HEAD."""
        return self.base.plans[plan], self.head.plans[plan]

    @cached_property
    def _renames(self) -> dict[tuple[str, str], str]:
        coded = (c for c in self.changes if c.kind is ChangeKind.CODE_CHANGED)
        return {(change.plan, change.before): change.after for change in coded}

    def renamed(self, plan: str, name: str) -> str:
        """What a measure or an element of BASE is called in HEAD."""
        return self._renames.get((plan, name)) or self._renames.get(("", name)) or name

    def is_partial(self, plan: str) -> bool:
        """Whether a file of a plan was left out: what is not there may be in it."""
        return any(path.startswith(f"content/plans/{plan}/") for path in self.unread)

    def reads_amendments(self, plan: str) -> bool:
        """Whether both sides can read the amendments of a plan."""
        return f"content/{amendments_path(plan)}" not in self.unread


def amendments_path(plan: str) -> str:
    """Where the amendments of a plan stand, from ``content/``."""
    return f"plans/{plan}/amendments.yml"


@dataclass(frozen=True, slots=True)
class Breach:
    """A broken rule, and the plan whose commitment it is about."""

    plan: str
    problem: Problem
    lines: tuple[str, ...] = ()
    """What ``changes`` of a new amendment needs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Move(MovedFigure):
    """A figure of a commitment that the files moved: what an amendment must say of it."""

    plan: str
    change: Change | None
    """What moved it; None where the bands of a plan moved with what is written elsewhere."""
    is_required: bool = True
    """Else an amendment may name it and need not."""
    rule: PolicyRule = PolicyRule.UNAMENDED_CHANGE
    """What it breaks where no amendment names it."""
    correction: str = ""
    """Why words are written otherwise, where that is all."""

    @property
    def is_lost(self) -> bool:
        """Whether the whole thing that it was a figure of is gone."""
        return isinstance(self.change, WholeChange)


def new_amendments(base: PlanFolder | None, head: PlanFolder) -> list[Amendment]:
    """Amendments of a plan that BASE has not; those of before are about other changes."""
    known = {amendment.id for amendment in base.amendments} if base else set()
    return [amendment for amendment in head.amendments if amendment.id not in known]


Claim = tuple[Amendment, MovedFigure]
"""What an amendment says of one figure."""


def claims(folder: PlanFolder, amendments: Iterable[Amendment]) -> dict[Key, list[Claim]]:
    """What amendments of a plan say of each figure."""
    found: dict[Key, list[Claim]] = {}
    for amendment in amendments:
        for moved in folder.moved_figures(amendment):
            found.setdefault(moved.key, []).append((amendment, moved))
    return found


def broken_link(chain: Sequence[Claim], move: MovedFigure) -> int | None:
    """Which of the amendments of one figure does not lead on; None where they lead to the end.

    Each goes on from where the one before it left the figure; the first one from BASE, the last
    one to HEAD.
    """
    left = move.before
    for index, (_, said) in enumerate(chain, 1):
        leads_on = index < len(chain) or same(said.after, move.after)
        if not leads_on or not same(said.before, left):
            return index - 1
        left = said.after
    return None
