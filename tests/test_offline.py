"""The edition for a disk: opened from file:// without any network, with links and search."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import Browser, Page

from tests.browser import FOUND, PALETTES, look_up, served, set_palette, watch
from tests.cases.runner import BASE
from tests.command import run
from tests.project import FIXED, copy_project
from tests.site import pages_of, parsed


@pytest.fixture(scope="module")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The edition of the small portal, in a folder with blanks and accents as a person may have."""
    return made(tmp_path_factory.mktemp("offline"), BASE / "content")


def made(folder: Path, content: Path | None) -> Path:
    project = copy_project(folder / "project", content)
    with (project / "content/site.yml").open("a", encoding="utf-8") as file:
        file.write("url: https://planes.example/\n")
    done = run("site", "--offline", "--quiet", cwd=project, env=FIXED)
    assert (done.returncode, done.stdout) == (0, "")
    return (project / "site-offline").rename(folder / "Memoria USB edición")


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """A page of a browser that has no network."""
    context = chromium.new_context(offline=True)
    yield context.new_page()
    context.close()


def noted(page: Page) -> list[str]:
    """What goes wrong from now on, and every address that the page asks for on a network."""
    said = watch(page)
    page.on(
        "request",
        lambda r: None if r.url.startswith(("file:", "data:")) else said.append(r.url),
    )
    return said


def test_a_reader_walks_from_the_first_page_to_an_activity(edition: Path, page: Page) -> None:
    said = noted(page)
    page.goto((edition / "index.html").as_uri())
    for link in ("planes/salud-2025/index.html", "1.html", "1.1.html", "1.1.1.html"):
        page.click(f"article a[href='{link}'] >> nth=0")
        page.wait_for_url(f"**/{link}*")
    assert page.is_visible("dl.foot")
    assert (said, page.evaluate("blocked")) == ([], [])


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("1.1.1", "planes/salud-2025/1.1.1.html"),
        ("caserios talleres", "planes/salud-2025/1.1.1.html"),
        ("JASS", "glosario/"),
        ("año", ".html"),
    ],
)
def test_the_search_works_from_a_disk(edition: Path, page: Page, query: str, expected: str) -> None:
    said = noted(page)
    page.goto((edition / "planes/salud-2025/index.html").as_uri())
    found = look_up(page, query)
    assert any(expected in link for link in found), found
    assert (said, page.evaluate("blocked")) == ([], [])
    page.click(f"{FOUND} >> nth=0")
    page.wait_for_selector("article h1")
    assert page.url.startswith("file:")


def test_a_page_of_every_folder_is_quiet(edition: Path, page: Page) -> None:
    chosen = {path.parent: path for path in pages_of(edition)}
    assert len(chosen) > 8
    assert noises(page, chosen.values()) == []


def noises(page: Page, paths: Iterable[Path]) -> list[str]:
    """What pages say; the last one with either palette."""
    said = noted(page)
    for path in paths:
        page.goto(path.as_uri())
        said += page.evaluate("blocked")
    for palette in PALETTES:
        set_palette(page, palette)
    return [*said, *page.evaluate("blocked")]


def test_every_link_leads_to_a_file(edition: Path) -> None:
    assert lost(edition) == []


def lost(edition: Path) -> list[tuple[str, str]]:
    """Links of all pages that lead nowhere."""
    found = []
    for path in pages_of(edition):
        for element in parsed(path).iter():
            value = element.get("href") or element.get("src") or ""
            if not value or value.startswith(("http", "#", "?", "data:", "mailto:")):
                continue
            target = path.parent / unquote(urlsplit(value).path)
            if not target.resolve().is_file():
                found.append((path.name, value))
    return found


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
    page.goto((edition / "planes/salud-2025/1.1.1.html").as_uri())
    assert "80.0\u00a0%" in page.inner_text("article")
    context.close()


@pytest.mark.parametrize("is_served", [True, False])
def test_what_is_new_since_the_last_visit_is_marked(
    edition: Path, chromium: Browser, is_served: bool
) -> None:
    with served(edition) as address:
        at = address if is_served else edition.as_uri()
        context = chromium.new_context()
        page = context.new_page()
        said, line = watch(page), page.locator("[data-since]")
        for place in ("index.html", "novedades/index.html", "index.html"):
            page.goto(f"{at}/{place}")
            assert not line.is_visible()  # a first visit, and all pages of it
        # As if the first of the news had not been there, and the data had been of another day.
        dropped = page.evaluate(
            "(() => { for (const [k, v] of Object.entries(localStorage))"
            " if (k.startsWith('avance.news')) { const [day, first, ...more] = JSON.parse(v);"
            " localStorage[k] = JSON.stringify(['3 de mayo de 2025', ...more]); return first } })()"
        )
        tab = context.new_page()
        noted = watch(tab)
        for place in ("index.html", "novedades/index.html"):
            tab.goto(f"{at}/{place}")
            told = tab.locator("[data-since]")
            assert told.inner_text().startswith(
                "Desde su última visita (datos al 3 de mayo de 2025): 1 novedad. "
            )
        assert tab.locator("[data-news]:has(.fresh)").count() == 1
        assert tab.locator(f"[data-news='{dropped}'] .fresh").inner_text() == "Nueva"
        last = context.new_page()
        last.goto(f"{at}/novedades/index.html")
        assert not last.locator("[data-since]").is_visible()
        assert (said, noted, tab.evaluate("blocked")) == ([], [], [])
        context.close()


def test_where_nothing_can_be_kept_nothing_is_said(edition: Path, chromium: Browser) -> None:
    context = chromium.new_context()
    context.add_init_script(
        "for (const name of ['localStorage', 'sessionStorage'])"
        " Object.defineProperty(window, name, { get() { throw new Error('blocked') } })"
    )
    page = context.new_page()
    page.goto((edition / "novedades/index.html").as_uri())
    assert not page.locator("[data-since]").is_visible()
    assert page.locator(".fresh").count() == 0
    context.close()
