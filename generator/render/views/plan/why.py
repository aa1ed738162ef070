"""Why results fell short, in the words of the reports: quoted, dated, with their source."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from generator import paths
from generator.compute.reasons import Explained, Shortfall, shortfalls
from generator.compute.results import PlanResult
from generator.highlights.behind import NOT_EXPLAINED
from generator.model.catalog import PLAN, Element
from generator.problems import msg
from generator.render.inline import inline
from generator.render.views.common import CitedAt, Link, RenderContext
from generator.render.views.measure.citing import in_text
from generator.render.views.measure.rows import MeasureRow, counted_row
from generator.render.views.plan.narrative import report_anchor
from generator.words.text import shortened

_LONGEST = 420
"""Letters of a quote; the page of its element has all of it."""
_HOW = {
    Explained.OWN: msg("What affected it, in the report {of}"),
    Explained.ABOVE: msg("What affected {name}, which it is part of, in the report {of}"),
    Explained.WORDS: msg("The report {of} names no factors; what it says"),
}


@dataclass(frozen=True, slots=True)
class Quote:
    """What a report says, as it is printed."""

    heading: str
    words: Markup
    cited: CitedAt | None
    whole: Link
    """Where all of it stands."""


@dataclass(frozen=True, slots=True)
class WhyGroup:
    """Results that fell short, with what explains them all; or that nothing does."""

    rows: tuple[MeasureRow, ...]
    quote: Quote | None
    unexplained: str
    """That the reports do not explain it."""


def why_groups(ctx: RenderContext, result: PlanResult, code: str) -> tuple[WhyGroup, ...]:
    """What fell short of an element, or of what is below it, the lowest first."""
    own = {code, *result.folder.below(code)}
    found = (it for it in shortfalls(result) if code == PLAN or it.element.code in own)
    groups: dict[object, list[Shortfall]] = {}
    for it in found:
        key = (it.explained, it.reports[0].of.code) if it.reports else it.explained
        groups.setdefault(key, []).append(it)
    return tuple(why_of(ctx, result, rows) for rows in groups.values())


def why_of(
    ctx: RenderContext, result: PlanResult, rows: Iterable[Shortfall], longest: int = _LONGEST
) -> WhyGroup:
    """Results that one quote explains, or none, with at most so many letters of it."""
    first, *_ = shown = list(rows)
    return WhyGroup(
        rows=tuple(counted_row(ctx, result, it.row.code, it.row) for it in shown),
        quote=_quote(ctx, result, first, longest) if first.reports else None,
        unexplained="" if first.reports else ctx.t(NOT_EXPLAINED, year=result.year),
    )


def _quote(ctx: RenderContext, result: PlanResult, it: Shortfall, longest: int) -> Quote:
    said = it.reports[0]
    href = paths.page_of(result.folder.id, said.of.code)
    return Quote(
        heading=ctx.t(
            _HOW[it.explained], of=ctx.f.of(said.file.period), name=called(result, said.of)
        ),
        words=_in_short(" ".join(said.words), longest),
        cited=ctx.cited(said.source),
        whole=Link(ctx.t("all that it says"), f"{href}#{report_anchor(said.file)}"),
    )


def _in_short(text: str, longest: int) -> Markup:
    """A paragraph; of a long one what it begins with, as plain text: a cut may part two marks."""
    told = inline(text)
    return told if len(text) <= longest else Markup.escape(shortened(in_text(told), longest))


def called(result: PlanResult, element: Element) -> str:
    """An element by its code; the plan by its name."""
    return result.folder.plan.name if element.code == PLAN else element.called
