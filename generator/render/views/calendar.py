"""The calendar of a plan: dates as printed and the days they fall on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from generator.compute.results import PlanResult
from generator.model.catalog import PlanFolder, cite
from generator.model.reports import CalendarEntry
from generator.model.source import Source
from generator.problems import msg
from generator.render import paths
from generator.render.inline import inline
from generator.render.views.common import Cited, Link, Page, RenderContext


@dataclass(frozen=True, slots=True)
class EntryRow:
    """One date: the day as printed, the day it falls on, what, and who coordinates."""

    printed: str
    falls_on: str
    title: str
    coordination: tuple[str, ...]
    marked: str
    """The period that the document's chart marks, in words; empty where it marks none."""
    note: Markup


@dataclass(frozen=True, slots=True)
class MonthView:
    """The entries of one month, in the order of their days."""

    anchor: str
    name: str
    rows: tuple[EntryRow, ...]


@dataclass(frozen=True, slots=True)
class CalendarView:
    """The page of a calendar."""

    title: str
    plan: Link
    lead: str
    feed: str
    """Calendar file of the plan."""
    months: tuple[MonthView, ...]
    cited: Cited | None


def calendar_page(ctx: RenderContext, result: PlanResult) -> Page:
    """The calendar of a plan."""
    folder = result.folder
    dated = sorted(
        ((entry.start, index, entry) for index, entry in enumerate(folder.calendar)),
        key=lambda row: row[:2],
    )
    months: dict[tuple[int, int], list[EntryRow]] = {}
    for day, _, entry in dated:
        months.setdefault((day.year, day.month), []).append(_row(ctx, entry))
    view = CalendarView(
        title=folder.plan.title,
        plan=Link(folder.plan.name, paths.plan_path(folder.id)),
        lead=ctx.f.n("{n} date in the calendar.", "{n} dates in the calendar.", len(dated)),
        feed=paths.calendar_feed_path(folder.id),
        months=tuple(_month(ctx, key, rows) for key, rows in sorted(months.items())),
        cited=ctx.cited(_whole_source(folder)),
    )
    title = ctx.t(msg("Calendar: {plan}", plan=folder.plan.name))
    path = paths.calendar_path(folder.id)
    return Page(path, title, view.lead, "calendar", view, ctx.plan_crumbs(folder))


def _whole_source(folder: PlanFolder) -> Source | None:
    """The document and place of the calendar, without the line of each entry."""
    source = cite(folder.calendar[0].source, folder.plan.source)
    return source.model_copy(update={"lines": None}) if source else None


def _month(ctx: RenderContext, key: tuple[int, int], rows: list[EntryRow]) -> MonthView:
    year, month = key
    name = ctx.t(msg("{month} {year}", month=ctx.f.month(month), year=year))
    return MonthView(f"{year}-{month:02}", name[:1].upper() + name[1:], tuple(rows))


def falls_on(ctx: RenderContext, first: date, last: date) -> str:
    """A day, or the first and the last, where the month is known."""
    if first == last:
        return ctx.f.weekday(first)
    if (first.year, first.month) == (last.year, last.month):
        return ctx.t(msg("{first} to {last}", first=first.day, last=last.day))
    return f"{ctx.f.date(first)} – {ctx.f.date(last)}"


def _row(ctx: RenderContext, entry: CalendarEntry) -> EntryRow:
    return EntryRow(
        printed=entry.printed,
        falls_on=falls_on(ctx, entry.start, entry.end),
        title=entry.title,
        coordination=entry.coordination,
        marked=ctx.f.period(entry.marked) if entry.marked else "",
        note=inline(entry.note),
    )
