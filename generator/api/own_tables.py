"""What pages tell and no table has: the sections of documents, counts of checks, and terms."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.compute.results import PlanResult, Results
from generator.export.table import (
    CITED,
    IN_PLAN,
    Column,
    Row,
    Table,
    of_plans,
    several,
    text,
    whole,
)
from generator.model.catalog import cite
from generator.model.narrative import Section, SectionKind
from generator.model.source import Source, Term
from generator.problems import say
from generator.reconcile.contrast import contrast
from generator.reconcile.reconcile import counts
from generator.words.formatter import Formatter


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


def _checks(results: Results, f: Formatter) -> Iterator[Row[Mapping[str, int]]]:
    """Of each plan with published figures or findings."""
    found = results.derived(contrast)
    for name in results.plans:
        tally = counts(it for it in found.reconciled if it.plan == name)
        told = {str(verdict).replace("-", "_"): n for verdict, n in tally.items()}
        told["n_findings"] = sum(it.plan == name for it in found.findings)
        if any(told.values()):
            yield Row(results, f, told, name)


def _n(name: str, description: str) -> Column[Mapping[str, int]]:
    return whole(name, description, lambda row: row.item[name])


CHECKS = Table[Mapping[str, int]](
    "checks",
    say("Published figures of each plan by verdict, each counted once, however often printed."),
    ("plan",),
    _checks,
    (
        IN_PLAN,
        _n("agrees", say("How many agree")),
        _n("differs", say("How many differ")),
        _n("conflicting", say("How many are printed with several values")),
        _n("not_recomputable", say("How many cannot be recomputed")),
        _n("n_findings", say("How many findings there are")),
    ),
    is_key=True,
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
