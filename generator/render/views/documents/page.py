"""The page of a document: what it is, and what is taken from it in the document's own order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from generator import paths
from generator.cite.documents import (
    CitedDocument,
    CitedPlace,
    DocumentPart,
    cited_documents,
    own_anchor,
    place_anchor,
    row_anchor,
)
from generator.model.excerpts import Excerpt
from generator.model.source import Document
from generator.problems import Message, msg, plural, pmsg
from generator.render.views.common import Edit, Link, Page, RenderContext, plan_link
from generator.render.views.documents.excerpts import Extract, extract
from generator.render.views.documents.table import TabledRow, lines_in_words, table_of
from generator.render.views.documents.text import OwnText, own_texts, where_it_is_read
from generator.words.labels import DOCUMENT_KINDS
from generator.words.text import shortened


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """What is taken from the same lines of a place."""

    anchor: str
    """Empty where the place itself is its anchor."""
    lines: str
    read: tuple[Link, ...]
    """Where the document itself is read, if it is published."""
    extracts: tuple[tuple[tuple[str, ...], Link, tuple[Extract, ...]], ...]
    """By the page that uses them, with the anchors of the parts of plans that it is of."""


@dataclass(frozen=True, slots=True)
class PlaceView:
    """A place of a document with its rows."""

    anchor: str
    """Empty where a row of the table is its anchor."""
    name: str
    rows: tuple[PlaceRow, ...]


@dataclass(frozen=True, slots=True)
class PlacesView:
    """A part of a document: its places, or the pages that have them."""

    anchor: str
    """Empty where a place has it."""
    name: str
    places: tuple[PlaceView, ...] = ()
    pages: tuple[tuple[Link, str], ...] = ()
    """With what is taken from each."""
    taken: str = ""
    """What the places give, counted."""
    columns: tuple[str, ...] = ()
    """Of the table that it is; the places have only what it leaves."""
    rows: tuple[TabledRow, ...] = ()


@dataclass(frozen=True, slots=True)
class DocumentView:
    """The page of a document, or of one of its parts."""

    document: Document
    name: str
    """Its number and title in full; "" on the page of a part."""
    facts: tuple[tuple[str, tuple[Link, ...]], ...]
    """What it approves and changes, what approves and changes it, which plans are made of it."""
    lead: str
    parts: tuple[PlacesView, ...]
    edit: Edit


def document_page(ctx: RenderContext, document: str) -> Page | None:
    """The page of a document; None where nothing is taken from it."""
    found = ctx.results.derived(cited_documents).get(document)
    if found is None:
        return None
    it = ctx.catalog.documents[document]
    lead = _taken(ctx, found.excerpts)
    view = DocumentView(
        document=it,
        name=it.number_and_title,
        facts=facts_of(ctx, it, found),
        lead=lead,
        parts=tuple(_parts(ctx, found.parts, paths.DOCUMENT(document))),
        edit=ctx.edit(it.place_of()),
    )
    title = shortened(it.title or it.name)
    return Page(title, f"{it.number_and_title}. {lead}", view, _crumbs(ctx, it))


def document_part_page(ctx: RenderContext, document: str, part: str) -> Page | None:
    """The page of a part of a document that gives much; the search knows the whole."""
    it, path = ctx.catalog.documents[document], paths.DOCUMENT_PART(document, part)
    found = [
        one for one in ctx.results.derived(cited_documents)[document].parts if one.path == path
    ]
    lead = _taken(ctx, (e for one in found for e in one.excerpts))
    parts = tuple(_parts(ctx, found, path))
    view = DocumentView(it, "", (), lead, parts, ctx.edit(it.place_of()))
    crumbs = (*_crumbs(ctx, it), Link(shortened(it.name), paths.DOCUMENT(document)))
    title = f"{parts[0].name}: {shortened(it.title or it.name)}"
    return Page(title, f"{title}. {lead}", view, crumbs, head=(("search", {"exclude": True}),))


def _crumbs(ctx: RenderContext, it: Document) -> tuple[Link, ...]:
    kind = Link(ctx.t(DOCUMENT_KINDS[it.kind]), f"{paths.DOCUMENTS}#tipo-{it.kind}")
    return ctx.home, Link(ctx.t("Documents"), paths.DOCUMENTS), kind


def _taken(ctx: RenderContext, excerpts: Iterable[Excerpt]) -> str:
    """How many figures are taken from somewhere, and how many texts."""
    found = [it.n_figures for it in excerpts]
    kinds = (
        plural("{n} figure", "{n} figures", n=sum(found)),
        plural("{n} text", "{n} texts", n=found.count(0)),
    )
    told = [ctx.t(kind) for kind in kinds if kind.values["n"]]
    return ctx.t("Taken from here: {what}.", what=ctx.f.listed(told))


def facts_of(
    ctx: RenderContext, it: Document, found: CitedDocument | None
) -> tuple[tuple[str, tuple[Link, ...]], ...]:
    """What it approves and changes, what approves and changes it, and which plans use it."""
    all_of = ctx.catalog.documents.values()
    acts: tuple[tuple[Message, Iterable[str]], ...] = (
        (msg("Approves"), it.approves),
        (msg("Modifies"), it.modifies),
        (pmsg("document", "Approved by"), [d.id for d in all_of if it.id in d.approves]),
        (msg("Changed by"), [d.id for d in all_of if it.id in d.modifies]),
    )
    facts = [(name, [ln for ln in map(ctx.document_link, ids) if ln]) for name, ids in acts]
    facts.append((msg("The document itself"), list(_itself(ctx, it.id))))
    plans = dict.fromkeys(e.plan for e in found.excerpts if e.plan) if found else {}
    facts.append((msg("Plans that use it"), [plan_link(ctx.catalog.plans[p]) for p in plans]))
    return tuple((ctx.t(name), tuple(links)) for name, links in facts if links)


def _itself(ctx: RenderContext, document: str) -> Iterator[Link]:
    own = ctx.results.derived(own_texts).get(document, OwnText())
    if own.lines:
        text = ctx.f.n("text, {n} line", "text, {n} lines", len(own.lines))
        yield Link(text, paths.DOCUMENT_TEXT(document, "1"))
    if own.pdf:
        yield Link("PDF", own.pdf)


def _parts(ctx: RenderContext, parts: Iterable[DocumentPart], path: str) -> Iterator[PlacesView]:
    """Parts as they follow each other; what has pages of its own, in one list."""
    for (top, is_here), some in groupby(parts, key=lambda it: (it.top, it.path == path)):
        found = tuple(some)
        name = (found[0].name if is_here else top) or ctx.t("Without a place noted")
        if is_here:
            own = tuple(place for part in found for place in part.places)
            title = own[0].name if len(own) == 1 and top else name
            columns, rows = table_of(ctx, own)
            taken = _taken(ctx, (it for part in found for it in part.excerpts))
            left = tuple(_places(ctx, own, rows))
            yield PlacesView("", title, left, (), taken, columns, rows)
        else:
            pages = tuple(_page_of(ctx, part, name) for part in found)
            yield PlacesView(place_anchor(top), name, pages=pages)


def _page_of(ctx: RenderContext, part: DocumentPart, top: str) -> tuple[Link, str]:
    text = part.name or top
    if part.n > 1:
        text = ctx.t("{part}, page {n}", part=text, n=part.n)
    return Link(text, part.path), _taken(ctx, part.excerpts)


def _places(
    ctx: RenderContext, places: Iterable[CitedPlace], tabled: Iterable[TabledRow]
) -> Iterator[PlaceView]:
    """What a table leaves of them; its rows have the anchors of the others."""
    seen = {anchor for row in tabled for anchor in row.anchors}
    taken = {one for row in tabled for one in row.taken}
    for place in places:
        left = (it for it in place.excerpts if id(it) not in taken)
        at = {*seen, place.anchor}
        found = groupby(left, key=lambda it: row_anchor(it.source))
        if rows := tuple(_row(ctx, at, anchor, tuple(some)) for anchor, some in found):
            yield PlaceView("" if place.anchor in seen else place.anchor, place.name, rows)


def _row(
    ctx: RenderContext, seen: set[str], anchor: str, excerpts: tuple[Excerpt, ...]
) -> PlaceRow:
    pages: dict[Link, list[Extract]] = {}
    anchors: dict[str, Link] = {}
    for it in excerpts:
        told = extract(ctx, it)
        pages.setdefault(told.page, []).append(told)
        if it.element:
            anchors.setdefault(own_anchor(it.source, it.element.code), told.page)
    own: dict[Link, list[str]] = {}
    for name, page in anchors.items():
        if name not in seen:
            own.setdefault(page, []).append(name)
    return PlaceRow(
        anchor="" if anchor in seen else anchor,
        lines=lines_in_words(ctx, excerpts[0].source.lines or ""),
        read=where_it_is_read(ctx, excerpts[0].source),
        extracts=tuple(
            (tuple(own.get(link, ())), link, tuple(dict.fromkeys(told)))
            for link, told in pages.items()
        ),
    )
