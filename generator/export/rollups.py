"""Counts, means and money by scope and period."""

from __future__ import annotations

from collections.abc import Callable

from generator.compute.attainment import Status
from generator.compute.rollups import Scope
from generator.export.scopes import NO_REGION, Scoped, keys_of_scope, scoped_rows
from generator.export.table import (
    DAYS,
    IN_PLAN,
    Row,
    Table,
    amount,
    flag,
    last_day,
    percent,
    text,
    whole,
)
from generator.model.method import Band
from generator.model.money import SPENT, Stage
from generator.problems import say


def _name(row: Row[Scoped]) -> str | None:
    scope, code, catalog = row.item.scope, row.item.code, row.results.catalog
    if scope is Scope.REGION and code == NO_REGION:
        return row.f.t("no region")
    if scope is Scope.REGION:
        return catalog.regions.get(code, code)
    if scope in {Scope.UNIT, Scope.EXECUTING_UNIT}:
        return catalog.units[code].name if code in catalog.units else None
    return row.result.folder.by_code[code].node.title


def _n_of(band: Band) -> Callable[[Row[Scoped]], int]:
    return lambda row: row.item.rollup.bands.get(band, 0)


def _n_with(status: Status) -> Callable[[Row[Scoped]], int]:
    return lambda row: row.item.rollup.statuses.get(status, 0)


def _currency(row: Row[Scoped]) -> str | None:
    money = row.item.beside.money
    return (
        row.result.currency if money and (money.modified, money.executed) != (None, None) else None
    )


def _spent_stage(row: Row[Scoped]) -> Stage | None:
    money = row.item.beside.money
    return money.spent[1] if money and money.spent else None


ROLLUPS = Table[Scoped](
    "rollups",
    say(
        "One row per scope, period and level with targets: counts of activities by band and "
        "state, means, execution."
    ),
    ("plan", "scope", "code", "period", "level"),
    scoped_rows,
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
            head="n",
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
        text("level", say("Level whose activities or indicators the row counts"), "rollup.level"),
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
            "n_activities",
        ),
        whole(
            "counted_measures",
            say("How many are indicators, or what one says of a region"),
            lambda row: row.item.rollup.n - row.item.n_activities,
        ),
        whole(
            "in_dispute", say("Of how many a unit, target or result is in dispute"), "n_disputed"
        ),
        *keys_of_scope(lambda item: (item.scope, item.code)),
        last_day("period.end"),
    ),
    is_key=True,
)
