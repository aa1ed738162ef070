"""Measures: what they are of, their targets, their baseline, and how their values are read."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from generator.compute.series import WHOLE, by_code
from generator.model.combine import accumulate
from generator.model.indicator import Direction, Indicator, OverTime, Traits
from generator.model.measure import Measure
from generator.model.period import Period
from generator.problems import Place
from generator.review.changes import (
    BaselineChanged,
    Change,
    CodeChanged,
    Ease,
    Figure,
    MeasureAdded,
    MeasureMoved,
    MeasureRemoved,
    MethodChanged,
    TargetAdded,
    TargetChanged,
    TargetRemoved,
    TargetsRescheduled,
    TotalChanged,
)
from generator.review.compare.elements import PlanPair, Use, figures_of
from generator.review.compare.field_changes import TRAITS
from generator.review.compare.fields import Subject, changed, field_changes, written_member

Goals = dict[tuple[Period, str], Any]
"""Targets by period and member."""
Start = Measure | Indicator
"""What may hold a baseline."""

_LOWER_IS_EASIER = {Direction.INCREASE, Direction.AT_LEAST}
_HIGHER_IS_EASIER = {Direction.DECREASE, Direction.AT_MOST}


def ease(traits: Traits | None, before: object, after: object, was: Traits | None = None) -> Ease:
    """Whether a new target is easier to reach than the old one, by the direction.

    Neither, where ``was`` (how the old one is read) has another unit or another direction: two
    goals that mean other things have no order.
    """
    if traits is not None and was is not None and not _are_alike(was, traits):
        return Ease.NEITHER
    if traits is None or not isinstance(before, Decimal) or not isinstance(after, Decimal):
        return Ease.NEITHER
    if before == after or traits.direction is Direction.NONE:
        return Ease.NEITHER
    lower = after < before
    easier = _LOWER_IS_EASIER if lower else _HIGHER_IS_EASIER
    return Ease.EASIER if traits.direction in easier else Ease.HARDER


def _are_alike(old: Traits, new: Traits) -> bool:
    """Whether values of both can be held against each other."""
    sides = (_LOWER_IS_EASIER, _HIGHER_IS_EASIER)
    turned = [[traits.direction in side for side in sides] for traits in (old, new)]
    return turned[0] == turned[1] and (old.unit, old.kind) == (new.unit, new.kind)


def _ease(uses: tuple[Use, Use], before: object, after: object) -> Ease:
    was, now = (use.use.traits if use.use else None for use in uses)
    return ease(now, before, after, was)


def _other_unit(uses: tuple[Use, Use]) -> str | None:
    before, after = (read_as(use)["unit"] for use in uses)
    return before if before != after else None


def measure_changes(pair: PlanPair) -> Iterator[Change]:
    """Measures that came, went or moved, and what differs in those that stayed."""
    base, head = pair.measures
    for name, new in head.items():
        old = base.get(name)
        subject = _subject(pair, name, new)
        if old is not None:
            yield from _kept(subject, old, new, pair)
        elif new.at in pair.kept:
            yield MeasureAdded(**subject.about, place=new.measure.place_of(), **_had(new))
    for name, old in base.items():
        if name not in head and old.at in pair.head.by_code:
            about = _subject(pair, name, old).about
            yield MeasureRemoved(**about, place=old.measure.place_of(), **_had(old))


def _subject(pair: PlanPair, name: str, use: Use) -> Subject:
    return Subject(pair.id, use.at, use.element.node.title, name)


def _had(use: Use) -> dict[str, Any]:
    shown = read_as(use)["unit"]
    return {"targets": tuple(figures_of(use.measure)), "n_measures": 1, "unit": shown}


def _kept(subject: Subject, old: Use, new: Use, pair: PlanPair) -> Iterator[Change]:
    if old.at != new.at:
        place = new.measure.place_of()
        yield MeasureMoved(**subject.about, before=(old.at,), after=(new.at,), place=place)
    if old.id != new.id and not _follows(pair, old, new):
        yield CodeChanged(
            **subject.about,
            what="measure",
            before=old.id,
            after=new.id,
            place=new.measure.place_of("id"),
        )
    if old.measure is not new.measure:
        yield from field_changes(subject, old.measure, new.measure)
        yield from _method(subject, old, new, pair)
        yield from _targets(subject, old, new)
        yield from baseline_changes(subject, *_based(old, new, pair))


def _follows(pair: PlanPair, old: Use, new: Use) -> bool:
    """Whether a measure has another id only because its element or its sheet has."""
    by_element = old.id == old.element.code and new.id == new.element.code
    return by_element or pair.sheets.get(old.measure.indicator or "") == new.id


def _method(subject: Subject, old: Use, new: Use, pair: PlanPair) -> Iterator[Change]:
    """Another sheet, or traits written elsewhere; a sheet's own changes are told of the sheet."""
    before, after = old.measure.indicator, new.measure.indicator
    if _has_other_sheet(old, new, pair):
        place = new.measure.place_of("indicator")
        yield changed(MethodChanged, subject, "indicator", (before, after), place)
    elif after is not None:
        return
    if old.use is None or new.use is None:
        return
    sheets = old.use.indicator, new.use.indicator
    formulas = tuple(sheet.formula if sheet is not None else None for sheet in sheets)
    if formulas[0] != formulas[1]:
        place = new.measure.place_of("indicator")
        yield changed(MethodChanged, subject, "formula", (formulas[0], formulas[1]), place)
    for name in TRAITS:
        values = getattr(old.use.traits, name), getattr(new.use.traits, name)
        if values[0] != values[1]:
            yield changed(MethodChanged, subject, name, values, new.measure.place_of(name))


def _has_other_sheet(old: Use, new: Use, pair: PlanPair) -> bool:
    before, after = old.measure.indicator, new.measure.indicator
    return (pair.sheets.get(before, before) if before else None) != after


def _based(old: Use, new: Use, pair: PlanPair) -> tuple[Start, Start]:
    """What says where the measure starts from: another sheet may say something else."""
    if not _has_other_sheet(old, new, pair):
        return old.measure, new.measure
    return _starting(old), _starting(new)


def _starting(use: Use) -> Start:
    sheet = use.use.indicator if use.use else None
    return sheet if sheet is not None and use.measure.baseline is None else use.measure


def _goals(measure: Measure) -> Goals:
    found: Goals = {}
    for period, figure in measure.targets.items():
        read = by_code(figure, measure.by)
        parts = read if isinstance(read, dict) else {WHOLE: read}
        found |= {(period, member): value for member, value in parts.items()}
    return found


def _targets(subject: Subject, old: Use, new: Use) -> Iterator[Change]:
    before, after = _goals(old.measure), _goals(new.measure)
    if before != after:
        for year in sorted({period.year for period, _ in (*before, *after)}):
            goals = tuple(
                {k: v for k, v in g.items() if k[0].year == year} for g in (before, after)
            )
            yield from _of_year(subject, year, (goals[0], goals[1]), (old, new))
    if old.measure.total != new.measure.total:
        yield TotalChanged(
            **subject.about,
            before=old.measure.total,
            after=new.measure.total,
            **read_as(new),
            place=new.measure.place_of("total"),
        )


def _of_year(
    subject: Subject, year: int, goals: tuple[Goals, Goals], uses: tuple[Use, Use]
) -> Iterator[Change]:
    before, after = goals
    new = uses[1]
    if _is_rescheduled(before, after):
        yield _rescheduled(subject, year, goals, uses)
        return
    for key in sorted({*before, *after}):
        about = {**subject.about, "period": key[0], "member": key[1], **read_as(new)}
        if key not in after:
            place = _spot(uses[0].measure, key)
            yield TargetRemoved(**about, before=before[key], place=place)
        elif key not in before:
            yield TargetAdded(**about, after=after[key], place=_spot(new.measure, key))
        elif before[key] != after[key]:
            yield TargetChanged(
                **about,
                before=before[key],
                after=after[key],
                ease=_ease(uses, before[key], after[key]),
                unit_before=_other_unit(uses),
                place=_spot(new.measure, key),
            )


def _spot(measure: Measure, key: tuple[Period, str]) -> Place:
    period, member = key
    written = measure.targets[period]
    if not isinstance(written, dict):
        return measure.place_of("targets", period.text)
    return measure.place_of("targets", period.text, written_member(written, measure.by, member))


def _is_rescheduled(before: Goals, after: Goals) -> bool:
    """Whether a year is told by periods of another length, none of them as before."""
    members = {member for _, member in (*before, *after)}
    lengths = [{period.granularity for period, _ in goals} for goals in (before, after)]
    return bool(before) and bool(after) and members == {WHOLE} and not lengths[0] & lengths[1]


def _rescheduled(
    subject: Subject, year: int, goals: tuple[Goals, Goals], uses: tuple[Use, Use]
) -> Change:
    new = uses[1]
    totals = [_total(use, part) for use, part in zip(uses, goals, strict=True)]
    return TargetsRescheduled(
        **subject.about,
        year=year,
        before=_figures(goals[0]),
        after=_figures(goals[1]),
        total_before=totals[0],
        total_after=totals[1],
        **read_as(new),
        ease=_ease(uses, totals[0], totals[1]),
        unit_before=_other_unit(uses),
        place=new.measure.place_of("targets", min(goals[1])[0].text, at_key=True),
    )


def _figures(goals: Goals) -> tuple[Figure, ...]:
    return tuple(
        Figure(period=period, member=member, value=goals[period, member])
        for period, member in sorted(goals)
    )


def _total(use: Use, goals: Goals) -> Any:
    rule = use.use.traits.over_time if use.use else OverTime.SUM
    return accumulate([goals[key] for key in sorted(goals)], rule)


def read_as(use: Use) -> dict[str, Any]:
    """How the values of a measure are shown: their unit, and whether they are percentages."""
    traits = use.use.traits if use.use else None
    percent = traits is not None and traits.kind.traits.in_percent
    return {"unit": traits.unit if traits else use.measure.unit, "in_percent": percent}


def baseline_changes(subject: Subject, old: Start, new: Start) -> Iterator[Change]:
    """Where a measure or a sheet starts from."""
    before, after = old.baseline, new.baseline
    if before == after:
        return
    place = new.place_of("baseline", "value") if after is not None else old.place_of("baseline")
    told = [(b.period, b.value) if b is not None else None for b in (before, after)]
    if told[0] != told[1]:
        yield changed(BaselineChanged, subject, "baseline", (before, after), place)
    elif before is not None and after is not None:
        yield from field_changes(subject, before, after)
