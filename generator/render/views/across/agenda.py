"""The calendars: of all plans, what is overdue, coming and past; of one plan, as printed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import singledispatch
from itertools import groupby

from markupsafe import Markup

from generator import paths
from generator.compute.agenda import Happening, Occasion, ReportDue, occasions
from generator.compute.attainment import Status
from generator.model.catalog import PlanFolder, cite
from generator.model.period import Granularity
from generator.model.plan import Agreement, Approval, Version
from generator.model.reports import CalendarEntry, Recommendation
from generator.problems import Message, msg
from generator.render.inline import inline
from generator.render.looks import Look
from generator.render.views.common import (
    CitedAt,
    Group,
    Link,
    Mark,
    Page,
    RenderContext,
    joined,
    plan_link,
)
from generator.render.views.plan.recommendations import recommendation_mark
from generator.words.formatter import capital

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

    link: Link
    """Its title, and where it is told in full."""
    details: tuple[Markup, ...] = ()
    mark: Mark | None = None


@dataclass(frozen=True, slots=True)
class DatedRow:
    """A dated thing on the page and in the calendar files."""

    occasion: Occasion
    when: str
    kind: str
    plan: Link
    text: OccasionText


@dataclass(frozen=True, slots=True)
class SpanView:
    """What is still to come, or a year of what is past."""

    title: str
    """The year, or a word."""
    anchor: str
    n: int
    """How many dates there are."""
    months: tuple[Group[tuple[DatedRow, ...]], ...]
    """In the order of their days; what is alike but for its text stands together."""


Overdue = tuple[Link, str, str]
"""What was due and is not said to be done, how many results of how many lack, and the day."""


@dataclass(frozen=True, slots=True)
class AgendaView:
    """The page of the calendar."""

    overdue: dict[Link, list[Overdue]]
    """By plan, the oldest first; recommendations of one day together."""
    coming: SpanView | None
    years: tuple[SpanView, ...]
    """What is past, the latest year first."""
    plan_feeds: tuple[Link, ...]
    """Calendar file of each plan that has a date."""


def dated_rows(ctx: RenderContext) -> tuple[DatedRow, ...]:
    """Everything with a date, in words, from the first day to the last."""
    return tuple(_row(ctx, occasion) for occasion in ctx.results.derived(occasions))


def agenda_page(ctx: RenderContext) -> Page | None:
    """The calendar of all plans; none where nothing has a date."""
    rows = ctx.once(dated_rows)
    if not rows:
        return None
    dated = {row.occasion.plan for row in rows}
    late = [row for row in rows if _is_overdue(ctx, row)]
    view = AgendaView(
        overdue=_overdue(ctx, late),
        coming=_coming(ctx, rows),
        years=tuple(_years(ctx, rows)),
        plan_feeds=tuple(
            Link(folder.plan.name, paths.PLAN_CALENDAR_FEED(plan))
            for plan, folder in ctx.catalog.plans.items()
            if plan in dated
        ),
    )
    return Page(ctx.t("Calendar"), _lead(ctx, rows, late), view, (ctx.home,))


def _lead(ctx: RenderContext, rows: tuple[DatedRow, ...], late: list[DatedRow]) -> str:
    dates = ctx.f.n("{n} date", "{n} dates", len(rows))
    plans = ctx.f.n("{n} plan", "{n} plans", len({row.plan for row in rows}))
    coming = sum(1 for row in rows if row.occasion.last >= ctx.results.as_of)
    day = ctx.f.date(ctx.results.as_of)
    all_dates = ctx.t("{dates} of {plans}.", dates=dates, plans=plans)
    opening = joined((_late(ctx, late) if late else "", all_dates), " ")
    if not coming:
        return f"{opening} " + ctx.t("None is later than {day}.", day=day)
    said = ctx.f.n("{n} is still to come", "{n} are still to come", coming)
    return f"{opening} " + ctx.t("{dates}, as of {day}.", dates=said, day=day)


def _late(ctx: RenderContext, late: list[DatedRow]) -> str:
    """What was due and is not said to be done."""
    n_owed = sum(isinstance(row.occasion.subject, ReportDue) for row in late)
    n_open = len(late) - n_owed
    owed = ctx.f.n("{n} report with results missing", "{n} reports with results missing", n_owed)
    open_ones = ctx.f.n("{n} recommendation", "{n} recommendations", n_open)
    what = joined((open_ones if n_open else "", owed if n_owed else ""), "; ")
    return ctx.t("Past their deadline: {what}.", what=what)


def _is_overdue(ctx: RenderContext, row: DatedRow) -> bool:
    match row.occasion.subject:
        case Recommendation() as entry:
            return entry.is_overdue(ctx.results.as_of)
        case ReportDue() as due:
            return due.is_over and due.n_told < due.n
    return False


def _overdue(ctx: RenderContext, rows: Iterable[DatedRow]) -> dict[Link, list[Overdue]]:
    """What is past its deadline, in the order of the days."""
    by_plan: dict[Link, list[Overdue]] = {}
    for (last, plan, _), found in groupby(rows, key=_deadline_of):
        own = list(found)
        what, due = own[0].text.link, own[0].occasion.subject
        if len(own) > 1:
            text = ctx.f.n("{n} recommendation", "{n} recommendations", len(own))
            what = Link(text, paths.PLAN_RECOMMENDATIONS(own[0].occasion.plan))
        elif isinstance(due, Recommendation):
            what = what._replace(text=ctx.t("Recommendation {code}", code=what.text))
        told = msg("{missing} of {n} without a result")
        n = {"missing": due.n - due.n_told, "n": due.n} if isinstance(due, ReportDue) else {}
        missing = ctx.t(told, **n) if n else ""
        by_plan.setdefault(plan, []).append((what, missing, ctx.f.date(last)))
    return by_plan


def _deadline_of(row: DatedRow) -> tuple[date, Link, str]:
    """By which recommendations stand together; a report stands by itself."""
    is_report = row.occasion.kind is Happening.REPORT
    return row.occasion.last, row.plan, row.occasion.key if is_report else ""


def _coming(ctx: RenderContext, rows: tuple[DatedRow, ...]) -> SpanView | None:
    """From the nearest day on."""
    own = [row for row in rows if row.occasion.last >= ctx.results.as_of]
    months = tuple(_months(ctx, own))
    return SpanView(ctx.t("Coming dates"), "proximas", len(own), months) if own else None


def _years(ctx: RenderContext, rows: tuple[DatedRow, ...]) -> Iterable[SpanView]:
    """From the latest year back."""
    past = [row for row in rows if row.occasion.last < ctx.results.as_of]
    for year in sorted({row.occasion.counts.year for row in past}, reverse=True):
        own = [row for row in past if row.occasion.counts.year == year]
        months = tuple(_months(ctx, own))[::-1]
        yield SpanView(str(year), f"y{year}", len(own), months)


def _months(ctx: RenderContext, rows: list[DatedRow]) -> Iterable[Group[tuple[DatedRow, ...]]]:
    groups: dict[tuple[int, int], list[DatedRow]] = {}
    for row in rows:
        day = row.occasion.counts
        groups.setdefault((day.year, day.month), []).append(row)
    for (year, month), own in groups.items():
        rows_of = tuple(tuple(alike) for _, alike in groupby(own, key=_alike))
        yield Group(capital(ctx.f.month_of(year, month)), "", rows_of)


def _alike(row: DatedRow) -> tuple[object, ...]:
    return row.when, row.kind, row.plan, row.text.mark


def _row(ctx: RenderContext, occasion: Occasion) -> DatedRow:
    folder = ctx.catalog.plans[occasion.plan]
    return DatedRow(
        occasion=occasion,
        when=_when(ctx, occasion),
        kind=ctx.t(HAPPENINGS[occasion.kind]),
        plan=plan_link(folder),
        text=occasion_text(occasion.subject, ctx, folder),
    )


def _when(ctx: RenderContext, occasion: Occasion) -> str:
    """The day, or the period where a document prints no day."""
    period = occasion.period
    if period is None or occasion.kind is Happening.EVENT:
        return falls_on(ctx, occasion.first, occasion.last)
    if period.granularity is Granularity.MONTH:
        return ctx.t("during the month")
    return ctx.t("during {period}", period=ctx.f.during(period))


@singledispatch
def occasion_text(subject: object, ctx: RenderContext, folder: PlanFolder) -> OccasionText:
    """What a dated thing is, in words, by what it is about."""
    raise TypeError(subject, ctx, folder)


@occasion_text.register
def _event(entry: CalendarEntry, ctx: RenderContext, folder: PlanFolder) -> OccasionText:
    printed = ctx.t("Day as printed: {printed}", printed=entry.printed)
    who = ", ".join(entry.coordination)
    parts = (
        printed if entry.week or entry.rule else "",
        ctx.t("Coordinated by {who}", who=who) if who else "",
    )
    href = f"{paths.PLAN_CALENDAR(folder.id)}#{entry.start:%Y-%m}"
    return OccasionText(Link(entry.title, href), _details(joined(parts)))


@occasion_text.register
def _deadline(entry: Recommendation, ctx: RenderContext, folder: PlanFolder) -> OccasionText:
    who = joined((ctx.unit_name(owner, short=True) for owner in entry.owner), ", ")
    who = who or entry.printed_owner or ""
    printed = entry.printed_deadline or ""
    parts = (
        ctx.t("Responsible: {who}", who=who) if who else "",
        ctx.t("Deadline as printed: {printed}", printed=printed) if printed else "",
    )
    href = f"{paths.PLAN_RECOMMENDATIONS(folder.id)}#{entry.code}"
    details = (inline(entry.text), *_details(joined(parts)))
    return OccasionText(Link(entry.code, href), details, recommendation_mark(ctx, entry))


@occasion_text.register
def _report(due: ReportDue, ctx: RenderContext, folder: PlanFolder) -> OccasionText:
    title = ctx.t("Results {of_period}", of_period=ctx.f.of(due.period))
    goals = ctx.f.n("{n} indicator with a target", "{n} indicators with a target", due.n)
    told = ctx.f.n("{n} reported", "{n} reported", due.n_told)
    missing = Status.NOT_REPORTED if due.is_over else Status.NOT_DUE
    mark = ctx.status_mark(Status.VALUE if due.n_told == due.n else missing)
    if due.is_over and 0 < due.n_told < due.n:
        mark = Mark(Look.MEDIUM, ctx.t("Reported in part"))
    is_listed = due.n_told < due.n and due.period.end < ctx.results.as_of
    listed = f"{paths.PLAN_MISSING(folder.id)}#{due.period.text}"
    link = Link(title, listed if is_listed else paths.PLAN(folder.id))
    return OccasionText(link, _details(joined((goals, told))), mark)


@occasion_text.register
def _approval(entry: Approval, ctx: RenderContext, folder: PlanFolder) -> OccasionText:
    document = ctx.document_link(entry.document)
    title = document.text if document else folder.plan.title
    return OccasionText(Link(title, f"{paths.PLAN(folder.id)}#identidad"))


@occasion_text.register
def _version(entry: Version, ctx: RenderContext, folder: PlanFolder) -> OccasionText:
    document = ctx.document_link(entry.document)
    href = f"{paths.PLAN(folder.id)}#versiones"
    return OccasionText(Link(entry.label, href), _details(document.text if document else ""))


@occasion_text.register
def _signature(entry: Agreement, ctx: RenderContext, folder: PlanFolder) -> OccasionText:
    document = ctx.document_link(entry.document)
    href = f"{paths.PLAN(folder.id)}#suscripciones"
    return OccasionText(Link(entry.counterpart, href), _details(document.text if document else ""))


def _details(text: str) -> tuple[Markup, ...]:
    return (Markup.escape(text),) if text else ()


# The calendar of one plan.


@dataclass(frozen=True, slots=True)
class CalendarView:
    """The page of a calendar."""

    feed: str
    """Calendar file of the plan."""
    months: tuple[Group[tuple[CalendarEntry, str]], ...]
    """Entries in the order of their days, with the day each falls on."""
    cited: CitedAt | None


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


def falls_on(ctx: RenderContext, first: date, last: date) -> str:
    """A day, or the first and the last, where the month is known."""
    if first == last:
        return ctx.f.weekday(first)
    if (first.year, first.month) == (last.year, last.month):
        return ctx.t("{first} to {last}", first=first.day, last=last.day)
    return f"{ctx.f.date(first)} – {ctx.f.date(last)}"
