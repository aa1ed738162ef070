"""Which figures of public commitments moved: what amendments must account for."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import singledispatch
from typing import Any

from generator.model.catalog import PLAN, measure_id
from generator.model.combine import accumulate
from generator.model.indicator import OverTime
from generator.model.measure import Measure
from generator.model.period import Period
from generator.problems import Place
from generator.review.changes import (
    ActivityRemoved,
    BaselineChanged,
    Change,
    CodeChanged,
    Figure,
    MeasureMoved,
    MeasureRemoved,
    MethodChanged,
    ObjectiveRemoved,
    StrategyRemoved,
    TargetAdded,
    TargetChanged,
    TargetRemoved,
    TargetsRescheduled,
    TotalChanged,
)
from generator.review.policy.base import Move, Proposal

COMMITTED = frozenset(
    {
        "unit",
        "kind",
        "direction",
        "strict",
        "over_time",
        "across",
        "zero_is_target",
        "over_100",
        "formula",
        "indicator",
        "by",
        "relevance",
    }
)
"""Fields of a measure or its sheet that decide what a target means and how it is judged."""

Removed = ObjectiveRemoved | StrategyRemoved | ActivityRemoved | MeasureRemoved


def moves(proposal: Proposal, plan: str) -> list[Move]:
    """Everything of a committed plan that an amendment must or may name, in its order."""
    found: list[Move] = []
    for change in proposal.changes:
        if change.plan == plan:
            found += _moves(change, proposal)
        elif not change.plan and isinstance(change, BaselineChanged | MethodChanged):
            found += _of_sheet(change, proposal, plan)
    return [*found, *_bands(proposal, plan)]


@singledispatch
def _moves(_change: Change, _proposal: Proposal) -> Iterator[Move]:
    """Moves of one change of a plan; most kinds of change move no commitment."""
    yield from ()


def _move(change: Any, **given: Any) -> Move:
    about = {"plan": change.plan, "measure": change.measure, "place": change.place}
    return Move(**{**about, **given})


@_moves.register
def _(change: TargetChanged, _proposal: Proposal) -> Iterator[Move]:
    yield _target(change, change.before, change.after)


@_moves.register
def _(change: TargetAdded, _proposal: Proposal) -> Iterator[Move]:
    yield _target(change, None, change.after)


@_moves.register
def _(change: TargetRemoved, _proposal: Proposal) -> Iterator[Move]:
    yield _target(change, change.before, None)


def _target(
    change: TargetChanged | TargetAdded | TargetRemoved, before: object, after: object
) -> Move:
    names = {"period": change.period, "member": change.member, "figure": "target"}
    return _move(change, **names, before=before, after=after)


@_moves.register
def _(change: TargetsRescheduled, proposal: Proposal) -> Iterator[Move]:
    """The sum of the year where there is one and it moved; else what nobody can read any more.

    A quarter whose months add up to it is still owed on its last day. One that became half a
    year, or whose months give something else, is not. The other figures may be named.
    """
    totals = change.total_before, change.total_after
    summed = all(isinstance(total, Decimal) for total in totals)
    year = Period.of_year(change.year) if summed and totals[0] != totals[1] else None
    if year is not None:
        values = {"before": totals[0], "after": totals[1]}
        yield _move(change, period=year, figure="target", **values)
    rule = _over_time(change, proposal)
    for figure in change.before:
        if figure.period != year:
            lost = year is None and not _is_still_told(figure, change.after, rule)
            yield _rescheduled(change, figure, (figure.value, None), lost)
    for figure in change.after:
        if figure.period != year:
            yield _rescheduled(change, figure, (None, figure.value), not summed)


def _over_time(change: Change, proposal: Proposal) -> OverTime:
    uses = proposal.head.measures(change.plan)
    found = (use.traits.over_time for use in uses if use.id == change.measure)
    return next(found, OverTime.SUM)


def _is_still_told(old: Figure, new: tuple[Figure, ...], rule: OverTime) -> bool:
    """Whether the new figures inside the period of an old one give it together."""
    inside: list[Any] = [figure.value for figure in new if figure.period.within(old.period)]
    return bool(inside) and accumulate(inside, rule) == old.value


def _rescheduled(
    change: TargetsRescheduled, figure: Figure, values: tuple[object, object], is_required: bool
) -> Move:
    names = {"period": figure.period, "member": figure.member, "figure": "target"}
    before, after = values
    return _move(change, **names, before=before, after=after, is_required=is_required)


@_moves.register
def _(change: TotalChanged, _proposal: Proposal) -> Iterator[Move]:
    values = {"before": change.before, "after": change.after}
    yield _move(change, figure="total", **values, is_required=False)


@_moves.register
def _(change: BaselineChanged, _proposal: Proposal) -> Iterator[Move]:
    yield from _baseline(change, {})


def _baseline(change: BaselineChanged, named: dict[str, Any]) -> Iterator[Move]:
    """One line where the period stays; where it is another, one that goes and one that comes."""
    old: Any = change.before
    new: Any = change.after
    about = {**named, "figure": "baseline"}
    if old is not None and new is not None and old.period == new.period:
        yield _move(change, **about, period=new.period, before=old.value, after=new.value)
        return
    if old is not None:
        yield _move(change, **about, period=old.period, before=old.value, after=None)
    if new is not None:
        yield _move(change, **about, period=new.period, before=None, after=new.value)


@_moves.register
def _(change: MethodChanged, _proposal: Proposal) -> Iterator[Move]:
    values = {"figure": change.field, "before": change.before, "after": change.after}
    if change.code == PLAN and not change.measure:
        if change.field == "method":
            yield _move(change, measure=PLAN, **values)
    elif change.measure and not change.entry:  # an entry is a result's, not the measure's
        yield _move(change, **values, is_required=change.field in COMMITTED)


@_moves.register
def _(change: MeasureMoved, proposal: Proposal) -> Iterator[Move]:
    """A target that hangs on another element is the target of something else."""
    base, head = proposal.sides(change.plan)
    told = [c for c in proposal.changes if isinstance(c, CodeChanged) and c.plan == change.plan]
    codes = {c.before: c.after for c in told if c.what not in {"measure", "indicator"}}
    old = {codes.get(element.code, element.code): element.node.title for element in base.elements}
    new = {element.code: element.node.title for element in head.elements}
    before, after = change.before[0], change.after[0]
    values = _named(before, old[before]), _named(after, new[after])
    yield _move(change, figure="belongs_to", before=values[0], after=values[1])


def _named(code: str, title: str) -> str:
    """An element in an amendment; digits alone would be read there as a figure."""
    return f"{code} {title}" if any(char.isalpha() for char in title) else f"{code} «{title}»"


@_moves.register(ObjectiveRemoved)
@_moves.register(StrategyRemoved)
@_moves.register(ActivityRemoved)
@_moves.register(MeasureRemoved)
def _removed(change: Removed, proposal: Proposal) -> Iterator[Move]:
    """Every target that is lost, or the thing itself where it had none."""
    lost = _lost(change, proposal)
    for name, measure in lost:
        for period, member, value in measure.values():
            names = {"measure": name, "period": period, "member": member, "figure": "target"}
            yield _move(change, **names, before=value, after=None, removal=change)
        if not measure.targets:
            title = measure.name or change.title or name
            values = {"measure": name, "figure": "measure", "before": title, "after": None}
            yield _move(change, **values, removal=change)
    if not lost:
        values = {"measure": change.code, "figure": "element", "before": change.title}
        yield _move(change, **values, after=None, removal=change)


def _lost(change: Removed, proposal: Proposal) -> list[tuple[str, Measure]]:
    """Measures that are gone with it; one that hangs on another element now is not."""
    if isinstance(change, MeasureRemoved):
        found = proposal.measure_of_base(change.place)
        return [found] if found else []
    old, new = proposal.sides(change.plan)
    own = old.measures_at.get(change.code, ())
    return [(name, measure) for name, measure in own if name not in new.measure_names]


def _of_sheet(
    change: BaselineChanged | MethodChanged, proposal: Proposal, plan: str
) -> Iterator[Move]:
    """What a change of a sheet moves in every measure of the plan that used it before."""
    base, head = proposal.sides(plan)
    known = {proposal.renamed(plan, name) for name in base.measure_names}
    for element, measure in head.written_measures:
        name = measure_id(measure, element.code)
        if measure.indicator != change.code or name not in known:
            continue
        named = {"plan": plan, "measure": name}
        if isinstance(change, MethodChanged):
            values = {"figure": change.field, "before": change.before, "after": change.after}
            yield _move(change, **named, **values, is_required=change.field in COMMITTED)
        elif measure.baseline is None:
            yield from _baseline(change, named)


def _bands(proposal: Proposal, plan: str) -> Iterator[Move]:
    """The bands that hold for the plan, wherever they are written."""
    before, after = proposal.base.bands(plan), proposal.head.bands(plan)
    if before == after:
        return
    places = [c.place for c in proposal.changes if _may_move_bands(c, plan)]
    place: Place = places[0] if places else proposal.head.plans[plan].plan.place_of()
    yield Move(plan=plan, measure=PLAN, figure="bands", before=before, after=after, place=place)


def _may_move_bands(change: Change, plan: str) -> bool:
    if not isinstance(change, MethodChanged) or change.measure:
        return False
    return change.field in {"bands", "method"} and (
        (change.plan == plan and change.code == PLAN) or change.code == "site"
    )
