"""``decimals`` adds zeros and never drops a printed digit, wherever a figure is shown."""

from __future__ import annotations

import re
from itertools import product

import pytest

from generator.export import tables
from generator.model.period import Period
from generator.render.views.common import RenderContext
from generator.render.views.measure.view import measure_views
from generator.scorecard.annex import annex
from generator.scorecard.facts import Scorecard
from generator.scorecard.terminal import scorecard_text
from tests.helpers import content, of_parts, results, results_of, sheet, targets

WRITTEN = {"target": "100", "limit": "10.125", "actual": "99.6", "baseline": "0.12345678"}
DIRECTIONS = ("increase", "decrease", "at-most", "at-least")


def padded(text: str, decimals: int | None) -> str:
    """The digits as they are written, with zeros up to as many decimals."""
    whole, _, behind = text.partition(".")
    behind = behind.ljust(decimals or 0, "0")
    return f"{whole}.{behind}" if behind else whole


def context(decimals: int | None, direction: str, target: str, value: str) -> RenderContext:
    lines = [f"decimals: {decimals}"] if decimals is not None else []
    traits = sheet("kind: rate", "over_time: last", f"direction: {direction}", *lines)
    start = f"baseline: {{period: 2023, value: {WRITTEN['baseline']}}}"
    files = targets(f"2024: {target}", start) | results("2024", f"visitas: {value}")
    return RenderContext(results_of(content(**traits, **files)), "es")


def plain(text: object) -> str:
    return re.sub(r"<[^>]+>", "", str(text)).replace("\u00a0", " ")


@pytest.mark.parametrize(("decimals", "direction"), [*product((None, 0, 1, 3), DIRECTIONS)])
def test_no_printed_digit_is_dropped(decimals: int | None, direction: str) -> None:
    target, value = WRITTEN["limit" if direction == "at-most" else "target"], WRITTEN["actual"]
    ctx = context(decimals, direction, target, value)
    result = ctx.results.plans["plan-2024"]
    (view,) = measure_views(ctx, result, "1.1.1")
    goal, actual = padded(target, decimals), padded(value, decimals)
    assert (view.row.target.text.split()[-1], view.row.actual.text) == (goal, actual)
    assert view.baseline == f"{padded(WRITTEN['baseline'], decimals)} (2023)"
    for said in (plain(view.sentence), plain(view.progress.rows[0].row.actual.text)):
        assert re.search(rf"(?<![\d.]){re.escape(actual)}(?![\d.]*\d)", said), said
    assert goal in plain(view.sentence)
    if view.formula:
        assert view.formula[:2] == (goal, actual)
    card = Scorecard(ctx.results, result, Period.of_year(2024))
    (row,) = [line for line in annex(card, "es").splitlines() if line.startswith("| 1.1.1")]
    cells = [cell.strip() for cell in row.split("|")]
    assert padded(WRITTEN["baseline"], decimals) in cells
    assert (goal in cells, actual in cells) == (True, True)
    if direction == "at-most":
        assert f"meta como máximo {goal}, resultado {actual}" in plain(scorecard_text(card, "es"))


@pytest.mark.parametrize("decimals", [0, 2])
def test_tables_have_the_digits_that_are_written(decimals: int) -> None:
    ctx = context(decimals, "at-most", WRITTEN["limit"], "10.4")
    (seen,) = [it for it in tables(ctx.results, "es") if it.table.name == "observations"]
    names = [column.name for column in seen.table.columns]
    rows = [dict(zip(names, row, strict=True)) for row in seen.rows]
    assert [(str(row["target"]), str(row["actual"])) for row in rows] == [("10.125", "10.4")]


def test_a_mean_without_end_never_looks_like_the_limit_that_it_passes() -> None:
    traits = sheet("kind: rate", "over_time: mean", "direction: at-most", "decimals: 1")
    goals = targets("2024-01: 10, 2024-02: 10, 2024-03: 10")
    parts = [results(f"2024-{m:02}", f"visitas: {v}") for m, v in ((1, 10), (2, 10), (3, "10.01"))]
    ctx = RenderContext(results_of(of_parts(traits, goals, *parts)), "es")
    (view,) = measure_views(ctx, ctx.results.plans["plan-2024"], "1.1.1")
    assert "como máximo 10.0; el resultado fue 10.003: no se cumplió" in plain(view.sentence)
