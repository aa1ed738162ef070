"""The front page of the checks: every contradiction of all plans once, the greatest first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from markupsafe import Markup

from generator import paths
from generator.model.catalog import PLAN
from generator.model.published import Published
from generator.model.rounding import shown
from generator.problems import msg, plural
from generator.reconcile.findings import Finding
from generator.reconcile.ranking import Contradiction, Effect, EffectKind, Sort, number_of, ranking
from generator.reconcile.reconcile import counts
from generator.render.looks import LOOKS
from generator.render.views.across.contrast import SORTS, VERDICTS, is_told, lead_of, subject_of
from generator.render.views.common import (
    CitedAt,
    Datum,
    Link,
    Mark,
    Page,
    RenderContext,
    Segment,
    each_once,
    segments,
)
from generator.words.formatter import capital

FIGURES = msg("Figures")
"""The part of the menu that the page stands in: own pages beside it introduce it."""
_N_FIRST = 6
"""Contradictions that are shown at once; the others stand in a fold."""
_FIRST, _OTHER = msg("One part says"), msg("Another part says")
_RECOMPUTED = {
    *("count-against-table", "mislabelled-percentage", "total-of-parts"),
    *("whole-and-parts", "figure-against-parts"),
}
"""Detectors that hold a printed figure against one that was computed."""


@dataclass(frozen=True, slots=True)
class FigureOfTwo:
    """One of the two figures of a contradiction: who says it, and its bar. Units: percent."""

    label: str
    value: str
    x: str = ""
    width: str = ""
    """"" where nothing is drawn."""


@dataclass(frozen=True, slots=True)
class ContradictionRow:
    """A contradiction as a sentence, with both figures where they are numbers."""

    mark: Mark
    sentence: str
    figures: tuple[FigureOfTwo, ...]
    effect: str
    links: tuple[Link, ...]
    """What it is about, and each plan with the address of its evidence."""
    cited: tuple[CitedAt, ...]


@dataclass(frozen=True, slots=True)
class ContradictionsView:
    """The front page of the checks."""

    lead: str
    introductions: tuple[Link, ...]
    bar: tuple[Segment, ...]
    first: tuple[ContradictionRow, ...]
    """Those of the greatest effect."""
    others: tuple[ContradictionRow, ...]
    doubts: tuple[ContradictionRow, ...]
    checked: Markup
    """How many figures were checked, and what came of it; "" where none were."""
    plans: tuple[tuple[Link, tuple[Datum, ...]], ...]
    columns: tuple[str, ...]


def contrasts_page(ctx: RenderContext) -> Page:
    """The page of all contradictions, which leads to those of the plans."""
    found = ctx.results.derived(ranking)
    rows = [_row(ctx, it) for it in found if it.sort is not Sort.DOUBT]
    view = ContradictionsView(
        lead=_lead(ctx, found),
        introductions=tuple(
            Link(it.title, f"{it.name}.md") for it in ctx.catalog.pages if it.menu == ctx.t(FIGURES)
        ),
        bar=_bar(ctx, found),
        first=tuple(rows[:_N_FIRST]),
        others=tuple(rows[_N_FIRST:]),
        doubts=tuple(_row(ctx, it) for it in found if it.sort is Sort.DOUBT),
        checked=lead_of(ctx, ctx.contrast.reconciled) if ctx.contrast.reconciled else Markup(""),
        plans=tuple(_plans(ctx)),
        columns=(*(ctx.t(word) for word, _ in VERDICTS.values()), ctx.t("Findings")),
    )
    heading = ctx.t("Do the published figures add up?")
    return Page(heading, view.lead, view, (ctx.home,))


def _plans(ctx: RenderContext) -> Iterator[tuple[Link, tuple[Datum, ...]]]:
    """Each plan with how many of its figures have each verdict."""
    found = Counter(finding.plan for finding in ctx.contrast.findings)
    for plan in (name for name in ctx.results.plans if is_told(ctx, name)):
        tally = counts(item for item in ctx.contrast.reconciled if item.plan == plan)
        numbers = (*(tally[verdict] for verdict in VERDICTS), found[plan])
        link = Link(ctx.catalog.plans[plan].plan.name, paths.PLAN_CONTRAST(plan))
        yield link, tuple(Datum(ctx.f.number(n), str(n)) for n in numbers)


def _lead(ctx: RenderContext, found: tuple[Contradiction, ...]) -> str:
    n_doubts = sum(it.sort is Sort.DOUBT for it in found)
    n = len(found) - n_doubts
    if not found and not ctx.contrast.reconciled:
        return ctx.t("There are no figures here that can be checked.")
    if not found:
        return ctx.t("No contradiction was found among the figures that can be checked.")
    doubts = ctx.f.n("{n} case for review", "{n} cases for review", n_doubts)
    if not n:
        return ctx.t("No contradiction was found; {doubts}.", doubts=doubts)
    said = ctx.f.n("{n} contradiction", "{n} contradictions", n)
    both = ctx.t("{said} and {doubts}", said=said, doubts=doubts) if n_doubts else said
    if n == 1:
        return f"{both}."
    return ctx.t("{both}. The one with the greatest effect comes first.", both=both)


def _bar(ctx: RenderContext, found: Iterable[Contradiction]) -> tuple[Segment, ...]:
    tally = Counter(it.sort for it in found)
    return segments((Mark(LOOKS[s], ctx.t(SORTS[s])), tally[s]) for s in Sort if tally[s])


def _row(ctx: RenderContext, it: Contradiction) -> ContradictionRow:
    plans = {finding.plan: _evidence(finding) for finding in it.findings}
    links = (
        Link(ctx.catalog.plans[name].plan.name, f"{paths.PLAN_CONTRAST(name)}#{anchor}")
        for name, anchor in plans.items()
    )
    return ContradictionRow(
        mark=Mark(LOOKS[it.sort], ctx.t(SORTS[it.sort])),
        sentence=capital(ctx.t(it.first.what)),
        figures=tuple(_figures(ctx, it)),
        effect=_effect(ctx, it),
        links=(*_subjects(ctx, it.first), *links),
        cited=each_once(ctx.cited(finding.source) for finding in it.findings),
    )


def _subjects(ctx: RenderContext, finding: Finding) -> Iterator[Link]:
    """The part of the plan, or the indicator, that the figure is of."""
    about = next(iter(finding.about), None)
    if isinstance(about, Published) and about.of not in {None, PLAN}:
        yield subject_of(ctx, ctx.catalog.plans[finding.plan], about)


def _evidence(finding: Finding) -> str:
    """The part of the plan's page that has all its printings."""
    about = next(iter(finding.about), None)
    fact = about.fact if isinstance(about, Published) else None
    return f"dato-{fact}" if fact else "patrones"


def _figures(ctx: RenderContext, it: Contradiction) -> Iterator[FigureOfTwo]:
    """Both figures, the published one first, on one scale that has zero."""
    values = [it.first.expected, it.first.found]
    labels = [_FIRST, _OTHER]
    if it.first.detector in _RECOMPUTED:
        labels, values = [msg("Published"), msg("Recomputed")], values[::-1]
    one, other = map(number_of, values)
    if one is None or other is None:
        return
    low, high = min(one, other, Decimal(0)), max(one, other, Decimal(0))
    for label, said, value in zip(labels, values, (one, other), strict=True):
        x, width = ((min(value, Decimal(0)) - low), abs(value))
        drawn = (f"{part / (high - low) * 100:.1f}%" for part in (x, width)) if high - low else ()
        yield FigureOfTwo(ctx.t(label), ctx.f.value(said), *drawn)


_APART = plural("{n} point apart", "{n} points apart")
_MOVED = plural("moves the attainment by {n} point", "moves the attainment by {n} points")
_COUNTED = plural("the count differs by {n}", "the count differs by {n}")
_CONCERNED = plural("concerns {n} indicator", "concerns {n} indicators")


def _effect(ctx: RenderContext, it: Contradiction) -> str:
    """How much it is about; "" where the two figures say it all."""
    effect, size = it.effect, it.effect.size
    if effect.kind is EffectKind.MONEY:
        return _of_money(ctx, effect)
    if effect.kind is EffectKind.POINTS and size is not None:
        forms = _MOVED if it.first.denies else _APART
        return ctx.t(forms, n=shown(size, 1))
    if effect.kind is EffectKind.BANDS:
        return ctx.t(_COUNTED, n=size)
    n = it.first.n_measures
    return ctx.t(_CONCERNED, n=n) if effect.kind is EffectKind.COMMITMENT and n > 1 else ""


def _of_money(ctx: RenderContext, effect: Effect) -> str:
    amount = ctx.f.money(effect.size or Decimal(0), effect.currency)
    if effect.share is None:
        return ctx.t("{amount} apart", amount=amount)
    share = ctx.f.percent(effect.share)
    return ctx.t("{amount} apart, {share} of the plan’s budget", amount=amount, share=share)
