"""What pages tell and no table has: sections, terms, regions, what is owed, news."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from generator.api.fields import TEXT, ApiContext, own
from generator.compute.news import News, NewsKind, all_news
from generator.compute.reporting import open_rounds, round_of
from generator.compute.results import PlanResult, Results
from generator.export.table import CITED, IN_PLAN, Row, Table, day, of_plans, several, text
from generator.model.catalog import cite
from generator.model.narrative import Section, SectionKind
from generator.model.source import Source, Term
from generator.problems import say
from generator.render.views.across.news import news_text
from generator.render.views.common import joined
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


class _Region(NamedTuple):
    region: str
    name: str


REGIONS = Table[_Region](
    "regions",
    say("Regions that something is said of."),
    ("region",),
    lambda results, f: (Row(results, f, _Region(*it)) for it in results.catalog.regions.items()),
    (text("region", say("Code of the region")), text("name", say("Name"))),
    is_key=True,
)


class _Unreported(NamedTuple):
    unit: str
    period: object
    deadline: object
    measure: str


def _unreported(results: Results, f: Formatter) -> Iterator[Row[_Unreported]]:
    """What the rounds that are over lack, as the page of a plan says."""
    for name, plan in results.plans.items():
        over = (it for it in open_rounds(plan) if it.end < results.as_of)
        for told in (round_of(plan, period) for period in over):
            for unit in told.units:
                for due in unit.missing:
                    item = _Unreported(unit.unit, told.period, told.deadline, due.id)
                    yield Row(results, f, item, name)


UNREPORTED = Table[_Unreported](
    "unreported",
    say("One row per result that was due and that nobody has reported: it is not 0."),
    ("plan", "period", "unit", "measure"),
    _unreported,
    (
        IN_PLAN,
        text("period", say("Period")),
        text("unit", say("Unit that has to report it (table units)")),
        text("measure", say("Indicator (table measures)")),
        day("deadline", say("Last day on which a report is on time")),
    ),
    is_key=True,
)

NEWS = Table[News](
    "news",
    say("What was published, approved or moved."),
    ("plan", "date", "kind"),
    lambda results, f: (Row(results, f, it, it.plan) for it in all_news(results)),
    (
        IN_PLAN,
        day("date", say("Date"), "day"),
        text("kind", say("What sort of news it is"), words=NewsKind),
    ),
)


def _title(ctx: ApiContext, row: Row[News]) -> str:
    return news_text(row.item.subject, ctx, row.result.folder).title


def _text(ctx: ApiContext, row: Row[News]) -> str:
    told = news_text(row.item.subject, ctx, row.result.folder)
    money = joined((joined((told.before, told.after), " → "), told.change))
    return joined((money, *(str(line.striptags()) for line in told.lines)), "\n")


NEWS_IN_WORDS = (
    own("title", say("Title"), TEXT, _title),
    own("text", say("What its page says of it"), TEXT, _text),
)
