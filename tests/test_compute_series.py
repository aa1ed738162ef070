"""A measure over time: periods, years, breakdowns, baselines and when a result is owed."""

from __future__ import annotations

from decimal import Decimal

import pytest

from generator.compute.series import YearSeries
from generator.model.scalars import State
from tests.helpers import (
    LATER,
    computed,
    content,
    measured,
    plain,
    results,
    series,
    sheet,
    targets,
    with_lines,
)

QUARTERS = "2024-T1: 10, 2024-T2: 20, 2024-T3: 30, 2024-T4: 40"
AMPLE = with_lines("plan.yml", "period: {from: 2023, to: 2025}")


def rows(year: YearSeries) -> list[str]:
    """Periods as ``period member target/actual status`` lines."""
    return [
        " ".join(
            filter(None, [o.period.text, o.member, _ratio(o.attainment), o.attainment.status.value])
        )
        for o in year.observations
    ]


def _ratio(it: object) -> str:
    target, actual = getattr(it, "target"), getattr(it, "actual")  # noqa: B009
    return f"{'-' if target is None else target}/{'-' if actual is None else actual}"


def test_to_date_and_full_year_are_two_numbers() -> None:
    year = series(targets(QUARTERS), results("2024-T1", "visitas: 9"), as_of="2024-05-01")
    assert year.full_year.raw == 9
    assert year.to_date.raw == 90
    assert plain(year.full_year.target, year.to_date.target) == "100 10"
    assert (year.n_due, year.n_reported, year.n_missing) == (1, 1, 0)


def test_the_whole_has_no_percentage_while_a_part_with_a_target_has_no_result() -> None:
    by = targets("2024-T1: {PE-CUS: 5, PE-LIM: 10}", "by: region")
    year = series(by, results("2024-T1", "visitas: {value: {PE-CUS: 0}}"))
    assert rows(year)[1:] == ["2024-T1 PE-CUS 5/0 value", "2024-T1 PE-LIM 10/- not-reported"]
    whole = [year.full_year, year.to_date, year.by_period[year.observations[0].period, ""]]
    assert [(it.raw, it.band, it.met) for it in whole] == [(None, None, None)] * 3
    assert year.by_period[year.observations[0].period, "PE-CUS"].raw == 0


def test_a_quarter_without_result_is_missing_and_not_zero() -> None:
    year = series(
        targets(QUARTERS), results("2024-T1", "visitas: 9"), results("2024-T3", "visitas: 30")
    )
    assert rows(year) == [
        "2024-T1 10/9 value",
        "2024-T2 20/- not-reported",
        "2024-T3 30/30 value",
        "2024-T4 40/- not-reported",
    ]
    assert (year.n_due, year.n_reported, year.n_missing) == (4, 2, 2)
    assert year.full_year.raw == 39
    assert plain(year.to_date.target, year.to_date.raw) == "40 97.5"


def test_a_zero_is_reported() -> None:
    year = series(targets(QUARTERS), results("2024-T1", "visitas: 0"), as_of="2024-05-01")
    assert plain(year.full_year.raw, year.n_reported, year.n_missing) == "0 1 0"


def test_nothing_reported_is_owed_and_has_no_percentage() -> None:
    year = series(targets(QUARTERS))
    assert year.full_year.status == year.to_date.status == "not-reported"
    assert year.full_year.raw is None
    assert (year.n_due, year.n_reported, year.n_missing) == (4, 0, 4)


def test_from_quarterly_targets_to_a_yearly_result() -> None:
    year = series(targets(QUARTERS), results("2024", "visitas: 90"))
    assert rows(year) == [
        "2024 100/90 value",
        "2024-T1 10/- covered",
        "2024-T2 20/- covered",
        "2024-T3 30/- covered",
        "2024-T4 40/- covered",
    ]
    assert year.full_year.raw == year.to_date.raw == 90
    assert (year.n_reported, year.n_missing) == (1, 0)


def test_the_result_of_the_year_stands_before_those_of_its_quarters() -> None:
    year = series(
        targets(QUARTERS), results("2024-T1", "visitas: 9"), results("2024", "visitas: 90")
    )
    assert year.full_year.actual == 90
    assert rows(year)[:2] == ["2024 100/90 value", "2024-T1 10/9 value"]


def test_results_of_semesters_over_targets_of_quarters() -> None:
    first, second = results("2024-S1", "visitas: 24"), results("2024-S2", "visitas: 35")
    year = series(targets(QUARTERS), first, second)
    assert rows(year) == [
        "2024-S1 30/24 value",
        "2024-T1 10/- covered",
        "2024-T2 20/- covered",
        "2024-S2 70/35 value",
        "2024-T3 30/- covered",
        "2024-T4 40/- covered",
    ]
    assert year.n_missing == 0
    assert year.full_year.raw == 59


def test_a_semester_settles_its_own_quarters_only() -> None:
    year = series(targets(QUARTERS), results("2024-S1", "visitas: 24"))
    assert rows(year)[2:] == [
        "2024-T2 20/- covered",
        "2024-T3 30/- not-reported",
        "2024-T4 40/- not-reported",
    ]
    assert plain(year.to_date.raw, year.full_year.raw, year.n_missing) == "80 24 2"


def test_results_of_quarters_over_a_target_of_the_year() -> None:
    year = series(
        targets("2024: 100"), results("2024-T1", "visitas: 9"), results("2024-T2", "visitas: 20")
    )
    assert rows(year) == [
        "2024 100/29 value",
        "2024-T1 -/9 not-programmed",
        "2024-T2 -/20 not-programmed",
    ]
    assert plain(year.full_year.raw, year.n_missing) == "29 0"


def test_months_and_their_quarter_are_not_added_twice() -> None:
    year = series(
        targets(QUARTERS),
        results("2024-01", "visitas: 3"),
        results("2024-02", "visitas: 4"),
        results("2024-T1", "visitas: 9"),
        results("2024-04", "visitas: 5"),
    )
    assert year.full_year.actual == 14


def test_the_total_of_the_year_stands_beside_its_quarters() -> None:
    year = series(targets(f"{QUARTERS}, 2024: 100"), results("2024-T1", "visitas: 9"))
    assert [row.split()[0] for row in rows(year)] == ["2024-T1", "2024-T2", "2024-T3", "2024-T4"]
    assert plain(year.full_year.target, year.full_year.raw) == "100 9"
    assert (year.n_due, year.n_missing) == (4, 3)


def test_the_printed_target_of_the_year_stands_for_the_year() -> None:
    some = "2024: 100, 2024-T1: 33.3, 2024-T2: 33.3, 2024-T3: 33.3"
    year = series(sheet("kind: rate"), targets(some), results("2024-T1", "visitas: 50"))
    assert plain(year.full_year.target, year.full_year.raw) == "100 50"


@pytest.mark.parametrize(
    ("rule", "target", "actual", "to_date"),
    [("sum", 100, 33, 30), ("last", 40, 24, 20), ("mean", 25, "16.5", 15), ("max", 40, 24, 20)],
)
def test_the_sheet_says_how_periods_combine(
    rule: str, target: int, actual: str | int, to_date: int
) -> None:
    year = series(
        sheet("kind: rate", f"over_time: {rule}"),
        targets(QUARTERS),
        results("2024-T1", "visitas: 9"),
        results("2024-T2", "visitas: 24"),
    )
    assert year.full_year.target == target
    assert year.full_year.actual == Decimal(actual)
    assert year.to_date.target == to_date


def test_the_highest_may_be_an_early_one() -> None:
    year = series(
        sheet("over_time: max"),
        targets(QUARTERS),
        results("2024-T1", "visitas: 50"),
        results("2024-T2", "visitas: 24"),
    )
    assert plain(year.full_year.actual, year.full_year.raw) == "50 125"


def test_a_milestone_is_done_once_it_is_done() -> None:
    year = series(
        sheet("kind: milestone"),
        targets("2024-T1: not-programmed, 2024-T4: done"),
        results("2024-T1", "visitas: not-done"),
        results("2024-T2", "visitas: done"),
        results("2024-T3", "visitas: not-done"),
    )
    assert year.full_year.raw == 100
    assert year.full_year.met


def test_a_quarter_without_programming_owes_nothing() -> None:
    year = series(
        targets("2024-T1: 1, 2024-T2: not-programmed, 2024-T3: 0, 2024-T4: not-applicable"),
        results("2024-T2", "visitas: 2"),
    )
    assert rows(year) == [
        "2024-T1 1/- not-reported",
        "2024-T2 not-programmed/2 not-programmed",
        "2024-T3 0/- not-programmed",
        "2024-T4 not-applicable/- not-applicable",
    ]
    assert (year.n_due, year.n_missing) == (1, 1)
    assert year.observations[1].attainment.unplanned
    assert plain(year.full_year.target, year.full_year.raw) == "1 200"


@pytest.mark.parametrize("state", [State.NOT_PROGRAMMED, State.NOT_APPLICABLE])
def test_a_year_that_says_only_one_state_keeps_it(state: State) -> None:
    year = series(targets(", ".join(f"2024-T{n}: {state}" for n in (1, 2, 3, 4))))
    assert year.full_year.status == state.value
    assert (year.n_due, year.n_missing) == (0, 0)


def test_results_that_do_not_apply_are_not_missing() -> None:
    quarters = [results(f"2024-T{n}", "visitas: not-applicable") for n in (1, 2, 3, 4)]
    assert series(targets(QUARTERS), *quarters).full_year.status == "not-applicable"
    first = series(targets(QUARTERS), quarters[0])
    assert plain(first.full_year.status, first.n_missing) == "not-reported 3"


def test_a_year_with_a_withheld_quarter_has_no_figure_unless_it_is_reported_itself() -> None:
    parts = [results("2024-T1", "visitas: 8"), results("2024-T2", "visitas: {note: Secreto.}")]
    year = series(targets(QUARTERS), *parts)
    assert plain(year.full_year.status, year.n_missing) == "withheld 2"
    running = series(targets(QUARTERS), *parts, as_of="2024-08-15")
    assert plain(running.headline.target, running.headline.actual) == "10 8"
    whole = series(targets(QUARTERS), *parts, results("2024", "visitas: 90"))
    assert plain(whole.full_year.status, whole.full_year.actual) == "value 90"


class TestBreakdown:
    """Targets and results by region."""

    by = targets("2024-T1: {PE-CUS: 6, PE-LIM: 4}, 2024-T2: {PE-CUS: 10, PE-LIM: 0}", "by: region")

    def test_members_and_the_whole(self) -> None:
        year = series(self.by, results("2024-T1", "visitas: {value: {PE-CUS: 3, PE-LIM: 4}}"))
        assert rows(year)[:3] == [
            "2024-T1 10/7 value",
            "2024-T1 PE-CUS 6/3 value",
            "2024-T1 PE-LIM 4/4 value",
        ]
        assert plain(year.full_year.target, year.full_year.raw) == "20 35"

    def test_a_member_not_reported_is_missing_and_not_zero(self) -> None:
        year = series(self.by, results("2024-T1", "visitas: {value: {PE-CUS: 3}}"))
        assert rows(year)[:3] == [
            "2024-T1 10/3 value",
            "2024-T1 PE-CUS 6/3 value",
            "2024-T1 PE-LIM 4/- not-reported",
        ]

    def test_missing_periods_are_counted_once_whatever_their_members(self) -> None:
        year = series(self.by, results("2024-T1", "visitas: {value: {PE-CUS: 3}}"))
        assert (year.n_due, year.n_missing) == (2, 2)

    def test_a_member_to_which_it_does_not_apply(self) -> None:
        entry = "visitas: {value: {PE-CUS: 3, PE-LIM: not-applicable}}"
        year = series(self.by, results("2024-T1", entry), as_of="2024-05-01")
        assert rows(year)[2] == "2024-T1 PE-LIM 4/not-applicable not-applicable"
        assert year.n_missing == 0

    def test_a_member_that_is_withheld_leaves_the_whole_without_a_figure(self) -> None:
        entry = "visitas: {value: {PE-CUS: 3, PE-LIM: withheld}, note: Secreto estadístico.}"
        year = series(self.by, results("2024-T1", entry), as_of="2024-05-01")
        assert rows(year)[:3] == [
            "2024-T1 10/withheld withheld",
            "2024-T1 PE-CUS 6/3 value",
            "2024-T1 PE-LIM 4/withheld withheld",
        ]
        assert (year.n_missing, [o.member for o in year.without_figure]) == (0, ["PE-LIM"])

    def test_what_is_withheld_as_a_whole_is_withheld_of_each_member(self) -> None:
        year = series(self.by, results("2024-T1", "visitas: {note: Secreto estadístico.}"))
        assert rows(year)[1] == "2024-T1 PE-CUS 6/withheld withheld"
        assert [o.member for o in year.without_figure] == [""]

    def test_it_applies_to_nobody(self) -> None:
        none = targets("2024: {PE-CUS: not-applicable, PE-LIM: not-applicable}", "by: region")
        assert series(none).full_year.status == "not-applicable"

    def test_a_year_by_member_over_quarters_by_member(self) -> None:
        year = series(self.by, results("2024", "visitas: {value: {PE-CUS: 8, PE-LIM: 4}}"))
        assert rows(year)[:3] == [
            "2024 20/12 value",
            "2024 PE-CUS 16/8 value",
            "2024 PE-LIM 4/4 value",
        ]

    def test_the_mean_of_the_members(self) -> None:
        year = series(
            sheet("kind: percentage", "across: mean", "over_time: last"),
            targets("2024: {PE-CUS: 80, PE-LIM: 90}", "by: region"),
            results("2024", "visitas: {value: {PE-CUS: 60, PE-LIM: 91}}"),
        )
        assert plain(year.full_year.target, year.full_year.actual) == "85 75.5"


class TestBaseline:
    """Where a measure starts from: its own words, its sheet's, a round before the plan."""

    own = targets("2024: 5", "baseline: {period: 2022, value: 1}")
    of_sheet = sheet("baseline: {period: 2021, value: 2, note: de la ficha}")
    rounds = (
        results("2022", "visitas: 3", role="baseline"),
        results("2023", "visitas: {value: 4, note: del informe}", role="baseline"),
    )

    @pytest.mark.parametrize(
        ("parts", "period", "value"),
        [
            ((own, of_sheet, *rounds), "2022", 1),
            ((of_sheet, *rounds), "2021", 2),
            (rounds, "2023", 4),
            (rounds[:1], "2022", 3),
        ],
    )
    def test_the_nearest_is_taken(
        self, parts: tuple[dict[str, str], ...], period: str, value: int
    ) -> None:
        baseline = measured(*parts).baseline
        assert baseline is not None
        assert (baseline.period.text, baseline.value) == (period, Decimal(value))

    def test_a_round_brings_its_note_and_source(self) -> None:
        baseline = measured(*self.rounds).baseline
        assert baseline is not None
        assert baseline.note == "del informe"
        assert baseline.source is not None
        assert baseline.source.document == "informe"

    def test_there_may_be_none(self) -> None:
        assert measured(targets("2024: 5")).baseline is None

    def test_a_baseline_is_no_progress(self) -> None:
        measure = measured(*self.rounds)
        assert list(measure.years) == [2024]
        assert measure.years[2024].n_reported == 0


class TestDue:
    """``as_of`` and the plan's days of grace decide what is owed."""

    @pytest.mark.parametrize(
        ("as_of", "n_due"),
        [
            ("2024-03-31", 0),
            ("2024-04-30", 0),
            ("2024-05-01", 1),
            ("2024-07-30", 1),
            ("2025-01-31", 4),
        ],
    )
    def test_thirty_days_after_a_period(self, as_of: str, n_due: int) -> None:
        year = series(targets(QUARTERS), as_of=as_of)
        assert (year.n_due, year.n_missing) == (n_due, n_due)

    @pytest.mark.parametrize(("as_of", "n_due"), [("2024-03-31", 0), ("2024-04-01", 1)])
    def test_a_plan_may_grant_none(self, as_of: str, n_due: int) -> None:
        plan = with_lines("plan.yml", "grace_days: 0")
        assert series(plan, targets(QUARTERS), as_of=as_of).n_due == n_due

    def test_an_early_result_counts_before_it_is_owed(self) -> None:
        year = series(targets(QUARTERS), results("2024-T1", "visitas: 9"), as_of="2024-02-01")
        assert plain(year.n_due, year.n_reported, year.full_year.raw) == "0 1 9"


class TestSeveralYears:
    """A plan of several years."""

    goals = targets("2023: 50, 2024: 100, 2025: 200")

    def test_each_year_is_judged_by_itself(self) -> None:
        measure = measured(
            AMPLE, self.goals, results("2023", "visitas: 50"), results("2024", "visitas: 80")
        )
        assert {year: it.full_year.raw for year, it in measure.years.items()} == {
            2023: 100,
            2024: 80,
            2025: None,
        }
        assert measure.years[2025].full_year.status == "not-due"

    def test_the_page_shows_the_latest_reported_year(self) -> None:
        one = measured(AMPLE, self.goals, results("2023", "visitas: 50"))
        two = measured(
            AMPLE, self.goals, results("2023", "visitas: 50"), results("2024", "visitas: 80")
        )
        none = measured(AMPLE, self.goals)
        shown = [m.current.year if m.current else None for m in (one, two, none)]
        assert shown == [2023, 2024, 2023]

    def test_the_plan_speaks_of_its_latest_reported_year(self) -> None:
        files = {**AMPLE, **self.goals, **results("2024", "visitas: 80")}
        assert computed(content(**files)).year == 2024
        assert computed(content(**AMPLE, **self.goals)).year == 2023
        assert computed(content(**files)).rollups["plan"].mean_attainment == 80

    def test_a_result_of_a_year_without_target(self) -> None:
        measure = measured(AMPLE, targets("2023: 50"), results("2024", "visitas: 80"))
        assert measure.years[2024].full_year.status == "target-of-another-year"
        assert not measure.years[2024].full_year.unplanned


class TestRunningYear:
    """While periods are still to come, a page and a mean speak of the year so far."""

    def test_the_year_so_far_stands_in_front(self) -> None:
        year = series(targets(QUARTERS), results("2024-T1", "visitas: 9"), as_of="2024-05-01")
        assert year.is_running
        assert year.headline is year.to_date
        assert str(year.reported_until) == "2024-T1"
        assert plain(year.headline.raw, year.full_year.raw) == "90 9"

    def test_the_mean_is_of_the_year_so_far(self) -> None:
        files = {**targets(QUARTERS), **results("2024-T1", "visitas: 9")}
        means = [
            computed(content(**files), day).rollups["plan"].mean_attainment
            for day in ("2024-05-01", LATER)
        ]
        assert plain(*means) == "90 9"

    def test_a_year_that_is_over_is_judged_whole(self) -> None:
        year = series(targets(QUARTERS), results("2024-T1", "visitas: 9"))
        assert not year.is_running
        assert year.headline is year.full_year

    def test_a_year_reported_to_its_end_is_judged_whole_at_once(self) -> None:
        quarters = [results(f"2024-T{n}", f"visitas: {n}") for n in (1, 2, 3, 4)]
        year = series(targets(QUARTERS), *quarters, as_of="2024-12-20")
        assert not year.is_running
        assert plain(year.headline.raw) == "10"

    def test_without_any_result_the_target_of_the_year_is_told(self) -> None:
        year = series(targets(QUARTERS), as_of="2024-02-01")
        assert year.is_running
        assert year.headline is year.full_year
        assert plain(year.headline.target, year.headline.status) == "100 not-due"

    def test_a_target_of_the_year_is_never_one_of_the_year_so_far(self) -> None:
        year = series(targets("2024: 100"), results("2024-T1", "visitas: 9"), as_of="2024-05-01")
        assert year.is_running
        assert year.headline is year.to_date is year.full_year
        assert year.reported_until is None

    def test_a_quarter_told_month_by_month(self) -> None:
        months = [results(f"2024-0{n}", f"visitas: {n}") for n in (1, 2, 3)]
        year = series(targets(QUARTERS), *months, as_of="2024-05-01")
        assert plain(year.to_date.target, year.to_date.actual) == "10 6"
        assert str(year.reported_until) == "2024-03"

    def test_a_month_of_a_quarter_that_is_not_over_waits(self) -> None:
        months = [results(f"2024-0{n}", f"visitas: {n}") for n in (1, 2, 3, 4)]
        year = series(targets(QUARTERS), *months, as_of="2024-05-01")
        assert plain(year.to_date.target, year.to_date.actual) == "10 6"
        assert str(year.reported_until) == "2024-03"
        assert plain(year.full_year.actual) == "10"

    def test_what_was_done_without_programming_belongs_to_the_year_so_far(self) -> None:
        given = (results("2024-T1", "visitas: 9"), results("2024-T2", "visitas: 3"))
        year = series(targets("2024-T1: 10, 2024-T3: 30"), *given, as_of="2024-08-01")
        assert plain(year.to_date.target, year.to_date.actual) == "10 12"
