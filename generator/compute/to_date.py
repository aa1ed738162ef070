"""Targets and results of a measure accumulated from the start of the year to a period's end."""

from __future__ import annotations

from dataclasses import dataclass

from generator.compute.attainment import Attainment, Figure, Status
from generator.compute.series import WHOLE, Observation, YearSeries, is_told
from generator.model.combine import accumulate
from generator.model.indicator import OverTime
from generator.model.period import Granularity, Period

_WITHOUT_DEBT = {Status.NOT_PROGRAMMED, Status.NOT_APPLICABLE}


@dataclass(frozen=True, slots=True)
class ToDate:
    """What was planned and what was achieved until the end of a period. Units: the measure's."""

    target: Figure = None
    actual: Figure = None


def to_date(series: YearSeries, period: Period, rule: OverTime, member: str = WHOLE) -> ToDate:
    """Accumulate by ``over_time`` what stands in a year until the end of one of its periods.

    Of the year itself it is ``YearSeries.to_date``: results of the periods told in full against
    their targets. Of a shorter period, the target adds up all periods that have ended by then;
    the result is None while one of them that counts is not told (all of them, or the last one
    where ``rule`` is last): a missing result is not a zero. A target of the whole year is no
    target to date.
    """
    if period.granularity is Granularity.YEAR:
        return _of_year(series, period, member)
    rows = [
        o
        for o in series.observations
        if o.member == member
        and o.period.granularity is not Granularity.YEAR
        and o.period.end <= period.end
    ]
    spoken = _coarsest(rows)
    planned = _finest(rows)
    owed = [o.period for o in planned if o.attainment.status not in _WITHOUT_DEBT]
    if rule is OverTime.LAST:
        owed = owed[-1:]
    told = [o.period for o in spoken]
    complete = all(is_told(p, told) for p in owed)
    return ToDate(
        accumulate([o.attainment.target for o in planned], rule),
        accumulate([o.attainment.actual for o in spoken], rule) if complete else None,
    )


def _of_year(series: YearSeries, period: Period, member: str) -> ToDate:
    found: Attainment | None = series.to_date
    if member != WHOLE:
        keys = {(o.period, o.member): o.attainment for o in series.observations}
        found = keys.get((period, member))
    return ToDate(found.target, found.actual) if found else ToDate()


def _coarsest(rows: list[Observation]) -> list[Observation]:
    """Reported rows that no longer reported row contains."""
    told = [o for o in rows if o.report is not None and o.attainment.actual is not None]
    return [
        o
        for o in told
        if not any(o.period != other.period and o.period.within(other.period) for other in told)
    ]


def _finest(rows: list[Observation]) -> list[Observation]:
    """Rows with a target of their own: those that contain no shorter one with a target."""
    aimed = [o for o in rows if o.attainment.target is not None]
    return [
        o
        for o in aimed
        if not any(o.period != other.period and other.period.within(o.period) for other in aimed)
    ]
