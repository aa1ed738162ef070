"""The index of the search: which words stand on which page, and what a result shows of it.

``find.js`` of the theme looks things up in it. It is a script that hands the index over, because a
page that is opened from a disk may load a script and nothing else; it is asked for when somebody
opens the search. Texts are not in it: only titles, figures, and the words of each section. What
has several names (``words``) is found here, so that whoever asks for one finds the others.
"""

from __future__ import annotations

import html
import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from generator.addresses import in_language
from generator.paths import PROPOSE
from generator.problems import msg
from generator.words.catalogue import catalogue

INDEX = "search/index.js"
_HEADING = re.compile(r"<h([1-6])\b([^>]*)>(.*?)</h\1>", re.DOTALL)
_HEAD = re.compile(r"<h[1-6]\b")
_ID = re.compile(r'\bid="([^"]+)"')
_UNREAD = re.compile(
    r"(?:<p>(?:[^<]|</?code>){0,60}:</p>\s*)?<pre.*?</pre>|<(?:script|style|title|desc)\b.*?</[a-z]+>"
    r'|<a class="headerlink".*?</a>|<[^>]*>',
    re.DOTALL,
)
"""Tags, and what the manual gives to write (the text around it has its words) with the few words
that lead to it («Mal, en plan.yml:»)."""
_EXCLUDED = "data-search-exclude"
_WORD = re.compile(r"[^\W_]+(?:[.,][^\W_]+)*")
_DIGIT = re.compile(r"\d")
_SHORT = 3
"""Letters of a word that is left as it is."""


@dataclass(frozen=True, slots=True)
class SearchedSection:
    """What stands under a heading: its anchor, its title and its words."""

    anchor: str
    title: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Searched:
    """A page as the search knows it."""

    url: str
    title: str
    of: str
    boost: float
    figures: Mapping[str, Sequence[str]]
    sections: tuple[SearchedSection, ...]
    """The first has no anchor: what stands before any other heading."""


def searched(url: str, title: str, body: str, about: Mapping[str, Any]) -> Searched:
    """A page by its HTML, title included, and what its head says under ``search``."""
    return Searched(
        url=url,
        title=str(about.get("title") or _plain(title)),
        of=str(about.get("of", "")),
        boost=float(about.get("boost", 1)),
        figures=about.get("figures", {}),
        sections=tuple(_sections(body)),
    )


def _sections(body: str) -> Iterator[SearchedSection]:
    """The parts of a page that have an address; one whose heading is left out goes with it."""
    body = _to_search(body)
    anchor, title, words, is_out = "", "", list[str](), False
    heads = [None, *_HEADING.finditer(body)]
    for head, after in zip(heads, [*heads[1:], None], strict=True):
        start, end = head.end() if head else 0, after.start() if after else None
        named = _ID.search(head[2]) if head and head[1] != "1" else None
        if head and named:
            if not is_out:
                yield SearchedSection(anchor, title, tuple(words))
            is_out = _EXCLUDED in head[2]
            anchor, title, words = html.unescape(named[1]), _plain(head[3]), []
        elif head:
            words += _words(_plain(head[3]))
        words += _words(_plain(body[start:end]))
    if not is_out:
        yield SearchedSection(anchor, title, tuple(words))


_LEFT_OUT = re.compile(
    r"""<([a-z][a-z0-9]*)(?:\s+[\w:.-]+(?:="[^"]*")?)*?\s+data-search-exclude(?=[\s>=/])[^>]*>"""
)


def _to_search(body: str) -> str:
    """HTML without the elements that the search leaves out; a heading speaks for what follows."""
    kept, place = [], 0
    while found := _LEFT_OUT.search(body, place):
        end = found.end() if _HEAD.match(found[0]) else _end(body, found)
        kept.append(body[place : found.end() if end == found.end() else found.start()])
        place = end
    return "".join([*kept, body[place:]])


def _end(body: str, opened: re.Match[str]) -> int:
    """Where an element ends; where it begins, if it never does."""
    depth, tag = 1, re.compile(rf"<(/?){opened[1]}\b[^>]*?(/?)>")
    for found in tag.finditer(body, opened.end()):
        depth += -1 if found[1] else 0 if found[2] else 1
        if not depth:
            return found.end()
    return opened.end()


def _plain(markup: str) -> str:
    return " ".join(html.unescape(_UNREAD.sub(" ", markup)).split())


def _words(text: str) -> Iterator[str]:
    """Words as they are written; points stay within codes and numbers (AEI.02.01)."""
    for word in _WORD.findall(text):
        if _DIGIT.search(word):
            yield word
        else:
            yield from re.split("[.,]", word)


@cache
def folded(word: str) -> str:
    """Small letters without accents."""
    bare = unicodedata.normalize("NFD", word.lower())
    return "".join(c for c in bare if not unicodedata.combining(c))


# Words that mean the same.

Names = Mapping[str, list[tuple[int, tuple[str, ...]]]]
"""By their first word: the group, and all words of the name."""


@cache
def _root(word: str) -> str:
    """A word without what number and gender add; an acronym is told by its capitals."""
    if any(c.isupper() for c in word[1:]):
        return word
    bare = folded(word)
    return bare if len(bare) <= _SHORT else re.sub(r"(?:e?s|[aoe])$", "", re.sub("s$", "", bare))


def _names(groups: Sequence[Sequence[str]]) -> Names:
    names: dict[str, list[tuple[int, tuple[str, ...]]]] = {}
    for n, group in enumerate(groups):
        for name in group:
            if roots := tuple(_root(word) for word in _words(name)):
                names.setdefault(roots[0], []).append((n, roots))
    return names


def _groups_in(words: Sequence[str], names: Names) -> Iterator[int]:
    """The groups of which a text has a name."""
    roots = [_root(word) for word in words]
    for place, root in enumerate(roots):
        for group, name in names.get(root, ()):
            if tuple(roots[place : place + len(name)]) == name:
                yield group


# The index.

_SAID = {
    "one": msg("{n} result."),
    "many": msg("{n} results."),
    "shown": msg("The first {n} are shown."),
    "spelled": msg("Nothing has «{typed}»: shown is «{used}»."),
    "none": msg(
        "Nothing found for «{typed}». Try another word, fewer words, the name of a place or "
        "a unit, or a code as the document has it."
    ),
    "hint": msg("Type a topic, a place, a unit or a code."),
    "portal": msg("In the portal"),
    "manual": msg("In the manual"),
}
"""What the search says of what it finds."""
_SIGNS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
_HALF = 32


def write_index(
    site: Path, pages: Iterable[Searched], groups: Iterable[Sequence[str]], lang: str
) -> None:
    """Write the index of pages, given by their addresses."""
    path = site / INDEX
    path.parent.mkdir(parents=True, exist_ok=True)
    told = json.dumps(index(pages, tuple(groups), lang), ensure_ascii=False, separators=(",", ":"))
    path.write_text(f"avanceIndex({told})\n", "utf-8")


def index(pages: Iterable[Searched], groups: Sequence[Sequence[str]], lang: str) -> dict[str, Any]:
    """What the script is given: pages, their sections, the words, and where each stands."""
    names, places = _names(groups), dict[str, dict[int, None]]()
    told_pages, told_sections = list[list[Any]](), list[list[Any]]()
    manual = in_language(PROPOSE, lang).partition("/")[0] + "/"
    for n, page in enumerate(sorted(pages, key=lambda it: it.url)):
        is_manual = page.url.startswith(manual)
        own = page.figures.get("", ())
        told_pages.append([page.url, page.title, page.of, int(is_manual), page.boost, *own])
        for section in page.sections:
            place, figure = len(told_sections), page.figures.get(section.anchor, ())
            shown = [section.anchor, section.title, *figure] if section.anchor else []
            told_sections.append([n, *shown])
            for word in section.words:
                places.setdefault(folded(word), {})[place] = None
            whole = (*_words(section.title or page.title), *section.words)
            for group in _groups_in(whole, names):
                places.setdefault(f"#{group}", {})[place] = None
    words, said = sorted(places), catalogue(lang).gettext
    return {
        "lang": lang,
        "say": {name: said(it.template) for name, it in _SAID.items()},
        "pages": told_pages,
        "sections": told_sections,
        "same": [list(group) for group in groups],
        "words": _shortened(words),
        "places": " ".join(_numbers(places[word]) for word in words),
    }


def _shortened(words: Sequence[str]) -> str:
    """Sorted words, each as a sign for how much of the one before it begins with, and the rest."""
    told, last = [], ""
    for word in words:
        n = 0
        while n < min(len(word), len(last), len(_SIGNS) - 1) and word[n] == last[n]:
            n += 1
        told.append(_SIGNS[n] + word[n:])
        last = word
    return " ".join(told)


def _numbers(places: Iterable[int]) -> str:
    """Rising numbers as the steps between them, five bits a sign, the last sign of each marked."""
    told, last = [], -1
    for place in places:
        step, last = place - last - 1, place
        while step >= _HALF:
            told.append(_SIGNS[step % _HALF])
            step //= _HALF
        told.append(_SIGNS[step + _HALF])
    return "".join(told)
