"""The calendar of a plan, as printed."""

from __future__ import annotations

from dataclasses import dataclass

from generator import paths
from generator.model.catalog import cite
from generator.model.reports import CalendarEntry
from generator.render.views.across.agenda import falls_on
from generator.render.views.common import Cited, Group, Page, RenderContext
from generator.words.formatter import capital


@dataclass(frozen=True, slots=True)
class CalendarView:
    """The page of a calendar."""

    feed: str
    """Calendar file of the plan."""
    months: tuple[Group[tuple[CalendarEntry, str]], ...]
    """Entries in the order of their days, with the day each falls on."""
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
        feed=paths.PLAN_CALENDAR_FEED(plan),
        months=tuple(_entries(ctx, *key, rows) for key, rows in months.items()),
        # The document and the place of the whole, without the line of each entry.
        cited=ctx.cited(source.model_copy(update={"lines": None}) if source else None),
    )
    title = ctx.t("Calendar: {plan}", plan=folder.plan.name)
    lead = ctx.f.n("{n} date in the calendar.", "{n} dates in the calendar.", n)
    return Page(title, lead, view, ctx.plan_crumbs(folder))


def _entries(
    ctx: RenderContext, year: int, month: int, entries: list[CalendarEntry]
) -> Group[tuple[CalendarEntry, str]]:
    rows = tuple((entry, falls_on(ctx, entry.start, entry.end)) for entry in entries)
    return Group(capital(ctx.f.month_of(year, month)), f"{year}-{month:02}", rows)
