"""The catalogue of the open data for machines: DCAT 3, as DCAT-AP asks, with schema.org beside it.

It is JSON-LD that names every term itself, so that nothing has to be fetched to read it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from generator import paths
from generator.cite.citation import absolute
from generator.model.catalog import PlanFolder
from generator.model.period import Granularity
from generator.model.scalars import contact_href
from generator.model.site import Site
from generator.render.views.across.registers import Offer
from generator.render.views.common import RenderContext

Node = Mapping[str, Any]
_EU = "http://publications.europa.eu/resource/authority/"
_CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_LANGUAGES = {"es": "SPA", "en": "ENG"}
_FREQUENCIES = {
    Granularity.YEAR: "ANNUAL",
    Granularity.SEMESTER: "ANNUAL_2",
    Granularity.QUARTER: "QUARTERLY",
    Granularity.BIMESTER: "BIMONTHLY",
    Granularity.MONTH: "MONTHLY",
    Granularity.WEEK: "WEEKLY",
    Granularity.DAY: "DAILY",
}


def catalogue(ctx: RenderContext, site: Site, offers: Iterable[Offer], version: str) -> bytes:
    """Every dataset of the portal with its files; addresses are relative where it has none."""
    files, home = list(offers), absolute(site, paths.HOME)
    shared = _shared(ctx, site)
    spans = [folder.plan.span for folder in ctx.catalog.plans.values()]
    days = (min(it.start for it in spans), max(it.end for it in spans)) if spans else None
    all_of_it = {
        "@id": f"{home}#datos",
        **_titled(site.name, site.description or site.name, ("dcat:Dataset", "schema:Dataset")),
        **_period(days),
        "dcat:landingPage": {"@id": absolute(site, paths.DATA)},
        "dcat:distribution": [_file(site, it) for it in files if not it.plan],
    }
    plans = [_plan(ctx, site, folder, files) for folder in ctx.catalog.plans.values()]
    found = [{**shared, "dcat:version": version, **it} for it in (all_of_it, *plans)]
    told = {
        "@context": _CONTEXT,
        "@id": f"{home}#catalogo",
        **_titled(site.name, site.description or site.name, ("dcat:Catalog", "schema:DataCatalog")),
        **shared,
        "foaf:homepage": {"@id": home},
        "dcat:dataset": found,
        "dcat:service": {
            "@type": "dcat:DataService",
            "dct:title": f"{site.name}: API",
            "dcat:endpointURL": {"@id": absolute(site, f"{paths.API}index.json")},
            "dcat:endpointDescription": {"@id": absolute(site, f"{paths.API}openapi.json")},
            "dcat:servesDataset": [{"@id": it["@id"]} for it in found],
        },
    }
    return (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode()


def _plan(ctx: RenderContext, site: Site, folder: PlanFolder, files: list[Offer]) -> Node:
    """A plan with its files, its period and how often it reports."""
    plan, page = folder.plan, absolute(site, paths.PLAN(folder.id))
    frequency = _FREQUENCIES.get(plan.frequency)
    return {
        "@id": f"{page}#datos",
        **_titled(plan.title, plan.summary or plan.title, ("dcat:Dataset", "schema:Dataset")),
        **_period((plan.span.start, plan.span.end)),
        "dct:identifier": folder.id,
        "dct:creator": _agent(ctx, plan.entity),
        **({"dct:accrualPeriodicity": _term("frequency", frequency)} if frequency else {}),
        "dcat:landingPage": {"@id": page},
        "dcat:distribution": [_file(site, it) for it in files if it.plan == folder.id],
    }


def _shared(ctx: RenderContext, site: Site) -> Node:
    """What holds of the catalogue and of all that is in it."""
    told: dict[str, Any] = {
        "dct:publisher": _agent(ctx, site.publisher),
        "dct:language": _term("language", _LANGUAGES[ctx.lang]),
        "dct:modified": _day(ctx.results.as_of),
        "dct:license": _licence(site),
    }
    country = ctx.f.country(site.region) if site.region else None
    if country:
        place = {"@type": "dct:Location", "dct:identifier": site.region, "rdfs:label": country}
        told["dct:spatial"] = place
    if site.contact and (href := contact_href(site.contact)):
        how = "vcard:hasEmail" if href.startswith("mailto:") else "vcard:hasURL"
        name = ctx.unit_name(site.publisher)
        kind = {"@type": "vcard:Organization", "vcard:fn": name, how: {"@id": href}}
        told["dcat:contactPoint"] = kind
    return told


def _titled(title: str, text: str, types: tuple[str, ...]) -> Node:
    both = {"dct:title": title, "dct:description": " ".join(text.split())}
    return {"@type": types, **both, "schema:name": title, "schema:description": text}


def _file(site: Site, offer: Offer) -> Node:
    address = absolute(site, offer.path)
    return {
        "@type": "dcat:Distribution",
        "dct:title": offer.name,
        "dct:description": offer.about or offer.name,
        "dct:license": _licence(site),
        "dct:format": _term("file-type", address.rpartition(".")[2].upper()),
        "dcat:mediaType": {"@id": f"https://www.iana.org/assignments/media-types/{offer.media}"},
        "dcat:accessURL": {"@id": address},
        "dcat:downloadURL": {"@id": address},
    }


def _licence(site: Site) -> Node:
    if site.licence_url:
        return {"@id": site.licence_url, "rdfs:label": site.licence}
    return {"@type": "dct:LicenseDocument", "rdfs:label": site.licence}


def _agent(ctx: RenderContext, unit: str) -> Node:
    return {"@type": "foaf:Agent", "foaf:name": ctx.unit_name(unit)}


def _term(register: str, code: str) -> Node:
    """A word of the registers of the European Union, which DCAT-AP asks for."""
    return {"@id": f"{_EU}{register}/{code}"}


def _day(day: date) -> Node:
    return {"@type": "xsd:date", "@value": day.isoformat()}


def _period(days: tuple[date, date] | None) -> Node:
    if days is None:
        return {}
    ends = dict(zip(("dcat:startDate", "dcat:endDate"), map(_day, days), strict=True))
    return {"dct:temporal": {"@type": "dct:PeriodOfTime", **ends}}
