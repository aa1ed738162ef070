"""The files of a portal: pages, tables, calendar files, feeds and pictures of one computation."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property, partial
from pathlib import Path
from typing import Any

from generator.addresses import in_language, without_language
from generator.compute import Results
from generator.export import about, parts_of_pages, tables
from generator.export.bundle import File, bundle
from generator.export.filling import Filled
from generator.export.page_rows import page_rows
from generator.manual import manual_pages
from generator.output import Late, Output
from generator.paths import CATALOGUE, DOCUMENT_PDF, SCHEMA, TABLE
from generator.render import (
    Offer,
    RenderContext,
    Sizes,
    additions,
    page_output,
    page_outputs,
    pictures,
    sheets,
)
from generator.render.abbreviations import same_words
from generator.schemas import SCHEMAS, schema_file
from generator.standards.files import standard_files
from generator.subscriptions import subscription_outputs


class Portal:
    """A computed content with the files that are made of it, in the language of the portal."""

    def __init__(self, results: Results, version: str = "") -> None:
        self._results = results
        self._version = version
        """In which version figures are cited; "" where only pages are made."""
        self._lang = results.catalog.language
        self._ctx = RenderContext(results, self._lang)

    @cached_property
    def _filled(self) -> Late[tuple[Filled, ...]]:
        return Late(partial(tables, self._results, self._lang))

    @cached_property
    def _files(self) -> tuple[File, ...]:
        said = about(self._results, self._lang)
        files = bundle(self._filled, self._results.plans, said)
        return (*files, *standard_files(self._results, self._lang))

    @cached_property
    def offers(self) -> tuple[Offer, ...]:
        """The files of open data that pages lead to."""
        return tuple(
            Offer(TABLE(f.name), f.label, f.form, f.media, f.about, f.plan, f.is_table)
            for f in self._files
        )

    def page(self, path: str) -> Output | None:
        """One page before all others, by its name on the disk; None where there is none."""
        name = without_language(path, self._lang)
        page = self._written.get(path) or page_output(self._ctx, name, lambda: self.offers)
        return self._named(page) if page else None

    def _named(self, output: Output) -> Output:
        """An output by its name on the disk."""
        return replace(output, path=in_language(output.path, self._lang))

    def outputs(self) -> Iterator[Output]:
        """Every file, pages first.

        A preview, which has no version, needs neither tables, what programs read, nor pictures.
        """
        pages: list[tuple[str, str]] = []
        for output in self._outputs():
            if output.title:
                pages.append((output.path, output.title))
            yield self._named(output)
        if self._version:
            yield from self._for_programs(tuple(pages))

    def _for_programs(self, pages: tuple[tuple[str, str], ...]) -> Iterator[Output]:
        from generator.api import ApiContext, api_outputs  # noqa: PLC0415  # none in a preview
        from generator.render.dcat import catalogue  # noqa: PLC0415

        site = self._results.catalog.site
        if site:
            told = catalogue(self._ctx, site, self.offers, self._version)
            yield Output(CATALOGUE, told, partial(bytes, told))
            ctx = ApiContext(self._results, self._lang, self._version)
            yield from api_outputs(ctx, pages)

    def _outputs(self) -> Iterator[Output]:
        yield from page_outputs(self._ctx, self.offers)
        yield from subscription_outputs(self._ctx, complete=bool(self._version))
        yield from sheets(self._ctx)
        yield from self._written.values()
        if self._version:
            yield from self._downloads()

    def _downloads(self) -> Iterator[Output]:
        for file in self._files:
            yield Output(TABLE(file.name), file.made_from, file.make)
        yield from page_rows(self._filled())
        site = self._results.catalog.site
        url = (site.url if site else None) or ""
        for name in SCHEMAS:
            yield Output(SCHEMA(name), (name, url), partial(schema_file, name, self._lang, url))
        yield from pictures(self._ctx)
        for it in self._results.catalog.sources:
            if it.pdf:
                yield Output(DOCUMENT_PDF(it.document), it.digest, partial(bytes, it.pdf))

    @cached_property
    def _written(self) -> dict[str, Output]:
        """The manual, and the portal's own pages, which may replace one of it."""
        own = {f"{page.name}.md": page.text.encode() for page in self._results.catalog.pages}
        texts = {**manual_pages(self._lang), **own}
        return {path: Output(path, text, partial(bytes, text)) for path, text in texts.items()}

    def site_facts(self, docs: Path) -> dict[str, Any]:
        """What the site is told once the files are in ``docs``, as plain data.

        ``additions`` to hand-written pages by path (texts and a schema.org Dataset), groups of
        ``words`` that mean the same, and name, title and place in the menu of its ``own_pages``.
        """
        added = additions(self._ctx, self.offers, self._sizes(docs) if self._version else {})
        described = parts_of_pages(self._lang)
        return {
            "additions": {
                in_language(p, self._lang): ({**it.parts, **described.get(p, {})}, it.dataset)
                for p, it in added.items()
            },
            "words": same_words(self._results.catalog),
            "own_pages": [(p.name, p.title, p.menu) for p in self._results.catalog.pages],
        }

    def _sizes(self, docs: Path) -> Sizes:
        n_rows = {TABLE(f"{it.table.name}.csv"): len(it.rows) for it in self._filled()}
        paths = ((it.path, docs / in_language(it.path, self._lang)) for it in self.offers)
        return {
            path: (file.stat().st_size, n_rows.get(path)) for path, file in paths if file.is_file()
        }
