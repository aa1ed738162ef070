"""Activities side by side: all of a plan in a strip of marks, and one service in other places."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from generator import paths
from generator.compute.attainment import Attainment, Status
from generator.compute.regions import Sibling, siblings
from generator.compute.results import PlanResult
from generator.compute.rollups import NOTHING, Counted, scope_of
from generator.model.catalog import PLAN, Element
from generator.model.indicator import Traits
from generator.model.method import Band
from generator.model.period import Period
from generator.problems import msg
from generator.reconcile.disputes import is_denied
from generator.render.charts.draw import Chart
from generator.render.charts.figures import Bar, Bars, LimitLine
from generator.render.charts.marks import LINE, Lines, lines_of
from generator.render.views.common import Datum, Link, RenderContext, joined
from generator.render.views.measure.rows import (
    MeasureRow,
    counted_row,
    disputed_marks,
    only_measure,
    row_of,
)
from generator.render.views.measure.values import format_value, machine
from generator.render.views.methods import is_way
from generator.render.views.plan.rollups import counted

_MOST_LOW = 60
"""Rows of the table of low ones; the others are on the pages of their parents."""


@dataclass(frozen=True, slots=True)
class StripRow:
    """The marks of one objective."""

    link: Link
    title: str
    n: str
    in_words: str
    """How many of each status, for those who do not see the marks."""
    height: str
    lines: Lines


@dataclass(frozen=True, slots=True)
class StripView:
    """The strip with its heading, and the low ones, the lowest first."""

    heading: str
    width: str
    rows: tuple[StripRow, ...]
    low_title: str
    low: tuple[tuple[MeasureRow, str, str], ...]
    """Each with its parent and the difference to its target."""
    is_cut: bool
    """There are more low ones."""
    child_name: str


_FEWEST = 15
"""Fewer marks say nothing that the table of objectives does not: only the low ones are listed."""


def strip_view(ctx: RenderContext, result: PlanResult) -> StripView | None:
    """The strip of a plan with results; None where nothing has a band yet."""
    found = list(result.counted_headline)
    if len(found) < 2 or not any(row.band for row in found):  # noqa: PLR2004  # one is no strip
        return None
    low = sorted((row for row in found if row.band is Band.LOW), key=_order)
    drawn = len(found) >= _FEWEST
    if not drawn and not low:
        return None
    child, low_title = _child(ctx, result), _low_title(ctx, result, len(low))
    things = counted(ctx, result, len(found), found[0].level)
    heading = ctx.t("{things}, from the lowest attainment", things=things)
    return StripView(
        heading=heading if drawn else low_title,
        width=str(LINE),
        rows=tuple(_strip_rows(ctx, result, found)) if drawn else (),
        low_title=low_title,
        low=tuple(_low_row(ctx, result, row) for row in low[:_MOST_LOW]),
        is_cut=len(low) > _MOST_LOW,
        child_name=child,
    )


_STATUSES = list(Status)


def _order(row: Counted) -> tuple[int, Decimal, str]:
    """The lowest first, then what has no percentage by its status."""
    if row.raw is not None:
        return 0, row.raw, row.code
    return 1 + _STATUSES.index(row.status), Decimal(0), row.code


def _strip_rows(
    ctx: RenderContext, result: PlanResult, found: Sequence[Counted]
) -> Iterator[StripRow]:
    """A row per objective; what hangs on none of them stands in a row of the plan's own."""
    folder = result.folder
    taken: set[str] = set()
    for element in folder.of_level(folder.levels[1]):
        scope = scope_of(element.level), element.code
        own = [row for row in found if scope in row.scopes]
        taken |= {row.code for row in own}
        if own:
            link = Link(element.called, paths.ELEMENT(folder.id, element.code))
            yield _row(ctx, link, element.node.heading, own)
    rest = [row for row in found if row.code not in taken]
    if rest:
        yield _row(ctx, Link(ctx.t("The plan as a whole")), "", rest)


def _row(ctx: RenderContext, link: Link, title: str, own: Iterable[Counted]) -> StripRow:
    marks = [ctx.mark_of(row.band, row.status) for row in sorted(own, key=_order)]
    height, lines = lines_of([mark.look for mark in marks])
    words = [mark.word for mark in marks]
    said = (f"{ctx.f.number(words.count(word))} {word.lower()}" for word in dict.fromkeys(words))
    return StripRow(link, title, ctx.f.number(len(marks)), joined(said, ", "), str(height), lines)


def _child(ctx: RenderContext, result: PlanResult) -> str:
    level = result.rollups.get(PLAN, NOTHING).level
    return (
        result.folder.name_of(level).singular if level and level.is_counted else ctx.t("Indicator")
    )


def _low_title(ctx: RenderContext, result: PlanResult, n: int) -> str:
    bands = ctx.catalog.bands(result.folder.id)
    limit = ctx.f.percent(bands.medium, 0) if bands else ""
    if not n:
        return ctx.t("No target stayed below {limit}.", limit=limit)
    level = result.rollups.get(PLAN, NOTHING).level
    things = counted(ctx, result, n, level)
    return ctx.t("{things} below {limit}", things=things, limit=limit)


def _low_row(ctx: RenderContext, result: PlanResult, found: Counted) -> tuple[MeasureRow, str, str]:
    row, only = counted_row(ctx, result, found.code, found), only_measure(result, found.code)
    folder = result.folder
    host = only.use.element if only else folder.by_code[found.code]
    parent = folder.by_code.get(host.parents[0]) if host.parents else None
    row = replace(
        row,
        mark=ctx.mark_of(found.band, found.status),
        attainment=Datum(ctx.percent(found.raw), machine(found.raw)),
        unit="" if only and only.use.traits.in_percent else row.unit,
    )
    series = only.current if only else None
    gap = ""
    if only and series:
        it = series.headline
        gap = _difference(ctx, it.target, it.actual, only.use.traits)
    return row, parent.called if parent and parent.code != PLAN else "", gap


def _difference(ctx: RenderContext, target: object, actual: object, traits: Traits) -> str:
    """Result less target, in the unit of the measure; between percentages in points."""
    if not isinstance(target, Decimal) or not isinstance(actual, Decimal):
        return ""
    write = ctx.f.points if traits.in_percent else ctx.f.signed
    return write(actual - target)


# The same service in other places.

_LONGEST = 150
"""Percent of the target at which bars are cut."""
_TABLE = "otros-lugares-tabla"


@dataclass(frozen=True, slots=True)
class SiblingsView:
    """All places of a service, the lowest first."""

    sentence: str
    chart: Chart | None
    table: str
    rows: tuple[MeasureRow, ...]
    """Named by the place; that of the page itself leads nowhere."""


@dataclass(frozen=True, slots=True)
class _Place:
    name: str
    it: Attainment
    traits: Traits | None
    row: MeasureRow
    denied: bool
    """Its target or its result is in dispute."""


def siblings_view(ctx: RenderContext, result: PlanResult, element: Element) -> SiblingsView | None:
    """The places of the service that an activity is part of; None where it stands alone."""
    found = [_place(ctx, result, item, element) for item in siblings(result.folder, element)]
    if not found:
        return None
    places = sorted(found, key=lambda p: (p.it.raw is None, p.it.raw or Decimal(0)))
    return SiblingsView(
        sentence=_sentence(ctx, result, places),
        chart=_chart(ctx, result, places),
        table=_TABLE,
        rows=tuple(place.row for place in places),
    )


def _place(ctx: RenderContext, result: PlanResult, sibling: Sibling, here: Element) -> _Place:
    """A place by its only measure; one with none or several has no figure of its own here."""
    code, own = sibling.element.code, result.measures_of(sibling.element.code)
    series = own[0].current if len(own) == 1 else None
    traits = own[0].use.traits if series else None
    counted = result.activities.get(code)
    status = counted.status if counted else Status.NOT_PROGRAMMED
    it = series.headline if series else Attainment(status, raw=counted.capped if counted else None)
    mark = ctx.mark(it) if series else ctx.mark_of(counted.band if counted else None, status)
    href = "" if code == here.code else paths.ELEMENT(result.folder.id, code)
    row = row_of(ctx, Link(sibling.place, href), it, traits)
    row = replace(row, mark=mark, element=Link(sibling.element.called))
    if series is None:
        return _Place(sibling.place, it, traits, row, denied=False)
    row = replace(row, disputed=disputed_marks(ctx, own[0], series))
    denied = is_denied(ctx.results, own[0], Period.of_year(series.year))
    return _Place(sibling.place, it, traits, row, denied)


def _sentence(ctx: RenderContext, result: PlanResult, places: list[_Place]) -> str:
    """How many stay below the medium limit, and the two ends; "" where a figure is in dispute."""
    told = [(place.name, place.it.raw) for place in places if place.it.raw is not None]
    bands = ctx.catalog.bands(result.folder.id)
    denied = any(place.denied for place in places)
    if len(told) < 2 or bands is None or denied:  # noqa: PLR2004  # two ends
        return ""
    (first, least), (last, most) = told[0], told[-1]
    text = msg(
        "Below {limit} of the target: {low} of {n}. The lowest is {first} ({least}),"
        " the highest {last} ({most})."
    )
    if is_way(ctx, result):
        text = msg(
            "Below {limit} of the way to the target: {low} of {n}. The lowest is {first} ({least}),"
            " the highest {last} ({most})."
        )
    return ctx.t(
        text,
        limit=ctx.f.percent(bands.medium, 0),
        low=sum(1 for _, raw in told if bands.of(raw) is Band.LOW),
        n=len(told),
        first=first,
        least=ctx.f.percent(least),
        last=last,
        most=ctx.f.percent(most),
    )


def _chart(ctx: RenderContext, result: PlanResult, places: list[_Place]) -> Chart | None:
    """Shares of each target on one scale, so that units of different size compare."""
    told = [place.it.raw for place in places if place.it.raw is not None]
    if len(told) < 2:  # noqa: PLR2004  # one bar compares with nothing
        return None
    bars = tuple(_bar(ctx, place) for place in places)
    bands = ctx.catalog.bands(result.folder.id)
    edges = (bands.medium, bands.high) if bands else ()
    limits = tuple(LimitLine(float(edge), ctx.f.percent(edge, 0)) for edge in edges)
    is_cut = max(told) > _LONGEST
    text = msg("Percentage of the target of each place; thick line: the target.")
    if is_way(ctx, result):
        text = msg("Percentage of the way to the target of each place; thick line: the target.")
    caption = [ctx.t(text)]
    if limits:
        caption.append(ctx.t("Dotted lines: limits of the bands."))
    if is_cut:
        cut = ctx.f.percent(Decimal(_LONGEST), 0)
        caption.append(ctx.t("Bars are cut at {cut}.", cut=cut))
    return Chart(
        Bars(bars, limits, _LONGEST if is_cut else None),
        "otros-lugares-g",
        ctx.t("The same service in other places"),
        tuple(caption),
        _TABLE,
    )


def _bar(ctx: RenderContext, place: _Place) -> Bar:
    it, row = place.it, place.row
    said = row.mark.word.lower() if it.raw is None else row.attainment.text
    if it.raw is not None and place.traits is not None:
        target = format_value(ctx, it.target, place.traits)
        said = ctx.t("{actual} of {target}", actual=row.actual.text, target=target)
    return Bar(
        label=place.name,
        value=float(it.raw) if it.raw is not None else None,
        target=100.0 if isinstance(it.target, Decimal) else None,
        look=row.mark.look,
        in_words=said,
    )
