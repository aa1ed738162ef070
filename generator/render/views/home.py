"""The home page and the list of plans."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from markupsafe import Markup

from generator.compute.results import PlanResult
from generator.compute.rollups import Rollup
from generator.model.catalog import PLAN
from generator.problems import msg
from generator.reconcile.contrast import Contrast
from generator.render import paths
from generator.render.views.common import Link, Page, RenderContext, Segment, joined
from generator.render.views.front import (
    ContrastSummary,
    ShortView,
    contrast_summary,
    fell_short,
)
from generator.render.views.leads import card_lead
from generator.render.views.news import NewsRow, news_rows
from generator.render.views.tables import (
    bar_caption,
    budget_label,
    mean_caption,
    missing_status,
    total_money,
)


@dataclass(frozen=True, slots=True)
class Card:
    """A plan on the home page."""

    eyebrow: str
    plan: Link
    figure: str
    meaning: str
    words: bool
    bar: tuple[Segment, ...]
    lead: Markup
    facts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class HomeView:
    """The home page."""

    title: str
    lead: str
    heading: str
    doors: tuple[Link, ...]
    """Pages across plans that this content has."""
    cards: tuple[Card, ...]
    latest: tuple[NewsRow, ...]
    short: ShortView | None
    contrast: ContrastSummary | None
    medium: str
    high: str
    as_of: str


def home_pages(ctx: RenderContext, contrast: Contrast, others: Iterable[Page]) -> tuple[Page, Page]:
    """The home page, with doors to ``others``, and the list of plans, which shows its cards."""
    site = ctx.catalog.site
    plans = sorted(ctx.results.plans.values(), key=_latest_first)
    cards = tuple(_card(ctx, plan) for plan in plans)
    assert site is not None  # noqa: S101  # content without site.yml has an error
    view = HomeView(
        title=ctx.plain("What public plans promised, and what was done"),
        lead=_lead(ctx, len(plans)),
        heading=ctx.f.n("{n} plan", "{n} plans", len(plans)),
        doors=tuple(_doors(ctx, {page.path for page in others})),
        cards=cards,
        latest=tuple(row for row in news_rows(ctx) if row.news.day)[:N_LATEST],
        short=fell_short(ctx, plans),
        contrast=contrast_summary(ctx, contrast),
        medium=ctx.f.number(site.bands.medium),
        high=ctx.f.number(site.bands.high),
        as_of=ctx.f.date(ctx.results.as_of),
    )
    description = site.description or view.lead
    home = Page(paths.HOME, site.name, description, "home", view)
    crumbs = (Link(ctx.plain("Home"), paths.HOME),)
    return home, Page(paths.PLANS, ctx.plain("Plans"), description, "plans", view, crumbs)


N_LATEST = 3
"""How many of the latest news the home page tells."""


def _doors(ctx: RenderContext, written: set[str]) -> Iterator[Link]:
    """Other ways in than by plan, where there is something behind them."""
    ways = (
        (paths.REGIONS, ctx.plain("By region")),
        (paths.UNITS, ctx.plain("By unit")),
        (paths.BUDGET, ctx.plain("Budget")),
        (paths.RECOMMENDATIONS, ctx.plain("Recommendations")),
        (paths.CALENDAR, ctx.plain("Calendar")),
        (paths.INDICATORS, ctx.plain("Indicators")),
    )
    for path, text in ways:
        if path in written:
            yield Link(text, path)


def _latest_first(result: PlanResult) -> tuple[int, int, str]:
    """Plans that run longest first, then those that began first, then by title."""
    span = result.folder.plan.span
    return -span.last.year, span.first.year, result.folder.plan.title


def _lead(ctx: RenderContext, n: int) -> str:
    opening = ctx.f.n("{n} plan, ", "{n} plans, ", n)
    return opening + ctx.plain("each figure with the document and the place it comes from.")


def _card(ctx: RenderContext, result: PlanResult) -> Card:
    folder = result.folder
    rollup = result.rollups.get(PLAN, Rollup())
    mean = rollup.mean_attainment
    reports = [file for file in folder.results if file.role.value == "progress"]
    periods = sorted((file.period for file in reports), key=lambda p: (p.end, p.end - p.start))
    last = ctx.f.period(periods[-1]) if periods else ctx.plain("none")
    budget = total_money(ctx, result, PLAN)
    facts = [(ctx.plain("Latest report"), last)]
    if budget:
        facts.insert(0, (budget_label(ctx, result), budget))
    status = ctx.status_mark(missing_status(rollup)).word
    caption = bar_caption(ctx, result, rollup)
    return Card(
        eyebrow=joined(
            (
                ctx.unit_name(folder.plan.entity, short=True),
                str(folder.plan.span),
                ctx.f.label(folder.plan.state),
            )
        ),
        plan=Link(folder.plan.name, paths.plan_path(folder.id)),
        figure=ctx.f.percent(mean) if mean is not None else status,
        meaning=ctx.t(msg("mean attainment; {caption}", caption=mean_caption(ctx, result, rollup)))
        if mean is not None
        else caption,
        words=mean is None,
        bar=ctx.bar(rollup),
        lead=card_lead(ctx, result),
        facts=tuple(facts),
    )
