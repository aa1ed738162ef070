"""A measure with what it reached: by year, at a period, until its end; several in a mean."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from generator.compute import explain
from generator.compute.attainment import Attainment, Figure, Status
from generator.compute.explain import Explanation
from generator.compute.milestones import n_reached
from generator.compute.promised import Relative
from generator.compute.series import WHOLE, Observation, YearSeries
from generator.compute.term import PlanTerm
from generator.model.catalog import MeasureUse
from generator.model.combine import Value, accumulate, part_of
from generator.model.indicator import Across, Baseline, Direction, OverTime
from generator.model.period import Granularity, Period, is_covered_by, longest
from generator.model.scalars import Milestone
from generator.reference import REGION


@dataclass(frozen=True)
class MeasureResult:
    """A measure with its series by year and its baseline."""

    use: MeasureUse
    years: dict[int, YearSeries]
    baseline: Baseline | None
    """Where it starts from, with the citation that holds for it."""
    relative: Relative = field(default_factory=dict)
    """How targets are said that are numbers by the baseline only."""
    term: PlanTerm | None = None
    """All years of its plan together, where there are several."""

    @cached_property
    def parts(self) -> dict[Period, tuple[Observation, ...]]:
        """Observations of single regions or other parts, by period."""
        found: dict[Period, list[Observation]] = {}
        for series in self.years.values():
            for observation in series.observations:
                if observation.member != WHOLE:
                    found.setdefault(observation.period, []).append(observation)
        return {period: tuple(observations) for period, observations in found.items()}

    @cached_property
    def by_region(self) -> dict[Period, tuple[Observation, ...]]:
        """Observations of single regions, by period."""
        found = {p: tuple(o for o in told if o.by == REGION) for p, told in self.parts.items()}
        return {period: told for period, told in found.items() if told}

    def aimed_beside(self, year: int) -> int | None:
        """The next year that has a target, else the last before; None where there is none."""
        aimed = [y for y, it in self.years.items() if it.full_year.status.is_planned and y != year]
        later = [y for y in aimed if y > year]
        return min(later) if later else max(aimed, default=None)

    def aim_of(self, it: Attainment, year: int) -> tuple[int, Figure] | None:
        """The year and target that a result is told beside, where those are not its own."""
        if it.of_year is not None:
            return it.of_year.year, it.target
        beside = it.status in {Status.ON_THE_WAY, Status.OTHER_YEAR}
        aimed = self.aimed_beside(year) if beside else None
        return None if aimed is None else (aimed, self.years[aimed].full_year.target)

    def is_known_late(self, it: Attainment, year: int) -> bool:
        """Whether every year from that of a late target to this one is known to have missed it."""
        if it.of_year is None:
            return False
        before = (self.years.get(y) for y in range(it.of_year.year, year))
        return all(s is not None and (s.late or s.full_year).met is False for s in before)

    @property
    def is_by_part(self) -> bool:
        """Told only by region or another part, whose values are not combined: no whole to judge."""
        if self.use.measure.by is None or self.use.traits.across is not Across.NONE:
            return False
        seen = [o for y in self.years.values() for o in y.observations]
        has_aim = any(o.member == WHOLE and o.attainment.target is not None for o in seen)
        return not has_aim and any(o.member != WHOLE for o in seen)

    @cached_property
    def current(self) -> YearSeries | None:
        """The latest year with a result, else the first with a target."""
        reported = [y for y in self.years.values() if y.n_reported]
        if reported:
            return reported[-1]
        return next(iter(self.years.values()), None)

    def start(self, member: str = WHOLE) -> Value:
        """The baseline of a part, or of the whole."""
        if self.baseline is None:
            return None
        figure = self.use.region_list.by_code(self.baseline.value, self.use.measure.by)
        return part_of(figure, member, self.use.traits.across)

    def change_at(self, period: Period) -> Explanation | None:
        """Avance tipo II at a period: the way from the baseline to the target that was gone.

        Of a year that is on the way, the target is the next one. None without three numbers,
        where the target does not lie beyond the baseline in the direction of the indicator, and
        where they do not speak of spans of the same length.
        """
        return self.change_of(at(self, period), period)

    def change_of(
        self, found: Attainment, period: Period, member: str = WHOLE
    ) -> Explanation | None:
        """The same of any attainment, of the whole or of a part."""
        if self.baseline is None or not self._is_comparable(self.baseline, period):
            return None
        is_before = found.status is Status.ON_THE_WAY
        aim = self.aim_of(found, period.year) if is_before else (period.year, found.target)
        if aim is None or (is_before and self.use.traits.over_time is OverTime.SUM):
            return None
        gone = explain.of_change_since_baseline(self.start(member), aim[1], found.actual)
        if gone is None or not (is_before or found.status is Status.VALUE):
            return None
        start, goal = (dict(gone.inputs)[name] for name in ("baseline", "target"))
        direction = self.use.traits.direction
        leads = (
            goal > start if direction.rises else direction is Direction.DECREASE and goal < start
        )
        return gone if leads else None

    def start_for(self, period: Period) -> Decimal | None:
        """The number of the baseline, where a result of a period may be held against it."""
        start = self.start()
        if self.baseline is None or not isinstance(start, Decimal):
            return None
        return start if self._is_comparable(self.baseline, period) else None

    def _is_comparable(self, baseline: Baseline, period: Period) -> bool:
        """Sums only over spans of the same length, told to their end; levels at any of them.

        A part of a year without a target of its own is no span: its target is the year's.
        """
        series = self.years.get(period.year)
        if series is None or period in series.progress:
            return False
        if self.use.traits.over_time is not OverTime.SUM:
            return True
        is_year = period.granularity is Granularity.YEAR
        span = series.subject if is_year else period
        cut = is_year and (series.is_running or series.missing)
        return baseline.period.granularity is span.granularity and not cut


def at(measure: MeasureResult, period: Period, member: str = WHOLE) -> Attainment:
    """The attainment that counts at a period: of the year, of the period, or towards the year.

    A result of part of a year for which no target is set is held against the target of the year
    (avance al semestre).
    """
    series = measure.years.get(period.year)
    if series is None:
        aimed = measure.aimed_beside(period.year) is not None
        return Attainment(Status.OTHER_YEAR if aimed else Status.NOT_PROGRAMMED)
    if period.granularity is Granularity.YEAR and member == WHOLE:
        return series.headline
    found = series.by_period.get((period, member))
    if found is None:
        return Attainment(Status.NOT_PROGRAMMED)
    if found.target is None and found.actual is not None and member == WHOLE:
        return series.progress.get(period, found)
    return found


def of_all(measure: MeasureResult, period: Period) -> Attainment:
    """The attainment of a period to its end: of a running year, against all of its target."""
    series = measure.years.get(period.year)
    is_year = period.granularity is Granularity.YEAR
    return series.full_year if series and is_year else at(measure, period)


def told_otherwise(measure: MeasureResult, period: Period) -> bool:
    """Whether all that is due of a year was reported without a result: in words, or by part."""
    series = measure.years.get(period.year)
    if series is None or series.full_year.status is not Status.NOT_REPORTED:
        return False
    told = {report.period for report in series.reports}
    return told.issuperset(series.missing) and (series.is_in_words or series.is_only_by_part)


def is_early(measure: MeasureResult, period: Period) -> bool:
    """Whether the percentage of a year is of a part of it, beside the target of all of it."""
    series = measure.years.get(period.year)
    if series is None or period.granularity is not Granularity.YEAR or not series.is_running:
        return False
    it = series.headline
    return it is series.full_year and it.raw is not None and it.actual is not Milestone.DONE


def owed_at(measure: MeasureResult, period: Period) -> int:
    """How many periods of a year are owed, whatever else of it is told."""
    series = measure.years.get(period.year)
    return series.n_missing if series and period.granularity is Granularity.YEAR else 0


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
        found = series.to_date if member == WHOLE else series.by_period.get((period, member))
        return ToDate(found.target, found.actual) if found else ToDate()
    rows = {
        o.period: o.attainment
        for o in series.observations
        if o.member == member
        and o.period.granularity is not Granularity.YEAR
        and o.period.end <= period.end
    }
    told = {o.period for o in series.observations if o.member == member and o.report is not None}
    spoken = longest(p for p, it in rows.items() if p in told and it.actual is not None)
    aimed = [p for p, it in rows.items() if it.target is not None]
    planned = [p for p in aimed if not any(p != q and q.within(p) for q in aimed)]
    owed = [p for p in planned if rows[p].status.is_planned]
    if rule is OverTime.LAST:
        owed = owed[-1:]
    complete = all(is_covered_by(p, spoken) for p in owed)
    actuals = {p: rows[p].actual for p in spoken}
    milestones = [p for p in planned if rows[p].target is Milestone.DONE]
    if len(milestones) > 1 and rule is OverTime.SUM:
        reached = n_reached(milestones, actuals) if complete else None
        return ToDate(Decimal(len(milestones)), reached)
    return ToDate(
        accumulate([rows[p].target for p in planned], rule),
        accumulate(actuals.values(), rule) if complete else None,
    )


@dataclass(frozen=True, slots=True)
class WeightedMean:
    """Weights and weighted attainments as sums; the mean is derived."""

    n: int = 0
    """How many measures have both a relevance and a percentage."""
    sum_weights: Decimal = Decimal(0)
    sum_weighted: Decimal = Decimal(0)
    """Sum of weight × capped attainment, in percent."""

    @property
    def value(self) -> Decimal | None:
        """Percent; None where nothing counts."""
        return self.sum_weighted / self.sum_weights if self.n else None


def weight_of(relevance: Decimal, highest: Decimal) -> Decimal:
    """Weight before it is divided by the sum of all: Rmax - (R - 1); the first has most."""
    return highest - (relevance - 1)


def weighted_mean(rows: Iterable[tuple[Decimal, Decimal | None]]) -> WeightedMean:
    """The mean of (relevance, capped attainment in percent) by w = (Rmax - (R - 1)) / Σ.

    Relevance is a rank: 1 is the most relevant. Rmax is that of all rows; the sum Σ is of the
    rows that have a percentage, so that a missing result lowers nothing.
    """
    given = list(rows)
    highest = max((relevance for relevance, _ in given), default=Decimal(0))
    counted = [(weight_of(r, highest), value) for r, value in given if value is not None]
    return WeightedMean(
        n=len(counted),
        sum_weights=sum((weight for weight, _ in counted), Decimal(0)),
        sum_weighted=sum((weight * value for weight, value in counted), Decimal(0)),
    )
