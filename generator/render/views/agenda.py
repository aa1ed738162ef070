"""The calendar of all plans: what has a date, in words, past and coming."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import singledispatch

from markupsafe import Markup

from generator.compute.agenda import Happening, Occasion, ReportDue, occasions
from generator.compute.attainment import Status
from generator.model.catalog import PlanFolder
from generator.model.period import Granularity
from generator.model.plan import Agreement, Approval, Version
from generator.model.reports import CalendarEntry, Recommendation
from generator.problems import Message, msg
from generator.render import paths
from generator.render.inline import inline
from generator.render.views.calendar import falls_on
from generator.render.views.common import Link, Mark, Page, RenderContext, joined
from generator.render.views.recommendations import recommendation_mark

LONG_PAST = timedelta(days=365)
"""Months that ended before are folded."""

HAPPENINGS: dict[Happening, Message] = {
    Happening.EVENT: msg("Calendar of the plan"),
    Happening.DEADLINE: msg("Deadline of a recommendation"),
    Happening.REPORT: msg("Report due"),
    Happening.APPROVAL: msg("Approval"),
    Happening.VERSION: msg("Version of the plan"),
    Happening.SIGNATURE: msg("Signature"),
}


@dataclass(frozen=True, slots=True)
class OccasionText:
    """What a dated thing is, in words."""

    title: str
    href: str
    """Page and anchor where it is told in full."""
    details: tuple[Markup, ...] = ()
    mark: Mark | None = None


@dataclass(frozen=True, slots=True)
class DatedRow:
    """A dated thing on the page and in the calendar files."""

    occasion: Occasion
    when: str
    kind: str
    what: Link
    plan: Link
    details: tuple[Markup, ...]
    mark: Mark | None


@dataclass(frozen=True, slots=True)
class MonthView:
    """The dates of one month."""

    name: str
    n: str
    folded: bool
    rows: tuple[DatedRow, ...]


@dataclass(frozen=True, slots=True)
class YearView:
    """The months of a part of the page."""

    anchor: str
    name: str
    months: tuple[MonthView, ...]


@dataclass(frozen=True, slots=True)
class AgendaView:
    """The page of the calendar."""

    lead: str
    kinds: tuple[str, ...]
    years: tuple[YearView, ...]
    feed: str
    plan_feeds: tuple[Link, ...]
    """Calendar file of each plan that has a date."""


def agenda(ctx: RenderContext) -> tuple[DatedRow, ...]:
    """Everything with a date, in words, from the first day to the last."""
    return tuple(_row(ctx, occasion) for occasion in occasions(ctx.results))


def agenda_page(ctx: RenderContext) -> Page | None:
    """The calendar of all plans; none where nothing has a date."""
    rows = agenda(ctx)
    if not rows:
        return None
    heading = ctx.plain("Calendar")
    dated = dict.fromkeys(row.occasion.plan for row in rows)
    view = AgendaView(
        lead=_lead(ctx, rows, len(dated)),
        kinds=tuple(_kinds(ctx, rows)),
        years=tuple(_years(ctx, rows)),
        feed=paths.CALENDAR_FEED,
        plan_feeds=tuple(
            Link(ctx.catalog.plans[plan].plan.name, paths.calendar_feed_path(plan))
            for plan in ctx.catalog.plans
            if plan in dated
        ),
    )
    crumbs = (Link(ctx.plain("Home"), paths.HOME),)
    return Page(paths.CALENDAR, heading, view.lead, "agenda", view, crumbs)


def _lead(ctx: RenderContext, rows: tuple[DatedRow, ...], n_plans: int) -> str:
    dates = ctx.f.n("{n} date", "{n} dates", len(rows))
    plans = ctx.f.n("{n} plan", "{n} plans", n_plans)
    coming = sum(1 for row in rows if row.occasion.last >= ctx.results.as_of)
    day = ctx.f.date(ctx.results.as_of)
    opening = ctx.t(msg("{dates} of {plans}.", dates=dates, plans=plans))
    if not coming:
        return f"{opening} " + ctx.t(msg("None is later than {day}.", day=day))
    said = ctx.f.n("{n} is still to come", "{n} are still to come", coming)
    return f"{opening} " + ctx.t(msg("{dates}, as of {day}.", dates=said, day=day))


def _kinds(ctx: RenderContext, rows: tuple[DatedRow, ...]) -> Iterable[str]:
    for kind in Happening:
        n = sum(1 for row in rows if row.occasion.kind is kind)
        if n:
            yield f"{ctx.t(HAPPENINGS[kind])} ({ctx.f.number(n)})"


def _years(ctx: RenderContext, rows: tuple[DatedRow, ...]) -> Iterable[YearView]:
    """What is coming from the nearest day on, then the past from the latest year back."""
    as_of = ctx.results.as_of
    coming = [row for row in rows if row.occasion.last >= as_of]
    past = [row for row in rows if row.occasion.last < as_of]
    if coming:
        yield YearView("proximas", ctx.plain("Coming dates"), tuple(_months(ctx, coming)))
    for year in sorted({row.occasion.counts.year for row in past}, reverse=True):
        own = [row for row in past if row.occasion.counts.year == year]
        months = tuple(reversed(list(_months(ctx, own))))
        name = ctx.t(msg("Past dates of {year}", year=year))
        yield YearView(f"y{year}", name, months)


def _months(ctx: RenderContext, rows: list[DatedRow]) -> Iterable[MonthView]:
    groups: dict[tuple[int, int], list[DatedRow]] = {}
    for row in rows:
        day = row.occasion.counts
        groups.setdefault((day.year, day.month), []).append(row)
    for (year, month), own in groups.items():
        name = ctx.f.month_of(year, month)
        yield MonthView(
            name=name[:1].upper() + name[1:],
            n=ctx.f.n("{n} date", "{n} dates", len(own)),
            folded=date(year, month, monthrange(year, month)[1]) < ctx.results.as_of - LONG_PAST,
            rows=tuple(own),
        )


def _row(ctx: RenderContext, occasion: Occasion) -> DatedRow:
    folder = ctx.catalog.plans[occasion.plan]
    told = occasion_text(occasion.subject, ctx, folder)
    return DatedRow(
        occasion=occasion,
        when=_when(ctx, occasion),
        kind=ctx.t(HAPPENINGS[occasion.kind]),
        what=Link(told.title, told.href),
        plan=Link(folder.plan.name, paths.plan_path(folder.id)),
        details=told.details,
        mark=told.mark,
    )


def _when(ctx: RenderContext, occasion: Occasion) -> str:
    """The day, or the period where a document prints no day."""
    period = occasion.period
    if period is None or occasion.kind is Happening.EVENT:
        return falls_on(ctx, occasion.first, occasion.last)
    if period.granularity is Granularity.MONTH:
        return ctx.plain("during the month")
    return ctx.t(msg("during {period}", period=ctx.f.during(period)))


@singledispatch
def occasion_text(subject: object, ctx: RenderContext, folder: PlanFolder) -> OccasionText:
    """What a dated thing is, in words, by what it is about."""
    raise TypeError(subject, ctx, folder)


@occasion_text.register
def _event(entry: CalendarEntry, ctx: RenderContext, folder: PlanFolder) -> OccasionText:
    printed = ctx.t(msg("Day as printed: {printed}", printed=entry.printed))
    who = ", ".join(entry.coordination)
    parts = (
        printed if entry.week or entry.rule else "",
        ctx.t(msg("Coordinated by {who}", who=who)) if who else "",
    )
    href = f"{paths.calendar_path(folder.id)}#{entry.start:%Y-%m}"
    return OccasionText(entry.title, href, _lines(joined(parts)))


@occasion_text.register
def _deadline(entry: Recommendation, ctx: RenderContext, folder: PlanFolder) -> OccasionText:
    who = joined((ctx.unit_name(owner, short=True) for owner in entry.owner), ", ")
    who = who or entry.printed_owner or ""
    printed = entry.printed_deadline or ""
    parts = (
        ctx.t(msg("Responsible: {who}", who=who)) if who else "",
        ctx.t(msg("Deadline as printed: {printed}", printed=printed)) if printed else "",
    )
    href = f"{paths.recommendations_path(folder.id)}#{entry.code}"
    details = (inline(entry.text), *_lines(joined(parts)))
    return OccasionText(entry.code, href, details, recommendation_mark(ctx, entry))


@occasion_text.register
def _report(due: ReportDue, ctx: RenderContext, folder: PlanFolder) -> OccasionText:
    title = ctx.t(msg("Results {of_period}", of_period=ctx.f.of(due.period)))
    goals = ctx.f.n("{n} measure with a target", "{n} measures with a target", due.n)
    told = ctx.f.n("{n} with its result", "{n} with their result", due.n_told)
    missing = Status.NOT_REPORTED if due.is_over else Status.NOT_DUE
    mark = ctx.status_mark(Status.VALUE if due.n_told == due.n else missing)
    if due.is_over and 0 < due.n_told < due.n:
        mark = Mark("medio", ctx.plain("Reported in part"))
    return OccasionText(title, paths.plan_path(folder.id), _lines(joined((goals, told))), mark)


@occasion_text.register
def _approval(entry: Approval, ctx: RenderContext, folder: PlanFolder) -> OccasionText:
    document = ctx.document_link(entry.document)
    title = document.text if document else folder.plan.title
    return OccasionText(title, f"{paths.plan_path(folder.id)}#identidad")


@occasion_text.register
def _version(entry: Version, ctx: RenderContext, folder: PlanFolder) -> OccasionText:
    document = ctx.document_link(entry.document)
    href = f"{paths.plan_path(folder.id)}#versiones"
    return OccasionText(entry.label, href, _lines(document.text if document else ""))


@occasion_text.register
def _signature(entry: Agreement, ctx: RenderContext, folder: PlanFolder) -> OccasionText:
    document = ctx.document_link(entry.document)
    href = f"{paths.plan_path(folder.id)}#suscripciones"
    return OccasionText(entry.counterpart, href, _lines(document.text if document else ""))


def _lines(text: str) -> tuple[Markup, ...]:
    return (Markup.escape(text),) if text else ()
