"""The edition for a disk: opened from file:// without any network, with links and search."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser import look_up
from tests.plans.kinds import KINDS
from tests.test_offline import lost, made, noises, noted, page


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The edition of the whole portal."""
    return made(tmp_path_factory.mktemp("offline"), None)


@pytest.mark.proof
def test_every_kind_of_page_of_the_whole_portal_is_quiet(whole: Path, page: Page) -> None:
    names = [whole / f"{url.rstrip('/') or 'index'}.html" for url in KINDS.values()]
    kinds = [name if name.is_file() else name.with_suffix("") / "index.html" for name in names]
    assert noises(page, kinds) == []


@pytest.mark.proof
def test_the_search_of_the_whole_portal_forgives(whole: Path, page: Page) -> None:
    said = noted(page)
    page.goto((whole / "planes/poi-mtpe-2024/index.html").as_uri())
    assert "planes/pei-mtpe-2017-2027/AEI.02.01.html" in look_up(page, "aei 02 01")[0]
    assert any("OEI.07" in link for link in look_up(page, "empelo")[:5])
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_selector(".finder", state="detached")
    assert (said, page.evaluate("blocked")) == ([], [])


@pytest.mark.proof
def test_every_link_of_the_whole_portal_leads_to_a_file(whole: Path) -> None:
    assert lost(whole) == []
