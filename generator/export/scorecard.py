"""The scorecard of a plan at one period: facts only, taken from the computation.

Reporters put it into words: ``terminal.py`` for a screen, ``annex.py`` as the table that an
annex of monitoring prints.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from generator.compute import Results, explain
from generator.compute.attainment import Attainment, Formula, Status
from generator.compute.explain import Explanation
from generator.compute.measured import MeasureResult, at
from generator.compute.money import Spending, spending
from generator.compute.relevance import WeightedMean, weighted_mean
from generator.compute.results import PlanResult
from generator.compute.rollups import Rollup, Scope, ScopeKey, roll_up
from generator.compute.scoping import counted_at, members, periods_of
from generator.compute.series import YearSeries
from generator.model.catalog import PLAN, Element, Level, cite
from generator.model.method import Band
from generator.model.period import Granularity, Period, suggest_period
from generator.model.source import Source
from generator.problems import Message, msg

TOWARDS_YEAR = msg(
    "Results held against the target of the year where the period has none of its own"
)


@dataclass(frozen=True, slots=True)
class Judged:
    """A measure with what it reached at the period."""

    result: MeasureResult
    attainment: Attainment
    change: Explanation | None
    """Avance tipo II, where the baseline allows one."""
    missing: tuple[Period, ...]
    """Shorter periods whose result is owed, beside a result that is there."""
    until: Period | None
    """The last period that the result speaks of, where that is not the whole year."""
    sources: tuple[Source, ...]
    """Where its target, its results and its baseline are printed."""

    @property
    def is_unmet(self) -> bool:
        """A limit that was passed, or one that had to be passed and was only met."""
        it = self.attainment
        short = it.raw is not None and it.raw >= explain.HUNDRED
        return it.met is False and (it.formula is Formula.LIMIT or short)


@dataclass(frozen=True, slots=True)
class Group:
    """An element with its roll-up, its money, its measures and the groups below it.

    The measures of its activities are among its own, in the order of the plan.
    """

    element: Element
    rollup: Rollup
    band: Band | None
    """Band of the mean."""
    weighted: WeightedMean
    spending: Spending | None
    gap: Decimal | None
    """Financial execution less mean attainment, in percentage points."""
    measures: tuple[Judged, ...]
    parts: tuple[Group, ...] = ()

    @property
    def all_measures(self) -> tuple[Judged, ...]:
        """The measures of the group and below, each once."""
        return _once(self.measures, self.parts)


def _once(own: Iterable[Judged], parts: Iterable[Group]) -> tuple[Judged, ...]:
    """Measures of a group and of its parts; one that serves two parts is taken at the first."""
    found: dict[str, Judged] = {}
    for judged in (*own, *(m for part in parts for m in part.all_measures)):
        found.setdefault(judged.result.use.id, judged)
    return tuple(found.values())


@dataclass(frozen=True, slots=True)
class Scorecard:
    """A plan at one period. ``whole`` is the plan, its parts the objectives."""

    plan: PlanResult
    period: Period
    as_of: date
    whole: Group

    @property
    def measures(self) -> tuple[Judged, ...]:
        """Every measure of the plan, each once, in the order of the plan."""
        return self.whole.all_measures

    @property
    def is_towards_year(self) -> bool:
        """Whether some results of a part of a year are held against the target of the year."""
        years = (m.result.years.get(self.period.year) for m in self.measures)
        return any(series is not None and self.period in series.progress for series in years)

    @property
    def low(self) -> tuple[Judged, ...]:
        """Measures in the low band, the lowest first."""
        found = (m for m in self.measures if m.attainment.band is Band.LOW)
        return tuple(sorted(found, key=lambda m: m.attainment.raw or Decimal(0)))

    @property
    def unmet(self) -> tuple[Judged, ...]:
        """Measures whose limit is not met."""
        return tuple(m for m in self.measures if m.is_unmet)

    @property
    def unreported(self) -> tuple[Judged, ...]:
        """Measures that owe a result: of the period, or of a shorter one within it."""
        owed = Status.NOT_REPORTED
        return tuple(m for m in self.measures if m.missing or m.attainment.status is owed)


def period_of(plan: PlanResult, text: str | None) -> Period | Message:
    """The period asked for (the plan's current year by default), or why there is none."""
    if text is None:
        return Period.of_year(plan.year)
    try:
        period = Period.parse(text)
    except ValueError:
        likely = suggest_period(text) or f"{plan.year}, {plan.year}-S1, {plan.year}-T1"
        return msg("«{text}» is not a period; write it as {likely}", text=text, likely=likely)
    span = plan.folder.plan.span
    if not period.within(span):
        return msg(
            "{period} lies outside the plan, whose period is {span}",
            period=period.text,
            span=str(span),
        )
    told = _told(plan)
    if period in told:
        return period
    known = ", ".join(str(one) for one in told)
    return msg(
        "the plan has neither targets nor results for {period}; it has them for: {known}",
        period=period.text,
        known=known,
    )


def _told(plan: PlanResult) -> list[Period]:
    """Periods for which the plan says something."""
    named = {
        o.period
        for measure in plan.measures.values()
        for series in measure.years.values()
        for o in series.observations
    }
    return sorted({Period.of_year(plan.year), *periods_of(plan.measures), *named})


def scorecard(results: Results, plan: PlanResult, period: Period) -> Scorecard:
    """The facts of a plan at a period for which it has targets or results."""
    maker = _Maker(results, plan, period)
    return Scorecard(plan, period, results.as_of, maker.group(plan.folder.by_code[PLAN]))


_SCOPES = {Level.OBJECTIVE: Scope.OBJECTIVE, Level.STRATEGY: Scope.STRATEGY}


class _Maker:
    """Makes the groups of one plan at one period."""

    def __init__(self, results: Results, plan: PlanResult, period: Period) -> None:
        self.plan, self.period = plan, period
        self.bands = results.catalog.bands(plan.folder.id)
        self.by_element: dict[str, list[Judged]] = {}
        for measure in plan.measures.values():
            own = self.by_element.setdefault(measure.use.element.code, [])
            own.append(self._judged(measure))
        self.rollups = plan.scoped.get(period) or self._rolled_up()

    def _rolled_up(self) -> dict[ScopeKey, Rollup]:
        """Roll-ups of a period for which there are targets and no result yet."""
        measures = self.plan.measures
        counting = members(self.plan.folder, measures)
        return roll_up(counted_at(counting, measures.values(), self.period, self.bands))

    def group(self, element: Element) -> Group:
        """An element with everything below it."""
        code, folder = element.code, self.plan.folder
        children = list(folder.children(code))
        hosts = [element, *(child for child in children if child.level is Level.ACTIVITY)]
        own = tuple(m for host in hosts for m in self.by_element.get(host.code, ()))
        parts = tuple(self.group(child) for child in children if child.level in _SCOPES)
        rollup = self.rollups.get((_SCOPES.get(element.level, Scope.PLAN), code), Rollup())
        mean = rollup.mean_attainment
        money = spending(folder, self.plan.money.get(code, {}), code, self.period.year)
        gap = explain.of_gap(money.execution if money else None, mean, self.period)
        return Group(
            element=element,
            rollup=rollup,
            band=self.bands.of(mean) if self.bands and mean is not None else None,
            weighted=_weighted(_once(own, parts)),
            spending=money,
            gap=gap.value if gap else None,
            measures=own,
            parts=parts,
        )

    def _judged(self, result: MeasureResult) -> Judged:
        found = at(result, self.period)
        series = result.years.get(self.period.year)
        told = series is not None and self.period.granularity is Granularity.YEAR
        owed = series.missing if series and told and found.status is Status.VALUE else ()
        return Judged(
            result=result,
            attainment=found,
            change=result.change_at(self.period),
            missing=owed,
            until=_until(series) if series and told else None,
            sources=tuple(_sources(result, self.period)),
        )


def _until(series: YearSeries) -> Period | None:
    """Where target and result of a year stop, if that is before its end."""
    whole = series.headline is series.full_year
    return series.told_until if whole else series.reported_until


def _weighted(measures: Iterable[Judged]) -> WeightedMean:
    """The mean by relevance of the measures that have one; those told by part have no whole."""
    return weighted_mean(
        (relevance, m.attainment.capped)
        for m in measures
        if (relevance := m.result.use.measure.relevance) is not None and not m.result.is_by_part
    )


def _sources(result: MeasureResult, period: Period) -> Iterator[Source]:
    """Citations of a measure's target, of its results at the period, and of its baseline."""
    if result.use.source is not None:
        yield result.use.source
    series = result.years.get(period.year)
    for observation in series.observations if series else ():
        report = observation.report
        if report is not None and report.period.within(period):
            found = cite(report.entry.source, report.file.source, *result.use.element.sources)
            if found is not None:
                yield found
    if result.baseline is not None and result.baseline.source is not None:
        yield result.baseline.source
