"""The calendar of a plan: dates as printed and the days they fall on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from generator import paths
from generator.model.catalog import cite
from generator.model.reports import CalendarEntry
from generator.render.views.common import Cited, Page, RenderContext


@dataclass(frozen=True, slots=True)
class EntriesOfMonth:
    """The entries of one month, in the order of their days, with the day each falls on."""

    anchor: str
    name: str
    rows: tuple[tuple[CalendarEntry, str], ...]


@dataclass(frozen=True, slots=True)
class CalendarView:
    """The page of a calendar."""

    lead: str
    feed: str
    """Calendar file of the plan."""
    months: tuple[EntriesOfMonth, ...]
    cited: Cited | None


def calendar_page(ctx: RenderContext, plan: str) -> Page | None:
    """The calendar of a plan; None where it has none."""
    folder = ctx.catalog.plans[plan]
    if not folder.calendar:
        return None
    months: dict[tuple[int, int], list[CalendarEntry]] = {}
    for entry in sorted(folder.calendar, key=lambda entry: entry.start):
        months.setdefault((entry.start.year, entry.start.month), []).append(entry)
    n, source = len(folder.calendar), cite(folder.calendar[0].source, folder.plan.source)
    view = CalendarView(
        lead=ctx.f.n("{n} date in the calendar.", "{n} dates in the calendar.", n),
        feed=paths.PLAN_CALENDAR_FEED(plan),
        months=tuple(_month(ctx, *key, rows) for key, rows in months.items()),
        # The document and the place of the whole, without the line of each entry.
        cited=ctx.cited(source.model_copy(update={"lines": None}) if source else None),
    )
    title = ctx.say("Calendar: {plan}", plan=folder.plan.name)
    return Page(title, view.lead, view, ctx.plan_crumbs(folder))


def _month(
    ctx: RenderContext, year: int, month: int, entries: list[CalendarEntry]
) -> EntriesOfMonth:
    name = ctx.f.month_of(year, month)
    rows = tuple((entry, falls_on(ctx, entry.start, entry.end)) for entry in entries)
    return EntriesOfMonth(f"{year}-{month:02}", name[:1].upper() + name[1:], rows)


def falls_on(ctx: RenderContext, first: date, last: date) -> str:
    """A day, or the first and the last, where the month is known."""
    if first == last:
        return ctx.f.weekday(first)
    if (first.year, first.month) == (last.year, last.month):
        return ctx.say("{first} to {last}", first=first.day, last=last.day)
    return f"{ctx.f.date(first)} – {ctx.f.date(last)}"
