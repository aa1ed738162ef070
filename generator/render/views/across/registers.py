"""What the portal holds: the glossary, the files of open data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from generator import paths
from generator.addresses import in_language
from generator.manual import table_titles
from generator.model.scalars import slug
from generator.model.site import Site
from generator.render.views.common import Link, Listing, Page, RenderContext, plan_link


def glossary_page(ctx: RenderContext) -> Page:
    """The page of the glossary: terms with their anchors and citations."""
    lead = ctx.t("Acronyms and terms of the plans, in plain words.")
    terms = sorted(ctx.catalog.glossary, key=lambda term: term.term.casefold())
    rows = tuple((slug(term.term), term, ctx.cited(term.source)) for term in terms)
    head = (("search", {"boost": 5}),)  # what a word means stands before the pages that use it
    return Page(ctx.t("Glossary"), lead, Listing(lead, rows), (ctx.home,), head=head)


# Files of open data that a reader can take along.


@dataclass(frozen=True, slots=True)
class Offer:
    """A file to download: its path under ``docs/`` and what is in it."""

    path: str
    name: str
    """Of a table, its name; of a file with several, what it is called."""
    form: str
    """What a reader calls the format, e.g. ``CSV``."""
    media: str
    """Its media type."""
    about: str = ""
    plan: str = ""
    """The plan whose data it has; empty for all plans."""
    is_table: bool = False


Sizes = Mapping[str, tuple[int, int | None]]
"""Bytes of the files that are there, and rows of tables, by path."""
Download = tuple[Offer, tuple[int, int | None]]
"""A file with its bytes and rows."""
TableFile = tuple[Offer, tuple[int, int | None] | None]
"""A table with those of its file; None where that is not made, as in a preview."""


@dataclass(frozen=True, slots=True)
class DownloadsView:
    """What the page of the data offers."""

    as_of: str
    site: Site
    whole: tuple[Download, ...]
    """Files that hold every table."""
    tables: tuple[TableFile, ...]
    titles: Mapping[str, str]
    """What tables are called, by their name."""
    plans: tuple[tuple[Link, Download], ...]
    cite: str
    address: str
    """Of the page; empty where that of the portal is not known."""


def downloads_view(ctx: RenderContext, offers: Sequence[Offer], sizes: Sizes) -> DownloadsView:
    """The files of open data that are there. Raises ValueError where there is no portal."""
    site = ctx.catalog.site
    if site is None:
        raise ValueError("no site")
    page = in_language(paths.DATA, ctx.lang)
    found = [(offer, sizes[offer.path]) for offer in offers if offer.path in sizes]
    of_plans = [(ctx.catalog.plans[offer.plan], offer, n) for offer, n in found if offer.plan]
    return DownloadsView(
        as_of=ctx.f.date(ctx.results.as_of),
        site=site,
        whole=tuple((it, n) for it, n in found if not it.plan and not it.is_table),
        tables=tuple((it, sizes.get(it.path)) for it in offers if it.is_table),
        titles=table_titles(ctx.lang),
        plans=tuple(
            (Link(folder.plan.heading, plan_link(folder).href), (offer, n))
            for folder, offer, n in of_plans
        ),
        cite=f"{ctx.unit_name(site.publisher)}. {site.name}",
        address=f"{site.url.rstrip('/')}/{paths.address(page)}" if site.url else "",
    )
