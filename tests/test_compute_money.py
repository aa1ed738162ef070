"""Money: what each element carries, without counting an amount twice; and the real plan."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from generator.compute.money import budget_key, execution, parts_agree
from generator.compute.rollups import Scope
from generator.model.money import Stage
from generator.model.period import Period
from tests.helpers import computed, content, of_parts, with_lines

PROGRAMMED = (2024, Stage.PROGRAMMED, "")


def line(amount: str, more: str = "") -> str:
    """One amount, as written."""
    return f"{{year: 2024, stage: programmed, amount: {amount}{more}}}"


def objective(code: str, *budget: str) -> str:
    return f'  - {{code: "{code}", title: O, budget: [{", ".join(budget)}]}}'


def plan(*objectives: str, budget: tuple[str, ...] = ()) -> dict[str, str]:
    """plan.yml with these objectives and amounts of its own."""
    own = f"budget: [{', '.join(budget)}]"
    return with_lines("plan.yml", own, "objectives:", *objectives, without=("  - {code",))


def strategy(
    code: str,
    *budget: str,
    serves: str = '["1"]',
    parts: Mapping[str, tuple[str, ...]] | None = None,
) -> dict[str, str]:
    """A strategy with amounts, and activities (by their last number) with theirs."""
    lines = [
        f'code: "{code}"',
        f"objective: {serves}",
        "title: L",
        f"budget: [{', '.join(budget)}]",
    ]
    if parts:
        lines.append("activities:")
        lines += [
            f'  - {{code: "{code}.{n}", title: A, budget: [{", ".join(own)}]}}'
            for n, own in parts.items()
        ]
    return {f"strategies/{code}.yml": "\n".join(lines)}


VERSIONS = with_lines(
    "plan.yml",
    "versions: ["
    + ", ".join(f"{{id: {name}, label: V}}" for name in ("v1", "v2", "v9", "v10"))
    + "]",
)


def amounts(*files: dict[str, str]) -> dict[str, str]:
    """What each element carries, as printed."""
    money = computed(of_parts(*files)).money
    return {code: str(own[PROGRAMMED]) for code, own in money.items() if own}


def test_parents_sum_their_parts() -> None:
    parts = {"1": (line("10.10"),), "2": (line("20.20"),), "3": ()}
    assert amounts(strategy("1.1", parts=parts)) == {
        "plan": "30.30",
        "1": "30.30",
        "1.1": "30.30",
        "1.1.1": "10.10",
        "1.1.2": "20.20",
    }


def test_a_printed_total_stands_for_its_parts() -> None:
    found = amounts(strategy("1.1", line("100"), parts={"1": (line("10"),), "2": (line("20"),)}))
    assert (found["1.1"], found["1"], found["plan"]) == ("100", "100", "100")
    assert (found["1.1.1"], found["1.1.2"]) == ("10", "20")


def test_a_total_beside_an_amount_for_a_group_holds_it() -> None:
    group = line("60", ', covers: ["1.1.1", "1.1.2"]')
    found = amounts(strategy("1.1", line("100"), group, parts={"1": (), "2": (), "3": ()}))
    assert (found["1.1"], found["plan"]) == ("100", "100")


def test_two_printed_amounts_of_one_element_are_added() -> None:
    two = (line("7", ", concept: bienes"), line("5", ", concept: servicios"))
    assert amounts(strategy("1.1", *two))["plan"] == "12"


def test_an_amount_for_a_group_of_activities() -> None:
    group = line("150000.00", ', covers: ["1.1.2", "1.1.3"]')
    found = amounts(strategy("1.1", group, parts={"1": (line("350000.00"),), "2": (), "3": ()}))
    assert found["1.1"] == found["1"] == found["plan"] == "500000.00"
    assert "1.1.2" not in found


def test_parts_of_a_group_are_not_added_again() -> None:
    group = line("150", ', covers: ["1.1.2", "1.1.3"]')
    parts = {"1": (line("350"),), "2": (line("90"),), "3": (line("60"),)}
    found = amounts(strategy("1.1", group, parts=parts))
    assert (found["1.1"], found["1.1.2"], found["1.1.3"]) == ("500", "90", "60")


TWO = plan(objective("1"), objective("2"))


def test_a_strategy_of_two_objectives_counts_in_each_and_once_in_the_plan() -> None:
    found = amounts(TWO, strategy("1.1", line("60"), serves='["1", "2"]'))
    assert (found["1"], found["2"], found["plan"]) == ("60", "60", "60")


@pytest.mark.parametrize("total_at", ["1", "2"])
def test_a_total_that_holds_a_shared_strategy_holds_it_for_the_plan_too(total_at: str) -> None:
    budgets = {"1": (), "2": (), total_at: (line("100"),)}
    objectives = plan(*(objective(code, *own) for code, own in budgets.items()))
    found = amounts(objectives, strategy("1.1", line("60"), serves='["1", "2"]'))
    other = {"1": "2", "2": "1"}[total_at]
    assert (found[total_at], found[other], found["plan"]) == ("100", "60", "100")


@pytest.mark.parametrize("group_at", ["1", "2"])
def test_a_group_that_holds_a_shared_strategy_holds_it_for_the_plan_too(group_at: str) -> None:
    budgets = {"1": (), "2": (), group_at: (line("100", ', covers: ["1.1", "1.2"]'),)}
    objectives = plan(*(objective(code, *own) for code, own in budgets.items()))
    shared = strategy("1.1", line("60"), serves='["1", "2"]')
    own = strategy("1.2", serves=f'["{group_at}"]', parts={"1": (line("40"),)})
    found = amounts(objectives, shared, own)
    assert (found[group_at], found["plan"]) == ("100", "100")


def test_a_total_of_the_plan_stands_for_everything() -> None:
    found = amounts(plan(objective("1"), budget=(line("99.99"),)), strategy("1.1", line("60")))
    assert (found["plan"], found["1"]) == ("99.99", "60")


def test_stages_versions_and_years_are_kept_apart() -> None:
    other = (
        "{year: 2024, stage: opening, amount: 5}",
        "{year: 2024, stage: modified, version: v1, amount: 6}",
        "{year: 2024, stage: modified, version: v2, amount: 7}",
        "{year: 2025, stage: opening, amount: 8}",
    )
    money = computed(content(**strategy("1.1", *other), **VERSIONS)).money["plan"]
    assert money == {
        (2024, Stage.OPENING, ""): 5,
        (2024, Stage.MODIFIED, "v1"): 6,
        (2024, Stage.MODIFIED, "v2"): 7,
        (2025, Stage.OPENING, ""): 8,
    }


def test_cents_are_exact() -> None:
    parts = {str(n): (line("0.10"),) for n in range(1, 31)}
    assert amounts(strategy("1.1", parts=parts))["plan"] == "3.00"


def test_an_element_without_amounts_has_none_and_not_zero() -> None:
    found = amounts(plan(objective("1"), objective("2", line("0"))))
    assert found == {"2": "0", "plan": "0"}


@pytest.mark.parametrize(
    ("stages", "chosen"),
    [
        ("programmed=1", "programmed"),
        ("programmed=1 opening=2", "opening"),
        ("opening=2 modified=3 executed=9", "modified"),
        ("modified=3 modified/v1=4 modified/v9=5 modified/v10=6 modified/v2=7", "modified v10"),
        ("executed=9", ""),
        ("", ""),
    ],
)
def test_the_budget_is_the_latest_that_the_element_has_to_spend(stages: str, chosen: str) -> None:
    lines = []
    for given in stages.split():
        name, amount = given.split("=")
        stage, _, version = name.partition("/")
        of = f", version: {version}" if version else ""
        lines.append(f"{{year: 2024, stage: {stage}, amount: {amount}{of}}}")
    plan = computed(content(**strategy("1.1", *lines), **VERSIONS))
    money, ranks = plan.money["plan"], plan.version_ranks
    key = budget_key(money, 2024, ranks)
    assert " ".join(filter(None, key[1:] if key else ())) == chosen
    assert budget_key(money, 2025, ranks) is None


def test_the_latest_version_is_the_last_that_the_plan_lists_whatever_its_name() -> None:
    named = with_lines("plan.yml", "versions: [{id: inicial, label: I}, {id: final, label: F}]")
    lines = [
        "{year: 2024, stage: modified, version: inicial, amount: 1000}",
        "{year: 2024, stage: modified, version: final, amount: 100}",
        "{year: 2024, stage: executed, amount: 90}",
    ]
    plan = computed(content(**strategy("1.1", *lines), **named))
    money = plan.money["plan"]
    key = budget_key(money, 2024, plan.version_ranks)
    assert key is not None
    assert (key[2], str(money[key])) == ("final", "100")
    assert execution(money, 2024, plan.version_ranks) == 90


@pytest.mark.parametrize("modified", ["0"])
def test_nothing_to_spend_has_no_execution(modified: str) -> None:
    lines = [
        f"{{year: 2024, stage: modified, amount: {modified}}}",
        "{year: 2024, stage: executed, amount: 50}",
    ]
    plan = computed(content(**strategy("1.1", *lines)))
    assert execution(plan.money["plan"], 2024, plan.version_ranks) is None


@pytest.mark.parametrize("split", ["executing_unit: mtpe", "concept: Bienes"])
def test_a_total_and_its_own_split_are_the_same_money(split: str) -> None:
    lines = [
        "{year: 2024, stage: programmed, amount: 100}",
        f"{{year: 2024, stage: programmed, amount: 60, {split}}}",
        "{year: 2024, stage: programmed, amount: 40, concept: Servicios}",
    ]
    assert amounts(strategy("1.1", *lines))["plan"] == "100"


@pytest.mark.parametrize(
    ("total", "parts", "agree"),
    [
        ("30", "30", True),
        ("30.00", "30", True),
        ("30", "29.99", False),
        ("30", "", None),
        ("", "30", None),
    ],
)
def test_the_total_of_the_plan_is_held_against_its_parts(
    total: str, parts: str, agree: bool | None
) -> None:
    files = {
        **plan(objective("1"), budget=(line(total),) if total else ()),
        **strategy("1.1", *((line(parts),) if parts else ())),
    }
    assert parts_agree(computed(content(**files)).folder, PROGRAMMED) is agree


def stages(*printed: str) -> tuple[str, ...]:
    """Amounts of 2024, ``stage amount more``."""
    parts = (text.split(maxsplit=2) for text in printed)
    return tuple(
        f"{{year: 2024, stage: {stage}, amount: {amount}{', ' + ''.join(more) if more else ''}}}"
        for stage, amount, *more in parts
    )


@pytest.mark.parametrize(
    ("printed", "spent", "share"),
    [
        ("modified 100, certified 90, committed 80", "", None),
        ("modified 100, paid 40", "paid", 40),
        ("modified 100, executed 60, paid 40", "executed", 60),
        ("modified 100, committed 80, accrued 50, executed 60, paid 40", "accrued", 50),
        ("opening 100, accrued 50", "accrued", None),
    ],
)
def test_what_counts_as_spent_is_accrued_then_executed_then_paid(
    printed: str, spent: str, share: int | None
) -> None:
    plan = computed(content(**strategy("1.1", *stages(*printed.split(", ")))))
    found = plan.spending(Period.of_year(2024), "1.1")
    assert (found.spent[1].value if found.spent else "", found.execution) == (spent, share)


@pytest.mark.parametrize(
    ("second", "share"),
    [("accrued 30", 40), ("accrued 30, paid 20", 40), ("paid 30", None), ("", 25)],
)
def test_parts_that_print_other_stages_are_not_added_to_what_was_spent(
    second: str, share: int | None
) -> None:
    parts = {
        "1": stages("modified 100", "accrued 50"),
        "2": stages("modified 100", *filter(None, second.split(", "))),
    }
    found = computed(content(**strategy("1.1", parts=parts))).spending(Period.of_year(2024), "1.1")
    assert found.execution == share


def test_a_part_that_prints_its_opening_budget_too_hides_no_execution() -> None:
    parts = {
        "1": stages("opening 80", "modified 100", "accrued 50"),
        "2": stages("modified 100", "accrued 90"),
    }
    plan = computed(content(**strategy("1.1", parts=parts)))
    assert plan.spending(Period.of_year(2024), "1.1").execution == 70


@pytest.mark.parametrize(
    ("printed", "total"),
    [
        ("programmed 60 funding: SGP, programmed 40 funding: Propios", "100"),
        ("programmed 110, programmed 60 funding: SGP, programmed 40 funding: Propios", "110"),
        ("programmed 60 executing_unit: mtpe, programmed 70 funding: SGP", "70"),
        (
            "programmed 60 executing_unit: mtpe, programmed 60 funding: SGP; executing_unit: mtpe,"
            " programmed 40 executing_unit: otra; funding: SGP",
            "100",
        ),
    ],
)
def test_sources_add_up_and_beside_a_total_they_are_the_same_money(
    printed: str, total: str
) -> None:
    lines = (line.replace(";", ",") for line in stages(*printed.split(", ")))
    units = {
        "units.yml": "- {id: mtpe, name: M, kind: entity}\n- {id: otra, name: O, kind: entity}"
    }
    assert amounts(strategy("1.1", *lines), units)["plan"] == total


def test_a_unit_has_the_sum_of_its_sources_and_its_total_only_once() -> None:
    by_source = stages(
        "programmed 100 executing_unit: mtpe",
        "programmed 60 executing_unit: mtpe, funding: SGP",
        "modified 60 executing_unit: mtpe, funding: SGP",
        "modified 40 executing_unit: mtpe, funding: Propios",
    )
    found = computed(content(**strategy("1.1", *by_source))).unit_money["mtpe"]
    assert found == {PROGRAMMED: 100, (2024, Stage.MODIFIED, ""): 100}


def test_parts_of_a_unit_that_print_other_stages_give_it_no_execution() -> None:
    parts = {"1": stages("modified 100", "accrued 50"), "2": stages("modified 100", "paid 40")}
    files = {**strategy("1.1", parts=parts)}
    text = files["strategies/1.1.yml"].replace("title: A", "title: A, executing_unit: mtpe")
    plan = computed(content(**{"strategies/1.1.yml": text}))
    found = plan.spending(Period.of_year(2024), "mtpe", Scope.EXECUTING_UNIT)
    assert found.modified == 200
    assert found.executed is found.execution is None


def test_each_currency_has_its_own_amounts_and_execution() -> None:
    parts = {
        "1": stages("modified 100", "executed 50 currency: PEN", "executed 9 currency: USD"),
        "2": stages("modified 10 currency: USD", "executed 7 currency: EUR"),
    }
    plan = computed(content(**strategy("1.1", parts=parts)))
    modified, executed = (2024, Stage.MODIFIED, ""), (2024, Stage.EXECUTED, "")
    found = {part.currency: part.money["plan"] for part in plan.by_currency}
    assert found == {
        "PEN": {modified: 100, executed: 50},
        "EUR": {executed: 7},
        "USD": {modified: 10, executed: 9},
    }
    shares = [part.spending(Period.of_year(2024)).execution for part in plan.by_currency]
    assert shares == [50, None, 90]


def test_a_plan_without_a_currency_of_its_own_has_that_of_its_amounts() -> None:
    bare = with_lines("plan.yml", without=("currency",))
    plan = computed(content(**strategy("1.1", *stages("modified 5 currency: USD")), **bare))
    assert (plan.currency, plan.others) == ("USD", ())


def test_a_plan_in_another_currency_is_not_refused() -> None:
    dollars = with_lines("plan.yml", "currency: USD")
    assert amounts(dollars, strategy("1.1", line("5", ", currency: USD")))["plan"] == "5"
