"""What all plans share: units and documents."""

from __future__ import annotations

from generator.export.table import Table, day, of_register, several, text
from generator.model.source import Document, DocumentKind, Unit, UnitKind
from generator.problems import say

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
    ),
    is_key=True,
)

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
    ),
    is_key=True,
)
