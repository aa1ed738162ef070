"""Money, dates and subscriptions of the plans, as a reader comes to them."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urljoin

import pytest
from playwright.sync_api import Browser

from tests.browser import served
from tests.site import parsed

GREW = "El presupuesto de 2024 creció de S/ 385,980,156 a S/ 728,706,272"


def test_a_citizen_reads_whether_the_budget_grew_and_by_which_act_in_two_clicks(
    address: str, chromium: Browser
) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/")
    page.locator(".doors a", has_text="Presupuesto").click()
    said = page.inner_text("article").replace("\N{NO-BREAK SPACE}", " ")
    assert GREW in said
    assert "Resolución de Secretaría General N° 000072-2024-TR-SG, 20 de diciembre de 2024" in said
    page.locator("td a", has_text="000072-2024-TR-SG").click()
    assert page.url.endswith("/documentos/#rsg-072-2024-tr-sg")
    context.close()


def test_what_is_folded_opens_from_the_keyboard_without_javascript(
    address: str, chromium: Browser
) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/calendario/")
    folded = page.locator("details.fold", has_text="Agosto de 2024").first
    day = folded.locator("tbody tr").first
    assert not day.is_visible()
    folded.locator("summary").focus()
    page.keyboard.press("Enter")
    assert day.is_visible()
    context.close()


@pytest.mark.parametrize(
    "place",
    [
        "calendario/",
        "planes/pfc-mtpe-2025/calendario/",
        "novedades/",
        "unidades/ocii/",
        "regiones/PE-PIU/",
    ],
)
def test_subscriptions_lead_to_their_files_under_any_address(site: Path, place: str) -> None:
    with served(site.parent) as url:
        base = f"{url}/{site.name}/{place}"
        links = [
            link.get("href") or ""
            for link in parsed(site / place / "index.html").iter("a")
            if link.get("type") in {"text/calendar", "application/atom+xml"}
        ]
        assert links
        for link in links:
            target = urljoin(base, link).removeprefix(f"{url}/{site.name}/")
            assert (site / target).is_file(), link


def test_every_page_names_the_feed_in_its_head(site: Path) -> None:
    for place, n in (("", 1), ("planes/poi-mtpe-2024/", 2), ("unidades/ocii/", 2), ("datos/", 1)):
        links = [
            link
            for link in parsed(site / place / "index.html").iter("link")
            if link.get("type") == "application/atom+xml"
        ]
        found = [urljoin(f"http://site/{place}", link.get("href") or "") for link in links]
        own = f"http://site/{place}novedades.xml"
        assert found == ["http://site/novedades.xml", own][:n]
