"""marks-against-dates: what a schedule marks and the dates that go with it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from generator.model.catalog import Element, PlanFolder, cite
from generator.model.period import Days, Granularity, Period
from generator.model.plan import Plan
from generator.model.reports import CalendarEntry
from generator.problems import Message, msg
from generator.reconcile.detectors.words import finding
from generator.reconcile.findings import Evidence, Finding
from generator.words.formatter import during


def marks_against_dates(evidence: Evidence) -> Iterator[Finding]:
    """Marked periods that their dates do not touch, and schedules beside their plan or calendar.

    A week of a month may be counted by sevens or from Monday to Sunday: a mark fits if it fits
    either. A calendar entry contradicts the schedule of what it concerns only where that schedule
    has no period that it touches, and its own mark is not told of already.
    """
    for result in evidence.results.plans.values():
        for entry in misfits(result.folder):
            yield _of_entry(result.folder, entry, entry.marked, _unmarked(entry))
        yield from _schedules(result.folder)
        yield from _against_calendar(result.folder)


def misfits(folder: PlanFolder) -> Iterator[CalendarEntry]:
    """Calendar entries whose date lies outside of the period that their chart marks."""
    for entry in folder.calendar:
        if entry.marked is not None and not _touches(entry, entry.marked):
            yield entry


def _touches(entry: CalendarEntry, period: Period) -> bool:
    return any(start <= entry.end and entry.start <= end for start, end in _readings(period))


def _readings(period: Period) -> Iterator[tuple[date, date]]:
    """The days of a period; of a week of a month also those from Monday to Sunday."""
    yield period.start, period.end
    if period.granularity is Granularity.MONTH_WEEK:
        first = period.start.replace(day=1)
        monday = first - timedelta(days=first.weekday())
        start = monday + timedelta(days=(int(period.text[-1]) - 1) * 7)
        yield max(first, start), start + timedelta(days=6)


def _unmarked(entry: CalendarEntry) -> Message:
    return msg(
        "«{title}»: the chart marks {marked}, and the date is {date}",
        title=entry.title,
        marked=during(entry.marked) if entry.marked else "",
        date=Days(entry.start, entry.end),
    )


def _of_entry(folder: PlanFolder, entry: CalendarEntry, expected: object, what: Message) -> Finding:
    key = "marked" if entry.marked is not None else ""
    return finding(folder, entry, key, what, expected, Days(entry.start, entry.end))


def _schedules(folder: PlanFolder) -> Iterator[Finding]:
    """Periods of a schedule that lie wholly outside of the plan's years."""
    span = folder.plan.span
    for element in folder.elements:
        for index, period in enumerate(_schedule(element)):
            if period.end < span.start or period.start > span.end:
                what = msg(
                    "The schedule of {code} marks {period}, and the plan is of {span}",
                    code=element.code,
                    period=during(period),
                    span=str(span),
                )
                source = cite(*element.sources, folder.plan.source)
                place = element.node.place_of("schedule", index)
                yield Finding(folder.id, what, span, period, source, place)


def _schedule(element: Element) -> tuple[Period, ...]:
    found: tuple[Period, ...] = getattr(element.node, "schedule", ())
    return () if isinstance(element.node, Plan) else found


def _against_calendar(folder: PlanFolder) -> Iterator[Finding]:
    """Calendar entries whose date no period of the schedule they concern touches."""
    told = list(misfits(folder))
    for entry in folder.calendar:
        for code in entry.concerns:
            element = folder.by_code.get(code)
            schedule = _schedule(element) if element else ()
            apart = schedule and not any(_touches(entry, period) for period in schedule)
            if apart and not any(entry is other for other in told):
                what = msg(
                    "«{title}» falls on {date}, and the schedule of {code} marks {marked}",
                    title=entry.title,
                    date=Days(entry.start, entry.end),
                    code=code,
                    marked=[during(period) for period in schedule],
                )
                yield _of_entry(folder, entry, schedule, what)
