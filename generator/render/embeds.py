"""Cards for the pages of others: a measure, or a plan as a whole, as SVG and as a page to frame.

A card says the figure with what explains it, its source and its day, and leads back. It loads
nothing from elsewhere; both follow the palette of whoever looks.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from generator import paths
from generator.cite.citation import absolute
from generator.compute.measured import MeasureResult
from generator.compute.results import PlanResult
from generator.compute.rollups import Rollup
from generator.model.catalog import PLAN
from generator.model.rounding import HUNDRED
from generator.model.source import Source
from generator.render.views.common import Mark, RenderContext, Segment, joined
from generator.render.views.held import data_as_of
from generator.render.views.measure.rows import headline_of, measure_row
from generator.render.views.measure.sentences import sentence
from generator.render.views.measure.unreported import is_silent
from generator.render.views.measure.view import figure_label
from generator.render.views.plan.rollups import mean_or_status

_INKS = ("ink", "ink2", "rule", "paper", "link", "bajo-f", "medio-f", "alto-f", "nd-f")
_CSS = Path(__file__).parent / "theme/assets/avance.css"
_WIDTHS = {22: 50, 15: 82, 13: 94}
"""Signs that a line of so large a type has room for."""

STYLE = """body{margin:0;padding:.8rem 1rem;background:var(--paper);color:var(--ink);
font:.95rem/1.4 system-ui,"Liberation Sans",Arial,sans-serif;
border-top:3px solid var(--link);overflow-wrap:break-word}
h1{font-size:1.15rem;line-height:1.25;margin:.1rem 0 .3rem}
p{margin:.35rem 0}
.q,dt{color:var(--ink2);font-size:.82rem}
.f b{font-size:2rem;line-height:1.1}
dl{display:flex;flex-wrap:wrap;gap:.2rem 1.6rem;margin:.4rem 0}
dd{margin:0;font-weight:700}
a{color:var(--link)}
rect{fill:var(--nd-f);stroke:var(--paper)}
.e{fill:var(--rule);stroke:none}
.bajo{fill:var(--bajo-f)}
.medio{fill:var(--medio-f)}
.alto{fill:var(--alto-f)}
"""
"""Of the pages to frame, after the colours."""


@dataclass(frozen=True, slots=True)
class CardFoot:
    """Where a card comes from."""

    source: str
    day: str
    site: str
    href: str
    """The page that it is of: absolute where the portal knows its address."""


@dataclass(frozen=True, slots=True)
class Card:
    """What a card says."""

    by: str
    title: str
    figure: str
    mark: Mark | None
    meaning: str
    facts: tuple[tuple[str, str], ...]
    bar: tuple[Segment, ...]
    explanation: str
    foot: CardFoot

    @property
    def in_words(self) -> str:
        """What its picture says, for who does not see it."""
        word = self.mark.word if self.mark else ""
        foot = (self.foot.source, self.foot.day)
        return joined((self.figure, word, self.meaning, self.explanation, *foot), "; ")

    @property
    def lines(self) -> tuple[tuple[str, int, int, str], ...]:
        """The lines of its picture: text, size, place from the top and class."""
        legend = joined(f"{part.n} {part.word.lower()}" for part in self.bar if not self.mark)
        facts = joined(": ".join(fact) for fact in self.facts)
        word = self.mark.word if self.mark and self.mark.word != self.figure else ""
        figure = (joined((self.figure, word)), 44, "b")
        head = [(self.by, 13, "q"), (self.title, 22, "b"), figure, ("", 0, "bar")]
        body = [(self.meaning, 15, "q"), (facts, 15, "b"), (legend, 15, "")]
        foot = [(self.explanation, 15, ""), (self.foot.source, 13, "q"), (self.foot.day, 13, "q")]
        found: list[tuple[str, int, int, str]] = []
        y = 10
        for text, size, look in (*head, *body, *foot):
            y += 4
            for line in textwrap.wrap(text, _WIDTHS.get(size, 30)):
                y += round(size * 1.3)
                found.append((line, size, y, look))
            if look == "bar" and self.bar:
                y += 34
                found.append(("", 14, y - 14, look))
        return tuple(found)


def cards(ctx: RenderContext) -> Iterator[tuple[str, Card]]:
    """The name of every card, and what it says; a measure of which nothing is told has none."""
    for name, plan in ctx.results.plans.items():
        yield name, _of_plan(ctx, plan)
        for measure in plan.measures.values():
            if not is_silent(measure.current):
                yield f"{name}/{measure.use.id}", _of_measure(ctx, plan, measure)


def _of_plan(ctx: RenderContext, result: PlanResult) -> Card:
    plan = result.folder.plan
    rollup = result.rollups.get(PLAN, Rollup())
    figure, meaning = mean_or_status(ctx, result, rollup)
    by = joined((ctx.unit_name(plan.entity), str(plan.span)))
    foot = _foot(ctx, plan.source, paths.PLAN(result.folder.id))
    return Card(by, plan.heading, figure, None, meaning, (), ctx.bar(rollup), "", foot)


def _of_measure(ctx: RenderContext, plan: PlanResult, measure: MeasureResult) -> Card:
    row, it, series = measure_row(ctx, plan, measure), headline_of(measure), measure.current
    page = paths.page_of(plan.folder.id, measure.use.element.code, measure.use.id)
    facts = tuple(
        (name, joined((cell.text, disputed)))
        for name, cell, disputed in (
            (ctx.t("Target"), row.target, row.disputed[0]),
            (ctx.t("Result"), row.actual, row.disputed[1]),
        )
        if cell.text
    )
    width = f"{min(HUNDRED, max(0, it.raw)):.2f}%" if it.raw is not None else ""
    bar = (Segment(row.mark.look, row.mark.word, 1, "0%", width),) if width else ()
    return Card(
        by=plan.folder.plan.name,
        title=row.name.text,
        figure=row.attainment.text or row.mark.word,
        mark=row.mark,
        meaning=figure_label(ctx, series) if row.attainment.text else "",
        facts=(*facts, *([(ctx.t("Unit"), row.unit)] if row.unit else [])),
        bar=bar,
        explanation=sentence(ctx, measure, series).striptags(),
        foot=_foot(ctx, measure.use.source, page),
    )


def _foot(ctx: RenderContext, source: Source | None, page: str) -> CardFoot:
    site, cited = ctx.catalog.site, ctx.cited(source)
    told = replace(cited, lines="").text if cited else ""
    return CardFoot(
        f"{ctx.t('Source')}: {told}" if told else "",
        data_as_of(ctx, paths.plan_of(page)),
        site.name if site else "",
        absolute(site, page),
    )


@cache
def palette() -> str:
    """The colours of the portal as variables, for either palette."""
    blocks = re.findall(
        r'\[data-md-color-scheme="(?:default|slate)"\]\{\n(.*?)\n\}', _CSS.read_text(), re.DOTALL
    )
    light, dark = (
        "".join(re.findall(rf"--(?:{'|'.join(_INKS)}):#\w+;", block)) for block in blocks[:2]
    )
    return f":root{{{light}}}@media(prefers-color-scheme:dark){{:root{{{dark}}}}}"
