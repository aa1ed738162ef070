"""Which figures of public commitments moved: what amendments must account for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Any

from generator.model.catalog import PLAN, measure_id
from generator.model.combine import accumulate
from generator.model.history import BUDGET
from generator.model.indicator import OverTime
from generator.model.measure import Measure
from generator.model.money import BUDGETS
from generator.model.period import Period
from generator.model.site import PolicyRule
from generator.review.changes import (
    AmountChange,
    Change,
    ChangeKind,
    CodeChange,
    FieldChange,
    FigureChange,
    PeriodValue,
    WholeChange,
    YearChange,
)
from generator.review.policy.base import Move, Proposal

COMMITTED = frozenset(
    (
        *("unit", "kind", "direction", "strict", "over_time", "across", "zero_is_target"),
        *("over_100", "tolerance", "formula", "indicator", "by", "relevance", "weight"),
        *("frequency", "decimals", "definition", "name"),
        *("variables", "results_level", "criterion", "verification", "assumptions"),
        "discontinued",
    )
)
"""Fields of a measure or its sheet that decide what a target means and how it is judged."""
_OF_PLAN = frozenset(("method", "frequency", "grace_days"))
"""Ways of measuring of a plan that decide how all its figures are judged and when they are due."""


def moves(proposal: Proposal, plan: str) -> list[Move]:
    """Everything of a committed plan that an amendment must or may name, in its order."""
    found: list[Move] = []
    for change in proposal.changes:
        if change.plan == plan and change.kind in _MOVES:
            found += _MOVES[change.kind](change, proposal)
        elif not change.plan and isinstance(change, FieldChange) and change.kind in _MOVES:
            found += _of_sheet(change, proposal, plan)
            found += _of_region(change, proposal, plan)
    inherited = (_bands, _rules, _currency, _years)
    return [*found, *(move for of in inherited for move in of(proposal, plan))]


def _move(change: Change, **given: Any) -> Move:
    about = {"plan": change.plan, "measure": change.measure, "place": change.place}
    values = {"before": change.before, "after": change.after, "change": change}
    if isinstance(change, FieldChange) and change.correction:
        values |= {"correction": change.correction.reason}
        given["is_required"] = False
    return Move(**{**about, **values, **given})


def _target(change: FigureChange, _proposal: Proposal) -> Iterator[Move]:
    yield _move(change, period=change.period, member=change.member)


def _year(change: YearChange, proposal: Proposal) -> Iterator[Move]:
    """The sum of the year where there is one and it moved; else what nobody can read any more.

    A quarter whose months add up to it is still owed on its last day. One that became half a
    year, or whose months give something else, is not. The other figures may be named.
    """
    totals = change.total_before, change.total_after
    summed = all(isinstance(total, Decimal) for total in totals)
    year = Period.of_year(change.year) if summed and totals[0] != totals[1] else None
    if year is not None:
        yield _move(change, period=year, before=totals[0], after=totals[1])
    rule = _over_time(change, proposal)
    for figure in change.before:
        if figure.period != year:
            lost = year is None and not _is_still_told(figure, change.after, rule)
            yield _part(change, figure, before=figure.value, after=None, is_required=lost)
    for figure in change.after:
        if figure.period != year:
            yield _part(change, figure, before=None, after=figure.value, is_required=not summed)


def _over_time(change: Change, proposal: Proposal) -> OverTime:
    uses = proposal.head.measures(change.plan)
    found = (use.traits.over_time for use in uses if use.id == change.measure)
    return next(found, OverTime.SUM)


def _is_still_told(old: PeriodValue, new: tuple[PeriodValue, ...], rule: OverTime) -> bool:
    """Whether the new figures inside the period of an old one give it together."""
    inside: list[Any] = [figure.value for figure in new if figure.period.within(old.period)]
    return bool(inside) and accumulate(inside, rule) == old.value


def _part(change: YearChange, figure: PeriodValue, **given: Any) -> Move:
    return _move(change, period=figure.period, member=figure.member, **given)


def _total(change: Change, _proposal: Proposal) -> Iterator[Move]:
    yield _move(change, figure="total", is_required=False)


def _baseline(change: Change, _proposal: Proposal, **named: str) -> Iterator[Move]:
    """One line where the period stays; where it is another, one that goes and one that comes."""
    old, new = change.before, change.after
    about = {**named, "figure": "baseline"}
    if old is not None and new is not None and old.period == new.period:
        yield _move(change, **about, period=new.period, before=old.value, after=new.value)
        return
    if old is not None:
        yield _move(change, **about, period=old.period, before=old.value, after=None)
    if new is not None:
        yield _move(change, **about, period=new.period, before=None, after=new.value)


def _method(change: FieldChange, proposal: Proposal) -> Iterator[Move]:
    if change.code == PLAN and not change.measure:
        if change.field in _OF_PLAN:
            yield _move(change, measure=PLAN, figure=change.field)
    elif change.field == "region":
        was = proposal.base.region_list.code(str(change.before or ""))
        is_other = was != proposal.head.region_list.code(str(change.after or ""))
        if was and is_other and _has_targets(change, proposal):
            yield _move(change, measure=change.code, figure=change.field)
    elif change.measure and not change.entry:  # an entry is a result's, not the measure's
        yield _move(change, figure=change.field, is_required=change.field in COMMITTED)
    elif change.field == "weight":
        yield _move(change, measure=change.code, figure=change.field)
    elif change.field in {"priority", "rank"}:  # one that comes, or goes, is told as a whole
        yield _priority(change)


def _priority(change: FieldChange) -> Move:
    """The place among what is part of the same; one that comes weakens nothing."""
    before, after = (getattr(it, "rank", it) for it in (change.before, change.after))
    about = {"measure": change.code, "figure": "priority", "is_required": before is not None}
    return _move(change, **about, before=before, after=after)


def _period(change: FieldChange, _proposal: Proposal) -> Iterator[Move]:
    """The years that a plan runs; other dates are no commitments."""
    if (change.code, change.field, change.entry) == (PLAN, "period", ""):
        yield _move(change, measure=PLAN, figure="period")


def _executing_unit(change: FieldChange, _proposal: Proposal) -> Iterator[Move]:
    """Who carries an activity out."""
    if change.field == "executing_unit":
        yield _move(change, measure=change.code, figure=change.field)


def _amount(change: AmountChange, proposal: Proposal) -> Iterator[Move]:
    """A planned amount that is another or gone, where the portal asks for its ground."""
    planned = change.before is not None and change.stage in BUDGETS
    named = {"measure": change.code, "period": Period.of_year(change.year), "figure": BUDGET}
    yield _move(
        change,
        **named,
        member=change.member,
        is_required=planned and proposal.asks_for_amounts,
        rule=PolicyRule.UNAMENDED_AMOUNT,
    )


def _words(change: FieldChange, proposal: Proposal) -> Iterator[Move]:
    """What is promised, in words: the title of what has targets, the name of an own measure."""
    head = proposal.head.plans[change.plan]
    if change.entry or change.field not in {"name", "title"}:
        return
    if change.field == "title" and change.code != PLAN:
        if _has_targets(change, proposal):
            yield _move(change, measure=change.code, figure="title")
    elif change.measure:
        measure = next(m for name, m in head.measures_at[change.code] if name == change.measure)
        names = change.before or change.title, change.after or change.title
        if measure.indicator is None and names[0] != names[1]:
            yield _move(change, figure="name", before=names[0], after=names[1])


def _has_targets(change: Change, proposal: Proposal) -> bool:
    """Whether an element has targets that were there before."""
    known = _known(proposal, change.plan)
    own = proposal.head.plans[change.plan].measures_at.get(change.code, ())
    return any(name in known and measure.targets for name, measure in own)


def _known(proposal: Proposal, plan: str) -> set[str]:
    """Measures that BASE had, by the ids of HEAD."""
    return {proposal.renamed(plan, name) for name in proposal.base.plans[plan].measure_names}


def _displaced(change: Change, proposal: Proposal) -> Iterator[Move]:
    """A target that hangs on another element is the target of something else."""
    base, head = proposal.sides(change.plan)
    told = [c for c in proposal.changes if isinstance(c, CodeChange) and c.plan == change.plan]
    codes = {c.before: c.after for c in told if c.what not in {"measure", "indicator"}}
    old = {codes.get(element.code, element.code): element.node.title for element in base.elements}
    new = {element.code: element.node.title for element in head.elements}
    before, after = change.before[0], change.after[0]
    values = f"{before} {old[before]}", f"{after} {new[after]}"
    yield _move(change, figure="belongs_to", before=values[0], after=values[1])


def _removed(change: WholeChange, proposal: Proposal) -> Iterator[Move]:
    """Every target that is lost, or the thing itself where it had none."""
    lost, regions = _lost(change, proposal), proposal.base.region_list
    for name, measure in lost:
        for period, member, value in measure.values(regions):
            yield _move(change, measure=name, period=period, member=member, before=value)
        if not measure.targets:
            title = measure.name or change.title or name
            yield _move(change, measure=name, figure="measure", before=title)
    if not lost:
        yield _move(change, measure=change.code, figure="element", before=change.title)


def _lost(change: WholeChange, proposal: Proposal) -> list[tuple[str, Measure]]:
    """Measures that are gone with it; one that hangs on another element now is not."""
    if change.own:
        return [change.own]
    old, new = proposal.sides(change.plan)
    own = old.measures_at.get(change.code, ())
    return [(name, measure) for name, measure in own if name not in new.measure_names]


_MOVES: dict[ChangeKind, Callable[[Any, Proposal], Iterator[Move]]] = {
    ChangeKind.TARGET_CHANGED: _target,
    ChangeKind.TARGET_ADDED: _target,
    ChangeKind.TARGET_REMOVED: _target,
    ChangeKind.TARGETS_RESCHEDULED: _year,
    ChangeKind.TOTAL_CHANGED: _total,
    ChangeKind.BASELINE_CHANGED: _baseline,
    ChangeKind.METHOD_CHANGED: _method,
    ChangeKind.DEADLINE_CHANGED: _period,
    ChangeKind.RESPONSIBLE_CHANGED: _executing_unit,
    ChangeKind.TEXT_CHANGED: _words,
    ChangeKind.BUDGET_CHANGED: _amount,
    ChangeKind.MEASURE_MOVED: _displaced,
    ChangeKind.OBJECTIVE_REMOVED: _removed,
    ChangeKind.STRATEGY_REMOVED: _removed,
    ChangeKind.ACTIVITY_REMOVED: _removed,
    ChangeKind.ELEMENT_REMOVED: _removed,
    ChangeKind.MEASURE_REMOVED: _removed,
}
"""What a change moves in a commitment, by its kind; the others move nothing."""


def _of_sheet(change: FieldChange, proposal: Proposal, plan: str) -> Iterator[Move]:
    """What a change of a sheet moves in every measure of the plan that used it before."""
    known = _known(proposal, plan)
    for element, measure in proposal.head.plans[plan].written_measures:
        named = {"plan": plan, "measure": measure_id(measure, element.code)}
        if measure.indicator != change.code or named["measure"] not in known:
            continue
        if change.kind is ChangeKind.METHOD_CHANGED:
            required = change.field in COMMITTED
            yield _move(change, **named, figure=change.field, is_required=required)
        elif change.kind is ChangeKind.BASELINE_CHANGED and measure.baseline is None:
            yield from _baseline(change, proposal, **named)


def _of_region(change: FieldChange, proposal: Proposal, plan: str) -> Iterator[Move]:
    """A region of the portal's own list that takes the name of another: its figures go there."""
    regions, code = proposal.base.region_list, str(change.entry)
    if change.code != "regions" or change.field != "name":
        return
    is_taken = change.after in regions and regions.code(str(change.after)) != code
    figures = (f for _, m in proposal.base.plans[plan].written_measures for f in m.values(regions))
    if is_taken and any(member == code for _, member, _ in figures):
        yield _move(change, plan=plan, measure=PLAN, member=code, figure="region")


def _bands(proposal: Proposal, plan: str) -> Iterator[Move]:
    """The bands that hold for the plan, wherever they are written; a method comes with its own."""
    values, site = (proposal.base.bands(plan), proposal.head.bands(plan)), proposal.base.site
    before, after = proposal.base.method(plan), proposal.head.method(plan)
    come = None if before.id == after.id else after.bands or (site and site.bands)
    told = come == values[1] and proposal.head.plans[plan].plan.bands is None
    for move in _inherited(proposal, plan, "bands", values, {"bands", "method"}):
        yield replace(move, is_required=not told)


def _rules(proposal: Proposal, plan: str) -> Iterator[Move]:
    """What the method says that the plan names, where it names the same one."""
    before, after = proposal.base.method(plan), proposal.head.method(plan)
    if before.id == after.id:
        values = before.rules, after.rules
        yield from _inherited(proposal, plan, "method", values, {"formula", "cap", "mean"})


def _years(proposal: Proposal, plan: str) -> Iterator[Move]:
    """The month in which its years begin, wherever that is written."""
    base, head = proposal.sides(plan)
    values = base.plan.years.starts, head.plan.years.starts
    yield from _inherited(proposal, plan, "year_starts", values, {"year_starts"})


def _currency(proposal: Proposal, plan: str) -> Iterator[Move]:
    """The currency of the amounts, where the portal asks for their ground."""
    values = proposal.base.currency(plan), proposal.head.currency(plan)
    if proposal.asks_for_amounts and any(e.node.budget for e in proposal.base.plans[plan].elements):
        yield from _inherited(proposal, plan, "currency", values, {"currency"})


def _inherited(
    proposal: Proposal, plan: str, figure: str, values: tuple[Any, Any], fields: set[str]
) -> Iterator[Move]:
    """What the plan says, or the portal for it, at the first field that may have moved it."""
    before, after = values
    if before == after:
        return
    method = proposal.head.method(plan).id
    places = [c.place for c in proposal.changes if _is_of(c, plan, method, fields)]
    yield Move(
        plan=plan,
        measure=PLAN,
        figure=figure,
        before=before,
        after=after,
        place=places[0] if places else proposal.head.plans[plan].plan.place_of(),
        change=None,
        rule=PolicyRule.UNAMENDED_AMOUNT if figure == "currency" else PolicyRule.UNAMENDED_CHANGE,
    )


def _is_of(change: Change, plan: str, method: str, fields: set[str]) -> bool:
    """Whether it is of one of these fields of the plan, of its method or of the portal."""
    if not isinstance(change, FieldChange) or change.measure or change.field not in fields:
        return False
    own = {(plan, PLAN, ""), ("", "methods", method), ("", "site", "")}
    return (change.plan, change.code, change.entry) in own
