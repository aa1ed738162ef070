"""The page of all documents: which of them the figures come from, and what names the others."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator import paths
from generator.cite.documents import CitedDocument, cited_documents
from generator.model.base import Model, parts
from generator.model.narrative import LegalBasis
from generator.model.plan import Approval, BudgetChange, Contribution, Version
from generator.model.reports import Amendment
from generator.model.source import Document
from generator.problems import msg
from generator.render.views.common import Group, Link, Page, RenderContext, plan_link
from generator.render.views.documents.page import facts_of
from generator.words.labels import DOCUMENT_KINDS


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A cited document, with the page of what is taken from it and what names it."""

    document: Document
    href: str
    n_figures: int
    n_texts: int
    facts: tuple[tuple[str, tuple[Link, ...]], ...]
    """What it approves and what approves it, and the plans that use it."""
    related: tuple[Link, ...]
    """The pages of plans that name it."""


@dataclass(frozen=True, slots=True)
class DocumentsView:
    """The page of documents."""

    lead: str
    sources: tuple[DocumentRow, ...]
    """Those that the content is taken from, what gives most first."""
    groups: tuple[Group[DocumentRow], ...]
    """All by type, what gives most figures first, then what is named most."""


def documents_page(ctx: RenderContext) -> Page:
    """The page of documents."""
    related = _related(ctx)
    found = ctx.results.derived(cited_documents)
    rows = [
        _row(ctx, it, found.get(name), tuple(dict.fromkeys(related.get(name, ()))))
        for name, it in ctx.catalog.documents.items()
    ]
    sources = sorted((r for r in rows if r.href), key=lambda r: (-r.n_figures, -r.n_texts))
    lead = _lead(ctx, sources, len(rows))
    by_use = sorted(rows, key=lambda r: (-r.n_figures, -len(r.related)))
    view = DocumentsView(lead, tuple(sources), tuple(_groups(ctx, by_use)))
    return Page(ctx.t("Documents"), lead, view, (ctx.home,))


def _lead(ctx: RenderContext, sources: list[DocumentRow], n: int) -> str:
    """How many are cited, how many of them something is taken from, and from which most is."""
    lead = ctx.f.n("{n} document is cited.", "{n} documents are cited.", n)
    if not sources:
        return lead
    if n == 1:
        return ctx.t("One document is cited, and what this portal shows is taken from it.")
    text, first = msg("What this portal shows is taken from {n} of them."), sources[0]
    if len(sources) > 1 and first.n_figures:
        text = msg(
            "What this portal shows is taken from {n} of them. The one that gives most figures, "
            "{some} of {all}, is “{first}”."
        )
    n_all = sum(row.n_figures for row in sources)
    some, title = first.n_figures, first.document.number_and_title
    return f"{lead} {ctx.t(text, n=len(sources), some=some, all=n_all, first=title)}"


def _row(
    ctx: RenderContext, it: Document, found: CitedDocument | None, related: tuple[Link, ...]
) -> DocumentRow:
    href, n, n_texts = "", 0, 0
    if found is not None:
        href, n, n_texts = paths.DOCUMENT(it.id), found.n_figures, found.n_texts
    return DocumentRow(it, href, n, n_texts, facts_of(ctx, it, found), related)


def _groups(ctx: RenderContext, rows: list[DocumentRow]) -> Iterator[Group[DocumentRow]]:
    for kind, label in DOCUMENT_KINDS.items():
        found = tuple(row for row in rows if row.document.kind is kind)
        if found:
            yield Group(ctx.t(label), f"tipo-{kind.value}", found)


def _related(ctx: RenderContext) -> dict[str, list[Link]]:
    """By document, which pages name it."""
    related: dict[str, list[Link]] = {}
    for plan, folder in ctx.catalog.plans.items():
        name = plan_link(folder).text
        for it in parts(folder.written):
            named = getattr(it, "document", None)
            if type(it) in _NAMED_BY and named:
                link = Link(name, _NAMED_BY[type(it)].format(plan=plan))
                related.setdefault(named, []).append(link)
    return related


_NAMED_BY: dict[type[Model], str] = {
    LegalBasis: f"{paths.NARRATIVE}#base-legal",
    BudgetChange: f"{paths.PLAN}#modificaciones",
    Contribution: f"{paths.PLAN}#contribuye",
    Version: f"{paths.PLAN}#versiones",
    Approval: f"{paths.PLAN}#identidad",
    Amendment: paths.PLAN_CHANGES,
}
"""What names a document, and where a plan shows it."""
