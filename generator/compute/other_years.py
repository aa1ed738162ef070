"""Results of years without a target of their own, held against the target of another year."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal

from generator.compute.attainment import Attainment, Status, attain
from generator.compute.firmness import least_firm
from generator.compute.series import YearSeries
from generator.model.catalog import MeasureUse
from generator.model.combine import accumulate
from generator.model.indicator import Direction, OverTime
from generator.model.method import Bands
from generator.model.period import Period
from generator.model.scalars import Milestone, State


def beside_targets(
    use: MeasureUse, years: Mapping[int, YearSeries], bands: Bands | None
) -> Iterator[YearSeries]:
    """The years of a measure, in order, each with what its result says of another's target.

    A result is on the way to the next target. After the last one, it is held against that target
    where this was not reached in time, until it is (late).
    """
    targets = {period.year for period in use.measure.targets}
    planned = [year for year, it in years.items() if it.full_year.status.is_planned]
    waiting: tuple[YearSeries, ...] = ()
    for year, series in years.items():
        whole = series.full_year
        if year in targets or whole.status is not Status.NOT_PROGRAMMED or not planned:
            if whole.status.is_planned:
                missed = whole.met is False or whole.status is Status.NOT_REPORTED
                waiting = (series,) if missed else ()
            yield series
            continue
        is_told = whole.actual is not None and not isinstance(whole.actual, State)
        is_before = year < planned[-1]
        status = Status.ON_THE_WAY if is_told and is_before else Status.OTHER_YEAR
        waiting = (*waiting, series) if waiting and not is_before else waiting
        late = _late(use, waiting, bands) if is_told and not is_before and waiting else None
        waiting = () if late and late.met else waiting
        yield replace(_beside(use, series, status), late=late)


def _beside(use: MeasureUse, series: YearSeries, status: Status) -> YearSeries:
    """A year whose bare results get the status of what they are; no other dimension has targets."""

    def beside(it: Attainment, status: Status) -> Attainment:
        bare = it.status is Status.NOT_PROGRAMMED
        return replace(it, status=status, target=None, unplanned=False) if bare else it

    whole = beside(series.full_year, status)
    seen = tuple(
        replace(o, attainment=beside(o.attainment, Status.OTHER_YEAR if o.member else status))
        if o.by in {"", use.measure.by}
        else o
        for o in series.observations
    )
    return replace(series, observations=seen, full_year=whole, to_date=whole)


def _late(
    use: MeasureUse, waiting: tuple[YearSeries, ...], bands: Bands | None
) -> Attainment | None:
    """What the last of some years reached of the target of the first; None where nobody can say.

    A limit that was passed stays so. What adds up over time is counted since the first; a sum of
    which a year is not told can only be known to have passed its target.
    """
    first, traits, rule = waiting[0], use.traits, use.traits.over_time
    if not isinstance(first.full_year.target, Decimal | Milestone):
        return None
    actuals = [it.full_year.actual for it in waiting]
    is_sum = rule is OverTime.SUM and isinstance(actuals[-1], Decimal)
    if not traits.direction.rises and (traits.direction is not Direction.DECREASE or is_sum):
        return None
    actual = accumulate(actuals, rule if is_sum else OverTime.LAST)
    it = attain(traits, first.full_year.target, actual, bands)
    is_whole = all(isinstance(value, Decimal) for value in actuals)
    consecutive = waiting[-1].year - first.year == len(waiting) - 1
    if it.met is None or (is_sum and not it.met and not (is_whole and consecutive)):
        return None
    made_of = (years.full_year.firmness for years in (waiting if is_sum else waiting[-1:]))
    return replace(it, of_year=Period.of_year(first.year), firmness=least_firm(made_of))
