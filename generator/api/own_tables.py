"""What pages tell and no table has: the sections of documents, and terms."""

from __future__ import annotations

from collections.abc import Iterator

from generator.compute.results import PlanResult
from generator.export.table import CITED, IN_PLAN, Row, Table, of_plans, several, text
from generator.model.catalog import cite
from generator.model.narrative import Section, SectionKind
from generator.model.source import Source, Term
from generator.problems import say


def _sections(plan: PlanResult) -> Iterator[tuple[Section, tuple[Source | None, ...]]]:
    for section in plan.folder.plan.sections:
        yield section, (cite(section.source, plan.folder.plan.source),)


def _words(row: Row[Section]) -> str:
    items = (it.text for it in row.item.items if it.text)
    return "\n".join((*row.item.paragraphs, *items))


SECTIONS = Table[Section](
    "sections",
    say("What the document of a plan says in words."),
    ("plan", "title"),
    of_plans(_sections),
    (
        IN_PLAN,
        text("kind", say("What it is about"), words=SectionKind),
        text("title", say("Title as printed")),
        text("text", say("Text as printed, a paragraph a line"), _words),
        *CITED,
    ),
)

GLOSSARY = Table[Term](
    "glossary",
    say("Acronyms and terms in plain words."),
    ("term",),
    lambda results, f: (Row(results, f, it) for it in results.catalog.glossary),
    (
        text("term", say("Acronym or term")),
        text("name", say("What it stands for")),
        text("meaning", say("Meaning in plain words")),
        several("synonyms", say("Other ways to say it")),
    ),
)
