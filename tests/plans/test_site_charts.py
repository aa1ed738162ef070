"""Charts in a real browser: they follow the palette, fit their box, print, and weigh little."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.site import pages_of, parsed

POI = "planes/poi-mtpe-2024/"
WITH_CHARTS = {
    "plan": POI,
    "activity with places": POI + "AOI00099300006/",
    "rounds": "planes/pei-mtpe-2017-2027/AEI.08.02/",
    "quarters without report": "planes/comunicaciones-mtpe-2024/1.1.1/",
    "regions": "planes/convenio-gestion-2020-2021/",
}


@contextmanager
def opened(chromium: Browser, url: str, **options: Any) -> Iterator[Page]:
    page = chromium.new_page(**options)
    page.goto(url)
    yield page
    page.close()


def colours(page: Page, selector: str) -> set[str]:
    found = page.eval_on_selector_all(
        selector, "all => all.map(e => { const s = getComputedStyle(e); return s.fill + s.stroke })"
    )
    return set(found)


@pytest.mark.parametrize(
    ("kind", "selectors"),
    [
        ("plan", (".ch path, .ch line, .ch text", ".strip path")),
        ("activity with places", (".ch path, .ch text", ".bl rect, .bl line, .bl text")),
    ],
)
def test_charts_change_their_colours_with_the_palette(
    chromium: Browser, address: str, kind: str, selectors: tuple[str, ...]
) -> None:
    url = f"{address}/{WITH_CHARTS[kind]}"
    with opened(chromium, url, color_scheme="light") as page:
        light = [colours(page, it) for it in selectors]
        page.click("label[for=__palette_1]")
        page.wait_for_selector("[data-md-color-scheme=slate]")
        dark = [colours(page, it) for it in selectors]
    assert all(light)
    for by_day, by_night in zip(light, dark, strict=True):
        assert not {c for c in by_day & by_night if "rgb" in c}
    with opened(chromium, url, color_scheme="dark") as page:
        assert [colours(page, it) for it in selectors] == dark


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("path", WITH_CHARTS.values(), ids=WITH_CHARTS)
def test_texts_of_charts_stay_inside_and_do_not_lie_on_each_other(
    chromium: Browser, address: str, path: str, width: int
) -> None:
    script = """all => all.flatMap(svg => {
      const box = svg.getBoundingClientRect();
      const texts = [...svg.querySelectorAll('text')].map(t => t.getBoundingClientRect());
      const out = texts.filter(t => t.left < box.left - 2 || t.right > box.right + 2
        || t.top < box.top - 2 || t.bottom > box.bottom + 2).map(() => 'outside');
      texts.forEach((a, i) => texts.slice(i + 1).forEach(b => {
        const x = Math.min(a.right, b.right) - Math.max(a.left, b.left);
        const y = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
        if (x > 1 && y > a.height * 0.4) out.push('on each other');
      }));
      return out.map(what => what + ': ' + svg.textContent.slice(0, 60));
    })"""
    options: Any = {"viewport": {"width": width, "height": 800}}
    with opened(chromium, f"{address}/{path}", **options) as page:
        assert page.locator(".ch svg, .bl").count() > 0
        assert page.eval_on_selector_all(".ch svg, .bl", script) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_every_chart_has_a_name_and_every_caption_leads_to_a_table(site: Path) -> None:
    n_charts = 0
    for path in pages_of(site):
        root = parsed(path)
        ids = [e.attrib["id"] for e in root.iter() if "id" in e.attrib]
        for figure in root.iterfind(".//figure"):
            svg = figure.find("svg")
            link = figure.find("figcaption/a")
            assert svg is not None, path
            assert svg.attrib["role"] == "img"
            named = [ids.count(name) for name in svg.attrib["aria-labelledby"].split()]
            assert named == [1, 1], path
            assert link is not None
            assert ids.count(link.attrib["href"][1:]) == 1, path
            n_charts += 1
        for svg in root.iterfind(".//svg[@class='bl']"):
            assert [ids.count(name) for name in svg.attrib["aria-labelledby"].split()] == [1, 1]
            n_charts += 1
    assert n_charts > 300


def test_no_page_carries_a_style_of_its_own(site: Path) -> None:
    for path in pages_of(site):
        article = parsed(path).find(".//article")
        assert article is not None
        assert not [e.tag for e in article.iter() if "style" in e.attrib or e.tag == "style"], path


def test_charts_print_with_their_colours_on_one_sheet(chromium: Browser, address: str) -> None:
    with opened(chromium, f"{address}/{POI}") as page:
        page.emulate_media(media="print")
        kept = page.eval_on_selector_all(
            ".ch, .strip > div",
            "all => all.map(e => getComputedStyle(e).breakInside)",
        )
        exact = page.eval_on_selector_all(
            ".ch, .strip, .bar", "all => all.map(e => getComputedStyle(e).printColorAdjust)"
        )
        assert page.pdf(format="A4").startswith(b"%PDF")
    assert set(kept) == {"avoid"}
    assert set(exact) == {"exact"}


@pytest.mark.parametrize(
    ("path", "most"), [(POI, 60), (POI + "AOI00099300006/", 15), (POI + "AOI00015400049/", 15)]
)
def test_pages_with_charts_stay_light(site: Path, path: str, most: int) -> None:
    weight = len(gzip.compress((site / path / "index.html").read_bytes())) / 1024
    assert weight <= most
