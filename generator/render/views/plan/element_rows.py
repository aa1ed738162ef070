"""Rows of elements, as the tables of plans show them, and what roll-ups say in words."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from generator.compute import explain
from generator.compute.attainment import Status
from generator.compute.money import Spending, budget_key, is_whole, spending
from generator.compute.results import PlanResult
from generator.compute.rollups import Rollup
from generator.compute.rounding import shown
from generator.model.catalog import PLAN, Element, Level
from generator.model.method import Band
from generator.model.period import Period
from generator.render import labels
from generator.render.format import NBSP
from generator.render.looks import BANDED
from generator.render.views.common import Link, Mark, RenderContext, Segment, joined
from generator.render.views.measure.values import machine


@dataclass(frozen=True, slots=True)
class Cell:
    """A figure in words, and as a program sorts it; "" where there is none."""

    text: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class ElementRow:
    """One element in a table of its level."""

    link: Link
    title: str
    mark: Mark
    attainment: Cell
    bar: tuple[Segment, ...]
    n: Cell
    counts: str
    """What ``n`` counts: the plan's word for its activities, or indicators."""
    bands: Cell
    """How many are low, medium and high; sorted by how many are low."""
    others: str
    """How many have no band, and why."""
    executed: Cell
    """Share of the budget that was spent."""
    gap: Cell
    """Execution less mean attainment, in percentage points."""
    budget: Cell


def rows_of(
    ctx: RenderContext, result: PlanResult, level: Level, parent: str | None
) -> tuple[ElementRow, ...]:
    """The elements of a level (under one parent, or all of the plan) as table rows."""
    folder = result.folder
    elements = folder.of_level(level) if parent is None else folder.children(parent)
    return tuple(element_row(ctx, result, e) for e in elements if e.level is level)


def element_row(ctx: RenderContext, result: PlanResult, element: Element) -> ElementRow:
    """One element as a table row; the plan itself is named by its title."""
    code, bar = element.code, ctx.bar(rollup := result.rollups.get(element.code, Rollup()))
    counted = result.activities.get(code)
    mean = counted.capped if counted else rollup.mean_attainment
    status = counted.status if counted else missing_status(rollup)
    band = counted.band if counted else None
    if band is None and mean is not None and (bands := ctx.catalog.bands(result.folder.id)):
        band = bands.of(mean)
    money, spent, gap = amount_of(result, code), spent_of(result, code), gap_of(result, code)
    execution = spent.execution if spent else None
    others = (f"{ctx.f.number(s.n)} {s.word.lower()}" for s in bar if s.look not in BANDED)
    return ElementRow(
        link=Link(code, ctx.element_link(result.folder, element).href),
        title=element.node.title,
        mark=ctx.mark_of(band, status),
        attainment=Cell(ctx.percent(mean), machine(mean)),
        bar=bar,
        n=Cell(ctx.f.number(rollup.n), str(rollup.n)),
        counts=counted_plural(ctx, result),
        bands=Cell(_bands(ctx, rollup), str(rollup.bands.get(Band.LOW, 0))),
        others=joined(others),
        executed=Cell(ctx.percent(execution), machine(execution)),
        gap=Cell(points(ctx, gap) if gap is not None else "", machine(gap)),
        budget=Cell(ctx.money(money, result.folder.id), machine(money)),
    )


def _bands(ctx: RenderContext, rollup: Rollup) -> str:
    counts = [rollup.bands.get(band, 0) for band in Band]
    return joined(ctx.f.number(n) for n in counts) if any(counts) else ""


def total_row(ctx: RenderContext, result: PlanResult) -> ElementRow:
    """The plan as a whole, as the last row of the table of its objectives."""
    row = element_row(ctx, result, result.folder.by_code[PLAN])
    return replace(row, link=Link(ctx.say("Plan")), title="")


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
    return ctx.say("{n} pp", n=("+" if gap > 0 else "") + number).replace(" ", NBSP)


def total_money(ctx: RenderContext, result: PlanResult, code: str) -> str:
    """What an element has to spend in the year, with its currency ("" where there is nothing)."""
    return ctx.money(amount_of(result, code), result.folder.id)


def amount_of(result: PlanResult, code: str) -> Decimal | None:
    """What an element has to spend in the year; None where that is not printed whole."""
    amounts = result.money.get(code, {})
    key = budget_key(amounts, result.year, result.version_ranks)
    return amounts[key] if key and is_whole(result.folder, code, key) else None


def budget_label(ctx: RenderContext, result: PlanResult) -> str:
    """What the plan's main amount is: programmed, opening or modified budget."""
    key = budget_key(result.money.get(PLAN, {}), result.year, result.version_ranks)
    return ctx.t(labels.BUDGETS[key[1]]) if key else ""


def counted(ctx: RenderContext, result: PlanResult, n: int) -> str:
    """How many activities there are, in the plan's word for them; or indicators."""
    if not any(result.folder.of_level(Level.ACTIVITY)):
        return ctx.f.n("{n} indicator", "{n} indicators", n)
    name = ctx.level_name(result.folder, Level.ACTIVITY)
    return f"{ctx.f.number(n)} {(name.singular if n == 1 else name.plural).lower()}"


def counted_plural(ctx: RenderContext, result: PlanResult) -> str:
    """What the roll-up counts, at the head of a column."""
    if not any(result.folder.of_level(Level.ACTIVITY)):
        return ctx.say("Indicators")
    return ctx.level_name(result.folder, Level.ACTIVITY).plural


def bar_caption(ctx: RenderContext, result: PlanResult, rollup: Rollup) -> str:
    """What the bar counts."""
    return f"{counted(ctx, result, rollup.n)}, {result.year}"


def mean_caption(ctx: RenderContext, result: PlanResult, rollup: Rollup) -> str:
    """What the mean is of: all activities, or those with a report."""
    if rollup.n_averaged == rollup.n:
        return bar_caption(ctx, result, rollup)
    whole = counted(ctx, result, rollup.n)
    return ctx.say("{n} of {whole}, {year}", n=rollup.n_averaged, whole=whole, year=result.year)


def mean_or_status(ctx: RenderContext, result: PlanResult, rollup: Rollup) -> tuple[str, str]:
    """The main figure of a plan, else why there is none; and what it is of."""
    mean = rollup.mean_attainment
    if mean is None:
        word = ctx.status_mark(missing_status(rollup)).word
        return word, bar_caption(ctx, result, rollup)
    caption = mean_caption(ctx, result, rollup)
    return ctx.f.percent(mean), ctx.say("mean attainment; {caption}", caption=caption)


def missing_status(rollup: Rollup) -> Status:
    """Why a roll-up has no mean: what is owed, what is not due, or nothing programmed."""
    for status in (Status.NOT_REPORTED, Status.NOT_DUE):
        if rollup.statuses.get(status):
            return status
    return Status.NOT_PROGRAMMED
