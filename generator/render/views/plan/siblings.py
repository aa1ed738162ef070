"""The same service in other places, beside the one that a page is about."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from generator import paths
from generator.compute.attainment import Attainment, Status
from generator.compute.results import PlanResult
from generator.compute.siblings import Sibling, siblings
from generator.model.catalog import Element
from generator.model.indicator import Traits
from generator.model.method import Band
from generator.render.charts.draw import Chart
from generator.render.charts.figures import Bar, Bars, Limit
from generator.render.views.common import Link, RenderContext
from generator.render.views.measure.rows import MeasureRow, row_of
from generator.render.views.measure.values import format_value

_LONGEST = 150
"""Percent of the target at which bars are cut."""
_TABLE = "otros-lugares-tabla"


@dataclass(frozen=True, slots=True)
class SiblingsView:
    """All places of a service, the lowest first."""

    title: str
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


def siblings_view(ctx: RenderContext, result: PlanResult, element: Element) -> SiblingsView | None:
    """The places of the service that an activity is part of; None where it stands alone."""
    found = [_place(ctx, result, item, element) for item in siblings(result.folder, element)]
    if not found:
        return None
    places = sorted(found, key=lambda p: (p.it.raw is None, p.it.raw or Decimal(0)))
    return SiblingsView(
        title=ctx.say("The same service in other places"),
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
    return _Place(sibling.place, it, traits, replace(row, mark=mark, element=Link(code)))


def _sentence(ctx: RenderContext, result: PlanResult, places: list[_Place]) -> str:
    """How many stay below the medium limit, and the two ends."""
    told = [(place.name, place.it.raw) for place in places if place.it.raw is not None]
    bands = ctx.catalog.bands(result.folder.id)
    if len(told) < 2 or bands is None:  # noqa: PLR2004  # two ends
        return ""
    (first, least), (last, most) = told[0], told[-1]
    return ctx.say(
        "Below {limit} of the target: {low} of {n}. The lowest is {first} ({least}),"
        " the highest {last} ({most}).",
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
    limits = tuple(Limit(float(edge), ctx.f.percent(edge, 0)) for edge in edges)
    is_cut = max(told) > _LONGEST
    caption = [ctx.say("Percentage of the target of each place; thick line: the target.")]
    if limits:
        caption.append(ctx.say("Dotted lines: limits of the bands."))
    if is_cut:
        cut = ctx.f.percent(Decimal(_LONGEST), 0)
        caption.append(ctx.say("Bars are cut at {cut}.", cut=cut))
    return Chart(
        Bars(bars, limits, _LONGEST if is_cut else None),
        "otros-lugares-g",
        ctx.say("The same service in other places"),
        tuple(caption),
        tuple(f"{bar.label}: {bar.said}" for bar in bars),
        _TABLE,
    )


def _bar(ctx: RenderContext, place: _Place) -> Bar:
    it, row = place.it, place.row
    said = row.mark.word.lower() if it.raw is None else row.attainment
    if it.raw is not None and place.traits is not None:
        target = format_value(ctx, it.target, place.traits)
        said = ctx.say("{actual} of {target}", actual=row.actual, target=target)
    return Bar(
        label=place.name,
        value=float(it.raw) if it.raw is not None else None,
        target=100.0 if isinstance(it.target, Decimal) else None,
        look=row.mark.look,
        said=said,
    )
