"""The same service in other places, beside the one that a page is about."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from generator.compute.attainment import Attainment, Status
from generator.compute.measured import MeasureResult
from generator.compute.results import PlanResult
from generator.compute.siblings import Sibling, siblings
from generator.model.catalog import Element
from generator.model.indicator import Traits
from generator.model.method import Band
from generator.problems import msg
from generator.render import paths
from generator.render.charts.figures import Bar, Bars, Limit
from generator.render.views.common import Link, Mark, RenderContext
from generator.render.views.figure import ChartView, Words, chart_view
from generator.render.views.values import format_target, format_value

_LONGEST = 150
"""Percent of the target at which bars are cut."""
_TABLE = "otros-lugares-tabla"


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """One of the places."""

    link: Link
    """Leads nowhere at the place that the page is about."""
    code: str
    mark: Mark
    attainment: str
    target: str
    actual: str
    unit: str


@dataclass(frozen=True, slots=True)
class SiblingsView:
    """All places of a service, the lowest first."""

    title: str
    sentence: str
    chart: ChartView | None
    table: str
    rows: tuple[PlaceRow, ...]


@dataclass(frozen=True, slots=True)
class _Place:
    sibling: Sibling
    it: Attainment
    traits: Traits | None
    mark: Mark


def siblings_view(ctx: RenderContext, result: PlanResult, element: Element) -> SiblingsView | None:
    """The places of the service that an activity is part of; None where it stands alone."""
    found = [_place(ctx, result, item) for item in siblings(result.folder, element)]
    if not found:
        return None
    places = sorted(found, key=lambda p: (p.it.raw is None, p.it.raw or Decimal(0)))
    return SiblingsView(
        title=ctx.plain("The same service in other places"),
        sentence=_sentence(ctx, result, places),
        chart=_chart(ctx, result, places),
        table=_TABLE,
        rows=tuple(_row(ctx, result, place, element) for place in places),
    )


def _place(ctx: RenderContext, result: PlanResult, sibling: Sibling) -> _Place:
    """A place by its only measure; one with none or several has no figure of its own here."""
    own: list[MeasureResult] = result.measures_of(sibling.element.code)
    series = own[0].current if len(own) == 1 else None
    if series is None:
        counted = result.activities.get(sibling.element.code)
        status = counted.status if counted else Status.NOT_PROGRAMMED
        mark = ctx.mark_of(counted.band if counted else None, status)
        raw = counted.capped if counted else None
        return _Place(sibling, Attainment(status, raw=raw), None, mark)
    return _Place(sibling, series.headline, own[0].use.traits, ctx.mark(series.headline))


def _row(ctx: RenderContext, result: PlanResult, place: _Place, here: Element) -> PlaceRow:
    code, it, traits = place.sibling.element.code, place.it, place.traits
    href = "" if code == here.code else paths.element_path(result.folder.id, code)
    return PlaceRow(
        link=Link(place.sibling.place, href),
        code=code,
        mark=place.mark,
        attainment=ctx.f.percent(it.raw) if it.raw is not None else "",
        target=format_target(ctx, it.target, traits) if traits else "",
        actual=format_value(ctx, it.actual, traits) if traits else "",
        unit=(traits.unit or "") if traits else "",
    )


def _sentence(ctx: RenderContext, result: PlanResult, places: list[_Place]) -> str:
    """How many stay below the medium limit, and the two ends."""
    told = [place for place in places if place.it.raw is not None]
    bands = ctx.catalog.bands(result.folder.id)
    if len(told) < 2 or bands is None:  # noqa: PLR2004  # two ends
        return ""
    raws = [place.it.raw for place in told if place.it.raw is not None]
    low = sum(1 for raw in raws if bands.of(raw) is Band.LOW)
    first, last = told[0], told[-1]
    text = msg(
        "Below {limit} of the target: {low} of {n}. The lowest is {first} ({least}),"
        " the highest {last} ({most}).",
        limit=ctx.f.percent(bands.medium, 0),
        low=low,
        n=len(told),
        first=first.sibling.place,
        least=ctx.f.percent(raws[0]),
        last=last.sibling.place,
        most=ctx.f.percent(raws[-1]),
    )
    return ctx.t(text)


def _chart(ctx: RenderContext, result: PlanResult, places: list[_Place]) -> ChartView | None:
    """Shares of each target on one scale, so that units of different size compare."""
    told = [place.it.raw for place in places if place.it.raw is not None]
    if len(told) < 2:  # noqa: PLR2004  # one bar compares with nothing
        return None
    bars = tuple(_bar(ctx, place) for place in places)
    bands = ctx.catalog.bands(result.folder.id)
    edges = (bands.medium, bands.high) if bands else ()
    limits = tuple(Limit(float(edge), ctx.f.percent(edge, 0)) for edge in edges)
    is_cut = max(told) > _LONGEST
    caption = [ctx.plain("Percentage of the target of each place; thick line: the target.")]
    if limits:
        caption.append(ctx.plain("Dotted lines: limits of the bands."))
    if is_cut:
        cut = ctx.f.percent(Decimal(_LONGEST), 0)
        caption.append(ctx.t(msg("Bars are cut at {cut}.", cut=cut)))
    words = Words(
        "otros-lugares-g",
        ctx.plain("The same service in other places"),
        tuple(caption),
        tuple(f"{bar.label}: {bar.said}" for bar in bars),
        _TABLE,
    )
    return chart_view(Bars(bars, limits, _LONGEST if is_cut else None), words)


def _bar(ctx: RenderContext, place: _Place) -> Bar:
    it, traits = place.it, place.traits
    text = place.mark.word.lower()
    if it.raw is not None:
        text = ctx.f.percent(it.raw)
        if traits is not None:
            target, actual = (
                format_value(ctx, it.target, traits),
                format_value(ctx, it.actual, traits),
            )
            text = ctx.t(msg("{actual} of {target}", actual=actual, target=target))
    return Bar(
        label=place.sibling.place,
        value=float(it.raw) if it.raw is not None else None,
        target=100.0 if it.target is not None and isinstance(it.target, Decimal) else None,
        css=place.mark.css,
        said=text,
    )
