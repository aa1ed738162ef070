"""The calendar of all plans: what has a date, in words, past and coming."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from functools import singledispatch

from markupsafe import Markup

from generator.compute.agenda import Happening, Occasion, ReportDue, occasions
from generator.compute.attainment import Status
from generator.model.catalog import PlanFolder
from generator.model.period import Granularity, Period
from generator.model.plan import Agreement, Approval, Version
from generator.model.reports import CalendarEntry, Recommendation
from generator.problems import Message, msg
from generator.render import paths
from generator.render.views.calendar import falls_on
from generator.render.views.common import Desk, Link, Mark, Page, joined
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
class Said:
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


def agenda(desk: Desk) -> tuple[DatedRow, ...]:
    """Everything with a date, in words, from the first day to the last."""
    return tuple(_row(desk, occasion) for occasion in occasions(desk.results))


def agenda_page(desk: Desk) -> Page | None:
    """The calendar of all plans; none where nothing has a date."""
    rows = agenda(desk)
    if not rows:
        return None
    heading = desk.plain("Calendar")
    dated = dict.fromkeys(row.occasion.plan for row in rows)
    view = AgendaView(
        lead=_lead(desk, rows, len(dated)),
        kinds=tuple(_kinds(desk, rows)),
        years=tuple(_years(desk, rows)),
        feed=paths.CALENDAR_FEED,
        plan_feeds=tuple(
            Link(desk.catalog.plans[plan].plan.name, paths.calendar_feed_path(plan))
            for plan in desk.catalog.plans
            if plan in dated
        ),
    )
    crumbs = (Link(desk.plain("Home"), paths.HOME),)
    return Page(paths.CALENDAR, heading, view.lead, "agenda", view, crumbs)


def _lead(desk: Desk, rows: tuple[DatedRow, ...], n_plans: int) -> str:
    dates = desk.f.n("{n} date", "{n} dates", len(rows))
    plans = desk.f.n("{n} plan", "{n} plans", n_plans)
    coming = sum(1 for row in rows if row.occasion.last >= desk.results.as_of)
    day = desk.f.date(desk.results.as_of)
    opening = desk.t(msg("{dates} of {plans}.", dates=dates, plans=plans))
    if not coming:
        return f"{opening} " + desk.t(msg("None is later than {day}.", day=day))
    said = desk.f.n("{n} is still to come", "{n} are still to come", coming)
    return f"{opening} " + desk.t(msg("{dates}, as of {day}.", dates=said, day=day))


def _kinds(desk: Desk, rows: tuple[DatedRow, ...]) -> Iterable[str]:
    for kind in Happening:
        n = sum(1 for row in rows if row.occasion.kind is kind)
        if n:
            yield f"{desk.t(HAPPENINGS[kind])} ({desk.f.number(n)})"


def _years(desk: Desk, rows: tuple[DatedRow, ...]) -> Iterable[YearView]:
    """What is coming from the nearest day on, then the past from the latest year back."""
    as_of = desk.results.as_of
    coming = [row for row in rows if row.occasion.last >= as_of]
    past = [row for row in rows if row.occasion.last < as_of]
    if coming:
        yield YearView("proximas", desk.plain("Coming dates"), tuple(_months(desk, coming)))
    for year in sorted({row.occasion.counts.year for row in past}, reverse=True):
        own = [row for row in past if row.occasion.counts.year == year]
        months = tuple(reversed(list(_months(desk, own))))
        name = desk.t(msg("Past dates of {year}", year=year))
        yield YearView(f"y{year}", name, months)


def _months(desk: Desk, rows: list[DatedRow]) -> Iterable[MonthView]:
    groups: dict[tuple[int, int], list[DatedRow]] = {}
    for row in rows:
        day = row.occasion.counts
        groups.setdefault((day.year, day.month), []).append(row)
    for (year, month), own in groups.items():
        period = Period.parse(f"{year}-{month:02}")
        name = desk.f.period(period)
        yield MonthView(
            name=name[:1].upper() + name[1:],
            n=desk.f.n("{n} date", "{n} dates", len(own)),
            folded=period.end < desk.results.as_of - LONG_PAST,
            rows=tuple(own),
        )


def _row(desk: Desk, occasion: Occasion) -> DatedRow:
    folder = desk.catalog.plans[occasion.plan]
    told = said(occasion.subject, desk, folder)
    return DatedRow(
        occasion=occasion,
        when=_when(desk, occasion),
        kind=desk.t(HAPPENINGS[occasion.kind]),
        what=Link(told.title, told.href),
        plan=Link(folder.plan.name, paths.plan_path(folder.id)),
        details=told.details,
        mark=told.mark,
    )


def _when(desk: Desk, occasion: Occasion) -> str:
    """The day, or the period where a document prints no day."""
    period = occasion.period
    if period is None or occasion.kind is Happening.EVENT:
        return falls_on(desk, occasion.first, occasion.last)
    if period.granularity is Granularity.MONTH:
        return desk.plain("during the month")
    return desk.t(msg("during {period}", period=desk.f.during(period)))


@singledispatch
def said(subject: object, desk: Desk, folder: PlanFolder) -> Said:
    """What a dated thing is, in words, by what it is about."""
    raise TypeError(subject, desk, folder)


@said.register
def _event(entry: CalendarEntry, desk: Desk, folder: PlanFolder) -> Said:
    printed = desk.t(msg("Day as printed: {printed}", printed=entry.printed))
    who = ", ".join(entry.coordination)
    parts = (
        printed if entry.week or entry.rule else "",
        desk.t(msg("Coordinated by {who}", who=who)) if who else "",
    )
    href = f"{paths.calendar_path(folder.id)}#{entry.start:%Y-%m}"
    return Said(entry.title, href, _lines(joined(parts)))


@said.register
def _deadline(entry: Recommendation, desk: Desk, folder: PlanFolder) -> Said:
    who = joined((desk.unit_name(owner, short=True) for owner in entry.owner), ", ")
    who = who or entry.printed_owner or ""
    printed = entry.printed_deadline or ""
    parts = (
        desk.t(msg("Responsible: {who}", who=who)) if who else "",
        desk.t(msg("Deadline as printed: {printed}", printed=printed)) if printed else "",
    )
    href = f"{paths.recommendations_path(folder.id)}#{entry.code}"
    details = (desk.f.inline(entry.text), *_lines(joined(parts)))
    return Said(entry.code, href, details, recommendation_mark(desk, entry))


@said.register
def _report(due: ReportDue, desk: Desk, folder: PlanFolder) -> Said:
    title = desk.t(msg("Results {of_period}", of_period=desk.f.of(due.period)))
    goals = desk.f.n("{n} measure with a target", "{n} measures with a target", due.n)
    told = desk.f.n("{n} with its result", "{n} with their result", due.n_told)
    missing = Status.NOT_REPORTED if due.is_over else Status.NOT_DUE
    mark = desk.status_mark(Status.VALUE if due.n_told == due.n else missing)
    if due.is_over and 0 < due.n_told < due.n:
        mark = Mark("medio", desk.plain("Reported in part"))
    return Said(title, paths.plan_path(folder.id), _lines(joined((goals, told))), mark)


@said.register
def _approval(entry: Approval, desk: Desk, folder: PlanFolder) -> Said:
    document = desk.document_link(entry.document)
    title = document.text if document else folder.plan.title
    return Said(title, f"{paths.plan_path(folder.id)}#identidad")


@said.register
def _version(entry: Version, desk: Desk, folder: PlanFolder) -> Said:
    document = desk.document_link(entry.document)
    href = f"{paths.plan_path(folder.id)}#versiones"
    return Said(entry.label, href, _lines(document.text if document else ""))


@said.register
def _signature(entry: Agreement, desk: Desk, folder: PlanFolder) -> Said:
    document = desk.document_link(entry.document)
    href = f"{paths.plan_path(folder.id)}#suscripciones"
    return Said(entry.counterpart, href, _lines(document.text if document else ""))


def _lines(text: str) -> tuple[Markup, ...]:
    return (Markup.escape(text),) if text else ()
