"""All activities of a plan one by one: a strip of marks, and the table of the low ones."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from generator.compute.attainment import Status
from generator.compute.measured import MeasureResult
from generator.compute.results import PlanResult
from generator.compute.rollups import Counted, Scope
from generator.model.catalog import PLAN, Element, Level
from generator.model.indicator import Traits
from generator.model.method import Band
from generator.model.period import Period
from generator.problems import msg
from generator.render import paths
from generator.render.charts.marks import LINE, Lines, lines_of
from generator.render.views.common import Link, Mark, RenderContext, joined
from generator.render.views.past import against_first
from generator.render.views.values import format_target, format_value, is_percent
from generator.words.formatter import NBSP

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
class LowRow:
    """One activity below the medium limit."""

    link: Link
    code: str
    parent: str
    mark: Mark
    attainment: str
    target: str
    actual: str
    gap: str
    unit: str
    first: str
    """The attainment against the target that it first had; "" where it is the same."""


@dataclass(frozen=True, slots=True)
class StripView:
    """The strip with its heading, and the low ones, the lowest first."""

    heading: str
    lead: str
    width: str
    rows: tuple[StripRow, ...]
    low_title: str
    low_note: str
    low: tuple[LowRow, ...]
    child_name: str


_FEWEST = 15
"""Fewer marks say nothing that the table of objectives does not: only the low ones are listed."""


def strip_view(ctx: RenderContext, result: PlanResult) -> StripView | None:
    """The strip of a plan with results; None where nothing has a band yet."""
    counted = list(_counted(result))
    if len(counted) < 2 or not any(row.band for row in counted):  # noqa: PLR2004  # one is no strip
        return None
    low = sorted((row for row in counted if row.band is Band.LOW), key=_order)
    drawn = len(counted) >= _FEWEST
    if not drawn and not low:
        return None
    noun = _noun(ctx, result, len(counted))
    return StripView(
        heading=ctx.t(msg("{things}, from the lowest attainment", things=noun))
        if drawn
        else _low_title(ctx, result, low),
        lead=ctx.t(
            msg(
                "One mark for each {thing}; in its own group, the lowest attainment first.",
                thing=_child(ctx, result).lower(),
            )
        ),
        width=str(LINE),
        rows=tuple(_rows(ctx, result, counted)) if drawn else (),
        low_title=_low_title(ctx, result, low),
        low_note=_low_note(ctx, low),
        low=tuple(_low_row(ctx, result, row) for row in low[:_MOST_LOW]),
        child_name=_child(ctx, result),
    )


def _counted(result: PlanResult) -> Iterator[Counted]:
    """What enters the roll-up of the plan in the year of the page."""
    for row in result.counted.get(Period.of_year(result.year), ()):
        if (Scope.PLAN, PLAN) in row.scopes:
            yield row


_STATUSES = list(Status)


def _order(row: Counted) -> tuple[int, Decimal, str]:
    """The lowest first, then what has no percentage by its status."""
    if row.raw is not None:
        return 0, row.raw, row.code
    return 1 + _STATUSES.index(row.status), Decimal(0), row.code


def _rows(ctx: RenderContext, result: PlanResult, counted: Sequence[Counted]) -> Iterator[StripRow]:
    """A row per objective; what hangs on none of them stands in a row of the plan's own."""
    folder = result.folder
    taken: set[str] = set()
    for element in folder.of_level(Level.OBJECTIVE):
        own = [row for row in counted if (Scope.OBJECTIVE, element.code) in row.scopes]
        taken |= {row.code for row in own}
        if own:
            link = Link(element.code, paths.element_path(folder.id, element.code))
            yield _row(ctx, link, element.node.title, own)
    rest = [row for row in counted if row.code not in taken]
    if rest:
        yield _row(ctx, Link(ctx.plain("The plan as a whole")), "", rest)


def _row(ctx: RenderContext, link: Link, title: str, own: Iterable[Counted]) -> StripRow:
    ordered = sorted(own, key=_order)
    marks = [ctx.mark_of(row.band, row.status) for row in ordered]
    height, lines = lines_of([mark.css for mark in marks])
    words = list(dict.fromkeys(mark.word for mark in marks))
    counts = (sum(1 for mark in marks if mark.word == word) for word in words)
    said_ = (f"{ctx.f.number(n)} {w.lower()}" for n, w in zip(counts, words, strict=True))
    n = ctx.f.number(len(ordered))
    return StripRow(link, title, n, joined(said_, ", "), str(height), lines)


def _noun(ctx: RenderContext, result: PlanResult, n: int) -> str:
    """The number and the plan's word for what it counts: ``260 actividades operativas``."""
    if not any(result.folder.of_level(Level.ACTIVITY)):
        return ctx.f.n("{n} indicator", "{n} indicators", n)
    name = ctx.level_name(result.folder, Level.ACTIVITY)
    return f"{ctx.f.number(n)} {(name.singular if n == 1 else name.plural).lower()}"


def _child(ctx: RenderContext, result: PlanResult) -> str:
    if not any(result.folder.of_level(Level.ACTIVITY)):
        return ctx.plain("Indicator")
    return ctx.level_name(result.folder, Level.ACTIVITY).singular


def _low_title(ctx: RenderContext, result: PlanResult, low: Sequence[Counted]) -> str:
    bands = ctx.catalog.bands(result.folder.id)
    limit = ctx.f.percent(bands.medium, 0) if bands else ""
    if not low:
        return ctx.t(msg("No target stayed below {limit}.", limit=limit))
    things = _noun(ctx, result, len(low))
    return ctx.t(msg("{things} below {limit}", things=things, limit=limit))


def _low_note(ctx: RenderContext, low: Sequence[Counted]) -> str:
    if len(low) <= _MOST_LOW:
        return ctx.plain("From the lowest attainment.")
    text = msg("The first {n} are shown, from the lowest attainment.", n=ctx.f.number(_MOST_LOW))
    return ctx.t(text)


def _low_row(ctx: RenderContext, result: PlanResult, row: Counted) -> LowRow:
    element, measure = _what(result, row.code)
    parent = element.parents[0] if element.parents and element.parents[0] != PLAN else ""
    href = paths.element_path(result.folder.id, element.code)
    only = measure or _only(result, element.code)
    name = measure.use.traits.name if measure else element.node.title
    it = only.current.headline if only and only.current else None
    traits = only.use.traits if only else None
    return LowRow(
        link=Link(name, f"{href}#{measure.use.id}" if measure else href),
        code=element.code,
        parent=parent,
        mark=ctx.mark_of(row.band, row.status),
        attainment=ctx.f.percent(row.raw) if row.raw is not None else "",
        target=format_target(ctx, it.target, traits) if it and traits else "",
        actual=format_value(ctx, it.actual, traits) if it and traits else "",
        gap=_difference(ctx, it.target, it.actual, traits) if it and traits else "",
        unit=(traits.unit or "") if traits and not is_percent(traits) else "",
        first=against_first(ctx, result.folder.id, only) if only else "",
    )


def _what(result: PlanResult, code: str) -> tuple[Element, MeasureResult | None]:
    """What was counted under a code: an activity, or a measure of a plan without activities."""
    element = result.folder.by_code.get(code)
    if element is not None and element.level is Level.ACTIVITY:
        return element, None
    measure = result.measures[code]
    return measure.use.element, measure


def _only(result: PlanResult, code: str) -> MeasureResult | None:
    own = result.measures_of(code)
    return own[0] if len(own) == 1 else None


def _difference(ctx: RenderContext, target: object, actual: object, traits: Traits) -> str:
    """Result less target, in the unit of the measure; between percentages in points."""
    if not isinstance(target, Decimal) or not isinstance(actual, Decimal):
        return ""
    number = ("+" if actual > target else "") + ctx.f.number(actual - target)
    return ctx.t(msg("{n} pp", n=number)).replace(" ", NBSP) if is_percent(traits) else number
