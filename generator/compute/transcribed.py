"""Which documents plans and their results were transcribed from."""

from __future__ import annotations

from collections.abc import Iterable

from generator.model.catalog import Catalog, PlanFolder
from generator.model.source import Document


def transcribed(catalog: Catalog, folders: Iterable[PlanFolder]) -> list[Document]:
    """Each document once, in the order of the plans."""
    sources = (
        source
        for folder in folders
        for source in (folder.plan.source, *(file.source for file in folder.results))
    )
    names = (source.document for source in sources if source and source.document)
    return [catalog.documents[name] for name in dict.fromkeys(names)]
