"""The published site: every link leads somewhere, every figure is there, nothing is executed."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest
import rdflib
from lxml import etree

from tests.cases.runner import BASE
from tests.cited import drawn
from tests.command import run as avance
from tests.project import copy_project, run
from tests.site import pages_of, parsed, text_of


def test_every_link_and_anchor_leads_somewhere(site: Path) -> None:
    files = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    anchors = {
        page.relative_to(site).as_posix(): {e.get("id") for e in parsed(page).iter()}
        for page in pages_of(site)
    }
    lost = []
    for base in anchors:
        for href in {link.get("href") or "" for link in parsed(site / base).iter("a")}:
            parts = urlsplit(href)
            if parts.scheme or href.startswith("//"):
                continue
            url = unquote(urlsplit(urljoin(f"http://site/{base}", href)).path).lstrip("/")
            target = f"{url}index.html" if url.endswith("/") or not url else url
            there = target if target in files else f"{url}/index.html"
            fragment = unquote(parts.fragment)
            if there not in files or (fragment and fragment not in anchors.get(there, ())):
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
        assert described is not None, page
        assert described.get("content"), page
        assert len(list(tree.iter("h1"))) == 1, page


def test_no_page_shows_a_value_of_the_program(site: Path) -> None:
    shown = re.compile(r"\b(Link|Markup|Decimal|Mark|Cited)\(|\bNone\b|object at 0x")
    for page in pages_of(site):
        if "/editores/" in page.as_posix() or "/proyecto/" in page.as_posix():
            continue  # the guide and the notes for programmers quote code
        found = shown.search(text_of(page))
        assert found is None, (page, found)


def files_of(site: Path) -> dict[str, bytes]:
    return {p.relative_to(site).as_posix(): p.read_bytes() for p in site.rglob("*") if p.is_file()}


def same_again(site: Path, project: Path) -> list[str]:
    """Files of a site that another process, where sets have another order, writes otherwise."""
    done = run(project, "mkdocs", "build", "--strict", PYTHONHASHSEED="7")
    assert done.returncode == 0, done.stdout + done.stderr
    one, two = files_of(site), files_of(project / "site")
    return [name for name in one.keys() | two.keys() if one.get(name) != two.get(name)]


def test_the_same_content_gives_the_same_bytes(site: Path, tmp_path: Path) -> None:
    assert same_again(site, copy_project(tmp_path / "project", BASE / "content")) == []


def test_figures_drawn_from_the_site_are_verified(site: Path) -> None:
    for cited in drawn(site, 12):
        done = avance("verify", cited, cwd=site.parent)
        assert (done.returncode, done.stdout.splitlines()[0]) == (0, "Se sostiene."), done
        assert "sin registro" not in done.stdout


def test_a_card_for_other_pages_loads_nothing_from_elsewhere_and_leads_back(site: Path) -> None:
    cards = sorted((site / "incrustar").rglob("*.*"))
    assert {card.suffix for card in cards} == {".css", ".html", ".svg"}
    for card in cards[1:]:
        text = card.read_text("utf-8")
        assert not re.search(r"<script|@import|url\(|(?:src|href)=.(?:https?:)?//", text)
        assert text.count(" href=") == 1 + (card.suffix == ".html")
        (back,) = re.findall(r'<a href="([^"#]*)(?:#[^"]*)?"', text)
        assert (card.parent / back / "index.html").is_file(), back
        if card.suffix == ".html":
            assert "default-src 'none'; style-src 'self'" in text
            assert parsed(card).find(".//article") is not None
        else:
            etree.fromstring(text.encode())


DCAT, DCT, FOAF = (
    rdflib.Namespace(it)
    for it in (
        "http://www.w3.org/ns/dcat#",
        "http://purl.org/dc/terms/",
        "http://xmlns.com/foaf/0.1/",
    )
)
ASKED = {
    DCAT.Catalog: (DCT.title, DCT.description, DCT.publisher, DCT.license, DCAT.dataset),
    DCAT.Dataset: (
        *(DCT.title, DCT.description, DCT.publisher, DCT.license, DCT.temporal, DCT.spatial),
        *(DCAT.distribution, DCAT.version),
    ),
    DCAT.Distribution: (DCAT.accessURL, DCAT.downloadURL, DCAT.mediaType, DCT.license, DCT.title),
    DCAT.DataService: (DCT.title, DCAT.endpointURL),
    FOAF.Agent: (FOAF.name,),
}
"""What DCAT-AP 3 asks of each class, and what the portal promises beside it."""


@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib.*")
def test_the_catalogue_says_what_dcat_asks_for_every_file(site: Path) -> None:
    graph = rdflib.Graph()
    base = "https://datos.example.org/planes/"
    graph.parse(data=(site / "catalog.jsonld").read_text("utf-8"), format="json-ld", base=base)
    for kind, wanted in ASKED.items():
        things = list(graph.subjects(rdflib.RDF.type, kind))
        assert things
        missing = [(it, name) for it in things for name in wanted if not graph.value(it, name)]
        assert missing == []
    plans = list(site.glob("planes/*/portada.png"))
    assert len(list(graph.subjects(rdflib.RDF.type, DCAT.Dataset))) == 1 + len(plans)
    files = {str(url).removeprefix(base) for url in graph.objects(None, DCAT.downloadURL)}
    assert {"datos/observations.csv", "datos/tablas.xlsx", "datos/salud-2025.zip"} <= files
    pages = [*graph.objects(None, DCAT.endpointURL), *graph.objects(None, DCAT.endpointDescription)]
    files |= {str(url).removeprefix(base) for url in pages}
    assert [name for name in files if not (site / name).is_file()] == []
