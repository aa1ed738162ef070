"""The kinds of objects of the API: the one table that files and their schemas are made from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from generator import paths
from generator.addresses import in_language, twin_of
from generator.api import own_tables
from generator.api.fields import (
    ADDRESS,
    COUNT,
    TEXT,
    ApiContext,
    Data,
    Field,
    inside,
    many,
    of_table,
    own,
    pick,
    ref,
)
from generator.cite.citation import absolute, citation
from generator.cite.figure import FigureKey, stated
from generator.compute.measured import MeasureResult
from generator.compute.results import PlanResult
from generator.compute.series import WHOLE
from generator.export import TABLES, audit, indicators, observations, plans, registers, terms
from generator.export.table import Row
from generator.model.period import Period
from generator.model.source import DisputedField
from generator.problems import say
from generator.reconcile.disputes import of_measure
from generator.render.views.common import joined
from generator.render.views.held import held_line
from generator.render.views.measure.sentences import sentence
from generator.words.formatter import common_blanks

OPENAPI = f"{paths.API}openapi.json"
VERSION = say("Version of the content that it is of: a commit, or a day and a digest")


def text_of(plan: str, lang: str) -> str:
    """A plan as plain text, beside its JSON."""
    return f"{twin_of(paths.PLAN(plan), lang).removesuffix('.json')}.txt"


def measure_file(plan: str, measure: str, lang: str) -> str:
    """The JSON of one measure."""
    return in_language(paths.API_MEASURE(plan, measure), lang)


def _addresses(
    page: Callable[[Row[Any]], str], file: Callable[[Row[Any], str], str]
) -> tuple[Field, ...]:
    """The addresses of what tells something: a page, and a file of the API."""
    return (
        own(
            "page",
            say("Address of the page that tells it"),
            ADDRESS,
            lambda ctx, row: absolute(ctx.catalog.site, page(row)),
        ),
        own(
            "json",
            say("Address of the file that tells all of it"),
            ADDRESS,
            lambda ctx, row: absolute(ctx.catalog.site, file(row, ctx.lang)),
        ),
    )


def _twins(page: Callable[[Row[Any]], str]) -> tuple[Field, ...]:
    return _addresses(page, lambda row, lang: twin_of(page(row), lang))


# What stands within others.

_SOURCE = inside(
    "Source",
    say("Where something is printed."),
    ("document", say("Document it is printed in (table documents)"), TEXT),
    ("name", say("Number of the document, else its title"), TEXT),
    ("title", say("Title"), TEXT),
    ("place", say("Place in the document"), TEXT),
    ("lines", say("Lines of the text edition of the document"), TEXT),
    ("url", say("Address on the web"), ADDRESS),
    required=1,
)
_DISPUTE = inside(
    "Dispute",
    say("What is in dispute though it stays as printed, and why."),
    ("field", say("What is in dispute"), {**TEXT, "enum": [*map(str, DisputedField)]}),
    ("why", say("What contradicts it"), TEXT),
    ("place", say("Place where that stands"), TEXT),
    required=2,
)


def _disputes(
    ctx: ApiContext, measure: MeasureResult, period: Period | None = None, member: str = WHOLE
) -> list[Data]:
    return [
        {"field": str(it.field), "why": ctx.f.value(it.why)}
        | ({"place": it.place} if it.place else {})
        for it in of_measure(ctx.results, measure, period, member)
    ]


_CITATION = inside(
    "Citation",
    say("How to cite a figure."),
    ("permalink", say("Address of the figure in this version"), ADDRESS),
    ("apa", say("In the style of APA"), TEXT),
    ("bibtex", say("As an entry of BibTeX"), TEXT),
    required=3,
)


def _citation(ctx: ApiContext, row: Row[Any]) -> Data:
    seen, use = row.item.seen, row.item.measure.use
    figure = FigureKey(row.plan, use.id, seen.period.text, seen.member)
    doubts = of_measure(ctx.results, row.item.measure, seen.period, seen.member)
    fields = (it.field for it in doubts)
    return asdict(citation(ctx.results, ctx.f, figure, ctx.version, fields))


def _in_dispute(get: Callable[[ApiContext, Row[Any]], list[Data]]) -> Field:
    about = say("What of it is in dispute; empty where nothing is")
    return own("disputes", about, many(ref("Dispute")), get)


def _n_published(get: Callable[[Row[Any]], int]) -> Field:
    about = say("How many results are published of it: 0 where nothing is")
    return own("n_results", about, COUNT, lambda _, row: get(row))


def _in_words(ctx: ApiContext, row: Row[Any]) -> str:
    told = stated(ctx.f, row.item.it, row.item.measure.use.traits)
    return common_blanks(", ".join(told.values()) or ctx.f.label(row.item.it.status))


FIGURE = of_table(
    "Figure",
    observations.OBSERVATIONS,
    own("says", say("The figure in words"), TEXT, _in_words),
    own(
        "unit",
        say("Unit of measurement as printed"),
        TEXT,
        lambda _, row: row.item.measure.use.traits.unit or None,
    ),
    _in_dispute(
        lambda ctx, row: _disputes(ctx, row.item.measure, row.item.period, row.item.seen.member)
    ),
    own("citation", say("How to cite it"), ref("Citation"), _citation),
    own("version", VERSION, TEXT, lambda ctx, _: ctx.version),
    always="period target? actual? unit? state says sources disputes citation version",
    without=("plan", "measure", "disputed", "unit"),
)
CHANGE = of_table("Change", audit.CHANGES)
TERM = of_table("WholeTerm", terms.TERMS, without=("plan", "measure"))


# Indicators, parts of plans, plans.


def _n_results(measure: MeasureResult) -> int:
    reports = (it for series in measure.years.values() for it in series.reports)
    return sum(not it.lacks_figure for it in reports)


def _n_of_plan(plan: PlanResult) -> int:
    return sum(map(_n_results, plan.measures.values()))


def _figures(ctx: ApiContext, row: Row[MeasureResult]) -> list[Data]:
    return sorted(pick(ctx, FIGURE, **_key(row)), key=_in_time)


def _in_time(figure: Data) -> tuple[str, ...]:
    return tuple(figure.get(name) or "" for name in ("period", "dimension", "member"))


def _key(row: Row[MeasureResult]) -> dict[str, str]:
    return {"plan": row.plan, "measure": row.item.use.id}


MEASURE = of_table(
    "Measure",
    plans.MEASURES,
    *_addresses(
        lambda row: paths.page_of(row.plan, row.item.use.element.code, row.item.use.id),
        lambda row, lang: measure_file(row.plan, row.item.use.id, lang),
    ),
    own(
        "says",
        say("What its page says first of it"),
        TEXT,
        lambda ctx, row: common_blanks(sentence(ctx, row.item, row.item.current).striptags()),
    ),
    _n_published(lambda row: _n_results(row.item)),
    _in_dispute(lambda ctx, row: _disputes(ctx, row.item)),
    own(
        "figures",
        say("Its targets and results, by period and part; one of each year that has any"),
        many(ref("Figure")),
        _figures,
    ),
    own(
        "whole_term",
        say("All years of its plan together, where there are several"),
        many(ref("WholeTerm")),
        lambda ctx, row: pick(ctx, TERM, **_key(row)),
    ),
    own(
        "changes",
        say("Figures of it that became others"),
        many(ref("Change")),
        lambda ctx, row: pick(ctx, CHANGE, **_key(row)),
    ),
    always=("plan measure name element unit? says n_results sources disputes page json figures"),
    without=("disputed",),
)
MEASURE_SUMMARY = MEASURE.brief(
    "MeasureSummary",
    say("An indicator of a plan; all of it, with its figures, stands in its own file."),
    *(it.name for it in MEASURE.fields if it.name not in {"figures", "whole_term", "changes"}),
)
MEASURE_LINK = MEASURE.brief(
    "MeasureLink",
    say("An indicator of a plan, by its name."),
    *("plan", "measure", "element", "name", "unit", "n_results", "page", "json"),
)


def _published(ctx: ApiContext, row: Row[Any]) -> str:
    n, day = _n_of_plan(row.result), ctx.results.day_of(row.plan)
    said = ctx.f.n("{n} result published.", "{n} results published.", n)
    if not n:
        said = ctx.t("Nothing published: the plan has no result as of {day}.", day=day)
    return joined((said, held_line(ctx, row.plan)), " ")


PLAN_OF_API = of_table(
    "Plan",
    plans.PLANS,
    *_twins(lambda row: paths.PLAN(row.plan)),
    _n_published(lambda row: _n_of_plan(row.result)),
    own("says", say("How many results are published, or that none is"), TEXT, _published),
    always="plan title says n_results page json",
)
ELEMENT = of_table(
    "Element",
    plans.ELEMENTS,
    *_twins(lambda row: paths.page_of(row.plan, row.item.code)),
    always="plan code title level page json",
)
ELEMENT_LINK = ELEMENT.brief(
    "ElementLink",
    say("A part of a plan, by its title."),
    *("plan", "code", "level", "parent", "title", "page", "json"),
)

# What all plans share, and the rest of what pages tell.

UNIT = of_table("Unit", registers.UNITS, *_twins(lambda row: paths.UNIT(row.item.id)))
INDICATOR = of_table(
    "Indicator",
    indicators.INDICATORS,
    *_twins(lambda row: paths.INDICATOR(row.item.indicator)),
    always="indicator name page json",
)
INDICATOR_LINK = INDICATOR.brief(
    "IndicatorLink",
    say("A reference sheet, by its name."),
    *("indicator", "name", "unit", "page", "json"),
)
PAGE = inside(
    "PageLink",
    say("A page of the portal, and the file that says the same."),
    ("title", say("Title"), TEXT),
    ("page", say("Address of the page"), ADDRESS),
    ("json", say("Address of the file"), ADDRESS),
    required=3,
)
_MORE = (own_tables.SECTIONS, own_tables.CHECKS, own_tables.GLOSSARY)
_RICH = (
    *(PLAN_OF_API, ELEMENT, ELEMENT_LINK, MEASURE, MEASURE_SUMMARY, MEASURE_LINK, FIGURE, TERM),
    *(CHANGE, UNIT, INDICATOR, INDICATOR_LINK, PAGE, _SOURCE, _DISPUTE, _CITATION),
)
RECORDS = {it.name: it for it in (*_RICH, *(of_table(it.name, it) for it in (*TABLES, *_MORE)))}
"""Every kind of object by name; one that is called as a table is a row of it."""
