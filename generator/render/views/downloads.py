"""The files of open data that a reader can take along."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from generator.render import paths
from generator.render.views.common import Link, RenderContext
from generator.words.formatter import NBSP

_MILLION = 1_000_000


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


@dataclass(frozen=True, slots=True)
class Download:
    """A link to a file, with its size in words."""

    path: str
    form: str
    size: str


@dataclass(frozen=True, slots=True)
class TableRow:
    """A table of the open data, with the files it comes in."""

    name: str
    about: str
    n_rows: str
    file: Download


@dataclass(frozen=True, slots=True)
class DownloadsView:
    """What the page of the data offers."""

    as_of: str
    licence: str
    licence_url: str
    whole: tuple[tuple[str, Download], ...]
    """Files that hold every table, with what they are."""
    tables: tuple[TableRow, ...]
    plans: tuple[tuple[Link, Download], ...]
    cite: str
    address: str


def downloads_view(ctx: RenderContext, offers: Iterable[Offer], sizes: Sizes) -> DownloadsView:
    """The files of open data that are there. Raises ValueError where there is no portal."""
    site = ctx.catalog.site
    if site is None:
        raise ValueError("no site")
    folders = ctx.catalog.plans
    offers = tuple(offer for offer in offers if offer.path in sizes)
    return DownloadsView(
        as_of=ctx.f.date(ctx.results.as_of),
        licence=site.licence,
        licence_url=site.licence_url or "",
        whole=tuple(
            (offer.about, _download(ctx, offer, sizes))
            for offer in offers
            if not offer.plan and offer.n_rows is None
        ),
        tables=tuple(_table(ctx, offer, sizes) for offer in offers if offer.n_rows is not None),
        plans=tuple(
            (
                Link(folders[offer.plan].plan.title, paths.plan_path(offer.plan)),
                _download(ctx, offer, sizes),
            )
            for offer in offers
            if offer.plan
        ),
        cite=f"{ctx.unit_name(site.publisher)}. {site.name}",
        address=(site.url or "").rstrip("/"),
    )


def _table(ctx: RenderContext, offer: Offer, sizes: Sizes) -> TableRow:
    n_rows = ctx.f.number(offer.n_rows or 0)
    return TableRow(offer.name, offer.about, n_rows, _download(ctx, offer, sizes))


def _download(ctx: RenderContext, offer: Offer, sizes: Sizes) -> Download:
    return Download(offer.path, offer.form, size(ctx, sizes[offer.path]))


def size(ctx: RenderContext, n_bytes: int) -> str:
    """A size as file managers say it: thousands of bytes, or millions with one decimal."""
    if n_bytes < _MILLION:
        return f"{ctx.f.number(max(1, round(n_bytes / 1000)))}{NBSP}kB"
    return f"{ctx.f.number(Decimal(n_bytes) / _MILLION, 1)}{NBSP}MB"
