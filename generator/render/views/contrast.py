"""Contraste: what the institution printed, beside what its own parts give."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from markupsafe import Markup

from generator.compute.results import PlanResult
from generator.model.catalog import PLAN, PlanFolder, cite
from generator.model.published import Published, PublishedFigure
from generator.problems import Message, msg
from generator.reconcile.contrast import Contrast
from generator.reconcile.detectors.words import interval_words
from generator.reconcile.findings import Finding, FindingSeverity
from generator.reconcile.reconcile import Reconciled, Verdict, counts, name_of
from generator.render import paths
from generator.render.inline import inline
from generator.render.views.common import (
    Cited,
    Edit,
    Link,
    Mark,
    Page,
    RenderContext,
    Segment,
    bold,
    joined,
    segments,
)
from generator.render.views.values import machine
from generator.words.formatter import NBSP

VERDICTS: dict[Verdict, tuple[str, Message]] = {
    Verdict.DIFFERS: ("dif", msg("Differs")),
    Verdict.CONFLICTING: ("dif", msg("Printed in two ways")),
    Verdict.NOT_RECOMPUTABLE: ("sp", msg("Cannot be recomputed")),
    Verdict.AGREES: ("eq", msg("Agrees")),
}
_SEVERAL: dict[Verdict, Message] = {
    Verdict.DIFFERS: msg("differ"),
    Verdict.CONFLICTING: msg("are printed in two ways"),
    Verdict.NOT_RECOMPUTABLE: msg("are not recomputable"),
    Verdict.AGREES: msg("agree"),
}
_PERCENT = {
    PublishedFigure.ATTAINMENT,
    PublishedFigure.MEAN_ATTAINMENT,
    PublishedFigure.MEAN_OF_STRATEGIES,
    PublishedFigure.MEAN_RAW,
    PublishedFigure.BUDGET_EXECUTION,
    PublishedFigure.SHARE_OF_TOTAL,
    PublishedFigure.CHANGE_BETWEEN_VERSIONS,
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
    published: str
    published_key: str
    """The figure as a program sorts it."""
    recomputed: str
    difference: str
    explanation: str
    reason: str
    quote: str
    mark: Mark
    note: Markup
    cited: Cited | None
    edit: Edit


@dataclass(frozen=True, slots=True)
class FactRow:
    """A fact with everything that is printed for it."""

    id: str
    name: str
    printings: tuple[tuple[str, str, Cited | None], ...]
    """Value, quote and place of each printing."""
    notes: tuple[Markup, ...]


@dataclass(frozen=True, slots=True)
class FindingRow:
    """What a detector found."""

    what: str
    expected: str
    found: str
    mark: Mark
    cited: Cited | None
    edit: Edit


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


@dataclass(frozen=True, slots=True)
class ContrastIndexView:
    """The page that leads to those of the plans."""

    lead: Markup
    rows: tuple[tuple[Link, tuple[tuple[str, int], ...]], ...]
    columns: tuple[str, ...]


def contrast_pages(ctx: RenderContext, contrast: Contrast) -> Iterator[Page]:
    """The page of all plans, and one for each plan that has published figures."""
    told = [
        plan
        for plan in ctx.results.plans.values()
        if plan.folder.published or any(f.plan == plan.folder.id for f in contrast.findings)
    ]
    heading = ctx.plain("Published figures held against their parts")
    home = (Link(ctx.plain("Home"), paths.HOME),)
    yield Page(paths.CONTRAST, heading, heading, "contrasts", _index(ctx, contrast, told), home)
    for plan in told:
        folder = plan.folder
        yield Page(
            paths.contrast_path(folder.id),
            f"{ctx.plain('Contrast')}: {folder.plan.name}",
            heading,
            "contrast",
            contrast_view(ctx, contrast, plan),
            ctx.plan_crumbs(folder),
        )


def _index(
    ctx: RenderContext, contrast: Contrast, plans: Iterable[PlanResult]
) -> ContrastIndexView:
    rows = []
    for plan in plans:
        tally = counts(i for i in contrast.reconciled if i.plan == plan.folder.id)
        n_found = sum(1 for f in contrast.findings if f.plan == plan.folder.id)
        numbers = (*(tally[verdict] for verdict in VERDICTS), n_found)
        link = Link(plan.folder.plan.name, paths.contrast_path(plan.folder.id))
        rows.append((link, tuple((ctx.f.number(n), n) for n in numbers)))
    columns = (*(ctx.t(word) for _, word in VERDICTS.values()), ctx.plain("Patterns"))
    return ContrastIndexView(_lead(ctx, contrast.reconciled), tuple(rows), columns)


def _lead(ctx: RenderContext, found: Iterable[Reconciled]) -> Markup:
    tally = counts(found)
    return ctx.html(
        "Of {n} figures that the documents derive from others or print more than once, {agrees} "
        "agree with their parts, {differs} differ and {conflicting} are printed in two ways.",
        n=sum(tally.values()),
        agrees=bold(ctx.f.number(tally[Verdict.AGREES])),
        differs=bold(ctx.f.number(tally[Verdict.DIFFERS])),
        conflicting=bold(ctx.f.number(tally[Verdict.CONFLICTING])),
    )


def contrast_view(ctx: RenderContext, contrast: Contrast, plan: PlanResult) -> ContrastView:
    """What one plan published, by verdict; its report prints it too."""
    return ctx.once("contrast", plan.folder.id, lambda: _contrast_view(ctx, contrast, plan))


def _contrast_view(ctx: RenderContext, contrast: Contrast, plan: PlanResult) -> ContrastView:
    found = [item for item in contrast.reconciled if item.plan == plan.folder.id]
    figures = [item for item in found if item.entry.fact is None]
    tally = counts(found)

    def rows(verdict: Verdict) -> tuple[FigureRow, ...]:
        return tuple(figure_row(ctx, plan, i) for i in figures if i.verdict is verdict)

    return ContrastView(
        lead=_lead(ctx, found),
        bar=_bar(ctx, tally),
        tally=tuple(
            (Mark(css, _of_n(ctx, verdict, tally[verdict])), ctx.f.number(tally[verdict]))
            for verdict, (css, _) in VERDICTS.items()
            if tally[verdict]
        ),
        differing=rows(Verdict.DIFFERS),
        conflicting=tuple(_facts(ctx, found)),
        silent=rows(Verdict.NOT_RECOMPUTABLE),
        findings=tuple(_finding(ctx, f) for f in contrast.findings if f.plan == plan.folder.id),
        agreeing=rows(Verdict.AGREES),
        n_agreeing_facts=counts(i for i in found if i.entry.fact)[Verdict.AGREES],
    )


def _bar(ctx: RenderContext, tally: Mapping[Verdict, int]) -> tuple[Segment, ...]:
    """Agreement in a quiet colour, the rest in the one of contrast."""
    order = (Verdict.AGREES, Verdict.NOT_RECOMPUTABLE, Verdict.CONFLICTING, Verdict.DIFFERS)
    quiet = {Verdict.AGREES: "eqf"}
    return segments(
        (Mark(quiet.get(v, VERDICTS[v][0]), _of_n(ctx, v, tally[v])), tally[v])
        for v in order
        if tally[v]
    )


def _of_n(ctx: RenderContext, verdict: Verdict, n: int) -> str:
    """The verdict of ``n`` figures, in the middle of a sentence."""
    return ctx.t(VERDICTS[verdict][1]).lower() if n == 1 else ctx.t(_SEVERAL[verdict])


def figure_row(ctx: RenderContext, plan: PlanResult, item: Reconciled) -> FigureRow:
    """One published figure as a row."""
    entry = item.entry
    css, word = VERDICTS[item.verdict]
    is_quoted = entry.figure is PublishedFigure.STATEMENT and bool(entry.quote)
    return FigureRow(
        what=_quoted(entry.quote) if is_quoted else _sentence_case(_what(ctx, entry)),
        is_quoted=is_quoted,
        kind=ctx.f.label(entry.figure) if entry.figure else "",
        of=_of(ctx, plan.folder, entry),
        published=format_value(ctx, entry, entry.value),
        published_key=machine(entry.value),
        recomputed=format_value(ctx, entry, item.recomputed),
        difference=_difference(ctx, item) if item.verdict is Verdict.DIFFERS else "",
        explanation=item.explanation.written(ctx.f.number) if item.explanation else "",
        reason=ctx.t(item.reason) if item.reason else "",
        quote=entry.quote or "",
        mark=Mark(css, ctx.t(word)),
        note=inline(entry.note),
        cited=ctx.cited(cite(entry.source, plan.folder.plan.source)),
        edit=ctx.edit(entry.place_of()),
    )


def _what(ctx: RenderContext, entry: Published) -> str:
    """What the figure is, in words: ``promedio de avance, UE 002, 2024``."""
    name = ctx.f.label(entry.figure) if entry.figure else ""
    when = ctx.f.period(entry.period) if entry.period else str(entry.year or "")
    interval = ctx.t(interval_words(entry.range)) if entry.range else ""
    unit = ctx.unit_name(entry.where.executing_unit, short=True)
    stage = ctx.f.label(entry.stage) if entry.stage else ""
    return joined((name, interval, stage, entry.version or "", unit, when), ", ")


_LONG_QUOTE = 140


def _quoted(quote: str | None) -> str:
    """The words of the document, cut at a word where they are long."""
    words = quote or ""
    if len(words) > _LONG_QUOTE:
        words = words[:_LONG_QUOTE].rsplit(" ", 1)[0] + " …"
    return f"«{words}»"


def _sentence_case(text: str) -> str:
    return text[:1].upper() + text[1:]


def _of(ctx: RenderContext, folder: PlanFolder, entry: Published) -> Link:
    code = entry.of or ""
    element = folder.by_code.get(code)
    if element is not None:
        link = ctx.element_link(folder, element)
        return Link(ctx.plain("the plan"), link.href) if code == PLAN else link
    host = next((e for e, m in folder.written_measures if code in (m.id, m.indicator)), None)
    return Link(code, f"{ctx.element_link(folder, host).href}#{code}" if host else "")


_MANY_DIGITS = 2


def format_value(ctx: RenderContext, entry: Published, value: object) -> str:
    """A value as printed: with its digits; a recomputed one with two decimals more at most."""
    if isinstance(value, Decimal):
        printed = entry.value if isinstance(entry.value, Decimal) else Decimal(0)
        places = max(0, -int(printed.as_tuple().exponent))
        exact = value == value.quantize(Decimal(1).scaleb(-places))
        number = ctx.f.number(value, places if exact else places + _MANY_DIGITS)
        return f"{number}{NBSP}%" if entry.figure in _PERCENT else number
    if isinstance(value, date):
        return ctx.f.date(value)
    return str(value) if value is not None else ""


def _difference(ctx: RenderContext, item: Reconciled) -> str:
    """Published less recomputed; between percentages, in percentage points."""
    text = format_value(ctx, item.entry, item.difference)
    if not text.endswith("%"):
        return text
    return ctx.t(msg("{n} points", n=text.removesuffix("%").rstrip(NBSP)))


def _facts(ctx: RenderContext, found: Iterable[Reconciled]) -> Iterator[FactRow]:
    """Facts that are printed in more than one way, each once."""
    seen: set[str] = set()
    for item in found:
        name = item.entry.fact
        if name is None or item.verdict is not Verdict.CONFLICTING or name in seen:
            continue
        seen.add(name)
        entries = [(item.plan, item.entry), *item.others]
        yield FactRow(
            id=f"dato-{name}",
            name=name_of(entry for _, entry in entries),
            printings=tuple(_printing(ctx, plan, entry) for plan, entry in entries),
            notes=tuple(dict.fromkeys(inline(entry.note) for _, entry in entries if entry.note)),
        )


def _printing(ctx: RenderContext, plan: str, entry: Published) -> tuple[str, str, Cited | None]:
    source = cite(entry.source, ctx.catalog.plans[plan].plan.source)
    return format_value(ctx, entry, entry.value), entry.quote or "", ctx.cited(source)


def _finding(ctx: RenderContext, finding: Finding) -> FindingRow:
    doubt = finding.severity is FindingSeverity.DOUBT
    word = ctx.plain("Worth a look") if doubt else ctx.plain("Contradiction")
    return FindingRow(
        what=ctx.t(finding.what),
        expected=ctx.f.value(finding.expected),
        found=ctx.f.value(finding.found),
        mark=Mark("sp" if doubt else "dif", word),
        cited=ctx.cited(finding.source),
        edit=ctx.edit(finding.place),
    )
