"""The manual says the same in every language: its pages, their ids, their examples, their links."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from functools import cache

import pytest

from generator.addresses import id_in_language, in_language
from generator.manual import manual_pages
from generator.model.site import LANGUAGES as KNOWN

NAMES = sorted(manual_pages("es"))
LANGUAGES = sorted({*KNOWN} - {"es"})
PAGES = {lang: {path: in_language(path, lang) for path in NAMES} for lang in LANGUAGES}
PAIRS = [
    (lang, path, name)
    for lang in LANGUAGES
    for path, name in PAGES[lang].items()
    if name in manual_pages(lang)
]
_FENCE = re.compile(r"(?ms)^ *```(\w*)\n(.*?)^ *```$")
_HEADING = re.compile(r"(?m)^(#+) .*$")
_ID = re.compile(r"\{: [^}\n]*?#(\S+)")
_LINK = re.compile(r"\]\(([^)\s:]+)\)")


@cache
def _text(lang: str, path: str) -> str:
    return manual_pages(lang)[path].decode()


def _prose(lang: str, path: str) -> str:
    return _FENCE.sub("", _text(lang, path))


def _examples(lang: str, path: str) -> list[tuple[str, int]]:
    """What each block of code is written in, and its lines."""
    return [(of, code.count("\n")) for of, code in _FENCE.findall(_text(lang, path))]


def _ids(lang: str, path: str) -> list[str]:
    return _ID.findall(_prose(lang, path))


def _links(lang: str, path: str) -> list[tuple[str, str]]:
    """Where a page leads: a path under ``docs/``, and an id there."""
    parts = [link.partition("#") for link in _LINK.findall(_prose(lang, path))]
    folder = posixpath.dirname(path)
    return [
        (posixpath.normpath(posixpath.join(folder, file)) if file else path, anchor)
        for file, _, anchor in parts
    ]


def test_every_page_has_a_name_in_every_language() -> None:
    for lang in LANGUAGES:
        assert [path for path, name in PAGES[lang].items() if name == path] == []
        assert set(manual_pages(lang)) <= set(PAGES[lang].values())


@pytest.mark.parametrize("path", NAMES)
def test_a_link_of_a_page_leads_to_an_id(path: str) -> None:
    links = ((to, at) for to, at in _links("es", path) if at and to in NAMES)
    assert [(to, at) for to, at in links if at not in _ids("es", to)] == []


@pytest.mark.parametrize(("lang", "path", "name"), PAIRS)
def test_a_page_has_the_parts_of_its_partner(lang: str, path: str, name: str) -> None:
    assert _ids(lang, name) == [id_in_language(it, lang) for it in _ids("es", path)]
    for part in (_HEADING, re.compile(r"(?m)^ *\|"), re.compile(r"(?m)^(?: *[-*]| *\d+\.) ")):
        assert len(part.findall(_prose(lang, name))) == len(part.findall(_prose("es", path)))
    assert _HEADING.findall(_prose(lang, name)) == _HEADING.findall(_prose("es", path))
    assert _examples(lang, name) == _examples("es", path)
    marks = [re.findall("<!--.*?-->", text) for text in (_text(lang, name), _text("es", path))]
    assert marks[0] == marks[1]


@pytest.mark.parametrize(("lang", "path", "name"), PAIRS)
def test_a_page_leads_where_its_partner_leads(lang: str, path: str, name: str) -> None:
    here = [
        (PAGES[lang][to], id_in_language(at, lang)) for to, at in _links("es", path) if to in NAMES
    ]
    there = [(to, at) for to, at in _links(lang, name) if to in PAGES[lang].values()]
    assert Counter(there) == Counter(here)
    assert len(_links(lang, name)) == len(_links("es", path))
