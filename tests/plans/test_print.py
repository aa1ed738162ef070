"""A plan as one report on paper, as Chromium prints it."""

from __future__ import annotations

import gzip
import io
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from pypdf import PdfReader

from generator.model.catalog import Catalog, Level
from tests.plans.kinds import PLAN

REPORTS = {
    "planes/poi-mtpe-2024/": range(10, 22),
    "planes/pei-mtpe-2017-2027/": range(5, 13),
    "planes/convenio-gestion-2020-2021/": range(3, 10),
    "planes/pfc-mtpe-2025/": range(2, 8),
    PLAN: range(2, 6),
    "planes/comunicacion-juntos-2021/": range(2, 6),
}


_LETTERS = 300
"""Fewer on a sheet, its header and foot included, look like a blank page."""


def printed(chromium: Browser, url: str) -> list[str]:
    """Text of each sheet of a page printed to PDF, on one line."""
    page = chromium.new_page()
    page.goto(url)
    data = page.pdf(prefer_css_page_size=True)
    page.close()
    sheets = PdfReader(io.BytesIO(data)).pages
    assert {(round(s.mediabox.width), round(s.mediabox.height)) for s in sheets} <= {
        (595, 842),
        (596, 842),
        (595, 843),
    }
    texts = (
        sheet.extract_text().replace("\ufb01", "fi").replace("\ufb02", "fl") for sheet in sheets
    )
    return [" ".join(text.split()) for text in texts]


@pytest.mark.parametrize(
    "url", [pytest.param(it, marks=[pytest.mark.proof] * (it != PLAN)) for it in REPORTS]
)
def test_a_plan_prints_as_one_numbered_report(
    address: str, chromium: Browser, catalog: Catalog, url: str
) -> None:
    sheets = printed(chromium, f"{address}/{url}informe/")
    assert len(sheets) in REPORTS[url]
    plan = catalog.plans[url.split("/")[1]]
    for n, text in enumerate(sheets, 1):
        assert f"{n} / {len(sheets)}" in text
        assert plan.plan.title[:40] in text, n
        assert len(text) > _LETTERS, n
        assert not re.search(r"Saltar a contenido|Búsqueda|Filtrar por palabras", text)
    whole = " ".join(sheets)
    for element in plan.of_level(Level.OBJECTIVE):
        assert squeezed(element.node.title) in squeezed(whole)
    missing = [
        e.code for e in plan.of_level(Level.ACTIVITY) if e.node.measures and e.code not in whole
    ]
    assert missing == []
    assert "Dirección de esta página: http" in whole


@pytest.fixture(scope="module")
def long_report(address: str, chromium: Browser) -> list[str]:
    """Sheets of the plan with most rows."""
    return printed(chromium, f"{address}/planes/poi-mtpe-2024/informe/")


def test_the_report_says_why_and_shows_the_gap_and_what_does_not_add_up(
    long_report: list[str],
) -> None:
    whole = " ".join(long_report)
    for part in ("En una frase", "Qué explica los avances bajos", "Brecha entre gasto y avance"):
        assert part in whole
    assert "«Los principales factores que afectaron" in whole
    assert "La mayor brecha (+15.6 pp)" in whole
    assert "Una parte dice Otra dice" in whole


def squeezed(text: str) -> str:
    """Letters only: a PDF breaks lines and spaces as it likes."""
    return re.sub(r"\W+", "", text)


def test_the_heads_of_long_tables_are_on_every_sheet_and_no_heading_ends_one(
    long_report: list[str],
) -> None:
    with_rows = [s for s in long_report if len(re.findall(r"AOI\d{11}", s)) > 5]
    assert len(with_rows) > 5
    assert all("Avance Meta Resultado" in s for s in with_rows)


def test_a_page_that_is_not_a_report_prints_its_number_and_no_navigation(
    address: str, chromium: Browser
) -> None:
    sheets = printed(chromium, f"{address}/planes/poi-mtpe-2024/AOI00015400049/")
    assert len(sheets) <= 2
    assert f"1 / {len(sheets)}" in sheets[0]
    assert "Búsqueda" not in sheets[0]


def test_a_filtered_table_prints_what_is_filtered(address: str, chromium: Browser) -> None:
    query = "?metas.resultado=con-resultado-cero"
    (sheet,) = printed(chromium, f"{address}/planes/poi-mtpe-2024/medidas/{query}")
    assert "Vista filtrada: Ejecución: Con resultado cero (1). 1 de 260 filas" in sheet
    assert sheet.count("AOI000") == 1
    assert "Quitar filtros" not in sheet


def test_reports_and_lists_stay_light(site: Path) -> None:
    heavy = {
        path: size
        for name in ("informe", "medidas")
        for path in site.glob(f"planes/*/{name}/index.html")
        if (size := len(gzip.compress(path.read_bytes()))) > 60_000
    }
    assert heavy == {}
