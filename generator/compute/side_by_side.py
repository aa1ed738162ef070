"""What stands side by side: regions, units, parts of a plan, its years, places, plans."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal

from generator.compute.attainment import Attainment, Status
from generator.compute.compare import Axis, Basis, Comparison, Metric, Peer, Percentage
from generator.compute.measured import MeasureResult
from generator.compute.regions import (
    Located,
    Sibling,
    latest_judged,
    located,
    located_rollup,
    service_of,
    siblings,
    told_by_region,
)
from generator.compute.results import PlanResult, Results
from generator.compute.rollups import Rollup, Scope, ScopeKey, scope_of
from generator.model.breakdown import CROSS
from generator.model.catalog import PLAN
from generator.model.period import Period
from generator.reference import REGION


def comparisons(results: Results) -> tuple[Comparison, ...]:
    """Everything that can be compared: only where two have a figure, if not the same sort."""
    plans = results.plans.values()
    found = [group for make in _MAKERS for plan in plans for group in make(plan)]
    found += (group for plan in plans for group in _years(plan, results.as_of))
    found.append(Comparison(Axis.PLANS, "", "", tuple(_whole(it) for it in plans)))
    return tuple(it for it in map(_in_order, found) if it.metrics)


def _in_order(group: Comparison) -> Comparison:
    if group.axis is Axis.YEARS:
        return group
    first = next(iter(group.metrics), Metric.ATTAINMENT)
    peers = sorted(group.peers, key=lambda it: _lowest_first(it.figures[first].value))
    return replace(group, peers=tuple(peers))


def _lowest_first(value: Decimal | None) -> tuple[bool, Decimal]:
    return value is None, value or Decimal(0)


def _rolled(plan: PlanResult, key: ScopeKey, period: Period, rollup: Rollup | None = None) -> Peer:
    """The mean of a scope, and how much of its money was spent."""
    scope, code = key
    found = plan.rollup(period, scope, code) if rollup is None else rollup
    series = (it.years.get(period.year) for it in plan.measures.values())
    running = any(it and it.is_running and it.headline.status is Status.VALUE for it in series)
    money = plan.spending(period, code, scope)
    stage = money.spent[1] if money.spent else None
    spent = Basis(period=period, currency=plan.currency, stage=stage)
    mean = Basis(plan.folder.plan.method, found.level, period, running)
    figures = {
        Metric.ATTAINMENT: Percentage(found.mean_attainment, mean),
        Metric.EXECUTION: Percentage(money.execution, spent),
    }
    amounts = frozenset((code, key) for key in (money.key, money.spent) if key)
    return Peer(code, plan.folder.id, period, found, figures, amounts=amounts)


def _judged(plan: PlanResult, measure: MeasureResult, period: Period, it: Attainment) -> Peer:
    """An indicator, or a part of one: without money."""
    traits, method = measure.use.traits, plan.folder.plan.method
    basis = Basis(method, None, period, unit=traits.unit or "", direction=traits.direction)
    figures = {
        Metric.ATTAINMENT: Percentage(it.raw, basis),
        Metric.EXECUTION: Percentage(None, Basis()),
    }
    return Peer("", plan.folder.id, period, it, figures)


def _whole(plan: PlanResult) -> Peer:
    found = _rolled(plan, (Scope.PLAN, PLAN), Period.of_year(plan.year))
    return replace(found, code=plan.folder.id)


def _regions(plan: PlanResult) -> Iterator[Comparison]:
    """Regions by an indicator that tells them apart, and by what stands in them."""
    now = Period.of_year(plan.year)
    for measure in told_by_region(plan):
        if period := latest_judged(measure):
            yield _by_part(plan, measure, period, REGION)
    for level, places in located(plan).items():
        found: dict[str, list[Located]] = {}
        for place in places:
            found.setdefault(place.region, []).append(place)
        peers = (
            _rolled(plan, (Scope.REGION, code), now, located_rollup(own))
            for code, own in found.items()
        )
        yield Comparison(Axis.REGIONS, plan.folder.id, level.code, tuple(peers))


def _by_part(plan: PlanResult, measure: MeasureResult, period: Period, by: str) -> Comparison:
    """The parts of an indicator by one dimension at a period."""
    peers = (
        replace(_judged(plan, measure, period, it.attainment), code=it.name)
        for it in measure.parts.get(period, ())
        if it.by == by
    )
    axis = Axis.REGIONS if by == REGION else Axis.SITES
    return Comparison(axis, plan.folder.id, measure.use.id, tuple(peers), by)


def _units(plan: PlanResult) -> Iterator[Comparison]:
    now = Period.of_year(plan.year)
    for scope in (Scope.UNIT, Scope.EXECUTING_UNIT):
        keys = (key for key in plan.scoped.get(now, {}) if key[0] is scope)
        peers = (_rolled(plan, key, now) for key in keys)
        yield Comparison(Axis.UNITS, plan.folder.id, scope.value, tuple(peers))


def _parts(plan: PlanResult) -> Iterator[Comparison]:
    folder, now = plan.folder, Period.of_year(plan.year)
    for level in folder.levels[1:]:
        if scope := scope_of(level):
            own = (_rolled(plan, (scope, it.code), now) for it in folder.of_level(level))
            yield Comparison(Axis.PARTS, folder.id, level.code, tuple(own))


def _years(plan: PlanResult, as_of: date) -> Iterator[Comparison]:
    """The years of a plan as a whole, and of what stands on its first level."""
    begun = (it for it in plan.by_level if it.start <= as_of)
    years = sorted((it for it in begun if it == Period.of_year(it.year)), reverse=True)
    first = plan.folder.levels[1]
    top: list[ScopeKey] = [(Scope.PLAN, PLAN)]
    if scope := scope_of(first):
        top += [(scope, it.code) for it in plan.folder.of_level(first)]
    for key in top:
        found = (replace(_rolled(plan, key, it), code=str(it)) for it in years)
        yield Comparison(Axis.YEARS, plan.folder.id, key[1], tuple(map(_of_any_year, found)))


def _of_any_year(peer: Peer) -> Peer:
    """The year is what is compared, so it need not be the same."""
    figures = {
        it: replace(figure, basis=replace(figure.basis, period=None))
        for it, figure in peer.figures.items()
    }
    return replace(peer, figures=figures)


def _sites(plan: PlanResult) -> Iterator[Comparison]:
    """The places of one service; then the parts of an indicator that are no regions."""
    known: set[str] = set()
    for element in plan.folder.counted:
        found = () if element.code in known else siblings(plan.folder, element)
        known |= {it.element.code for it in found}
        peers = tuple(peer for it in found if (peer := _site(plan, it)))
        yield Comparison(Axis.SITES, plan.folder.id, element.code, peers, service_of(element))
    for measure in plan.measures.values():
        last = {
            it.by: period
            for period in sorted(measure.parts)
            for it in measure.parts[period]
            if it.by != REGION and CROSS not in it.by and it.attainment.raw is not None
        }
        for by, period in last.items():
            yield _by_part(plan, measure, period, by)


def _site(plan: PlanResult, it: Sibling) -> Peer | None:
    """A place by its only indicator; None where it has none or several."""
    own = plan.measures_of(it.element.code)
    series = own[0].current if len(own) == 1 else None
    if series is None:
        return None
    found = _judged(plan, own[0], Period.of_year(series.year), series.headline)
    return replace(found, code=it.element.code, name=it.place)


_MAKERS: tuple[Callable[[PlanResult], Iterable[Comparison]], ...] = (
    _regions,
    _units,
    _parts,
    _sites,
)
