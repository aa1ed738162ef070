"""marks-against-dates: what a schedule marks and the dates that go with it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from generator.compute.results import PlanResult
from generator.model.catalog import Element, cite
from generator.model.period import Days, Granularity, Period
from generator.model.plan import Plan
from generator.model.reports import CalendarEntry
from generator.problems import Message, msg
from generator.reconcile.detectors.words import cited
from generator.reconcile.findings import Evidence, Finding, FindingSeverity
from generator.words.formatter import during

CODE = "marks-against-dates"


def marks_against_dates(evidence: Evidence) -> Iterator[Finding]:
    """Marked periods that their dates do not touch, and schedules beside their plan or calendar.

    A week of a month may be counted by sevens or from Monday to Sunday: a mark fits if it fits
    either. A calendar entry contradicts the schedule of what it concerns only where that schedule
    has no period that it touches, and its own mark is not told of already.
    """
    for plan, entry in misfits(evidence):
        yield _of_entry(evidence, plan, entry, entry.marked, _unmarked(entry))
    for result in evidence.results.plans.values():
        yield from _schedules(evidence, result)
        yield from _against_calendar(evidence, result)


def misfits(evidence: Evidence) -> Iterator[tuple[str, CalendarEntry]]:
    """Calendar entries whose date lies outside of the period that their chart marks."""
    for name, result in evidence.results.plans.items():
        for entry in result.folder.calendar:
            if entry.marked is not None and not _touches(entry, entry.marked):
                yield name, entry


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


def _of_entry(
    evidence: Evidence, plan: str, entry: CalendarEntry, expected: object, what: Message
) -> Finding:
    return Finding(
        detector=CODE,
        severity=FindingSeverity.CONTRADICTION,
        plan=plan,
        what=what,
        expected=expected,
        found=Days(entry.start, entry.end),
        source=cited(evidence, plan, entry.source),
        place=entry.place_of("marked") if entry.marked is not None else entry.place_of(),
    )


def _schedules(evidence: Evidence, result: PlanResult) -> Iterator[Finding]:
    """Periods of a schedule that lie wholly outside of the plan's years."""
    span = result.folder.plan.span
    for element in result.folder.elements:
        for index, period in enumerate(_schedule(element)):
            if period.end < span.start or period.start > span.end:
                yield Finding(
                    detector=CODE,
                    severity=FindingSeverity.CONTRADICTION,
                    plan=result.folder.id,
                    what=msg(
                        "The schedule of {code} marks {period}, and the plan is of {span}",
                        code=element.code,
                        period=during(period),
                        span=str(span),
                    ),
                    expected=span,
                    found=period,
                    source=cited(evidence, result.folder.id, cite(*element.sources)),
                    place=element.node.place_of("schedule", index),
                )


def _schedule(element: Element) -> tuple[Period, ...]:
    found: tuple[Period, ...] = getattr(element.node, "schedule", ())
    return () if isinstance(element.node, Plan) else found


def _against_calendar(evidence: Evidence, result: PlanResult) -> Iterator[Finding]:
    """Calendar entries whose date no period of the schedule they concern touches."""
    told = [entry for _, entry in misfits(evidence)]
    for entry in result.folder.calendar:
        for code in entry.concerns:
            element = result.folder.by_code.get(code)
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
                yield _of_entry(evidence, result.folder.id, entry, schedule, what)
