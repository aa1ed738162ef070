"""The home page and the list of plans."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from markupsafe import Markup

from generator import paths
from generator.check.plans import check_figure_source
from generator.compute.attainment import Status
from generator.compute.news import NewsKind
from generator.compute.reporting import latest_report
from generator.compute.results import PlanResult
from generator.compute.rollups import Counted, Rollup, Scope
from generator.model.catalog import PLAN
from generator.model.method import Band
from generator.model.site import Site
from generator.problems import Percent, msg
from generator.reconcile.ranking import ranking
from generator.reconcile.reconcile import Verdict, counts
from generator.render.inline import together
from generator.render.views.across.agenda import agenda_page
from generator.render.views.across.answers import AnswersView, answers_view, going, why_short
from generator.render.views.across.compare import compare_page
from generator.render.views.across.news import NewsRow, alert_rows, news_rows
from generator.render.views.across.unit_list import units_page
from generator.render.views.common import Link, Mark, Page, RenderContext, joined, plan_link
from generator.render.views.measure.indicators import indicators_page
from generator.render.views.measure.rows import MeasureRow, counted_row
from generator.render.views.methods import is_met_or_not, is_usual
from generator.render.views.money.budget import stages_told
from generator.render.views.money.page import money_page
from generator.render.views.plan.lead import card_lead
from generator.render.views.plan.recommendations import all_recommendations_page
from generator.render.views.plan.rollups import (
    ElementRow,
    counted,
    element_row,
    mean_or_status,
    other_means,
)
from generator.render.views.plan.why import WhyGroup
from generator.render.views.regions.pages import regions_page
from generator.words.labels import MET

N_FURTHEST = 5
"""How many of those furthest from their target the home page names."""
N_LATEST = 2
"""How many of the latest news it tells."""


@dataclass(frozen=True, slots=True)
class PlanRow:
    """A plan in the lists of all: on the home page and on that of the plans."""

    eyebrow: str
    plan: Link
    row: ElementRow
    meaning: str
    """What its main figure is of."""
    lead: Markup
    overdue: tuple[str, ...]
    latest: str
    """The period of the latest report; "" where there is none."""


@dataclass(frozen=True, slots=True)
class ShortView:
    """What is furthest from its target, of what did not reach the medium band."""

    limit: str
    rows: tuple[tuple[MeasureRow, str, WhyGroup | None], ...]
    """Each with what it is about (code, target and plan), and with what explains it."""
    n_more: int
    """As low and not told here; their plans tell them."""


Explained = tuple[tuple[Mark, ...], str]
"""Marks with what they mean."""


@dataclass(frozen=True, slots=True)
class HomeView:
    """The home page."""

    lead: Markup
    promise: str
    publisher: Link
    answers: AnswersView
    plans: tuple[PlanRow, ...]
    """The lowest attainment first."""
    doors: tuple[str, ...]
    """Pages across plans that this content has."""
    latest: tuple[NewsRow, ...]
    """What happened last; where nothing has a date, the latest alerts."""
    n_alerts: int
    all_news: str
    """The ids of all news."""
    short: ShortView | None
    contrast: tuple[int, int, int, int] | None
    """Published figures, those that agree with their parts and those that do not; patterns."""
    judged: tuple[Explained, ...]
    """What the marks of a result mean: its bands, or whether it met the target."""
    untold: tuple[Explained, ...]
    """What those of a target without a result mean."""
    is_usual: bool
    """All plans have the rules of avance tipo I."""
    stages: str
    as_of: str


def home_page(ctx: RenderContext) -> Page:
    """The home page."""
    site, plans = ctx.catalog.site, ctx.once(_plans)
    assert site is not None  # noqa: S101  # content without site.yml has an error
    view = HomeView(
        lead=Markup(" ").join(filter(None, (Markup.escape(_opening(ctx)), going(ctx, plans)))),
        promise=ctx.once(promise),
        publisher=ctx.unit_link(site.publisher),
        answers=answers_view(ctx, plans),
        plans=ctx.once(_plan_rows),
        doors=tuple(path for path, page in _DOORS.items() if ctx.once(page)),
        latest=_latest(ctx),
        n_alerts=len(alert_rows(ctx)),
        all_news=" ".join(row.id for row in ctx.once(news_rows)),
        short=_fell_short(ctx, plans),
        contrast=_contrast(ctx),
        judged=tuple(_judged(ctx, plans, site)),
        untold=tuple(((ctx.status_mark(it),), ctx.t(text)) for it, text in _UNTOLD.items()),
        is_usual=is_usual(ctx),
        stages=stages_told(ctx, (it.folder for it in plans)),
        as_of=ctx.f.date(ctx.results.as_of),
    )
    return Page(site.name, site.description or _about(ctx), view)


def _latest(ctx: RenderContext) -> tuple[NewsRow, ...]:
    dated = [row for row in ctx.once(news_rows) if row.news.day]
    happened = [row for row in dated if row.news.kind is not NewsKind.ALERT]
    return tuple((happened or dated)[:N_LATEST])


def plans_page(ctx: RenderContext) -> Page:
    """The list of plans: how each goes and what is overdue, the lowest attainment first."""
    site = ctx.catalog.site
    about = (site.description if site else "") or _about(ctx)
    return Page(ctx.t("Plans"), about, ctx.once(_plan_rows), (ctx.home,))


def _plan_rows(ctx: RenderContext) -> tuple[PlanRow, ...]:
    rows = [_plan_row(ctx, plan) for plan in ctx.once(_plans)]
    rows.sort(key=lambda it: (not it.row.attainment.key, Decimal(it.row.attainment.key or 0)))
    return tuple(rows)


def _overdue(ctx: RenderContext, plan: PlanResult) -> Iterator[str]:
    """What a plan owes on the day of the portal: results and recommendations."""
    for rollup in plan.levels():
        if n := rollup.n_silent:
            yield ctx.t("{what} not reported", what=counted(ctx, plan, n, rollup.level))
        if n := rollup.n_behind:
            what = counted(ctx, plan, n, rollup.level)
            yield ctx.t("{what} with a missing report", what=what)
    n = sum(it.is_overdue(ctx.results.as_of) for it in plan.folder.recommendations)
    if n:
        yield ctx.f.n("{n} recommendation", "{n} recommendations", n)


def _plans(ctx: RenderContext) -> list[PlanResult]:
    """Plans that run longest first, then those that began first, then by title."""
    return sorted(
        ctx.results.plans.values(),
        key=lambda result: (
            -result.folder.plan.span.end.toordinal(),
            result.folder.plan.span.start,
            result.folder.plan.title,
        ),
    )


_DOORS = {
    paths.REGIONS: regions_page,
    paths.UNITS: units_page,
    paths.BUDGET: money_page,
    paths.RECOMMENDATIONS: all_recommendations_page,
    paths.CALENDAR: agenda_page,
    paths.INDICATORS: indicators_page,
    paths.COMPARE: compare_page,
}
"""Other ways in than by plan."""


def _opening(ctx: RenderContext) -> str:
    return ctx.f.n("{n} public plan.", "{n} public plans.", len(ctx.results.plans))


def _about(ctx: RenderContext) -> str:
    return joined((_opening(ctx), ctx.once(promise)), " ")


def promise(ctx: RenderContext) -> str:
    """What holds of every figure; "" where one does not say where it is printed."""
    if any(check_figure_source(ctx.catalog)):
        return ""
    return ctx.t("Each figure says which document it comes from, and where in it.")


def _plan_row(ctx: RenderContext, result: PlanResult) -> PlanRow:
    folder, rollup = result.folder, result.rollups.get(PLAN, Rollup())
    last = latest_report(folder)
    unit = ctx.unit_name(folder.plan.entity, short=True)
    return PlanRow(
        eyebrow=joined((unit, str(folder.plan.span), ctx.f.label(folder.plan.state))),
        plan=plan_link(folder),
        row=ctx.once(element_row, folder.id, PLAN),
        meaning=mean_or_status(ctx, result, rollup)[1],
        lead=together(card_lead(ctx, result), other_means(ctx, result)),
        overdue=tuple(_overdue(ctx, result)),
        latest=ctx.period(last.period if last else None),
    )


# What the marks mean.

_UNTOLD = {
    Status.NOT_REPORTED: msg("A result was due and is missing. It is not a zero."),
    Status.WITHHELD: msg("The report gives no figure, and says why. It is not a zero."),
    Status.NOT_AVAILABLE: msg(
        "There is no figure: it does not exist or was not compiled, and the report says why."
    ),
    Status.DISCONTINUED: msg("The indicator is no longer measured, and the plan says why."),
    Status.NOT_PROGRAMMED: msg("No target was set for the period."),
    Status.NOT_APPLICABLE: msg("The indicator does not apply to that region or unit."),
    Status.NOT_DUE: msg("The period, or the time to report it, is not over."),
}


def _judged(ctx: RenderContext, plans: list[PlanResult], site: Site) -> Iterator[Explained]:
    """The bands with their limits, where those hold for all plans, which judge alike."""
    low, medium, high = map(ctx.band_mark, Band)
    found = {ctx.catalog.bands(plan.folder.id) for plan in plans} or {site.bands}
    bands = found.pop() if len(found) == 1 and (is_usual(ctx) or not plans) else None
    if bands:
        edges = {"medium": Percent(bands.medium), "high": Percent(bands.high)}
        yield (high,), ctx.t("The result reached {high} of the target or more.", **edges)
        yield (medium,), ctx.t("From {medium} to less than {high}.", **edges)
        yield (low,), ctx.t("Less than {medium}.", **edges)
    elif any(not is_met_or_not(ctx, plan) for plan in plans):
        yield (high, medium, low), ctx.t("Each plan has its own limits, which its page tells.")
    else:
        met, unmet = (high._replace(word=ctx.t(MET[True])), low._replace(word=ctx.t(MET[False])))
        yield (met,), ctx.t("The result is the target or better.")
        yield (unmet,), ctx.t("The result does not reach the target.")


# What fell short, and figures that do not add up.


def _fell_short(ctx: RenderContext, plans: list[PlanResult]) -> ShortView | None:
    """None where nothing is in the low band."""
    rows = [(plan, item) for plan in plans for item in _low_of(plan)]
    if not rows:
        return None
    rows.sort(key=lambda row: (row[1].capped or Decimal(0), -row[0].year, row[1].code))
    edges = {bands.medium for plan in plans if (bands := ctx.catalog.bands(plan.folder.id))}
    return ShortView(
        limit=ctx.f.number(edges.pop(), in_percent=True)
        if len(edges) == 1 and is_usual(ctx)
        else "",
        rows=tuple(_short_row(ctx, plan, item) for plan, item in rows[:N_FURTHEST]),
        n_more=len(rows[N_FURTHEST:]),
    )


def _low_of(plan: PlanResult) -> list[Counted]:
    """What counts in the plan's roll-up and stands in the low band."""
    whole = Scope.PLAN, PLAN
    return [row for row in plan.counted_now if row.band is Band.LOW and whole in row.scopes]


def _short_row(
    ctx: RenderContext, plan: PlanResult, item: Counted
) -> tuple[MeasureRow, str, WhyGroup | None]:
    """An activity, or a measure that counts by itself, with its target and result."""
    row = counted_row(ctx, plan, item.code, item)
    both = ctx.t("{actual} of {target}", actual=row.actual.text, target=row.target.text)
    # Of figures: a milestone is reached or not, and not one of the other.
    said = both if row.target.key else row.actual.text
    about = joined((row.element.text, said, plan.folder.plan.name))
    return row, about, why_short(ctx, plan, item)


def _contrast(ctx: RenderContext) -> tuple[int, int, int, int] | None:
    """None where no plan has published figures to hold against anything."""
    tally = counts(ctx.contrast.reconciled)
    n, apart = sum(tally.values()), tally[Verdict.DIFFERS] + tally[Verdict.CONFLICTING]
    return (n, tally[Verdict.AGREES], apart, len(ctx.results.derived(ranking))) if n else None
