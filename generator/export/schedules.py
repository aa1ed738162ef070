"""When things are to be done, and everything of the plans that has a date."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from generator.compute.agenda import Happening, Occasion, ReportDue, occasions
from generator.compute.results import PlanResult, Results
from generator.export.table import (
    DAYS,
    IN_PLAN,
    PRINTED,
    Row,
    Table,
    day,
    flag,
    ident,
    last_day,
    of_plans,
    text,
    whole,
)
from generator.model.catalog import cite
from generator.model.period import Period
from generator.model.plan import Agreement, Version
from generator.model.reports import CalendarEntry, Recommendation
from generator.model.source import Source
from generator.problems import say
from generator.words.formatter import Formatter


class _Scheduled(NamedTuple):
    """One period in which something is to be done."""

    what: str
    period: Period
    element: str = ""
    measure: str = ""
    recommendation: str = ""
    action: int | None = None
    region: str = ""


def _scheduled(plan: PlanResult) -> Iterator[tuple[_Scheduled, tuple[Source | None, ...]]]:
    folder = plan.folder
    for element in folder.elements:
        source = cite(*element.sources)
        for period in element.schedule:
            yield _Scheduled("element", period, element.code), (source,)
    for measure in plan.measures.values():
        use = measure.use
        for period in use.measure.schedule:
            yield _Scheduled("measure", period, use.element.code, use.id), (use.source,)
    for entry in folder.recommendations:
        told = _Scheduled("recommendation", folder.plan.span.first, recommendation=entry.code)
        sources = (cite(entry.source, folder.plan.source),)
        yield from ((told._replace(period=it), sources) for it in entry.schedule)
        for n, action in enumerate(entry.actions, 1):
            own = told._replace(what="action", action=n)
            cited = (cite(action.source, *sources),)
            yield from ((own._replace(period=it), cited) for it in action.schedule)
            for name, periods in action.by_region.items():
                there = own._replace(region=folder.region_list.code(name))
                yield from ((there._replace(period=it), cited) for it in periods)


SCHEDULES = Table[_Scheduled](
    "schedules",
    say("One row per period in which something is to be done: a cross in a printed schedule."),
    ("plan", "what", "element", "measure", "recommendation", "action", "region", "start", "id"),
    of_plans(_scheduled),
    (
        IN_PLAN,
        text(
            "what",
            say("What is to be done"),
            words=("element", "measure", "recommendation", "action"),
        ),
        text("element", say("Code of the part of the plan (table elements)")),
        text("measure", say("Indicator (table measures)")),
        text("recommendation", say("Code of the recommendation (table recommendations)")),
        whole("action", say("Number of the action of the recommendation (table actions)")),
        text("region", say("Region, where its schedule is by region (table regions)")),
        text("period", say("Period, as in table observations")),
        *DAYS,
        last_day("period.end"),
        *PRINTED,
        ident(
            lambda row: (
                *(row.plan, row.item.what, row.item.element, row.item.measure),
                *(row.item.recommendation, row.item.action, row.item.region, row.item.period),
            )
        ),
    ),
)


def _dated(results: Results, f: Formatter) -> Iterator[Row[Occasion]]:
    for occasion in results.derived(occasions):
        own = getattr(occasion.subject, "source", None)
        above = results.plans[occasion.plan].folder.plan.source
        sources = () if isinstance(occasion.subject, ReportDue) else (cite(own, above),)
        yield Row(results, f, occasion, occasion.plan, sources)


def _title(row: Row[Occasion]) -> str | None:
    match row.item.subject:
        case CalendarEntry(title=text) | Recommendation(text=text):
            return text
        case Version(label=text) | Agreement(counterpart=text):
            return text
    return None


def _of(kind: type[object], name: str) -> Callable[[Row[Occasion]], object]:
    """A value of what is of a kind; None of everything else that has a date."""
    return lambda row: (
        getattr(row.item.subject, name) if isinstance(row.item.subject, kind) else None
    )


DATES = Table[Occasion](
    "dates",
    say("One row per date of a plan, as in the calendar file: also deadlines and reports due."),
    ("plan", "start", "end", "kind", "id"),
    _dated,
    (
        IN_PLAN,
        text("kind", say("What sort of date it is"), words=Happening),
        day("start", say("Day, or first day"), "first"),
        day("end", say("Last day"), "last"),
        last_day("last"),
        text(
            "period",
            say("Period, where the document gives no day; of a report, its own"),
            lambda row: getattr(row.item.subject, "period", None) or row.item.period,
        ),
        text("title", say("What falls on the date"), _title),
        text(
            "recommendation",
            say("Code of the recommendation (table recommendations)"),
            _of(Recommendation, "code"),
        ),
        text("version", say("Version of the plan (table versions)"), _of(Version, "id")),
        whole(
            "n_due",
            say("Of a report: number of indicators with a target in it"),
            _of(ReportDue, "n"),
        ),
        whole(
            "n_reported",
            say("How many of them have their result, or why there is none"),
            _of(ReportDue, "n_told"),
        ),
        flag("over", say("Whether its last day has passed"), _of(ReportDue, "is_over")),
        *PRINTED,
        ident(lambda row: (f"{row.item.key}.{row.item.kind}.{row.plan}",)),
    ),
)
