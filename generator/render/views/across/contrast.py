"""Contraste: what the institution printed, beside what its own parts give."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from markupsafe import Markup

from generator.compute.explain import Explanation
from generator.compute.results import PlanResult
from generator.model.catalog import PLAN, PlanFolder, cite
from generator.model.period_field import may_be_year
from generator.model.published import Published, PublishedFigure
from generator.model.rounding import places, rounded
from generator.model.scalars import State
from generator.problems import Message, Money, Percent, msg, plural
from generator.reconcile.findings import BANDS, Finding, PlanEvidence, interval_words
from generator.reconcile.ranking import Sort, ranking, sort_of
from generator.reconcile.reconcile import Reconciled, Verdict, counts, name_of
from generator.render.looks import LOOKS, Look
from generator.render.views.common import (
    CitedAt,
    Datum,
    Link,
    Mark,
    Page,
    RenderContext,
    Segment,
    bold,
    joined,
    segments,
)
from generator.render.views.measure.values import machine
from generator.words.formatter import NBSP, capital
from generator.words.text import shortened

VERDICTS: dict[Verdict, tuple[Message, Message]] = {
    Verdict.DIFFERS: (msg("Differs"), msg("differ")),
    Verdict.CONFLICTING: (msg("Appears with two values"), msg("appear with two values")),
    Verdict.NOT_RECOMPUTABLE: (msg("Cannot be recomputed"), msg("are not recomputable")),
    Verdict.AGREES: (msg("Agrees"), msg("agree")),
}
"""What a verdict is called, of one figure and of several."""


SORTS: dict[Sort, Message] = {
    Sort.DIFFERS: msg("Does not add up"),
    Sort.TWO_VALUES: msg("Told in two ways"),
    Sort.DOUBT: msg("For review"),
}


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A published figure with its verdict."""

    what: str
    is_quoted: bool
    """Its words are its name: a count within the document has no other."""
    kind: str
    """What sort of figure it is, to filter by."""
    of: Link
    published: Datum
    recomputed: str
    difference: str
    explanation: str
    reason: str
    quote: str
    note: str
    cited: CitedAt | None


@dataclass(frozen=True, slots=True)
class FactRow:
    """A fact with everything that is printed for it."""

    id: str
    name: str
    printings: tuple[tuple[str, str, CitedAt | None], ...]
    """Value, quote and place of each printing."""
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FindingRow:
    """What a detector found."""

    finding: Finding
    mark: Mark
    cited: CitedAt | None


@dataclass(frozen=True, slots=True)
class ContrastView:
    """The page of one plan's published figures."""

    lead: Markup
    bar: tuple[Segment, ...]
    tally: tuple[tuple[Mark, str], ...]
    differing: tuple[FigureRow, ...]
    conflicting: tuple[FactRow, ...]
    silent: tuple[FigureRow, ...]
    findings: tuple[FindingRow, ...]
    agreeing: tuple[FigureRow, ...]
    n_agreeing_facts: int


def contrast_page(ctx: RenderContext, plan: str) -> Page | None:
    """The page of a plan's published figures; None where there is nothing to show."""
    if not is_told(ctx, plan):
        return None
    folder = ctx.catalog.plans[plan]
    heading = ctx.t("Do the published figures add up?")
    title = f"{ctx.t('Check of figures')}: {folder.plan.name}"
    return Page(title, heading, ctx.once(contrast_view, plan), ctx.plan_crumbs(folder))


def is_told(ctx: RenderContext, plan: str) -> bool:
    """Whether a plan has figures to check, or something was found in it."""
    found = any(finding.plan == plan for finding in ctx.contrast.findings)
    return found or bool(ctx.catalog.plans[plan].published)


def lead_of(ctx: RenderContext, found: Iterable[Reconciled]) -> Markup:
    """How many figures were checked, and how many of each verdict."""
    tally = counts(found)
    return ctx.html(
        "Figures that the documents compute or repeat: {n}. Agree with the recomputed ones:"
        " {agrees}; differ: {differs}; appear with two values: {conflicting}.",
        n=sum(tally.values()),
        agrees=bold(ctx.f.number(tally[Verdict.AGREES])),
        differs=bold(ctx.f.number(tally[Verdict.DIFFERS])),
        conflicting=bold(ctx.f.number(tally[Verdict.CONFLICTING])),
    )


def contrast_view(ctx: RenderContext, name: str) -> ContrastView:
    """What one plan published, by verdict; its report prints it too."""
    plan = ctx.results.plans[name]
    found = [item for item in ctx.contrast.reconciled if item.plan == name]
    figures = [item for item in found if item.entry.fact is None]
    tally, ranked = counts(found), ctx.results.derived(ranking)

    def rows(verdict: Verdict) -> tuple[FigureRow, ...]:
        return tuple(_figure(ctx, plan, i) for i in figures if i.verdict is verdict)

    return ContrastView(
        lead=lead_of(ctx, found),
        bar=_bar(ctx, tally),
        tally=tuple(
            (
                Mark(LOOKS[verdict], _of_n(ctx, verdict, tally[verdict])),
                ctx.f.number(tally[verdict]),
            )
            for verdict in VERDICTS
            if tally[verdict]
        ),
        differing=rows(Verdict.DIFFERS),
        conflicting=tuple(_facts(ctx, found)),
        silent=rows(Verdict.NOT_RECOMPUTABLE),
        findings=tuple(_finding(ctx, f) for it in ranked for f in it.findings if f.plan == name),
        agreeing=rows(Verdict.AGREES),
        n_agreeing_facts=counts(i for i in found if i.entry.fact)[Verdict.AGREES],
    )


def _bar(ctx: RenderContext, tally: Mapping[Verdict, int]) -> tuple[Segment, ...]:
    """Agreement in a quiet colour, the rest in the one of contrast."""
    order = (Verdict.AGREES, Verdict.NOT_RECOMPUTABLE, Verdict.CONFLICTING, Verdict.DIFFERS)
    looks = {**LOOKS, Verdict.AGREES: Look.AGREES_QUIETLY}
    return segments((Mark(looks[v], _of_n(ctx, v, tally[v])), tally[v]) for v in order if tally[v])


def _of_n(ctx: RenderContext, verdict: Verdict, n: int) -> str:
    """The verdict of ``n`` figures, in the middle of a sentence."""
    one, several = VERDICTS[verdict]
    return ctx.t(one).lower() if n == 1 else ctx.t(several)


_SIGNS = str.maketrans("*/-", "×÷−")


def _sum(ctx: RenderContext, explanation: Explanation) -> str:
    """The sum with the signs and the numbers of a page, also where an author wrote it."""
    text = explanation.written(ctx.f.number).translate(_SIGNS)
    whole = r"(?<![\d.,])\d{4,}(?:\.\d+)?"
    return re.sub(whole, lambda found: ctx.f.number(Decimal(found.group())), text)


def _figure(ctx: RenderContext, plan: PlanResult, item: Reconciled) -> FigureRow:
    """One published figure as a row."""
    entry = item.entry
    is_quoted = entry.figure is PublishedFigure.STATEMENT and bool(entry.quote)
    what = what_it_is(ctx, plan.folder, entry)
    return FigureRow(
        what=quotation(ctx, entry.quote or "") if is_quoted else capital(what),
        is_quoted=is_quoted,
        kind=ctx.f.label(entry.figure) if entry.figure else "",
        of=subject_of(ctx, plan.folder, entry),
        published=Datum(as_printed(ctx, item.plan, entry, entry.value), machine(entry.value)),
        recomputed=as_printed(ctx, item.plan, entry, item.recomputed),
        difference=_difference(ctx, item) if item.verdict is Verdict.DIFFERS else "",
        explanation=_sum(ctx, item.explanation) if item.explanation else "",
        reason=ctx.t(item.reason) if item.reason else "",
        quote=entry.quote or "",
        note=entry.note or "",
        cited=ctx.cited(cite(entry.source, plan.folder.plan.source)),
    )


def what_it_is(ctx: RenderContext, folder: PlanFolder, entry: Published) -> str:
    """What the figure is, in words: ``promedio de avance, UE 002, 2024``."""
    is_plain = entry.figure in {PublishedFigure.COUNT, PublishedFigure.BUDGET}
    name = ctx.f.label(entry.figure) if entry.figure and not is_plain else ""
    when = ctx.f.period(entry.period) if entry.period else str(entry.year or "")
    interval = ctx.t(interval_words(entry.range)) if entry.range else ""
    unit = ctx.unit_name(entry.where.executing_unit, short=True)
    stage = ctx.f.label(entry.stage) if entry.stage else ""
    counted = _counted(ctx, folder, entry.level) if entry.level else ""
    band = ctx.t(BANDS[entry.band]) if entry.band else ""
    things = joined((counted, interval, band), " ")
    return joined((name, things, stage, entry.version or "", unit, when), ", ")


def _counted(ctx: RenderContext, folder: PlanFolder, level: str) -> str:
    """What a count counts, in the plan's word for it."""
    known = folder.level(level)
    return (folder.name_of(known).plural if known else ctx.t("Indicators")).lower()


_LONG_QUOTE = 140


def quotation(ctx: RenderContext, words: str) -> str:
    """The words of the document, cut at a word where they are long."""
    return ctx.t("«{text}»", text=shortened(words, _LONG_QUOTE))


def subject_of(ctx: RenderContext, folder: PlanFolder, entry: Published) -> Link:
    """What a published figure is of: a part of the plan, or an indicator."""
    code = entry.of or ""
    element = folder.by_code.get(code)
    if element is not None:
        link = ctx.element_link(folder, element)
        return Link(ctx.t("the plan"), link.href) if code == PLAN else link
    for measure in ctx.results.plans[folder.id].measures.values():
        if code in (measure.use.id, measure.use.measure.indicator):
            href = ctx.element_link(folder, measure.use.element).href
            return Link(measure.use.traits.heading, f"{href}#{measure.use.id}")
    return Link(code)


_MANY_DIGITS = 2


def as_printed(ctx: RenderContext, plan: str, entry: Published, value: object) -> str:
    """A value as printed: with its digits; a recomputed one with two decimals more at most.

    An amount is written as everywhere else.
    """
    if isinstance(value, Decimal):
        if entry.fact and may_be_year(value):
            return str(value)
        told = PlanEvidence(ctx.results, ctx.results.plans[plan]).in_unit(entry, value)
        if isinstance(told, Money):
            return ctx.f.value(told)
        n = places(entry.value) if isinstance(entry.value, Decimal) else 0
        n += 0 if value == rounded(value, n) else _MANY_DIGITS
        return ctx.f.number(value, n, in_percent=isinstance(told, Percent))
    if isinstance(value, date):
        return ctx.f.date(value)
    if isinstance(value, State):
        return ctx.f.label(value)
    return str(value) if value is not None else ""


def _difference(ctx: RenderContext, item: Reconciled) -> str:
    """Published less recomputed; between percentages, in percentage points."""
    text = as_printed(ctx, item.plan, item.entry, item.difference)
    if not text.endswith("%"):
        return text
    points = plural("{n} point", "{n} points", n=item.difference)
    return ctx.f.template(points).format(n=text.removesuffix("%").rstrip(NBSP))


def _facts(ctx: RenderContext, found: Iterable[Reconciled]) -> Iterator[FactRow]:
    """Facts that are printed in more than one way, each once."""
    firsts: dict[str, Reconciled] = {}
    for item in found:
        if item.entry.fact is not None and item.verdict is Verdict.CONFLICTING:
            firsts.setdefault(item.entry.fact, item)
    for name, item in firsts.items():
        entries = [(item.plan, item.entry), *item.others]
        yield FactRow(
            id=f"dato-{name}",
            name=name_of(entry for _, entry in entries),
            printings=tuple(_printing(ctx, plan, entry) for plan, entry in entries),
            notes=tuple(dict.fromkeys(entry.note for _, entry in entries if entry.note)),
        )


def _printing(ctx: RenderContext, plan: str, entry: Published) -> tuple[str, str, CitedAt | None]:
    source = cite(entry.source, ctx.catalog.plans[plan].plan.source)
    return as_printed(ctx, plan, entry, entry.value), entry.quote or "", ctx.cited(source)


def _finding(ctx: RenderContext, finding: Finding) -> FindingRow:
    sort = sort_of(finding)
    return FindingRow(finding, Mark(LOOKS[sort], ctx.t(SORTS[sort])), ctx.cited(finding.source))
