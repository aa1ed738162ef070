"""What a reader can subscribe to: the calendar files and the feed, in the words of the pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from urllib.parse import urlsplit

from generator import paths
from generator.addresses import in_language
from generator.cite.citation import absolute
from generator.compute import Results
from generator.compute.agenda import Happening
from generator.export.atom import Entry, Feed, feed_file
from generator.export.ical import Agenda, Day, calendar_file
from generator.history.timeline import all_steps
from generator.model.history import Step
from generator.model.period import Granularity, Period
from generator.model.site import Site
from generator.output import Output
from generator.render.views.across.agenda import DatedRow, dated_rows
from generator.render.views.across.news import NewsRow, news_rows
from generator.render.views.across.subscribed import Subscription, subscribed
from generator.render.views.changes.steps import change_row, effect_text, format_change
from generator.render.views.common import RenderContext, joined

MINTED = 2026
"""The year in the ids of the feeds (RFC 4151): when they were first given out, so it stays."""
NEWEST = 500
"""Changes in their feed; a reader of feeds keeps the older ones itself."""


def subscriptions(results: Results, lang: str = "es") -> dict[str, bytes]:
    """Calendar files and the feeds by their path under ``docs/``; none without a date."""
    outputs = subscription_outputs(RenderContext(results, lang))
    return {output.path: output.make() for output in outputs}


def subscription_outputs(ctx: RenderContext, *, complete: bool = True) -> Iterator[Output]:
    """Calendar files and the feeds, to be written when their entries changed.

    Those of the portal and the calendars of the plans; ``complete``, all of each subject.
    """
    site = ctx.catalog.site
    assert site is not None  # noqa: S101  # content without site.yml has an error
    if rows := ctx.once(dated_rows):
        title = ctx.t("{site}: dates of the plans", site=site.name)
        about = (title, site.description or title)
        yield _calendar(ctx, site, (paths.CALENDAR_FEED, paths.CALENDAR), about, rows)
    for it in ctx.once(subscribed).values():
        yield from _of_subject(ctx, site, it, complete=complete)
    yield from _news(ctx, site)
    yield from _changes(ctx, site)


def _of_subject(
    ctx: RenderContext, site: Site, it: Subscription, *, complete: bool
) -> Iterator[Output]:
    (plan,) = paths.PLAN.names_in(it.of.href) or ("",)
    if it.dates and (plan or complete):
        about = (it.of.text, ctx.t("{site}: dates of the plans", site=it.of.text))
        if plan:
            about = (it.of.text, ctx.catalog.plans[plan].plan.title)
        yield _calendar(ctx, site, (it.calendar, it.of.href), about, it.dates, with_plan=not plan)
    news = [entry for row in it.news for entry in _news_entry(ctx, site, row)]
    changes = [entry for step in it.steps for entry in _change_entry(ctx, site, step)]
    if complete and (news or changes):
        title = ctx.t("{site}: news", site=it.of.text)
        yield _feed(ctx, site, (title, it.feed, it.of.href), _newest((*news, *changes)))


def _newest(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    return tuple(sorted(entries, key=lambda entry: entry.day, reverse=True)[:NEWEST])


def _calendar(
    ctx: RenderContext,
    site: Site,
    at: tuple[str, str],
    about: tuple[str, str],
    rows: Iterable[DatedRow],
    *,
    with_plan: bool = True,
) -> Output:
    """A calendar: its file and its page, its name and its description."""
    file, page = at
    calendar = Agenda(
        *about,
        ctx.lang,
        ctx.results.as_of,
        tuple(_day(ctx, site, row, with_plan=with_plan) for row in rows),
        absolute(site, page) if site.url else "",
    )
    return Output(file, calendar, partial(calendar_file, calendar))


def _day(ctx: RenderContext, site: Site, row: DatedRow, *, with_plan: bool) -> Day:
    occasion, link = row.occasion, row.text.link
    lines = [detail.striptags() for detail in row.text.details]
    if occasion.period is not None:
        lines.append(_of_period(ctx, occasion.period))
    title = ctx.catalog.plans[occasion.plan].plan.heading
    named = link.text if occasion.kind is Happening.EVENT else f"{row.kind}: {link.text}"
    return Day(
        uid=f"{occasion.key}.{occasion.kind}.{occasion.plan}@{site.publisher}",
        first=occasion.first,
        last=occasion.last,
        summary=joined((named, row.plan.text if with_plan else "")),
        description=joined((*lines, title), "\n"),
        category=row.kind,
        url=absolute(site, link.href) if site.url else "",
    )


def _of_period(ctx: RenderContext, period: Period) -> str:
    """Why an event lasts as long as it does."""
    if period.granularity is Granularity.MONTH:
        return ctx.t("The document gives only the month: all of it is marked.")
    said = ctx.f.period(period)
    return ctx.t("The document gives only this period: {period}.", period=said)


# Feeds.


def _news(ctx: RenderContext, site: Site) -> Iterator[Output]:
    """The feed of news; what has no printed date has no place in it."""
    entries = tuple(entry for row in ctx.once(news_rows) for entry in _news_entry(ctx, site, row))
    if entries:
        title = ctx.t("{site}: news", site=site.name)
        yield _feed(ctx, site, (title, paths.NEWS_FEED, paths.NEWS), entries)


def _changes(ctx: RenderContext, site: Site) -> Iterator[Output]:
    """The feed of changes; what has no printed date, or no commit yet, has no place in it."""
    steps = [step for step in all_steps(ctx.results) if step.day is not None][:NEWEST]
    entries = tuple(entry for step in steps for entry in _change_entry(ctx, site, step))
    if entries:
        title = ctx.t("{site}: changes of targets", site=site.name)
        yield _feed(ctx, site, (title, paths.CHANGES_FEED, paths.CHANGES), entries)


def _feed(
    ctx: RenderContext, site: Site, channel: tuple[str, str, str], entries: tuple[Entry, ...]
) -> Output:
    """A feed: its title, its file and the page that says the same."""
    title, file, page = channel
    publisher = ctx.catalog.units.get(site.publisher)
    feed = Feed(
        id=_tag(site, _stem(file, site)),
        title=title,
        author=publisher.name if publisher else site.name,
        rights=joined((site.licence, site.licence_url or "")),
        lang=ctx.lang,
        self_href=absolute(site, file),
        href=absolute(site, page),
        entries=entries,
    )
    return Output(file, feed, partial(feed_file, feed))


def _stem(file: str, site: Site) -> str:
    return in_language(file, site.language).removesuffix(".xml")


def _tag(site: Site, name: str) -> str:
    """An id that is the portal's own (RFC 4151): by its domain, where it has one."""
    at = urlsplit(site.url or "")
    own = f"{at.path.strip('/')}/{name}".lstrip("/")
    return f"tag:{at.hostname or site.publisher},{MINTED}:{own}"


def _change_entry(ctx: RenderContext, site: Site, step: Step) -> Iterator[Entry]:
    if step.day is None:
        return
    row = change_row(ctx, step)
    document = row.document.text if row.document else ""
    change = joined((format_change(row, ctx), row.change, row.ease))
    lines = (change, effect_text(row, ctx), row.ground, *row.notes, document, row.plan.text)
    page = paths.PLAN_CHANGES(step.plan) if row.plan.href else paths.CHANGES
    yield Entry(
        id=_tag(site, f"{_stem(paths.CHANGES_FEED, site)}/{row.anchor}"),
        title=joined((row.what.text, row.figure)),
        day=step.day,
        text=joined(lines, "\n"),
        category=step.figure,
        label=row.sort,
        href=absolute(site, f"{page}#{row.anchor}"),
    )


def _news_entry(ctx: RenderContext, site: Site, row: NewsRow) -> Iterator[Entry]:
    news, text = row.news, row.text
    if news.day is None:
        return
    money = joined((joined((text.before, text.after), " → "), text.change))
    document = text.document.text if text.document else ""
    title = ctx.catalog.plans[news.plan].plan.heading
    yield Entry(
        id=_tag(site, f"{news.plan}/{news.kind}/{news.key}"),
        title=joined((text.title, row.plan.text)),
        day=news.day,
        text=joined((money, *(line.striptags() for line in text.lines), document, title), "\n"),
        category=news.kind,
        label=row.kind,
        href=absolute(site, f"{paths.NEWS}#{row.anchor}"),
    )
