"""Counts, means and money by scope and period."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from generator.compute.attainment import Status
from generator.compute.measured import MeasureResult
from generator.compute.money import Spending
from generator.compute.regions import told_by_region
from generator.compute.results import PlanResult
from generator.compute.rollups import OF_ELEMENTS, Levels, Rollup, Scope, ScopeKey, by_level
from generator.compute.shares import ShareMean, share_mean
from generator.export.table import (
    DAYS,
    IN_PLAN,
    Row,
    Table,
    amount,
    flag,
    last_day,
    of_plans,
    percent,
    text,
    whole,
)
from generator.model.element import Level
from generator.model.method import Band
from generator.model.money import SPENT, Stage
from generator.model.period import Period
from generator.problems import say
from generator.reconcile.disputes import of_measure


@dataclass(frozen=True, slots=True)
class _Beside:
    """What is told once, beside the mean that speaks."""

    money: Spending | None = None
    of_strategies: Decimal | None = None
    """Mean of the means of the strategies, of a plan and of an objective."""
    by_shares: ShareMean | None = None
    """Mean weighted by the printed shares, of an element."""


@dataclass(frozen=True, slots=True)
class _Scoped:
    """One scope of a plan at one period."""

    scope: Scope
    code: str
    period: Period
    rollup: Rollup
    speaks: bool
    """It is the lowest level with measures: its mean is that of the scope."""
    codes: tuple[str, ...]
    """What it counts: activities, indicators, and indicators in a region."""
    beside: _Beside = _Beside()


NO_REGION = "none"
"""The code of what has no region, or more than one."""


def _scoped(plan: PlanResult) -> Iterator[tuple[_Scoped, tuple[()]]]:
    for period, rolled in plan.by_level.items():
        codes: dict[tuple[ScopeKey, Level | None], list[str]] = {}
        for row in plan.counted[period]:
            for key in row.scopes:
                codes.setdefault((key, row.level), []).append(row.code)
        for (scope, code), levels in rolled.items():
            above = scope in {Scope.PLAN, Scope.OBJECTIVE}
            mean = plan.mean_of_strategies(period, code) if above else None
            money = plan.spending(period, code, scope)
            by_shares = share_mean(plan, period, code) if scope in OF_ELEMENTS else None
            of_first = _Beside(money, mean, by_shares)
            for n, rollup in enumerate(levels):
                own = tuple(codes[(scope, code), rollup.level])
                beside = _Beside() if n else of_first
                yield _Scoped(scope, code, period, rollup, not n, own, beside), ()
        yield from ((it, ()) for it in _elsewhere(plan, period, rolled))


def _elsewhere(
    plan: PlanResult, period: Period, rolled: Mapping[ScopeKey, Levels]
) -> Iterator[_Scoped]:
    """What has no region, on the levels of which something has one."""
    regions = (found for (scope, _), found in rolled.items() if scope is Scope.REGION)
    placed = {rollup.level for found in regions for rollup in found}
    uses = (measure.use for measure in told_by_region(plan))
    told = {it.element.code if it.element.level.is_counted else it.id for it in uses}
    rows = [
        row
        for row in plan.counted[period]
        if row.level in placed
        and row.code not in told
        and all(scope is not Scope.REGION for scope, _ in row.scopes)
    ]
    for n, rollup in enumerate(by_level(rows)):
        codes = tuple(row.code for row in rows if row.level == rollup.level)
        yield _Scoped(Scope.REGION, NO_REGION, period, rollup, not n, codes)


def _is_activity(row: Row[_Scoped], code: str) -> bool:
    """Else it is an indicator, or one in a region: ``visitas:PE-LIM``."""
    level = row.item.rollup.level
    return level is not None and level.is_counted and code in row.result.folder.by_code


def _measures(row: Row[_Scoped], code: str) -> Iterable[MeasureResult]:
    if _is_activity(row, code):
        return row.result.measures_of(code)
    own = row.result.measures
    return [own[code] if code in own else own[code.rpartition(":")[0]]]


def _n_in_dispute(row: Row[_Scoped]) -> int:
    period = row.item.period
    return sum(
        any(of_measure(row.results, it, period) for it in _measures(row, code))
        for code in row.item.codes
    )


def _n_activities(row: Row[_Scoped]) -> int:
    return sum(_is_activity(row, code) for code in row.item.codes)


def _code_of(*scopes: Scope) -> Callable[[Row[_Scoped]], str | None]:
    """The code, where it is of one of some scopes."""

    def code(row: Row[_Scoped]) -> str | None:
        it = row.item
        return it.code if it.scope in scopes and it.code != NO_REGION else None

    return code


def _name(row: Row[_Scoped]) -> str | None:
    scope, code, catalog = row.item.scope, row.item.code, row.results.catalog
    if scope is Scope.REGION and code == NO_REGION:
        return row.f.t("no region")
    if scope is Scope.REGION:
        return catalog.regions.get(code, code)
    if scope in {Scope.UNIT, Scope.EXECUTING_UNIT}:
        return catalog.units[code].name if code in catalog.units else None
    return row.result.folder.by_code[code].node.title


def _n_of(band: Band) -> Callable[[Row[_Scoped]], int]:
    return lambda row: row.item.rollup.bands.get(band, 0)


def _n_with(status: Status) -> Callable[[Row[_Scoped]], int]:
    return lambda row: row.item.rollup.statuses.get(status, 0)


def _currency(row: Row[_Scoped]) -> str | None:
    money = row.item.beside.money
    return (
        row.result.currency if money and (money.modified, money.executed) != (None, None) else None
    )


def _spent_stage(row: Row[_Scoped]) -> Stage | None:
    money = row.item.beside.money
    return money.spent[1] if money and money.spent else None


ROLLUPS = Table[_Scoped](
    "rollups",
    say(
        "One row per scope, period and level with targets: counts of activities by band and "
        "state, means, execution."
    ),
    ("plan", "scope", "code", "period", "level"),
    of_plans(_scoped),
    (
        IN_PLAN,
        text("scope", say("What it speaks of"), words=Scope),
        text(
            "code",
            say(
                "Code of the part, unit or region; «plan» for the whole plan, «none» for what has"
                " no region"
            ),
        ),
        text("period", say("Period")),
        whole(
            "n_activities",
            say("Number of what the row counts: activities, indicators, or indicators in a region"),
            "rollup.n",
        ),
        whole("n_programmed", say("How many have a target"), "rollup.n_programmed"),
        whole("n_executed", say("How many have a result above zero"), "rollup.n_executed"),
        whole("n_reported", say("How many have a target and a result"), "rollup.n_reported"),
        whole("low", say("How many are in the low band"), _n_of(Band.LOW)),
        whole("medium", say("How many are in the medium band"), _n_of(Band.MEDIUM)),
        whole("high", say("How many are in the high band"), _n_of(Band.HIGH)),
        whole("not_programmed", say("How many have no target"), _n_with(Status.NOT_PROGRAMMED)),
        whole("not_reported", say("How many lack a due result"), _n_with(Status.NOT_REPORTED)),
        percent(
            "mean_attainment",
            say("Mean of the attainments between 0 and 100"),
            "rollup.mean_attainment",
        ),
        percent("mean_raw", say("Mean of the uncapped attainments"), "rollup.mean_raw"),
        amount(
            "modified",
            say("Modified budget of the year of the period, in its last version"),
            "beside.money.modified",
        ),
        amount(
            "executed",
            say("What was spent in the year of the period: accrued, else executed, else paid"),
            "beside.money.executed",
        ),
        percent(
            "execution",
            say("Executed budget in percent of the modified one"),
            "beside.money.execution",
        ),
        percent(
            "mean_of_strategies",
            say("Mean of the means of the strategies: a different number"),
            "beside.of_strategies",
        ),
        percent(
            "gap",
            say(
                "Execution of the budget less mean attainment, in percentage points;"
                " of a whole year only"
            ),
            "beside.money.gap",
        ),
        whole(
            "n_averaged",
            say("How many have a percentage: those the means are of"),
            "rollup.n_averaged",
        ),
        whole(
            "not_applicable",
            say("To how many the period does not apply"),
            _n_with(Status.NOT_APPLICABLE),
        ),
        whole("not_due", say("How many are not due yet"), _n_with(Status.NOT_DUE)),
        text("name", say("Title of the part of the plan, or name of the unit or region"), _name),
        text(
            "level",
            say("Level whose activities or indicators the row counts"),
            "rollup.level",
        ),
        flag(
            "headline",
            say("Whether it is the lowest level with targets, whose mean is that of the scope"),
            "speaks",
        ),
        whole("withheld", say("Of how many the result is withheld"), _n_with(Status.WITHHELD)),
        whole(
            "other_year",
            say("How many have their target in another year"),
            _n_with(Status.OTHER_YEAR),
        ),
        text(
            "currency",
            say("Currency of the amounts (ISO 4217): that of the plan; table budgets has others"),
            _currency,
        ),
        text("executed_stage", say("Stage that «executed» is of"), _spent_stage, SPENT),
        *DAYS,
        percent(
            "mean_by_shares", say("Mean weighted by the printed shares"), "beside.by_shares.value"
        ),
        percent(
            "share_averaged",
            say("Percent of the shares whose holders have a percentage: the mean is of these"),
            "beside.by_shares.covered",
        ),
        whole(
            "on_the_way",
            say("How many have a result and their next target in a later year"),
            _n_with(Status.ON_THE_WAY),
        ),
        whole(
            "late", say("How many count by a target that an earlier year missed"), "rollup.n_late"
        ),
        whole(
            "not_available",
            say("Of how many there is no figure, as the report says"),
            _n_with(Status.NOT_AVAILABLE),
        ),
        whole(
            "estimated",
            say("Of how many the result is estimated, in whole or in part"),
            "rollup.n_estimated",
        ),
        whole(
            "provisional",
            say("Of how many the result may be revised, and none is estimated"),
            "rollup.n_provisional",
        ),
        whole("discontinued", say("How many are no longer measured"), _n_with(Status.DISCONTINUED)),
        whole("met", say("How many met a target that gives no percentage"), "rollup.n_met"),
        whole(
            "not_met",
            say("How many did not meet a target that gives no percentage"),
            "rollup.n_unmet",
        ),
        whole(
            "counted_activities",
            say("How many of what the row counts are activities"),
            _n_activities,
        ),
        whole(
            "counted_measures",
            say("How many are indicators, or what one says of a region"),
            lambda row: len(row.item.codes) - _n_activities(row),
        ),
        whole(
            "in_dispute", say("Of how many a unit, target or result is in dispute"), _n_in_dispute
        ),
        text(
            "element",
            say("The code, where it is of a part of the plan (table elements)"),
            _code_of(*OF_ELEMENTS),
        ),
        text(
            "unit",
            say("The code, where it is of a unit (table units)"),
            _code_of(Scope.UNIT, Scope.EXECUTING_UNIT),
        ),
        text(
            "region",
            say("The code, where it is of a region (table regions)"),
            _code_of(Scope.REGION),
        ),
        last_day("period.end"),
    ),
    is_key=True,
)
