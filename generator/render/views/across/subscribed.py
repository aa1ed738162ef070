"""What can be subscribed to of a plan, a unit or a region: the dates and the news that concern it.

A file comes with the first date or entry and stays, for what is past is kept in it; where there is
none, no page leads to one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from generator import paths
from generator.addresses import in_language
from generator.compute.concerns import concerned
from generator.compute.regions import speaks_of_regions
from generator.compute.rollups import Scope
from generator.history.timeline import all_steps
from generator.model.history import BASELINE, RESULT, STATE, TARGET, Step
from generator.paths import Address
from generator.render.views.across.agenda import DatedRow, dated_rows
from generator.render.views.across.news import NewsRow, news_rows
from generator.render.views.common import Link, RenderContext, plan_link

_TOLD = frozenset({TARGET, RESULT, BASELINE, STATE})
"""Changes that are told to whoever they concern; the rest stands in the feed of changes alone."""


@dataclass(frozen=True, slots=True)
class Subscription:
    """What concerns the subject of a page, and the addresses of its files."""

    of: Link
    feed: str
    calendar: str
    dates: list[DatedRow] = field(default_factory=list)
    news: list[NewsRow] = field(default_factory=list)
    """Those with a date."""
    steps: list[Step] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class SubscribeLinks:
    """The files that a page offers; "" where there is none."""

    feed: str = ""
    calendar: str = ""


def subscribe(ctx: RenderContext, page: str) -> SubscribeLinks:
    """What the page of a plan, a unit or a region offers."""
    found = ctx.once(subscribed).get(page)
    if found is None:
        return SubscribeLinks()
    has_news = found.news or found.steps
    return SubscribeLinks(found.feed if has_news else "", found.calendar if found.dates else "")


def feed_in_head(ctx: RenderContext, page: str) -> tuple[tuple[str, str], ...]:
    """The feed of a page, as its head names it."""
    feed = subscribe(ctx, page).feed
    return (("feed", in_language(feed, ctx.lang)),) if feed else ()


def subscribed(ctx: RenderContext) -> Mapping[str, Subscription]:
    """By the page of each plan, unit and region that something with a date concerns."""
    found: dict[str, Subscription] = {}
    for row in ctx.once(dated_rows):
        for it in _whom(ctx, found, row.occasion.plan, row.occasion.subject):
            it.dates.append(row)
    for news in ctx.once(news_rows):
        for it in _whom(ctx, found, news.news.plan, news.news.subject) if news.news.day else ():
            it.news.append(news)
    for step in ctx.results.derived(all_steps):
        if step.day and step.figure in _TOLD and step.plan in ctx.results.plans:
            for it in _whom(ctx, found, step.plan, step):
                it.steps.append(step)
    return found


def _whom(
    ctx: RenderContext, found: dict[str, Subscription], plan: str, subject: object
) -> Iterator[Subscription]:
    result = ctx.results.plans[plan]
    links = {plan_link(result.folder): paths.PLAN}
    for scope, code in sorted(concerned(result, subject)):
        is_unit = scope is Scope.UNIT
        link = ctx.unit_link(code) if is_unit else ctx.region_link(code)
        if link.href and (is_unit or any(map(speaks_of_regions, ctx.results.plans.values()))):
            links[link] = paths.UNIT if is_unit else paths.REGION
    for link, kind in links.items():
        if link.href not in found:
            (name,) = kind.names_in(link.href) or ("",)
            feed, calendar = (file(name) for file in _FILES[kind])
            found[link.href] = Subscription(link, feed, calendar)
        yield found[link.href]


_FILES: dict[Address, tuple[Address, Address]] = {
    paths.PLAN: (paths.PLAN_FEED, paths.PLAN_CALENDAR_FEED),
    paths.UNIT: (paths.UNIT_FEED, paths.UNIT_CALENDAR_FEED),
    paths.REGION: (paths.REGION_FEED, paths.REGION_CALENDAR_FEED),
}
"""The feed and the calendar of each kind of page."""
