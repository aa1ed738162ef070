"""«Use this figure»: a menu gives to copy what its page says, in every state of the data."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from lxml.html import HtmlElement
from playwright.sync_api import Browser, Page

from generator.cite.version import SLOT
from generator.compute import compute
from generator.load import load
from generator.portal import Portal
from tests import axe
from tests.browser import served, settle
from tests.cited import SITE, reported
from tests.helpers import content
from tests.site import parsed, tree
from tests.widths import faults

COMMIT = "1a2b3c4d5e6f"
BASE = "https://datos.example.org/planes/"
ACTIVITY = "planes/plan-2024/1.1.1.md"


def menus(files: dict[str, bytes], path: str = ACTIVITY) -> list[HtmlElement]:
    """The menus of a page, in its order."""
    catalog, problems = load(files)
    assert [problem for problem in problems if problem.severity == "error"] == []
    portal = Portal(compute(catalog, date(2025, 6, 1)), COMMIT)
    page = next(it for it in portal.outputs() if it.path == path)
    return list(tree(page.make()).xpath("//details[@data-copy]"))


def said(menu: HtmlElement) -> str:
    """The sentence to copy, without its address."""
    (quote,) = menu.xpath(".//div[@class='cp'][1]")
    return " ".join((quote.text or "").replace("\N{NO-BREAK SPACE}", " ").split())


@pytest.mark.parametrize(
    ("result", "says", "has_card"),
    [
        ("{value: 90}", "el resultado fue 90 (90.0 %)", True),
        ("{value: 0}", "se informó un resultado de 0 (0 %)", True),
        ("", "El plazo para reportar venció y el portal no tiene un resultado", True),
        (
            "{value: withheld, note: secreto}",
            "No se publica el resultado de 2024. Motivo: secreto.",
            True,
        ),
        ("{value: not-available, note: se perdió}", "No hay resultado de 2024.", True),
    ],
)
def test_the_sentence_is_that_of_the_page_with_its_source_and_its_day(
    result: str, says: str, has_card: bool
) -> None:
    results = f"period: 2024\nstatus: final\nresults:\n  visitas: {result}\n" if result else None
    own = {"results/2024.yml": results} if results else {}
    files = content(**{"site.yml": SITE, **own})
    (menu,) = menus(files)
    text = said(menu)
    assert text.startswith("Visitas (Plan 2024): ")
    assert says in text
    assert "Fuente: Informe, Anexo 1." in text
    assert text.endswith("Portal, datos al 1 de junio de 2025:")
    page = menu.getroottree().xpath("string(//section[@class='measure']/p[@class='lead'])")
    assert " ".join(page.replace("\N{NO-BREAK SPACE}", " ").split()) in text
    assert bool(menu.xpath(".//pre[contains(., '<iframe')]")) == has_card


def test_what_is_in_dispute_is_said_with_the_sentence() -> None:
    strategy = content()["plans/plan-2024/strategies/1.1.yml"].decode()
    disputed = (
        strategy.rstrip() + "\n        disputed: [{field: target, why: Otro cuadro dice 90}]\n"
    )
    files = content(**{"site.yml": SITE, "strategies/1.1.yml": disputed})
    (menu,) = menus(files)
    assert "meta: lo publicado no coincide" in said(menu)


def test_a_measure_without_target_and_result_has_no_menu() -> None:
    strategy = content()["plans/plan-2024/strategies/1.1.yml"].decode()
    bare = strategy[: strategy.index("        targets")]
    assert menus(content(**{"site.yml": SITE, "strategies/1.1.yml": bare})) == []


def test_a_plan_is_cited_with_its_mean_and_the_version() -> None:
    (menu,) = menus(reported("5"), "planes/plan-2024/index.md")
    apa = menu.xpath("string(.//div[@aria-label='Cita (APA)'])")
    link = f"{BASE}planes/plan-2024/?version={SLOT}"
    assert apa.startswith("Ministerio. (2025, 1 de junio). Plan 2024")
    assert apa.endswith(f"(Versión {SLOT}) [Conjunto de datos]. Portal. {link}")
    assert menu.xpath(".//a/@href")[0] == f"?version={SLOT}"
    assert "datos/plan-2024.xlsx" in menu.xpath("string(.//p[last()]/a[last()]/@href)")


def test_in_english_and_without_an_address_it_says_the_same() -> None:
    site = SITE.replace("url: https://datos.example.org/planes\n", "languages: [en]\n")
    (menu,) = menus(reported(site=site), "plans/plan-2024/1.1.1.md")
    assert "Source: Informe, Anexo 1. Portal, data as of 1 June 2025:" in said(menu)
    assert not menu.xpath(".//pre[contains(., '<iframe')]")
    rows = "../../data/observations.md?plan=plan-2024&measure=visitas"
    assert rows in menu.xpath(".//a/@href")


# In a browser.


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context(viewport={"width": 360, "height": 800}, bypass_csp=True)
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    yield context.new_page()
    context.close()


def test_texts_are_copied_and_the_menu_is_whole_on_a_phone(site: Path, page: Page) -> None:
    with served(site) as address:
        page.goto(f"{address}/planes/salud-2025/")
        menu = page.locator("details[data-copy]").first
        menu.locator("summary").press("Enter")
        texts = menu.locator(".cp").all()
        for text, button in zip(texts, menu.locator("button").all(), strict=True):
            button.click()
            page.wait_for_function("e => e.textContent === 'Copiado'", arg=button.element_handle())
            assert page.evaluate("navigator.clipboard.readText()") == text.inner_text()
        settle(page)
        assert faults(page) == []
        axe.bring(page)
        assert axe.violations(page) == set()


def test_every_link_of_the_menus_leads_to_a_file(site: Path) -> None:
    for path in (f"planes/salud-2025/{name}index.html" for name in ("", "1/", "1.1/", "1.1.1/")):
        for href in parsed(site / path).xpath("//details[@data-copy]//p/a/@href"):
            target = (site / path).parent / href.partition("?")[0]
            assert target.is_file() or (target / "index.html").is_file(), href
