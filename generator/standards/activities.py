"""What the activities of a plan in IATI share: who, what it is called by, links to documents."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from xml.etree.ElementTree import Element as XmlElement

from generator import paths
from generator.cite.citation import absolute
from generator.compute.results import PlanResult, Results
from generator.export.markup import child
from generator.load.yaml_write import as_read, on_one_line
from generator.model.catalog import Catalog, Element, MeasureUse, PlanFolder
from generator.model.measure import ResultEntry
from generator.model.period import Period, Span
from generator.model.reports import ResultRole, ResultsFile
from generator.model.source import Document, Source
from generator.words.formatter import Formatter

ORGANISATION, ORGANISATION_TYPE = "org-id", "iati-org-type"
"""Schemes under which a unit says its identifier and its type."""
PLAN_PAGE, AIMS, RESULTS = "A12", "A02", "A08"
"""Categories of documents: web page, objectives, results."""
_MEDIA = {
    "pdf": "application/pdf",
    "doc": "application/msword",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xls": "application/vnd.ms-excel",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv",
}


def in_yaml(value: object) -> str:
    """A value as a file of a content has it, on one line."""
    return on_one_line(as_read(value))


@dataclass(frozen=True)
class Activities:
    """What the activities of a plan share."""

    results: Results
    plan: PlanResult

    @property
    def catalog(self) -> Catalog:
        """The whole content."""
        return self.results.catalog

    @cached_property
    def folder(self) -> PlanFolder:
        """The plan with its amounts in every currency."""
        return self.catalog.plans[self.plan.folder.id]

    @cached_property
    def f(self) -> Formatter:
        """How its portal writes."""
        return Formatter.for_portal(self.catalog.language, self.catalog)

    @property
    def lang(self) -> str:
        """In which the plan is written."""
        return self.folder.plan.language or self.catalog.language

    @cached_property
    def reports(self) -> Mapping[str, Sequence[tuple[ResultsFile, ResultEntry]]]:
        """What was reported of each measure, in the order of the files."""
        found: dict[str, list[tuple[ResultsFile, ResultEntry]]] = {}
        for use, file, entry in self.catalog.reported(self.folder.id):
            if file.role is ResultRole.PROGRESS:
                found.setdefault(use.id, []).append((file, entry))
        return found

    @cached_property
    def written(self) -> Mapping[str, MeasureUse]:
        """Measures as they are written: targets that are said by the baseline are no numbers."""
        return {use.id: use for use in self.catalog.measures(self.folder.id)}

    def name_of(self, unit: str) -> str:
        """What a unit is called."""
        known = self.catalog.units.get(unit)
        return known.name if known else unit

    def code_of(self, unit: str, scheme: str) -> str | None:
        """A code of a unit: its first one in a scheme."""
        found = self.catalog.units.get(unit)
        return next(iter(found.codes.get(scheme, ())), None) if found else None

    def organisation(self, unit: str) -> dict[str, str | None]:
        """What IATI calls a unit by; nothing is made up where the content says nothing."""
        pairs = {"ref": ORGANISATION, "type": ORGANISATION_TYPE}
        return {name: self.code_of(unit, scheme) for name, scheme in pairs.items()}

    def identifier(self, part: Element) -> str:
        """Its own in IATI, else made of the publisher's, the plan's name and its code."""
        if own := part.node.codes.get("iati"):
            return own[0]
        if part.parents:
            return f"{self.identifier(self.folder.elements[0])}:{part.code.replace('/', ':')}"
        site = self.catalog.site
        publisher = self.code_of(site.publisher, ORGANISATION) if site else None
        return "-".join(filter(None, (publisher, self.folder.id)))

    def narrative(
        self, parent: XmlElement, name: str, text: str, **given: str | None
    ) -> XmlElement:
        """An element with one text."""
        found = child(parent, name, given)
        child(found, "narrative", {}, text)
        return found

    def document(self, parent: XmlElement, source: Source | None, category: str) -> None:
        """A link to the document that is cited, where it has an address."""
        found = self.catalog.documents.get(source.document or "") if source else None
        if found and found.url:
            self._link(parent, found.url, found.title or found.name, category, found)

    def _link(
        self, parent: XmlElement, url: str, title: str, category: str, of: Document | None = None
    ) -> None:
        media = _MEDIA.get(url.rpartition(".")[2].lower(), "text/html")
        link = child(parent, "document-link", {"url": url, "format": media})
        self.narrative(link, "title", title)
        child(link, "category", {"code": category})
        if of and of.date:
            child(link, "document-date", {"iso-date": of.date.isoformat()})

    def page(self, parent: XmlElement, part: Element) -> None:
        """A link to its page on the portal."""
        if url := self.address(part):
            self._link(parent, url, part.node.title, PLAN_PAGE)

    def address(self, part: Element) -> str | None:
        """Of its page on the portal, where that has an address."""
        site, path = self.catalog.site, paths.page_of(self.folder.id, part.code)
        return absolute(site, path) if site and site.url else None


def add_ends(parent: XmlElement, of: Period | Span) -> None:
    """Its first and last day."""
    for name, day in (("period-start", of.start), ("period-end", of.end)):
        child(parent, name, {"iso-date": day.isoformat()})
