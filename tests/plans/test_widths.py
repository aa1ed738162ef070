"""Every kind of page at the widths of phones, tablets and desks, in both palettes."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page

from generator import paths
from generator.compute import Results
from generator.export import TABLES
from generator.manual import manual_pages
from generator.render import RenderContext
from generator.render.pages import pages
from tests.browser import PALETTES, set_palette, settle
from tests.widths import WIDTHS, faults


@pytest.fixture(scope="session")
def kinds(results: Results, site: Path) -> list[str]:
    """The longest page of each kind that the program writes, and every page of the manual."""
    found: dict[str, str] = {}
    for page in pages(RenderContext(results, "es")):
        url = page.path.removesuffix("index.md").removesuffix(".md")
        url = f"{url.rstrip('/')}/" if url else ""
        if size(site, url) >= size(site, found.get(page.template, url)):
            found[page.template] = url
    manual = (name.removesuffix("index.md").removesuffix(".md") for name in manual_pages("es"))
    tables = {paths.address(paths.TABLE_PAGE(table.name)) for table in TABLES}
    own = {f"{name.rstrip('/')}/" for name in manual} - tables
    return [*found.values(), *sorted(own), "datos/observations/"]


def size(site: Path, url: str) -> int:
    return (site / url / "index.html").stat().st_size


@pytest.mark.proof
def test_nothing_is_cut_or_broken_at_any_width(
    address: str, resting: Page, kinds: list[str]
) -> None:
    assert len(kinds) > 30
    found = []
    for url in kinds:
        resting.goto(f"{address}/{url}")
        for palette in PALETTES:
            set_palette(resting, palette)
            for width in WIDTHS:
                resting.set_viewport_size({"width": width, "height": 800})
                settle(resting)
                found += [(url, palette, width, *faults(resting))] if faults(resting) else []
    assert found == []
