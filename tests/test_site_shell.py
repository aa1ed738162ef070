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

import pytest
from lxml.html import HtmlElement
from playwright.sync_api import Browser, Page

from generator.site.policy import inline_scripts, strange_scripts, with_policy
from tests.browser import hosted, look_up, watch
from tests.cases.runner import BASE
from tests.helpers import codes, content, with_lines
from tests.project import build_site, copy_project
from tests.site import pages_of, parsed, text_of

ADDRESS = "https://planes.example/algo/avance/"
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
    name = properties(site / "index.html")["og:site_name"]
    assert name in {"Avance", "Planes de Las Palmas"}
    for path in pages_of(site):
        told = properties(path)
        assert told["og:locale"] == "es_PE", path
        assert told["og:site_name"] == name
        assert told["og:title"]
        assert told["og:description"] == told["description"]
        assert len(told["description"]) <= 301
        assert told["referrer"] == "strict-origin"
        assert parsed(path).find(".//link[@rel='icon']").get("href").endswith("favicon.svg")


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
    assert feeds(placed, SALUD) == ["../../novedades.xml", "novedades.xml"]
    assert feeds(site, "") == ["novedades.xml"]


def test_pictures_are_drawn_for_every_plan_and_the_portal(site: Path) -> None:
    pictures = [site / "portada.png", *sorted(site.glob("planes/*/portada.png"))]
    assert len(pictures) == 1 + len(list(site.glob("planes/*/informe/index.html")))
    for path in pictures:
        data = path.read_bytes()
        assert struct.unpack(">II", data[16:24]) == (1200, 630), path
        assert len(data) <= 70_000, path
    parts = sorted(site.glob("planes/*/*/portada.png"))
    assert parts
    for path in parts:
        data = path.read_bytes()
        assert struct.unpack(">II", data[16:24]) == (600, 315), path
        assert len(data) <= 35_000, path
    pictures += parts
    assert len({path.read_bytes() for path in pictures}) == len(pictures) > 2


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


def test_only_pages_that_offer_data_are_described_as_data(site: Path) -> None:
    told = [
        path.relative_to(site).parent.as_posix()
        for path in pages_of(site)
        if "application/ld+json" in path.read_text("utf-8")
    ]
    found = (*site.glob("planes/*/portada.png"), *site.glob("indicadores/*/index.html"))
    plans = [path.parent.relative_to(site).as_posix() for path in found]
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


def foot(path: Path) -> HtmlElement:
    (found,) = (e for e in parsed(path).iter("dl") if "foot" in (e.get("class") or "").split())
    return found


def test_a_change_is_proposed_at_the_line_of_the_data(placed: Path) -> None:
    for path in placed.glob("planes/*/**/index.html"):
        (link,) = (a for a in foot(path).iter("a") if a.get("class") == "propose")
        href = link.get("href") or ""
        assert re.fullmatch(r"https://example\.org/avance/blob/main/content/\S+\.yml#L\d+", href)
    (link,) = (a for a in foot(placed / "glosario/index.html").iter("a") if a.get("class"))
    assert (link.get("href") or "").endswith("content/glossary.yml#L1")


def test_a_contact_that_is_half_an_address_is_refused() -> None:
    assert codes(content(**with_lines("site.yml", "contact: www.muni.example"))) == {"bad-url"}


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
    files = sorted(path for path in (site / "datos").glob("*.*") if path.name != "index.html")
    assert {path.name for path in files} <= {link.rpartition("/")[2] for link in links}
    text = text_of(site / "datos/index.html")
    assert "Datos al 1 de octubre de 2026" in text
    assert "Licencia: CC BY 4.0" in text
    for path in files:
        if path.suffix == ".csv":
            rows = list(csv.reader(io.StringIO(path.read_text("utf-8"), newline="")))
            kb = max(1, round(path.stat().st_size / 1000))
            (row,) = tree.xpath(f"//tr[th[@id='{path.stem}']]")
            said = f"{len(rows) - 1:,} CSV : {path.stem} ({kb if kb < 1000 else f'{kb / 1000:.1f}'}"
            assert said in " ".join(" ".join(row.itertext()).replace("\xa0", " ").split()), said


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
