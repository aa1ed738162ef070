"""Short forms explain themselves: the first of each in the running text of a page is linked.

``<abbr title>`` alone speaks only to a mouse. The first occurrence in a sentence therefore becomes
a link to its entry of the glossary, with the title inside it; those in tables, headings and links
stay as they are, where a link would be too small to hit or would stand within another.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape

from generator import paths
from generator.addresses import in_language
from generator.load import shipped
from generator.model.catalog import Catalog
from generator.model.scalars import slug


@dataclass(frozen=True, slots=True)
class ShortForm:
    """A short form as HTML text, what it stands for, and the anchor of its entry."""

    name: str
    anchor: str


_TWO_CAPITALS = 2
_SHORTEST = 3
"""Two letters mean too many things: OE is an office in one document and an objective in another."""
_LONGEST = 12


def is_short_form(term: str) -> bool:
    """One word with at least two capitals: ``OPLA``, ``CdG``, ``CAP-P``; never an ordinary word."""
    capitals = sum(1 for c in term if c.isupper())
    fits = _SHORTEST <= len(term) <= _LONGEST
    return fits and capitals >= _TWO_CAPITALS and not re.search(r"\s", term)


def short_forms(catalog: Catalog) -> dict[str, ShortForm]:
    """Short forms of the glossary, by what stands in the HTML of a page."""
    return {
        escape(term.term): ShortForm(term.name, slug(term.term))
        for term in catalog.glossary
        if is_short_form(term.term) and slug(term.term) and term.name != term.term
    }


def same_words(catalog: Catalog) -> tuple[tuple[str, ...], ...]:
    """What is said in several ways, for the search: short form, name, synonyms.

    Of the glossary, the units, ``site.yml`` and the language.
    """
    told = [(term.term, term.name, *term.synonyms) for term in catalog.glossary]
    units = [(u.acronym, u.name) for u in catalog.units.values() if u.acronym]
    known = {words[0] for words in told}
    said = (*(catalog.site.synonyms if catalog.site else ()), *shipped.synonyms(catalog.language))
    found = [*told, *(words for words in units if words[0] not in known), *said]
    return tuple(w for words in found if len(w := _searched(words)) > 1)


def _searched(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word for word in words if len(word) >= _SHORTEST))


_TOKEN = re.compile(
    r"<!--.*?-->|<table[ >].*?</table>"
    r"|<(/?)([a-zA-Z][\w-]*)(?:[^<>\"']|\"[^\"]*\"|'[^']*')*>",
    re.DOTALL,
)
"""A tag, or what is passed over in one step: a comment, a table."""
_TEXT = frozenset({"p", "li", "dd", "blockquote"})
"""Elements whose text is running text."""
_CLOSED = frozenset(
    {"a", "abbr", "code", "pre", "table", "svg", "nav", "button", "summary", "script", "style"}
    | {"h1", "h2", "h3", "h4", "h5", "h6", "title", "textarea"}
)
"""Elements in which nothing is touched."""
_WORD = re.compile(r"[\w&#;/.\-]+")
"""A run without spaces: codes such as ``AEI.02.01`` are one word, and no short form."""


_NEAR = 40
"""How far a neighbouring word is looked for, in characters."""


class Expander:
    """Marks the short forms of one page; ``href`` leads from it to the glossary."""

    def __init__(self, forms: Mapping[str, ShortForm], href: str) -> None:
        self._forms = forms
        self._href = escape(href)
        self._seen: set[str] = set()

    def page(self, body: str) -> str:
        """The body of a page (Markdown with blocks of HTML) with its short forms explained."""
        parts: list[str] = []
        last = inside = closed = 0
        for found in _TOKEN.finditer(body):
            text = body[last : found.start()]
            parts += (self._text(text) if inside and not closed else text, found[0])
            last = found.end()
            step = -1 if found[1] else 1
            name = (found[2] or "").lower()
            inside += step * (name in _TEXT)
            closed += step * (name in _CLOSED)
        parts.append(body[last:])
        return "".join(parts)

    def _text(self, text: str) -> str:
        return _WORD.sub(lambda word: self._word(word, text), text)

    def _word(self, word: re.Match[str], text: str) -> str:
        said = word[0].rstrip(".-;/")
        form = self._forms.get(said)
        if form is None or said in self._seen or self._is_shouted(word, text):
            return word[0]
        self._seen.add(said)
        if _is_told(form.name, text[: word.start()]):
            return word[0]
        link = f'<a class="ab" href="{self._href}#{escape(form.anchor)}">'
        rest = word[0][len(said) :]
        return f'{link}<abbr title="{escape(form.name)}">{said}</abbr></a>{rest}'

    def _is_shouted(self, word: re.Match[str], text: str) -> bool:
        """Whether it stands among words in capitals: there ``DEL`` or ``LA`` are plain words."""
        before = _WORD.findall(text[max(0, word.start() - _NEAR) : word.start()])[-1:]
        after = _WORD.findall(text[word.end() : word.end() + _NEAR])[:1]
        return any(
            near.isalpha() and near.isupper() and len(near) > 1 and near not in self._forms
            for near in before + after
        )


_GAP = 20
"""Letters between a name and its short form: ``Oficina de Planeamiento (en adelante, OPLA)``."""


def _is_told(name: str, before: str) -> bool:
    """Whether the name stands right before its short form."""
    said = escape(name).casefold()
    return said in before[-len(said) - _GAP :].casefold()


def explained(body: str, forms: Mapping[str, ShortForm], path: str, lang: str) -> str:
    """A page with its short forms explained; the glossary itself explains them anyway."""
    if path == paths.GLOSSARY or not forms:
        return body
    here, glossary = in_language(path, lang), in_language(paths.GLOSSARY, lang)
    return Expander(forms, paths.relative(here, glossary)).page(body)
