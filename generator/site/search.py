"""Mends of the theme's search, and the other words for what its pages say.

All of it is done on the built site.

The search runs in a worker that the theme ships minified. (1) lunr keys the nodes of its word
tree by label and id without anything between them; where labels are digits two different nodes
get one key, words appear that no page has, and the search fails for whoever meets one («prensa»
became «prensa1.1.1,903»). Plans are full of digits. (2) It compares accents letter by letter, and
people do not type them. (3) It adds a wildcard to every word of a query, so that «de» and «e» find
every page, and it hardly cares how many of the words a page has: words without meaning are left
out, and what has all words stands before what has one of them in its title. (4) The script of a
page asks for the whole index on every page, whether or not anybody searches; it waits until the
search is opened, or an address says what to highlight. All are single expressions; where one is
not found, nothing is changed and the caller says so.
"""

from __future__ import annotations

import html
import json
import re
import unicodedata
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

WORKERS = "assets/javascripts/workers"
_FOLD = '.normalize("NFD").replace(/[\\u0301\\u0308]/g,"").normalize("NFC")'
_SPEAKING = (
    "(t=>{let w=t.split(/\\s+/),k=w.filter(x=>[lunr,...Object.values(lunr)]"
    ".every(l=>!l||!l.stopWordFilter||l.stopWordFilter(x.toLowerCase())));"
    'return k.length?k.join(" "):t})(e)'
)
MENDS: tuple[tuple[str, str], ...] = (
    ("e=e+s+o.id}return e}", 'e=e+s+o.id+","}return e}'),
    ("new lunr.Token(v[d].toLowerCase(),", f"new lunr.Token(v[d].toLowerCase(){_FOLD},"),
    (
        "new lunr.Token(g.slice(l,m).toLowerCase(),",
        f"new lunr.Token(g.slice(l,m).toLowerCase(){_FOLD},",
    ),
    (
        "e.currentClause.term=r.str.toLowerCase(),",
        f"e.currentClause.term=r.str.toLowerCase(){_FOLD},",
    ),
    ("e=ce(e),!e)", f"e=ce({_SPEAKING}),!e)"),
    ("score:a*(1+K(g,2))", "score:a*(1+K(g,2))*8**Object.values(f).reduce((n,l)=>n-!l,0)"),
)
"""What the minified worker says, and what it should say."""


_ASKED_AT_ONCE = re.compile(
    r'(?<=\()([\w$]+\()(location\.protocol!=="file:"|!1)'
    r'(\),[\w$]+\("search"\)\)\.pipe\([\w$]+\(o=>o\),([\w$]+)\(\(\)=>t\)\))'
)
"""Opened from a disk the index waits for the search already: now everywhere. The last group is
what the script calls RxJS's ``switchMap``."""
_ASKED_BY_HIGHLIGHT = re.compile(
    r'\[t,(r\.pipe\([\w$]+\([\w$]+\(\)\),[\w$]+\(o=>!!o\.searchParams\.get\("h"\)\)\))\]'
)


def mend_search(site: Path) -> tuple[str, ...]:
    """Mend the search of a built site in place. Returns the expressions that were not found."""
    workers = sorted((site / WORKERS).glob("search.*.min.js"))
    bundles = sorted((site / WORKERS).parent.glob("bundle.*.min.js"))
    missing = [name for path in workers for name in _mend(path)]
    return (*missing, *(name for path in bundles for name in _ask_on_demand(path)))


def _ask_on_demand(path: Path) -> Iterable[str]:
    """Let the script of a page ask for the index when it is needed."""
    text = path.read_text("utf-8")
    at_once = _ASKED_AT_ONCE.search(text)
    if at_once is None:
        return [_ASKED_AT_ONCE.pattern]
    if at_once[2] == "!1":
        return []
    if _ASKED_BY_HIGHLIGHT.search(text) is None:
        return [_ASKED_BY_HIGHLIGHT.pattern]
    text = _ASKED_AT_ONCE.sub(r"\1!1\3", text)
    text = _ASKED_BY_HIGHLIGHT.sub(rf"[\1.pipe({at_once[4]}(()=>t)),\1]", text)
    path.write_text(text, "utf-8")
    return []


def _mend(path: Path) -> Iterable[str]:
    text = path.read_text("utf-8")
    missing = [before for before, after in MENDS if before not in text and after not in text]
    if not missing:
        for before, after in MENDS:
            text = text.replace(before, after)
        path.write_text(text, "utf-8")
    return missing


INDEX = "search/search_index.json"
_UNREAD = re.compile(
    r"(?:<p>(?:[^<]|</?code>){0,60}:</p>\s*)?<pre.*?</pre>|</?code>|(?<=>)\s+(?=<)", re.DOTALL
)
"""What the manual gives to write (the text around it has its words) with the few words that lead
to it («Mal, en plan.yml:»), a look, and spaces between paragraphs."""


def add_words(site: Path, groups: Iterable[Sequence[str]]) -> int:
    """Put the other words for what a page says into its entry of the index; how many pages.

    ``groups`` are words that mean the same: a short form, its name, its synonyms. A page that says
    «OPLA» is then found by «Oficina de Planeamiento» and the other way round, without a word
    more on the page. Each page gets them once, at its own entry, not at those of its sections.
    """
    path = site / INDEX
    if not path.is_file():
        return 0
    index = json.loads(path.read_text("utf-8"))
    known = [(group, [_finder(word) for word in group]) for group in groups]
    pages: dict[str, list[dict[str, Any]]] = {}
    for entry in index["docs"]:
        pages.setdefault(entry["location"].partition("#")[0], []).append(entry)
    n = 0
    for location, entries in pages.items():
        first = entries[0]
        first["text"] = _without_title(first)
        for entry in entries:
            entry["text"] = _UNREAD.sub("", entry["text"])
        more = _missing(entries, known)
        if more and first["location"] == location:
            first["text"] += f"<p>{html.escape(' · '.join(more), quote=False)}</p>"
            n += 1
    text = json.dumps(index, separators=(",", ":"), ensure_ascii=False)  # a third less to load
    path.write_text(text, "utf-8")
    return n


def _without_title(entry: dict[str, Any]) -> str:
    """The text of a page without its heading, which the theme puts there a second time."""
    text = f" {entry['text']} "
    title = str(entry["title"])
    for said in (title, title.partition(" ")[2]):  # a heading leaves out the code
        if said and f" {said} " in text:
            return text.replace(f" {said} ", " ", 1).strip()
    return text.strip()


_NAMES = 2
"""The first words of a group are a short form and its name; the others come near them."""
Finder = tuple[bool, str]
"""Whether a word is told apart by its capitals, and the word as it is looked for."""


def _finder(word: str) -> Finder:
    exact = " " not in word and any(c.isupper() for c in word[1:])
    return exact, f" {' '.join(_words(word if exact else _folded(word)))} "


def _missing(
    entries: list[dict[str, Any]], known: list[tuple[Sequence[str], list[Finder]]]
) -> list[str]:
    """Words that a page does not have, of the groups of which it has one."""
    text = " ".join(f"{e['title']} {e['text']}" for e in entries)
    plain = f" {' '.join(_words(html.unescape(re.sub(r'<[^>]+>', ' ', text))))} "
    folded = _folded(plain)
    more: list[str] = []
    for group, finders in known:
        has = [word in (plain if exact else folded) for exact, word in finders]
        if any(has[_NAMES:]) and not any(has[:_NAMES]):
            more.append(group[0])  # of a word that only comes near it, the short form is enough
        elif any(has):
            more += [word for word, found in zip(group, has, strict=True) if not found]
    return more


def _words(text: str) -> list[str]:
    """Words and codes: points and hyphens belong to them, but not at their ends."""
    return [word.strip(".-/") for word in re.findall(r"[\w.\-/]+", text)]


def _folded(text: str) -> str:
    """Small letters without accents."""
    bare = unicodedata.normalize("NFD", text.lower())
    return "".join(c for c in bare if not unicodedata.combining(c))
