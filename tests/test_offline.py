"""The edition for a disk: opened from file:// without any network, with links and search."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import Browser, Page

from tests.kinds import KINDS
from tests.project import ROOT, copy_project, run
from tests.site import pages_of, parsed

CODE = "AOI00015400049"


@pytest.fixture(scope="module")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The edition, in a folder with blanks and accents as a person may have."""
    project = copy_project(tmp_path_factory.mktemp("offline") / "project")
    shutil.copy(ROOT / "mkdocs-offline.yml", project)
    with (project / "content/site.yml").open("a", encoding="utf-8") as file:
        file.write("url: https://planes.example/\n")
    done = run(project, "mkdocs", "build", "--strict", "-f", "mkdocs-offline.yml")
    assert done.returncode == 0, done.stdout + done.stderr
    copied = project / "Memoria USB/edición"
    shutil.copytree(project / "site-offline", copied)
    return copied


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """A page of a browser that has no network; what is said, asked and blocked is noted."""
    context = chromium.new_context(offline=True)
    found = context.new_page()
    found.add_init_script(
        "window.blocked = [];"
        "document.addEventListener('securitypolicyviolation', e => window.blocked.push("
        "`${e.violatedDirective} ${e.blockedURI}`))"
    )
    yield found
    context.close()


def noted(page: Page) -> list[str]:
    """What the page says from now on, and every address that it asks for on a network."""
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("requestfailed", lambda request: said.append(f"failed {request.url}"))
    page.on(
        "request",
        lambda r: None if r.url.startswith(("file:", "data:")) else said.append(r.url),
    )
    return said


def look_up(page: Page, query: str) -> list[str]:
    """Addresses that the search finds."""
    page.click("[data-md-component=search-query]")
    page.keyboard.type(query, delay=20)
    page.wait_for_selector(".md-search-result__link", timeout=30_000)
    page.wait_for_timeout(300)
    found = page.query_selector_all(".md-search-result__link")
    return [link.get_attribute("href") or "" for link in found]


def test_a_reader_walks_from_the_first_page_to_an_activity(edition: Path, page: Page) -> None:
    said = noted(page)
    page.goto((edition / "index.html").as_uri())
    for link in ("poi-mtpe-2024/index.html", "AEI.", "AOI0"):
        page.wait_for_load_state("networkidle")
        page.click(f"article a[href*='{link}'] >> nth=0")
    page.wait_for_load_state("networkidle")
    assert re.search(r"/planes/poi-mtpe-2024/AOI\w+\.html(#|$)", page.url)
    assert page.is_visible("dl.foot")
    assert (said, page.evaluate("blocked")) == ([], [])


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        (CODE, f"planes/poi-mtpe-2024/{CODE}.html"),
        ("intermediacion laboral ayacucho", "AOI00099300276.html"),
        ("prensa", "comunicaciones-mtpe-2024"),
        ("año", "planes/"),
    ],
)
def test_the_search_works_from_a_disk(edition: Path, page: Page, query: str, expected: str) -> None:
    said = noted(page)
    page.goto((edition / "planes/poi-mtpe-2024/index.html").as_uri())
    found = look_up(page, query)
    assert any(expected in link for link in found), found
    assert (said, page.evaluate("blocked")) == ([], [])
    page.click(".md-search-result__link >> nth=0")
    page.wait_for_selector("article h1")
    assert page.url.startswith("file:")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_kind_of_page_is_quiet(edition: Path, chromium: Browser, scheme: str) -> None:
    context = chromium.new_context(offline=True, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    said = noted(page)
    for url in KINDS.values():
        name = f"{url.rstrip('/')}.html" if url else "index.html"
        path = edition / name
        page.goto((path if path.is_file() else edition / url / "index.html").as_uri())
        page.wait_for_load_state("networkidle")
    context.close()
    assert said == []


def test_every_link_leads_to_a_file(edition: Path) -> None:
    lost = []
    for path in pages_of(edition):
        for element in parsed(path).iter():
            value = element.get("href") or element.get("src") or ""
            if not value or value.startswith(("http", "#", "data:", "mailto:")):
                continue
            target = path.parent / unquote(urlsplit(value).path)
            if not target.resolve().is_file():
                lost.append((path.name, value))
    assert lost == []


def test_a_copy_on_a_disk_claims_no_address(edition: Path) -> None:
    for path in pages_of(edition):
        head = path.read_text("utf-8").partition("</head>")[0]
        assert "planes.example" not in head
        assert 'rel="canonical"' not in head
    assert not (edition / "404.html").exists()
    assert "unpkg" not in "".join(path.read_text("utf-8") for path in pages_of(edition))


def test_figures_are_there_without_javascript(edition: Path, chromium: Browser) -> None:
    context = chromium.new_context(offline=True, java_script_enabled=False)
    page = context.new_page()
    page.goto((edition / f"planes/poi-mtpe-2024/{CODE}.html").as_uri())
    assert "100.0\u00a0%" in page.inner_text("article")
    context.close()
