"""What a reader can subscribe to: the calendar files and the feed, in the words of the pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial

from markupsafe import Markup

from generator.compute import Results
from generator.compute.agenda import Happening
from generator.export.agenda import Agenda, Day
from generator.export.atom import Entry, Feed, feed_file
from generator.history.timeline import all_steps
from generator.model.history import Step
from generator.model.period import Granularity, Period
from generator.model.site import Site
from generator.output import Output
from generator.problems import msg
from generator.render import paths
from generator.render.views.agenda import DatedRow, agenda
from generator.render.views.changes import change_row, effect_text, format_change
from generator.render.views.common import RenderContext, joined
from generator.render.views.news import NewsRow, news_rows

MINTED = 2026
"""The year in the ids of the feeds (RFC 4151): when they were first given out, so it stays."""
NEWEST = 500
"""Changes in their feed; a reader of feeds keeps the older ones itself."""


def subscriptions(results: Results, lang: str = "es") -> dict[str, bytes]:
    """Calendar files and the feeds by their path under ``docs/``; none without a date."""
    return {
        output.path: output.make() for output in subscription_outputs(RenderContext(results, lang))
    }


def subscription_outputs(ctx: RenderContext) -> Iterator[Output]:
    """Calendar files and the feeds, to be written when their entries changed."""
    site = ctx.catalog.site
    assert site is not None  # noqa: S101  # content without site.yml has an error
    yield from _calendars(ctx, site)
    yield from _news(ctx, site)
    yield from _changes(ctx, site)


def _calendars(ctx: RenderContext, site: Site) -> Iterator[Output]:
    rows = agenda(ctx)
    if not rows:
        return
    whole = ctx.t(msg("{site}: dates of the plans", site=site.name))
    yield _calendar_output(paths.CALENDAR_FEED, _calendar(ctx, site, whole, rows))
    for plan in dict.fromkeys(row.occasion.plan for row in rows):
        name = ctx.catalog.plans[plan].plan.name
        own = tuple(row for row in rows if row.occasion.plan == plan)
        calendar = _calendar(ctx, site, name, own, plan=plan)
        yield _calendar_output(paths.calendar_feed_path(plan), calendar)


def _calendar_output(path: str, calendar: Agenda) -> Output:
    def make() -> bytes:
        from generator.export.ical import calendar_file  # noqa: PLC0415  # slow to import

        return calendar_file(calendar)

    return Output(path, calendar, make)


def _calendar(
    ctx: RenderContext, site: Site, name: str, rows: tuple[DatedRow, ...], *, plan: str = ""
) -> Agenda:
    page = paths.plan_path(plan) if plan else paths.CALENDAR
    told = ctx.catalog.plans[plan].plan.title if plan else site.description or name
    days = tuple(_day(ctx, site, row, with_plan=not plan) for row in rows)
    stamp = ctx.results.as_of
    url = absolute(site, page) if site.url else ""
    return Agenda(name, told, ctx.lang, stamp, days, url)


def _day(ctx: RenderContext, site: Site, row: DatedRow, *, with_plan: bool) -> Day:
    occasion = row.occasion
    lines = [_plain(detail) for detail in row.details]
    if occasion.period is not None:
        lines.append(_of_period(ctx, occasion.period))
    title = ctx.catalog.plans[occasion.plan].plan.title
    named = row.what.text if occasion.kind is Happening.EVENT else f"{row.kind}: {row.what.text}"
    return Day(
        uid=f"{occasion.key}.{occasion.kind}.{occasion.plan}@{site.publisher}",
        first=occasion.first,
        last=occasion.last,
        summary=joined((named, row.plan.text if with_plan else "")),
        description="\n".join(line for line in (*lines, title) if line),
        category=row.kind,
        url=absolute(site, row.what.href) if site.url else "",
    )


def _of_period(ctx: RenderContext, period: Period) -> str:
    """Why an event lasts as long as it does."""
    if period.granularity is Granularity.MONTH:
        return ctx.plain("The document prints only the month: all of it is marked.")
    said = ctx.f.period(period)
    return ctx.t(msg("The document prints only this period: {period}.", period=said))


# Feeds.


@dataclass(frozen=True, slots=True)
class Channel:
    """A feed: its name in ids, its title, its file and the page that says the same."""

    name: str
    title: str
    file: str
    page: str


def _news(ctx: RenderContext, site: Site) -> Iterator[Output]:
    """The feed of news; what has no printed date has no place in it."""
    dated = [row for row in news_rows(ctx) if row.news.day]
    if not dated:
        return
    title = ctx.t(msg("{site}: news", site=site.name))
    channel = Channel("novedades", title, paths.NEWS_FEED, paths.NEWS)
    yield _feed_output(ctx, site, channel, tuple(_news_entries(ctx, site, dated)))


def _changes(ctx: RenderContext, site: Site) -> Iterator[Output]:
    """The feed of changes; what has no printed date, or no commit yet, has no place in it."""
    steps = [step for step in all_steps(ctx.results) if step.day is not None][:NEWEST]
    if not steps:
        return
    title = ctx.t(msg("{site}: changes of targets", site=site.name))
    channel = Channel("cambios", title, paths.CHANGES_FEED, paths.CHANGES)
    entries = tuple(_change_entry(ctx, site, step, step.day) for step in steps if step.day)
    yield _feed_output(ctx, site, channel, entries)


def _feed_output(
    ctx: RenderContext, site: Site, channel: Channel, entries: tuple[Entry, ...]
) -> Output:
    publisher = ctx.catalog.units.get(site.publisher)
    feed = Feed(
        id=_tag(site, channel.name),
        title=channel.title,
        author=publisher.name if publisher else site.name,
        rights=joined((site.licence, site.licence_url or "")),
        lang=ctx.lang,
        self_href=absolute(site, channel.file),
        href=absolute(site, channel.page),
        entries=entries,
    )
    return Output(channel.file, feed, partial(feed_file, feed))


def _tag(site: Site, name: str) -> str:
    """An id that is the portal's own (RFC 4151)."""
    return f"tag:{site.publisher},{MINTED}:{name}"


def _change_entry(ctx: RenderContext, site: Site, step: Step, day: date) -> Entry:
    row = change_row(ctx, step)
    document = row.document.text if row.document else ""
    lines = (
        joined((format_change(row, ctx), row.change, row.ease)),
        effect_text(row, ctx),
        row.ground,
    )
    more = (*row.notes, document, row.plan.text)
    page = paths.changes_path(step.plan) if row.plan.href else paths.CHANGES
    return Entry(
        id=_tag(site, f"cambios/{row.anchor}"),
        title=joined((row.what.text, row.figure)),
        day=day,
        text="\n".join(line for line in (*lines, *more) if line),
        category=step.figure,
        label=row.sort,
        href=absolute(site, f"{page}#{row.anchor}"),
    )


def _news_entries(ctx: RenderContext, site: Site, rows: Iterable[NewsRow]) -> Iterable[Entry]:
    for row in rows:
        news, told = row.news, row.text
        if news.day is None:
            continue
        money = joined((told.before, told.after), " → ")
        document = told.document.text if told.document else ""
        lines = (joined((money, told.change)), *(_plain(line) for line in told.lines), document)
        title = ctx.catalog.plans[news.plan].plan.title
        yield Entry(
            id=_tag(site, f"{news.plan}/{news.kind}/{news.key}"),
            title=joined((told.title, row.plan.text)),
            day=news.day,
            text="\n".join(line for line in (*lines, title) if line),
            category=news.kind,
            label=row.kind,
            href=absolute(site, f"{paths.NEWS}#{row.anchor}"),
        )


def absolute(site: Site, path: str) -> str:
    """Address of a page or a file: absolute where the portal's is known, else relative to it."""
    base = f"{site.url.rstrip('/')}/" if site.url else ""
    return base + paths.address(path)


def _plain(text: Markup) -> str:
    """A paragraph of a page as plain text."""
    return text.striptags()
