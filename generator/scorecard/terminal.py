"""A scorecard for a terminal, in parts that fold to its width; the command line prints them.

A band is always said with a word and a shape; colour only repeats it, and goes away where the
output is no terminal.
"""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from rich.box import Box
from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from generator.compute.attainment import VERDICTS, Formula, Status
from generator.compute.money import Spending
from generator.compute.rollups import Rollup
from generator.model.method import Band, MainFigure
from generator.model.rounding import shown
from generator.model.source import DisputedField
from generator.problems import Message, msg
from generator.reconcile.disputes import of_measure
from generator.render.looks import SHAPES, Look
from generator.render.views.common import Mark, RenderContext, joined
from generator.render.views.measure.rows import IN_DISPUTE, firmness, measure_mark, target_beside
from generator.render.views.measure.values import format_actual, format_target
from generator.render.views.plan.lead import met_exactly
from generator.render.views.plan.rollups import (
    counted,
    mean_label,
    mean_of,
    missing_mark,
    share_words,
    term_mean,
)
from generator.scorecard.annex import weighted_words
from generator.scorecard.facts import TOWARDS_YEAR, ElementGroup, Judged, Scorecard
from generator.words.formatter import capital, common_blanks
from generator.words.labels import AMOUNTS

_STYLES = {Look.LOW: "red", Look.MEDIUM: "yellow", Look.HIGH: "green"}
_RULED = Box("    \n    \n -- \n    \n    \n    \n    \n    \n", ascii=True)
_TABLE_FROM = 76
"""Columns below which elements are listed, not set in a table."""
_FIGURE = 12
"""Columns of a figure in the table: what they leave is for titles."""
_PIPED = 100
"""Columns where there is no terminal and COLUMNS does not say."""


@dataclass(frozen=True, slots=True)
class Terminal:
    """A context with the room there is: columns, and whether signs beyond ASCII can be shown."""

    ctx: RenderContext
    width: int
    plain_signs: bool = False

    def shape(self, mark: Mark) -> str:
        """The shape of a status."""
        shape = SHAPES[mark.look]
        return shape.ascii if self.plain_signs else shape.sign

    def marked(self, mark: Mark, text: str) -> Text:
        """A shape and what stands beside it."""
        return Text(f"{self.shape(mark)} {text}", _STYLES.get(mark.look, ""))


def scorecard_parts(screen: Terminal, card: Scorecard) -> Iterator[RenderableType]:
    """Everything that is printed, from the title down."""
    yield from _head(screen, card)
    yield ""
    yield _figures(screen, card)
    yield from _elements(screen, card)
    ctx = screen.ctx
    sections = (
        (ctx.f.heading(Band.LOW), card.low),
        (ctx.t(_unmet(card)), card.unmet),
        (ctx.t("The report is missing"), card.unreported),
        (ctx.t("Target of an earlier year"), card.late),
        (ctx.f.heading(Status.ON_THE_WAY), card.on_the_way),
        (ctx.t("Withheld or not available"), card.without_figure),
    )
    for title, measures in sections:
        if measures:
            yield ""
            yield Text(f"{title} ({ctx.f.number(len(measures))})", "bold")
            for judged in measures:
                yield from _measure(screen, judged)


def _unmet(card: Scorecard) -> Message:
    """Limits; every target, where it may be of another sort."""
    others = VERDICTS - {Formula.LIMIT} | {Formula.WORDS, Formula.MILESTONE}
    are_limits = not any(judged.attainment.formula in others for judged in card.unmet)
    return msg("Limits that are not met") if are_limits else msg("Targets that are not met")


def _head(screen: Terminal, card: Scorecard) -> Iterator[RenderableType]:
    ctx, plan = screen.ctx, card.plan.folder.plan
    yield Text(plan.title, "bold")
    kind, state = ctx.f.heading(plan.kind), ctx.f.label(plan.state)
    yield Text(joined((ctx.unit_name(plan.entity), kind, str(plan.span), state)))
    when = {"period": ctx.f.of(card.period), "day": card.results.as_of}
    yield Text(ctx.t("Scorecard {period}, with the data as of {day}", **when))
    if card.is_towards_year:
        yield Text(ctx.t(TOWARDS_YEAR))


def _figures(screen: Terminal, card: Scorecard) -> Table:
    """The main figures, one a line: what it is, and how much."""
    ctx, whole = screen.ctx, card.whole
    table = Table.grid(padding=(0, 2))
    table.add_column(overflow="fold")
    table.add_column(overflow="fold")
    main = _mean_of(screen, card, whole.rollup, whole.band)
    table.add_row(mean_label(ctx, whole.rollup), main)
    for above in (it for it in whole.levels[1:] if it.n_averaged):
        table.add_row("", _mean_of(screen, card, above, card.band_of(above)))
    if term := term_mean(ctx, card.plan):
        table.add_row(term[0], " · ".join(term[1:]))
    if weighted := weighted_words(ctx, card):
        table.add_row(ctx.t("Mean weighted by relevance"), weighted)
    if by_shares := joined(share_words(ctx, card.plan, card.period), ", "):
        table.add_row(ctx.t("Mean weighted by shares"), by_shares)
    counts = [
        screen.marked(Mark(s.look, s.word), f"{s.word} {ctx.f.number(s.n)}")
        for s in ctx.bar(whole.rollup)
    ]
    if counts:
        table.add_row(
            counted(ctx, card.plan, whole.rollup.n, whole.rollup.level), Text(" · ").join(counts)
        )
    if exactly := met_exactly(ctx, card.plan, card.period):
        table.add_row("", exactly)
    for label, value in (*_disputed(ctx, card), *_money(screen, card)):
        table.add_row(label, value)
    return table


def _disputed(ctx: RenderContext, card: Scorecard) -> Iterator[tuple[str, str]]:
    """How many units, targets and results are in dispute."""
    found = Counter(
        field
        for judged in card.measures
        for field in {it.field for it in of_measure(ctx.results, judged.result, judged.period)}
    )
    if found:
        counts = (f"{ctx.f.label(field)} {found[field]}" for field in DisputedField if found[field])
        yield ctx.t("In dispute"), " · ".join(counts)


def _mean_of(screen: Terminal, card: Scorecard, rollup: Rollup, band: Band | None) -> Text:
    """The mean of a level with its band, and how many it is of."""
    ctx = screen.ctx
    mark = missing_mark(ctx, rollup, band)
    if rollup.mean_attainment is None:
        return screen.marked(mark, mark.word)
    percent = joined((mark.word, ctx.f.percent(rollup.mean_attainment)), " ")
    of = mean_of(ctx, card.plan, rollup)
    parts = (screen.marked(mark, percent), Text(of), Text(mark.beside))
    return Text(" · ").join(part for part in parts if part)


def _money(screen: Terminal, card: Scorecard) -> Iterator[tuple[str, str]]:
    """What there is to spend and what was spent, each currency apart; the gap is of the plan's."""
    for part in card.plan.by_currency:
        money = part.spending(card.period, card.whole.element.code)
        gap = money.gap if part is card.plan else None
        yield from _spending(screen.ctx, replace(money, gap=gap), part.currency)


def _spending(
    ctx: RenderContext, money: Spending, currency: str | None
) -> Iterator[tuple[str, str]]:
    """Budget, executed, execution and gap; without a budget, the year of what was spent."""
    if money.key is not None and money.budget is not None:
        year, stage, version = money.key
        told = joined((ctx.f.money(money.budget, currency), version, str(year)))
        yield capital(ctx.t(AMOUNTS[stage])), told
    if money.executed is not None and money.spent is not None:
        when = "" if money.key else str(money.spent[0])
        told = joined((ctx.f.money(money.executed, currency), when))
        yield capital(ctx.f.label(money.spent[1])), told
    if money.execution is not None:
        yield ctx.t("Financial execution"), ctx.f.percent(money.execution)
    if money.gap is not None:
        points = ctx.f.signed(shown(money.gap, 1))
        told = ctx.t("{points} points: execution less mean attainment", points=points)
        yield ctx.t("Gap"), told


def _below(group: ElementGroup) -> Iterator[ElementGroup]:
    """The groups below one, each followed by those below it."""
    for part in group.parts:
        yield part
        yield from _below(part)


def _elements(screen: Terminal, card: Scorecard) -> Iterator[RenderableType]:
    """Each element above the last level: a table where there is room, else a list."""
    rows = list(_below(card.whole))
    if not rows:
        return
    folder = card.plan.folder
    named = (level for level in folder.levels[1:] if not level.is_counted)
    yield ""
    yield Text(joined(folder.name_of(level).plural for level in named), "bold")
    if screen.width >= _TABLE_FROM:
        yield _table(screen, rows)
        return
    for group in rows:
        yield from _listed(screen, card, group)


Tally = list[tuple[str, str]]
"""How many of each, by what it is called."""


_SELDOM = (Status.ON_THE_WAY, Status.WITHHELD, Status.NOT_AVAILABLE, Status.DISCONTINUED)
"""Reasons that are counted where the plan has any."""


def _tallies(ctx: RenderContext, group: ElementGroup) -> tuple[Tally, Tally]:
    """Activities by band, and those without a result by the reason."""
    silent, rollup = [Status.NOT_PROGRAMMED, Status.NOT_REPORTED], group.rollup
    known = group.card.whole.rollup.statuses
    silent += [status for status in _SELDOM if known.get(status)]
    known_bands = () if _only_met_or_not(ctx, group) else Band
    bands = [(ctx.f.label(band), ctx.f.number(rollup.bands.get(band, 0))) for band in known_bands]
    return bands, [(ctx.f.label(s), ctx.f.number(rollup.statuses.get(s, 0))) for s in silent]


def _only_met_or_not(ctx: RenderContext, group: ElementGroup) -> bool:
    """Whether the plan has no percentage: nothing to average or to put into bands."""
    return ctx.catalog.method(group.card.plan.folder.id).formula is MainFigure.MET


def _table(screen: Terminal, rows: list[ElementGroup]) -> Table:
    ctx = screen.ctx
    money = any(_execution(ctx, group) for group in rows)
    table = Table(box=_RULED, show_edge=False, pad_edge=False, padding=(0, 1, 0, 0))
    table.add_column(ctx.t("Code"), no_wrap=True)
    table.add_column(ctx.t("Title"), overflow="fold", ratio=1)
    table.add_column("n", justify="right", no_wrap=True)
    averages = not _only_met_or_not(ctx, rows[0])
    tallied = (" / ".join(name for name, _ in t) for t in _tallies(ctx, rows[0]) if t)
    mean = [ctx.t("Mean")] if averages else []
    heads = (*mean, *map(capital, tallied), *([ctx.t("Execution")] if money else ()))
    for head in heads:
        table.add_column(head, justify="right", overflow="fold", max_width=_FIGURE)
    for group in rows:
        below = group.element.level.depth - 1
        code = "  " * below + group.element.called
        counts = [" / ".join(n for _, n in t) for t in _tallies(ctx, group) if t]
        execution = [_execution(ctx, group) or "–"] if money else []
        before = [code, group.element.node.heading, ctx.f.number(group.rollup.n)]
        means = [_average(screen, group)] if averages else []
        cells = [*map(Text, before), *means, *map(Text, [*counts, *execution])]
        table.add_row(*cells, style="" if below else "bold")
    return table


def _listed(screen: Terminal, card: Scorecard, group: ElementGroup) -> Iterator[RenderableType]:
    """An element without a table: its title, then its figures in words."""
    ctx = screen.ctx
    yield Text(f"{group.element.called} {group.element.node.heading}", "bold")
    counts = [", ".join(f"{n} {i}" for n, i in t) for t in _tallies(ctx, group) if t]
    execution = _execution(ctx, group)
    label = ctx.t("Execution").lower()
    money = f"{label} {execution}" if execution else ""
    words = joined(
        (counted(ctx, card.plan, group.rollup.n, group.rollup.level), *counts, money), "; "
    )
    if not _only_met_or_not(ctx, group):
        yield Padding(_average(screen, group), (0, 0, 0, 2))
    yield Padding(Text(words), (0, 0, 0, 2))


def _average(screen: Terminal, group: ElementGroup) -> Text:
    """Mean attainment with the shape of its band, or why there is none."""
    mark = missing_mark(screen.ctx, group.rollup, group.band)
    mean = group.rollup.mean_attainment
    return screen.marked(mark, mark.word if mean is None else screen.ctx.f.percent(mean))


def _execution(ctx: RenderContext, group: ElementGroup) -> str:
    share = group.spending.execution
    return ctx.f.percent(share) if share is not None else ""


def _measure(screen: Terminal, judged: Judged) -> Iterator[RenderableType]:
    """A measure: its code and status, then its name and figures."""
    ctx, it, traits = screen.ctx, judged.attainment, judged.result.use.traits
    mark = measure_mark(ctx, judged.result, it, judged.period.year)
    percent = ctx.f.percent(it.raw) if it.raw is not None else ""
    code = Text(f"{judged.result.use.element.called} ", "bold")
    word = joined((mark.word, percent), " ")
    yield code + screen.marked(
        mark, joined((word, mark.beside), ", ") if judged.is_beside else word
    )
    other = target_beside(ctx, judged.result, it, judged.period.year)
    parts = [(msg("target {value}"), other or format_target(ctx, it.target, traits))]
    parts.append((msg("result {value}"), format_actual(ctx, it, traits)))
    figures = [ctx.t(label, value=value) for label, value in parts if value]
    figures += filter(None, [firmness(ctx, it.firmness)])
    if judged.change:
        gone = ctx.f.percent(judged.change.value)
        figures.append(ctx.t("attainment type II: {percent}", percent=gone))
    if judged.until:
        figures.append(ctx.t("until {period}", period=judged.until))
    if judged.missing:
        periods = ", ".join(ctx.f.period(period) for period in judged.missing)
        figures.append(ctx.t("no report for {periods}", periods=periods))
    figures += [ctx.t("no figure: {why}", why=why.rstrip(".")) for why in judged.lacking_for]
    found = of_measure(ctx.results, judged.result, judged.period)
    figures += [ctx.t(IN_DISPUTE, what=field) for field in dict.fromkeys(it.field for it in found)]
    words = joined((traits.heading, joined(figures, ", ")))
    yield Padding(Text(words), (0, 0, 0, 2))


def scorecard_text(card: Scorecard, lang: str) -> str:
    """A scorecard at the width of the terminal; colours only where stdout is one."""
    columns = os.environ.get("COLUMNS", "")
    piped = int(columns) if columns.isdecimal() and int(columns) else _PIPED
    width = None if sys.stdout.isatty() else piped
    console = Console(width=width, markup=False, highlight=False, emoji=False)
    screen = Terminal(
        RenderContext(card.results, lang), console.width, plain_signs=console.options.ascii_only
    )
    with console.capture() as printed:
        for part in scorecard_parts(screen, card):
            console.print(part)
    return "\n".join(line.rstrip() for line in common_blanks(printed.get()).splitlines())
