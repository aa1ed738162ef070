"""diff(base, head) -> Diff: two revisions of the content held against each other.

The pipeline on one screen: read both sides, load, check, compare, compute what moved. Facts
only; ``explain`` has the words, and ``policy`` says which changes lack their ground.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from generator.check import check
from generator.load import load
from generator.load.loader import Memo
from generator.load.migrations import format_of
from generator.load.yaml_text import shown
from generator.model.catalog import Catalog
from generator.problems import Message, Problem, Severity, in_order
from generator.review.changes import Change, ChangeKind, FieldChange
from generator.review.compare import compare
from generator.review.effects import PlanEffect, computed, plan_effects, with_effects
from generator.review.policy.base import Breach, Proposal
from generator.review.policy.rules import judge
from generator.review.snapshot import Snapshot

FORMAT_VERSION = "1.1"
"""Of the JSON and of the names of kinds. History: 1.0 first; 1.1 put_off."""

PREFIX = "content/"
_WHOLE_PLAN = {ChangeKind.PLAN_ADDED, ChangeKind.PLAN_REMOVED}


@dataclass(frozen=True)
class Side:
    """One side of the comparison: what was read and what is wrong with it."""

    snapshot: Snapshot
    catalog: Catalog
    """Everything that loads on both sides."""
    errors: tuple[Problem, ...]
    """Errors of the whole side: its catalogue may say less than its author meant."""

    @property
    def name(self) -> str:
        """What a person calls it; ``""`` for the files on the disk."""
        return self.snapshot.name


@dataclass(frozen=True)
class Diff:
    """Everything that a reviewer can be told of a proposal."""

    base: Side
    head: Side
    changes: tuple[Change, ...]
    plans: tuple[PlanEffect, ...]
    """Plans whose figures moved."""
    as_of: date
    unread: tuple[str, ...] = ()
    """Files that one of the sides cannot read; neither side's version was compared."""
    uncomputed: tuple[str, ...] = ()
    """Plans with changes whose figures cannot be computed on both sides."""
    verdict: tuple[Breach, ...] = ()
    """What the policy on commitments refuses, or warns of."""
    folder: str = ""
    """From the top of the repository to the project: ``""``, or ``portal/``."""
    is_part: bool = False
    """Only the changes that were asked for: none of them does not mean that there are none."""

    @property
    def is_first(self) -> bool:
        """Whether BASE has no content yet."""
        return self.base.snapshot.absent and not self.head.snapshot.absent

    @property
    def notes(self) -> tuple[Message, ...]:
        """What was passed over in either revision, each once."""
        return tuple(
            {str(n): n for side in (self.base, self.head) for n in side.snapshot.notes}.values()
        )

    def only(self, plan: str | None, families: frozenset[str]) -> Diff:
        """The changes that concern one plan, or of some families; the verdict is of all families.

        A sheet belongs to no plan: its changes concern every plan that uses it.
        """
        if plan is None and not families:
            return self
        kept = [it for it in self.changes if not families or it.family in families]
        if plan is not None:
            sheets = frozenset().union(*(_sheets_of(it.catalog, plan) for it in self._sides))
            kept = [_for_plan(it, plan) for it in kept if _concerns(it, plan, sheets)]
        return replace(
            self,
            changes=tuple(kept),
            plans=tuple(it for it in self.plans if plan is None or it.plan == plan),
            verdict=tuple(it for it in self.verdict if plan is None or it.plan == plan),
            is_part=True,
        )

    @property
    def _sides(self) -> tuple[Side, Side]:
        return self.base, self.head


def _concerns(change: Change, plan: str, sheets: frozenset[str]) -> bool:
    if change.plan:
        return change.plan == plan
    return change.code in sheets or any(effect.plan == plan for effect in change.effects)


def _for_plan(change: Change, plan: str) -> Change:
    """A change with what moved in one plan."""
    return replace(change, effects=tuple(it for it in change.effects if it.plan == plan))


def diff(base: Snapshot, head: Snapshot, as_of: date, folder: str = "") -> Diff:
    """Compare two sides of the content; figures of both as of the same day."""
    (old, new), found = _read(base, head, {}, with_rules=True)
    changes = list(found.changes)
    touched = _touched(changes, new.catalog)
    faulty = {problem.place.path for side in (old, new) for problem in side.errors}
    sound = {name for name in touched if _is_sound(name, faulty.union(found.unread))}
    effects: list[PlanEffect] = []
    if sound:
        both = computed(found, sound, as_of)
        changes = [with_effects(change, both) for change in changes]
        effects = plan_effects(both)
    return Diff(
        base=old,
        head=new,
        changes=tuple(changes),
        plans=tuple(effects),
        as_of=as_of,
        unread=found.unread,
        uncomputed=tuple(sorted(touched - sound)),
        verdict=judge(found),
        folder=shown(folder),
    )


def proposal(base: Snapshot, head: Snapshot, memo: Memo | None = None) -> Proposal:
    """What the policy judges of two sides of the content; nothing is checked or computed.

    ``memo`` holds files that were read before: a check of HEAD has read all of its own.
    """
    return _read(base, head, {} if memo is None else memo, with_rules=False)[1]


def _read(
    base: Snapshot, head: Snapshot, memo: Memo, *, with_rules: bool
) -> tuple[tuple[Side, Side], Proposal]:
    """Both sides loaded without what one of them cannot read, and compared."""
    loaded = [_loaded(side, memo, with_rules=with_rules) for side in (base, head)]
    unread = [catalog.broken for catalog, _ in loaded]
    broken = frozenset().union(*unread)
    old, new = (
        Side(side, _without(side, broken, memo) if broken else catalog, errors)
        for side, (catalog, errors) in zip((base, head), loaded, strict=True)
    )
    found = compare(old.catalog, new.catalog)
    changes = found.changes
    if base.absent or head.absent:
        changes = [change for change in changes if change.kind in _WHOLE_PLAN]
    made = Proposal(
        base=old.catalog,
        head=new.catalog,
        changes=tuple(changes),
        unread=_paths(broken),
        unread_in_base=_paths(unread[0] - unread[1]),
        measure_ids=found.measure_ids,
        revision=base.typed,
    )
    return (old, new), made


def _paths(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(PREFIX + name for name in sorted(names))


def _loaded(side: Snapshot, memo: Memo, *, with_rules: bool) -> tuple[Catalog, tuple[Problem, ...]]:
    catalog, problems = load(side.files, PREFIX, side.unreadable, memo)
    if side.absent or not with_rules:
        return catalog, ()
    found = in_order([*side.problems, *problems, *check(catalog)])
    return catalog, tuple(p for p in found if p.severity is Severity.ERROR)


def _without(side: Snapshot, broken: frozenset[str], memo: Memo) -> Catalog:
    files = {path: data for path, data in side.files.items() if path not in broken}
    formats = dict.fromkeys(files, format_of(side.files))  # site.yml may be broken
    return load(files, PREFIX, memo=memo, formats=formats)[0]


def _touched(changes: list[Change], head: Catalog) -> set[str]:
    """Plans on both sides whose figures a change can move."""
    named = {c.plan for c in changes if c.plan and not c.family.is_quiet}
    shared = [c for c in changes if not c.plan and c.kind is ChangeKind.METHOD_CHANGED]
    if any(change.code == "site" for change in shared):
        named |= set(head.plans)
    methods = {c.entry for c in shared if isinstance(c, FieldChange) and c.code == "methods"}
    named |= {name for name, folder in head.plans.items() if folder.plan.method in methods}
    sheets = {change.code for change in shared}
    for name in head.plans:
        if name not in named and sheets & _sheets_of(head, name):
            named.add(name)
    return named - {change.plan for change in changes if change.kind in _WHOLE_PLAN}


def _sheets_of(catalog: Catalog, plan: str) -> set[str]:
    written = catalog.plans[plan].written_measures if plan in catalog.plans else ()
    return {measure.indicator for _, measure in written if measure.indicator}


def _is_sound(plan: str, faulty: Iterable[str]) -> bool:
    """Whether a plan can be computed on both sides: no error in its files or in shared ones."""
    plans, own = f"{PREFIX}plans/", f"{PREFIX}plans/{plan}/"
    return not any(path.startswith(own) or not path.startswith(plans) for path in faulty)
