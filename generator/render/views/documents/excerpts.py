"""What is taken from a place of a document: what it says, and the page that uses it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from generator import paths
from generator.model.base import Model
from generator.model.element import PLAN, Level
from generator.model.excerpts import Excerpt
from generator.model.indicator import Baseline, Indicator, Traits
from generator.model.measure import Discontinued, Measure, ResultEntry
from generator.model.method import Method
from generator.model.money import BudgetLine
from generator.model.narrative import Audience, Item, LegalBasis, NamedFigure, PrintedTable, Section
from generator.model.plan import Agreement, Approval, BudgetChange, Contribution, Priority, Version
from generator.model.published import Published
from generator.model.reports import (
    Action,
    Amendment,
    CalendarEntry,
    ElementReport,
    FollowUp,
    Recommendation,
)
from generator.model.scalars import slug
from generator.model.source import Term, Unit
from generator.problems import Message, msg
from generator.render.views.across.contrast import as_printed, quotation, subject_of, what_it_is
from generator.render.views.common import Link, RenderContext, joined, plan_link
from generator.render.views.measure.values import format_target, format_value
from generator.words.formatter import capital
from generator.words.text import shortened


@dataclass(frozen=True, slots=True)
class Extract:
    """One thing of the content that says where it was printed."""

    page: Link
    """The page that uses it."""
    figures: tuple[tuple[str, str], ...]
    """Each by what it is; "" where nothing names it."""
    text: str
    quote: str


def extract(ctx: RenderContext, it: Excerpt) -> Extract:
    """What an excerpt says, in words."""
    figures = tuple(_figures(ctx, it))
    told = joined((joined(one, ": ") for one in figures), " · ")
    quote = quotation(ctx, it.quote) if it.quote else ""
    return Extract(_page(ctx, it), figures, told or _in_words(ctx, it), quote)


# Where it is used.

_NARRATIVE = (Section, Item, NamedFigure, PrintedTable, Audience, LegalBasis)
_BESIDE: dict[type[Model], paths.Address] = {
    CalendarEntry: paths.PLAN_CALENDAR,
    Amendment: paths.PLAN_CHANGES,
}
_OF_PLAN: dict[type[Model], str] = {
    BudgetChange: "#modificaciones",
    Version: "#versiones",
    Agreement: "#suscripciones",
    Contribution: "#contribuye",
    Approval: "#identidad",
}
"""Where the page of a plan shows them."""


def _page(ctx: RenderContext, it: Excerpt) -> Link:
    """The page that uses an excerpt, by the name of what it is about."""
    entry, folder = it.entry, ctx.catalog.plans.get(it.plan)
    if folder is None or it.element is None:
        return _of_register(ctx, entry)
    if isinstance(entry, Published):
        is_part = entry.of not in {None, PLAN}
        found = subject_of(ctx, folder, entry) if is_part else plan_link(folder)
        return Link(shortened(found.text), found.href if entry.of else paths.PLAN_CONTRAST(it.plan))
    if isinstance(entry, Recommendation | Action | FollowUp):
        code = getattr(it.around or entry, "code", "")
        address = paths.PLAN_RECOMMENDATIONS(it.plan)
        return Link(ctx.t("Recommendation {code}", code=code), f"{address}#{code}")
    if type(entry) in _BESIDE:
        return Link(shortened(folder.plan.name), _BESIDE[type(entry)](it.plan))
    link = ctx.element_link(folder, it.element)
    at = f"{link.href}#{it.measure}" if it.measure else link.href
    if it.measure and len(ctx.results.plans[it.plan].measures_of(it.element.code)) > 1:
        return Link(joined((it.element.called, shortened(_traits(ctx, it).heading)), " "), at)
    if it.element.level is Level.PLAN:
        at += _OF_PLAN.get(type(entry), "")
        at = paths.NARRATIVE(it.plan) if isinstance(entry, _NARRATIVE) else at
    return Link(shortened(link.text), at)


def _of_register(ctx: RenderContext, entry: Model) -> Link:
    if isinstance(entry, Term):
        return Link(entry.term, f"{paths.GLOSSARY}#{slug(entry.term)}")
    if isinstance(entry, Unit):
        return ctx.unit_link(entry.id)
    if isinstance(entry, Method):
        return Link(entry.title, f"{paths.METHOD}#metodos")
    if not (name := ctx.once(_sheets).get(id(entry), "")):
        return Link("")
    return Link(shortened(ctx.catalog.indicators[name].name), paths.INDICATOR(name))


def _sheets(ctx: RenderContext) -> dict[int, str]:
    """Reference sheets, and baselines in them, by the identity of their models."""
    found: dict[int, str] = {}
    for name, sheet in ctx.catalog.indicators.items():
        found |= {id(it): name for it in (sheet, sheet.baseline) if it is not None}
    return found


# What it says.


def _figures(ctx: RenderContext, it: Excerpt) -> Iterator[tuple[str, str]]:
    match it.entry:
        case Measure() as entry:
            yield from _targets(ctx, it, entry)
        case ResultEntry() as entry:
            yield from _results(ctx, it, entry)
        case Baseline() as entry:
            told = _values(ctx, entry.value, lambda v: format_value(ctx, v, _traits(ctx, it)))
            yield ctx.t("Baseline ({period})", period=entry.period), told
        case BudgetLine() as entry:
            yield _amount(ctx, it, entry)
        case Published() as entry:
            name = ctx.once(_facts).get(entry.fact or "", "")
            what = name or what_it_is(ctx, ctx.catalog.plans[it.plan], entry)
            yield capital(what), as_printed(ctx, it.plan, entry, entry.value)


def _facts(ctx: RenderContext) -> dict[str, str]:
    """Facts in the words of one of their printings, by their codes; "" where none names them."""
    found: dict[str, list[Published]] = {}
    for folder in ctx.catalog.plans.values():
        for entry in folder.published:
            found.setdefault(entry.fact or "", []).append(entry)
    return {fact: next((it.name for it in own if it.name), "") for fact, own in found.items()}


def _traits(ctx: RenderContext, it: Excerpt) -> Traits:
    if it.plan:
        return ctx.results.plans[it.plan].measures[it.measure].use.traits
    return ctx.catalog.indicators[ctx.once(_sheets)[id(it.entry)]]


def _targets(ctx: RenderContext, it: Excerpt, entry: Measure) -> Iterator[tuple[str, str]]:
    traits = _traits(ctx, it)
    for period, value in entry.targets.items():
        told = _values(ctx, value, lambda v: format_target(ctx, v, traits))
        yield ctx.t("Target, {period}", period=period), told
    if entry.total is not None:
        yield ctx.t("Total of the targets"), format_target(ctx, entry.total, traits)


def _results(ctx: RenderContext, it: Excerpt, entry: ResultEntry) -> Iterator[tuple[str, str]]:
    traits = _traits(ctx, it)
    for value in (entry.figure, *entry.breakdowns.values()):
        told = _values(ctx, value, lambda v: format_value(ctx, v, traits))
        if told := told or shortened(entry.text or ""):
            yield ctx.t("Result, {period}", period=it.period), told


def _values(ctx: RenderContext, value: Any, write: Callable[[Any], str]) -> str:
    """The one value, or that of each part."""
    if not isinstance(value, dict):
        return write(value)
    return joined((f"{ctx.region(part)} {write(one)}" for part, one in value.items()), "; ")


def _amount(ctx: RenderContext, it: Excerpt, line: BudgetLine) -> tuple[str, str]:
    unit = ctx.unit_name(line.executing_unit, short=True)
    stage, concept = capital(ctx.f.label(line.stage)), line.concept or ""
    what = joined((stage, line.version or "", unit, concept, str(line.year)), ", ")
    currency = line.currency or ctx.catalog.currency(it.plan)
    return shortened(what), ctx.f.money(line.amount, currency)


def _named(_: RenderContext, entry: Any) -> str:
    return str(entry.title or getattr(entry, "label", None) or getattr(entry, "text", None) or "")


def _document(ctx: RenderContext, entry: Any) -> str:
    document = ctx.document_link(entry.document)
    return document.text if document else ""


def _signature(ctx: RenderContext, entry: Any) -> str:
    return joined((entry.counterpart, ctx.date(entry.date)), ", ")


def _counted(ctx: RenderContext, entry: Any) -> str:
    return joined((entry.of, joined((ctx.number(entry.value), entry.unit or ""), " ")), ": ")


_WORDS: dict[type[Model], tuple[Message, Callable[[RenderContext, Any], str]]] = {
    Section: (msg("Section"), _named),
    Item: (msg("Text"), _named),
    NamedFigure: (msg("Figure"), _counted),
    PrintedTable: (msg("Table"), _named),
    Audience: (msg("Audience"), lambda _, it: it.theme),
    LegalBasis: (msg("Legal basis"), _document),
    Approval: (msg("Approval"), _document),
    Version: (msg("Version of the plan"), lambda _, it: it.label),
    BudgetChange: (msg("Act that changed the budget"), _document),
    Agreement: (msg("Signature"), _signature),
    Contribution: (msg("What it contributes to"), _named),
    Recommendation: (msg("Recommendation"), lambda _, it: it.text),
    Action: (msg("Action"), lambda _, it: it.text),
    FollowUp: (msg("Follow-up"), lambda _, it: it.text),
    CalendarEntry: (msg("Date"), lambda _, it: f"{it.title}, {it.printed}"),
    Amendment: (msg("Amendment"), _document),
    Priority: (msg("Priority"), lambda _, it: str(it.rank)),
    ElementReport: (msg("What the institution reported"), lambda *_: ""),
    Discontinued: (msg("No longer measured"), lambda _, it: it.reason),
    Term: (msg("Term"), lambda _, it: it.name),
    Unit: (msg("Unit"), lambda *_: ""),
    Indicator: (msg("Reference sheet"), lambda *_: ""),
    Method: (msg("Method"), lambda *_: ""),
}
"""What things are called that are no figures, and their own names where pages have others."""
_OTHER: tuple[Message, Callable[[RenderContext, Any], str]] = (msg("Title"), lambda *_: "")


def _in_words(ctx: RenderContext, it: Excerpt) -> str:
    name, told = _WORDS.get(type(it.entry), _OTHER)
    amount = ""
    if isinstance(it.entry, BudgetChange):
        amount = ctx.f.signed_money(it.entry.amount, ctx.catalog.currency(it.plan))
    return joined((ctx.t(name), shortened(told(ctx, it.entry)), amount), ": ")
