"""The head of a page: title, description, picture, and its data described for machines.

Texts are HTML already: the theme does not escape. Addresses are paths under ``docs/``, which
the hook makes absolute where the portal knows its own address.
"""

from __future__ import annotations

import html
import json
from collections.abc import Iterable, Mapping
from typing import Any

from generator.model.catalog import PlanFolder
from generator.model.site import Site
from generator.render import paths
from generator.render.views.common import Page, RenderContext
from generator.render.views.downloads import Offer

Described = Mapping[str, Any]
"""A schema.org Dataset; ``url`` and ``contentUrl`` hold paths under docs/ or web addresses."""
_LONGEST = 300
_WHOLE_WIDTH = {"home", "plans", "measures"}
"""Kinds of page that are read at a glance: no list of their contents beside them."""


def head(ctx: RenderContext, page: Page, offers: tuple[Offer, ...]) -> str:
    """The front matter of a generated page."""
    told = {
        "title": html.escape(page.title),
        "description": html.escape(shortened(page.description)),
        "kind": page.template,
        "generated": "avance",
        "hide": ["navigation", *(["toc"] if page.template in _WHOLE_WIDTH else [])],
        **_about(ctx, page.path, offers),
        **dict(page.head),
    }
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in told.items()]
    return "---\n" + "\n".join(lines) + "\n---\n\n"


def shortened(text: str) -> str:
    """A description on one line, cut after a word."""
    flat = " ".join(text.split())
    return flat if len(flat) <= _LONGEST else flat[:_LONGEST].rpartition(" ")[0] + "…"


def _about(ctx: RenderContext, path: str, offers: tuple[Offer, ...]) -> dict[str, Any]:
    folder = ctx.catalog.plans.get(paths.plan_of(path))
    if folder is None:
        whole = path == paths.HOME
        return {"dataset": portal_dataset(ctx, path, offers)} if whole else {}
    picture = {"picture": paths.social_card_path(folder.id)}
    if path != paths.plan_path(folder.id):
        return picture
    return {**picture, "dataset": plan_dataset(ctx, folder, offers)}


def portal_dataset(ctx: RenderContext, path: str, offers: tuple[Offer, ...]) -> Described:
    """All tables of the portal, as schema.org has it. Raises ValueError without a portal."""
    site = _site(ctx)
    folders = ctx.catalog.plans.values()
    spans = [folder.plan.span for folder in folders]
    covered = f"{min(s.start for s in spans)}/{max(s.end for s in spans)}" if spans else None
    return _given(
        {
            **_common(ctx, site),
            "name": site.name,
            "description": site.description or site.name,
            "url": path,
            "creator": _organization(ctx, site.publisher),
            "temporalCoverage": covered,
            "distribution": _distribution(offer for offer in offers if not offer.plan),
            "isBasedOn": _sources(ctx, folders),
        }
    )


def plan_dataset(ctx: RenderContext, folder: PlanFolder, offers: tuple[Offer, ...]) -> Described:
    """The tables of one plan, as schema.org has it."""
    site = _site(ctx)
    plan = folder.plan
    return _given(
        {
            **_common(ctx, site),
            "name": plan.title,
            "description": shortened(plan.summary or plan.title),
            "url": paths.plan_path(folder.id),
            "creator": _organization(ctx, plan.entity),
            "temporalCoverage": f"{plan.span.start}/{plan.span.end}",
            "distribution": _distribution(offer for offer in offers if offer.plan == folder.id),
            "isBasedOn": _sources(ctx, [folder]),
        }
    )


def _site(ctx: RenderContext) -> Site:
    site = ctx.catalog.site
    if site is None:
        raise ValueError("no site")
    return site


def _common(ctx: RenderContext, site: Site) -> dict[str, Any]:
    country = ctx.f.country(site.region) if site.region else None
    return {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "license": site.licence_url or site.licence,
        "publisher": _organization(ctx, site.publisher),
        "dateModified": ctx.results.as_of.isoformat(),
        "inLanguage": ctx.f.locale.replace("_", "-"),
        "isAccessibleForFree": True,
        "spatialCoverage": {"@type": "Country", "name": country} if country else None,
    }


def _organization(ctx: RenderContext, unit: str) -> Described:
    return {"@type": "Organization", "name": ctx.unit_name(unit)}


def _distribution(offers: Iterable[Offer]) -> list[Described]:
    return [
        {
            "@type": "DataDownload",
            "name": offer.name,
            "encodingFormat": offer.media,
            "contentUrl": offer.path,
        }
        for offer in offers
    ]


def _sources(ctx: RenderContext, folders: Iterable[PlanFolder]) -> list[Described]:
    """The documents that plans and their results are transcribed from."""
    cited = [
        source.document
        for folder in folders
        for source in (folder.plan.source, *(report.source for report in folder.results))
        if source is not None and source.document is not None
    ]
    found = [ctx.catalog.documents[name] for name in dict.fromkeys(cited)]
    return [
        _given(
            {
                "@type": "CreativeWork",
                "name": document.title or document.name,
                "identifier": document.number,
                "datePublished": document.date.isoformat() if document.date else None,
                "url": document.url,
            }
        )
        for document in found
    ]


def _given(values: Mapping[str, Any]) -> Described:
    """Only what there is."""
    return {key: value for key, value in values.items() if value not in (None, [])}
