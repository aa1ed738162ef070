"""Rules on the documents that are published themselves, in ``content/sources/``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.check.common import suggestion
from generator.model.catalog import Catalog
from generator.model.excerpts import excerpts
from generator.problems import Problem, error, msg


def check_source_file(catalog: Catalog) -> Iterator[Problem]:
    """source-without-document: each file carries the id of a document of the list."""
    for file in catalog.sources if "documents.yml" not in catalog.broken else ():
        if file.document not in catalog.documents:
            what = msg("«{name}» is not in content/documents.yml", name=file.document)
            hint = suggestion(file.document, catalog.documents) or msg(
                "add it to content/documents.yml"
            )
            yield error("source-without-document", file.place, what, hint)


def check_cited_line(catalog: Catalog) -> Iterator[Problem]:
    """line-beyond-end: a line that is cited is one of the text that is published."""
    texts = {file.document: len(file.lines) for file in catalog.sources if file.lines}
    for it in excerpts(catalog) if texts else ():
        cited = [int(n) for n in re.findall(r"\d+", it.source.lines or "")]
        last = texts.get(it.source.document or "", 0)
        if last and any(not 1 <= n <= last for n in cited):
            what = msg(
                "it cites line {n}, and the text of «{document}» has {last}",
                n=next(n for n in cited if not 1 <= n <= last),
                document=it.source.document,
                last=last,
            )
            hint = msg("write the line where it stands in content/sources/")
            yield error("line-beyond-end", it.source.place_of("lines"), what, hint)
