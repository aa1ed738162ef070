"""What roll-ups say: rows of elements, captions, marks."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from markupsafe import Markup

from generator.compute.attainment import Formula, Status
from generator.compute.money import MoneyKey, Spending
from generator.compute.results import PlanResult
from generator.compute.rollups import NOTHING, Levels, Rollup, lowest_first
from generator.compute.shares import share_mean
from generator.model.catalog import PLAN, Level
from generator.model.method import Band
from generator.model.period import Period
from generator.model.plan import LevelName, Part
from generator.model.rounding import HUNDRED, shown
from generator.problems import plural
from generator.reconcile.disputes import amounts_in_dispute
from generator.render.inline import together
from generator.render.looks import LOOKS
from generator.render.views.common import Datum, Link, Mark, RenderContext, Segment, bold, joined
from generator.render.views.measure.rows import counted_row
from generator.render.views.measure.values import machine
from generator.words import counted as words


@dataclass(frozen=True, slots=True)
class ElementRow:
    """One element in a table of its level."""

    link: Link
    title: str
    priority: Decimal | None
    mark: Mark
    attainment: Datum
    bar: tuple[Segment, ...]
    n: Datum
    counts: str
    """What ``n`` counts: the plan's word for its activities, or indicators."""
    bands: Datum
    """How many are low, medium and high; sorted by how many are low."""
    others: str
    """How many have no band, and why."""
    spent: str
    """The stage that says what was spent."""
    executed: Datum
    """Share of the budget that was spent."""
    gap: Datum
    """Execution less mean attainment, in percentage points."""
    budget: Datum


@dataclass(frozen=True, slots=True)
class ElementTable:
    """The elements of a level, with what the plan calls it."""

    name: LevelName
    rows: tuple[ElementRow, ...]
    id: str


def tables_below(ctx: RenderContext, result: PlanResult, code: str) -> tuple[ElementTable, ...]:
    """What stands right below an element, a table for each level."""
    levels = {child.level for child in result.folder.children(code)}
    return tuple(
        element_table(ctx, result, level, code, f"partes-{n}" if n else "partes")
        for n, level in enumerate(reversed(lowest_first(levels)))
    )


def element_table(
    ctx: RenderContext, result: PlanResult, level: Level, parent: str | None, name: str
) -> ElementTable:
    """The elements of a level, under one parent or all of the plan."""
    folder = result.folder
    found = folder.of_level(level) if parent is None else folder.children(parent)
    rows = tuple(ctx.once(element_row, folder.id, e.code) for e in found if e.level == level)
    return ElementTable(folder.name_of(level), rows, name)


def lagging_first(table: ElementTable) -> ElementTable:
    """The same, from the lowest mean; what has none comes last, in the order of the plan."""
    rows = sorted(table.rows, key=lambda row: Decimal(row.attainment.key or "Infinity"))
    return replace(table, rows=tuple(rows))


def element_row(ctx: RenderContext, plan: str, code: str) -> ElementRow:
    """One element as a table row; the plan itself is named by its title."""
    result = ctx.results.plans[plan]
    element = result.folder.by_code[code]
    bar = ctx.bar(rollup := result.rollups.get(code, Rollup()))
    counted = result.activities.get(code)
    mean = counted.capped if counted else rollup.mean_attainment
    band = counted.band if counted else rollup.band(ctx.catalog.bands(result.folder.id))
    spent = spent_of(result, code)
    node = element.node
    priority = node.priority if isinstance(node, Part) else None
    banded = {ctx.band_mark(it).word for it in Band}
    others = (f"{ctx.f.number(s.n)} {s.word.lower()}" for s in bar if s.word not in banded)
    return ElementRow(
        link=Link(element.called, ctx.element_link(result.folder, element).href),
        title=node.heading,
        priority=priority.rank if priority else None,
        mark=counted_row(ctx, result, code, counted).mark
        if counted
        else missing_mark(ctx, rollup, band),
        attainment=Datum(ctx.percent(mean), machine(mean)),
        bar=bar,
        n=Datum(_n_counted(ctx, result, rollup), str(rollup.n)),
        counts=counted_plural(ctx, result),
        bands=Datum(_bands(ctx, rollup), str(rollup.bands.get(Band.LOW, 0))),
        others=joined(others),
        spent=ctx.f.heading(spent.spent[1]) if spent.spent else "",
        executed=Datum(ctx.percent(spent.execution), machine(spent.execution)),
        gap=Datum(points(ctx, spent.gap), machine(spent.gap)),
        budget=Datum(total_money(ctx, result, code), machine(spent.budget)),
    )


def _n_counted(ctx: RenderContext, result: PlanResult, rollup: Rollup) -> str:
    """How many count; with what they are, where the head of the column names something else."""
    level, head = rollup.level, result.rollups.get(PLAN, NOTHING).level
    if level is None or head is None or level.is_counted == head.is_counted:
        return ctx.f.number(rollup.n)
    return ctx.f.n("{n} indicator", "{n} indicators", rollup.n)


def _bands(ctx: RenderContext, rollup: Rollup) -> str:
    counts = [rollup.bands.get(band, 0) for band in Band]
    return joined(ctx.f.number(n) for n in counts) if any(counts) else ""


def total_row(ctx: RenderContext, result: PlanResult) -> ElementRow:
    """The plan as a whole, as the last row of the table of its objectives."""
    row = ctx.once(element_row, result.folder.id, PLAN)
    return replace(row, link=Link(ctx.t("Plan")), title="")


def spent_of(result: PlanResult, code: str) -> Spending:
    """What an element has to spend in the year of the page, and what was spent of it."""
    return result.spending(Period.of_year(result.year), code)


def points(ctx: RenderContext, gap: Decimal | None) -> str:
    """A difference between percentages: ``+3.4 pp``; "" where there is none."""
    return "" if gap is None else ctx.f.points(shown(gap, 1))


def total_money(ctx: RenderContext, result: PlanResult, code: str) -> str:
    """What an element has to spend in the year, with its currency ("" where there is nothing)."""
    spent = spent_of(result, code)
    text = ctx.money(spent.budget, result.folder.id)
    return (
        f"{text} ({ctx.t('in dispute')})" if is_in_dispute(ctx, result, code, spent.key) else text
    )


def is_in_dispute(
    ctx: RenderContext, result: PlanResult, code: str, *keys: MoneyKey | None
) -> bool:
    """Whether one of the amounts that an element prints is in dispute."""
    return not amounts_in_dispute(ctx.results, result).isdisjoint((code, key) for key in keys)


def counted(ctx: RenderContext, result: PlanResult, n: int, level: Level | None) -> str:
    """How many activities there are, in the plan's word for them; or indicators of a level."""
    return ctx.t(words.counted(result, n, level))


def indicators(ctx: RenderContext, result: PlanResult, n: int, level: Level) -> str:
    """How many indicators of a level there are."""
    return ctx.t(words.indicators(result, n, level))


def counted_plural(ctx: RenderContext, result: PlanResult) -> str:
    """What the roll-up counts, at the head of a column."""
    return plural_of(ctx, result, result.rollups.get(PLAN, NOTHING).level)


def plural_of(ctx: RenderContext, result: PlanResult, level: Level | None) -> str:
    """What counts on a level: parts of the plan, in its own word for them, or indicators."""
    if level is None or not level.is_counted:
        return ctx.t("Indicators")
    return result.folder.name_of(level).plural


def bar_caption(ctx: RenderContext, result: PlanResult, rollup: Rollup) -> str:
    """What the bar counts."""
    return f"{counted(ctx, result, rollup.n, rollup.level)}, {result.year}"


def mean_caption(
    ctx: RenderContext, result: PlanResult, rollup: Rollup, n: int | None = None
) -> str:
    """What the mean is of: all activities, or those with a report; or ``n`` of them."""
    n = rollup.n_averaged if n is None else n
    if n == rollup.n:
        return bar_caption(ctx, result, rollup)
    whole = counted(ctx, result, rollup.n, rollup.level)
    return ctx.t("{n} of {whole}, {year}", n=n, whole=whole, year=result.year)


def other_means(ctx: RenderContext, result: PlanResult, code: str = PLAN) -> Markup:
    """What stands beside the mean of an element: that by shares, and those of other levels."""
    weighted, *of = share_words(ctx, result, Period.of_year(result.year), code) or [""]
    mean = Markup(", ").join((bold(weighted), *of))
    by_shares = weighted and ctx.html("Mean weighted by shares: {mean}.", mean=mean)
    levels = means_of_levels(ctx, result, result.levels(code))
    return together(by_shares, levels)


def share_words(
    ctx: RenderContext, result: PlanResult, period: Period, code: str = PLAN
) -> list[str]:
    """The mean by shares, and of how much of them where that is not all; [] without shares."""
    found = share_mean(result, period, code)
    if found is None:
        return []
    part, mean = ctx.f.percent(found.covered), ctx.f.percent(found.value)
    of = ctx.t("over {part} of the weight; the rest has no percentage", part=part)
    return [mean] if found.covered == HUNDRED else [mean, of]


def means_of_levels(ctx: RenderContext, result: PlanResult, levels: Levels) -> Markup:
    """The means of the levels above the one that speaks for a scope, each under its name."""
    told = ((it, it.mean_attainment) for it in levels[1:])
    parts = [
        ctx.html(
            "{mean} ({caption})", mean=bold(ctx.f.percent(mean)), caption=averaged(ctx, result, it)
        )
        for it, mean in told
        if mean is not None
    ]
    if not parts:
        return Markup()
    listed = Markup(ctx.f.listed(parts))  # noqa: S704  # the parts are markup
    return ctx.html("Mean attainment of other levels: {means}.", means=listed)


def averaged(ctx: RenderContext, result: PlanResult, rollup: Rollup) -> str:
    """«10 de 12 indicadores de OEI»: what a mean is of."""
    whole = counted(ctx, result, rollup.n, rollup.level)
    if rollup.n_averaged == rollup.n:
        return whole
    return ctx.t("{n} of {whole}", n=rollup.n_averaged, whole=whole)


def term_mean(ctx: RenderContext, result: PlanResult) -> tuple[str, str, str] | None:
    """The years of a plan together: what it is, its mean, and of how many."""
    found = result.term
    if found.mean_attainment is None:
        return None
    label = ctx.t("Whole term, {span}", span=str(result.folder.plan.span))
    return label, ctx.f.percent(found.mean_attainment), mean_of(ctx, result, found)


def mean_of(ctx: RenderContext, result: PlanResult, rollup: Rollup) -> str:
    """«promedio de 10 de 12 indicadores»."""
    whole = counted(ctx, result, rollup.n, rollup.level)
    return ctx.t("the mean of {n} of {whole}", n=rollup.n_averaged, whole=whole)


def mean_label(ctx: RenderContext, rollup: Rollup) -> str:
    """What the main figure is: without a percentage, how many met their target."""
    is_judged = rollup.n_verdicts and not rollup.n_averaged
    return ctx.t("Targets met") if is_judged else ctx.t("Mean attainment")


def mean_or_status(ctx: RenderContext, result: PlanResult, rollup: Rollup) -> tuple[str, str]:
    """The main figure of a plan, else why there is none; and what it is of."""
    mean = rollup.mean_attainment
    if mean is None:
        word, n = missing_mark(ctx, rollup).word, rollup.n_verdicts
        if n or len(ctx.bar(rollup)) < 2:  # noqa: PLR2004  # one state says it of all
            return word, mean_caption(ctx, result, rollup, n or rollup.n)
        return word, f"{bar_caption(ctx, result, rollup)}: {why_no_mean(ctx, rollup)}"
    caption = mean_caption(ctx, result, rollup)
    return ctx.f.percent(mean), ctx.t("mean attainment; {caption}", caption=caption)


_WHY_NO_MEAN = (
    Status.NOT_REPORTED,
    Status.NOT_DUE,
    Status.VALUE,
    Status.WITHHELD,
    Status.NOT_AVAILABLE,
    Status.DISCONTINUED,
    Status.ON_THE_WAY,
    Status.OTHER_YEAR,
    Status.NOT_PROGRAMMED,
    Status.NOT_APPLICABLE,
)


def missing_status(rollup: Rollup) -> Status:
    """Why a roll-up has no mean: owed, not due, no percentage, no figure, or no target."""
    return next((s for s in _WHY_NO_MEAN if rollup.statuses.get(s)), Status.NOT_PROGRAMMED)


def missing_mark(ctx: RenderContext, rollup: Rollup, band: Band | None = None) -> Mark:
    """The mark of a roll-up; without a band, how many met a target, or why it has no mean."""
    status, n = missing_status(rollup), rollup.n_verdicts
    if band is None and rollup.n_early:
        return ctx.status_mark(Status.VALUE)._replace(beside=behind(ctx, rollup))
    if band is None and n and not rollup.n_averaged:
        forms = plural("{n} of {whole} met", "{n} of {whole} met")
        form = ctx.f.template(forms.having(n=rollup.n_met or n))  # «0 de 1 cumple»
        word = form.format(n=ctx.f.number(rollup.n_met), whole=ctx.f.number(n))
        return Mark(LOOKS[Status.VALUE], word, behind(ctx, rollup))
    if band is None and status is Status.VALUE:
        return Mark(LOOKS[status], ctx.f.heading(Formula.NONE), behind(ctx, rollup))
    return ctx.mark_of(band, status)._replace(beside=behind(ctx, rollup))


def behind(ctx: RenderContext, rollup: Rollup) -> str:
    """How many results of a roll-up are not final, or lack that of a period; "" where none does."""
    told = (
        (plural("{n} is estimated", "{n} are estimated"), rollup.n_estimated),
        (plural("{n} is provisional", "{n} are provisional"), rollup.n_provisional),
        (plural("{n} has a missing report", "{n} have missing reports"), rollup.n_behind),
    )
    return joined((ctx.t(forms, n=n) for forms, n in told if n), "; ")


def on_the_way(ctx: RenderContext, rollup: Rollup) -> str:
    """How many of a roll-up have a result and their next target later; "" where none does."""
    n = rollup.statuses.get(Status.ON_THE_WAY, 0)
    forms = plural(
        "{n} has its next target in a later year", "{n} have their next targets in a later year"
    )
    return ctx.t(forms, n=n) if n else ""


def why_no_mean(ctx: RenderContext, rollup: Rollup) -> str:
    """Why a roll-up has no mean: its state; each with its number where there are several."""
    parts = ctx.bar(rollup)
    if len(parts) <= 1:
        return missing_mark(ctx, rollup).word.lower()
    return ctx.f.listed(f"{ctx.f.number(part.n)} {part.word.lower()}" for part in parts)
