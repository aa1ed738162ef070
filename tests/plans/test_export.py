"""The tables of the plans say what is computed and what the pages say."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal

from generator.compute import Results
from generator.compute.rollups import Scope
from generator.export.scopes import NO_REGION
from generator.export.table import derived
from generator.model.catalog import PLAN
from generator.model.money import Stage
from generator.model.period import Period
from generator.paths import ELEMENT
from generator.words.formatter import Formatter
from tests.test_export import (
    Rows,
    column,
    filled,
    folders,
    own_rows,
    test_every_format_reads_back_as_the_same_tables,
    test_observations_are_those_of_the_computation,
    test_the_data_package_describes_every_cell,
    test_the_same_content_gives_the_same_bytes,
)

POI = "poi-mtpe-2024"


def test_the_real_content_counts(results: Results, own_rows: dict[str, Rows]) -> None:
    catalog = results.catalog
    plans = {row["plan"]: row for row in own_rows["plans"]}
    assert (plans[POI]["n_activities"], plans[POI]["n_measures"]) == ("260", "260")
    levels = [row["level"] for row in own_rows["elements"] if row["plan"] == POI]
    assert (levels.count("activity"), levels.count("objective")) == (260, 8)
    assert len(own_rows["measures"]) == sum(len(p.measures) for p in results.plans.values())
    lines = sum(len(list(folder.budget())) for folder in catalog.plans.values())
    assert [row["is_computed"] for row in own_rows["budgets"]].count("false") == lines
    printed = sum(len(folder.published) for folder in catalog.plans.values())
    assert len(own_rows["published"]) == printed > 2000
    assert len(own_rows["documents"]) == len(catalog.documents)
    scoped = [found for plan in results.plans.values() for found in plan.by_level.values()]
    n_levels = sum(len(levels) for found in scoped for levels in found.values())
    assert len([row for row in own_rows["rollups"] if row["code"] != NO_REGION]) == n_levels
    notes = [it for kind in catalog.models.values() for it in kind if getattr(it, "note", None)]
    assert len(own_rows["notes"]) == len(notes) > 1000


def test_a_data_person_asks(own_rows: dict[str, Rows]) -> None:
    levels = {(row["plan"], row["code"]): row["level"] for row in own_rows["elements"]}
    disputed = [
        row["element"]
        for row in own_rows["disputes"]
        if row["field"] == "unit" and levels[row["plan"], row["element"]] == "activity"
    ]
    assert len(disputed) == len(set(disputed)) == 59
    copied = [row for row in own_rows["findings"] if row["detector"] == "copied-units"]
    assert [len(row["measure"].split("|")) for row in copied] == [62, 24]
    measures = {row["measure"] for row in own_rows["measures"] if row["plan"] == POI}
    assert {name for row in copied for name in row["measure"].split("|")} <= measures
    regions = [row for row in own_rows["rollups"] if (row["plan"], row["scope"]) == (POI, "region")]
    counts = {row["code"]: int(row["counted_activities"]) for row in regions}
    assert (counts["PE-LMA"], counts[NO_REGION], sum(counts.values())) == (6, 211, 260)
    undecided = [row["code"] for row in own_rows["recommendations"] if row["overdue"] == ""]
    assert (len(undecided), len(own_rows["recommendations"])) == (22, 45)
    wholes = [row for row in own_rows["budgets"] if row["is_part"] == "false"]
    last = [row["amount"] for row in wholes if (row["plan"], row["version"]) == (POI, "V4")]
    assert last == ["728706272.00"]


def test_rollups_are_those_of_the_computation(results: Results, own_rows: dict[str, Rows]) -> None:
    for row in (it for it in own_rows["rollups"] if it["code"] != NO_REGION):
        plan = results.plans[row["plan"]]
        period = Period.parse(row["period"])
        levels = plan.by_level[period][Scope(row["scope"]), row["code"]]
        (rollup,) = [it for it in levels if str(it.level) == row["level"]]
        assert (row["headline"] == "true") == (rollup is levels[0])
        assert int(row["n_activities"]) == rollup.n
        states = (
            *("not_programmed", "not_reported", "not_applicable", "not_due", "n_reported"),
            *("withheld", "not_available", "discontinued", "other_year", "on_the_way"),
        )
        assert sum(int(row[name]) for name in states) == rollup.n
        mean = rollup.mean_attainment
        assert row["mean_attainment"] == ("" if mean is None else f"{derived(mean):f}")
    units = [r for r in own_rows["rollups"] if (r["plan"], r["scope"]) == (POI, "executing-unit")]
    assert column(units, "code", "n_activities") == ["ue-001 174", "ue-002 62", "ue-005 24"]


def test_modified_and_executed_are_sums_of_the_latest_version(
    results: Results, own_rows: dict[str, Rows]
) -> None:
    (row,) = [
        r for r in own_rows["rollups"] if (r["plan"], r["scope"], r["code"]) == (POI, PLAN, PLAN)
    ]
    amounts = results.plans[POI].money[PLAN]
    assert Decimal(row["modified"]) == amounts[2024, Stage.MODIFIED, "V4"]
    assert Decimal(row["executed"]) == amounts[2024, Stage.EXECUTED, ""]
    printed = [r for r in own_rows["budgets"] if r["plan"] == POI and r["version"] == "V4"]
    objectives = [Decimal(r["amount"]) for r in printed if r["code"].startswith("OEI")]
    units = [Decimal(r["amount"]) for r in printed if r["code"].startswith("ue:")]
    assert Decimal(row["modified"]) in {sum(objectives), sum(units)}


def test_the_pages_say_the_same_figures(
    pages_of_all: Mapping[str, bytes], own_rows: dict[str, Rows]
) -> None:
    pages = {name: _words(data) for name, data in pages_of_all.items() if name.endswith(".md")}
    say = Formatter("es", "PE", (Decimal(75), Decimal(95))).percent
    (whole,) = [
        r for r in own_rows["rollups"] if (r["plan"], r["scope"], r["code"]) == (POI, PLAN, PLAN)
    ]
    assert say(Decimal(whole["mean_attainment"])) in pages[f"planes/{POI}/index.md"]
    activities = [r for r in own_rows["observations"] if r["plan"] == POI]
    assert len(activities) == 260
    for row in activities:
        page = pages[ELEMENT(POI, row["measure"])]
        assert say(Decimal(row["attainment"])) in page, row
    objectives = [r for r in own_rows["rollups"] if (r["plan"], r["scope"]) == (POI, "objective")]
    for row in objectives:
        page = pages[ELEMENT(POI, row["code"])]
        assert say(Decimal(row["mean_attainment"])) in page, row


def _words(page: bytes) -> str:
    return re.sub(r"<[^>]+>", " ", page.decode())
