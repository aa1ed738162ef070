"""The documents that are cited, and the glossary."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator import paths
from generator.model.scalars import slug
from generator.model.source import Document, DocumentKind, Term
from generator.render import labels
from generator.render.views.common import Cited, Link, Page, RenderContext


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A cited document, with those that approve or change it."""

    document: Document
    related: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class DocumentGroup:
    """The documents of one kind."""

    kind: DocumentKind
    name: str
    rows: tuple[DocumentRow, ...]


@dataclass(frozen=True, slots=True)
class DocumentsView:
    """The page of documents."""

    lead: str
    groups: tuple[DocumentGroup, ...]

    @property
    def all(self) -> tuple[DocumentRow, ...]:
        """The documents of all kinds."""
        return tuple(row for group in self.groups for row in group.rows)


@dataclass(frozen=True, slots=True)
class GlossaryView:
    """The page of the glossary: terms with their anchors and citations."""

    lead: str
    rows: tuple[tuple[str, Term, Cited | None], ...]


def documents_page(ctx: RenderContext) -> Page:
    """The page of documents."""
    lead = ctx.f.n("{n} document is cited.", "{n} documents are cited.", len(ctx.catalog.documents))
    view = DocumentsView(lead, tuple(_groups(ctx)))
    return Page(ctx.say("Documents cited"), lead, view, (ctx.home,))


def glossary_page(ctx: RenderContext) -> Page:
    """The page of the glossary."""
    lead = ctx.say("Acronyms and terms of the plans, in plain words.")
    terms = sorted(ctx.catalog.glossary, key=lambda term: term.term.casefold())
    rows = tuple((slug(term.term), term, ctx.cited(term.source)) for term in terms)
    head = (("search", {"boost": 5}),)  # what a word means stands before the pages that use it
    return Page(ctx.say("Glossary"), lead, GlossaryView(lead, rows), (ctx.home,), head=head)


def _groups(ctx: RenderContext) -> Iterator[DocumentGroup]:
    related: dict[str, list[Link]] = {}
    for document in ctx.catalog.documents.values():
        href = f"{paths.DOCUMENTS}#{document.id}"
        approved = Link(ctx.say("approved by {document}", document=document.name), href)
        changed = Link(ctx.say("changed by {document}", document=document.name), href)
        for others, link in ((document.approves, approved), (document.modifies, changed)):
            for other in others:
                related.setdefault(other, []).append(link)
    for kind, label in labels.DOCUMENT_KINDS.items():
        rows = tuple(
            DocumentRow(document, tuple(related.get(document.id, ())))
            for document in ctx.catalog.documents.values()
            if document.kind is kind
        )
        if rows:
            yield DocumentGroup(kind, ctx.t(label), rows)
