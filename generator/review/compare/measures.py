"""Measures: what they are of, their targets, their baseline, and how their values are read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from generator.compute.series import WHOLE
from generator.history.ease import ease
from generator.model.combine import accumulate
from generator.model.indicator import Indicator, OverTime
from generator.model.measure import Measure
from generator.model.period import Period
from generator.model.quotients import exactly
from generator.problems import Place
from generator.review.changes import (
    Change,
    ChangeKind,
    FigureChange,
    PeriodValue,
    WholeChange,
    YearChange,
)
from generator.review.compare.elements import PlanPair, Use, figures_of, recoded
from generator.review.compare.field_changes import TRAITS
from generator.review.compare.fields import Changed, changed, field_changes, written_member

Targets = dict[tuple[Period, str], Any]
"""Targets by period and member."""
Start = Measure | Indicator
"""What may hold a baseline."""


def measure_changes(pair: PlanPair) -> Iterator[Change]:
    """Measures that came, went or moved, and what differs in those that stayed."""
    base, head = pair.measures
    for name, new in head.items():
        old = base.get(name)
        if old is not None:
            yield from _differences(new.subject(pair.id, name), old, new, pair)
        elif new.at in pair.base_elements:
            yield _whole(ChangeKind.MEASURE_ADDED, new.subject(pair.id, name), new)
    for name, old in base.items():
        if name not in head and old.at in pair.head.by_code:
            yield _whole(ChangeKind.MEASURE_REMOVED, old.subject(pair.id, name), old)


def _whole(kind: ChangeKind, subject: Changed, use: Use) -> Change:
    """A measure with the targets it had."""
    had = {
        **subject.about,
        "targets": tuple(figures_of(use.measure, use.region_list)),
        "unit": use.unit,
    }
    own = (use.id, use.measure)
    return WholeChange(kind=kind, **had, n_measures=1, own=own, place=use.measure.place_of())


def _differences(subject: Changed, old: Use, new: Use, pair: PlanPair) -> Iterator[Change]:
    if old.at != new.at:
        about = {**subject.about, "before": (old.at,), "after": (new.at,)}
        yield Change(kind=ChangeKind.MEASURE_MOVED, **about, place=new.measure.place_of())
    if old.id != new.id and not _follows(pair, old, new):
        yield recoded(subject, "measure", (old.id, new.id), new.measure.place_of("id"))
    if old.measure is not new.measure or not pair.has_same_regions:
        yield from field_changes(subject, old.measure, new.measure)
        yield from _method(subject, old, new, pair)
        yield from _targets(subject, old, new)
        of_sheet = _has_other_sheet(old, new, pair)
        yield from baseline_changes(subject, *(_start(it, of_sheet=of_sheet) for it in (old, new)))


def _follows(pair: PlanPair, old: Use, new: Use) -> bool:
    """Whether a measure has another id only because its element or its sheet has."""
    by_element = old.id == old.element.code and new.id == new.element.code
    return by_element or pair.sheets.get(old.measure.indicator or "") == new.id


def _method(subject: Changed, old: Use, new: Use, pair: PlanPair) -> Iterator[Change]:
    """Another sheet, or traits written elsewhere; a sheet's own changes are told of the sheet."""
    before, after = old.measure.indicator, new.measure.indicator
    at_sheet = new.measure.place_of("indicator")
    if _has_other_sheet(old, new, pair):
        yield changed(ChangeKind.METHOD_CHANGED, subject, "indicator", (before, after), at_sheet)
    elif after is not None:
        return
    if old.traits is None or new.traits is None:
        return
    formulas = [use.sheet.formula if use.sheet else None for use in (old, new)]
    if formulas[0] != formulas[1]:
        values = formulas[0], formulas[1]
        yield changed(ChangeKind.METHOD_CHANGED, subject, "formula", values, at_sheet)
    for name in TRAITS:
        values = getattr(old.traits, name), getattr(new.traits, name)
        if values[0] != values[1]:
            place = new.measure.place_of(name)
            yield changed(ChangeKind.METHOD_CHANGED, subject, name, values, place)


def _has_other_sheet(old: Use, new: Use, pair: PlanPair) -> bool:
    before, after = old.measure.indicator, new.measure.indicator
    return (pair.sheets.get(before, before) if before else None) != after


def _start(use: Use, *, of_sheet: bool) -> Start:
    """What says where the measure starts from: another sheet may say something else."""
    told_by_sheet = of_sheet and use.measure.baseline is None
    return use.sheet if told_by_sheet and use.sheet is not None else use.measure


def _targets_of(use: Use) -> Targets:
    values = use.measure.values(use.region_list)
    return {(period, member): value for period, member, value in values}


def _targets(subject: Changed, old: Use, new: Use) -> Iterator[Change]:
    before, after = _targets_of(old), _targets_of(new)
    if exactly(before) != exactly(after):
        for year in sorted({period.year for period, _ in (*before, *after)}):
            targets = _of_year(before, year), _of_year(after, year)
            if _is_rescheduled(*targets):
                yield _rescheduled(subject, year, targets, (old, new))
            else:
                for key in sorted({*targets[0], *targets[1]}):
                    values = targets[0].get(key), targets[1].get(key)
                    if exactly(values[0]) != exactly(values[1]):
                        yield _target(subject, key, values, (old, new))
    if exactly(old.measure.total) != exactly(new.measure.total):
        about = {**subject.about, **new.reading}
        about |= {"before": old.measure.total, "after": new.measure.total}
        place = new.measure.place_of("total")
        yield Change(kind=ChangeKind.TOTAL_CHANGED, **about, place=place)


def _of_year(targets: Targets, year: int) -> Targets:
    return {key: value for key, value in targets.items() if key[0].year == year}


def _target(
    subject: Changed, key: tuple[Period, str], values: tuple[Any, Any], uses: tuple[Use, Use]
) -> Change:
    """A target that came, went or has another value."""
    came, went = (value is None for value in values)
    name = "ADDED" if came else "REMOVED" if went else "CHANGED"
    return FigureChange(
        kind=ChangeKind[f"TARGET_{name}"],
        **subject.about,
        period=key[0],
        member=key[1],
        **uses[1].reading,
        before=values[0],
        after=values[1],
        ease=ease(uses[1].traits, *values, uses[0].traits),
        unit_before=None if came or went else _other_unit(uses),
        place=_place(uses[0 if went else 1], *key),
    )


def _other_unit(uses: tuple[Use, Use]) -> str | None:
    before, after = (use.unit for use in uses)
    return before if before != after else None


def _place(use: Use, period: Period, member: str) -> Place:
    written = use.measure.targets[period]
    keys = [written_member(written, use.region_list, member)] if isinstance(written, dict) else []
    return use.measure.place_of("targets", period.text, *keys)


def _is_rescheduled(before: Targets, after: Targets) -> bool:
    """Whether a year is told by periods of another length, none of them as before."""
    members = {member for _, member in (*before, *after)}
    lengths = [{period.granularity for period, _ in targets} for targets in (before, after)]
    return bool(before) and bool(after) and members == {WHOLE} and not lengths[0] & lengths[1]


def _rescheduled(
    subject: Changed, year: int, targets: tuple[Targets, Targets], uses: tuple[Use, Use]
) -> Change:
    new = uses[1]
    before, after = (_total(use, part) for use, part in zip(uses, targets, strict=True))
    return YearChange(
        kind=ChangeKind.TARGETS_RESCHEDULED,
        **subject.about,
        year=year,
        before=_figures(targets[0]),
        after=_figures(targets[1]),
        total_before=before,
        total_after=after,
        **new.reading,
        ease=ease(new.traits, before, after, uses[0].traits),
        unit_before=_other_unit(uses),
        place=new.measure.place_of("targets", min(targets[1])[0].text, at_key=True),
    )


def _figures(targets: Targets) -> tuple[PeriodValue, ...]:
    return tuple(PeriodValue(*key, targets[key]) for key in sorted(targets))


def _total(use: Use, targets: Targets) -> Any:
    rule = use.traits.over_time if use.traits else OverTime.SUM
    return accumulate([targets[key] for key in sorted(targets)], rule)


def baseline_changes(subject: Changed, old: Start, new: Start) -> Iterator[Change]:
    """Where a measure or a sheet starts from."""
    before, after = old.baseline, new.baseline
    if before is after:
        return
    place = new.place_of("baseline", "value") if after is not None else old.place_of("baseline")
    values = [(b.period, exactly(b.value)) if b is not None else None for b in (before, after)]
    if values[0] != values[1]:
        yield changed(ChangeKind.BASELINE_CHANGED, subject, "baseline", (before, after), place)
    elif before is not None and after is not None:
        yield from field_changes(subject, before, after)
