"""The head of a page for machines, and the foot that says where it comes from.

Texts are HTML already: the theme does not escape. Addresses are paths under ``docs/``, which
the hook makes absolute where the portal knows its own address.
"""

from __future__ import annotations

import html
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from generator import paths
from generator.addresses import in_language
from generator.compute.reporting import latest_report
from generator.compute.transcribed import transcribed
from generator.model.catalog import PlanFolder
from generator.output import given
from generator.problems import Place
from generator.render.found import found
from generator.render.social_cards import LARGE, SMALL, pictured
from generator.render.views.across.registers import Offer
from generator.render.views.common import CitedAt, Edit, Page, RenderContext
from generator.render.views.mistakes import MistakeView, page_mistake
from generator.words.formatter import common_blanks
from generator.words.text import shortened

Described = Mapping[str, Any]
"""A schema.org Dataset; ``url`` and ``contentUrl`` hold paths under docs/ or web addresses."""
_LONGEST = 300
_WHOLE_WIDTH = {"home", "plans", "measures", "compare"}
"""Kinds of page that are read at a glance: no list of their contents beside them."""


def head(ctx: RenderContext, page: Page, offers: tuple[Offer, ...]) -> str:
    """The front matter of a generated page."""
    told: dict[str, Any] = {
        "title": html.escape(page.title),
        "description": html.escape(_in_short(page.description)),
        "kind": page.template,
        "generated": "avance",
        "hide": ["navigation", *(["toc"] if page.template in _WHOLE_WIDTH else [])],
        **_about(ctx, page.path, offers),
        **dict(page.head),
    }
    if shown := {**found(ctx, page), **told.get("search", {})}:
        told["search"] = shown
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in told.items()]
    return "---\n" + "\n".join(lines) + "\n---\n\n"


def _in_short(text: str) -> str:
    return shortened(common_blanks(text), _LONGEST)


def _about(ctx: RenderContext, path: str, offers: tuple[Offer, ...]) -> dict[str, Any]:
    folder = ctx.catalog.plans.get(paths.plan_of(path))
    if folder is None:
        (name,) = paths.INDICATOR.names_in(path) or ("",)
        if name in ctx.catalog.indicators:
            return {"dataset": indicator_dataset(ctx, path, name)}
        return {"dataset": portal_dataset(ctx, path, offers)} if path == paths.HOME else {}
    (_, code) = paths.ELEMENT.names_in(path) or ("", "")
    own = any(part.code == code for part in pictured(folder))
    card = paths.ELEMENT_CARD(folder.id, code) if own else paths.PLAN_CARD(folder.id)
    picture = {"picture": in_language(card, ctx.lang), "picture_width": SMALL if own else LARGE}
    if path != paths.PLAN(folder.id):
        return picture
    return {**picture, "dataset": plan_dataset(ctx, folder, offers)}


def portal_dataset(ctx: RenderContext, path: str, offers: tuple[Offer, ...]) -> Described:
    """All tables of the portal, as schema.org has it. Raises ValueError without a portal."""
    site, folders = ctx.catalog.site, ctx.catalog.plans.values()
    if site is None:
        raise ValueError("no site")
    spans = [folder.plan.span for folder in folders]
    first, last = (
        min((s.start for s in spans), default=None),
        max((s.end for s in spans), default=""),
    )
    about = {
        "name": site.name,
        "description": site.description or site.name,
        "url": in_language(path, ctx.lang),
        "creator": _organization(ctx, site.publisher),
        "temporalCoverage": f"{first}/{last}" if first else None,
    }
    return _dataset(ctx, about, (offer for offer in offers if not offer.plan), folders)


def plan_dataset(ctx: RenderContext, folder: PlanFolder, offers: tuple[Offer, ...]) -> Described:
    """The tables of one plan, as schema.org has it. Raises ValueError without a portal."""
    plan = folder.plan
    about = {
        "name": plan.title,
        "description": _in_short(plan.summary or plan.title),
        "url": in_language(paths.PLAN(folder.id), ctx.lang),
        "creator": _organization(ctx, plan.entity),
        "temporalCoverage": f"{plan.span.start}/{plan.span.end}",
    }
    return _dataset(ctx, about, (offer for offer in offers if offer.plan == folder.id), [folder])


def indicator_dataset(ctx: RenderContext, path: str, name: str) -> Described:
    """What a reference sheet measures, with the plans that use it."""
    sheet = ctx.catalog.indicators[name]
    used = ctx.once(_plans_by_indicator).get(name, {}).values()
    measured = {"@type": "PropertyValue", "name": sheet.name, "unitText": sheet.unit}
    days = [day for it in used for day in (it.plan.span.start, it.plan.span.end)]
    about = {
        "name": sheet.name,
        "description": _in_short(sheet.definition or sheet.name),
        "url": in_language(path, ctx.lang),
        "identifier": name,
        "variableMeasured": given(measured),
        "measurementTechnique": sheet.formula,
        "temporalCoverage": f"{min(days)}/{max(days)}" if days else None,
        "isPartOf": [
            {
                "@type": "Dataset",
                "name": it.plan.title,
                "url": in_language(paths.PLAN(it.id), ctx.lang),
            }
            for it in used
        ],
    }
    return _dataset(ctx, about, (), used)


def _plans_by_indicator(ctx: RenderContext) -> dict[str, dict[str, PlanFolder]]:
    found: dict[str, dict[str, PlanFolder]] = {}
    for folder in ctx.catalog.plans.values():
        for _, measure in folder.written_measures:
            found.setdefault(measure.indicator or "", {})[folder.id] = folder
    return found


def _dataset(
    ctx: RenderContext,
    about: Mapping[str, Any],
    offers: Iterable[Offer],
    folders: Iterable[PlanFolder],
) -> Described:
    site = ctx.catalog.site
    if site is None:
        raise ValueError("no site")
    country = ctx.f.country(site.region) if site.region else None
    return given(
        {
            "@context": "https://schema.org",
            "@type": "Dataset",
            "license": site.licence_url or site.licence,
            "publisher": _organization(ctx, site.publisher),
            "dateModified": ctx.results.as_of.isoformat(),
            "inLanguage": ctx.f.locale.replace("_", "-"),
            "isAccessibleForFree": True,
            "spatialCoverage": {"@type": "Country", "name": country} if country else None,
            **about,
            "distribution": [_file(offer, ctx.lang) for offer in offers],
            "isBasedOn": _sources(ctx, folders),
        }
    )


def _organization(ctx: RenderContext, unit: str) -> Described:
    return {"@type": "Organization", "name": ctx.unit_name(unit)}


def _file(offer: Offer, lang: str) -> Described:
    return {
        "@type": "DataDownload",
        "name": offer.name,
        "encodingFormat": offer.media,
        "contentUrl": in_language(offer.path, lang),
    }


def _sources(ctx: RenderContext, folders: Iterable[PlanFolder]) -> list[Described]:
    """The documents that plans and their results are transcribed from."""
    return [
        given(
            {
                "@type": "CreativeWork",
                "name": document.title or document.name,
                "identifier": document.number,
                "datePublished": document.date.isoformat() if document.date else None,
                "url": document.url,
            }
        )
        for document in transcribed(ctx.catalog, folders)
    ]


# The foot.

_FILES: dict[str, str] = {
    paths.DOCUMENTS: "content/documents.yml",
    paths.GLOSSARY: "content/glossary.yml",
}
"""Pages that show one file of the content from its first line to its last."""


@dataclass(frozen=True, slots=True)
class FootView:
    """What stands under a page: where it comes from, as of when, and how to mend it."""

    cited: CitedAt | None
    as_of: str
    report: str
    """The latest report of the plan with its cut-off day; empty on pages of no plan."""
    edit: Edit | None
    mistake: MistakeView


def foot_view(ctx: RenderContext, page: Page) -> FootView:
    """The foot of a page; what the page does not say itself is taken from its plan."""
    folder = ctx.catalog.plans.get(paths.plan_of(page.path))
    cited = getattr(page.view, "cited", None)
    edit = getattr(page.view, "edit", None)
    if folder is not None:
        cited = cited or ctx.cited(folder.plan.source)
        edit = edit or ctx.edit(folder.plan.place_of())
    elif page.path in _FILES:
        edit = ctx.edit(Place(_FILES[page.path], 1, 1))
    report = _latest(ctx, folder) if folder else ""
    mistake = page_mistake(ctx, page.title, page.path, cited, edit.place if edit else "")
    return FootView(cited, ctx.f.date(ctx.results.as_of), report, edit, mistake)


def _latest(ctx: RenderContext, folder: PlanFolder) -> str:
    """The period of the latest report, and the day of its data."""
    latest = latest_report(folder)
    if latest is None:
        return ctx.t("none has been published")
    period = ctx.f.period(latest.period)
    if latest.cutoff is None:
        return period
    return ctx.t("{period}, data as of {day}", period=period, day=ctx.f.date(latest.cutoff))
