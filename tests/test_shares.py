"""Shares and the mean weighted by them, against numbers worked out by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.check.shares import check_shares
from generator.compute.shares import share_mean
from generator.export import tables
from generator.load import load
from generator.model.catalog import PLAN as WHOLE
from generator.model.period import Period
from generator.render.views.common import RenderContext
from generator.render.views.in_charge import with_ranks
from generator.render.views.plan.lead import plan_lead
from tests.command import run
from tests.helpers import PLAN, computed, content, lay, plain, results, results_of

YEAR = Period.of_year(2024)
Tree = dict[str, tuple[str, dict[str, tuple[str, dict[str, str]]]]]
"""Strategies, each with its share and its activities, each with its share and its measures."""


def files(tree: Tree, reported: dict[str, str], **more: str) -> dict[str, bytes]:
    """A plan whose measures have a target of 100; "" is no share, and no result."""
    made, told = {}, [f"{name}: {value}" for name, value in reported.items() if value]
    for strategy, (share, activities) in tree.items():
        lines = [f'code: "{strategy}"', 'objective: "1"', "title: Línea"]
        lines += [f"weight: {share}"] * bool(share) + ["activities:"]
        for code, (own, measures) in activities.items():
            weight = f", weight: {own}" if own else ""
            inner = ", ".join(
                f"{{id: {name}, name: {name}, unit: u, targets: {{2024: 100}}"
                + (f", weight: {part}}}" if part else "}")
                for name, part in measures.items()
            )
            lines.append(f"  - {{code: {code}, title: T{weight}, measures: [{inner}]}}")
        made[f"{PLAN}strategies/{strategy}.yml"] = "\n".join(lines) + "\n"
    of_year = results("2024", *told) if told else {}
    return content(**made, **of_year, **more)


def one(*shares: str, at: str = "activity") -> Tree:
    """A strategy with an activity for each share, which stands there or at its only measure."""
    of_activity = at == "activity"
    return {
        "1.1": (
            "",
            {
                f"1.1.{n}": (share if of_activity else "", {f"m{n}": "" if of_activity else share})
                for n, share in enumerate(shares, 1)
            },
        )
    }


def weighted(tree: Tree, *reported: str, code: str = WHOLE) -> str:
    """The mean by shares of an element, and how much of them it is of."""
    told = {f"m{n}": value for n, value in enumerate(reported, 1)}
    found = share_mean(computed(files(tree, told)), YEAR, code)
    return plain(round(found.value, 2), round(found.covered, 2)) if found else "-"


@pytest.mark.parametrize("at", ["activity", "measure"])
@pytest.mark.parametrize(
    ("shares", "reported", "expected"),
    [
        (("60", "30", "10"), ("100", "50", "0"), "75 100"),  # 60 + 15 + 0
        (("60", "30", "10"), ("100", "250", "0"), "90 100"),  # 250 % counts as 100
        (("60", "30", "10"), ("100", "", "0"), "85.71 70"),  # 60 / 70
        (("50", "47.8"), ("100", "0"), "51.12 100"),  # 50 / 97.8
        (("60", "30", "10"), ("", "", ""), "-"),
        (("60", "", "10"), ("100", "50", "0"), "-"),
        (("", "", ""), ("100", "50", "0"), "-"),
        (("33.3", "33.3", "33.4"), ("75", "75", "75"), "75 100"),
    ],
)
def test_the_mean_of_a_strategy(
    shares: tuple[str, ...], reported: tuple[str, ...], expected: str, at: str
) -> None:
    found = weighted(one(*shares, at=at), *reported)
    assert found == expected
    assert weighted(one(*shares, at=at), *reported, code="1.1") == expected


TWO: Tree = {
    "1.1": ("40", {"1.1.1": ("50", {"m1": ""}), "1.1.2": ("50", {"m2": ""})}),
    "1.2": ("60", {"1.2.1": ("", {"m3": "75", "m4": "25"})}),
}
OF_THE_WHOLE: Tree = {
    "1.1": ("40", {"1.1.1": ("20", {"m1": ""}), "1.1.2": ("20", {"m2": ""})}),
    "1.2": ("60", {"1.2.1": ("", {"m3": "45", "m4": "15"})}),
}
ONLY_MEASURES: Tree = {
    "1.1": ("", {"1.1.1": ("", {"m1": "20"}), "1.1.2": ("", {"m2": "20"})}),
    "1.2": ("", {"1.2.1": ("", {"m3": "45", "m4": "15"})}),
}


@pytest.mark.parametrize("tree", [TWO, OF_THE_WHOLE, ONLY_MEASURES])
def test_shares_multiply_down_the_tree_however_they_are_printed(tree: Tree) -> None:
    # 20 × 100 + 20 × 50 + 45 × 80 + 15 × 0, of 100; without the second: 56 of 80
    assert weighted(tree, "100", "50", "80", "0") == "66 100"
    assert weighted(tree, "100", "", "80", "0") == "70 80"
    assert weighted(tree, "100", "50", "80", "0", code="1.2") == "60 100"
    assert list(check_shares(load(files(tree, {"m1": "100"}))[0])) == []


def test_a_branch_without_shares_leaves_those_of_the_others() -> None:
    tree: Tree = {**TWO, "1.2": ("60", {"1.2.1": ("", {"m3": ""}), "1.2.2": ("", {"m4": ""})})}
    assert weighted(tree, "100", "50", "80", "0") == "-"
    assert weighted(tree, "100", "50", "80", "0", code="1.1") == "75 100"


def test_an_activity_of_several_measures_without_shares_counts_with_their_mean() -> None:
    tree: Tree = {"1.1": ("", {"1.1.1": ("80", {"m1": "", "m2": ""}), "1.1.2": ("20", {"m3": ""})})}
    assert weighted(tree, "100", "50", "0") == "60 100"  # 80 × 75 of 100


@pytest.mark.parametrize(
    ("tree", "expected"),
    [
        (one("60", "37.8"), "shares-add-up"),
        (one("60", "37.8", at="measure"), "shares-add-up"),
        (one("0.6", "0.4", at="measure"), "shares-as-fractions"),
        (one("1"), "shares-as-fractions"),
        (one("60", ""), "missing-share"),
        ({**TWO, "1.1": ("50", TWO["1.1"][1])}, "shares-add-up"),
        ({**OF_THE_WHOLE, "1.1": ("50", TWO["1.1"][1])}, "shares-add-up"),
    ],
)
def test_one_cause_has_one_finding(tree: Tree, expected: str) -> None:
    catalog, problems = load(files(tree, {"m1": "100"}))
    assert problems == []
    assert [it.code for it in check_shares(catalog)] == [expected]


def test_a_file_that_cannot_be_read_leaves_the_sum_alone() -> None:
    broken = {f"{PLAN}strategies/1.2.yml": "code: [\n"}
    catalog, problems = load(files({"1.1": TWO["1.1"]}, {"m1": "100"}, **broken))
    assert [it.code for it in problems] == ["yaml-syntax"]
    assert list(check_shares(catalog)) == []


def context(given: dict[str, bytes]) -> RenderContext:
    return RenderContext(results_of(given), "es")


@pytest.mark.parametrize(
    ("reported", "sentence"),
    [
        (("100", "50", "0"), "Promedio ponderado por pesos: <b>75.0\xa0%</b>."),
        (
            ("100", "", "0"),
            "Promedio ponderado por pesos: <b>85.7\xa0%</b>, sobre el 70.0\xa0% del peso; el resto "
            "no tiene porcentaje.",
        ),
    ],
)
def test_a_page_says_it_beside_the_simple_mean(reported: tuple[str, ...], sentence: str) -> None:
    told = {f"m{n}": value for n, value in enumerate(reported, 1)}
    ctx = context(files(one("60", "30", "10"), told))
    plan = ctx.results.plans["plan-2024"]
    assert sentence in plan_lead(ctx, plan)
    node = plan.folder.by_code["1.1.1"].node
    assert with_ranks(ctx, node) == (("Peso", (("60\u00a0%", ""),)),)


def test_the_tables_have_it() -> None:
    ctx = context(files(one("60", "30", "10"), {"m1": "100", "m3": "0"}))
    filled = {it.table.name: it for it in tables(ctx.results, "es")}
    names = [column.name for column in filled["rollups"].table.columns]
    places = [names.index(it) for it in ("scope", "mean_by_shares", "share_averaged")]
    told = [plain(*(row[place] for place in places)) for row in filled["rollups"].rows]
    assert told == [f"{scope} 85.714286 70" for scope in ("objective", "plan", "strategy")]


def test_the_scorecard_says_it(tmp_path: Path) -> None:
    told = {"m1": "100", "m2": "50", "m3": "0"}
    root = lay(tmp_path, files(one("60", "30", "10"), told))
    text = run("report", "plan-2024", cwd=root).stdout
    assert "Avance promedio               ▼ Bajo 50.0 %" in text
    assert "Promedio ponderado por pesos  75.0 %\n" in text
    annex = run("report", "plan-2024", "--format", "markdown", cwd=root).stdout
    assert "- **Promedio ponderado por pesos:** 75.0 %\n" in annex
