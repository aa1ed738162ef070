"""What the method of a plan makes of its attainments, where it is not that of avance tipo I."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from generator.compute.attainment import Attainment, Formula, Status
from generator.compute.explain import Explanation
from generator.compute.measured import MeasureResult
from generator.compute.series import WHOLE, YearSeries
from generator.compute.term import PlanTerm
from generator.model.indicator import OverTime
from generator.model.method import Bands, MainFigure, Method
from generator.model.period import Period

_BY_NUMBERS = {Formula.TYPE_I, Formula.TYPE_I_DECREASE}
Judge = Callable[[Attainment, Period, str], Attainment]


def by_method(measure: MeasureResult, method: Method, bands: Bands | None) -> MeasureResult:
    """A measure whose attainments are those of its plan's method."""
    if method.is_plain:
        return measure
    judge = judge_by(measure, method, bands)
    years = {year: _series(series, judge) for year, series in measure.years.items()}
    term = measure.term and _term(measure, measure.term, method, bands)
    return replace(measure, years=years, term=term)


def _term(measure: MeasureResult, term: PlanTerm, method: Method, bands: Bands | None) -> PlanTerm:
    """All years together; only levels have a baseline that is of the same length."""
    is_level = measure.use.traits.over_time is OverTime.LAST
    gone = measure.change_of(term.attainment, Period.of_year(term.end)) if is_level else None
    to_date = term.to_date and _judged(term.to_date, method, bands, None)
    return replace(term, attainment=_judged(term.attainment, method, bands, gone), to_date=to_date)


def judge_by(measure: MeasureResult, method: Method, bands: Bands | None) -> Judge:
    """How the method sees what the rules of avance tipo I give of a measure."""

    def judge(it: Attainment, period: Period, member: str) -> Attainment:
        if method.is_plain:
            return it
        return _judged(it, method, bands, measure.change_of(it, period, member))

    return judge


def _judged(
    it: Attainment, method: Method, bands: Bands | None, gone: Explanation | None
) -> Attainment:
    """One attainment; ``gone`` is the way from the baseline, where there is one to tell."""
    it = replace(it, cap=method.cap, in_mean=method.mean)
    if it.status is not Status.VALUE or method.formula is MainFigure.TO_TARGET:
        return it
    if method.formula is MainFigure.MET:
        formula = Formula.MET if it.formula in _BY_NUMBERS else it.formula
        return replace(it, formula=formula, raw=None, band=None)
    if it.formula not in _BY_NUMBERS:
        return it
    if gone is None or it.met is None:  # without a verdict something is still to be reported
        return replace(it, formula=Formula.NONE, raw=None, band=None)
    band = bands.of(gone.value) if bands else None
    start = dict(gone.inputs)["baseline"]
    return replace(it, formula=Formula.TYPE_II, raw=gone.value, band=band, baseline=start)


def _series(series: YearSeries, judge: Judge) -> YearSeries:
    """A year with each of its attainments judged: by period, of the whole, so far, until then."""
    year = Period.of_year(series.year)

    def judged(it: Attainment, period: Period, member: str) -> Attainment:
        it = judge(it, period, member)
        return it.so_far if series.is_running and period == year else it

    whole, is_one = judged(series.full_year, year, WHOLE), series.to_date is series.full_year
    seen = tuple(
        replace(o, attainment=judged(o.attainment, o.period, o.member)) for o in series.observations
    )
    return replace(
        series,
        observations=seen,
        full_year=whole,
        to_date=whole if is_one else judge(series.to_date, year, WHOLE),
        late=series.late and judge(series.late, year, WHOLE),
        progress={p: judge(it, p, WHOLE) for p, it in series.progress.items()},
        rounds={p: judge(it, p, WHOLE) for p, it in series.rounds.items()},
    )
