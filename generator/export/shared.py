"""Columns that many tables have: the plan, the citation of a figure."""

from __future__ import annotations

from collections.abc import Iterable

from generator.export.table import Record, listed, several, text
from generator.model.source import Source
from generator.problems import say

IN_PLAN = text("plan", say("Plan: the name of its folder, as in the address of its page"))
CITED = (
    several("document", say("Document it is printed in (table documents)")),
    several("place", say("Place in the document")),
)
LINES = several("lines", say("Lines of the text edition of the document"))
CONCERNS = several("concerns", say("Codes of the elements and measures it is about"))


def citation(sources: Iterable[Source | None]) -> Record:
    """Document and place of a figure; of all its parts, each once, where it adds them up."""
    given = [source for source in sources if source is not None]
    return {
        "document": listed(source.document for source in given),
        "place": listed(source.place for source in given),
    }
