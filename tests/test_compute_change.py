"""Avance tipo II and the mean by relevance, against numbers worked out by hand."""

from __future__ import annotations

from decimal import Decimal

import pytest

from generator.compute.measured import weighted_mean
from generator.model.period import Period
from tests.helpers import measured, plain, results, sheet, targets

YEAR = Period.of_year(2024)


def change(
    *lines: str, goal: str = "2024: 60", actual: str = "50", period: str = "2024", **more: str
) -> str:
    """Avance tipo II of the measure ``visitas``, as a reader would write it."""
    found = measured(
        sheet(*lines), targets(goal), results("2024", f"visitas: {actual}"), more
    ).change_at(Period.parse(period))
    return plain(found.value) if found else "-"


LEVEL = "over_time: last"
FROM_40 = "baseline: {period: 2023, value: 40}"


@pytest.mark.parametrize(
    ("lines", "goal", "actual", "expected"),
    [
        ((LEVEL, FROM_40), "60", "50", "50"),  # (50 - 40) / (60 - 40)
        ((LEVEL, FROM_40), "60", "35", "-25"),  # it went back
        ((LEVEL, FROM_40), "60", "70", "150"),
        ((LEVEL, FROM_40, "direction: at-least"), "60", "50", "50"),
        ((LEVEL, FROM_40, "direction: decrease"), "20", "25", "75"),  # (25 - 40) / (20 - 40)
        ((LEVEL, FROM_40, "direction: decrease"), "20", "0", "200"),
        ((LEVEL, FROM_40), "40", "50", "-"),  # T = B
        ((LEVEL, FROM_40), "30", "50", "-"),  # the target lies behind the baseline
        ((LEVEL, FROM_40, "direction: decrease"), "50", "45", "-"),
        ((LEVEL, FROM_40, "direction: at-most"), "60", "50", "-"),
        ((LEVEL, FROM_40, "direction: none"), "60", "50", "-"),
        ((LEVEL, FROM_40), "not-programmed", "50", "-"),
        ((LEVEL, FROM_40), "60", "not-applicable", "-"),
        ((LEVEL, "baseline: {period: 2023, value: not-applicable}"), "60", "50", "-"),
        ((LEVEL,), "60", "50", "-"),
        (
            (LEVEL, "kind: variation", "baseline: {period: 2023, value: -10}"),
            "-5",
            "-7",
            "60",  # (-7 + 10) / (-5 + 10)
        ),
    ],
)
def test_the_way_from_the_baseline(
    lines: tuple[str, ...], goal: str, actual: str, expected: str
) -> None:
    assert change(*lines, goal=f"2024: {goal}", actual=actual) == expected


def test_the_explanation_writes_the_sum_out() -> None:
    files = (sheet(LEVEL, FROM_40), targets("2024: 60"), results("2024", "visitas: 50"))
    found = measured(*files).change_at(YEAR)
    assert found is not None
    assert (found.formula, found.text) == ("avance-tipo-2", "(50 - 40) / (60 - 40) × 100 = 50")


def test_what_is_added_is_held_only_against_a_baseline_of_the_same_length() -> None:
    assert change("over_time: sum", FROM_40) == "50"
    assert change("over_time: sum", "baseline: {period: 2023-S2, value: 40}") == "-"
    assert change(LEVEL, "baseline: {period: 2023-S2, value: 40}") == "50"


QUARTERS = "2024-T1: 15, 2024-T2: 15, 2024-T3: 15, 2024-T4: 15"


@pytest.mark.parametrize("as_of", ["2024-05-20", "2025-06-01"])
def test_a_sum_that_is_not_told_to_its_end_has_none(as_of: str) -> None:
    base = (sheet("over_time: sum", FROM_40), targets(QUARTERS))
    part = [results(f"2024-T{n}", "visitas: 20") for n in (1,)]
    assert measured(*base, *part, as_of=as_of).change_at(YEAR) is None
    whole = [results(f"2024-T{n}", "visitas: 20") for n in (1, 2, 3, 4)]
    found = measured(*base, *whole, as_of=as_of).change_at(YEAR)
    assert found is not None
    assert plain(found.value) == "200"  # (80 - 40) / (60 - 40)


def test_a_semester_without_target_is_not_held_against_the_year() -> None:
    first = "baseline: {period: 2023-S1, value: 40}"
    half = results("2024-S1", "visitas: 50")
    semester = Period.parse("2024-S1")
    towards = measured(sheet("over_time: sum", first), targets("2024: 60"), half)
    assert towards.change_at(semester) is None
    own = measured(
        sheet("over_time: sum", first), targets("2024-S1: 60, 2024-S2: 60"), half
    ).change_at(semester)
    assert own is not None
    assert plain(own.value) == "50"
    level = measured(sheet(LEVEL, FROM_40), targets("2024: 60"), half)
    assert level.change_at(semester) is None


def test_there_is_none_outside_the_years_of_the_measure() -> None:
    files = (sheet(LEVEL, FROM_40), targets("2024: 60"), results("2024", "visitas: 50"))
    assert measured(*files).change_at(Period.of_year(2030)) is None


def mean_of(*rows: tuple[str, str | None]) -> str:
    given = [(Decimal(r), None if value is None else Decimal(value)) for r, value in rows]
    found = weighted_mean(given)
    value = found.value
    return "-" if value is None else f"{value:.4f} of {found.n}"


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        # Rmax = 3: w = 3, 2, 1; (3 × 90 + 2 × 60 + 1 × 100) / 6
        ([("1", "90"), ("2", "60"), ("3", "100")], "81.6667 of 3"),
        # the same in any order
        ([("3", "100"), ("1", "90"), ("2", "60")], "81.6667 of 3"),
        # one not reported keeps its rank and lowers nothing: (3 × 90 + 1 × 100) / 4
        ([("1", "90"), ("2", None), ("3", "100")], "92.5000 of 2"),
        # the least relevant not reported: Rmax stays 3: (3 × 90 + 2 × 60) / 5
        ([("1", "90"), ("2", "60"), ("3", None)], "78.0000 of 2"),
        # equal ranks: the plain mean
        ([("2", "90"), ("2", "60")], "75.0000 of 2"),
        # a single one
        ([("4", "33")], "33.0000 of 1"),
        # ranks with a gap: Rmax = 5: w = 5, 1; (5 × 100 + 1 × 40) / 6
        ([("1", "100"), ("5", "40")], "90.0000 of 2"),
        ([("1", None)], "-"),
        ([], "-"),
    ],
)
def test_the_mean_by_relevance(rows: list[tuple[str, str | None]], expected: str) -> None:
    assert mean_of(*rows) == expected


def test_a_year_of_which_only_a_semester_has_a_target_is_that_semester() -> None:
    half = (targets("2024-S2: 60"), results("2024-S2", "visitas: 50"))
    semester = sheet("over_time: sum", "baseline: {period: 2023-S2, value: 40}")
    found = measured(semester, *half).change_at(YEAR)
    assert found is not None
    assert plain(found.value) == "50"
    assert measured(sheet("over_time: sum", FROM_40), *half).change_at(YEAR) is None
