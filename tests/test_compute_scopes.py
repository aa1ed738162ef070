"""Roll-ups by executing unit, responsible unit, region and period; explanations of figures."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.compute import explain
from generator.compute.attainment import Attainment, Formula, Status
from generator.compute.results import PlanResult
from generator.compute.rollups import Rollup, Scope
from generator.model.catalog import PLAN
from generator.model.period import Period
from tests.helpers import computed, content, plain, results, with_lines

UNITS = {
    "units.yml": """
- {id: mtpe, name: Ministerio, kind: entity}
- {id: ue-1, name: Unidad 1, kind: executing-unit}
- {id: ue-2, name: Unidad 2, kind: executing-unit}
- {id: prensa, name: Prensa, kind: office}
"""
}
TREE = {
    "strategies/1.1.yml": """
code: "1.1"
objective: "1"
title: Línea
responsible: prensa
activities:
  - code: A1
    title: Uno
    executing_unit: ue-1
    region: PE-CUS
    measures: [{unit: Persona, targets: {2024: 100}}]
  - code: A2
    title: Dos
    executing_unit: ue-1
    region: Cusco
    responsible: mtpe
    measures: [{unit: Persona, targets: {2024: 100}}]
  - code: A3
    title: Tres
    executing_unit: ue-2
    measures: [{unit: Persona, targets: {2024: 100}, responsible: mtpe}]
""",
    "strategies/1.2.yml": """
code: "1.2"
objective: "1"
title: Otra
activities:
  - code: B1
    title: Cuatro
    executing_unit: ue-2
    measures: [{unit: Persona, targets: {2024: not-programmed}}]
""",
}


def plan(*reported: str, **more: str) -> PlanResult:
    """The tree above with results for 2024."""
    return computed(content(**{**UNITS, **TREE, **results("2024", *reported), **more}))


def shown(rollup: Rollup) -> str:
    """n, programmed, executed, mean."""
    return plain(rollup.n, rollup.n_programmed, rollup.n_executed, rollup.mean_attainment)


YEAR = Period.parse("2024")


@pytest.mark.parametrize(
    ("scope", "code", "expected"),
    [
        (Scope.PLAN, PLAN, "4 3 3 60"),
        (Scope.OBJECTIVE, "1", "4 3 3 60"),
        (Scope.STRATEGY, "1.1", "3 3 3 60"),
        (Scope.STRATEGY, "1.2", "1 0 0 -"),
        (Scope.EXECUTING_UNIT, "ue-1", "2 2 2 70"),
        (Scope.EXECUTING_UNIT, "ue-2", "2 1 1 40"),
        (Scope.UNIT, "prensa", "1 1 1 100"),
        (Scope.UNIT, "mtpe", "2 2 2 40"),
        (Scope.REGION, "PE-CUS", "2 2 2 70"),
        (Scope.REGION, "PE-PUN", "0 0 0 -"),
    ],
)
def test_an_activity_counts_under_its_units_and_its_region(
    scope: Scope, code: str, expected: str
) -> None:
    result = plan("A1: 150", "A2: 40", "A3: 40")
    assert shown(result.rollup(YEAR, scope, code)) == expected


def test_an_activity_counts_under_the_unit_that_leads_and_under_no_other() -> None:
    several = TREE["strategies/1.1.yml"].replace(
        "responsible: prensa", "responsible: [prensa, mtpe]"
    )
    several = several.replace("    responsible: mtpe\n", "    responsible: [mtpe, prensa]\n")
    result = plan("A1: 150", "A2: 40", "A3: 40", **{"strategies/1.1.yml": several})
    assert shown(result.rollup(YEAR, Scope.UNIT, "prensa")) == "1 1 1 100"
    assert shown(result.rollup(YEAR, Scope.UNIT, "mtpe")) == "2 2 2 40"
    assert {unit: list(codes) for unit, codes in result.taken_part_in.items()} == {
        "mtpe": ["A1"],
        "prensa": ["A2"],
    }


def test_a_mean_of_strategies_is_another_number_than_the_mean_of_activities() -> None:
    both = TREE["strategies/1.2.yml"].replace("not-programmed", "100")
    result = plan("A1: 100", "A2: 100", "A3: 100", "B1: 20", **{"strategies/1.2.yml": both})
    assert shown(result.rollup(YEAR, Scope.PLAN, PLAN)) == "4 4 4 80"
    assert plain(result.mean_of_strategies(YEAR)) == "60"
    assert plain(result.mean_of_strategies(YEAR, "1")) == "60"


def test_a_strategy_without_programming_enters_no_mean_of_strategies() -> None:
    result = plan("A1: 100", "A2: 100", "A3: 100")
    assert plain(result.mean_of_strategies(YEAR)) == "100"


def test_the_regions_of_a_measure_count_each_for_itself() -> None:
    files = {
        "strategies/1.1.yml": """
code: "1.1"
objective: "1"
title: Línea
activities:
  - code: A1
    title: Uno
    measures: [{unit: Persona, by: region, targets: {2024: {PE-CUS: 10, Puno: 20}}}]
"""
    }
    reported = results("2024", "A1: {value: {PE-CUS: 5, PE-PUN: 40}}")
    result = computed(content(**files, **reported))
    assert shown(result.rollup(YEAR, Scope.REGION, "PE-CUS")) == "1 1 1 50"
    assert shown(result.rollup(YEAR, Scope.REGION, "PE-PUN")) == "1 1 1 100"
    assert shown(result.rollup(YEAR, Scope.PLAN, PLAN)) == "1 1 1 100"


def test_a_semester_without_a_target_of_its_own_is_held_against_the_year() -> None:
    last = TREE["strategies/1.1.yml"].replace("{unit: Persona,", "{unit: Persona, over_time: last,")
    result = computed(
        content(
            **UNITS,
            **{**TREE, "strategies/1.1.yml": last},
            **results("2024-S1", "A1: 52", "A2: 10"),
            **results("2024", "A1: 88", "A2: 90", "A3: 100"),
        )
    )
    semester = Period.parse("2024-S1")
    assert shown(result.rollup(semester, Scope.STRATEGY, "1.1")) == "3 2 2 31"
    assert plain(result.rollup(YEAR, Scope.STRATEGY, "1.1").mean_raw) == str(
        Decimal(88 + 90 + 100) / 3
    )


def test_results_of_two_quarters_add_up_towards_the_year() -> None:
    result = computed(
        content(**UNITS, **TREE, **results("2024-T1", "A1: 30"), **results("2024-T2", "A1: 40"))
    )
    first, second = Period.parse("2024-T1"), Period.parse("2024-T2")
    assert plain(result.rollup(first, Scope.EXECUTING_UNIT, "ue-1").mean_attainment) == "30"
    assert plain(result.rollup(second, Scope.EXECUTING_UNIT, "ue-1").mean_attainment) == "70"


def test_a_period_with_its_own_targets_is_judged_by_them() -> None:
    quarters = TREE["strategies/1.1.yml"].replace("targets: {2024: 100}", "targets: {2024-T1: 50}")
    files = {**TREE, "strategies/1.1.yml": quarters}
    result = computed(content(**UNITS, **files, **results("2024-T1", "A1: 30")))
    rollup = result.rollup(Period.parse("2024-T1"), Scope.EXECUTING_UNIT, "ue-1")
    assert plain(rollup.mean_attainment) == "60"


def test_two_rollups_add_up_to_the_rollup_of_both() -> None:
    result = plan("A1: 150", "A2: 40", "A3: 40")
    one, other = (result.rollup(YEAR, Scope.EXECUTING_UNIT, unit) for unit in ("ue-1", "ue-2"))
    whole = result.rollup(YEAR, Scope.PLAN, PLAN)
    assert (one.n, other.n, whole.n) == (2, 2, 4)
    assert one.sum_capped + other.sum_capped == whole.sum_capped
    assert {b: one.bands[b] + other.bands[b] for b in whole.bands} == whole.bands


# money by executing unit


def test_amounts_of_a_unit_are_those_printed_for_the_plan_else_those_of_its_activities() -> None:
    printed = with_lines(
        "plan.yml",
        "budget:",
        "  - {year: 2024, stage: opening, amount: 70, executing_unit: ue-1}",
    )
    activities = TREE["strategies/1.1.yml"].replace(
        "executing_unit: ue-1",
        "executing_unit: ue-1\n    budget: [{year: 2024, stage: opening, amount: 30},"
        " {year: 2024, stage: executed, amount: 25}]",
    )
    result = plan("A1: 1", **printed, **{"strategies/1.1.yml": activities})
    found = {key[1].value: amount for key, amount in result.unit_money["ue-1"].items()}
    assert found == {"opening": 70, "executed": 50}


# explanations


def reached(target: str, actual: str, formula: Formula = Formula.TYPE_I) -> Attainment:
    t, a = Decimal(target), Decimal(actual)
    raw = a / t * 100 if formula is Formula.TYPE_I else t / a * 100
    return Attainment(Status.VALUE, t, a, formula, raw)


@pytest.mark.parametrize(
    ("explanation", "text"),
    [
        (explain.of_attainment(reached("1409", "834")), "834 / 1409 × 100 = 59.19"),
        (explain.of_attainment(reached("0.50", "0.25")), "0.25 / 0.5 × 100 = 50"),
        (
            explain.of_attainment(reached("10", "40", Formula.TYPE_I_DECREASE)),
            "10 / 40 × 100 = 25",
        ),
        (explain.of_attainment(Attainment(Status.NOT_REPORTED, Decimal(5))), None),
        (
            explain.of_change_since_baseline(Decimal(65), Decimal(80), Decimal(88)),
            "(88 - 65) / (80 - 65) × 100 = 153.33",
        ),
        (explain.of_change_since_baseline(Decimal(80), Decimal(80), Decimal(88)), None),
        (
            explain.of_mean(Rollup(n=3, n_averaged=2, sum_capped=Decimal("159.19"))),
            "159.19 / 2 = 79.6",
        ),
        (explain.of_mean(Rollup(n=3)), None),
        (
            explain.of_share("ejecucion", executed=Decimal("50.50"), modified=Decimal(200)),
            "50.5 / 200 × 100 = 25.25",
        ),
        (explain.of_share("ejecucion", executed=Decimal(1), modified=Decimal(0)), None),
        (explain.of_change(Decimal(200), Decimal(150)), "(150 - 200) / 200 × 100 = -25"),
        (explain.of_change(Decimal(0), Decimal(150)), None),
        (explain.of_gap(Decimal("98.9026"), Decimal("98.4639"), YEAR), "98.9 - 98.46 = 0.44"),
        (explain.of_gap(Decimal(98), Decimal(50), Period.parse("2024-S1")), None),
        (explain.of_gap(None, Decimal(50), YEAR), None),
    ],
)
def test_a_derived_figure_says_how_it_came_about(
    explanation: explain.Explanation | None, text: str | None
) -> None:
    assert (explanation.text if explanation else None) == text


@given(st.decimals(0, 10_000, places=2), st.decimals("0.01", 10_000, places=2))
def test_the_inputs_of_an_explanation_give_its_value(actual: Decimal, target: Decimal) -> None:
    explanation = explain.of_attainment(
        Attainment(Status.VALUE, target, actual, Formula.TYPE_I, actual / target * 100)
    )
    assert explanation is not None
    inputs = dict(explanation.inputs)
    assert inputs["actual"] / inputs["target"] * 100 == explanation.value
