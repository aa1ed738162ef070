"""The search finds what a reader means, in each language, and says what it found."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from generator.load.shipped import synonyms
from generator.model.site import LANGUAGES
from generator.site.defaults import OFFLINE, portal_config, set_up
from generator.site.search import Searched, folded, index, searched
from generator.site.state import begin, state_of
from tests import axe
from tests.browser import FOUND, look_up, served, watch
from tests.command import run

SCRIPT = Path(__file__).parent.parent / "generator/render/theme/assets/find.js"
_ASK = """([index, queries]) => {
  const find = avanceEngine(index)
  return queries.map(query => find(query))
}"""
OWN = (("JASS", "Junta del agua"), ("SIN", "Sindicato Nacional"))


@pytest.fixture(scope="module")
def blank(chromium: Browser) -> Iterator[Page]:
    """A page that has the engine and nothing else."""
    page = chromium.new_page()
    page.add_script_tag(content=SCRIPT.read_text("utf-8"))
    yield page
    page.close()


def asked(page: Page, told: Mapping[str, Any], *queries: str) -> list[Any]:
    """What the engine finds for each query in an index."""
    found: list[Any] = page.evaluate(_ASK, [told, queries])
    return found


def made(lang: str, **pages: tuple[str, str]) -> dict[str, Any]:
    """The index of a few pages: address, title and text."""
    read = [searched(f"{url}/", title, body, {}) for url, (title, body) in pages.items()]
    return index(read, (*OWN, *synonyms(lang)), lang)


SPANISH = {
    "agua": ("AEI.02.01 Ampliación del agua", "<p>Gasto: 1,234.5 en 2024.</p>"),
    "meta": ("OEI.02 Empleo de los jóvenes", "<p>La JASS informa.</p>"),
    "paro": ("Atención a buscadores de empleo", "<p>Remuneraciones del año.</p>"),
    "mig": ("Migración laboral", '<h2 id="plazo">Plazo vencido</h2><p>Fuera de plazo.</p>'),
    "sind": ("Relaciones", "<p>El SIN firma.</p>"),
    "nada": ("Otra cosa", "<p>Reunión sin acuerdo.</p>"),
    "editores/reglas": ("Reglas del agua", "<p>Se escribe así.</p>"),
}
ENGLISH = {
    "jobs": ("Jobseekers who were placed", "<p>Wages rose.</p>"),
    "plan": ("Training of teachers", "<p>Completed in 2024; spending stands at 5.</p>"),
}
FIRST = {
    "es": {
        "aei 02 01": "agua/",
        "AEI-2-1": "agua/",
        "aei0201": "agua/",
        "oei 2": "meta/",
        "1234.5": "agua/",
        "ampliaciones": "agua/",
        "jovenes": "meta/",
        "JÓVENES": "meta/",
        "empelo": "meta/",
        "migrantes": "mig/",
        "sueldo": "paro/",
        "suledo": "paro/",
        "desempleados": "paro/",
        "atrasadas": "mig/#plazo",
        "junta del agua": "meta/",
        "sindicato nacional": "sind/",
        "gasto 2024": "agua/",
        "los buscadores y el empleo": "paro/",
    },
    "en": {
        "unemployed": "jobs/",
        "salary": "jobs/",
        "complete": "plan/",
        "teahcers": "plan/",
        "budget 2024": "plan/",
    },
}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_first_result_is_what_a_reader_means(blank: Page, lang: str) -> None:
    told = made(lang, **(SPANISH if lang == "es" else ENGLISH))
    expected = FIRST[lang]
    found = asked(blank, told, *expected)
    urls = [(it["found"] or [{"url": "nothing"}])[0]["url"] for it in found]
    assert dict(zip(expected, urls, strict=True)) == expected


def test_what_is_not_meant_is_not_found(blank: Page) -> None:
    nothing, acronym, both, manual, empty = asked(
        blank, made("es", **SPANISH), "xyzzy", "sindicato", "agua prensa", "agua", " "
    )
    assert nothing == {"found": [], "spelled": []}
    assert [it["url"] for it in acronym["found"]] == []  # «sin acuerdo» is no union
    assert both["found"][0]["url"] == "agua/"
    assert {it["url"]: it["manual"] for it in manual["found"]} == {
        "agua/": 0,
        "editores/reglas/": 1,
    }
    assert empty["found"] == []


def test_a_mended_word_is_said(blank: Page) -> None:
    (found,) = asked(blank, made("es", **SPANISH), "empelo de jovenes")
    assert found["spelled"] == [["empelo", "empleo"]]


LEFT_OUT = (
    ("<p>a</p><div data-search-exclude><div>b</div>c</div><p>d</p>", ["a", "d"]),
    ('<p>a</p><h2 id="b" data-search-exclude>B</h2><p>c</p><h2 id="d">D</h2><p>e</p>', ["a", "e"]),
    ('<svg data-search-exclude><rect x="1"/><g><text>b</text></g></svg><p>d</p>', ["d"]),
    ("<p>Así.</p><p>Mal, en <code>a.yml</code>:</p>\n<pre>x</pre><p>Fin.</p>", ["Así", "Fin"]),
    ('<div aria-label="Meta data-search-exclude x"><p>Se busca</p></div>', ["Se", "busca"]),
    ("<p>AEI.02.01, fin.Otra &lt;b&gt;</p>", ["AEI.02.01", "fin", "Otra", "b"]),
)


@pytest.mark.parametrize(("body", "words"), LEFT_OUT)
def test_what_is_left_out_is_not_searched(body: str, words: list[str]) -> None:
    found: Searched = searched("a/", "A", body, {})
    assert [word for part in found.sections for word in part.words] == words


def test_a_text_with_signs_of_html_is_a_text() -> None:
    about = {"title": "A < b > c", "figures": {"x&y": ("5", "alto", "Alto", "2024")}}
    page = searched("a/", "A &lt; b &gt; c", '<h2 id="x&amp;y">D &lt; e</h2>', about)
    (told,) = index([page], (), "es")["pages"]
    assert told[1] == "A < b > c"
    assert index([page], (), "es")["sections"][1] == [
        0,
        "x&y",
        "D < e",
        "5",
        "alto",
        "Alto",
        "2024",
    ]
    assert searched("a/", "A &lt; b &gt; c", "", {}).title == "A < b > c"


def test_no_two_groups_of_a_language_have_a_word() -> None:
    for lang in LANGUAGES:
        words = [folded(word) for group in synonyms(lang) for word in group]
        assert len(set(words)) == len(words)
        assert all(len(group) > 1 for group in synonyms(lang))


def test_a_portal_that_asks_for_the_search_of_the_theme_has_ours(tmp_path: Path) -> None:
    settings = tmp_path / "mkdocs.yml"
    plugins = "[material/search, material/offline, avance]"
    settings.write_text(f"site_name: A\ntheme: {{name: avance}}\nplugins: {plugins}\n", "utf-8")
    (tmp_path / "docs").mkdir()
    config = portal_config(settings)
    set_up(config, "es")
    begin(config, "es")
    theirs = [config.plugins[name].config.enabled for name in ("material/search", OFFLINE)]
    assert theirs == [False, False]
    assert (config.use_directory_urls, state_of(config).is_offline) == (False, True)
    (tmp_path / "content").mkdir()
    said = run("doctor", cwd=tmp_path).stdout
    assert "Puede quitar de «plugins» lo que el programa ya trae" in said


@pytest.fixture(scope="module")
def page(chromium: Browser, site: Path) -> Iterator[Page]:
    """The home page of the small portal."""
    context = chromium.new_context()
    page = context.new_page()
    with served(site) as address:
        page.said = watch(page)  # type: ignore[attr-defined]
        page.goto(address)
        yield page
    context.close()


def test_a_result_has_its_figure_and_its_status(page: Page) -> None:
    (first, *_) = look_up(page, "1 1 1")
    said = page.inner_text(f"{FOUND} >> nth=0").splitlines()
    look = page.get_attribute(f"{FOUND} >> nth=0 >> .st", "class")
    page.keyboard.press("Escape")
    page.goto(first)
    assert page.inner_text(".fb.xl .v").split() == [*said[1].split(), said[2]]
    assert page.query_selector(f".fb.xl .v .{str(look).replace(' ', '.')}")
    assert said[3] == "Avance 2025"


def test_the_search_is_a_combobox_for_keys_and_for_who_listens(page: Page) -> None:
    look_up(page, "1.1.1")
    box = page.locator(".finder input")
    status = page.locator(".finder [role=status]")
    assert status.inner_text().split()[1] in {"resultado.", "resultados."}
    assert box.get_attribute("aria-expanded") == "true"
    box.press("ArrowDown")
    box.press("ArrowDown")
    box.press("ArrowUp")
    active = box.get_attribute("aria-activedescendant")
    assert page.get_attribute(f"#{active}", "aria-selected") == "true"
    assert page.locator("[aria-selected=true]").count() == 1
    assert active == "find-0"
    axe.bring(page)
    assert axe.violations(page) == set()
    page.keyboard.type("zzzz")
    assert "No se encontró nada" in status.inner_text()
    assert box.get_attribute("aria-expanded") == "false"
    page.keyboard.press("Escape")
    page.wait_for_selector(".finder", state="hidden")
    assert page.evaluate("document.activeElement.matches('.find')")
    page.keyboard.press("Control+k")
    box.fill("1.1.1")
    target = page.get_attribute(FOUND, "href")
    box.press("Enter")
    page.wait_for_url(f"{target}*")
    assert page.said == []  # type: ignore[attr-defined]
    assert page.evaluate("blocked") == []


def test_nothing_of_the_search_is_asked_for_before_it_is_opened(site: Path) -> None:
    told = json.loads((site / "search/index.js").read_text("utf-8")[len("avanceIndex(") : -2])
    assert told["lang"] == "es"
    assert not list(site.glob("assets/javascripts/workers/*"))
    text = (site / "index.html").read_text("utf-8")
    assert "find.js" not in text
    assert "search/index.js" not in text
