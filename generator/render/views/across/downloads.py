"""The files of open data that a reader can take along."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from generator.model.site import Site
from generator.render.views.common import Link, RenderContext, plan_link


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
    n_rows: int | None = None
    plan: str = ""
    """The plan whose data it has; empty for all plans."""


Sizes = Mapping[str, int]
"""Bytes of the files that are there, by path."""
Download = tuple[Offer, int]
"""A file with its bytes."""


@dataclass(frozen=True, slots=True)
class DownloadsView:
    """What the page of the data offers."""

    as_of: str
    site: Site
    whole: tuple[Download, ...]
    """Files that hold every table."""
    tables: tuple[Download, ...]
    plans: tuple[tuple[Link, Download], ...]
    cite: str


def downloads_view(ctx: RenderContext, offers: Iterable[Offer], sizes: Sizes) -> DownloadsView:
    """The files of open data that are there. Raises ValueError where there is no portal."""
    site = ctx.catalog.site
    if site is None:
        raise ValueError("no site")
    found = [(offer, sizes[offer.path]) for offer in offers if offer.path in sizes]
    of_plans = [(ctx.catalog.plans[offer.plan], offer, n) for offer, n in found if offer.plan]
    return DownloadsView(
        as_of=ctx.f.date(ctx.results.as_of),
        site=site,
        whole=tuple((it, n) for it, n in found if not it.plan and it.n_rows is None),
        tables=tuple((it, n) for it, n in found if it.n_rows is not None),
        plans=tuple(
            (Link(folder.plan.title, plan_link(folder).href), (offer, n))
            for folder, offer, n in of_plans
        ),
        cite=f"{ctx.unit_name(site.publisher)}. {site.name}",
    )
