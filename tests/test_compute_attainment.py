"""Attainment of one target by one result: every edge of the methodology, one row each."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

import pytest

from generator.compute.attainment import Attainment, Formula
from generator.compute.explain import of_change_since_baseline
from generator.model.rounding import shown
from generator.model.scalars import Milestone, State
from generator.words.formatter import Formatter
from tests.helpers import (
    LATER,
    computed,
    content,
    plain,
    results,
    series,
    sheet,
    targets,
    with_lines,
)

RATE = ("kind: rate",)
"""A sheet that takes any number."""


@dataclass(frozen=True)
class Case:
    """A target and a result as an author writes them, and what a reader is told."""

    name: str
    sheet: tuple[str, ...]
    target: str
    result: str | None
    says: str
    """Status, or percentage, then band and whether it was met."""


CASES = (
    Case("half", RATE, "1409", "834", "59.2% low not-met"),
    Case("a small target", RATE, "0.5", "0.25", "50.0% low not-met"),
    Case("exactly reached", RATE, "40", "40", "100.0% high met"),
    Case("nothing done is a value", RATE, "40", "0", "0.0% low not-met"),
    Case("a tenth of a thousandth is not nothing", RATE, "100000", "1", "0.001% low not-met"),
    Case("exactly 75", RATE, "100", "75", "75.0% medium not-met"),
    Case("just below 75", RATE, "100", "74.999", "75.0% low not-met"),
    Case("just below 95", RATE, "100", "94.999", "95.0% medium not-met"),
    Case("exactly 95", RATE, "100", "95", "95.0% high not-met"),
    Case("99.970 is not 100", RATE, "100", "99.970", "99.97% high not-met"),
    Case("one in a million short", RATE, "1000000", "999999", "99.9999% high not-met"),
    Case("far beyond", RATE, "10", "67", "670.0% high met"),
    Case("negative result", ("kind: variation",), "10", "-22", "−220.0% low not-met"),
    Case("negative target, above", ("kind: variation",), "-5", "-3", "reported met"),
    Case("negative target, below", ("kind: variation",), "-5", "-6", "reported not-met"),
    Case("zero is no target", (), "0", "0", "not-programmed"),
    Case("zero is no target, something done", (), "0", "4", "not-programmed unplanned"),
    Case("no target, something done", (), "not-programmed", "4", "not-programmed unplanned"),
    Case("no target, nothing done", (), "not-programmed", "0", "not-programmed"),
    Case("no target, no result", (), "not-programmed", None, "not-programmed"),
    Case("zero is a target", ("zero_is_target: true",), "0", "0", "100.0% high met"),
    Case("zero is a target, passed", ("zero_is_target: true",), "0", "9", "100.0% high met"),
    Case(
        "zero is a target, missed",
        ("kind: variation", "zero_is_target: true"),
        "0",
        "-0.5",
        "0.0% low not-met",
    ),
    Case("does not apply by target", (), "not-applicable", "4", "not-applicable"),
    Case("does not apply by result", (), "40", "not-applicable", "not-applicable"),
    Case("owed", (), "40", None, "not-reported"),
    Case("at least, reached", ("kind: rate", "direction: at-least"), "3", "3", "100.0% high met"),
    Case(
        "at least, missed",
        ("kind: rate", "direction: at-least"),
        "3",
        "2.4",
        "80.0% medium not-met",
    ),
    Case(
        "at least, zero is no target",
        ("direction: at-least",),
        "0",
        "1",
        "not-programmed unplanned",
    ),
    Case(
        "above 3, just 3",
        ("kind: rate", "direction: at-least", "strict: true"),
        "3",
        "3",
        "100.0% high not-met",
    ),
    Case(
        "above 3, a little more",
        ("kind: rate", "direction: at-least", "strict: true"),
        "3",
        "3.01",
        "100.3% high met",
    ),
    Case(
        "decrease, above", ("kind: rate", "direction: decrease"), "20", "25", "80.0% medium not-met"
    ),
    Case("decrease, below", ("kind: rate", "direction: decrease"), "20", "16", "125.0% high met"),
    Case("decrease to nothing", ("direction: decrease",), "20", "0", "100.0% high met"),
    Case("decrease, zero is a target", ("direction: decrease",), "0", "0", "100.0% high met"),
    Case("decrease, zero missed", ("direction: decrease",), "0", "5", "0.0% low not-met"),
    Case(
        "decrease below nothing",
        ("kind: variation", "direction: decrease"),
        "2",
        "-1",
        "100.0% high met",
    ),
    Case(
        "decrease, negative target",
        ("kind: variation", "direction: decrease"),
        "-2",
        "-1",
        "reported not-met",
    ),
    Case(
        "below 20, just 20",
        ("direction: decrease", "strict: true"),
        "20",
        "20",
        "100.0% high not-met",
    ),
    Case("at most, within", ("direction: at-most",), "5", "5", "reported met"),
    Case("at most, beyond", ("direction: at-most",), "5", "6", "reported not-met"),
    Case("at most none", ("direction: at-most",), "0", "0", "reported met"),
    Case("below 5, just 5", ("direction: at-most", "strict: true"), "5", "5", "reported not-met"),
    Case("below 5", ("direction: at-most", "strict: true"), "5", "4", "reported met"),
    Case("no direction", ("kind: index", "direction: none"), "5", "4", "reported"),
    Case("in words", ("kind: text", "direction: none"), "5", "4", "reported"),
    Case("milestone done", ("kind: milestone",), "done", "done", "100.0% high met"),
    Case("milestone not done", ("kind: milestone",), "done", "not-done", "0.0% low not-met"),
    Case("milestone owed", ("kind: milestone",), "done", None, "not-reported"),
)


def told(it: Attainment) -> str:
    """An attainment in one line, with the percentage as a page prints it."""
    percent = Formatter("en").percent(it.raw).replace("\u00a0", "") if it.raw is not None else ""
    status = "reported" if it.status == "value" else it.status.value
    met = {True: "met", False: "not-met", None: ""}[it.met]
    words = [percent or status, it.band or "", met, "unplanned" if it.unplanned else ""]
    return " ".join(word for word in words if word)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_reader_is_told(case: Case) -> None:
    reported = results("2024", f"visitas: {case.result}") if case.result else {}
    year = series(sheet(*case.sheet), targets(f"2024: {case.target}"), reported)
    assert told(year.full_year) == case.says
    assert [told(row.attainment) for row in year.observations] == [case.says]


@pytest.mark.parametrize("raw", ["670", "100.001", "100", "99.97", "0", "-220"])
def test_raw_is_kept_and_only_capped_is_held_within_0_and_100(raw: str) -> None:
    it = series(sheet(*RATE), targets("2024: 100"), results("2024", f"visitas: {raw}")).full_year
    assert it.raw == Decimal(raw)
    assert it.capped == min(Decimal(100), max(Decimal(0), Decimal(raw)))


@pytest.mark.parametrize(
    ("lines", "formula"),
    [
        (("direction: increase",), Formula.TYPE_I),
        (("direction: at-least",), Formula.TYPE_I),
        (("direction: decrease",), Formula.TYPE_I_DECREASE),
        (("direction: at-most",), Formula.LIMIT),
        (("direction: none",), Formula.NONE),
    ],
)
def test_the_formula_has_the_name_that_the_methodology_explains(
    lines: tuple[str, ...], formula: Formula
) -> None:
    year = series(sheet(*lines), targets("2024: 8"), results("2024", "visitas: 4"))
    assert year.full_year.formula is formula
    assert plain(year.full_year.target, year.full_year.actual) == "8 4"


def test_what_has_no_percentage_enters_no_average() -> None:
    year = series(sheet("direction: at-most"), targets("2024: 5"), results("2024", "visitas: 4"))
    assert plain(year.full_year.raw, year.full_year.capped, year.full_year.band) == "- - -"


def test_a_result_in_words_of_a_measure_without_target() -> None:
    year = series(
        sheet("kind: text", "direction: none"),
        targets("2024: not-programmed"),
        results("2024", "visitas: {text: La ciudadanía conoce más los servicios}"),
    )
    assert told(year.full_year) == "not-programmed"
    (row,) = year.observations
    assert row.report is not None
    assert row.report.entry.text == "La ciudadanía conoce más los servicios"


@pytest.mark.parametrize(
    ("as_of", "says"),
    [("2024-12-31", "not-due"), ("2025-01-30", "not-due"), ("2025-01-31", "not-reported")],
)
def test_a_missing_result_is_owed_after_the_period_and_30_days(as_of: str, says: str) -> None:
    year = series(targets("2024: 40"), as_of=as_of)
    assert told(year.full_year) == says
    assert year.n_due == year.n_missing == (says == "not-reported")


BANDS = {"low": "79.9", "medium": "80", "high": "90"}


@pytest.mark.parametrize("band", BANDS)
def test_a_plan_may_set_bands_of_its_own(band: str) -> None:
    plan = with_lines("plan.yml", "bands: {medium: 80, high: 90}")
    year = series(
        plan, sheet(*RATE), targets("2024: 100"), results("2024", f"visitas: {BANDS[band]}")
    )
    assert year.full_year.band == band


def test_the_portal_gives_the_bands_where_plan_and_method_have_none() -> None:
    files = {
        **with_lines("plan.yml", "method: simple-2026"),
        **with_lines("site.yml", "bands: {medium: 10, high: 20}"),
        **results("2024-T1", "visitas: 10"),
    }
    assert computed(content(**files), LATER).rollups["plan"].bands == {
        "low": 0,
        "medium": 1,
        "high": 0,
    }


@pytest.mark.parametrize(
    ("baseline", "target", "actual", "expected"),
    [
        (40, 60, 50, 50),
        (40, 20, 25, 75),
        (40, 60, 40, 0),
        (40, 60, 35, -25),
        (40, 60, 90, 250),
        (-10, 10, 0, 50),
        (40, 40, 40, None),
        (40, 40, 50, None),
    ],
)
def test_change_since_the_baseline(
    baseline: int, target: int, actual: int, expected: int | None
) -> None:
    found = of_change_since_baseline(Decimal(baseline), Decimal(target), Decimal(actual))
    assert (found and found.value) == expected


@pytest.mark.parametrize("hole", [None, State.NOT_PROGRAMMED, Milestone.DONE])
def test_change_needs_three_numbers(hole: State | Milestone | None) -> None:
    five = Decimal(5)
    assert of_change_since_baseline(hole, five, five) is None
    assert of_change_since_baseline(five, hole, five) is None
    assert of_change_since_baseline(five, five, hole) is None


@pytest.mark.parametrize(
    ("value", "printed"),
    [
        ("99.970", "99.97"),
        ("99.95", "99.95"),
        ("99.949", "99.9"),
        ("99.9999999999", "99.999999"),
        ("100", "100.0"),
        ("100.04", "100.04"),
        ("100.0000000001", "100.000001"),
        ("0", "0.0"),
        ("0.04", "0.04"),
        ("0.05", "0.1"),
        ("0.0000000001", "0.000001"),
        ("-0.0000000001", "-0.000001"),
        ("59.1909865", "59.2"),
        ("2.25", "2.3"),
        ("-2.25", "-2.3"),
    ],
)
def test_rounding_never_completes_what_is_not_complete(value: str, printed: str) -> None:
    assert str(shown(Decimal(value), 1)) == printed
