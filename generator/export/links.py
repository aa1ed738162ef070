"""What leads from one thing to another: contributions between plans, and every citation."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from generator.addresses import in_language
from generator.cite.documents import document_address
from generator.compute.results import PlanResult, Results
from generator.export.filling import rows_of
from generator.export.table import (
    IN_PLAN,
    PRINTED,
    Row,
    Table,
    as_text,
    ident,
    note_of,
    of_plans,
    text,
    whole,
)
from generator.model.catalog import PLAN, Element, cite
from generator.model.plan import Contribution
from generator.model.source import Source
from generator.paths import address
from generator.problems import say
from generator.words.formatter import Formatter


class _Contribution(NamedTuple):
    element: Element
    link: Contribution


def _contributions(plan: PlanResult) -> Iterator[tuple[_Contribution, tuple[Source | None, ...]]]:
    for element in plan.folder.elements:
        for link in element.node.contributes_to:
            yield _Contribution(element, link), (cite(link.source, *element.sources),)


def _other(row: Row[_Contribution]) -> str | None:
    """The code of the element it leads to, if that is of a plan of this portal."""
    link = row.item.link
    if link.plan is None:
        return None
    return row.results.catalog.plans[link.plan].full_name(link.code or PLAN)


CONTRIBUTIONS = Table[_Contribution](
    "contributions",
    say("One row per link to a part of another plan, or of a document, that something serves."),
    ("plan", "element", "to_plan", "to_element", "id"),
    of_plans(_contributions),
    (
        IN_PLAN,
        text("element", say("Code of the part of the plan (table elements)"), "element.code"),
        text("to_plan", say("Plan of this portal that it serves (table plans)"), "link.plan"),
        text("to_element", say("Code of the part of that plan (table elements)"), _other),
        text("to_document", say("Document that it serves (table documents)"), "link.document"),
        text("code", say("Code of what it serves, as printed"), "link.code"),
        text("label", say("What the document calls its level"), "link.label"),
        text("title", say("Title as printed"), "link.title"),
        note_of("link.note"),
        *PRINTED,
        ident(
            lambda row: (
                *(row.plan, row.item.element.code, row.item.link.plan or row.item.link.document),
                *(row.item.link.code, row.item.link.label),
            )
        ),
    ),
)


class _Citation(NamedTuple):
    of_table: str
    of_row: str
    n: int
    source: Source


def sources(tables: tuple[Table[Any], ...]) -> Table[_Citation]:
    """The table of the citations of all others."""

    def rows(results: Results, f: Formatter) -> Iterator[Row[_Citation]]:
        for table in tables:
            found, columns = rows_of(table, results, f), {it.name: it for it in table.columns}
            keys = zip(*(columns[name].cells(found) for name in table.key), strict=True)
            for row, key in zip(found, keys, strict=True):
                cited = dict.fromkeys(source for source in row.sources if source)
                for n, source in enumerate(cited, 1):
                    told = _Citation(table.name, "/".join(map(as_text, key)), n, source)
                    yield Row(results, f, told, row.plan)

    return Table(
        "sources",
        say("One row per citation: where a row of another table is printed."),
        ("of_table", "of_row", "n"),
        rows,
        (
            IN_PLAN,
            text("of_table", say("Table that the row is of")),
            text("of_row", say("Its key in that table; of several columns, with «/» between them")),
            whole("n", say("Its place among the citations of the row")),
            text("document", say("Document it is printed in (table documents)"), "source.document"),
            text("place", say("Place in the document"), "source.place"),
            text("lines", say("Lines of the text edition of the document"), "source.lines"),
            text("quote", say("Words of the document"), "source.quote"),
            text("page", say("Page that shows the place, from the root of the portal"), _page),
        ),
        is_key=True,
    )


def _page(row: Row[_Citation]) -> str:
    source = row.item.source
    if source.document is None:
        return ""
    return address(in_language(document_address(row.results, source.document, source), row.f.lang))
