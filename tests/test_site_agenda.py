"""Pages across plans and subscriptions in the built site, as a reader comes to them."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

import pytest
from mkdocs.config import load_config
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page as DocsPage

from generator.plugin import AvancePlugin
from generator.site.menu import menu, without
from generator.site.state import begin
from tests.cases.runner import BASE
from tests.project import avance, build_site, copy_project
from tests.site import parsed, text_of


def test_a_content_with_nothing_to_tell_has_no_such_pages_and_no_way_to_them(
    tmp_path: Path,
) -> None:
    project = copy_project(tmp_path / "project", BASE / "content")
    for path in (project / "content/plans").rglob("*.yml"):
        if path.name in {"recommendations.yml", "calendar.yml"} or path.parent.name == "results":
            path.unlink()
    site = build_site(project, only=("", "calendario/"))
    links = {(link.get("href") or "").strip("./") for link in parsed(site / "index.html").iter("a")}
    assert not (site / "recomendaciones").exists()
    assert "recomendaciones" not in links
    assert "6 fechas" in text_of(site / "calendario/index.html")
    assert "calendario" in links


def test_a_file_that_goes_leaves_docs(tmp_path: Path) -> None:
    project = copy_project(tmp_path / "project", BASE / "content")
    assert avance(project, "build").returncode == 0
    feeds = sorted(path.relative_to(project / "docs") for path in project.glob("docs/**/*.ics"))
    assert Path("calendario.ics") in feeds
    assert len(feeds) > 1
    before = [(project / "docs" / path).read_bytes() for path in feeds]
    assert avance(project, "build").returncode == 0
    assert before == [(project / "docs" / path).read_bytes() for path in feeds]
    plan = next((project / "content/plans").iterdir())
    plan.rename(plan.with_name("otro-nombre"))
    assert avance(project, "build").returncode == 0
    assert not (project / "docs/planes" / plan.name / "calendario.ics").exists()
    assert (project / "docs/planes/otro-nombre/calendario.ics").is_file()


# the hook


@pytest.mark.parametrize(
    ("nav", "kept"),
    [
        ([{"A": "a.md"}, {"B": "b.md"}], [{"A": "a.md"}]),
        ([{"S": ["b.md", {"A": "a.md"}]}], [{"S": [{"A": "a.md"}]}]),
        ([{"S": ["b.md", {"B": "b.md"}]}, "a.md"], ["a.md"]),
        ([{"X": "https://b.md"}], [{"X": "https://b.md"}]),
        (None, None),
    ],
)
def test_pages_that_are_not_there_leave_the_navigation(nav: Any, kept: Any) -> None:
    assert without(nav, {"b.md"}) == kept


@pytest.mark.parametrize("lang", ["es", "en"])
def test_a_menu_has_seven_parts_and_pages_of_ones_own_join_those_they_were_written_for(
    lang: str,
) -> None:
    own = [("a", "A", "Cifras"), ("b", "B", "Datos"), ("c", "C", "Proponer un cambio")]
    if lang == "en":
        own = [("a", "A", "Figures"), ("b", "B", "Data"), ("c", "C", "Propose a change")]
    found = {title: to for part in menu(lang, own) for title, to in part.items()}
    assert len(found) == SEVEN
    parts = list(found.values())
    assert parts[5][-2:] == [{"A": "a.md"}, {"B": "b.md"}]
    assert parts[6][-1] == {"C": "c.md"}
    more = menu(lang, [("d", "D", "Otra"), ("e", "E", "")])
    assert more[SEVEN:] == [{"Otra": [{"D": "d.md"}]}, {"E": "e.md"}]


SEVEN = 7


@pytest.fixture
def links(tmp_path: Path) -> Any:
    """What a link on a page of a small site becomes: ``links(page, href, directories=True)``."""
    (tmp_path / "docs").mkdir()
    config_file = tmp_path / "mkdocs.yml"
    config_file.write_text("site_name: A\n", "utf-8")
    config = load_config(str(config_file))
    begin(config, "es")
    names = ("index.md", "a/b.md", "a/fechas.ics", "fechas.ics", "c.md")

    def link(page: str, href: str, *, directories: bool = True, generated: bool = True) -> str:
        found = [
            File(name, str(tmp_path / "docs"), str(tmp_path / "site"), directories)
            for name in names
        ]
        files = Files(found)
        file = files.get_file_from_path(page)
        assert file is not None
        docs_page = DocsPage(None, file, config)
        docs_page.meta = {"generated": "avance"} if generated else {}
        written = f'<a class="x" href="{href}">y</a>'
        plugin = AvancePlugin()
        read = plugin.on_page_markdown(written, docs_page, config, files)
        html = plugin.on_page_content(read, docs_page, config, files)
        return html.partition('href="')[2].partition('"')[0]

    return link


def test_links_to_files_are_right_for_the_address_of_their_page(links: Any) -> None:
    assert links("a/b.md", "../fechas.ics") == "../../fechas.ics"
    assert links("a/b.md", "fechas.ics") == "../fechas.ics"
    assert links("index.md", "a/fechas.ics") == "a/fechas.ics"
    assert links("a/b.md", "../c.md#x") == "../../c/#x"
    assert links("a/b.md", "fechas.ics", directories=False) == "fechas.ics"
    assert links("a/b.md", "../c.md", directories=False) == "../c.html"


@pytest.mark.parametrize("href", ["#x", "https://a.pe/x.ics", "mailto:a@b.pe", "?q=1"])
def test_links_that_lead_out_of_the_site_stay(
    links: Any, href: str, caplog: pytest.LogCaptureFixture
) -> None:
    assert links("a/b.md", href) == href
    assert caplog.records == []


def test_a_link_to_a_file_that_is_not_there_is_told(
    links: Any, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING):
        assert links("a/b.md", "nada.ics") == "nada.ics"
    assert "«nada.ics»" in caplog.text


def test_links_of_hand_written_pages_to_files_are_those_that_mkdocs_made(links: Any) -> None:
    # In a/b.md this is the file beside it, already seen from the address a/b/.
    assert links("a/b.md", "../fechas.ics", generated=False) == "../fechas.ics"
    assert links("a/b.md", "../c.md", generated=False) == "../../c/"
