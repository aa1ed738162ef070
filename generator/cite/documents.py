"""The pages of documents: what is taken from each, in its order, and where each place stands.

A place is what a citation calls it («Table 3, row 2»); what stands before its first comma is a
part of the document. All of a document stands on one page where that page holds it. Else its
largest parts have pages of their own, and the page of the document leads to them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from hashlib import sha256
from itertools import groupby

from generator import paths
from generator.compute import Results
from generator.model.excerpts import Excerpt, excerpts
from generator.model.scalars import slug
from generator.model.source import Source

MOST = 500
"""Excerpts on a page."""
_LONGEST = 60
_UNKNOWN = "sin-anotar"
"""What stands in an address for a place that is not written."""
_AFTER_ALL = 10**9


@dataclass(frozen=True, slots=True)
class CitedPlace:
    """A place in a document with what is taken from it, by lines."""

    name: str
    """As it is printed; "" where only lines, or nothing, is known."""
    anchor: str
    excerpts: tuple[Excerpt, ...]

    def part(self, n: int = 1) -> str:
        """The part of the document that it is in, or the part of that."""
        return ", ".join(self.name.split(", ")[:n])


@dataclass(frozen=True, slots=True)
class DocumentPart:
    """Places that stand together, on the page of their document or on one of their own."""

    path: str
    name: str
    places: tuple[CitedPlace, ...]
    n: int = 1
    """Which of the pages of the same name."""

    @property
    def top(self) -> str:
        """The part of the document that it is, or is in."""
        return self.places[0].part()

    @property
    def excerpts(self) -> tuple[Excerpt, ...]:
        """All that is taken from it."""
        return tuple(it for place in self.places for it in place.excerpts)


@dataclass(frozen=True)
class CitedDocument:
    """A document with its parts, in its order."""

    id: str
    parts: tuple[DocumentPart, ...]

    @cached_property
    def excerpts(self) -> tuple[Excerpt, ...]:
        """All that is taken from it."""
        return tuple(it for part in self.parts for it in part.excerpts)

    @property
    def apart(self) -> tuple[str, ...]:
        """Names of the pages that its parts have of their own, each once."""
        found = (paths.DOCUMENT_PART.names_in(part.path) for part in self.parts)
        return tuple(dict.fromkeys(names[1] for names in found if names))

    @property
    def n_figures(self) -> int:
        """How many figures are taken from it."""
        return sum(self._counted)

    @property
    def n_texts(self) -> int:
        """How many things are taken from it that give no figure."""
        return self._counted.count(0)

    @cached_property
    def _counted(self) -> list[int]:
        return [it.n_figures for it in self.excerpts]

    @cached_property
    def _paths(self) -> dict[str, str]:
        """Pages by the anchors on them; a place that goes on stands where it begins."""
        found: dict[str, str] = {}
        for part in self.parts:
            for place in part.places:
                found.setdefault(place.anchor, part.path)
                for excerpt in place.excerpts:
                    found.setdefault(row_anchor(excerpt.source), part.path)
                    if excerpt.element:
                        found.setdefault(
                            own_anchor(excerpt.source, excerpt.element.code), part.path
                        )
        return found

    def address(self, source: Source, code: str = "") -> str:
        """Where what a citation names stands: its row, else its place, else the document.

        With a ``code``, where in the row that part of the plan is.
        """
        own = own_anchor(source, code) if code else ""
        for anchor in (own, row_anchor(source), place_anchor(source.place)):
            if anchor in self._paths and (source.place or source.lines):
                return f"{self._paths[anchor]}#{anchor}"
        return paths.DOCUMENT(self.id)


@lru_cache(maxsize=4096)
def place_anchor(place: str | None) -> str:
    """Of a place; two that differ in accents or capitals alone are one."""
    name = slug(place or _UNKNOWN)
    if len(name) > _LONGEST or not name:
        name = f"{name[:_LONGEST]}-{sha256((place or '').encode()).hexdigest()[:8]}".strip("-")
    return f"lugar-{name}"


def row_anchor(source: Source) -> str:
    """Of what is taken from the same lines of a place."""
    return _row_anchor(source.place, source.lines)


def own_anchor(source: Source, code: str) -> str:
    """Of what a part of a plan takes from the same lines of a place."""
    return f"{row_anchor(source)}--{code}"


@lru_cache(maxsize=4096)
def _row_anchor(place: str | None, lines: str | None) -> str:
    numbers = ".".join(re.findall(r"\d+", lines or ""))
    anchor = place_anchor(place)
    return f"{anchor}.{numbers}" if numbers else anchor


def in_document(it: Excerpt) -> tuple[int, str]:
    """Where something stands in its document; what says no line stands behind all that do."""
    found = re.findall(r"\d+", it.source.lines or "")
    return int(found[0]) if found else _AFTER_ALL, ".".join(found)


def cited_documents(results: Results) -> dict[str, CitedDocument]:
    """Every document from which something is taken, by its id."""
    found: dict[str, list[Excerpt]] = {}
    for excerpt in excerpts(results.catalog):
        found.setdefault(excerpt.source.document or "", []).append(excerpt)
    known = results.catalog.documents
    return {
        name: CitedDocument(name, tuple(_parts(name, found[name])))
        for name in known
        if name in found
    }


def _parts(document: str, found: list[Excerpt]) -> Iterator[DocumentPart]:
    """Parts in the order of the document, on its page or, the largest first, on their own."""
    parts = list(_in_order(found))
    left = len(found)
    apart: set[str] = set()
    for size, name in sorted(((_size(places), name) for name, places in parts), reverse=True):
        if left > MOST:
            apart.add(name)
            left -= size
    for name, places in parts:
        if name in apart:
            yield from _apart(document, name, places)
        else:
            yield DocumentPart(paths.DOCUMENT(document), name, places)


def _size(places: Iterable[CitedPlace]) -> int:
    return sum(len(place.excerpts) for place in places)


def _in_order(found: list[Excerpt]) -> Iterator[tuple[str, tuple[CitedPlace, ...]]]:
    places: dict[str, list[Excerpt]] = {}
    for excerpt in sorted(found, key=in_document):
        places.setdefault(place_anchor(excerpt.source.place), []).append(excerpt)
    unknown = places.pop(place_anchor(None), [])
    known = ((it[0].source.place or "", anchor, it) for anchor, it in places.items())
    yield from _parted([CitedPlace(name, anchor, tuple(it)) for name, anchor, it in known], 1)
    if unknown:
        yield "", (CitedPlace("", place_anchor(None), tuple(unknown)),)


def _parted(places: Iterable[CitedPlace], n: int) -> Iterator[tuple[str, tuple[CitedPlace, ...]]]:
    """Places by what their names begin with, each part where its first place is."""
    parts: dict[str, list[CitedPlace]] = {}
    for place in places:
        parts.setdefault(place_anchor(place.part(n)), []).append(place)
    return ((listed[0].part(n), tuple(listed)) for listed in parts.values())


def _apart(document: str, name: str, places: tuple[CitedPlace, ...]) -> Iterator[DocumentPart]:
    """A part on a page of its own; on several where one does not hold it."""
    if _size(places) <= MOST:
        yield DocumentPart(_path(document, name), name, places)
    elif len(smaller := tuple(_parted(places, 2))) > 1:
        for inner, some in smaller:
            yield from _pieces(document, inner, some)
    else:
        yield from _pieces(document, name, places)


def _path(document: str, name: str, n: int = 1) -> str:
    stem = place_anchor(name).removeprefix("lugar-")
    stem = f"{stem}-1" if stem == "index" else stem  # the address of the document itself
    return paths.DOCUMENT_PART(document, f"{stem}--{n}" if n > 1 else stem)


def _pieces(document: str, name: str, places: tuple[CitedPlace, ...]) -> Iterator[DocumentPart]:
    """Page after page; what is taken from the same lines of a place stays together."""
    pages: list[list[CitedPlace]] = [[]]
    left = MOST
    for place in places:
        for _, some in groupby(place.excerpts, key=lambda it: row_anchor(it.source)):
            row = tuple(some)
            if len(row) > left and pages[-1]:
                pages.append([])
                left = MOST
            left -= len(row)
            page = pages[-1]
            if page and page[-1].anchor == place.anchor:
                page[-1] = replace(page[-1], excerpts=page[-1].excerpts + row)
            else:
                page.append(replace(place, excerpts=row))
    for n, page in enumerate(pages, 1):
        yield DocumentPart(_path(document, name, n), name, tuple(page), n)


def document_address(
    results: Results, document: str, source: Source | None = None, code: str = ""
) -> str:
    """The page of a document, or of a place in it; where nothing is taken from it, its entry."""
    found = results.derived(cited_documents).get(document)
    if found is None:
        return f"{paths.DOCUMENTS}#{document}"
    return found.address(source, code) if source else paths.DOCUMENT(document)
