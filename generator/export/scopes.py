"""What a roll-up is told of: a scope of a plan at a period, and what has no region."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from generator.compute.money import Spending
from generator.compute.regions import told_by_region
from generator.compute.results import PlanResult, Results
from generator.compute.rollups import (
    OF_ELEMENTS,
    Counted,
    Levels,
    Rollup,
    Scope,
    ScopeKey,
    by_level,
)
from generator.compute.shares import ShareMean, share_mean
from generator.export.table import Column, Row, T, text
from generator.model.element import Level
from generator.model.period import Period
from generator.problems import say
from generator.reconcile.disputes import of_measure
from generator.words.formatter import Formatter


@dataclass(frozen=True, slots=True)
class Beside:
    """What is told once, beside the mean that speaks."""

    money: Spending | None = None
    of_strategies: Decimal | None = None
    """Mean of the means of the strategies, of a plan and of an objective."""
    by_shares: ShareMean | None = None
    """Mean weighted by the printed shares, of an element."""


@dataclass(frozen=True, slots=True)
class Scoped:
    """One scope of a plan at one period."""

    scope: Scope
    code: str
    period: Period
    rollup: Rollup
    speaks: bool
    """It is the lowest level with measures: its mean is that of the scope."""
    n_activities: int
    """Of what it counts; the others are indicators, or what one says of a region."""
    n_disputed: int
    beside: Beside = Beside()


NO_REGION = "none"
"""The code of what has no region, or more than one."""


def scoped_rows(results: Results, f: Formatter) -> Iterator[Row[Scoped]]:
    """Every scope of every plan."""
    for name, plan in results.plans.items():
        yield from (Row(results, f, item, name) for item in _scoped(results, plan))


def _scoped(results: Results, plan: PlanResult) -> Iterator[Scoped]:
    for period, rolled in plan.by_level.items():
        count = _tally(results, plan, period)
        rows: dict[tuple[ScopeKey, Level | None], list[Counted]] = {}
        for row in plan.counted[period]:
            for key in row.scopes:
                rows.setdefault((key, row.level), []).append(row)
        for (scope, code), levels in rolled.items():
            above = scope in {Scope.PLAN, Scope.OBJECTIVE}
            mean = plan.mean_of_strategies(period, code) if above else None
            money = plan.spending(period, code, scope)
            by_shares = share_mean(plan, period, code) if scope in OF_ELEMENTS else None
            of_first = Beside(money, mean, by_shares)
            for n, rollup in enumerate(levels):
                own = count(rows[(scope, code), rollup.level])
                yield Scoped(scope, code, period, rollup, not n, *own, Beside() if n else of_first)
        yield from _elsewhere(plan, period, rolled, count)


Tally = Callable[[Iterable[Counted]], tuple[int, int]]
"""How many of some rows are activities, and of how many something is in dispute."""


def _tally(results: Results, plan: PlanResult, period: Period) -> Tally:
    disputed = [it.use for it in plan.measures.values() if of_measure(results, it, period)]
    measures, elements = {it.id for it in disputed}, {it.element.code for it in disputed}
    activities = {element.code for element in plan.folder.counted}

    def count(rows: Iterable[Counted]) -> tuple[int, int]:
        n, n_disputed = 0, 0
        for row in rows:
            code, is_activity = row.code, row.level.is_counted and row.code in activities
            in_dispute = elements if is_activity else measures
            n += is_activity
            n_disputed += code in in_dispute or code.rpartition(":")[0] in in_dispute
        return n, n_disputed

    return count


def _elsewhere(
    plan: PlanResult, period: Period, rolled: Mapping[ScopeKey, Levels], count: Tally
) -> Iterator[Scoped]:
    """What has no region, on the levels of which something has one."""
    regions = (found for (scope, _), found in rolled.items() if scope is Scope.REGION)
    placed = {rollup.level for found in regions for rollup in found}
    uses = (measure.use for measure in told_by_region(plan))
    by_region = {it.element.code if it.element.level.is_counted else it.id for it in uses}
    rows = [
        row
        for row in plan.counted[period]
        if row.level in placed
        and row.code not in by_region
        and all(scope is not Scope.REGION for scope, _ in row.scopes)
    ]
    for n, rollup in enumerate(by_level(rows)):
        own = count(row for row in rows if row.level == rollup.level)
        yield Scoped(Scope.REGION, NO_REGION, period, rollup, not n, *own)


def keys_of_scope(of: Callable[[T], ScopeKey]) -> tuple[Column[T], ...]:
    """The code of a scope as a key to the table that has it, and empty for what no region has."""

    def code(*scopes: Scope) -> Callable[[Row[T]], str | None]:
        def get(row: Row[T]) -> str | None:
            scope, code = of(row.item)
            return code if scope in scopes and code != NO_REGION else None

        return get

    return (
        text(
            "element",
            say("The code, where it is of a part of the plan (table elements)"),
            code(*OF_ELEMENTS),
        ),
        text(
            "unit",
            say("The code, where it is of a unit (table units)"),
            code(Scope.UNIT, Scope.EXECUTING_UNIT),
        ),
        text(
            "region", say("The code, where it is of a region (table regions)"), code(Scope.REGION)
        ),
    )
