"""Steps of the history out of the changes between two commits."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any

from generator.history.amended import placed
from generator.history.ease import ease
from generator.model.catalog import PLAN, MeasureUse, PlanFolder
from generator.model.history import (
    BUDGET,
    ELEMENT,
    RESULT,
    STATE,
    TARGET,
    WHOLE_PLAN,
    Key,
    Origin,
    Step,
    key_of,
    plain_value,
)
from generator.model.plan import PlanState
from generator.review.changes import (
    AmountChange,
    Change,
    ChangeKind,
    FigureChange,
    WholeChange,
    YearChange,
)
from generator.review.policy.amendment_lines import same
from generator.review.policy.base import Claim, Move, Proposal, broken_link, claims, new_amendments
from generator.review.policy.moves import moves


@dataclass(frozen=True, slots=True)
class Commit:
    """What a step keeps of the commit that brought it. No name of a person."""

    id: str = ""
    """Empty for what the disk has and no commit yet."""
    day: date | None = None
    """In the time zone of the portal."""
    request: str = ""
    """Number of the proposal."""

    @property
    def about(self) -> dict[str, Any]:
        """What a step says of how it is known."""
        origin = Origin.RECORDED if self.id else Origin.PENDING
        return {"day": self.day, "commit": self.id, "request": self.request, "origin": origin}


def steps(proposal: Proposal, commit: Commit) -> Iterator[Step]:
    """Every figure that became another one with a commit.

    Words, sources and the place of things are no figures. What stands in a plan that came with
    this very commit is its start: one step tells of the plan.
    """
    for change in proposal.changes:
        if change.kind is ChangeKind.PLAN_ADDED:
            yield plan_step(proposal.head.plans[change.plan], commit)
        elif change.kind is ChangeKind.PLAN_REMOVED:
            yield plan_step(proposal.base.plans[change.plan], commit, is_gone=True)
    for plan in sorted(set(proposal.base.plans) & set(proposal.head.plans)):
        yield from _Plan(proposal, plan, commit).steps()


def plan_step(folder: PlanFolder, commit: Commit, *, is_gone: bool = False) -> Step:
    """The step that tells of a plan which came, came back, or is gone."""
    title = folder.plan.title
    return Step(
        **commit.about,
        plan=folder.id,
        code=PLAN,
        title=title,
        figure=WHOLE_PLAN,
        before=title if is_gone else None,
        after=None if is_gone else title,
        is_committed=folder.plan.state is not PlanState.DRAFT,
    )


@dataclass(frozen=True)
class _Plan:
    """The steps of one plan that both sides have."""

    proposal: Proposal
    plan: str
    commit: Commit

    def steps(self) -> Iterator[Step]:
        """Commitments that moved, then what came, results, money and states."""
        for move in moves(self.proposal, self.plan):
            yield from self._move(move)
        for change in self.proposal.changes:
            if change.plan == self.plan:
                yield from self._own(change)

    @cached_property
    def _about(self) -> dict[str, Any]:
        bound = self.proposal.binds(self.plan)
        return {**self.commit.about, "plan": self.plan, "is_committed": bound}

    @cached_property
    def _uses(self) -> dict[str, MeasureUse]:
        """Measures by id: as HEAD has them, else as BASE had them."""
        both = (self.proposal.base, self.proposal.head)
        return {use.id: use for side in both for use in side.measures(self.plan)}

    def _measure(self, name: str) -> dict[str, Any]:
        """Where a measure stands and how its values are read."""
        base, head = (side.by_code.get(name) for side in self.proposal.sides(self.plan))
        return placed(name, self._uses.get(name), head or base)

    # Commitments.

    @cached_property
    def _claims(self) -> dict[Key, list[Claim]]:
        """What the amendments say that came with this commit."""
        base, head = self.proposal.sides(self.plan)
        return claims(head, new_amendments(base, head))

    def _move(self, move: Move) -> Iterator[Step]:
        change = move.change
        if isinstance(change, YearChange | AmountChange):
            return  # the change itself tells of the year and of each figure
        was = change.unit_before if change else None
        chain = [] if was else self._chain(move)
        if chain:
            yield from chain
            return
        ground = self._ground(move.key, move.before, move.after)
        if change is None and not move.is_required and not ground:
            return  # it came with another figure, whose step tells of it
        yield Step.of(
            move,
            **self._about,
            **self._measure(move.measure),
            **(ground or {"reason": move.correction}),
            unit_before=was or "",
            ease=change.ease.word if change else "",
        )

    def _chain(self, move: Move) -> list[Step]:
        """A step for each of several amendments that came together and lead from old to new."""
        said = sorted(self._claims.get(move.key, []), key=lambda claim: claim[0].date)
        acts = {amendment.id for amendment, _ in said}
        if not 1 < len(said) == len(acts) or broken_link(said, move) is not None:
            return []
        use = self._uses.get(move.measure)
        traits = use.traits if use and move.figure == TARGET else None
        return [
            Step.of(
                replace(move, before=moved.before, after=moved.after),
                **self._about,
                **self._measure(move.measure),
                **amendment.ground,
                ease=ease(traits, moved.before, moved.after).word,
                is_on_the_way=amendment is not said[-1][0],
            )
            for amendment, moved in said
        ]

    def _ground(self, key: Key, before: object, after: object) -> dict[str, Any]:
        """The amendment that names the change: from and to, or a step on the way between."""
        said = self._claims.get(key, [])
        ending = [(act, moved) for act, moved in said if same(moved.after, after)]
        exact = [act for act, moved in ending if same(moved.before, before)]
        starts = any(same(moved.before, before) for _, moved in said)
        found = exact or [act for act, _ in ending if starts]
        return found[-1].ground if found else {}

    # What came, results, money, states.

    def _own(self, change: Change) -> Iterator[Step]:
        match change:
            case WholeChange() if not change.kind.is_removal:
                yield from self._added(change)
            case YearChange():
                yield from self._year(change)
            case FigureChange() if change.kind in _RESULTS:
                yield self._result(change)
            case AmountChange():
                yield self._amount(change)
            case _ if change.kind is ChangeKind.STATE_CHANGED and change.code == PLAN:
                yield self._step(change, figure=STATE)

    def _step(self, change: Change, **given: Any) -> Step:
        """A step with the values of a change, or those that are given."""
        place = {"code": change.code, "title": change.title, "measure": change.measure}
        told = {**self._about, **place, "before": change.before, "after": change.after, **given}
        values = {name: plain_value(told[name]) for name in ("before", "after")}
        return Step(**{**told, **values})

    def _added(self, change: WholeChange) -> Iterator[Step]:
        """Each target of what is new; the thing itself where it has none."""
        base, head = self.proposal.sides(self.plan)
        rows = [
            (name, *row)
            for name, measure in head.measures_at.get(change.code, ())
            if name not in base.measure_names and change.measure in {"", name}
            for row in measure.values(head.region_list)
        ]
        for name, period, member, value in rows:
            about = {**self._measure(name), "figure": TARGET, "period": period.text}
            yield self._step(change, **about, member=member, after=value)
        if not rows and not change.measure:
            yield self._step(change, figure=ELEMENT, after=change.title)

    def _year(self, change: YearChange) -> Iterator[Step]:
        """What the year gives together, and each figure that went or came."""
        totals = change.total_before, change.total_after
        about = {**_read_as(change), "figure": TARGET, "is_rescheduled": True}
        about["unit_before"] = change.unit_before or ""
        parts = [
            *((figure, figure.value, None) for figure in change.before),
            *((figure, None, figure.value) for figure in change.after),
        ]
        grounds = [
            self._ground(key_of(change.measure, it.period.text, it.member, TARGET), *values)
            for it, *values in parts
        ]
        year = str(change.year)
        whole = self._ground(key_of(change.measure, year, "", TARGET), *totals)
        about |= {"before": totals[0], "after": totals[1], "ease": change.ease.word}
        yield self._step(change, **about, **(whole or next(filter(None, grounds), {})), period=year)
        for (figure, before, after), ground in zip(parts, grounds, strict=True):
            about |= {"before": before, "after": after, "ease": "", "is_part": True}
            where = {"period": figure.period.text, "member": figure.member}
            yield self._step(change, **about, **ground, **where)

    def _result(self, change: FigureChange) -> Step:
        told = change.correction if change.kind is ChangeKind.RESULT_RESTATED else None
        given = {"reason": told.reason, "document": told.document or ""} if told else {}
        about = {**_read_as(change), "period": change.period.text, "member": change.member}
        return self._step(change, **about, **given, figure=RESULT)

    def _amount(self, change: AmountChange) -> Step:
        key = key_of(change.code, str(change.year), change.member, BUDGET)
        ground = self._ground(key, change.before, change.after)
        return self._step(
            change,
            figure=BUDGET,
            period=str(change.year),
            unit=change.currency or "",
            stage=change.stage.value,
            version=change.version or "",
            executing_unit=change.executing_unit or "",
            funding=change.funding or "",
            **{"reason": change.concept or "", **ground},
        )


def _read_as(change: Change) -> dict[str, Any]:
    return {"unit": change.unit or "", "in_percent": change.in_percent}


_RESULTS = {ChangeKind.RESULT_REPORTED, ChangeKind.RESULT_RESTATED, ChangeKind.RESULT_REMOVED}
