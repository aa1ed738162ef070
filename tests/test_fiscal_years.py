"""Plans whose years do not begin in January: fiscal and school years."""

from __future__ import annotations

import copy
from datetime import date
from pathlib import Path

import pytest
from pydantic_core import PydanticCustomError

from generator.load.years import years_of
from generator.model.period import Granularity, Period
from generator.model.period_field import read_period
from generator.model.years import YearNumber, Years
from tests.helpers import codes, content, measured, plain, results, targets, with_lines
from tests.proposal import amendment, laid, refused
from tests.repository import Repository
from tests.test_export import csv_of, rows_of

JULY, OCTOBER = Years(7), Years(10, is_fy=True)
SCHOOL = with_lines(
    "plan.yml",
    "period: {from: 2023-24, to: 2024-25}",
    "year_starts: 7",
)


@pytest.mark.parametrize(
    ("text", "years", "first", "last", "year"),
    [
        ("2023-24", JULY, "2023-07-01", "2024-06-30", "2023-24"),
        ("2023-24-S2", JULY, "2024-01-01", "2024-06-30", "2023-24"),
        ("2023-24-T1", JULY, "2023-07-01", "2023-09-30", "2023-24"),
        ("2023-24-T3", JULY, "2024-01-01", "2024-03-31", "2023-24"),
        ("2023-24-B6", JULY, "2024-05-01", "2024-06-30", "2023-24"),
        ("2023-06", JULY, "2023-06-01", "2023-06-30", "2022-23"),
        ("2023-07", JULY, "2023-07-01", "2023-07-31", "2023-24"),
        ("2024-W27", JULY, "2024-07-01", "2024-07-07", "2024-25"),
        ("2025-W27", JULY, "2025-06-30", "2025-07-06", "2025-26"),
        ("2099-00", JULY, "2099-07-01", "2100-06-30", "2099-00"),
        ("2010-11", JULY, "2010-07-01", "2011-06-30", "2010-11"),
        ("FY2024", OCTOBER, "2023-10-01", "2024-09-30", "FY2024"),
        ("FY2024-T2", OCTOBER, "2024-01-01", "2024-03-31", "FY2024"),
        ("2010-11", OCTOBER, "2010-11-01", "2010-11-30", "FY2011"),
    ],
)
def test_days_and_year_of_a_period(
    text: str, years: Years, first: str, last: str, year: str
) -> None:
    period = Period.parse(text, years)
    assert (period.start, period.end) == (date.fromisoformat(first), date.fromisoformat(last))
    assert str(period.year) == year
    assert Period.of_year(period.year) is Period.parse(year, years)


@pytest.mark.parametrize("text", ["2024", "2023-T1", "2023-25", "2023-24-T5", "FY2024", "2023-13"])
def test_what_is_no_period_of_such_years(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        Period.parse(text, JULY)


@pytest.mark.parametrize("text", ["FY2025-Q1", "Q1 FY2025", "FY25Q1", "2024-25-Q1"])
def test_a_part_by_another_letter_is_answered_with_that_of_its_year(text: str) -> None:
    with pytest.raises(PydanticCustomError) as refusal:
        read_period(text, Years(7, is_fy=True))
    assert (refusal.value.context or {})["forms"] == ("FY2025-T1",)


@pytest.mark.parametrize(
    ("text", "frequency", "expected"),
    [
        ("2023-08", Granularity.QUARTER, "2023-24-T1"),
        ("2023-12", Granularity.SEMESTER, "2023-24-S1"),
        ("2024-06", Granularity.BIMESTER, "2023-24-B6"),
        ("2024-W10", Granularity.MONTH, "2024-03"),
        ("2023-24-T4", Granularity.YEAR, "2023-24"),
    ],
)
def test_round_in_which_a_period_is_due(text: str, frequency: Granularity, expected: str) -> None:
    assert Period.parse(text, JULY).round_of(frequency) is Period.parse(expected, JULY)


def test_a_year_is_copied_with_its_label() -> None:
    year = copy.deepcopy(YearNumber(2023, JULY))
    assert (year, f"{year}", year.years) == (2023, "2023-24", JULY)
    assert copy.deepcopy(Period.of_year(year)) is Period.of_year(year)


@pytest.mark.parametrize(
    ("plan", "expected"),
    [
        ("period: 2024\n", Years()),
        ("period: 2017-2027\n", Years()),
        ("period: 2023-24\nyear_starts: 4\n", Years(4)),
        ("period:\n  from: FY2024\n  to: FY2026\nyear_starts: 10\n", OCTOBER),
        ("year_starts: '10'\nperiod: {from: FY2024, to: FY2026}\n", OCTOBER),
        ("period: 2023-24\n", JULY),
        ('{"period": "2023-24", "year_starts": 4}', Years(4)),
        ("period: 2023-24\nyear_starts: ²\n", JULY),
        (f"period: 2023-24\nyear_starts: {'1' * 5000}\n", JULY),
        ("period: 2023-24\nyear_starts: julio\n", JULY),
    ],
)
def test_years_of_a_plan_from_its_file(plan: str, expected: Years) -> None:
    assert years_of(plan.encode()) == expected


@pytest.mark.parametrize(
    ("plan", "site", "expected"),
    [
        ("period: 2023-24\n", "year_starts: 4\n", Years(4)),
        ("period: 2024\n", "year_starts: 4\n", Years()),
        ("period: FY2024\n", "year_starts: 10\n", OCTOBER),
        ("period: 2023-24\n", "year_starts: julio\n", JULY),
        ("period: 2023-24\nyear_starts: 9\n", "year_starts: 4\n", Years(9)),
        ("period: 2024\n", "name: Portal\n", Years()),
    ],
)
def test_the_portal_says_it_for_plans_that_do_not(plan: str, site: str, expected: Years) -> None:
    assert years_of(plan.encode(), site.encode()) == expected


def test_quarters_add_to_their_year_and_are_due_by_its_days() -> None:
    """By hand: 10 + 20 + 30 + 40 = 100; 9 + 21 = 30 of 100; until December, 30 of 30.

    On 15 April 2024 the report of January to March is not due before 30 April (30 days of grace).
    """
    measure = measured(
        SCHOOL,
        targets(
            "2023-24-T1: 10, 2023-24-T2: 20, 2023-24-T3: 30, 2023-24-T4: 40, 2024-25: 120",
        ),
        results("2023-24-T1", "visitas: 9"),
        results("2023-24-T2", "visitas: 21"),
        as_of="2024-04-15",
    )
    first, second = measure.years[2023], measure.years[2024]
    assert plain(first.full_year.target, first.full_year.actual, first.full_year.raw) == "100 30 30"
    assert plain(first.to_date.target, first.to_date.actual, first.to_date.raw) == "30 30 100"
    assert (str(first.year), first.n_due, first.n_missing) == ("2023-24", 2, 0)
    assert (str(second.year), plain(second.full_year.target)) == ("2024-25", "120")
    later = measured(
        SCHOOL,
        targets("2023-24-T1: 10, 2023-24-T3: 30"),
        results("2023-24-T1", "visitas: 9"),
        as_of="2024-05-01",
    )
    assert [str(period) for period in later.years[2023].missing] == ["2023-24-T3"]


def test_total_and_span_are_held_against_the_years_of_the_plan() -> None:
    wrong = targets("2023-24-T1: 10, 2023-24: 40")
    assert codes(content(**SCHOOL, **wrong)) == {"total-mismatch"}
    assert codes(content(**SCHOOL, **targets("2025-07: 10"))) == {"period-outside-plan"}
    assert codes(content(**SCHOOL, **targets("2025-06: 10"))) == set()


def _plan(starts: int, last: str, amount: int) -> dict[str, str]:
    money = f"budget: [{{year: 2023-24, stage: modified, amount: {amount}}}]"
    return with_lines(
        "plan.yml", f"period: {{from: 2023-24, to: {last}}}", f"year_starts: {starts}", money
    )


def test_a_plan_says_by_which_years_it_is_changed(tmp_path: Path) -> None:
    """Targets, amounts and years by their labels; one line where only the first month moves."""
    repo = Repository.make(tmp_path)
    repo.commit(laid(_plan(7, "2024-25", 100), targets("2023-24-T1: 10, 2023-24-T2: 20")))
    changed = {
        **targets("2023-24-T1: 10, 2023-24-T2: 15"),
        **amendment(
            "{measure: visitas, period: 2023-24-T2, from: 20, to: 15}",
            "{measure: plan, figure: period, from: {from: 2023-24, to: 2024-25},"
            " to: {from: 2023-24, to: 2025-26}}",
        ),
    }
    repo.commit(laid(_plan(7, "2025-26", 90), changed))
    assert refused(repo) == []
    told = repo.diff("HEAD~1", "HEAD")
    assert "meta 2023-24-T2: 20 → 15" in told[0]
    assert any("presupuesto 2023-24 modificado (PIM): 100 → 90 PEN" in line for line in told)
    assert any("periodo: 2023-24 – 2024-25 → 2023-24 – 2025-26" in line for line in told)
    repo.commit(laid(_plan(4, "2025-26", 90), changed))
    assert [line.split(" ")[0] for line in refused(repo)] == ["unamended-change"]
    of_portal = _plan(4, "2025-26", 90)
    of_portal["plan.yml"] = of_portal["plan.yml"].replace("year_starts: 4\n", "")
    repo.commit(laid(of_portal, changed, with_lines("site.yml", "year_starts: 4")))
    assert refused(repo) == []
    repo.commit(laid(of_portal, changed, with_lines("site.yml", "year_starts: 9")))
    (line,) = refused(repo)
    assert line.startswith("unamended-change content/site.yml:")


def test_tables_have_the_label_and_the_days() -> None:
    found = csv_of(
        with_lines(
            "plan.yml",
            "period: FY2024",
            "year_starts: 10",
            "budget: [{year: FY2024, stage: modified, amount: 100}]",
        ),
        targets("FY2024-T1: 10, FY2024-T2: 20"),
        results("FY2024-T1", "visitas: 5"),
    )
    days = [(row["period"], row["start"], row["end"]) for row in rows_of(found["observations"])]
    year = ("FY2024", "2023-10-01", "2024-09-30")
    quarters = [
        ("FY2024-T1", "2023-10-01", "2023-12-31"),
        ("FY2024-T2", "2024-01-01", "2024-03-31"),
    ]
    assert days == [year, *quarters]
    amounts = [
        (row["year"], row["period"], row["start"], row["end"]) for row in rows_of(found["budgets"])
    ]
    assert amounts == [("2024", *year)]
