"""All activities of a plan one by one: a strip of marks, and the table of the low ones."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from generator import paths
from generator.compute.attainment import Status
from generator.compute.results import PlanResult
from generator.compute.rollups import Counted, Scope
from generator.model.catalog import PLAN, Level
from generator.model.indicator import Traits
from generator.model.method import Band
from generator.render.charts.marks import LINE, Lines, lines_of
from generator.render.format import NBSP
from generator.render.views.common import Link, RenderContext, joined
from generator.render.views.measure.rows import MeasureRow, counted_row, only_measure
from generator.render.views.measure.values import is_percent
from generator.render.views.plan.element_rows import counted

_MOST_LOW = 60
"""Rows of the table of low ones; the others are on the pages of their parents."""


@dataclass(frozen=True, slots=True)
class StripRow:
    """The marks of one objective."""

    link: Link
    title: str
    n: str
    said: str
    """How many of each status, for those who do not see the marks."""
    height: str
    lines: Lines


@dataclass(frozen=True, slots=True)
class StripView:
    """The strip with its heading, and the low ones, the lowest first."""

    heading: str
    lead: str
    width: str
    rows: tuple[StripRow, ...]
    low_title: str
    low_note: str
    low: tuple[tuple[MeasureRow, str, str], ...]
    """Each with its parent and the difference to its target."""
    child_name: str


_FEWEST = 15
"""Fewer marks say nothing that the table of objectives does not: only the low ones are listed."""


def strip_view(ctx: RenderContext, result: PlanResult) -> StripView | None:
    """The strip of a plan with results; None where nothing has a band yet."""
    found = [row for row in result.counted_now if (Scope.PLAN, PLAN) in row.scopes]
    if len(found) < 2 or not any(row.band for row in found):  # noqa: PLR2004  # one is no strip
        return None
    low = sorted((row for row in found if row.band is Band.LOW), key=_order)
    drawn = len(found) >= _FEWEST
    if not drawn and not low:
        return None
    child, low_title = _child(ctx, result), _low_title(ctx, result, len(low))
    things = counted(ctx, result, len(found))
    heading = ctx.say("{things}, from the lowest attainment", things=things)
    return StripView(
        heading=heading if drawn else low_title,
        lead=ctx.say(
            "One mark for each {thing}; in its own group, the lowest attainment first.",
            thing=child.lower(),
        ),
        width=str(LINE),
        rows=tuple(_rows(ctx, result, found)) if drawn else (),
        low_title=low_title,
        low_note=_low_note(ctx, len(low)),
        low=tuple(_low_row(ctx, result, row) for row in low[:_MOST_LOW]),
        child_name=child,
    )


_STATUSES = list(Status)


def _order(row: Counted) -> tuple[int, Decimal, str]:
    """The lowest first, then what has no percentage by its status."""
    if row.raw is not None:
        return 0, row.raw, row.code
    return 1 + _STATUSES.index(row.status), Decimal(0), row.code


def _rows(ctx: RenderContext, result: PlanResult, found: Sequence[Counted]) -> Iterator[StripRow]:
    """A row per objective; what hangs on none of them stands in a row of the plan's own."""
    folder = result.folder
    taken: set[str] = set()
    for element in folder.of_level(Level.OBJECTIVE):
        own = [row for row in found if (Scope.OBJECTIVE, element.code) in row.scopes]
        taken |= {row.code for row in own}
        if own:
            link = Link(element.code, paths.ELEMENT(folder.id, element.code))
            yield _row(ctx, link, element.node.title, own)
    rest = [row for row in found if row.code not in taken]
    if rest:
        yield _row(ctx, Link(ctx.say("The plan as a whole")), "", rest)


def _row(ctx: RenderContext, link: Link, title: str, own: Iterable[Counted]) -> StripRow:
    marks = [ctx.mark_of(row.band, row.status) for row in sorted(own, key=_order)]
    height, lines = lines_of([mark.look for mark in marks])
    words = [mark.word for mark in marks]
    said = (f"{ctx.f.number(words.count(word))} {word.lower()}" for word in dict.fromkeys(words))
    return StripRow(link, title, ctx.f.number(len(marks)), joined(said, ", "), str(height), lines)


def _child(ctx: RenderContext, result: PlanResult) -> str:
    if not any(result.folder.of_level(Level.ACTIVITY)):
        return ctx.say("Indicator")
    return ctx.level_name(result.folder, Level.ACTIVITY).singular


def _low_title(ctx: RenderContext, result: PlanResult, n: int) -> str:
    bands = ctx.catalog.bands(result.folder.id)
    limit = ctx.f.percent(bands.medium, 0) if bands else ""
    if not n:
        return ctx.say("No target stayed below {limit}.", limit=limit)
    things = counted(ctx, result, n)
    return ctx.say("{things} below {limit}", things=things, limit=limit)


def _low_note(ctx: RenderContext, n: int) -> str:
    if n <= _MOST_LOW:
        return ctx.say("From the lowest attainment.")
    most = ctx.f.number(_MOST_LOW)
    return ctx.say("The first {n} are shown, from the lowest attainment.", n=most)


def _low_row(ctx: RenderContext, result: PlanResult, found: Counted) -> tuple[MeasureRow, str, str]:
    row, only = counted_row(ctx, result, found.code, found), only_measure(result, found.code)
    parents = result.folder.by_code[row.element.text].parents
    row = replace(
        row,
        mark=ctx.mark_of(found.band, found.status),
        attainment=ctx.percent(found.raw),
        unit="" if only and is_percent(only.use.traits) else row.unit,
    )
    series = only.current if only else None
    gap = ""
    if only and series:
        it = series.headline
        gap = _difference(ctx, it.target, it.actual, only.use.traits)
    return row, parents[0] if parents and parents[0] != PLAN else "", gap


def _difference(ctx: RenderContext, target: object, actual: object, traits: Traits) -> str:
    """Result less target, in the unit of the measure; between percentages in points."""
    if not isinstance(target, Decimal) or not isinstance(actual, Decimal):
        return ""
    number = ("+" if actual > target else "") + ctx.f.number(actual - target)
    return ctx.say("{n} pp", n=number).replace(" ", NBSP) if is_percent(traits) else number
