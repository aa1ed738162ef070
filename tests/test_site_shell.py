"""What surrounds the body of a page: its head, policy, foot, lost addresses, data to take along."""

from __future__ import annotations

import csv
import io
import json
import re
import struct
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import pytest
from lxml.html import HtmlElement
from playwright.sync_api import Browser, Page

from generator.site.policy import inline_scripts, strange_scripts, with_policy
from tests.browser import hosted, look_up, watch
from tests.cases.runner import BASE
from tests.kinds import KINDS, PLAN
from tests.project import build_site, copy_project
from tests.site import pages_of, parsed, text_of

ADDRESS = "https://planes.example/algo/avance/"
CODE = "AOI00015400049"
POI = "planes/poi-mtpe-2024/"
SALUD = "planes/salud-2025/"
"""The plan of the small portal."""


@pytest.fixture(scope="module")
def placed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of a small portal that knows its address, under a path, and its news."""
    project = copy_project(tmp_path_factory.mktemp("placed") / "project", BASE / "content")
    with (project / "content/site.yml").open("a", encoding="utf-8") as file:
        file.write(
            f"url: {ADDRESS}\nrepository: https://example.org/avance\n"
            "licence_url: https://creativecommons.org/licenses/by/4.0/deed.es\n"
        )
    return build_site(project)


@pytest.fixture(scope="module")
def under(placed: Path) -> Iterator[str]:
    """Where that site is served, by a static host, under its path."""
    with hosted(placed, "/algo/avance/") as url:
        yield url


@pytest.fixture(scope="module")
def host(site: Path) -> Iterator[str]:
    """Where a static host serves the whole site, with its page for lost addresses."""
    with hosted(site) as url:
        yield url


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """A page that notes what the policy blocked and what the console said."""
    context = chromium.new_context()
    found = context.new_page()
    watch(found)
    yield found
    context.close()


def properties(path: Path) -> dict[str, str]:
    """The ``meta`` elements of a page by their name or property."""
    return {
        e.get("name") or e.get("property") or e.get("http-equiv") or "": e.get("content") or ""
        for e in parsed(path).iter("meta")
    }


def dataset(path: Path) -> dict[str, Any]:
    """The only description for machines on a page."""
    (script,) = (e for e in parsed(path).iter("script") if e.get("type") == "application/ld+json")
    return dict(json.loads(script.text or ""))


# The head.


def test_every_page_says_what_it_is_to_those_who_share_it(site: Path) -> None:
    for path in pages_of(site):
        told = properties(path)
        assert told["og:locale"] == "es_PE", path
        assert told["og:site_name"] == "Avance"
        assert told["og:title"]
        assert told["og:description"] == told["description"]
        assert len(told["description"]) <= 301
        assert told["referrer"] == "strict-origin"
        assert parsed(path).find(".//link[@rel='icon']").get("href").endswith("favicon.svg")


def test_a_title_is_the_same_for_readers_and_for_those_who_share(site: Path) -> None:
    tree = parsed(site / POI / "index.html")
    title = tree.findtext(".//title") or ""
    assert title == properties(site / POI / "index.html")["og:title"] + " - Avance"


def test_a_portal_that_does_not_know_its_address_names_none(site: Path) -> None:
    for path in pages_of(site):
        told = properties(path)
        assert not {"og:url", "og:image"} & set(told), path
        assert parsed(path).find(".//link[@rel='canonical']") is None
    assert (site / "robots.txt").read_text("utf-8") == "User-agent: *\nAllow: /\n"
    assert "<loc>" not in (site / "sitemap.xml").read_text("utf-8")


def test_addresses_are_whole_where_the_portal_knows_its_own(placed: Path) -> None:
    for path in pages_of(placed):
        here = ADDRESS + path.relative_to(placed).as_posix().removesuffix("index.html")
        told = properties(path)
        canonical = parsed(path).find(".//link[@rel='canonical']")
        assert canonical is not None
        assert told["og:url"] == canonical.get("href") == here
        assert told["og:image"].startswith(ADDRESS)
        assert (placed / told["og:image"].removeprefix(ADDRESS)).is_file()


def test_robots_find_every_page_by_the_map(placed: Path) -> None:
    assert f"Sitemap: {ADDRESS}sitemap.xml" in (placed / "robots.txt").read_text("utf-8")
    text = (placed / "sitemap.xml").read_text("utf-8")
    listed = set(re.findall(r"<loc>(.*?)</loc>", text))
    pages = {ADDRESS + p.relative_to(placed).as_posix() for p in pages_of(placed)}
    assert listed == {url.removesuffix("index.html") for url in pages}
    assert set(re.findall(r"<lastmod>(.*?)</lastmod>", text)) == {"2026-10-01"}


def test_the_feed_is_announced_where_there_is_one(site: Path, placed: Path) -> None:
    def feeds(root: Path, url: str) -> list[str]:
        links = parsed(root / url / "index.html").iter("link")
        return [e.get("href") or "" for e in links if e.get("type") == "application/atom+xml"]

    assert feeds(placed, "") == ["novedades.xml"]
    assert feeds(placed, SALUD) == ["../../novedades.xml"]
    assert feeds(site, "") == ["novedades.xml"]


def test_pictures_are_drawn_for_every_plan_and_the_portal(site: Path) -> None:
    pictures = [site / "portada.png", *sorted(site.glob("planes/*/portada.png"))]
    assert len(pictures) == 7
    for path in pictures:
        data = path.read_bytes()
        assert struct.unpack(">II", data[16:24]) == (1200, 630), path
        assert len(data) <= 70_000, path
    assert len({path.read_bytes() for path in pictures}) == 7


def test_a_picture_shows_its_text(site: Path, page: Page) -> None:
    """With a font that cannot be found nothing is drawn: the title must leave ink."""
    page.goto((site / POI / "portada.png").as_uri())
    ink = page.evaluate(
        """() => {
          const image = document.querySelector("img"), canvas = document.createElement("canvas")
          canvas.width = 1200; canvas.height = 630
          const drawing = canvas.getContext("2d"); drawing.drawImage(image, 0, 0)
          return [[60, 110, 1080, 220], [60, 385, 400, 75], [60, 530, 600, 35]].map(box => {
            const {data} = drawing.getImageData(...box)
            return data.filter((value, i) => i % 4 == 0 && value < 128).length
          })
        }"""
    )
    assert min(ink) > 300, ink


@pytest.mark.parametrize("url", ["", SALUD, "datos/"])
def test_data_are_described_for_machines(placed: Path, url: str) -> None:
    told = dataset(placed / url / "index.html")
    assert (told["@context"], told["@type"]) == ("https://schema.org", "Dataset")
    assert told["name"]
    assert told["url"] == ADDRESS + url
    assert told["license"].startswith("https://creativecommons.org/")
    assert told["dateModified"] == "2026-10-01"
    assert told["inLanguage"] == "es-PE"
    assert told["spatialCoverage"]["name"] == "Perú"
    assert re.fullmatch(r"\d{4}-\d\d-\d\d/\d{4}-\d\d-\d\d", told["temporalCoverage"])
    assert told["creator"]["name"]
    assert told["isBasedOn"]
    assert told["distribution"]
    for item in told["distribution"]:
        assert (placed / item["contentUrl"].removeprefix(ADDRESS)).is_file()
        assert item["encodingFormat"]


def test_without_an_address_the_data_are_found_from_the_page(site: Path) -> None:
    told = dataset(site / POI / "index.html")
    (item,) = told["distribution"]
    assert told["url"] == "./"
    assert item["contentUrl"] == "../../datos/poi-mtpe-2024.zip"


def test_only_pages_that_offer_data_are_described_as_data(site: Path) -> None:
    told = [
        path.relative_to(site).parent.as_posix()
        for path in pages_of(site)
        if "application/ld+json" in path.read_text("utf-8")
    ]
    plans = [path.parent.relative_to(site).as_posix() for path in site.glob("planes/*/portada.png")]
    assert sorted(told) == sorted([".", "datos", *plans])


# The policy.


def test_every_page_has_a_policy_that_names_nothing_from_elsewhere(site: Path) -> None:
    for path in [*pages_of(site), site / "404.html"]:
        text = path.read_text("utf-8")
        told = properties(path)["Content-Security-Policy"]
        assert "unsafe" not in told
        assert "http" not in told
        assert told.startswith("default-src 'none'; script-src 'self' 'sha256-")
        assert text.index("Content-Security-Policy") < text.index("<script"), path


def test_no_page_has_a_style_attribute_or_a_handler(site: Path) -> None:
    found = [
        (path.relative_to(site).as_posix(), element.tag, name)
        for path in [*pages_of(site), site / "404.html"]
        for element in parsed(path).iter()
        for name in element.attrib
        if name == "style" or name.startswith("on") or element.tag == "style"
    ]
    assert found == []


def test_copying_searching_and_the_palette_keep_to_the_policy(
    address: str, chromium: Browser
) -> None:
    context = chromium.new_context()
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = context.new_page()
    said = watch(page)
    page.goto(f"{address}/editores/")
    page.locator(".md-code__button, .md-clipboard").first.click(force=True)
    page.wait_for_function("() => navigator.clipboard.readText().then(text => text.length > 20)")
    page.click("label[for^=__palette]:not([hidden])")
    look_up(page, CODE)
    blocked = page.evaluate("blocked")
    context.close()
    assert (blocked, said) == ([], [])


THEME = ('<script>start(new URL("{{ base_url }}", location))</script>',)


def test_only_what_the_theme_wrote_may_run() -> None:
    known = inline_scripts(THEME)
    ours = '<script>start(new URL("../..", location))</script>'
    theirs = "<script>alert(1)</script>"
    html = f'<meta charset="utf-8">{ours}{theirs}'
    assert list(strange_scripts(html, known)) == ["alert(1)"]
    assert with_policy(html, known).count("sha256-") == 1
    assert with_policy(f'<meta charset="utf-8">{theirs}', known).count("sha256-") == 0


@pytest.mark.parametrize("inside", ['", alert(1), "', "</script><script>", "\\u0022", "a<b"])
def test_an_address_is_no_way_in(inside: str) -> None:
    known = inline_scripts(THEME)
    html = f'<script>start(new URL("{inside}", location))</script>'
    assert list(strange_scripts(html, known)) != []


def test_a_script_in_a_page_stops_a_strict_build(tmp_path: Path) -> None:
    project = copy_project(tmp_path / "project", BASE / "content")
    with (project / "docs/proyecto/security.md").open("a", encoding="utf-8") as file:
        file.write("\n<script>alert(1)</script>\n")
    with pytest.raises(AssertionError, match="a script that the theme does not know"):
        build_site(project)


# The foot.


def generated(site: Path) -> Iterator[Path]:
    """Pages that were made from the content."""
    hand = {"acerca", "metodologia", "hallazgos", "datos", "editores", "proyecto"}
    return (p for p in pages_of(site) if p.relative_to(site).parts[0] not in hand)


def foot(path: Path) -> HtmlElement:
    (found,) = (e for e in parsed(path).iter("dl") if "foot" in (e.get("class") or "").split())
    return found


def test_every_page_ends_in_its_date_and_the_way_to_mend_it(site: Path) -> None:
    n = 0
    for path in generated(site):
        said = " ".join(foot(path).itertext())
        assert "1 de octubre de 2026" in said, path
        assert "Proponer un cambio" in said, path
        n += 1
    assert n > 500


def test_pages_of_a_plan_say_their_document_and_the_latest_report(site: Path) -> None:
    for path in site.glob("planes/*/**/index.html"):
        said = " ".join(foot(path).itertext())
        assert "Fuente" in said, path
        assert "Último reporte" in said, path
    assert "todavía ninguno" in " ".join(foot(site / PLAN / "index.html").itertext())
    assert "2024" in " ".join(foot(site / POI / "index.html").itertext())


def test_a_change_is_proposed_at_the_line_of_the_data(placed: Path) -> None:
    for path in placed.glob("planes/*/**/index.html"):
        (link,) = (a for a in foot(path).iter("a") if a.get("class") == "propose")
        href = link.get("href") or ""
        assert re.fullmatch(r"https://example\.org/avance/blob/main/content/\S+\.yml#L\d+", href)
    (link,) = (a for a in foot(placed / "glosario/index.html").iter("a") if a.get("class"))
    assert (link.get("href") or "").endswith("content/glossary.yml#L1")


def test_without_a_repository_a_change_leads_to_the_guide(site: Path) -> None:
    (link,) = (a for a in foot(site / PLAN / "index.html").iter("a") if a.get("class"))
    assert link.get("href") == "../../editores/"


# Lost addresses.


def lost(page: Page, url: str) -> dict[str, Any]:
    """What the page for a lost address offers."""
    answer = page.goto(url)
    assert answer is not None
    assert answer.status == 404
    page.wait_for_selector("#missing p[aria-live]:not(:empty)")
    links = page.query_selector_all("#missing a")
    return {
        "links": [link.evaluate("a => a.href") for link in links],
        "query": page.inner_text("#missing button b"),
        "said": page.inner_text("#missing p"),
    }


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        (f"planes/otro-plan/{CODE}/", f"{POI}{CODE}/"),
        (f"{CODE}.html", f"{POI}{CODE}/"),
        (f"planes/poi-mtpe-2024/{CODE.lower()}", f"{POI}{CODE}/"),
        ("plan/convenio-gestion-2020-2021/IdG.03", "planes/convenio-gestion-2020-2021/IdG.03/"),
        ("notas-de-prensa-difundidas", "indicadores/notas-de-prensa-difundidas/"),
        ("metodolog%C3%ADa/", "metodologia/"),
    ],
)
def test_a_lost_address_finds_its_page(host: str, page: Page, path: str, expected: str) -> None:
    found = lost(page, host + path)
    assert urljoin(host, expected) in found["links"][:3], found
    assert page.evaluate("blocked") == []


def test_words_of_a_lost_address_wait_in_the_search(host: str, page: Page) -> None:
    found = lost(page, f"{host}x/{CODE}/y/")
    assert found["query"] == CODE
    page.click("#missing button")
    page.wait_for_selector(".md-search-result__link", timeout=30_000)
    assert CODE in (page.get_attribute(".md-search-result__link", "href") or "")


@pytest.mark.parametrize(
    "path", ["%3Cimg%20src=x%20onerror=window.hurt=1%3E/9", "%E0%A4%A", "''\";hurt=1//7", "zzzz"]
)
def test_a_hostile_address_does_no_harm(host: str, page: Page, path: str) -> None:
    found = lost(page, host + path)
    assert page.evaluate("window.hurt") is None
    assert page.query_selector("#missing img") is None
    assert found["said"]


def test_a_lost_address_helps_without_javascript(host: str, chromium: Browser) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{host}planes/no-existe/")
    assert "Esta página no existe" in page.inner_text("h1")
    assert not page.is_visible("#missing")
    page.click(".md-content a:text-is('Planes')")
    assert page.url == f"{host}planes/"
    context.close()


def test_the_site_works_under_a_path(under: str, page: Page) -> None:
    links = lost(page, f"{under}plan/1.1.1/talleres-realizados")["links"]
    assert f"{under}indicadores/talleres-realizados/" in links
    failed = watch(page)
    page.on("response", lambda r: failed.append(r.url) if r.status >= 400 else None)
    page.goto(under)
    page.click("article a[href*='salud-2025']")
    page.wait_for_url(f"{under}{SALUD}**")
    found = look_up(page, "caseríos")
    assert any(link.startswith(f"{under}{SALUD}1.1.1/") for link in found)
    page.goto(f"{under}datos/")
    with page.expect_download() as download:
        page.click("a[download][href$='plans.csv']")
    assert download.value.path().read_bytes().startswith(b"plan,title,entity,")
    assert failed == []


# The data.


def test_the_page_of_the_data_offers_every_file_with_its_size_and_rows(site: Path) -> None:
    tree = parsed(site / "datos/index.html")
    links = {a.get("href") or "" for a in tree.iter("a") if "download" in a.attrib}
    files = sorted(path for path in (site / "datos").iterdir() if path.name != "index.html")
    assert {path.name for path in files} == {link.rpartition("/")[2] for link in links}
    text = text_of(site / "datos/index.html")
    assert "Datos al 1 de octubre de 2026" in text
    assert "Licencia: CC BY 4.0" in text
    for path in files:
        if path.suffix == ".csv":
            rows = list(csv.reader(io.StringIO(path.read_text("utf-8"), newline="")))
            said = f"{path.stem} {len(rows) - 1:,} {max(1, round(path.stat().st_size / 1000))} kB"
            assert said in text, said


def test_every_plan_offers_its_own_rows(site: Path) -> None:
    plans = sorted(path.parent.name for path in site.glob("planes/*/portada.png"))
    for plan in plans:
        link = f"../../datos/{plan}.zip"
        assert link in {a.get("href") for a in foot(site / f"planes/{plan}/index.html").iter("a")}
        with zipfile.ZipFile(site / f"datos/{plan}.zip") as packed:
            told = json.loads(packed.read("datapackage.json"))
            assert {item["path"] for item in told["resources"]} < set(packed.namelist())
            text = packed.read("measures.csv").decode()
        rows = list(csv.DictReader(io.StringIO(text, newline="")))
        whole = (site / "datos/measures.csv").read_text("utf-8")
        all_rows = list(csv.DictReader(io.StringIO(whole, newline="")))
        assert rows == [row for row in all_rows if row["plan"] == plan]
        assert rows


# Eyes and hands.


def test_nothing_moves_for_those_who_asked_for_rest(address: str, chromium: Browser) -> None:
    context = chromium.new_context(reduced_motion="reduce")
    page = context.new_page()
    for url in KINDS.values():
        page.goto(f"{address}/{url}")
        moving = page.evaluate(
            """() => [...document.querySelectorAll("*")].flatMap(e => {
              const style = getComputedStyle(e)
              const seconds = [style.transitionDuration, style.animationDuration].flatMap(
                list => list.split(",").map(parseFloat))
              const smooth = style.scrollBehavior == "smooth"
              return smooth || Math.max(...seconds) > 0.01 ? [e.tagName + "." + e.className] : []
            })"""
        )
        assert moving == [], url
    context.close()


def test_marks_and_bars_are_seen_in_forced_colours(address: str, chromium: Browser) -> None:
    context = chromium.new_context(forced_colors="active")
    page = context.new_page()
    page.goto(f"{address}/{POI}")
    told = page.evaluate(
        """() => {
          const paint = (what, property) => [...document.querySelectorAll(what)].map(e =>
            getComputedStyle(e)[property])
          const paper = getComputedStyle(document.body).backgroundColor
          const marks = paint(".st.alto > i", "backgroundColor")
          return {paper, marks, bars: paint(".bar rect", "fill")}
        }"""
    )
    context.close()
    assert told["marks"]
    assert told["bars"]
    assert told["paper"] not in {*told["marks"], *told["bars"]}
