"""When the parts of a plan are to be done: in words, and as bars along its time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from generator.model.catalog import Element, PlanFolder
from generator.model.period import Period
from generator.render.filters import listed_periods
from generator.render.views.common import Link, RenderContext

_DAY = timedelta(days=1)
_MONTHS = 12
Bar = tuple[str, str]
"""Where it begins and how long it is, in percent of the chart."""


@dataclass(frozen=True, slots=True)
class ScheduleRow:
    """When one thing is to be done."""

    link: Link
    in_words: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class ScheduleView:
    """What has a schedule, along one span of time."""

    rows: tuple[ScheduleRow, ...] = ()
    marks: tuple[tuple[str, str, str], ...] = ()
    """Where each month begins, where it is named, and by what letter; of several years, years."""
    today: str = ""
    """Where the day of the portal is; "" where that is before or after."""
    now: str = ""
    """What is to be done in the month of that day, in a sentence."""
    due: tuple[Link, ...] = ()

    @property
    def letters(self) -> str:
        """Of the months, each placed by itself; "" where years are named."""
        names = [name for _, _, name in self.marks]
        return "".join(names) if all(len(name) == 1 for name in names) else ""


Scheduled = tuple[Link, tuple[Period, ...]]


def schedule_view(ctx: RenderContext, folder: PlanFolder, element: Element) -> ScheduleView:
    """The schedule of an element and of what is below it."""
    found = ctx.once(_by_ancestor, folder.id).get(element.code, [])
    rows = [(_link(ctx, folder, it, is_own=it is element), it.schedule) for it in found]
    if not rows:
        return ScheduleView()
    return bars_of(ctx, rows)


def _link(ctx: RenderContext, folder: PlanFolder, element: Element, *, is_own: bool) -> Link:
    link = ctx.element_link(folder, element)
    return Link(element.node.heading) if is_own else link


def _by_ancestor(ctx: RenderContext, plan: str) -> dict[str, list[Element]]:
    """What has a schedule, by the code of itself and of all that is above it."""
    folder = ctx.catalog.plans[plan]
    found: dict[str, list[Element]] = {}
    for element in folder.elements:
        if element.schedule:
            for it in (element, *folder.above(element)):
                found.setdefault(it.code, []).append(element)
    return found


def bars_of(ctx: RenderContext, rows: list[Scheduled]) -> ScheduleView:
    """Bars over a year, or over all months from the first to the last where they are of several.

    At least one row has a period.
    """
    periods = [period for _, own in rows for period in own]
    first = min(period.start for period in periods).replace(day=1)
    last = _month_after(max(period.end for period in periods))
    is_one = (last - _DAY).year == first.year
    year = date(first.year, 1, 1), date(first.year + 1, 1, 1)
    along = _Along(*year) if is_one else _Along(first, last)
    as_of = ctx.results.as_of
    now, due = _now(ctx, rows, first, last)
    return ScheduleView(
        rows=tuple(
            ScheduleRow(link, listed_periods(ctx.f, own), tuple(along.bars(own)))
            for link, own in rows
        ),
        marks=tuple(along.marks(ctx)),
        today=along.at(as_of) if along.first <= as_of < along.last else "",
        now=now,
        due=due,
    )


def _month_after(day: date) -> date:
    return (day.replace(day=1) + 31 * _DAY).replace(day=1)


@dataclass(frozen=True, slots=True)
class _Along:
    """Places along the chart: from the first day to the one after the last."""

    first: date
    last: date

    def at(self, day: date) -> str:
        return self._share(day - self.first)

    def _share(self, of: timedelta) -> str:
        return f"{100 * of.days / (self.last - self.first).days:.2f}%"

    def bars(self, periods: Iterable[Period]) -> Iterator[Bar]:
        """A bar for each stretch without a gap."""
        runs: list[list[date]] = []
        for period in sorted(periods, key=lambda it: (it.start, it.end)):
            if runs and period.start <= runs[-1][1]:
                runs[-1][1] = max(runs[-1][1], period.end + _DAY)
            else:
                runs.append([period.start, period.end + _DAY])
        for start, end in runs:
            yield self.at(start), self._share(end - start)

    def marks(self, ctx: RenderContext) -> Iterator[tuple[str, str, str]]:
        months = [self.first]
        while (after := _month_after(months[-1])) < self.last:
            months.append(after)
        are_years = len(months) > _MONTHS
        if are_years:
            months = [self.first, *(it for it in months[1:] if it.month == 1)]
        for start, end in zip(months, (*months[1:], self.last), strict=True):
            month = ctx.f.month(start.month)[:1].upper()
            name = str(start.year) if are_years else month
            yield self.at(start), self.at(start + (end - start) / 2), name


def _now(
    ctx: RenderContext, rows: list[Scheduled], first: date, last: date
) -> tuple[str, tuple[Link, ...]]:
    """What is to be done in the month of the portal's day, whether or not it was done."""
    as_of = ctx.results.as_of
    start, end = as_of.replace(day=1), _month_after(as_of)
    month = ctx.f.month_of(start.year, start.month)
    if start >= last:
        before = last - _DAY
        return ctx.t("It ended in {month}.", month=ctx.f.month_of(before.year, before.month)), ()
    if end <= first:
        return ctx.t("It begins in {month}.", month=ctx.f.month_of(first.year, first.month)), ()
    due = [link for link, own in rows if any(it.start < end and it.end >= start for it in own)]
    if not due:
        return ctx.t(
            "For {month}, the month of the cut-off, nothing is scheduled.", month=month
        ), ()
    return ctx.t("Scheduled for {month}, the month of the cut-off:", month=month), tuple(due)
