"""The scorecard of a plan at one period: facts only, taken from the computation."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from generator.compute.attainment import VERDICTS, Attainment, Formula, Status
from generator.compute.explain import Explanation
from generator.compute.measured import MeasureResult, WeightedMean, at, weighted_mean
from generator.compute.money import Spending
from generator.compute.results import PlanResult, Results
from generator.compute.rollups import (
    NOTHING,
    Levels,
    Rollup,
    ScopeKey,
    lowest_first,
    roll_up,
    scope_of,
)
from generator.compute.scoping import counted_at, members, periods_of
from generator.compute.series import YearSeries
from generator.model.catalog import PLAN, Element, Level
from generator.model.method import Band, Bands
from generator.model.period import Granularity, Period
from generator.model.period_field import suggest_period
from generator.model.rounding import HUNDRED
from generator.model.source import Source
from generator.problems import Message, msg

TOWARDS_YEAR = msg(
    "Results compared with the target of the year where the period has none of its own"
)


@dataclass(frozen=True)
class Judged:
    """A measure with what it reached at a period."""

    result: MeasureResult
    period: Period

    @cached_property
    def attainment(self) -> Attainment:
        """What counts at the period."""
        return at(self.result, self.period)

    @property
    def change(self) -> Explanation | None:
        """Avance tipo II, where the baseline allows one."""
        return self.result.change_at(self.period)

    @property
    def _year(self) -> YearSeries | None:
        """The year, where the period is all of it."""
        whole = self.period.granularity is Granularity.YEAR
        return self.result.years.get(self.period.year) if whole else None

    @property
    def missing(self) -> tuple[Period, ...]:
        """Shorter periods whose result is owed: of a year beside one that says something."""
        status, series = self.attainment.status, self.result.years.get(self.period.year)
        if self._year:
            return self._year.missing if status.is_told else ()
        shorter = (it for it in series.observations if it.period != self.period) if series else ()
        owed = (it for it in shorter if it.attainment.status is Status.NOT_REPORTED)
        inside = {it.period: None for it in owed if it.period.within(self.period)}
        return tuple(inside) if status is Status.NOT_REPORTED else ()

    @property
    def lacking_for(self) -> tuple[str, ...]:
        """Why figures of the period are not given."""
        series = self.result.years.get(self.period.year)
        found = (o for o in series.without_figure if o.period.within(self.period)) if series else ()
        return tuple({o.report.entry.note: 0 for o in found if o.report and o.report.entry.note})

    @property
    def until(self) -> Period | None:
        """The last period that the result speaks of, where that is not the whole year."""
        year = self._year
        if year is None:
            return None
        return year.reported_until if year.is_so_far else year.told_until

    @property
    def sources(self) -> Iterator[Source]:
        """Where its target, its results until the period and its baseline are printed."""
        use, baseline = self.result.use, self.result.baseline
        series = self.result.years.get(self.period.year)
        reports = (o.report for o in series.observations if o.report) if series else ()
        told = (it.cited(use) for it in reports if it.period.within(self.period))
        for source in (use.source, *told, baseline.source if baseline else None):
            if source is not None:
                yield source

    @property
    def is_beside(self) -> bool:
        """Whether the target is of another year."""
        return self.attainment.status is Status.ON_THE_WAY or self.attainment.of_year is not None

    @property
    def is_unmet(self) -> bool:
        """A target without percentage or band, or a limit to be passed that was only met."""
        it = self.attainment
        short = it.band is None or (it.raw is not None and it.raw >= HUNDRED)
        return it.met is False and (it.formula in {*VERDICTS, Formula.WORDS} or short)


@dataclass(frozen=True)
class ElementGroup:
    """An element with its roll-up, its money, its measures and the groups below it."""

    card: Scorecard
    element: Element

    @cached_property
    def _children(self) -> list[Element]:
        return list(self.card.plan.folder.children(self.element.code))

    @cached_property
    def parts(self) -> tuple[ElementGroup, ...]:
        """The groups below."""
        return tuple(ElementGroup(self.card, e) for e in self._children if scope_of(e.level))

    @cached_property
    def measures(self) -> tuple[Judged, ...]:
        """Its measures and those of its activities, in the order of the plan."""
        hosts = (self.element, *(e for e in self._children if e.level.is_counted))
        found = (m for host in hosts for m in self.card.plan.measures_of(host.code))
        return tuple(Judged(measure, self.card.period) for measure in found)

    @cached_property
    def all_measures(self) -> tuple[Judged, ...]:
        """The measures of the group and below, each once, at the first part that it serves."""
        found: dict[str, Judged] = {}
        for judged in (*self.measures, *(m for part in self.parts for m in part.all_measures)):
            found.setdefault(judged.result.use.id, judged)
        return tuple(found.values())

    @property
    def levels(self) -> Levels:
        """Counts and means of what is below, a level each, the lowest first."""
        scope = scope_of(self.element.level)
        return self.card.rollups.get((scope, self.element.code), ()) if scope else ()

    @property
    def rollup(self) -> Rollup:
        """The one that speaks for it: of the lowest level with measures."""
        return next(iter(self.levels), NOTHING)

    @property
    def band(self) -> Band | None:
        """Band of the mean."""
        return self.card.band_of(self.rollup)

    @property
    def weighted(self) -> tuple[Level, WeightedMean]:
        """The mean by relevance of the lowest level that has one; by part there is no whole."""
        ranked: dict[Level, list[tuple[Decimal, Decimal | None]]] = {}
        for m in (m for m in self.all_measures if not m.result.is_by_part):
            if (relevance := m.result.use.measure.relevance) is not None:
                rows = ranked.setdefault(m.result.use.element.level, [])
                rows.append((relevance, m.attainment.capped))
        level = next(iter(lowest_first(ranked)), Level.PLAN)
        return level, weighted_mean(ranked.get(level, ()))

    @property
    def spending(self) -> Spending:
        """Its money in the year of the period."""
        return self.card.plan.spending(self.card.period, self.element.code)


@dataclass(frozen=True)
class Scorecard:
    """A plan at a period for which it has targets or results."""

    results: Results
    plan: PlanResult
    period: Period

    @cached_property
    def whole(self) -> ElementGroup:
        """The plan; its parts are the objectives."""
        return ElementGroup(self, self.plan.folder.by_code[PLAN])

    @property
    def bands(self) -> Bands | None:
        """Thresholds that hold for the plan."""
        return self.results.catalog.bands(self.plan.folder.id)

    def band_of(self, rollup: Rollup) -> Band | None:
        """Band of a mean; None where there is none."""
        return rollup.band(self.bands)

    @cached_property
    def rollups(self) -> dict[ScopeKey, Levels]:
        """Those of the computation; made here for a period that has targets and no result yet."""
        found = self.plan.by_level.get(self.period)
        if found:
            return found
        measures = self.plan.measures
        counting = members(self.plan.folder, measures)
        return roll_up(counted_at(counting, measures.values(), self.period, self.bands))

    @property
    def measures(self) -> tuple[Judged, ...]:
        """Every measure of the plan, each once, in the order of the plan."""
        return self.whole.all_measures

    @property
    def is_towards_year(self) -> bool:
        """Whether some results of a part of a year are held against the target of the year."""
        years = ((m, m.result.years.get(self.period.year)) for m in self.measures)
        return any(it and it.progress.get(self.period) is m.attainment for m, it in years)

    @property
    def low(self) -> tuple[Judged, ...]:
        """Measures in the low band, the lowest first."""
        found = (m for m in self.measures if m.attainment.band is Band.LOW)
        return tuple(sorted(found, key=lambda m: m.attainment.raw or Decimal(0)))

    @property
    def unmet(self) -> tuple[Judged, ...]:
        """Measures whose limit is not met; by a method that says no more, every one."""
        return tuple(m for m in self.measures if m.is_unmet)

    @property
    def unreported(self) -> tuple[Judged, ...]:
        """Measures that owe a result: of the period, or of a shorter one within it."""
        owed = Status.NOT_REPORTED
        return tuple(m for m in self.measures if m.missing or m.attainment.status is owed)

    @property
    def late(self) -> tuple[Judged, ...]:
        """Measures held against a target that an earlier year missed."""
        return tuple(m for m in self.measures if m.attainment.of_year)

    @property
    def on_the_way(self) -> tuple[Judged, ...]:
        """Measures with a result, whose next target is that of a later year."""
        return tuple(m for m in self.measures if m.attainment.status is Status.ON_THE_WAY)

    @property
    def without_figure(self) -> tuple[Judged, ...]:
        """Measures with a report that gives no figure, and says why."""
        return tuple(m for m in self.measures if m.lacking_for)


def period_of(plan: PlanResult, text: str | None) -> Period | Message:
    """The period asked for (the plan's current year by default), or why there is none."""
    if text is None:
        return Period.of_year(plan.year)
    try:
        period = Period.typed(text, plan.folder.plan.years)
    except ValueError:
        likely = f"{plan.year}, {plan.year}-S1, {plan.year}-T1"
        if plan.folder.plan.years.are_calendar:
            likely = suggest_period(text) or likely
        return msg("«{text}» is not a period; write it as {likely}", text=text, likely=likely)
    span = plan.folder.plan.span
    if not period.within(span):
        return msg(
            "{period} lies outside the plan, whose period is {span}",
            period=period.text,
            span=str(span),
        )
    told = _known_periods(plan)
    if period in told:
        return period
    known = ", ".join(str(one) for one in told)
    return msg(
        "the plan has neither targets nor results for {period}; it has them for: {known}",
        period=period.text,
        known=known,
    )


def _known_periods(plan: PlanResult) -> list[Period]:
    """Periods for which the plan says something."""
    named = {
        period
        for measure in plan.measures.values()
        for series in measure.years.values()
        for period, _ in series.by_period
    }
    return sorted({Period.of_year(plan.year), *periods_of(plan.measures), *named})
