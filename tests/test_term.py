"""Plans of several years: results beside the target of another year."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pytest

from generator.compute import compute
from generator.compute.results import PlanResult
from generator.load import load
from generator.model.period import Period
from generator.scorecard.annex import annex
from generator.scorecard.facts import Scorecard
from generator.scorecard.terminal import scorecard_text
from tests.helpers import content, results, sheet, strategy, targets, with_lines
from tests.test_export import csv_of, rows_of

LONG = with_lines("plan.yml", "period: {from: 2015, to: 2030}", "frequency: year")
RATE = sheet("kind: percentage", "direction: decrease", "over_time: last")
GOAL = targets("2030: 7.25", "baseline: {period: 2015, value: 14.5}")


def the_plan(*parts: Mapping[str, str], as_of: str = "2026-06-01") -> tuple[str, PlanResult, str]:
    """The scorecard on a terminal, the plan, and the scorecard as Markdown."""
    catalog, problems = load(content(**{k: v for part in parts for k, v in part.items()}))
    assert not problems
    found = compute(catalog, date.fromisoformat(as_of))
    (plan,) = found.plans.values()
    card = Scorecard(found, plan, Period.of_year(plan.year))
    return scorecard_text(card, "es").replace("\u00a0", " "), plan, annex(card, "es")


def test_a_target_of_the_last_year_only() -> None:
    given = (LONG, RATE, GOAL, results("2022", "visitas: 9.9"), results("2023", "visitas: 10.2"))
    screen, plan, markdown = the_plan(*given)
    assert "Avance promedio  ■ En camino\n" in screen
    assert "En camino (1)\n1.1.1 ■ En camino, 59.3 % del camino hacia la meta de 2030\n" in screen
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
    assert "Avance promedio  ● Alto 100.0 % · promedio de 1 de 1 actividad" in screen
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
