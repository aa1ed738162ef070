"""Whatever an author writes into any text is shown as text, in every file of the portal."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Any
from xml.etree.ElementTree import Element

import html5lib
import openpyxl
import pytest
import yaml
from icalendar import Calendar
from lxml import etree
from markdown_it import MarkdownIt
from mkdocs.utils.meta import get_data

from generator.check import check
from generator.compute import compute
from generator.export.table import FORMULA
from generator.load import load
from generator.load.loader import Memo
from generator.manual import manual_pages
from generator.model.period import Period
from generator.portal import Portal
from generator.problems import Severity
from generator.review.diff import diff
from generator.review.explain import as_markdown
from generator.review.snapshot import Snapshot
from generator.scorecard.annex import annex
from generator.scorecard.facts import Scorecard
from generator.scorecard.terminal import scorecard_text
from tests.siege.poison import KEYS, MEANT, harmless, places, poisoned, text_fields
from tests.siege.trees import as_file, changed, files, trees
from tests.test_islands import around

DAY = date(2025, 6, 1)
POISONS = {
    "a formula, elements, attributes, XML, calendars, entities, a long word": (
        "=cmd|' /C calc'!A0 <script>alert(1)</script><img src=x onerror=alert(1)> "
        '" onmouseover="alert(2)" x=\' \'><svg/onload=alert(3)> <a href=javascript:alert(4)>'
        " ]]></content><entry> &lt;script&gt; &#60;b&#62; &amp;nbsp; \\nEND:VEVENT;X:1,2 "
        f"--></svg><style>*{{display:none}}</style> \\u003cscript\\u003e {'W' * 400}"
    ),
    "Markdown and templates": (
        "# a {: onclick=alert(1) } **b** [c](javascript:alert(1)) ![d](//m.example/x.png) | e "
        "`f` *[g]: h {{ 7*7 }}{% raw %}{# i #} [red]j[/red] ~~~ <!-- downloads --> :smile: [^1]"
    ),
}


def test_every_text_of_the_model_is_poisoned() -> None:
    assert text_fields() - {site.field for site in places()} == KEYS
    assert len(text_fields()) > 90
    assert text_fields() >= MEANT


@cache
def outputs(text: str) -> dict[str, bytes]:
    """Every file of the portal whose texts are all hostile, and what a terminal shows."""
    catalog, problems = load(poisoned(text))
    found = [*problems, *check(catalog)]
    assert [str(p.message) for p in found if p.severity is Severity.ERROR] == []
    results = compute(catalog, DAY)
    made = {o.path: o.make() for o in Portal(results, "1a2b3c4").outputs()}
    card = Scorecard(results, results.plans["salud"], Period.parse("2024"))
    made["terminal"] = scorecard_text(card, "es").encode()
    made["annex"] = annex(card, "es").encode()
    sides = Snapshot("v1", "a" * 40, dict(files())), Snapshot("v2", "b" * 40, poisoned(text))
    made["comment"] = as_markdown(diff(*sides, DAY), "es").encode()
    return made


AUTHORS = [("strong", ()), ("em", ()), ("code", ())]
"""Marks that an author may use in a paragraph."""


def read(page: bytes) -> tuple[Element, dict[str, Any]]:
    """A page as a browser reads it, and its front."""
    text, front = get_data(page.decode())
    return html5lib.parse(around(text), namespaceHTMLElements=False), front


def tags(tree: Element) -> list[tuple[str, tuple[str, ...]]]:
    """Elements of a page, each with the names of its attributes."""
    found = [(str(node.tag), tuple(sorted(map(str, node.attrib)))) for node in tree.iter()]
    return [it for it in found if it not in AUTHORS]


def addresses(tree: Element) -> set[str]:
    """Where a page leads to, and what it loads."""
    found = {node.get(name) or "" for node in tree.iter() for name in ("href", "src", "action")}
    short = (re.sub(r"(?<=/(?:blob|edit)/).*(?=/content/)|[?#].*", "", it) for it in found)
    return {re.sub(r"[^/]*%[^/]*", "", address) for address in short}


@pytest.mark.parametrize("name", POISONS)
def test_a_page_has_the_same_elements_whatever_its_texts_say(name: str) -> None:
    hostile, plain = outputs(POISONS[name]), outputs(harmless(POISONS[name]))
    assert hostile.keys() == plain.keys()
    for path in (it for it in hostile if it.endswith(".md") and hostile[it] != plain[it]):
        (page, meta), (other, other_meta) = (read(made[path]) for made in (hostile, plain))
        assert meta.keys() == other_meta.keys(), path
        assert tags(page) == tags(other), path
        assert addresses(page) == addresses(other), path


@pytest.mark.parametrize("name", POISONS)
def test_no_cell_of_a_table_is_a_formula(name: str) -> None:
    hostile, plain = outputs(POISONS[name]), outputs(harmless(POISONS[name]))
    n_cells = 0
    for path, data in unpacked(hostile):
        if path.endswith(".csv"):
            rows = list(csv.reader(io.StringIO(data.decode(), newline=""), strict=True))
            assert len({len(row) for row in rows}) <= 1, path
            cells = [cell for row in rows for cell in row]
            formulas = [cell for cell in cells if cell.startswith(FORMULA)]
            assert [cell for cell in formulas if not re.fullmatch(r"-[0-9.]+", cell)] == []
            n_cells += len(cells)
    assert n_cells > 1_000
    book = openpyxl.load_workbook(io.BytesIO(hostile["datos/tablas.xlsx"]))
    kinds = {cell.data_type for sheet in book for row in sheet for cell in row}
    assert kinds <= {"s", "n", "b", "d"}
    assert json.loads(hostile["datos/datapackage.json"]).keys() == (
        json.loads(plain["datos/datapackage.json"]).keys()
    )


def unpacked(made: dict[str, bytes]) -> Iterator[tuple[str, bytes]]:
    """Files by path, with those of archives."""
    for path, data in made.items():
        yield path, data
        if path.endswith(".zip"):
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                yield from ((name, archive.read(name)) for name in archive.namelist())


@pytest.mark.parametrize("name", POISONS)
def test_calendars_and_feeds_have_the_same_parts(name: str) -> None:
    hostile, plain = outputs(POISONS[name]), outputs(harmless(POISONS[name]))
    for path, data in hostile.items():
        if path.endswith(".ics"):
            parts = [
                [(part.name, tuple(part.keys())) for part in Calendar.from_ical(it).walk()]
                for it in (data, plain[path])
            ]
            assert parts[0] == parts[1], path
        if path.endswith(".xml"):
            nodes = [list(etree.fromstring(it).iter()) for it in (data, plain[path])]
            assert [node.tag for node in nodes[0]] == [node.tag for node in nodes[1]], path


@pytest.mark.parametrize("name", POISONS)
def test_a_terminal_an_annex_and_a_comment_have_only_our_marks(name: str) -> None:
    hostile, plain = outputs(POISONS[name]), outputs(harmless(POISONS[name]))
    shown = hostile["terminal"].decode()
    assert all(char.isprintable() or char == "\n" for char in shown)
    renderer = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    for path in ("annex", "comment"):
        page, other = (renderer.render(made[path].decode()) for made in (hostile, plain))
        assert set(re.findall(r"<(\w+)", page)) <= set(re.findall(r"<(\w+)", other)) | {"code"}
        assert page.count("<!--") == other.count("<!--")


HIDDEN = ("\u202e", "\u2066", "\u200b", "\u200f", "\ufeff", "\x1b[31m", "\x07", "\ue000")


def test_what_cannot_be_seen_is_refused_in_every_text() -> None:
    memo: Memo = {}
    for n, site in enumerate(places()):
        text = f"Uno{HIDDEN[n % len(HIDDEN)]}dos"
        tree = changed(trees()[site.path], site.steps, text)
        catalog, problems = load({**files(), site.path: as_file(tree)}, memo=memo)
        assert {p.code for p in problems} == {"hidden-character"}, (site, ascii(text))
        assert site.path in catalog.broken


def test_a_word_of_a_list_is_refused_where_it_is_not_in_it() -> None:
    poison = next(iter(POISONS.values()))
    meant = {site.field: site for site in places() if site.field in MEANT}
    for site in meant.values():
        tree = changed(trees()[site.path], site.steps, poison)
        catalog, problems = load({**files(), site.path: as_file(tree)})
        assert {p.severity for p in [*problems, *check(catalog)]} & {Severity.ERROR}, site


def test_the_front_of_a_page_is_data() -> None:
    for poison in POISONS.values():
        for path, data in outputs(poison).items():
            if path.endswith(".md") and path not in manual_pages("es"):
                front = data.decode().split("---\n")[1]
                assert isinstance(yaml.safe_load(front), dict), path
