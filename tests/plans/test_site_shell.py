"""The head, foot and lost addresses of the whole site."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urljoin

import pytest
from playwright.sync_api import Browser, Page

from tests.browser import FOUND, hosted, look_up, watch
from tests.plans.kinds import KINDS, PLAN
from tests.site import pages_of, parsed
from tests.test_site_shell import (
    dataset,
    foot,
    lost,
    page,
    properties,
    test_a_portal_that_does_not_know_its_address_names_none,
    test_every_page_has_a_policy_that_names_nothing_from_elsewhere,
    test_every_page_says_what_it_is_to_those_who_share_it,
    test_every_plan_offers_its_own_rows,
    test_no_page_has_a_style_attribute_or_a_handler,
    test_only_pages_that_offer_data_are_described_as_data,
    test_pictures_are_drawn_for_every_plan_and_the_portal,
    test_the_page_of_the_data_offers_every_file_with_its_size_and_rows,
)

CODE = "AOI00015400049"


POI = "planes/poi-mtpe-2024/"


@pytest.fixture(scope="module")
def host(site: Path) -> Iterator[str]:
    """Where a static host serves the whole site, with its page for lost addresses."""
    with hosted(site) as url:
        yield url


def test_a_title_is_the_same_for_readers_and_for_those_who_share(site: Path) -> None:
    tree = parsed(site / POI / "index.html")
    title = tree.findtext(".//title") or ""
    assert title == properties(site / POI / "index.html")["og:title"] + " - Avance"


def test_a_picture_shows_its_text(site: Path, page: Page) -> None:
    """With a font that cannot be found nothing is drawn: the title must leave ink."""
    page.goto((site / POI / "portada.png").as_uri())
    ink = page.evaluate(
        """() => {
          const image = document.querySelector("img"), canvas = document.createElement("canvas")
          canvas.width = 1200; canvas.height = 630
          const drawing = canvas.getContext("2d"); drawing.drawImage(image, 0, 0)
          return [[60, 110, 1080, 220], [60, 385, 400, 75], [60, 530, 600, 35]].map(box => {
            const {data} = drawing.getImageData(...box)
            return data.filter((value, i) => i % 4 == 0 && value < 128).length
          })
        }"""
    )
    assert min(ink) > 300, ink


def test_without_an_address_the_data_are_found_from_the_page(site: Path) -> None:
    told = dataset(site / POI / "index.html")
    assert told["url"] == "./"
    found = {item["contentUrl"] for item in told["distribution"]}
    assert {f"../../datos/poi-mtpe-2024.{it}" for it in ("zip", "xlsx", "iati.xml")} <= found
    assert all(it.startswith("../../datos/poi-mtpe-2024.") for it in found)


def test_copying_searching_and_the_palette_keep_to_the_policy(
    address: str, chromium: Browser
) -> None:
    context = chromium.new_context()
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = context.new_page()
    said = watch(page)
    page.goto(f"{address}/editores/")
    page.locator(".md-code__button, .md-clipboard").first.click(force=True)
    page.wait_for_function("() => navigator.clipboard.readText().then(text => text.length > 20)")
    page.click("label[for^=__palette]:not([hidden])")
    look_up(page, CODE)
    blocked = page.evaluate("blocked")
    context.close()
    assert (blocked, said) == ([], [])


def generated(site: Path) -> Iterator[Path]:
    """Pages that were made from the content."""
    hand = {"acerca", "metodologia", "hallazgos", "datos", "editores", "proyecto"}
    return (p for p in pages_of(site) if p.relative_to(site).parts[0] not in hand)


def test_every_page_ends_in_its_date_and_the_way_to_mend_it(site: Path) -> None:
    n = 0
    for path in generated(site):
        said = " ".join(foot(path).itertext())
        assert "1 de octubre de 2026" in said, path
        assert "Proponer un cambio" in said, path
        n += 1
    assert n > 500


def test_pages_of_a_plan_say_their_document_and_the_latest_report(site: Path) -> None:
    for path in site.glob("planes/*/**/index.html"):
        said = " ".join(foot(path).itertext())
        assert "Fuente" in said, path
        assert "Último reporte" in said, path
    assert "todavía ninguno" in " ".join(foot(site / PLAN / "index.html").itertext())
    assert "2024" in " ".join(foot(site / POI / "index.html").itertext())


def test_without_a_repository_a_change_leads_to_the_guide(site: Path) -> None:
    (link,) = (a for a in foot(site / PLAN / "index.html").iter("a") if a.get("class"))
    assert link.get("href") == "../../editores/"


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        (f"planes/otro-plan/{CODE}/", f"{POI}{CODE}/"),
        (f"{CODE}.html", f"{POI}{CODE}/"),
        (f"planes/poi-mtpe-2024/{CODE.lower()}", f"{POI}{CODE}/"),
        ("plan/convenio-gestion-2020-2021/IdG.03", "planes/convenio-gestion-2020-2021/IdG.03/"),
        ("notas-de-prensa-difundidas", "indicadores/notas-de-prensa-difundidas/"),
        ("metodolog%C3%ADa/", "metodologia/"),
    ],
)
def test_a_lost_address_finds_its_page(host: str, page: Page, path: str, expected: str) -> None:
    found = lost(page, host + path)
    assert urljoin(host, expected) in found["links"][:3], found
    assert page.evaluate("blocked") == []


def test_words_of_a_lost_address_wait_in_the_search(host: str, page: Page) -> None:
    lost(page, f"{host}x/{CODE}/y/")
    page.click("#missing button")
    page.wait_for_selector(FOUND, timeout=30_000)
    assert page.input_value(".finder input") == CODE
    assert CODE in (page.get_attribute(FOUND, "href") or "")


@pytest.mark.parametrize(
    "path", ["%3Cimg%20src=x%20onerror=window.hurt=1%3E/9", "%E0%A4%A", "''\";hurt=1//7", "zzzz"]
)
def test_a_hostile_address_does_no_harm(host: str, page: Page, path: str) -> None:
    found = lost(page, host + path)
    assert page.evaluate("window.hurt") is None
    assert page.query_selector("#missing img") is None
    assert found["said"]


def test_a_lost_address_helps_without_javascript(host: str, chromium: Browser) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{host}planes/no-existe/")
    assert "Esta página no existe" in page.inner_text("h1")
    assert not page.is_visible("#missing")
    page.click(".md-content a:text-is('Planes')")
    assert page.url == f"{host}planes/"
    context.close()


def test_marks_and_bars_are_seen_in_forced_colours(address: str, chromium: Browser) -> None:
    context = chromium.new_context(forced_colors="active")
    page = context.new_page()
    page.goto(f"{address}/{POI}")
    told = page.evaluate(
        """() => {
          const paint = (what, property) => [...document.querySelectorAll(what)].map(e =>
            getComputedStyle(e)[property])
          const paper = getComputedStyle(document.body).backgroundColor
          const marks = paint(".st.alto > i", "backgroundColor")
          return {paper, marks, bars: paint(".bar rect", "fill")}
        }"""
    )
    context.close()
    assert told["marks"]
    assert told["bars"]
    assert told["paper"] not in {*told["marks"], *told["bars"]}
