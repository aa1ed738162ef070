"""Reports of the plans have the figures of the computation."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from generator.compute import compute
from generator.compute.attainment import Status
from generator.compute.measured import at
from generator.compute.money import execution
from generator.compute.results import PlanResult, Results
from generator.compute.rollups import Scope
from generator.model.catalog import PLAN, Catalog
from generator.model.method import Band
from generator.model.period import Period
from generator.scorecard.annex import annex
from generator.scorecard.facts import Scorecard
from generator.scorecard.terminal import scorecard_text
from tests.command import ROOT
from tests.test_report_command import AS_OF, number, rows_of, said


@pytest.fixture(scope="module")
def computed(catalog: Catalog) -> Results:
    """The plans on the day of the reports."""
    return compute(catalog, date.fromisoformat(AS_OF))


@pytest.fixture(scope="module")
def real(computed: Results) -> dict[str, PlanResult]:
    return computed.plans


@pytest.fixture
def on_a_pipe(computed: Results, monkeypatch: pytest.MonkeyPatch) -> Callable[[str, int], str]:
    """The scorecard of a plan's year, as the command writes it where so many columns fit."""

    def text(name: str, width: int) -> str:
        monkeypatch.setenv("COLUMNS", str(width))
        plan = computed.plans[name]
        return scorecard_text(Scorecard(computed, plan, Period.of_year(plan.year)), "es")

    return text


@pytest.mark.parametrize(
    ("name", "period"),
    [
        ("pei-mtpe-2017-2027", "2024-S1"),
        ("convenio-gestion-2020-2021", "2020-S2"),
        pytest.param("poi-mtpe-2024", "2024", marks=pytest.mark.proof),
        pytest.param("pei-mtpe-2017-2027", "2024", marks=pytest.mark.proof),
        pytest.param("comunicaciones-mtpe-2024", "2024-T2", marks=pytest.mark.proof),
        pytest.param("pfc-mtpe-2025", "2025", marks=pytest.mark.proof),
    ],
)
def test_the_annex_of_a_real_plan_has_the_figures_of_the_computation(
    name: str, period: str, computed: Results
) -> None:
    plan = computed.plans[name]
    rows = rows_of(annex(Scorecard(computed, plan, Period.parse(period)), "es"))
    seen: dict[str, int] = {}
    assert len(rows) == len(plan.measures) > 0
    for row in rows:
        code = row["Código"]
        measure = plan.measures_of(code)[seen.setdefault(code, 0)]
        seen[code] += 1
        it = at(measure, Period.parse(period))
        change = measure.change_at(Period.parse(period))
        assert row["Denominación"].endswith(" ".join(measure.use.traits.name.split()))
        assert_shows(row["Avance tipo I (%)"], it.raw)
        assert_shows(row["Avance tipo II (%)"], change.value if change else None)
        if not measure.is_by_part:
            assert_shows(row["Logro esperado"], it.target)
            assert_shows(row["Valor obtenido"], it.actual)
        if it.status is Status.NOT_REPORTED:
            assert row["Valor obtenido"] == "sin reporte"


def assert_shows(text: str, value: object) -> None:
    """A cell shows a number, rounded, or no number at all."""
    shown = number(text)
    if isinstance(value, Decimal):
        assert shown is not None, (text, value)
        unit = Decimal(1).scaleb(int(shown.as_tuple().exponent))
        assert abs(shown - value) <= unit / 2, (text, value)
    else:
        assert shown is None, (text, value)


@pytest.mark.parametrize("name", ["poi-mtpe-2024", "pei-mtpe-2017-2027"])
def test_the_scorecard_of_a_real_plan_has_the_figures_of_the_computation(
    name: str, real: dict[str, PlanResult], on_a_pipe: Callable[[str, int], str]
) -> None:
    text = on_a_pipe(name, 200)
    plan, year = real[name], Period.of_year(real[name].year)
    whole = plan.rollup(year, Scope.PLAN, PLAN)
    assert whole.mean_attainment is not None
    found = re.search(r"Avance promedio +\S \w+ ([0-9.]+) % · promedio de ([0-9]+) de ", text)
    assert found is not None
    assert_shows(found[1], whole.mean_attainment)
    assert int(found[2]) == whole.n_averaged
    for band, word in {Band.LOW: "▼ Bajo", Band.MEDIUM: "◆ Medio", Band.HIGH: "● Alto"}.items():
        assert f"{word} {whole.bands[band]}" in text
    assert_rows(text, plan, year)


def assert_rows(text: str, plan: PlanResult, year: Period) -> None:
    """Every objective and strategy has its row, with the figures of its roll-up."""
    for element in plan.folder.elements:
        if element.level.code not in {"objective", "strategy"}:
            continue
        rollup = plan.rollup(year, Scope(element.level.code), element.code)
        row = re.search(rf"(?m)^ *{re.escape(element.code)}  .*$", text)
        assert row is not None, element.code
        cells = re.split(r" {2,}", row[0].strip())
        numbers = [cell for cell in cells if re.fullmatch(r"[0-9]+( / [0-9]+)*", cell)]
        bands = " / ".join(str(rollup.bands.get(band, 0)) for band in Band)
        silent = (Status.NOT_PROGRAMMED, Status.NOT_REPORTED)
        states = " / ".join(str(rollup.statuses.get(status, 0)) for status in silent)
        assert numbers == [str(rollup.n), bands, states], row[0]
        if rollup.mean_attainment is not None:
            percent = next(c for c in cells if re.match("[▼◆●] ", c))
            assert_shows(percent[2:], rollup.mean_attainment)
        share = execution(plan.money.get(element.code, {}), year.year, plan.version_ranks)
        if share is not None:
            assert_shows(cells[-1], share)


def test_the_operational_plan_as_the_ministry_printed_it(
    on_a_pipe: Callable[[str, int], str],
) -> None:
    text = said(ROOT, "poi-mtpe-2024", width=100)
    assert text == on_a_pipe("poi-mtpe-2024", 100) + "\n"
    assert "promedio de 260 de 260 actividades operativas" in text
    assert "S/ 728,706,272" in text
    assert "S/ 723,294,716.24" in text
    assert "Bajo (18)" in text


def columns(line: str) -> int:
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in line)


@pytest.mark.parametrize(
    ("name", "width"),
    [("poi-mtpe-2024", 80), ("pei-mtpe-2017-2027", 40)],
)
def test_no_line_is_wider_than_it_may_be_and_no_title_is_cut(
    name: str, width: int, real: dict[str, PlanResult], on_a_pipe: Callable[[str, int], str]
) -> None:
    text = on_a_pipe(name, width)
    assert max(columns(line) for line in text.splitlines()) <= width
    assert "…" not in text
    words = set(re.findall(r"\w+", text))
    for element in real[name].folder.elements[:1]:
        assert set(re.findall(r"\w+", element.node.title)) <= words
