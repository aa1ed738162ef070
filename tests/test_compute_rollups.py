"""Means and counts of activities: by strategy, objective and plan."""

from __future__ import annotations

import random
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from generator.compute.attainment import Status
from generator.compute.results import PlanResult
from generator.compute.rollups import Rollup
from generator.model.catalog import Level
from generator.model.method import Band
from tests.helpers import (
    computed,
    of_parts,
    plain,
    results,
    series,
    strategy,
    targets,
    with_lines,
)

Pair = tuple[str, str | None]
"""Target and result of a measure, as written; None: nothing was reported."""


def tree(*strategies: dict[str, str], reported: dict[str, str], **more: str) -> dict[str, bytes]:
    """Strategies and one round of results for 2024."""
    told = results("2024", *(f"{k}: {v}" for k, v in reported.items()))
    return of_parts(*strategies, told, more)


def activities(*given: list[Pair], code: str = "1.1", objective: str = '"1"') -> PlanResult:
    """A plan with one strategy whose activities have the measures given."""
    return computed(_activities(*given, code=code, objective=objective))


def _activities(
    *given: list[Pair], code: str = "1.1", objective: str = '"1"', seed: int = 0
) -> dict[str, bytes]:
    measures, reported = [], {}
    for n, pairs in enumerate(given, 1):
        entries = []
        for m, (target, result) in enumerate(pairs, 1):
            name = f"m{n}-{m}"
            entries.append(
                f"{{id: {name}, name: {name}, kind: variation, targets: {{2024: {target}}}}}"
            )
            if result is not None:
                reported[name] = result
        measures.append(f"[{', '.join(entries)}]")
    shuffled = list(reported.items())
    random.Random(seed).shuffle(shuffled)  # noqa: S311
    entry = dict(shuffled) or {"m1-1": "{note: nada que informar}"}
    return tree(strategy(*measures, code=code, objective=objective), reported=entry)


def means(rollup: Rollup) -> str:
    """Mean of the capped attainments and of the raw ones."""
    return plain(rollup.mean_attainment, rollup.mean_raw)


def counts(rollup: Rollup) -> str:
    """How many: all, programmed, reported, executed; low, medium, high."""
    return plain(
        *(rollup.n, rollup.n_programmed, rollup.n_reported, rollup.n_executed),
        *rollup.bands.values(),
    )


def test_an_activity_counts_once_with_the_mean_of_its_measures() -> None:
    plan = activities([("10", "10"), ("10", "2")], [("10", "8")])
    assert plain(plan.activities["1.1.1"].capped) == "60"
    assert means(plan.rollups["1.1"]) == "70 70"
    assert counts(plan.rollups["1.1"]) == "2 2 2 2 1 1 0"


def test_the_band_of_several_measures_is_that_of_their_mean() -> None:
    plan = activities([("10", "100"), ("10", "8")])
    assert plan.activities["1.1.1"].band is Band.MEDIUM
    assert means(plan.rollups["plan"]) == "90 540"


def test_the_band_of_one_measure_is_its_own() -> None:
    plan = activities([("10", "100"), ("not-programmed", None)])
    assert plan.activities["1.1.1"].band is Band.HIGH


def test_bands_above_100_judge_the_raw_attainment_of_a_single_measure() -> None:
    bands = with_lines("plan.yml", "bands: {medium: 100, high: 120}")
    shared = strategy(*(f"[{measure(name)}]" for name in ("a", "b", "c")))
    plan = computed(tree(shared, reported={"a": "11", "b": "12", "c": "9"}, **bands))
    assert counts(plan.rollups["plan"]) == "3 3 3 3 1 1 1"


def test_what_passes_100_counts_as_100_in_the_mean_and_whole_in_the_raw_one() -> None:
    plan = activities([("100", "562")], [("100", "100")], [("100", "88")])
    assert means(plan.rollups["plan"]) == "96 250"


def test_what_is_below_0_counts_as_0_in_the_mean() -> None:
    plan = activities([("10", "-22")], [("10", "6")])
    assert means(plan.rollups["plan"]) == "30 -80"
    assert counts(plan.rollups["plan"]) == "2 2 2 1 2 0 0"


def test_what_is_not_reported_lowers_no_mean_and_is_counted() -> None:
    plan = activities([("10", "25")], [("10", "6")], [("10", None)])
    assert means(plan.rollups["plan"]) == "80 155"
    assert counts(plan.rollups["plan"]) == "3 3 2 2 1 0 1"
    assert plan.rollups["plan"].statuses[Status.NOT_REPORTED] == 1


def test_a_measure_not_reported_beside_a_reported_one() -> None:
    plan = activities([("10", "5"), ("10", None)])
    assert plan.activities["1.1.1"].status == "value"
    assert means(plan.rollups["plan"]) == "50 50"


def test_an_objective_without_programming_has_no_mean() -> None:
    plan = activities([("not-programmed", None)], [("0", "0")])
    for scope in ("1.1", "1", "plan"):
        assert means(plan.rollups[scope]) == "- -"
        assert counts(plan.rollups[scope]) == "2 0 0 0 0 0 0"
        assert plan.rollups[scope].statuses[Status.NOT_PROGRAMMED] == 2


def test_what_is_done_without_programming_is_executed_and_not_averaged() -> None:
    plan = activities([("not-programmed", "5")], [("10", "6")])
    assert means(plan.rollups["plan"]) == "60 60"
    assert counts(plan.rollups["plan"]) == "2 1 1 2 1 0 0"


def test_what_does_not_apply_is_neither_programmed_nor_averaged() -> None:
    plan = activities([("not-applicable", None)], [("10", "6")])
    assert means(plan.rollups["plan"]) == "60 60"
    assert counts(plan.rollups["plan"]) == "2 1 1 1 1 0 0"


def test_an_activity_without_measures_is_not_counted() -> None:
    plan = activities([("10", "6")], [])
    assert list(plan.activities) == ["1.1.1"]
    assert plan.rollups["plan"].n == 1


def measure(name: str) -> str:
    """A measure with a target of 10."""
    return f"{{id: {name}, name: {name}, targets: {{2024: 10}}}}"


TWO = with_lines(
    "plan.yml",
    "objectives:",
    '  - {code: "1", title: Primero}',
    '  - {code: "2", title: Segundo}',
    without=("  - {code",),
)


def test_a_strategy_of_two_objectives_counts_under_each_and_once_in_the_plan() -> None:
    shared = strategy(f"[{measure('a')}]", f"[{measure('b')}]", objective='["1", "2"]')
    own = strategy(f"[{measure('c')}]", code="2.1", objective='"2"')
    plan = computed(tree(shared, own, reported={"a": "8", "b": "10", "c": "3"}, **TWO))
    assert {scope: plain(it.n, it.mean_attainment) for scope, it in plan.rollups.items()} == {
        "1.1": "2 90",
        "1": "2 90",
        "2.1": "1 30",
        "2": "3 70",
        "plan": "3 70",
    }


def test_the_mean_is_of_activities_and_not_of_means() -> None:
    one = strategy(*(f"[{measure(name)}]" for name in ("a", "b", "c")))
    other = strategy(f"[{measure('d')}]", code="1.2")
    plan = computed(tree(one, other, reported={"a": "10", "b": "10", "c": "10", "d": "2"}))
    assert (
        plain(plan.rollups["1.1"].mean_attainment, plan.rollups["1.2"].mean_attainment) == "100 20"
    )
    assert plain(plan.rollups["1"].mean_attainment) == "80"


def bare(code: str, *names: str) -> dict[str, str]:
    """A strategy with measures and without activities."""
    measures = ", ".join(measure(name) for name in names)
    lines = [f'code: "{code}"', 'objective: "1"', "title: Línea", f"measures: [{measures}]"]
    return {f"strategies/{code}.yml": "\n".join(lines)}


def test_where_a_plan_has_no_activities_its_measures_count() -> None:
    plan = computed(tree(bare("1.1", "a", "b"), bare("1.2", "c"), reported={"a": "5", "b": "10"}))
    assert means(plan.rollups["1.1"]) == "75 75"
    assert means(plan.rollups["1.2"]) == "- -"
    assert plan.rollups["plan"].n == 3
    assert plan.activities == {}


def test_a_measure_of_the_plan_as_a_whole_counts_apart_and_once() -> None:
    plan = with_lines("plan.yml", f"measures: [{measure('c')}]")
    found = computed(tree(bare("1.1", "a"), reported={"a": "5", "c": "10"}, **plan))
    assert [counts(level) for level in found.levels()] == ["1 1 1 1 1 0 0", "1 1 1 1 0 0 1"]
    assert found.rollups["plan"] == found.levels()[0]
    assert found.rollups["1"].n == 1


def test_activities_speak_for_a_plan_and_the_measures_of_a_strategy_beside_them() -> None:
    plan = computed(
        tree(strategy(f"[{measure('a')}]"), bare("1.2", "b"), reported={"a": "5", "b": "10"})
    )
    assert plain(plan.rollups["plan"].n, plan.rollups["plan"].mean_attainment) == "1 50"
    told = [(it.level, it.n, it.mean_attainment) for it in plan.levels()]
    assert told == [(Level.ACTIVITY, 1, Decimal(50)), (Level.STRATEGY, 1, Decimal(100))]


# What holds for every plan.

TARGETS = st.one_of(
    st.sampled_from(["not-programmed", "not-applicable", "0", "-3"]),
    st.decimals(min_value=Decimal("0.1"), max_value=2000, places=1).map(str),
)
RESULTS = st.one_of(
    st.sampled_from([None, "0", "not-applicable"]),
    st.decimals(min_value=-500, max_value=5000, places=2)
    .map(str)
    .map(lambda text: text.replace("-0.00", "0")),
)
ACTIVITIES = st.lists(
    st.lists(st.tuples(TARGETS, RESULTS), min_size=1, max_size=3), min_size=1, max_size=6
)
fixed = settings(max_examples=40, derandomize=True, deadline=None, database=None)


@fixed
@given(ACTIVITIES)
def test_counts_add_up_and_capped_means_lie_within_0_and_100(given: list[list[Pair]]) -> None:
    for rollup in activities(*given).rollups.values():
        assert rollup.n == len(given) == sum(rollup.statuses.values())
        assert sum(rollup.bands.values()) <= rollup.n_reported <= rollup.n
        assert rollup.n_reported <= rollup.n_programmed <= rollup.n
        if rollup.mean_attainment is not None:
            assert 0 <= rollup.mean_attainment <= 100
        assert (rollup.mean_attainment is None) == (rollup.mean_raw is None)


@fixed
@given(ACTIVITIES)
def test_an_activity_without_programming_changes_no_mean(given: list[list[Pair]]) -> None:
    before = activities(*given).rollups["plan"]
    after = activities(*given, [("not-programmed", "7")]).rollups["plan"]
    assert means(after) == means(before)
    assert after.bands == before.bands
    assert after.n == before.n + 1


@fixed
@given(ACTIVITIES, st.integers(0, 1000))
def test_the_order_of_files_and_of_results_does_not_matter(
    given: list[list[Pair]], seed: int
) -> None:
    straight = computed(_activities(*given))
    items = list(_activities(*given, seed=seed).items())
    random.Random(seed).shuffle(items)  # noqa: S311
    shuffled = computed(dict(items))
    assert shuffled.rollups == straight.rollups
    assert shuffled.activities == straight.activities
    assert {k: m.years for k, m in shuffled.measures.items()} == {
        k: m.years for k, m in straight.measures.items()
    }


@fixed
@given(
    st.lists(st.lists(st.integers(0, 50), min_size=3, max_size=3), min_size=4, max_size=4),
    st.lists(st.integers(0, 200), min_size=1, max_size=4),
)
def test_a_quarter_in_months_with_the_same_sum_gives_the_same_year(
    months: list[list[int]], reported: list[int]
) -> None:
    by_quarter = ", ".join(f"2024-T{q}: {sum(parts)}" for q, parts in enumerate(months, 1))
    flat = [value for parts in months for value in parts]
    by_month = ", ".join(f"2024-{month:02}: {value}" for month, value in enumerate(flat, 1))
    given = [results(f"2024-T{q}", f"visitas: {value}") for q, value in enumerate(reported, 1)]
    quarters, split = (series(targets(text), *given) for text in (by_quarter, by_month))
    assert split.full_year == quarters.full_year
    assert split.to_date == quarters.to_date
