"""The published site: every link leads somewhere, every figure is there, nothing is executed."""

from __future__ import annotations

import json
import re
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from playwright.sync_api import Browser, Page

from tests.browser import served
from tests.kinds import KINDS, PLAN
from tests.project import build_site, copy_project, with_history
from tests.site import pages_of, parsed, text_of


def test_every_kind_of_page_is_published(site: Path) -> None:
    missing = [url for url in KINDS.values() if not (site / url / "index.html").is_file()]
    assert missing == []


def test_every_link_and_anchor_leads_somewhere(site: Path) -> None:
    lost = []
    for page in pages_of(site):
        base = page.relative_to(site).as_posix()
        for link in parsed(page).iter("a"):
            href = link.get("href") or ""
            parts = urlsplit(href)
            if parts.scheme or href.startswith("//"):
                continue
            url = unquote(urlsplit(urljoin(f"http://site/{base}", href)).path).lstrip("/")
            target = site / url
            target = target / "index.html" if target.is_dir() else target
            is_page = target.suffix == ".html" and target.is_file()
            anchors = {e.get("id") for e in parsed(target).iter()} if is_page else set()
            if not target.is_file() or (parts.fragment and unquote(parts.fragment) not in anchors):
                lost.append((base, href))
    assert lost == []


def test_no_page_asks_for_anything_from_another_site(site: Path) -> None:
    asked = []
    for page in pages_of(site):
        for element in parsed(page).iter():
            if not isinstance(element.tag, str) or element.tag == "a":
                continue
            for name in ("src", "href", "srcset", "action"):
                value = element.get(name) or ""
                if re.match(r"(https?:)?//", value) and element.get("rel") != "canonical":
                    asked.append((page.name, element.tag, value))
    assert asked == []


def test_ids_are_unique_on_every_page(site: Path) -> None:
    for page in pages_of(site):
        article = parsed(page).find(".//article")
        assert article is not None
        ids = [name for e in article.iter() if (name := e.get("id"))]
        assert sorted(ids) == sorted(set(ids)), page


def test_every_page_says_its_language_title_and_description(site: Path) -> None:
    for page in pages_of(site):
        tree = parsed(page)
        assert tree.get("lang") == "es"
        assert (tree.findtext(".//title") or "").strip(), page
        described = tree.find(".//meta[@name='description']")
        assert described is not None
        assert described.get("content"), page
        assert len(list(tree.iter("h1"))) == 1, page


def test_no_page_shows_a_value_of_the_program(site: Path) -> None:
    shown = re.compile(r"\b(Link|Markup|Decimal|Mark|Cited)\(|\bNone\b|object at 0x")
    for page in pages_of(site):
        if "/editores/" in page.as_posix() or "/proyecto/" in page.as_posix():
            continue  # the guide and the notes for programmers quote code
        found = shown.search(text_of(page))
        assert found is None, (page, found)


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


def test_a_result_that_is_reported_shows_its_percentage_band_and_formula(tmp_path: Path) -> None:
    project = copy_project(tmp_path / "project")
    results = project / "content/plans/comunicaciones-mtpe-2024/results/2024-T1.yml"
    results.write_text(
        "period: 2024-T1\n"
        "status: final\n"
        "source: {document: plan-comunicaciones-mtpe-2024, place: ejemplo}\n"
        "results:\n"
        "  notas-de-prensa-difundidas: 27\n"
        "  comunicados-difundidos: {value: 10, note: Se adelantaron los del año.}\n",
        "utf-8",
    )
    text = text_of(build_site(project) / PLAN / "1.1.1/index.html")
    assert "22.5 %" in text  # 27 of 120
    assert "90.0 %" in text  # 27 of the 30 of the quarter
    assert "Bajo" in text
    assert "Se adelantaron los del año." in text
    assert "27 resultado ÷ 120 meta" in text
    assert "I trimestre de 2024, resultado final" in text
    assert "Plan de Comunicaciones 2024 , ejemplo" in text
    assert "results/2024-T1.yml, línea 5" in text
    assert "3 periodos vencidos no tienen reporte" in text


def test_nothing_on_a_page_is_english(site: Path) -> None:
    words = re.compile(r"(?i)\b(the|target|result|not reported|plans|source|activity|budget)\b")
    for name, url in KINDS.items():
        if name in {"guide", "method", "data"}:
            continue  # the guide quotes the words of the YAML
        text = re.sub(r"content/\S+", "", text_of(site / url / "index.html"))
        found = words.findall(text)
        assert found == [], name


def test_the_same_content_gives_the_same_bytes(site: Path, tmp_path: Path) -> None:
    again = build_site(with_history(copy_project(tmp_path / "project")))
    names = sorted(p.relative_to(site).as_posix() for p in site.rglob("*") if p.is_file())
    others = sorted(p.relative_to(again).as_posix() for p in again.rglob("*") if p.is_file())
    assert names == others
    differing = [n for n in names if (site / n).read_bytes() != (again / n).read_bytes()]
    assert differing == []


@pytest.mark.parametrize("width", [320, 360, 1280])
def test_no_page_is_wider_than_its_screen(address: str, chromium: Browser, width: int) -> None:
    context = chromium.new_context(viewport={"width": width, "height": 800})
    page = context.new_page()
    wide = []
    for name, url in KINDS.items():
        page.goto(f"{address}/{url}")
        excess = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        if excess > 0:
            wide.append((name, excess))
    context.close()
    assert wide == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 768, 1280])
def test_every_kind_of_page_passes_axe(
    address: str, chromium: Browser, width: int, scheme: str
) -> None:
    from axe_playwright_python.sync_playwright import Axe  # noqa: PLC0415

    context = chromium.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
    found = {}
    # One round looks at every row; the others at the first of each table, which are alike.
    whole = (width, scheme) == (1280, "light")
    scope = None if whole else {"exclude": [["tbody tr:nth-child(n+13)"]]}
    for name, url in KINDS.items():
        page.goto(f"{address}/{url}")
        page.wait_for_timeout(300)
        options = {"runOnly": {"type": "tag", "values": tags}, "resultTypes": ["violations"]}
        report = Axe().run(page, scope, options)
        violations = report.response["violations"]
        if violations:
            found[name] = [(v["id"], v["nodes"][0]["html"][:160]) for v in violations]
    context.close()
    assert found == {}


def test_pages_are_quiet_and_stay_on_their_site(address: str, chromium: Browser) -> None:
    context = chromium.new_context()
    page = context.new_page()
    said: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    for url in KINDS.values():
        page.goto(f"{address}/{url}", wait_until="networkidle")
    context.close()
    assert said == []
    assert [url for url in asked if not url.startswith((address, "data:", "blob:"))] == []


def test_figures_are_there_without_javascript(address: str, chromium: Browser) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/{PLAN}")
    assert "S/\u00a01,579,853" in page.inner_text("article")
    page.goto(f"{address}/{PLAN}1.1.1/")
    assert "120" in page.inner_text("article")
    context.close()


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("AOI00015400139", PLAN),
        ("notas de prensa", "1.1.1"),
        ("prensa", "comunicaciones-mtpe-2024"),
        ("línea", PLAN),
        ("laboral", "planes/"),
        ("La Libertad", "AOI00099300280"),
        ("intermediación laboral Ayacucho", "AOI00099300276"),
        ("intermediacion laboral ayacucho", "AOI00099300276"),
        ("AEI.02.01", "AEI.02.01"),
        ("teletrabajo", "planes/"),
        ("año", "planes/"),
        ("CEPLAN", "glosario/"),
    ],
)
def test_search_finds_codes_and_words(
    address: str, chromium: Browser, query: str, expected: str
) -> None:
    context = chromium.new_context()
    page = context.new_page()
    page.goto(address, wait_until="networkidle")
    _search(page, query)
    links = [
        link.get_attribute("href") or ""
        for link in page.query_selector_all(".md-search-result__link")
    ]
    context.close()
    assert any(expected in link for link in links), links


HOSTILE = (
    "</title><script>window.hurt=1</script><img src=x onerror=window.hurt=1>"
    "&lt;script&gt;window.hurt=1&lt;/script&gt; {{ 7*7 }} {% raw %} ${7*7} "
    "[x](javascript:window.hurt=1) ![y](x.png) <!-- # h | a | b | --8<-- `code` "
    "<https://example.org> *[HTML]: hurt {: onclick=window.hurt=1 }"
)
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
            return f"{found[1]}{found[2]}: '{HOSTILE} {found.start()}'"

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
    return build_site(project)


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


def test_hostile_text_is_never_executed(hostile_site: Path, chromium: Browser) -> None:
    with served(hostile_site) as url:
        context = chromium.new_context()
        page = context.new_page()
        for kind in KINDS.values():
            page.goto(f"{url}/{kind}")
            assert page.evaluate("window.hurt") is None, kind
        _search(page, "hurt")
        assert page.evaluate("window.hurt") is None
        context.close()


def _search(page: Page, query: str) -> None:
    """Type a query as a reader does, once the page listens."""
    page.click("[data-md-component=search-query]")
    page.wait_for_load_state("networkidle")  # the index comes when the box is first used
    page.keyboard.type(query, delay=20)
    page.wait_for_selector(".md-search-result__link", timeout=30_000)
    page.wait_for_timeout(300)
