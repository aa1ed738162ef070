"""The site of the plans: figures, search, every kind of page in a browser, hostile texts."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from generator.compute import compute
from generator.load import load
from generator.load.disk import read_tree
from generator.render import RenderContext, page_output
from tests import axe
from tests.browser import PALETTES, look_up, served, set_palette, watch
from tests.plans.history import with_history
from tests.plans.kinds import ALIKE, KINDS, PLAN
from tests.project import ROOT, build_site, copy_project
from tests.site import pages_of, parsed, text_of
from tests.test_pages import words
from tests.test_site import (
    same_again,
    test_every_link_and_anchor_leads_somewhere,
    test_every_page_says_its_language_title_and_description,
    test_ids_are_unique_on_every_page,
    test_no_page_asks_for_anything_from_another_site,
    test_no_page_shows_a_value_of_the_program,
)


def test_every_kind_of_page_is_published(site: Path) -> None:
    missing = [url for url in KINDS.values() if not (site / url / "index.html").is_file()]
    assert missing == []


def test_the_plan_is_honest_about_what_was_not_reported(site: Path) -> None:
    text = text_of(site / PLAN / "index.html")
    assert "22 metas" in text
    assert "Sin reporte" in text
    assert "S/ 1,579,853" in text
    assert not re.search(r"\b0(\.0)? %", text)
    assert not re.search(r"100(\.0)? %", text)


def test_an_activity_shows_its_targets_with_their_source(site: Path) -> None:
    text = text_of(site / PLAN / "1.1.1/index.html")
    for figure in ("120", "I trimestre de 2024", "30", "Anexo 1", "Nota de prensa", "284"):
        assert figure in text
    assert "strategies/1.1.yml" in text


REPORTED = """
period: 2024-T1
status: final
source: {document: plan-comunicaciones-mtpe-2024, place: ejemplo}
results:
  notas-de-prensa-difundidas: 27
  comunicados-difundidos: {value: 10, note: Se adelantaron los del año.}
"""


def test_a_result_that_is_reported_shows_its_percentage_band_and_formula() -> None:
    files, _ = read_tree(ROOT / "content")
    files["plans/comunicaciones-mtpe-2024/results/2024-T1.yml"] = REPORTED.encode()
    catalog, _ = load(files)
    ctx = RenderContext(compute(catalog, date(2026, 10, 1)), "es")
    page = page_output(ctx, f"{PLAN}1.1.1.md", tuple)
    assert page is not None
    text = words(page.make().decode()).replace("\u00a0", " ")
    assert "22.5 %" in text  # 27 of 120
    assert "90.0 %" in text  # 27 of the 30 of the quarter
    assert "Bajo" in text
    assert "Se adelantaron los del año." in text
    assert "27 resultado ÷ 120 meta" in text
    assert "I trimestre de 2024, resultado final" in text
    assert "Plan de Comunicaciones 2024, ejemplo" in text
    assert "results/2024-T1.yml, línea 6" in text
    assert "3 periodos vencidos no tienen reporte" in text


def test_nothing_on_a_page_is_english(site: Path) -> None:
    words = re.compile(r"(?i)\b(the|target|result|not reported|plans|source|activity|budget)\b")
    for name, url in KINDS.items():
        if name in {"guide", "method", "data"}:
            continue  # the guide quotes the words of the YAML
        text = re.sub(r"content/\S+", "", text_of(site / url / "index.html"))
        text = re.sub(r"(?s)Filas de esta página.*?¿", "", text)  # names of files
        found = words.findall(text)
        assert found == [], name


@pytest.mark.proof
def test_all_the_content_gives_the_same_bytes(site: Path, tmp_path: Path) -> None:
    assert same_again(site, with_history(copy_project(tmp_path / "project"))) == []


@pytest.fixture(scope="module")
def visited(address: str, chromium: Browser) -> Iterator[tuple[Page, list[str]]]:
    """A page that keeps to its policy and where nothing moves, and what goes wrong on it."""
    context = chromium.new_context(reduced_motion="reduce")
    page = context.new_page()
    said = watch(page)
    own = (address, "data:", "blob:")
    page.on("request", lambda it: None if it.url.startswith(own) else said.append(it.url))
    yield page, said
    context.close()


MOVING = """() => [...document.querySelectorAll("*")].flatMap(e => {
  const style = getComputedStyle(e)
  const seconds = [style.transitionDuration, style.animationDuration].flatMap(
    list => list.split(",").map(parseFloat))
  const smooth = style.scrollBehavior == "smooth"
  return smooth || Math.max(...seconds) > 0.01 ? [e.tagName + "." + e.className] : []
})"""
VISITED = {**KINDS, "lost": "404.html"}
EXCESS = "document.documentElement.scrollWidth - innerWidth"


@pytest.mark.parametrize(
    "name", [pytest.param(it, marks=[pytest.mark.proof] * (it in ALIKE)) for it in VISITED]
)
def test_a_kind_of_page_fits_is_quiet_rests_and_passes_axe(
    address: str, visited: tuple[Page, list[str]], name: str
) -> None:
    """All that is seen in one visit: a page is opened once.

    It is nowhere wider than its screen, nor at twice its size, which is half the width, where
    letters are wide; it asks for nothing from elsewhere and says nothing on the console; nothing
    moves for those who asked for rest. To find the colours behind each text takes axe most of its
    time: of a palette once.
    """
    page, said = visited
    said.clear()
    page.goto(f"{address}/{VISITED[name]}")
    axe.use_font(page, "wide")
    found: dict[str, object] = {}
    for width in (640, 320, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        found[f"wider than {width}"] = max(page.evaluate(EXCESS), 0)
    axe.prepare(page)
    found["moving"] = page.evaluate(MOVING)
    found["ctx"] = axe.violations(page)
    set_palette(page, "slate")
    found["dark"] = axe.violations(page, "color-contrast")
    set_palette(page, "default")
    axe.set_width(page, 320)
    found["phone"] = axe.violations(page, but="color-contrast")
    found["blocked"], found["said"] = page.evaluate("blocked"), said
    assert {place: what for place, what in found.items() if what} == {}


@pytest.mark.proof
@pytest.mark.parametrize("font", axe.FONTS)
@pytest.mark.parametrize("name", KINDS)
def test_all_of_every_kind_of_page_passes_axe(
    address: str, resting: Page, name: str, font: str
) -> None:
    resting.goto(f"{address}/{KINDS[name]}")
    axe.bring(resting)
    axe.use_font(resting, font)
    found = {}
    for width in (1280, 768, 320):
        axe.set_width(resting, width)
        for palette in PALETTES:
            set_palette(resting, palette)
            found[width, palette] = axe.violations(resting)
    assert {place: what for place, what in found.items() if what} == {}


FAULTS = {
    "color-contrast": ".t tbody tr:last-child th a { color: #999 !important }",
    "target-size": ".t tbody :is(th, td, a) { display: block !important; min-height: 0 !important;"
    " padding: 0 !important; font-size: 8px !important; line-height: 1 !important }",
}


def test_axe_finds_a_fault_in_a_row(address: str, resting: Page) -> None:
    """What is left of a long table is enough to find what is wrong with it."""
    for rule, style in FAULTS.items():
        resting.goto(f"{address}/planes/poi-mtpe-2024/medidas/")
        axe.prepare(resting)
        assert axe.violations(resting, rule) == set()
        resting.evaluate(
            "style => { const sheet = new CSSStyleSheet(); sheet.replaceSync(style);"
            " document.adoptedStyleSheets = [sheet] }",
            style,
        )
        assert {found for found, _ in axe.violations(resting, rule)} == {rule}


def test_figures_are_there_without_javascript(address: str, chromium: Browser) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/{PLAN}")
    assert "S/\u00a01,579,853" in page.inner_text("article")
    page.goto(f"{address}/{PLAN}1.1.1/")
    assert "120" in page.inner_text("article")
    context.close()


_MARKUP = (
    "</title><script>window.hurt=1</script><img src=x onerror=window.hurt=1>"
    "&lt;script&gt;window.hurt=1&lt;/script&gt; {{ 7*7 }} {% raw %} ${7*7} "
)
_MARKDOWN = (
    "[x](javascript:window.hurt=1) ![y](x.png) <!-- # h | a | b | --8<-- `code` "
    "<https://example.org> *[HTML]: hurt {: onclick=window.hurt=1 }"
)
HOSTILE = _MARKUP + _MARKDOWN


_TEXT_LINE = re.compile(
    r"^( *(?:- )?)(title|text|note|name|summary|purpose|scope|meaning|definition|place|unit"
    r"|theme|printed|reason|general_objective|singular|plural|acronym|term|issuer|number"
    r"|label): (.+)$",
    re.MULTILINE,
)


def unfolded(text: str) -> str:
    """Folded texts (``>-``) on one line."""
    lines: list[str] = []
    inside = -1
    for line in text.splitlines():
        indent = len(line) - len(line.lstrip(" "))
        if 0 <= inside < indent:
            continue
        inside = -1
        if found := re.fullmatch(r"( *(?:- )*)(.+: )?>-", line):
            inside = len(found[1]) if found[2] else len(found[1]) - 2
            line = line[:-2] + ("1 + 1" if found[2] == "equals: " else "texto")  # noqa: PLW2901
        lines.append(line)
    return "\n".join(lines) + "\n"


def poisoned(project: Path) -> int:
    """Put hostile text into every text field that stands on one line."""
    n = 0
    for path in (project / "content").rglob("*.yml"):
        text = path.read_text("utf-8")

        def poison(found: re.Match[str]) -> str:
            at = found.start()
            half = (_MARKUP, _MARKDOWN)[at % 2]  # a purpose is a line of 240 signs at most
            return f"{found[1]}{found[2]}: '{half if found[2] == 'purpose' else HOSTILE} {at}'"

        text = re.sub(
            r"plural: [^,}\n]+", "plural: 'a{: onclick=window.hurt=1 }<b>'", unfolded(text)
        )
        text = re.sub(r"singular: [^,}\n]+", "singular: 'a [q](/onload=hurt//) `b` ![i](x)'", text)
        text, count = _TEXT_LINE.subn(poison, text)
        path.write_text(text, "utf-8")
        n += count
    return n


@pytest.fixture(scope="module")
def hostile_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    project = copy_project(tmp_path_factory.mktemp("hostile") / "project")
    assert poisoned(project) > 200
    return build_site(project, only=KINDS.values())


@pytest.mark.proof
def test_hostile_text_is_shown_as_text(hostile_site: Path) -> None:
    page = hostile_site / PLAN / "index.html"
    assert "{{ 7*7 }}" in text_of(page)
    assert "<script>window.hurt=1</script>" in text_of(page)
    for path in pages_of(hostile_site):
        tree = parsed(path)
        assert not [e for e in tree.iter() if "onload" in e.attrib], path
        scripts = [e for e in tree.iter("script") if "hurt" in (e.text or "")]
        assert {e.get("type") for e in scripts} <= {"application/ld+json"}, path
        assert all(json.loads(e.text or "")["@type"] == "Dataset" for e in scripts), path
        assert not [e for e in tree.iter("img") if e.get("src") in {"x", "x.png"}], path
        assert not [e for e in tree.iter() if e.get("onclick") or e.get("onerror")], path
        assert not [a for a in tree.iter("a") if (a.get("href") or "").startswith("javascript")]


@pytest.mark.proof
def test_hostile_text_is_never_executed(hostile_site: Path, chromium: Browser) -> None:
    with served(hostile_site) as url:
        context = chromium.new_context()
        page = context.new_page()
        for kind in KINDS.values():
            page.goto(f"{url}/{kind}")
            assert page.evaluate("window.hurt") is None, kind
        look_up(page, "hurt")
        assert page.evaluate("window.hurt") is None
        context.close()
