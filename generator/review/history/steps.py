"""Steps of the history out of the changes between two commits."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from generator.model.catalog import PLAN, Catalog, MeasureUse
from generator.model.history import (
    BUDGET,
    ELEMENT,
    RESULT,
    STATE,
    TARGET,
    WHOLE_PLAN,
    Origin,
    Step,
    plain_value,
)
from generator.model.plan import PlanState
from generator.model.reports import Amendment
from generator.review.changes import (
    ActivityAdded,
    BudgetChanged,
    Change,
    Ease,
    MeasureAdded,
    ObjectiveAdded,
    PlanAdded,
    PlanRemoved,
    ResultRemoved,
    ResultReported,
    ResultRestated,
    StateChanged,
    StrategyAdded,
    TargetChanged,
    TargetsRescheduled,
)
from generator.review.compare.measures import ease
from generator.review.policy.base import Key, Move, Proposal, key_of
from generator.review.policy.lines import same
from generator.review.policy.moves import moves

Added = ObjectiveAdded | StrategyAdded | ActivityAdded | MeasureAdded
ResultStep = ResultReported | ResultRestated | ResultRemoved


@dataclass(frozen=True, slots=True)
class Commit:
    """What a step keeps of the commit that brought it. No name of a person."""

    id: str
    day: date
    """UTC."""
    request: str = ""
    """Number of the proposal."""


def steps(proposal: Proposal, commit: Commit | None) -> Iterator[Step]:
    """Every figure that became another one; ``None`` is what the disk has and no commit yet.

    Words, sources and the place of things are no figures. What stands in a plan that came with
    this very commit is its start: one step tells of the plan.
    """
    about = told_by(commit)
    for change in proposal.changes:
        if isinstance(change, PlanAdded | PlanRemoved):
            yield _of_plan(change, proposal, about)
    for plan in sorted(set(proposal.base.plans) & set(proposal.head.plans)):
        yield from _Plan(proposal, plan, about).steps()


def told_by(commit: Commit | None) -> dict[str, Any]:
    """What a step says of how it is known."""
    if commit is None:
        return {"day": None, "origin": Origin.PENDING}
    return {"day": commit.day, "commit": commit.id, "request": commit.request}


def _of_plan(change: PlanAdded | PlanRemoved, proposal: Proposal, about: dict[str, Any]) -> Step:
    came = isinstance(change, PlanAdded)
    folder = (proposal.head if came else proposal.base).plans[change.plan]
    return Step(
        **about,
        plan=change.plan,
        code=PLAN,
        title=change.title,
        figure=WHOLE_PLAN,
        before=None if came else change.title,
        after=change.title if came else None,
        is_committed=folder.plan.state is not PlanState.DRAFT,
    )


def registered(base: Catalog, head: Catalog, plan: str) -> list[Amendment]:
    """Amendments of a plan that BASE has not; those of before are about other changes."""
    known = {amendment.id for amendment in base.plans[plan].amendments}
    return [it for it in head.plans[plan].amendments if it.id not in known]


def _word(found: Ease) -> str:
    return "" if found is Ease.NEITHER else found.value


@dataclass(frozen=True)
class _Plan:
    """The steps of one plan that both sides have."""

    proposal: Proposal
    plan: str
    told: dict[str, Any]

    def steps(self) -> Iterator[Step]:
        """Commitments that moved, then what came, results, money and states."""
        yield from (step for move in moves(self.proposal, self.plan) for step in self._move(move))
        for change in self._changes:
            yield from self._own(change)

    @cached_property
    def _changes(self) -> list[Change]:
        return [change for change in self.proposal.changes if change.plan == self.plan]

    @cached_property
    def _about(self) -> dict[str, Any]:
        return {
            **self.told,
            "plan": self.plan,
            "is_committed": self.proposal.binds(self.plan),
        }

    @cached_property
    def _uses(self) -> dict[str, MeasureUse]:
        """Measures by id: as HEAD has them, else as BASE had them."""
        both = (self.proposal.base, self.proposal.head)
        return {use.id: use for side in both for use in side.measures(self.plan)}

    def _measure(self, name: str) -> dict[str, Any]:
        """Where a measure stands and how its values are read."""
        use = self._uses.get(name)
        if use is not None:
            element, traits = use.element, use.traits
            about = {"code": element.code, "title": element.node.title, "measure": name}
            percent = traits.kind.traits.in_percent
            return {**about, "unit": traits.unit or "", "in_percent": percent}
        sides = (self.proposal.head, self.proposal.base)
        found = [side.plans[self.plan].by_code.get(name) for side in sides]
        titles = (element.node.title for element in found if element)
        return {"code": name, "title": next(titles, "")}

    # Commitments.

    @cached_property
    def _rescheduled(self) -> set[tuple[str, object]]:
        told = (c for c in self._changes if isinstance(c, TargetsRescheduled))
        return {(change.measure, change.place) for change in told}

    @cached_property
    def _eases(self) -> dict[Key, Ease]:
        told = (c for c in self._changes if isinstance(c, TargetChanged))
        return {key_of(c.measure, c.period, c.member, TARGET): c.ease for c in told}

    @cached_property
    def _units(self) -> dict[Key, str]:
        """Units of old targets, where they are others."""
        told = (c for c in self._changes if isinstance(c, TargetChanged) and c.unit_before)
        return {key_of(c.measure, c.period, c.member, TARGET): c.unit_before or "" for c in told}

    @cached_property
    def _grounds(self) -> dict[Key, list[tuple[Amendment, object, object]]]:
        """What the amendments say that came with this commit."""
        found: dict[Key, list[tuple[Amendment, object, object]]] = {}
        for amendment in registered(self.proposal.base, self.proposal.head, self.plan):
            for change in amendment.changes:
                for member, before, after in change.by_member():
                    key = key_of(change.measure, change.period, member, change.figure)
                    found.setdefault(key, []).append((amendment, before, after))
        return found

    def _move(self, move: Move) -> Iterator[Step]:
        if move.figure == TARGET and (move.measure, move.place) in self._rescheduled:
            return  # the change itself tells of the year and of each figure
        found = self._eases.get(move.key, Ease.NEITHER) if move.figure == TARGET else Ease.NEITHER
        was = self._units.get(move.key, "") if move.figure == TARGET else ""
        chain = [] if was else self._chain(move)
        if chain:
            yield from chain
            return
        yield Step(
            **self._about,
            **self._measure(move.measure),
            **self._ground(move.key, move.before, move.after),
            figure=move.figure,
            period=move.period.text if move.period else "",
            member=move.member,
            before=plain_value(move.before),
            after=plain_value(move.after),
            unit_before=was,
            ease=_word(found),
        )

    def _chain(self, move: Move) -> list[Step]:
        """A step for each of several amendments that came together and lead from old to new."""
        said = sorted(self._grounds.get(move.key, []), key=lambda it: it[0].date)
        befores = [before for _, before, _ in said]
        afters = [after for _, _, after in said]
        ends = [move.before, *afters[:-1]], [*befores[1:], move.after]
        acts = {amendment.id for amendment, _, _ in said}
        linked = all(map(same, ends[0], befores)) and all(map(same, ends[1], afters))
        if not 1 < len(said) == len(acts) or not linked:
            return []
        use = self._uses.get(move.measure)
        traits = use.traits if use and move.figure == TARGET else None
        return [
            Step(
                **self._about,
                **self._measure(move.measure),
                amendment=amendment.id,
                document=amendment.document,
                reason=amendment.reason,
                figure=move.figure,
                period=move.period.text if move.period else "",
                member=move.member,
                before=plain_value(before),
                after=plain_value(after),
                ease=_word(ease(traits, before, after)),
                is_on_the_way=amendment is not said[-1][0],
            )
            for amendment, before, after in said
        ]

    def _ground(self, key: Key, before: object, after: object) -> dict[str, Any]:
        """The amendment that names the change: from and to, or a step on the way between."""
        said = self._grounds.get(key, [])
        exact = [it for it, old, new in said if same(old, before) and same(new, after)]
        starts = any(same(old, before) for _, old, _ in said)
        found = exact or [it for it, _, new in said if starts and same(new, after)]
        if not found:
            return {}
        named = found[-1]
        return {"amendment": named.id, "document": named.document, "reason": named.reason}

    # What came, results, money, states.

    def _own(self, change: Change) -> Iterator[Step]:
        if isinstance(change, Added):
            yield from self._added(change)
        elif isinstance(change, TargetsRescheduled):
            yield from self._rescheduling(change)
        elif isinstance(change, ResultStep):
            yield self._result(change)
        elif isinstance(change, BudgetChanged):
            yield self._budget(change)
        elif isinstance(change, StateChanged) and change.code == PLAN:
            values = plain_value(change.before), plain_value(change.after)
            yield self._step(change, figure=STATE, before=values[0], after=values[1])

    def _step(self, change: Change, **given: Any) -> Step:
        place = {"code": change.code, "title": change.title, "measure": change.measure}
        return Step(**{**self._about, **place, **given})

    def _added(self, change: Added) -> Iterator[Step]:
        """Each target of what is new; the thing itself where it has none."""
        base, head = (s.plans[self.plan] for s in (self.proposal.base, self.proposal.head))
        fresh = [
            (name, measure)
            for name, measure in head.measures_at.get(change.code, ())
            if name not in base.measure_names and change.measure in {"", name}
        ]
        rows = [(name, *row) for name, measure in fresh for row in measure.values()]
        for name, period, member, value in rows:
            about = {**self._measure(name), "figure": TARGET, "period": period.text}
            yield self._step(change, **about, member=member, after=plain_value(value))
        if not rows and not change.measure:
            yield self._step(change, figure=ELEMENT, after=change.title)

    def _rescheduling(self, change: TargetsRescheduled) -> Iterator[Step]:
        """What the year gives together, and each figure that went or came."""
        totals = change.total_before, change.total_after
        about = {**self._read_as(change), "figure": TARGET, "is_rescheduled": True}
        about["unit_before"] = change.unit_before or ""
        parts = [
            *((figure, figure.value, None) for figure in change.before),
            *((figure, None, figure.value) for figure in change.after),
        ]
        grounds = [
            self._ground(key_of(change.measure, it.period, it.member, TARGET), before, after)
            for it, before, after in parts
        ]
        year = self._ground((change.measure, str(change.year), "", TARGET), *totals)
        yield self._step(
            change,
            **about,
            **(year or next(filter(None, grounds), {})),
            period=str(change.year),
            before=plain_value(totals[0]),
            after=plain_value(totals[1]),
            ease=_word(change.ease),
        )
        for (figure, before, after), ground in zip(parts, grounds, strict=True):
            where = {"period": figure.period.text, "member": figure.member, "is_part": True}
            values = {"before": plain_value(before), "after": plain_value(after)}
            yield self._step(change, **about, **ground, **where, **values)

    def _result(self, change: ResultStep) -> Step:
        given: dict[str, Any] = {}
        if isinstance(change, ResultRestated) and change.correction is not None:
            told = change.correction
            given = {"reason": told.reason, "document": told.document or ""}
        return self._step(
            change,
            **self._read_as(change),
            **given,
            figure=RESULT,
            period=change.period.text,
            member=change.member,
            before=plain_value(getattr(change, "before", None)),
            after=plain_value(getattr(change, "after", None)),
        )

    def _read_as(self, change: ResultStep | TargetsRescheduled) -> dict[str, Any]:
        return {"unit": change.unit or "", "in_percent": change.in_percent}

    def _budget(self, change: BudgetChanged) -> Step:
        return self._step(
            change,
            figure=BUDGET,
            period=str(change.year),
            before=change.before,
            after=change.after,
            unit=change.currency or "",
            stage=change.stage.value,
            version=change.version or "",
            executing_unit=change.executing_unit or "",
            reason=change.concept or "",
        )
