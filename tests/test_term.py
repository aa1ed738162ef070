"""Plans of several years: results beside the target of another year, and the whole term."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pytest

from generator.compute.results import PlanResult, Results
from generator.model.period import Period
from generator.render.views.common import RenderContext
from generator.render.views.measure.view import measure_views
from generator.scorecard.annex import annex
from generator.scorecard.facts import Scorecard
from generator.scorecard.terminal import scorecard_text
from tests.helpers import (
    codes,
    content,
    of_parts,
    results,
    results_of,
    sheet,
    strategy,
    targets,
    with_lines,
)
from tests.test_export import csv_of, rows_of

LONG = with_lines("plan.yml", "period: {from: 2015, to: 2030}", "frequency: year")
RATE = sheet("kind: percentage", "direction: decrease", "over_time: last")
GOAL = targets("2030: 7.25", "baseline: {period: 2015, value: 14.5}")


def computed_of(*parts: Mapping[str, str], as_of: str = "2026-06-01") -> Results:
    """A tree without errors, computed."""
    return results_of(of_parts(*parts), as_of)


def the_plan(*parts: Mapping[str, str], as_of: str = "2026-06-01") -> tuple[str, PlanResult, str]:
    """The scorecard on a terminal, the plan, and the scorecard as Markdown."""
    found = computed_of(*parts, as_of=as_of)
    (plan,) = found.plans.values()
    card = Scorecard(found, plan, Period.of_year(plan.year))
    return scorecard_text(card, "es").replace("\u00a0", " "), plan, annex(card, "es")


def test_a_target_of_the_last_year_only() -> None:
    given = (LONG, RATE, GOAL, results("2022", "visitas: 9.9"), results("2023", "visitas: 10.2"))
    screen, plan, markdown = the_plan(*given)
    assert "Avance promedio  ■ Con meta posterior\n" in screen
    assert "Con meta posterior (1)\n1.1.1 ■ Con meta posterior, 59.3 % del camino hacia" in screen
    assert "meta 7.25 % (2030), resultado 10.2 %" in screen
    assert "| 7.25 % (2030) | 10.2 % | – | 59.3 |" in markdown
    assert [it.full_year.unplanned for it in plan.measures["visitas"].years.values()] == [False] * 3
    tables = csv_of(*given, as_of="2026-06-01")
    years = {row["period"]: row for row in rows_of(tables["observations"])}
    (now, then) = years["2023"], years["2030"]
    columns = ("state", "target", "target_year", "other_target", "way", "attainment", "unplanned")
    assert [now[name] for name in columns] == [
        *("on-the-way", "", "2030", "7.25", "59.310345", "", "false")
    ]
    assert [then[name] for name in ("state", "target_year", "way")] == ["not-due", "", ""]
    whole = next(
        r for r in rows_of(tables["rollups"]) if (r["scope"], r["period"]) == ("plan", "2023")
    )
    counts = ("n_activities", "n_programmed", "on_the_way", "not_programmed", "other_year", "late")
    assert [whole[name] for name in counts] == ["1", "0", "1", "0", "0", "0"]


@pytest.mark.parametrize(
    ("kind", "short", "full"), [("milestone", "not-done", "done"), ("percentage", "60", "100")]
)
def test_what_is_reached_late_is_reached(kind: str, short: str, full: str) -> None:
    aim = "done" if kind == "milestone" else "100"
    own = strategy(
        f"[{{id: h, kind: {kind}, unit: Hito, over_time: last, targets: {{2024: {aim}}}}}]"
    )
    then, later = results("2024", f"h: {short}"), results("2025", f"h: {full}")
    years = with_lines("plan.yml", "period: {from: 2024, to: 2025}", "frequency: year")
    screen, plan, _ = the_plan(years, own, then, later)
    assert re.search("Avance promedio +● Alto 100.0 % · promedio de 1 de 1 actividad", screen)
    assert "Meta de un año anterior (1)\n1.1.1 ● Cumple 100.0 %, con 1 año de atraso" in screen
    seen = plan.measures["h"].years
    assert [seen[year].headline.met for year in (2024, 2025)] == [False, True]
    assert not any(it.full_year.unplanned for it in seen.values())
    tables = csv_of(years, own, then, later, as_of="2026-06-01")
    row = next(r for r in rows_of(tables["observations"]) if r["period"] == "2025")
    told = [row[name] for name in ("target_year", "late_attainment", "target", "unplanned")]
    assert told == ["2024", "100", "", "false"]
    rollups = {r["period"]: r for r in rows_of(tables["rollups"]) if r["scope"] == "plan"}
    assert [rollups["2025"][name] for name in ("late", "mean_attainment", "n_reported")] == [
        *("1", "100", "1")
    ]
    assert float(rollups["2024"]["mean_attainment"]) < 100


FOUR = with_lines("plan.yml", "period: {from: 2024, to: 2027}", "frequency: year")
AIMS = targets("2024: 10, 2025: 20, 2026: 40, 2027: 30", "total: 100")


def told(*parts: Mapping[str, str], as_of: str = "2026-06-01") -> tuple[str, dict[str, str]]:
    """What the page of the measure says of the term, and its row in the table."""
    found = computed_of(*parts, as_of=as_of)
    (plan,) = found.plans.values()
    (view,) = measure_views(RenderContext(found, "es"), plan, "1.1.1")
    (row,) = rows_of(csv_of(*parts, as_of=as_of)["terms"]) or [{}]
    return re.sub("<[^>]+>", "", view.term).replace("\u00a0", " "), row


def test_the_whole_term_stands_beside_its_years() -> None:
    given = (FOUR, AIMS, results("2024", "visitas: 8"), results("2025", "visitas: 30"))
    screen, plan, markdown = the_plan(*given)
    assert "Todo el periodo, 2024-2027  38.0 % · promedio de 1 de 1 actividad\n" in screen
    assert "| 38 de 100 en 2024-2027 (38.0 %); 38 de 30 hasta 2025 |" in markdown
    sentence, row = told(*given)
    assert sentence == (
        "La meta de todo el periodo, 2024-2027, es 100; hasta 2025 el resultado reportado es 38 "
        "(38.0 %). "
        "Las metas hasta 2025 dan 30; el resultado hasta entonces es 38 (126.7 %). "
        "Con lo reportado hasta 2025 faltan 62: 31 por año hasta 2027."
    )
    columns = ("target", "actual", "attainment", "band", "target_to_date", "actual_to_date")
    assert [row[name] for name in columns] == ["100", "38", "38", "", "30", "38"]
    more = ("attainment_to_date", "left", "years_left", "needed", "until", "state", "met")
    assert [row[name] for name in more] == ["126.666667", "62", "2", "31", "2025", "value", ""]
    (view,) = measure_views(RenderContext(computed_of(*given), "es"), plan, "1.1.1")
    rows = [(it.name.text, it.target.text, it.actual.text) for it in view.progress.term]
    assert rows == [
        ("Hasta 2025, con las metas hasta entonces", "30", "38"),
        ("2024-2027, con resultados hasta 2025", "100", "38"),
    ]


@pytest.mark.parametrize(
    ("traits", "aims", "reported", "state", "needed"),
    [
        ((), "2024: 10, 2025: 20, 2027: 30", ("8", "30"), "value 38 63.333333", "11"),
        ((), "2024: 10, 2025: 20, 2027: 5", ("8", "30"), "value 38 108.571429", ""),
        ((), "2024: 10, 2025: 20, 2027: 30", ("", "30"), "value 30 50", ""),
        (("over_time: last",), "2025: 20, 2027: 30", ("8", "16"), "on-the-way 16 ", "7"),
        (("over_time: last",), "2025: 20, 2027: 30", ("8", "32"), "on-the-way 32 ", ""),
        (
            ("over_time: last", "direction: decrease"),
            *("2025: 20, 2027: 5", ("30", "16"), "on-the-way 16 ", "-5.5"),
        ),
        (
            ("over_time: last", "direction: at-most"),
            *("2025: 20, 2027: 5", ("30", "16"), "on-the-way 16 ", ""),
        ),
        (("direction: decrease",), "2024: 9, 2027: 5", ("8", "2"), "value 10 ", ""),
        (("direction: at-most",), "2024: 9, 2027: 5", ("8", "2"), "value 10 ", ""),
        (("over_time: mean",), "2024: 10, 2027: 30", ("8", "30"), "on-the-way 19 ", ""),
        (("over_time: max",), "2024: 10, 2027: 30", ("8", "30"), "on-the-way 30 ", ""),
    ],
)
def test_what_is_needed_is_said_where_it_has_a_meaning(
    traits: tuple[str, ...], aims: str, reported: tuple[str, str], state: str, needed: str
) -> None:
    years = zip(("2024", "2025"), reported, strict=True)
    given = [results(year, f"visitas: {it}") for year, it in years if it]
    sentence, row = told(FOUR, sheet(*traits), targets(aims), *given)
    assert f"{row['state']} {row['actual']} {row['attainment']}" == state
    assert row["needed"] == needed
    assert ("por año" in sentence) == bool(needed)


@pytest.mark.parametrize(
    ("traits", "aims", "reported", "end"),
    [
        ((), "2024: 10, 2025: 20", "29", "queda 1 para 2025."),
        ((), "2024: 10, 2025: 20", "28", "quedan 2 para 2025."),
        ((), "2024: 10, 2027: 20", "29", "falta 1: 0.33 por año hasta 2027."),
        (("over_time: last", "kind: percentage"), "2025: 20", "19", "subir 1 punto desde 2024."),
        (("over_time: last", "kind: percentage"), "2025: 20", "18", "subir 2 puntos desde 2024."),
    ],
)
def test_one_that_is_left_is_said_in_the_singular(
    traits: tuple[str, ...], aims: str, reported: str, end: str
) -> None:
    years = "period: {from: 2024, to: 2027}" if "2027" in aims else "period: {from: 2024, to: 2025}"
    plan = with_lines("plan.yml", years, "frequency: year")
    own = (plan, sheet(*traits), targets(aims), results("2024", f"visitas: {reported}"))
    assert told(*own, as_of="2025-06-01")[0].endswith(end)


def test_the_end_of_a_term_is_judged_and_one_year_is_none() -> None:
    own, given = targets("2024: 10, 2025: 20"), [results("2024", "visitas: 8")]
    two = with_lines("plan.yml", "period: {from: 2024, to: 2025}", "frequency: year")
    sentence, row = told(two, own, *given, results("2025", "visitas: 30"))
    assert [row[name] for name in ("attainment", "band", "met")] == ["126.666667", "high", "true"]
    assert "faltaban" not in sentence
    assert told(targets("2024: 10"), *given) == ("", {})
    withheld = results("2025", "visitas: {note: Dato en revisión.}")
    sentence, row = told(two, own, *given, withheld)
    assert (sentence, row["state"], row["attainment"]) == ("", "withheld", "")


def test_a_total_is_the_target_of_the_term_where_years_have_none() -> None:
    given = [results("2024", "visitas: 8"), results("2025", "visitas: 30")]
    sentence, row = told(FOUR, targets("2024: 10, 2025: 20", "total: 100"), *given)
    assert [row[name] for name in ("target", "attainment", "needed")] == ["100", "38", "31"]
    assert "por año hasta 2027" in sentence
    for traits, total in (((), 25), (("over_time: max",), 15)):
        own = targets("2024: 10, 2025: 20", f"total: {total}")
        assert codes(content(**FOUR, **sheet(*traits), **own)) == {"total-mismatch"}
    level = sheet("over_time: last")
    assert codes(content(**FOUR, **level, **targets("2024: 10, 2025: 20", "total: 15"))) == set()
    whole = targets("2024: 10, 2027: 20", "total: 15")
    assert codes(content(**FOUR, **level, **whole)) == {"total-mismatch"}


def test_a_sum_of_which_a_part_is_missing_has_no_percentage_and_nothing_is_needed() -> None:
    own = targets("2024: {PE-LIM: 10, PE-CUS: 5}, 2026: {PE-LIM: 20}", "by: region")
    given = [
        results(str(y), f"visitas: {{value: {{PE-LIM: {n}}}}}") for y, n in ((2024, 9), (2025, 12))
    ]
    sentence, row = told(FOUR, own, *given)
    assert sentence.endswith("es 35; hasta 2025 el resultado reportado es 21.")
    assert [row[name] for name in ("actual", "attainment", "needed")] == ["21", "", ""]


def test_the_years_of_a_term_are_those_of_the_plan() -> None:
    fiscal = ("period: {from: 2023-24, to: 2026-27}", "year_starts: 7", "frequency: year")
    aims = targets("2023-24: 10, 2024-25: 20, 2026-27: 30")
    given = [results("2023-24", "visitas: 8"), results("2024-25", "visitas: 30")]
    sentence, _ = told(with_lines("plan.yml", *fiscal), aims, *given)
    assert "todo el periodo, 2023-24 – 2026-27, es 60; hasta 2024-25 el resultado" in sentence
    assert sentence.endswith("Con lo reportado hasta 2024-25 faltan 22: 11 por año hasta 2026-27.")


@pytest.mark.parametrize(("day", "verb"), [("2027-12-31", "es"), ("2028-01-01", "era")])
def test_the_target_of_a_term_that_is_over_was_its_target(day: str, verb: str) -> None:
    sentence, _ = told(
        FOUR, targets("2024: 10, 2027: 20"), results("2024", "visitas: 8"), as_of=day
    )
    assert f"La meta de todo el periodo, 2024-2027, {verb} 30; hasta 2024 el" in sentence


def test_milestones_that_add_up_are_counted_over_the_years() -> None:
    audits = strategy("[{id: visitas, kind: milestone, unit: Auditoría, targets: {%s}}]")
    aims = "2024: done, 2025: done, 2026: done"
    given = [results("2024", "visitas: done"), results("2025", "visitas: not-done")]
    own = {name: text.replace("%s", aims) for name, text in audits.items()}
    (row,) = rows_of(csv_of(FOUR, own, *given, as_of="2026-06-01")["terms"])
    columns = ("target", "actual", "attainment", "band", "attainment_to_date", "state")
    assert [row[name] for name in columns] == ["3", "1", "33.333333", "", "50", "value"]


def test_what_is_discontinued_has_not_reached_the_target_of_its_term() -> None:
    ended = "discontinued: {from: 2025, reason: Ya no se dictan.}"
    sentence, row = told(FOUR, targets("2024: 10, 2025: 20", ended), results("2024", "visitas: 10"))
    columns = ("target", "actual", "attainment", "state", "attainment_to_date", "needed")
    assert [row[name] for name in columns] == ["30", "10", "", "discontinued", "100", ""]
    assert sentence == ""


def test_an_estimate_on_the_way_is_counted() -> None:
    given = (LONG, RATE, GOAL, results("2022", "visitas: {value: 9.9, status: estimated}"))
    whole = rows_of(csv_of(*given, as_of="2026-06-01")["rollups"])
    assert {(r["on_the_way"], r["estimated"]) for r in whole if r["period"] == "2022"} == {
        ("1", "1")
    }
