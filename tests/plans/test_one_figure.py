"""One figure, one object: the page, the table and the scorecard say the same of every plan."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from mkdocs.utils.meta import get_data

from generator.build import Project, examine
from generator.compute import Results
from generator.compute.rollups import Scope
from generator.export import tables
from generator.model.period import Period
from generator.model.rounding import shown
from generator.paths import ELEMENT, PLAN
from generator.review.clock import Clock
from generator.review.verify import CitationStatus, ContentAsOf, verified
from generator.scorecard.facts import Scorecard
from generator.scorecard.terminal import scorecard_text
from generator.words.formatter import Formatter
from tests.cited import drawn

SCOPES = {Scope.PLAN.value, Scope.OBJECTIVE.value, Scope.STRATEGY.value}
LIMITS = (Decimal(75), Decimal(95))


@pytest.fixture(scope="module")
def pages(pages_of_all: Mapping[str, bytes]) -> dict[str, str]:
    made = pages_of_all.items()
    return {name: spoken(body(data)) for name, data in made if name.endswith(".md")}


def body(page: bytes) -> str:
    """A page without its head, which has figures too."""
    return page.decode().partition("\n---\n")[2]


def spoken(page: str) -> str:
    """A page without its tags, one space between words."""
    text = html.unescape(re.sub(r"<[^>]+>", " ", page)).replace("\N{NO-BREAK SPACE}", " ")
    return " ".join(text.split())


def test_page_table_and_scorecard_agree(
    results: Results, pages: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "240")
    percent = Formatter("es", "PE", LIMITS).percent
    (table,) = [filled for filled in tables(results, "es") if filled.table.name == "rollups"]
    names = [column.name for column in table.table.columns]
    rows = [dict(zip(names, row, strict=True)) for row in table.rows]
    n_compared = 0
    for name, plan in results.plans.items():
        year = Period.of_year(plan.year)
        card = spoken(scorecard_text(Scorecard(results, plan, year), "es"))
        own = [r for r in rows if r["plan"] == name and str(r["period"]) == str(year)]
        for row in own:
            if row["scope"] not in SCOPES or row["mean_attainment"] is None:
                continue
            said = percent(Decimal(str(row["mean_attainment"]))).replace("\N{NO-BREAK SPACE}", " ")
            code = str(row["code"])
            page = PLAN(name) if row["scope"] == "plan" else ELEMENT(name, code)
            own_measures = plan.measures_of(code)
            if own_measures and sum(level.n for level in plan.levels(code)) == 1:
                # its page shows the whole attainment of its only figure, not cut at 100
                series = [m.current for m in own_measures if m.current]
                raws = [y.headline.raw for y in series if y.headline.raw is not None]
                assert any(spoken(percent(min(raw, Decimal(100)))) == said for raw in raws), (
                    name,
                    code,
                )
                shown = [spoken(percent(raw)) for raw in raws]
                assert any(figure in pages[page] for figure in shown), (name, code)
            else:
                assert said in pages[page], (name, code)
            if not row["headline"] and row["scope"] != "plan":
                continue  # the scorecard tells the other levels of the plan as a whole only
            lead = "Avance promedio" if row["scope"] == "plan" else f" {code} "
            lead = lead if row["headline"] else "promedio de "
            first = rf"{re.escape(lead)}[^▼◆●]*[▼◆●] (\w+ )?{re.escape(said)}"
            assert re.search(first, card), (name, code)
            n_compared += 1
    assert n_compared > 50


def test_the_search_shows_the_figure_of_the_tables(
    results: Results, pages_of_all: Mapping[str, bytes]
) -> None:
    """What only one indicator has is shown whole; what is a mean is capped, as in the table."""
    percent = Formatter("es", "PE", LIMITS).percent
    (table,) = [filled for filled in tables(results, "es") if filled.table.name == "rollups"]
    names = [column.name for column in table.table.columns]
    n_compared = 0
    for row in (dict(zip(names, row, strict=True)) for row in table.rows):
        plan, code, mean = str(row["plan"]), str(row["code"]), row["mean_attainment"]
        is_year = row["period"] == str(results.plans[plan].year)
        if row["scope"] not in SCOPES or not is_year or not row["headline"] or mean is None:
            continue
        page = PLAN(plan) if row["scope"] == "plan" else ELEMENT(plan, code)
        (figure, look, _, of) = get_data(pages_of_all[page].decode())[1]["search"]["figures"][""]
        if of.startswith("Avance promedio"):
            assert figure == percent(Decimal(str(mean))), (plan, code)
            n_compared += 1
        assert look in {"bajo", "medio", "alto"}, (plan, code)
    assert n_compared > 20


@pytest.mark.proof
def test_200_figures_drawn_from_the_site_are_verified(site: Path) -> None:
    project = Project(site.parent)
    read, clock = examine(project), Clock(datetime.now(UTC))
    problems = tuple(read.problems)
    today = ContentAsOf(read.catalog, problems, read.files, date(2026, 10, 1), read.memo)
    for cited in drawn(site, 200):
        found = verified(cited, project.root, today, clock)
        assert (found.status, found.now) == (CitationStatus.STANDS, found.found), cited
        assert len(found.version) == 12  # the commit


def test_what_rows_say_of_each_other_is_the_table_of_comparisons(
    results: Results, pages_of_all: Mapping[str, bytes]
) -> None:
    """The words that the script shows, and its figures, of every two of every table."""
    f = Formatter("es", "PE", LIMITS)
    (table,) = [filled for filled in tables(results, "es") if filled.table.name == "comparisons"]
    names = [column.name for column in table.table.columns]
    rows = [dict(zip(names, row, strict=True)) for row in table.rows]
    apart = (  # of the figures as they are shown
        shown(Decimal(str(row["first_value"])), 1, LIMITS)
        - shown(Decimal(str(row["second_value"])), 1, LIMITS)
        for row in rows
        if row["difference"] is not None
    )
    differences = Counter(spoken(f.number(abs(it))) for it in apart if it)
    said: Counter[str] = Counter()
    n_refused = 0
    for name, page in pages_of_all.items():
        if "comparar" in name:
            for text in re.findall(r' data-d\d="([^"]*)"', page.decode()):
                parts = html.unescape(text).split("|")
                n_refused += sum(part.startswith("!") for part in parts)
                said.update(spoken(it).split()[0] for it in parts if " punto" in it[:20])
    assert said == differences
    assert n_refused == sum(row["refusal"] is not None for row in rows)
    assert said.total() > 1000
