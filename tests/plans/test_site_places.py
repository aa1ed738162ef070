"""Regions and units in a real browser: squares, map, keyboard, and the way to an activity."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from generator.reference import regions
from tests.site import parsed, text_of

REGIONS = "regiones/"


@pytest.fixture
def phone(chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context(viewport={"width": 320, "height": 800})
    yield context.new_page()
    context.close()


def test_a_phone_shows_all_squares_side_by_side_and_of_one_size(address: str, phone: Page) -> None:
    phone.goto(f"{address}/{REGIONS}")
    sizes = phone.eval_on_selector_all(
        ".map:first-of-type > a",
        "all => all.map(a => { const r = a.getBoundingClientRect();"
        " return [Math.round(r.width), Math.round(r.height), r.left, r.right, a.scrollWidth] })",
    )
    assert len(sizes) == 2 * len(regions("PE"))
    assert len({(width, height) for width, height, *_ in sizes}) == 1
    width = sizes[0][0]
    assert width >= 40  # wide enough for a thumb
    assert all(left >= 0 and right <= 320 for *_, left, right, _ in sizes)
    assert all(inner <= width for *_, inner in sizes), "text does not fit its square"


def test_no_two_squares_lie_on_each_other(address: str, phone: Page) -> None:
    phone.goto(f"{address}/{REGIONS}")
    corners = phone.eval_on_selector_all(
        ".map > a",
        "all => all.map(a => { const r = a.getBoundingClientRect();"
        " return `${Math.round(r.left)} ${Math.round(r.top)}` })",
    )
    assert len(set(corners)) == len(corners)


def test_the_sentence_and_the_squares_say_18_of_25(address: str, phone: Page) -> None:
    phone.goto(f"{address}/{REGIONS}")
    lead = phone.locator("article .lead").nth(1)
    assert lead.is_visible()
    assert "18 de 25 regiones" in lead.inner_text()
    first = phone.locator(".map").first
    assert first.locator("a b").count() == 18
    assert first.locator("a.sr").count() == 3
    assert first.locator("a.na").count() == 4
    assert first.locator("a.nf").count() == 1
    callao = first.locator("a", has_text="CAL").locator("b")
    assert callao.inner_text() == "407*"
    printed = "187 % (Cuadro N° 04, fila 4) y 184 % (Cuadro N° 05, II Semestre)"
    assert printed in phone.inner_text("article").replace("\u00a0", " ")


def test_areas_of_the_map_have_a_name_and_their_labels_are_seen(address: str, phone: Page) -> None:
    phone.goto(f"{address}/{REGIONS}")
    drawn = phone.locator("svg.geo").first
    assert not drawn.is_visible()  # the squares say the same
    phone.set_viewport_size({"width": 1280, "height": 800})
    assert drawn.is_visible()
    assert not phone.locator(".map").first.is_visible()
    assert "407*" in drawn.locator("text").all_text_contents()
    titles = drawn.locator("title").all_text_contents()
    assert {title.partition(":")[0] for title in titles} == set(regions("PE").values())
    boxes = drawn.locator("text").evaluate_all(
        "all => all.map(t => { const r = t.getBoundingClientRect(); return [r.left, r.right] })"
    )
    assert all(left >= 0 and right <= 1280 for left, right in boxes)
    shapes = drawn.locator(".glyph").evaluate_all("all => all.map(g => g.getAttribute('d'))")
    assert len(set(shapes)) == 6  # low, medium, high, silent, unsigned, not in the plan


def test_the_keyboard_goes_through_the_squares_as_they_stand_and_then_to_the_table(
    address: str, chromium: Browser
) -> None:
    context = chromium.new_context(viewport={"width": 900, "height": 900})
    page = context.new_page()
    page.goto(f"{address}/{REGIONS}")
    page.locator(".map > a").first.focus()
    seen = []
    for _ in range(len(regions("PE"))):
        seen.append(
            page.evaluate(
                "(() => { const r = document.activeElement.getBoundingClientRect();"
                " return [Math.round(r.top + scrollY), Math.round(r.left)] })()"
            )
        )
        page.keyboard.press("Tab")
    assert seen == sorted(seen)
    assert not page.evaluate("!!document.activeElement.closest('.map')")
    context.close()


@pytest.mark.parametrize("path", [REGIONS, "regiones/PE-AYA/", "unidades/", "unidades/ue-001/"])
def test_the_judged_column_is_seen_on_a_phone_without_scrolling(
    address: str, phone: Page, path: str
) -> None:
    phone.goto(f"{address}/{path}")
    right = phone.locator("article .tb").first.locator("tbody tr").first.locator("td").first
    box = right.bounding_box()
    assert box is not None
    assert box["x"] + box["width"] <= 320


def test_every_unit_has_a_page_that_says_something(site: Path) -> None:
    pages = sorted((site / "unidades").glob("*/index.html"))
    assert len(pages) == 33
    for page in pages:
        heads = [e.tag for e in parsed(page).iter() if e.tag in {"h2", "h3"}]
        assert heads.count("h3") == 0
        assert len(text_of(page)) > 80, page


def test_lima_metropolitana_is_said_to_be_outside_the_agreement(site: Path) -> None:
    index = text_of(site / REGIONS / "index.html")
    assert "1 no figura sin convenio ni cifra suya: Lima Metropolitana" in index
    assert "«Lima» es Lima Provincias" in index
    assert "6 actividades operativas en esta región" in text_of(site / "regiones/PE-LMA/index.html")
