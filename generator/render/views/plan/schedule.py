"""When the parts of a plan are to be done: in words, and as a strip of months."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.model.catalog import Element, PlanFolder
from generator.model.period import Granularity, Period
from generator.render.filters import listed_periods
from generator.render.views.common import Link, RenderContext

_STEP, _SIDE = 20, 16
"""Units of a month in the drawing, and of its square."""


@dataclass(frozen=True, slots=True)
class YearStrip:
    """The months of a year: squares that are marked, and those that are not."""

    year: str
    marked: str
    unmarked: str


@dataclass(frozen=True, slots=True)
class ScheduleRow:
    """When one thing is to be done."""

    link: Link | None
    """None on its own page."""
    in_words: str
    strips: tuple[YearStrip, ...]


@dataclass(frozen=True, slots=True)
class ScheduleView:
    """Everything below an element that has a schedule, and the initials of the months."""

    rows: tuple[ScheduleRow, ...]
    initials: tuple[tuple[int, str], ...]
    width: int = 12 * _STEP


def schedule_view(ctx: RenderContext, folder: PlanFolder, element: Element) -> ScheduleView:
    """The schedule of an element and of what is below it."""
    found = ctx.once(_by_ancestor, folder.id).get(element.code, [])
    initials = ((n * _STEP + _STEP // 2, ctx.f.month(n + 1)[:1].upper()) for n in range(12))
    return ScheduleView(
        tuple(_row(ctx, folder, it, is_own=it is element) for it in found),
        tuple(initials) if found else (),
    )


def _by_ancestor(ctx: RenderContext, plan: str) -> dict[str, list[Element]]:
    """What has a schedule, by the code of itself and of all that is above it."""
    folder = ctx.catalog.plans[plan]
    found: dict[str, list[Element]] = {}
    for element in folder.elements:
        if element.schedule:
            for it in (element, *folder.above(element)):
                found.setdefault(it.code, []).append(element)
    return found


def _row(ctx: RenderContext, folder: PlanFolder, element: Element, *, is_own: bool) -> ScheduleRow:
    return ScheduleRow(
        link=None if is_own else ctx.element_link(folder, element),
        in_words=listed_periods(ctx.f, element.schedule),
        strips=tuple(_strips(element.schedule)),
    )


def _strips(schedule: tuple[Period, ...]) -> Iterator[YearStrip]:
    """A strip for each year, where the schedule is one of months alone."""
    if any(period.granularity is not Granularity.MONTH for period in schedule):
        return
    months = {(period.start.year, period.start.month) for period in schedule}
    for year in sorted({year for year, _ in months}):
        squares = [(n, (year, n) in months) for n in range(1, 13)]
        marked, unmarked = (
            "".join(_square(n) for n, is_marked in squares if is_marked is side)
            for side in (True, False)
        )
        yield YearStrip(str(year), marked, unmarked)


def _square(month: int) -> str:
    return f"M{(month - 1) * _STEP + (_STEP - _SIDE) // 2} 2h{_SIDE}v10h-{_SIDE}z"
