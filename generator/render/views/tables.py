"""Rows of the tables that pages of plans share: elements, measures, links."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from markupsafe import Markup

from generator.compute import explain
from generator.compute.attainment import Attainment, Status
from generator.compute.measured import MeasureResult
from generator.compute.money import Spending, budget_key, is_whole, spending
from generator.compute.results import PlanResult
from generator.compute.rollups import Rollup
from generator.model.catalog import PLAN, Element, Level
from generator.model.method import Band
from generator.model.period import Period
from generator.model.plan import Contribution
from generator.model.rounding import shown
from generator.problems import msg
from generator.render import paths
from generator.render.css import CSS
from generator.render.inline import inline
from generator.render.views.common import Link, Mark, RenderContext, Segment, joined
from generator.render.views.measure import (
    MeasureView,
    measure_mark,
    measure_name,
    measure_view,
)
from generator.render.views.past import against_first
from generator.render.views.values import format_target, format_value, machine
from generator.words.formatter import NBSP, capital
from generator.words.labels import AMOUNTS


@dataclass(frozen=True, slots=True)
class ElementRow:
    """One element in a table of its level."""

    link: Link
    title: str
    mark: Mark
    attainment: str
    raw: str
    """The attainment as a program sorts it."""
    bar: tuple[Segment, ...]
    n: str
    count: int
    counts: str
    """What ``n`` counts: the plan's word for its activities, or indicators."""
    budget: str
    amount: str
    """The budget as a program sorts it."""
    bands: str = ""
    """How many are low, medium and high; "" where nothing has a band."""
    lows: int = 0
    """How many are low, to sort by."""
    others: str = ""
    """How many have no band, and why."""
    executed: str = ""
    """Share of the budget that was spent."""
    executed_raw: str = ""
    gap: str = ""
    """Execution less mean attainment, in percentage points."""
    gap_raw: str = ""


@dataclass(frozen=True, slots=True)
class SortKeys:
    """Figures of a row as a program sorts them; "" where there is none."""

    attainment: str
    target: str
    actual: str


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """One measure in a table of a strategy or a plan."""

    activity: Link
    title: str
    name: Link
    unit: str
    mark: Mark
    attainment: str
    target: str
    actual: str
    keys: SortKeys
    first: str
    """The attainment against the target that the measure first had; "" where it is the same."""


@dataclass(frozen=True, slots=True)
class ContributionView:
    """A link to an objective of another plan."""

    label: str
    title: str
    target: Link | None
    plan: Link | None
    """The plan the target stands in, where it is not the target itself."""
    note: Markup
    place: str


def rows_of(
    ctx: RenderContext, result: PlanResult, level: Level, parent: str | None
) -> tuple[ElementRow, ...]:
    """The elements of a level (under one parent, or all of the plan) as table rows."""
    folder = result.folder
    elements = folder.of_level(level) if parent is None else folder.children(parent)
    return tuple(element_row(ctx, result, e) for e in elements if e.level is level)


def element_row(ctx: RenderContext, result: PlanResult, element: Element) -> ElementRow:
    """One element as a table row; the plan itself is named by its title."""
    counted = result.activities.get(element.code)
    rollup = result.rollups.get(element.code, Rollup())
    mean = counted.capped if counted else rollup.mean_attainment
    status = counted.status if counted else missing_status(rollup)
    band = counted.band if counted else None
    if band is None and mean is not None and (bands := ctx.catalog.bands(result.folder.id)):
        band = bands.of(mean)
    bar = ctx.bar(rollup)
    spent = spent_of(result, element.code)
    return ElementRow(
        link=Link(element.code, ctx.element_link(result.folder, element).href),
        title=element.node.title,
        mark=ctx.mark_of(band, status),
        attainment=ctx.f.percent(mean) if mean is not None else "",
        raw=machine(mean),
        bar=bar,
        n=ctx.f.number(rollup.n),
        count=rollup.n,
        counts=_counts(ctx, result),
        budget=total_money(ctx, result, element.code),
        amount=machine(amount_of(result, element.code)),
        bands=_bands(ctx, rollup),
        lows=rollup.bands.get(Band.LOW, 0),
        others=joined(f"{ctx.f.number(s.n)} {s.word.lower()}" for s in bar if s.css not in _BANDS),
        executed=ctx.f.percent(spent.execution) if spent and spent.execution is not None else "",
        executed_raw=machine(spent.execution) if spent else "",
        gap=points(ctx, gap) if (gap := gap_of(result, element.code)) is not None else "",
        gap_raw=machine(gap),
    )


_BANDS = {CSS[band] for band in Band}


def _bands(ctx: RenderContext, rollup: Rollup) -> str:
    counts = [rollup.bands.get(band, 0) for band in Band]
    return joined(ctx.f.number(n) for n in counts) if any(counts) else ""


def total_row(ctx: RenderContext, result: PlanResult) -> ElementRow:
    """The plan as a whole, as the last row of the table of its objectives."""
    row = element_row(ctx, result, result.folder.by_code[PLAN])
    return replace(row, link=Link(ctx.plain("Plan")), title="")


def spent_of(result: PlanResult, code: str) -> Spending | None:
    """What an element has to spend in the year of the page, and what was spent of it."""
    return spending(result.folder, result.money.get(code, {}), code, result.year)


def gap_of(result: PlanResult, code: str) -> Decimal | None:
    """Execution less mean attainment in percentage points; None where one is missing."""
    money = spent_of(result, code)
    mean = result.rollups.get(code, Rollup()).mean_attainment
    gap = explain.of_gap(money.execution if money else None, mean, Period.of_year(result.year))
    return gap.value if gap else None


def points(ctx: RenderContext, gap: Decimal) -> str:
    """A difference between percentages: ``+3.4 pp``."""
    number = ctx.f.number(shown(gap, 1))
    return ctx.t(msg("{n} pp", n=("+" if gap > 0 else "") + number)).replace(" ", NBSP)


def measures_of(ctx: RenderContext, result: PlanResult, code: str) -> tuple[MeasureView, ...]:
    """The measures of one element in full."""
    return tuple(measure_view(ctx, result.folder, item) for item in result.measures_of(code))


def measure_rows(ctx: RenderContext, result: PlanResult, element: Element) -> Iterator[MeasureRow]:
    """Measures below an element, one line each, in the order of the plan."""
    folder = result.folder
    for child in folder.children(element.code):
        if child.level is Level.STRATEGY:
            yield from measure_rows(ctx, result, child)
            continue
        for item in result.measures_of(child.code):
            yield measure_row(ctx, result, item)


def measure_row(ctx: RenderContext, result: PlanResult, measure: MeasureResult) -> MeasureRow:
    """One measure on one line."""
    use = measure.use
    series = measure.current
    whole = series.headline if series else Attainment(Status.NOT_PROGRAMMED)
    target = None if measure.is_by_part else whole.target
    href = ctx.element_link(result.folder, use.element).href
    return MeasureRow(
        activity=Link(use.element.code, href),
        title=use.element.node.title,
        name=Link(measure_name(ctx, measure), f"{href}#{use.id}"),
        unit=use.traits.unit or "",
        mark=measure_mark(ctx, measure, whole),
        attainment=ctx.f.percent(whole.raw) if whole.raw is not None else "",
        target=format_target(ctx, target, use.traits),
        actual=format_value(ctx, whole.actual, use.traits),
        keys=SortKeys(machine(whole.raw), machine(target), machine(whole.actual)),
        first=against_first(ctx, result.folder.id, measure),
    )


def total_money(ctx: RenderContext, result: PlanResult, code: str) -> str:
    """What an element has to spend in the year, with its currency ("" where there is nothing)."""
    amount = amount_of(result, code)
    currency = ctx.catalog.currency(result.folder.id)
    return ctx.f.money(amount, currency) if amount is not None else ""


def amount_of(result: PlanResult, code: str) -> Decimal | None:
    """What an element has to spend in the year; None where that is not printed whole."""
    amounts = result.money.get(code, {})
    key = budget_key(amounts, result.year, result.version_ranks)
    return amounts[key] if key and is_whole(result.folder, code, key) else None


def budget_label(ctx: RenderContext, result: PlanResult) -> str:
    """What the plan's main amount is: programmed, opening or modified budget."""
    key = budget_key(result.money.get(PLAN, {}), result.year, result.version_ranks)
    return capital(ctx.t(AMOUNTS[key[1]])) if key else ""


def counted(ctx: RenderContext, result: PlanResult, rollup: Rollup) -> str:
    """How many activities there are, in the plan's word for them."""
    if not any(result.folder.of_level(Level.ACTIVITY)):
        return ctx.f.n("{n} indicator", "{n} indicators", rollup.n)
    name = ctx.level_name(result.folder, Level.ACTIVITY)
    noun = name.singular if rollup.n == 1 else name.plural
    return f"{ctx.f.number(rollup.n)} {noun.lower()}"


def _counts(ctx: RenderContext, result: PlanResult) -> str:
    if not any(result.folder.of_level(Level.ACTIVITY)):
        return ctx.plain("Indicators")
    return ctx.level_name(result.folder, Level.ACTIVITY).plural


def bar_caption(ctx: RenderContext, result: PlanResult, rollup: Rollup) -> str:
    """What the bar counts."""
    return f"{counted(ctx, result, rollup)}, {result.year}"


def mean_caption(ctx: RenderContext, result: PlanResult, rollup: Rollup) -> str:
    """What the mean is of: all activities, or those with a report."""
    if rollup.n_averaged == rollup.n:
        return bar_caption(ctx, result, rollup)
    whole = counted(ctx, result, rollup)
    return ctx.t(msg("{n} of {whole}, {year}", n=rollup.n_averaged, whole=whole, year=result.year))


def missing_status(rollup: Rollup) -> Status:
    """Why a roll-up has no mean: what is owed, what is not due, or nothing programmed."""
    for status in (Status.NOT_REPORTED, Status.NOT_DUE):
        if rollup.statuses.get(status):
            return status
    return Status.NOT_PROGRAMMED


def contributions(
    ctx: RenderContext, links: tuple[Contribution, ...]
) -> tuple[ContributionView, ...]:
    """What a plan or an element contributes to."""
    return tuple(_contribution(ctx, link) for link in links)


def _contribution(ctx: RenderContext, link: Contribution) -> ContributionView:
    target: Link | None = None
    plan: Link | None = None
    folder = ctx.catalog.plans.get(link.plan or "")
    title = link.title or ""
    if folder is not None:
        element = folder.by_code.get(link.code or PLAN)
        if element is not None:
            target = ctx.element_link(folder, element)
            if element.level is not Level.PLAN:
                plan = Link(folder.plan.name, paths.plan_path(folder.id))
    elif link.document:
        target = ctx.document_link(link.document)
    said = "" if target else link.code or ""
    label = joined((link.label or "", said))
    title = "" if target and target.text.endswith(title) else title
    note = inline(link.note)
    return ContributionView(label, title, target, plan, note, ctx.place(link.source))
