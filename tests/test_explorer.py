"""The page of a table of open data: what its columns are, and its rows to explore."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from generator.export import TABLES
from tests import axe
from tests.browser import served, settle, watch
from tests.project import ROOT
from tests.site import parsed, text_of
from tests.widths import faults

SCRIPT = ROOT / "generator/render/theme/assets/explore.js"
_LIMIT = 9 * 1024


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    with served(site) as url:
        yield url


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """A page that notes what the policy blocked and what the console said."""
    context = chromium.new_context(viewport={"width": 1280, "height": 800})
    found = context.new_page()
    noted = watch(found)
    yield found
    context.close()
    assert noted == []


def lines_of(site: Path, table: str) -> list[str]:
    text = (site / f"datos/{table}.csv").read_bytes().decode()
    return text.splitlines(keepends=True)


def cells(page: Page, n: int) -> list[str]:
    """What the rows that are shown have in a column."""
    found = page.locator(f".explore tbody tr > :nth-child({n})")
    return found.all_inner_texts()


def status(page: Page) -> str:
    return page.locator(".explore [role=status]").inner_text()


def test_every_table_has_its_page_and_its_place_in_the_list(site: Path) -> None:
    listed = parsed(site / "datos/index.html")
    for table in TABLES:
        (row,) = listed.xpath(f"//tr[th[@id='{table.name}']]")
        assert f"{table.name}/" in {a.get("href") for a in row.iter("a")}
        tree = parsed(site / f"datos/{table.name}/index.html")
        (about,) = tree.xpath("//div[@class='columns']")
        names = [code.text for code in about.xpath(".//tbody/tr/td[1]/code")]
        assert names == [column.name for column in table.columns]
        n = len(list(csv.reader(io.StringIO("".join(lines_of(site, table.name)), newline="")))) - 1
        assert f"{n:,} fila" in text_of(site / f"datos/{table.name}/index.html")
        assert bool(tree.xpath("//div[@class='explore']")) == bool(n)


def test_without_a_script_the_page_says_what_the_table_is_and_leads_to_its_files(
    address: str, chromium: Browser
) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/datos/observations/")
    links = page.locator(".explore a").evaluate_all("all => all.map((a) => a.pathname)")
    assert links == [
        f"/datos/{name}" for name in ("observations.csv", "observations.json", "tablas.xlsx")
    ]
    assert page.locator("article button:visible, article input:visible").count() == 0
    context.close()


def test_rows_are_filtered_sorted_kept_in_the_address_and_taken_along(
    address: str, page: Page, site: Path, tmp_path: Path
) -> None:
    head, *lines = lines_of(site, "observations")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{address}/datos/observations/")
    assert not any(url.endswith("observations.csv") for url in asked)
    page.get_by_role("button", name="Ver y filtrar").click()
    page.locator(".explore table").wait_for()
    assert page.evaluate("document.activeElement.type") == "search"
    assert status(page) == f"{len(lines)} de {len(lines)} filas"
    facet = page.get_by_role("combobox", name="Estado")
    facet.select_option("value")
    rows = list(csv.DictReader(io.StringIO("".join([head, *lines]), newline="")))
    kept = [line for row, line in zip(rows, lines, strict=True) if row["state"] == "value"]
    assert 0 < len(kept) < len(lines)
    assert status(page) == f"{len(kept)} de {len(lines)} filas"
    page.get_by_role("columnheader", name="Meta").get_by_role("button").first.click()
    sort = page.locator(".explore th[data-k=target] button")
    values = [float(text) for text in cells(page, 1 + column(page, "target")) if text != "–"]
    assert values == sorted(values)
    sort.click()
    assert page.url.endswith("?state=value&orden=-target")
    with page.expect_download() as download:
        page.get_by_role("button", name="Descargar estas filas").click()
    assert download.value.suggested_filename == f"observations-{len(kept)}.csv"
    first, *taken = download.value.path().read_bytes().decode().splitlines(keepends=True)
    assert (first, sorted(taken)) == (head, sorted(kept))
    shown = cells(page, 1)
    page.reload()
    page.locator(".explore table").wait_for()
    assert (status(page), cells(page, 1)) == (f"{len(kept)} de {len(lines)} filas", shown)
    page.get_by_label("Filtrar por palabras").fill("ningúna fila")
    assert status(page) == "Ninguna fila cumple estos filtros."
    page.get_by_role("button", name="Quitar filtros").click()
    assert page.url.endswith("/observations/?orden=-target")


def column(page: Page, name: str) -> int:
    heads = page.locator(".explore thead th").evaluate_all("all => all.map((th) => th.dataset.k)")
    return list(heads).index(name)


def test_columns_are_chosen_and_a_value_that_no_row_has_leaves_none(
    address: str, page: Page
) -> None:
    page.goto(f"{address}/datos/observations/?columnas=measure.place&period=1999")
    page.locator(".explore table").wait_for()
    assert page.locator(".explore thead th").all_inner_texts() == [
        "Indicador",
        "Lugar en el documento",
    ]
    assert status(page) == "Ninguna fila cumple estos filtros."
    page.get_by_text("Columnas que se muestran").click()
    page.get_by_label("Periodo", exact=True).last.check()
    assert page.url.endswith("columnas=measure.period.place&period=1999")


def test_rows_of_a_plan_are_one_step_from_its_pages(address: str, page: Page, site: Path) -> None:
    page.goto(f"{address}/planes/salud-2025/medidas/")
    page.locator(".foot a", has_text="observations").first.click()
    page.locator(".explore table").wait_for()
    own = [line for line in lines_of(site, "observations") if line.startswith("salud-2025,")]
    assert status(page).startswith(f"{len(own)} de ")


def test_it_is_whole_on_a_phone_and_axe_finds_nothing(address: str, resting: Page) -> None:
    for width in (320, 1280):
        resting.set_viewport_size({"width": width, "height": 800})
        resting.goto(f"{address}/datos/observations/?state=value")
        resting.locator(".explore table").wait_for()
        for fold in resting.locator(".explore summary:visible").all():
            fold.click()
        settle(resting)
        assert faults(resting) == []
        axe.prepare(resting)
        assert axe.violations(resting) == set()


def test_the_script_stays_small() -> None:
    assert SCRIPT.stat().st_size < _LIMIT
