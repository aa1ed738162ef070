"""The text of a document that is published itself: its lines, those that are cited marked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from generator import paths
from generator.cite.documents import cited_documents
from generator.compute import Results
from generator.model.source import Source
from generator.render.views.common import Link, Page, RenderContext
from generator.words.text import shortened

_MOST_LINES = 500
_MOST_SIGNS = 60_000
_PAGE_NUMBER = re.compile(r"(?i)\b(?:p|pp|pág|págs|page|pages|página|páginas)\b\.?\s*(\d+)")
"""As a place says it: «página 12, Cuadro 3»."""


@dataclass(frozen=True)
class OwnText:
    """What is published of a document itself: its lines, its PDF, or both."""

    lines: tuple[str, ...] = ()
    pdf: str = ""
    """The path of the file."""

    @cached_property
    def starts(self) -> tuple[int, ...]:
        """The number of the first line of each page, and of the line after the last."""
        found, n_signs = [1], 0
        for n, line in enumerate(self.lines, 1):
            if n - found[-1] >= _MOST_LINES or (
                n_signs + len(line) > _MOST_SIGNS and n > found[-1]
            ):
                found.append(n)
                n_signs = 0
            n_signs += len(line)
        return (*found, len(self.lines) + 1) if self.lines else ()

    def page_of(self, line: int) -> int:
        """The page that a line stands on."""
        return sum(1 for start in self.starts[:-1] if start <= line)


def own_texts(results: Results) -> dict[str, OwnText]:
    """Documents that are published themselves, by their ids."""
    found: dict[str, OwnText] = {}
    for it in results.catalog.sources:
        other = found.get(it.document, OwnText())
        pdf = paths.DOCUMENT_PDF(it.document) if it.pdf else other.pdf
        found[it.document] = OwnText(it.lines or other.lines, pdf)
    return found


def where_it_is_read(ctx: RenderContext, source: Source) -> tuple[Link, ...]:
    """The lines of a citation in the text of its document, and its page of the PDF."""
    document = source.document or ""
    own = ctx.results.derived(own_texts).get(document, OwnText())
    line = re.search(r"\d+", source.lines or "")
    page = _PAGE_NUMBER.search(source.place or "")
    found = []
    if own.lines and line:
        address = paths.DOCUMENT_TEXT(document, str(own.page_of(int(line[0]))))
        found.append(Link(ctx.t("in the text"), f"{address}#linea-{line[0]}"))
    if own.pdf and page:
        text = ctx.t("page {n} of the PDF", n=page[1])
        found.append(Link(text, f"{own.pdf}#page={page[1]}"))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class TextView:
    """Some lines of a document."""

    lead: str
    lines: tuple[tuple[int, str, str], ...]
    """Number, text, and where what is taken from it stands; "" where nothing is."""
    others: tuple[Link, ...]
    """The pages before and after."""


def document_text_page(ctx: RenderContext, document: str, page: str) -> Page | None:
    """A page of the text of a document."""
    own, it = ctx.results.derived(own_texts)[document], ctx.catalog.documents[document]
    n = int(page)
    first, end = own.starts[n - 1], own.starts[n]
    cited = ctx.once(_cited_lines, document)
    lines = ((i, own.lines[i - 1], cited.get(i, "")) for i in range(first, end))
    told = ctx.t("Lines {first} to {last} of {n}.", first=first, last=end - 1, n=len(own.lines))
    view = TextView(told, tuple(lines), tuple(_others(ctx, document, n)))
    crumbs = (
        *(ctx.home, Link(ctx.t("Documents"), paths.DOCUMENTS)),
        Link(shortened(it.name), paths.DOCUMENT(document)),
    )
    title = ctx.t(
        "Text of «{document}», lines {first} to {last}",
        document=shortened(it.name),
        first=first,
        last=end - 1,
    )
    return Page(title, told, view, crumbs, head=(("search", {"exclude": True}),))


def text_pages(ctx: RenderContext) -> Iterator[tuple[str, str]]:
    """Documents with the numbers of the pages of their texts."""
    for document, own in ctx.results.derived(own_texts).items():
        if document in ctx.catalog.documents:
            yield from ((document, str(n)) for n, _ in enumerate(pairwise(own.starts), 1))


def _others(ctx: RenderContext, document: str, page: int) -> Iterator[Link]:
    starts = ctx.results.derived(own_texts)[document].starts
    for n, (first, end) in enumerate(pairwise(starts), 1):
        if abs(n - page) == 1:
            text = ctx.t("Lines {first} to {last}", first=first, last=end - 1)
            yield Link(text, paths.DOCUMENT_TEXT(document, str(n)))


def _cited_lines(ctx: RenderContext, document: str) -> dict[int, str]:
    """Lines that are cited, each with the first place of what is taken from it."""
    found: dict[int, str] = {}
    it = ctx.results.derived(cited_documents).get(document)
    for excerpt in it.excerpts if it else ():
        address = it.address(excerpt.source) if it else ""
        for first, _, last in re.findall(r"(\d+)(\s*[-–]\s*(\d+))?", excerpt.source.lines or ""):
            for n in range(int(first), min(int(last or first), int(first) + 5_000) + 1):
                found.setdefault(n, address)
    return found
