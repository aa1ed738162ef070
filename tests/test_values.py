"""Targets that are no plain number: judged exactly, told in tables and reports, and kept."""

from __future__ import annotations

import csv
import io
from datetime import date
from decimal import Decimal

import pytest

from generator.compute import Results, compute
from generator.export import tables
from generator.export.formats import as_csv
from generator.load import load
from generator.model.history import typed_value
from generator.model.period import Period
from generator.model.values import Range, Words
from generator.render.views.common import RenderContext
from generator.render.views.measure.view import measure_views
from generator.review.changes import Ease
from generator.review.diff import diff
from generator.review.snapshot import Snapshot
from generator.scorecard.annex import annex
from generator.scorecard.facts import Scorecard
from tests.helpers import content, measured, of_parts, results, results_of, sheet, targets

DAY = date(2025, 6, 1)
RATE = ("kind: rate", "over_time: last")
WORDS = ("kind: text", "direction: none", "over_time: last")
START = "baseline: {period: 2022, value: 25.5}"


@pytest.mark.parametrize(
    ("lines", "target", "result", "met"),
    [
        (RATE, "10-15", "10", True),
        (RATE, "10-15", "15.0", True),
        (RATE, "10-15", "15.0000001", False),
        (RATE, "{from: -2, to: 0.5}", "-2", True),
        (("kind: ratio", "over_time: last"), '"1:3"', '"2:6"', True),
        (("kind: ratio", "over_time: last"), '"1:20"', '"1:20.0001"', False),
        (("kind: ratio", "over_time: last", "direction: at-most"), '"1:20"', '"1:21"', True),
        (("kind: ratio", "over_time: last", "direction: none"), '"1:20"', '"1:20"', None),
        ((*RATE, "direction: maintain"), "95", "95.0", True),
        ((*RATE, "direction: maintain"), "95", "95.1", False),
        ((*RATE, "direction: maintain", "tolerance: 0.1"), "95", "94.9", True),
        ((*RATE, "direction: maintain", "tolerance: 0.1"), "95", "95.11", False),
        (WORDS, "Sistema en uso", "Sistema en uso", None),
        (WORDS, "Sistema en uso", "{text: En prueba, met: false, note: Falta una}", False),
        (RATE, "increase", "1000", None),
    ],
)
def test_what_is_no_number_is_met_or_not_without_a_percentage(
    lines: tuple[str, ...], target: str, result: str, met: bool | None
) -> None:
    it = measured(sheet(*lines), targets(f"2024: {target}"), results("2024", f"visitas: {result}"))
    assert (it.years[2024].full_year.met, it.years[2024].full_year.raw) == (met, None)


@pytest.mark.parametrize(
    ("change", "number"),
    [("{change: -50 %}", "12.75"), ("{change: 33.3%}", "33.9915"), ("{change: -5.5}", "20")],
)
def test_a_change_of_the_baseline_is_computed_exactly(change: str, number: str) -> None:
    it = measured(sheet(*RATE), targets(f"2024: {change}", START))
    assert str(it.years[2024].full_year.target) == number


def test_ranges_of_quarters_add_up_by_their_ends() -> None:
    quarters = ", ".join(f"2024-T{n}: {n}-{n + 1}" for n in range(1, 5))
    it = measured(sheet("over_time: sum"), targets(quarters))
    assert str(it.years[2024].full_year.target) == "10-14"


def test_a_year_in_a_history_is_no_range() -> None:
    told = [typed_value(text) for text in ("10-15", "2023-24", "10 a 15")]
    assert told == [Range(Decimal(10), Decimal(15)), Words("2023-24"), Words("10 a 15")]


EACH = f"""
code: "1.1"
objective: "1"
title: Línea
activities:
  - code: 1.1.1
    title: Actividad
    measures:
      - {{id: cloro, kind: rate, unit: mg/l, over_time: last, targets: {{2024: 0.5-1.5}}}}
      - id: casos
        unit: Caso
        kind: rate
        direction: decrease
        {START}
        targets: {{2024: {{change: -50 %}}}}
      - id: sistema
        name: Sistema
        kind: text
        direction: none
        baseline: {{period: 2022, value: Sin sistema}}
        targets: {{2024: "=En uso"}}
      - id: firme
        unit: Punto
        kind: rate
        direction: maintain
        tolerance: 1
        over_time: last
        targets: {{2024: 9}}
"""
TOLD = ("cloro: 1.2", "casos: 13", "sistema: En prueba", "firme: 10.5")


@pytest.fixture(scope="module")
def each() -> Results:
    """A plan with a target of each sort."""
    return results_of(of_parts({"strategies/1.1.yml": EACH}, results("2024", *TOLD)), DAY)


def test_numbers_and_what_is_none_have_columns_of_their_own(each: Results) -> None:
    found = {it.table.name: it for it in tables(each, "es")}
    columns = ("measure", "target", "target_text", "target_from", "target_to", "actual", "met")
    rows = csv.DictReader(io.StringIO(as_csv(found["observations"]).decode(), newline=""))
    assert [" ".join(row[name] or "-" for name in columns) for row in rows] == [
        "casos 12.75 '-50 % - - 13 false",
        "cloro - 0.5-1.5 0.5 1.5 1.2 true",
        "firme 9 - - - 10.5 false",
        "sistema - '=En uso - - - -",
    ]
    rows = csv.DictReader(io.StringIO(as_csv(found["measures"]).decode(), newline=""))
    assert {row["measure"]: (row["tolerance"], row["baseline_text"]) for row in rows} == {
        "casos": ("", ""),
        "cloro": ("", ""),
        "firme": ("1", ""),
        "sistema": ("", "Sin sistema"),
    }


def test_only_a_target_of_figures_stands_in_large() -> None:
    for target, label in (("increase", ""), ("9", "Meta de 2024")):
        catalog, _ = load(content(**sheet(*RATE), **targets(f"2024: {target}")))
        ctx = RenderContext(compute(catalog, DAY), "es")
        (view,) = measure_views(ctx, ctx.results.plans["plan-2024"], "1.1.1")
        assert (view.label, view.target_alone != "") == (label, True)


def test_a_report_says_each_as_it_is(each: Results) -> None:
    card = Scorecard(each, each.plans["plan-2024"], Period.parse("2024"))
    rows = [row for row in annex(card, "es").splitlines() if row.startswith("| 1.1.1 ")]
    assert [row.split(" | ")[4:] for row in rows] == [
        ["Ascendente", "–", "–", "de 0.5 a 1.5", "1.2", "cumple", "– |"],
        ["Descendente", "2022", "25.5", "12.75", "13", "98.1", "98.0 |"],
        ["–", "2022", "Sin sistema", "=En uso", "En prueba", "–", "– |"],
        ["Se mantiene", "–", "–", "9", "10.5", "no cumple", "– |"],
    ]


@pytest.mark.parametrize(
    ("lines", "before", "after", "ease"),
    [
        (RATE, "10-15", "9-15", Ease.EASIER),
        (RATE, "10-15", "11-14", Ease.HARDER),
        (RATE, "10-15", "12-20", Ease.NEITHER),
        (RATE, "10", "increase", Ease.EASIER),
        (RATE, "increase", "10", Ease.HARDER),
        (RATE, "{change: 50 %}", "{change: 40 %}", Ease.EASIER),
        (("kind: ratio", "over_time: last"), '"1:20"', '"1:25"', Ease.EASIER),
        (WORDS, "Sistema en uso", "Sistema en prueba", Ease.NEITHER),
    ],
)
def test_a_target_that_is_easier_is_told_and_its_amendment_accepted(
    lines: tuple[str, ...], before: str, after: str, ease: Ease
) -> None:
    told = f"{{measure: visitas, period: 2024, from: {before}, to: {after}}}"
    act = f"{{id: M1, date: 2024-05-02, document: informe, reason: Acta, changes: [{told}]}}"
    old, new = (content(**sheet(*lines), **targets(f"2024: {it}", START)) for it in (before, after))
    if lines is WORDS:
        old, new = (content(**sheet(*lines), **targets(f"2024: {it}")) for it in (before, after))
    new["plans/plan-2024/amendments.yml"] = f"- {act}".encode()
    found = diff(Snapshot("v1", "a" * 40, old), Snapshot("v2", "b" * 40, new), DAY)
    assert [it.ease for it in found.changes if it.kind.name == "TARGET_CHANGED"] == [ease]
    assert [it.problem.code for it in found.verdict] == []


def test_a_tolerance_that_grows_is_easier() -> None:
    old, new = (
        content(**sheet(*RATE, "direction: maintain", f"tolerance: {n}"), **targets("2024: 9"))
        for n in (1, 2)
    )
    found = diff(Snapshot("v1", "a" * 40, old), Snapshot("v2", "b" * 40, new), DAY)
    assert [(it.kind.name, it.ease) for it in found.changes] == [("METHOD_CHANGED", Ease.EASIER)]
    assert [it.problem.code for it in found.verdict] == ["unamended-change"]
