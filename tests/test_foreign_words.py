"""A portal speaks one language: no word of the other on its pages, in its feeds and its tables."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cache
from html import unescape
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from generator.addresses import id_in_language
from generator.compute import compute
from generator.load import load
from generator.load.disk import read_tree
from generator.manual import manual_pages
from generator.portal import Portal
from generator.words.catalogue import LOCALE
from tests.siege.trees import files as every_field

GENERATOR = Path(__file__).parent.parent / "generator"
AGENCY = read_tree(GENERATOR / "examples/gpra-usa/content")[0]
_HIDDEN = re.compile(
    r"<(script|style|code|pre|id|link)\b.*?</\1>|\A---\n.*?\n---\n|\{[^{}]*\}|`[^`\n]*`", re.DOTALL
)
_HEARD = re.compile(
    r"""\b(?:title|aria-label|alt|data-(?:filter|find|all|count|none|clear|view|q))="([^"]*)"""
)
_OF_TEMPLATES = re.compile(r"(?s)\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}")
_SPANISH_PERCENT, _ENGLISH_PERCENT = r"\d\s%", r"\d%|\d[^\S\u00a0]%"
_TEXTS = (".md", ".xml", ".ics", "datapackage.json", "openapi.json")
_OF_FORMATS = {"actual", "total"}
"""Names of columns, which are the same in any language."""


def words(text: str) -> set[str]:
    return set(re.findall(r"[^\W\d_]{3,}", text.casefold()))


def of_messages(texts: Iterable[object]) -> set[str]:
    """Their words, without the names of their values and what they cite of files."""
    parts = (part for text in texts for part in (text if isinstance(text, tuple) else (text,)))
    cited = r"\{+[^}]*\}+|%\(\w+\)s|«[^»]*»|`[^`]*`|\S+[./=]\S+"
    return words(" ".join(re.sub(cited, " ", str(part)) for part in parts))


@cache
def vocabulary() -> Mapping[str, set[str]]:
    """The words of the program that are of one language only."""
    with (LOCALE / "es/LC_MESSAGES/avance.po").open("rb") as file:
        messages = [message for message in read_po(file, locale="es") if message.id]
    spanish = of_messages(message.string for message in messages)
    english = of_messages(message.id for message in messages)
    return {"es": spanish - english, "en": english - spanish}


def read_aloud(path: str, text: str) -> str:
    """What a reader sees or hears; addresses, ids and code are the same in any language."""
    if path.endswith(".ics"):
        return "\n".join(re.findall(r"(?m)^(?:SUMMARY|DESCRIPTION|X-WR-CALNAME)[^:]*:(.*)", text))
    if path.endswith(".json"):
        return "\n".join(re.findall(r'"(?:description|title)": "(.*)"', text))
    text = _HIDDEN.sub(" ", text)
    return unescape(" ".join([re.sub(r"<[^>]*>", " ", text), *_HEARD.findall(text)]))


def told(files: Mapping[str, bytes]) -> Iterator[tuple[str, str]]:
    """Every text of a portal but its manual, with what the program puts into that."""
    catalog, problems = load(files)
    assert problems == []
    portal = Portal(compute(catalog, date(2025, 11, 29)), "1a2b3c4d5e6f")
    manual = manual_pages(catalog.language)
    for output in portal.outputs():
        if output.path.endswith(_TEXTS) and output.path not in manual:
            yield output.path, read_aloud(output.path, output.make().decode())
    for path, (parts, _) in portal.site_facts(Path("nowhere"))["additions"].items():
        yield path, read_aloud(path, " ".join(parts.values()))


def foreign(files: Mapping[str, bytes], other: str, signs: str) -> list[str]:
    """Words of another language that no author wrote, each with a page that has it."""
    authors = words(" ".join([*files, *(data.decode() for data in files.values())]))
    unknown = vocabulary()[other] - authors - _OF_FORMATS
    found = {
        word: path
        for path, text in told(files)
        for word in [*(words(text) & unknown), *re.findall(signs, text)]
    }
    return [f"{path}: {word}" for word, path in sorted(found.items())]


def test_an_english_portal_with_english_content_has_no_spanish_word() -> None:
    assert len(vocabulary()["es"]) > 1_000
    assert foreign(AGENCY, "es", rf"[«»¿¡áéíóúñ]|{_SPANISH_PERCENT}") == []


@pytest.mark.parametrize(
    ("lang", "other", "signs"),
    [("en", "es", rf"[¿¡]|{_SPANISH_PERCENT}"), ("es", "en", rf"[“”]|{_ENGLISH_PERCENT}")],
)
def test_no_field_brings_a_word_of_the_other_language(lang: str, other: str, signs: str) -> None:
    files = every_field()
    site = files["site.yml"].replace(b"languages: [es]", f"languages: [{lang}]".encode())
    assert foreign({**files, "site.yml": site}, other, signs) == []


def test_every_name_of_a_part_of_a_page_has_an_english_one() -> None:
    named = r"""(?:\{: #|\bid="|data-k="|tools\(')([a-z]+(?:-[a-z]+)*)"""
    templates = (GENERATOR / "render/templates").glob("*.j2")
    spanish = {name for it in templates for name in re.findall(named, it.read_text("utf-8"))}
    assert len(spanish) > 60
    assert {it for it in spanish if id_in_language(it, "en") == it} == {"plan", "region"}


def test_a_link_to_a_part_of_a_page_leads_there_in_english() -> None:
    portal = Portal(compute(load(AGENCY)[0], date(2025, 11, 29)))
    pages = {it.path: it.make().decode() for it in portal.outputs() if it.path.endswith(".md")}
    pages |= {it: data.decode() for it, data in manual_pages("en").items()}
    for path, (parts, _) in portal.site_facts(Path("nowhere"))["additions"].items():
        pages[path] += "".join(parts.values())
    ids = {
        path: {*re.findall(r'\sid="([^"]+)"', text), *re.findall(r"\{: [^}]*?#(\S+)", text)}
        for path, text in pages.items()
    }
    links = [
        (path, posixpath.normpath(posixpath.join(posixpath.dirname(path), to)) if to else path, at)
        for path, text in pages.items()
        for to, at in re.findall(r'\bhref="([^":#?]*)(?:\?[^"#]*)?#([^"]+)"', text)
    ]
    assert len(links) > 100
    assert [it for it in links if it[2] not in ids.get(it[1], ())] == []


def test_templates_say_nothing_that_is_not_translated() -> None:
    untold = {
        (path.name, word)
        for folder in ("templates", "theme")
        for path in (GENERATOR / "render" / folder).rglob("*")
        if path.suffix in {".j2", ".html"}
        for word in words(read_aloud("", _OF_TEMPLATES.sub(" ", path.read_text("utf-8"))))
    }
    names = {
        "changes.md.j2": ["csv"],
        "_foot.md.j2": ["csv", "json"],
        "tables.html.j2": ["csv", "json"],
    }
    names["explorer.html.j2"] = ["csv", "json", "xlsx"]
    assert untold == {(path, word) for path, words in names.items() for word in words}
