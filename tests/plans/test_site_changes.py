"""Changes of targets as a reader finds them in a browser, on a phone and without a script."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

from lxml import etree
from playwright.sync_api import Browser

from tests.site import text_of

MEASURE = "planes/poi-mtpe-2024/AOI00099300006/"


def spaced(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def test_the_page_says_who_moved_which_target_from_what_to_what(site: Path) -> None:
    text = spaced(text_of(site / "cambios/index.html"))
    assert "1 meta cambió (1 más fácil de alcanzar); 5 versiones de planes o presupuestos" in text
    assert "1 cambio sin" in text
    assert "Los cambios se registran desde el 1 de octubre de 2026" in text
    assert "Atención de servicios de intermediación laboral - sede Lima · meta de 2024" in text
    assert "2,000 → pasó a 1,409 Persona −591 (−29.6 %) · más fácil" in text
    assert "propuesta 41" in text
    assert "41.7 % → pasó a Bajo: 59.2 %" in text
    assert "No consta ninguna modificación aprobada." in text
    assert "S/ 388,878,962 → pasó a S/ 736,084,851 +S/ 347,205,889 (+89.3 %)" in text


def test_the_measure_shows_both_targets_with_the_attainment_against_each(site: Path) -> None:
    text = spaced(text_of(site / MEASURE / "index.html"))
    assert "La meta cambió una vez desde que se publica aquí (1 de octubre de 2026)." in text
    assert "2024 2,000 Bajo: 41.7 % 1,409 Bajo: 59.2 %" in text
    assert "41.7 % con la meta original, 2,000" in text
    other = spaced(text_of(site / "planes/poi-mtpe-2024/AOI00015400049/index.html"))
    assert "La meta no ha cambiado" not in other  # the plan had four versions before
    assert "Meta original" not in other


def test_lists_and_the_plan_tell_of_the_original_targets(site: Path) -> None:
    plan = spaced(text_of(site / "planes/poi-mtpe-2024/index.html"))
    assert "el avance promedio de 2024 es 95.88 %; con las metas que el plan tuvo" in plan
    for page in ("medidas", "AEI.02.01", "../../unidades/ue-002"):
        text = spaced(text_of(site / "planes/poi-mtpe-2024" / page / "index.html"))
        assert "41.7 % con la meta original, 2,000" in text, page


def test_the_feed_and_the_table_say_the_same(site: Path) -> None:
    feed = etree.parse(site / "cambios.xml").getroot()
    entries = feed.findall("{*}entry")
    titles = [entry.findtext("{*}title") or "" for entry in entries]
    assert any("sede Lima · meta de 2024" in title for title in titles)
    ids = [entry.findtext("{*}id") for entry in entries]
    assert len(ids) == len(set(ids))
    rows = list(csv.DictReader(io.StringIO((site / "datos/changes.csv").read_text("utf-8-sig"))))
    moved = [row for row in rows if row["figure"] == "target"]
    assert [(row["before"], row["after"], row["ease"], row["proposal"]) for row in moved] == [
        ("2000", "1409", "easier", "41")
    ]


def test_every_entry_has_an_address_of_its_own(address: str, chromium: Browser) -> None:
    page = chromium.new_page(viewport={"width": 360, "height": 800})
    for url in ("cambios/", "planes/poi-mtpe-2024/historial/"):
        page.goto(f"{address}/{url}")
        ids = page.evaluate("[...document.querySelectorAll('.tl > li')].map(e => e.id)")
        assert len(ids) > 5
        assert all(ids)
        assert len(ids) == len(set(ids))
    page.close()


def test_a_reader_comes_from_the_home_page_to_the_measure(address: str, chromium: Browser) -> None:
    page = chromium.new_page(viewport={"width": 1280, "height": 900})
    page.goto(f"{address}/")
    page.get_by_role("link", name="Cambios", exact=True).click()
    page.get_by_role("link", name="sede Lima").first.click()
    page.wait_for_url("**/AOI00099300006/**")
    page.get_by_role("link", name="Todos los cambios del plan").click()
    page.wait_for_url("**/planes/poi-mtpe-2024/historial/")
    assert page.get_by_text("1,409").first.is_visible()
    page.close()
