"""What the policy judges, what it finds, and a commitment that moved."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from generator.model.catalog import Catalog, PlanFolder, measure_id
from generator.model.measure import Measure
from generator.model.period import Period
from generator.model.plan import PlanState
from generator.problems import Place, Problem
from generator.reference import region_code
from generator.review.changes import Change, CodeChanged


@dataclass(frozen=True)
class Proposal:
    """Two catalogues of what loads on both sides, and the changes between them."""

    base: Catalog
    head: Catalog
    changes: tuple[Change, ...]
    unread: tuple[str, ...] = ()
    """Files left out of the comparison, as ``content/…``: a side cannot read them."""
    unread_in_base: tuple[str, ...] = ()

    @cached_property
    def committed(self) -> tuple[str, ...]:
        """Plans that are public commitments in BASE and that HEAD still has."""
        return tuple(n for n in sorted(self.base.plans) if self.binds(n) and n in self.head.plans)

    def binds(self, plan: str) -> bool:
        """Whether a plan is a public commitment in BASE: only a draft is free."""
        found = self.base.plans.get(plan)
        return found is not None and found.plan.state is not PlanState.DRAFT

    def sides(self, plan: str) -> tuple[PlanFolder, PlanFolder]:
        """A committed plan in BASE and in HEAD."""
        return self.base.plans[plan], self.head.plans[plan]

    @cached_property
    def _renames(self) -> dict[tuple[str, str], str]:
        told = (c for c in self.changes if isinstance(c, CodeChanged))
        return {(c.plan, c.before): c.after for c in told}

    @cached_property
    def _measures(self) -> dict[Place, tuple[str, Measure]]:
        plans = (self.base.plans[plan] for plan in self.committed)
        written = ((e, measure) for folder in plans for e, measure in folder.written_measures)
        return {m.place_of(): (measure_id(m, element.code), m) for element, m in written}

    def measure_of_base(self, place: Place) -> tuple[str, Measure] | None:
        """The measure of a committed plan that BASE has at a place, with its id there."""
        return self._measures.get(place)

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
class Finding:
    """A broken rule, and the plan whose commitment it is about."""

    plan: str
    problem: Problem
    lines: tuple[str, ...] = ()
    """What ``changes`` of a new amendment needs."""


Key = tuple[str, str, str, str]
"""Measure, period, member and figure: what an amendment names."""


def key_of(measure: str, period: Period | None, member: str | None, figure: str) -> Key:
    """A figure by its names; regions by code, whichever way they were written."""
    code = region_code(member) if member else ""
    return measure, period.text if period else "", code, figure


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """A figure of a commitment that is another: what an amendment must say of it."""

    plan: str
    measure: str
    """Id of the measure, or the code of an element (``plan`` for the plan as a whole)."""
    period: Period | None = None
    member: str = ""
    figure: str
    """``target``, ``baseline``, ``bands``, or the key of the field in the file."""
    before: object
    """None where there was nothing."""
    after: object
    """None where nothing is left."""
    place: Place
    is_required: bool = True
    """Else an amendment may name it and need not."""
    removal: Change | None = None
    """The removal that it is a part of."""

    @property
    def key(self) -> Key:
        """What an amendment names it by."""
        return key_of(self.measure, self.period, self.member, self.figure)
