"""Roll-ups: counts, means and execution by scope and period."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from generator.compute.attainment import Status
from generator.compute.explain import of_gap
from generator.compute.money import Key, execution, latest
from generator.compute.results import PlanResult, Results
from generator.compute.rollups import Rollup, Scope, ScopeKey
from generator.export.numbers import derived
from generator.export.shared import IN_PLAN
from generator.export.table import Record, Table, amount, percent, text, whole
from generator.model.catalog import Catalog
from generator.model.method import Band
from generator.model.money import Stage
from generator.model.period import Period
from generator.problems import say

ROLLUPS = Table(
    "rollups",
    say("One row per scope and period: counts of activities by band and state, means, execution."),
    ("plan", "scope", "code", "period"),
    (
        IN_PLAN,
        text("scope", say("What it speaks of"), Scope),
        text("code", say("Code of the element, unit or region; «plan» for the whole plan")),
        text("period", say("Period")),
        whole(
            "n_activities",
            say("Number of activities; of measures in a plan without activities and in a region"),
        ),
        whole("n_programmed", say("How many have a target")),
        whole("n_executed", say("How many have a result above zero")),
        whole("n_reported", say("How many have a target and a result")),
        whole("low", say("How many are in the low band")),
        whole("medium", say("How many are in the medium band")),
        whole("high", say("How many are in the high band")),
        whole("not_programmed", say("How many have no target")),
        whole("not_reported", say("How many owe a result")),
        percent("mean_attainment", say("Mean of the attainments between 0 and 100")),
        percent("mean_raw", say("Mean of the uncapped attainments")),
        amount(
            "modified", say("Modified budget (PIM) of the year of the period, in its last version")
        ),
        amount("executed", say("Executed budget of the year of the period")),
        percent("execution", say("Executed budget in percent of the modified one")),
        percent(
            "mean_of_strategies", say("Mean of the means of the second level: a different number")
        ),
        percent(
            "gap",
            say(
                "Execution of the budget less mean attainment, in percentage points;"
                " of a whole year only"
            ),
        ),
        whole("n_averaged", say("How many have a percentage: those the means are of")),
        whole("not_applicable", say("To how many the period does not apply")),
        whole("not_due", say("How many are not due yet")),
        text("name", say("Title of the element, or name of the unit or region")),
    ),
    is_key=True,
)
_OF_STRATEGIES = {Scope.PLAN, Scope.OBJECTIVE}


def rollup_rows(results: Results) -> Iterator[Record]:
    """Rows of ROLLUPS."""
    for plan, result in results.plans.items():
        for period, scoped in result.scoped.items():
            for key, rollup in scoped.items():
                yield {
                    "plan": plan,
                    "scope": key[0].value,
                    "code": key[1],
                    "period": period.text,
                    "name": _name(results.catalog, result, key),
                    **_counts(rollup),
                    **_means(results.catalog, result, period, key, rollup),
                }


def _counts(rollup: Rollup) -> Record:
    return {
        "n_activities": rollup.n,
        "n_programmed": rollup.n_programmed,
        "n_executed": rollup.n_executed,
        "n_reported": rollup.n_reported,
        "n_averaged": rollup.n_averaged,
        **{band.value: rollup.bands.get(band, 0) for band in Band},
        "not_programmed": rollup.statuses.get(Status.NOT_PROGRAMMED, 0),
        "not_reported": rollup.statuses.get(Status.NOT_REPORTED, 0),
        "not_applicable": rollup.statuses.get(Status.NOT_APPLICABLE, 0),
        "not_due": rollup.statuses.get(Status.NOT_DUE, 0),
    }


def _means(
    catalog: Catalog, result: PlanResult, period: Period, key: ScopeKey, rollup: Rollup
) -> Record:
    """Means of the scope beside the money of the year."""
    scope, code = key
    bands = catalog.bands(result.folder.id)
    edges = (bands.medium, bands.high) if bands else ()
    amounts = _amounts(result, scope, code)
    year, ranks = period.year, result.version_ranks
    modified = latest(amounts, year, Stage.MODIFIED, ranks)
    executed = latest(amounts, year, Stage.EXECUTED, ranks)
    spent = execution(amounts, year, ranks)
    mean = rollup.mean_attainment
    strategies = result.mean_of_strategies(period, code) if scope in _OF_STRATEGIES else None
    gap = of_gap(spent, mean, period)
    return {
        "mean_attainment": derived(mean, edges),
        "mean_raw": derived(rollup.mean_raw, edges),
        "mean_of_strategies": derived(strategies, edges),
        "modified": amounts[modified] if modified else None,
        "executed": amounts[executed] if executed else None,
        "execution": derived(spent),
        "gap": derived(gap.value if gap else None),
    }


def _amounts(result: PlanResult, scope: Scope, code: str) -> Mapping[Key, Decimal]:
    """Money is printed by element and by executing unit, never by office or region."""
    if scope is Scope.EXECUTING_UNIT:
        return result.unit_money.get(code, {})
    return {} if scope in {Scope.UNIT, Scope.REGION} else result.money.get(code, {})


def _name(catalog: Catalog, result: PlanResult, key: ScopeKey) -> str | None:
    scope, code = key
    if scope is Scope.REGION:
        return catalog.regions.get(code, code)
    if scope in {Scope.UNIT, Scope.EXECUTING_UNIT}:
        unit = catalog.units.get(code)
        return unit.name if unit else None
    return result.folder.by_code[code].node.title
