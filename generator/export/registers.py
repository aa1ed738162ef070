"""What all plans share: units, documents and regions."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from generator.cite.documents import cited_documents
from generator.compute.results import Results
from generator.export.table import NOTE, Row, Table, day, of_register, several, text, whole
from generator.model.source import Document, DocumentKind, Unit, UnitKind
from generator.problems import say
from generator.words.formatter import Formatter

UNITS = Table[Unit](
    "units",
    say("Institutions and organizational units."),
    ("unit",),
    of_register(lambda catalog: catalog.units),
    (
        text("unit", say("Identifier of the unit"), "id"),
        text("name", say("Name")),
        text("acronym", say("Acronym")),
        text("kind", say("Kind of unit"), words=UnitKind),
        text("parent", say("Unit it belongs to")),
        text("code", say("Number in the State's registers")),
        NOTE,
    ),
    is_key=True,
)


def _taken(what: str) -> Callable[[Row[Document]], int]:
    def count(row: Row[Document]) -> int:
        found = row.results.derived(cited_documents).get(row.item.id)
        return getattr(found, what) if found else 0

    return count


DOCUMENTS = Table[Document](
    "documents",
    say("Documents that are cited."),
    ("document",),
    of_register(lambda catalog: catalog.documents),
    (
        text("document", say("Identifier of the document"), "id"),
        text("kind", say("Kind of document"), words=DocumentKind),
        text("number", say("Number as printed")),
        text("title", say("Title")),
        text("issuer", say("Who issued it")),
        day("date", say("Date")),
        text("url", say("Address on the web")),
        several("approves", say("Documents it approves")),
        several("modifies", say("Documents it changes")),
        NOTE,
        whole("n_figures", say("Figures that are taken from it"), _taken("n_figures")),
        whole("n_texts", say("Texts that are taken from it"), _taken("n_texts")),
    ),
    is_key=True,
)


class _Region(NamedTuple):
    region: str
    name: str
    part_of: str


def _regions(results: Results, f: Formatter) -> Iterator[Row[_Region]]:
    regions = results.catalog.region_list
    for code, name in regions.names.items():
        yield Row(results, f, _Region(code, name, regions.part_of(code)))


REGIONS = Table[_Region](
    "regions",
    say("Regions of the portal: those of its country, or its own."),
    ("region",),
    _regions,
    (
        text("region", say("Code of the region")),
        text("name", say("Name")),
        text("part_of", say("Name of the region that it is a part of")),
    ),
    is_key=True,
)
