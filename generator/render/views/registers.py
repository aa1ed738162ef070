"""The documents that are cited, and the glossary."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from generator.model.catalog import Catalog
from generator.model.scalars import slug
from generator.model.source import Document
from generator.problems import msg
from generator.render import paths
from generator.render.inline import inline
from generator.render.views.common import Cited, Link, Page, RenderContext, joined
from generator.words.labels import DOCUMENT_KINDS


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A cited document."""

    id: str
    number: str
    title: str
    by: str
    url: str
    related: tuple[Link, ...]
    """Documents that approve or change it."""
    note: Markup


@dataclass(frozen=True, slots=True)
class DocumentGroup:
    """The documents of one kind."""

    anchor: str
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
class TermRow:
    """A term of the glossary."""

    anchor: str
    term: str
    name: str
    meaning: Markup
    note: Markup
    cited: Cited | None
    synonyms: str


@dataclass(frozen=True, slots=True)
class GlossaryView:
    """The page of the glossary."""

    lead: str
    rows: tuple[TermRow, ...]


def register_pages(ctx: RenderContext) -> Iterator[Page]:
    """The pages of documents and of the glossary."""
    home = (Link(ctx.plain("Home"), paths.HOME),)
    n = len(ctx.catalog.documents)
    lead = ctx.f.n("{n} document is cited.", "{n} documents are cited.", n)
    view = DocumentsView(lead, tuple(_groups(ctx)))
    yield Page(paths.DOCUMENTS, ctx.plain("Documents cited"), lead, "documents", view, home)
    lead = ctx.plain("Acronyms and terms of the plans, in plain words.")
    rows = tuple(_terms(ctx, ctx.catalog))
    page = GlossaryView(lead, rows)
    head = (("search", {"boost": 5}),)  # what a word means stands before the pages that use it
    yield Page(paths.GLOSSARY, ctx.plain("Glossary"), lead, "glossary", page, home, head=head)


def _groups(ctx: RenderContext) -> Iterator[DocumentGroup]:
    related: dict[str, list[Link]] = {}
    for document in ctx.catalog.documents.values():
        name = document.name
        href = f"{paths.DOCUMENTS}#{document.id}"
        for other in document.approves:
            said = ctx.t(msg("approved by {document}", document=name))
            related.setdefault(other, []).append(Link(said, href))
        for other in document.modifies:
            said = ctx.t(msg("changed by {document}", document=name))
            related.setdefault(other, []).append(Link(said, href))
    for kind, label in DOCUMENT_KINDS.items():
        found = [d for d in ctx.catalog.documents.values() if d.kind is kind]
        if found:
            rows = tuple(_document(ctx, d, related.get(d.id, [])) for d in found)
            yield DocumentGroup(f"tipo-{kind.value}", ctx.t(label), rows)


def _document(ctx: RenderContext, document: Document, related: list[Link]) -> DocumentRow:
    return DocumentRow(
        id=document.id,
        number=document.number or "",
        title=document.title or "",
        by=joined((document.issuer or "", ctx.f.date(document.date) if document.date else "")),
        url=document.url or "",
        related=tuple(related),
        note=inline(document.note),
    )


def _terms(ctx: RenderContext, catalog: Catalog) -> Iterator[TermRow]:
    for term in sorted(catalog.glossary, key=lambda t: t.term.casefold()):
        yield TermRow(
            anchor=slug(term.term),
            term=term.term,
            name=term.name,
            meaning=inline(term.meaning),
            note=inline(term.note),
            cited=ctx.cited(term.source),
            synonyms=joined(term.synonyms, ", "),
        )
