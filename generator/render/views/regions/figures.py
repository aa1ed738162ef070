"""What a plan says of all regions at once: squares, map and table of one figure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from markupsafe import Markup

from generator import paths
from generator.compute.attainment import Attainment, Formula, Status
from generator.compute.measured import MeasureResult
from generator.compute.regions import (
    Located,
    Standing,
    agreements,
    at_period,
    latest_judged,
    located,
    located_rollup,
    reached,
    standing,
    told_by_region,
    told_periods,
    told_regions,
    without_region,
)
from generator.compute.results import PlanResult
from generator.compute.rollups import Rollup
from generator.model.catalog import cite
from generator.model.indicator import Traits
from generator.model.method import Band
from generator.model.period import Period
from generator.problems import msg
from generator.reconcile.disputes import conflicts_of
from generator.reconcile.reconcile import Conflict, disputed
from generator.render.looks import Look
from generator.render.views.common import (
    CitedAt,
    Link,
    Mark,
    RenderContext,
    bold,
    joined,
    plan_link,
)
from generator.render.views.measure.values import format_actual, format_target, format_value
from generator.render.views.measure.view import Numbers, numbers_of
from generator.render.views.plan.rollups import counted, missing_mark, plural_of
from generator.render.views.regions.tiles import (
    NOTHING_HERE,
    LegendRow,
    MapView,
    RegionState,
    RegionTile,
    legend_of,
    map_of,
    standing_mark,
    tiles_of,
)

FEW = 3
"""Regions up to which a table on the measure's own page says enough."""


@dataclass(frozen=True, slots=True)
class RegionalView:
    """One figure of a plan, region by region."""

    anchor: str
    plan: Link
    target: Link
    """The page of the figure, by its name."""
    lead: Markup
    legend: tuple[LegendRow, ...]
    map: MapView | None
    columns: tuple[str, ...]
    """Heads of the table after the region."""
    rows: tuple[RegionTile, ...]
    """The lowest figure first; then the regions without one."""
    elsewhere: tuple[str, ...] = field(default=(), kw_only=True)
    """The cells of the row of what has no region."""
    example: str = ""
    formula: Numbers = ()
    formula_name: Formula = Formula.NONE
    stars: tuple[tuple[str, Link], ...] = ()
    """Regions of which the document prints a figure in more than one way."""
    notes: tuple[str, ...] = ()
    cited: CitedAt | None = None


def regional_views(ctx: RenderContext, plan: PlanResult) -> Iterator[RegionalView]:
    """The figures of a plan that speak of more than a few regions."""
    for measure in told_by_region(plan):
        period = latest_judged(measure)
        if len(told_regions(measure)) > FEW and period is not None:
            yield _of_measure(ctx, plan, measure, period)
    for places in located(plan).values():
        if len({place.region for place in places}) > FEW:
            yield _of_activities(ctx, plan, places)


def conflict_link(ctx: RenderContext, conflict: Conflict) -> Link:
    """Where both values of a fact stand."""
    return Link(ctx.t("See both places"), f"{paths.PLAN_CONTRAST(conflict.plan)}#en-conflicto")


def _of_measure(
    ctx: RenderContext, plan: PlanResult, measure: MeasureResult, period: Period
) -> RegionalView:
    folder, use = plan.folder, measure.use
    outcomes = at_period(measure, period)
    periods = sorted(told_periods(measure), key=lambda p: p.end, reverse=True)
    told = {other: at_period(measure, other) for other in periods}
    states = {
        code: _measured(ctx, plan, use.traits, (outcomes, told), code)
        for code in ctx.catalog.regions
    }
    stars = disputed_regions(ctx, plan, measure, outcomes)
    tiles = tiles_of(ctx, states, stars)
    example = _middle(tiles, outcomes)
    href = paths.page_of(folder.id, use.element.code, use.id)
    return RegionalView(
        anchor=f"{folder.id}-{use.id}",
        plan=plan_link(folder),
        target=Link(use.traits.heading, href),
        lead=_measure_lead(ctx, plan, outcomes, len(states), period),
        legend=legend_of(ctx, plan, states),
        map=map_of(ctx, tiles),
        columns=(ctx.t("Attainment, {period}", period=period), *_columns(ctx, periods)),
        rows=tiles,
        example=ctx.region(example) if example else "",
        formula=numbers_of(ctx, outcomes[example], use.traits) if example else (),
        formula_name=outcomes[example].formula if example else Formula.NONE,
        stars=tuple(_star(ctx, code, it, use.traits) for code, it in sorted(stars.items())),
        notes=tuple(_notes(measure)),
        cited=ctx.cited(use.source),
    )


def disputed_regions(
    ctx: RenderContext, plan: PlanResult, measure: MeasureResult, outcomes: Mapping[str, Attainment]
) -> dict[str, Conflict]:
    """Regions of which the document prints the figure with different values."""
    return {
        code: conflict
        for code in outcomes
        for conflict in conflicts_of(ctx.results, plan.folder.id, code)
        if disputed(measure, conflict, code)
    }


def _measured(
    ctx: RenderContext,
    plan: PlanResult,
    traits: Traits,
    told: tuple[Mapping[str, Attainment], Mapping[Period, Mapping[str, Attainment]]],
    code: str,
) -> RegionState:
    outcomes, by_period = told
    cells = []
    for other in by_period.values():
        it = other.get(code)
        cells.append(format_target(ctx, it.target, traits) if it else "")
        cells.append(format_actual(ctx, it, traits) if it else "")
    found = outcomes.get(code)
    if found is not None:
        return RegionState(ctx.mark(found), found.raw, Standing.TOLD, tuple(cells))
    stands = standing(plan.folder, (), code)
    return RegionState(standing_mark(ctx, stands), None, stands, tuple(cells))


def _columns(ctx: RenderContext, periods: Iterable[Period]) -> Iterator[str]:
    for period in periods:
        said = ctx.f.period(period)
        yield ctx.t("Target, {period}", period=said)
        yield ctx.t("Result, {period}", period=said)


def _measure_lead(
    ctx: RenderContext,
    plan: PlanResult,
    outcomes: Mapping[str, Attainment],
    n_regions: int,
    period: Period,
) -> Markup:
    signed = agreements(plan.folder)
    n = sum(1 for it in outcomes.values() if it.status is Status.VALUE)
    count = ctx.t("{n} of {total} regions", n=n, total=len(signed) or n_regions)
    text = msg("{count} have figures of {period}.")
    if signed:
        text = msg("{count} that the agreement names have figures of {period}.")
    met = ctx.f.n(
        "{n} reached its target or passed it.",
        "{n} reached their target or passed it.",
        reached(outcomes.values()),
    )
    return ctx.html(text, count=bold(count), period=ctx.f.during(period)) + " " + met


def _of_activities(ctx: RenderContext, plan: PlanResult, places: list[Located]) -> RegionalView:
    folder, level = plan.folder, places[0].level
    name = plural_of(ctx, plan, level)
    found = _by_region(places)
    states = {code: _located(ctx, plan, found.get(code, [])) for code in ctx.catalog.regions}
    tiles = tiles_of(ctx, states, {})
    year = ctx.t("Mean attainment, {year}", year=plan.year)
    title = ctx.t("Mean attainment by region: {parts}", parts=name.lower())
    return RegionalView(
        anchor=f"{folder.id}-{level.code if level.is_own else 'actividades'}",
        plan=plan_link(folder),
        target=Link(title, paths.PLAN(folder.id)),
        lead=_places_lead(ctx, plan, places, len(found)),
        legend=legend_of(ctx, plan, states),
        map=map_of(ctx, tiles),
        columns=(year, name, ctx.t("Low")),
        rows=tiles,
        elsewhere=_elsewhere(ctx, without_region(plan, level)),
        notes=(ctx.t("Only what has its region written in the data counts here."),),
        cited=ctx.cited(folder.plan.source),
    )


def _elsewhere(ctx: RenderContext, places: list[Located]) -> tuple[str, ...]:
    """Mean, number and number of low ones of what has no region; empty for none."""
    if not places:
        return ()
    return (ctx.percent(located_rollup(places).mean_attainment), *_cells(ctx, places))


def _cells(ctx: RenderContext, places: list[Located]) -> tuple[str, ...]:
    found = located_rollup(places)
    low = ctx.f.number(found.bands.get(Band.LOW, 0)) if found.n else ""
    return ctx.f.number(len(places)), low


def in_region(ctx: RenderContext, plan: PlanResult, code: str) -> list[list[Located]]:
    """What a plan has in one region, level by level."""
    return [own for level in ctx.once(_placed, plan.folder.id) if (own := level.get(code))]


def _placed(ctx: RenderContext, plan: str) -> list[dict[str, list[Located]]]:
    return [_by_region(level) for level in located(ctx.results.plans[plan]).values()]


def _by_region(places: Iterable[Located]) -> dict[str, list[Located]]:
    found: dict[str, list[Located]] = {}
    for place in places:
        found.setdefault(place.region, []).append(place)
    return found


def _located(ctx: RenderContext, plan: PlanResult, places: list[Located]) -> RegionState:
    """What stands on one level of a plan, in one region."""
    if not places:
        none = Mark(Look.NOT_APPLICABLE, ctx.t(NOTHING_HERE[0]))
        return RegionState(none, None, Standing.OUTSIDE, ("", ""))
    rollup = located_rollup(places)
    mark = region_mark(ctx, plan.folder.id, rollup)
    return RegionState(mark, rollup.mean_attainment, Standing.TOLD, _cells(ctx, places))


def region_mark(ctx: RenderContext, plan: str, rollup: Rollup) -> Mark:
    """Of the mean of a region; one figure alone is no mean, and has no band."""
    band = rollup.band(ctx.catalog.bands(plan)) if rollup.n_averaged > 1 else None
    if rollup.n_averaged and band is None:
        return ctx.mark_of(None, Status.VALUE)
    return missing_mark(ctx, rollup, band)


def _places_lead(
    ctx: RenderContext, plan: PlanResult, places: list[Located], n_regions: int
) -> Markup:
    return ctx.html(
        "The region is known of {parts}: {regions}, {year}.",
        parts=bold(counted(ctx, plan, len(places), places[0].level)),
        regions=bold(ctx.f.n("{n} region", "{n} regions", n_regions)),
        year=plan.year,
    )


def _middle(tiles: Iterable[RegionTile], outcomes: Mapping[str, Attainment]) -> str:
    """A region to show the formula with: the one in the middle, of those that have a figure."""
    told = {tile.link.href for tile in tiles if tile.state.raw is not None and not tile.starred}
    codes = [code for code in outcomes if paths.REGION(code) in told]
    ranked = sorted(codes, key=lambda code: (outcomes[code].raw or Decimal(0), code))
    return ranked[len(ranked) // 2] if ranked else ""


def _star(ctx: RenderContext, code: str, conflict: Conflict, traits: Traits) -> tuple[str, Link]:
    said = ctx.t(
        "{region}: «{name}» is published as {values}.",
        region=ctx.region(code),
        name=conflict.name,
        values=printings(ctx, conflict, traits),
    )
    return said, conflict_link(ctx, conflict)


def printings(ctx: RenderContext, conflict: Conflict, traits: Traits) -> list[str]:
    """Each value of a fact, with where it is printed: «187 % (Cuadro N° 04)»."""
    plans = ctx.catalog.plans
    cited = [
        (it.value, ctx.cited(cite(it.source, plans[plan].plan.source)))
        for plan, it in conflict.printings
    ]
    is_one = len({at.document.text for _, at in cited if at}) == 1
    found: dict[str, dict[str, None]] = {}
    for value, at in cited:
        said = format_value(ctx, value, traits) or ctx.f.value(value)
        said = ctx.t("«{text}»", text=said) if isinstance(value, str) else said
        of = joined(("" if is_one and at.place else at.document.text, at.place), ", ") if at else ""
        found.setdefault(said, {})[of] = None
    places = ((said, joined(own, "; ")) for said, own in found.items())
    return [f"{said} ({where})" if where else said for said, where in places]


def _notes(measure: MeasureResult) -> Iterator[str]:
    """What the measure and its reports note, and the agreement beside a region."""
    notes = [measure.use.measure.note]
    for series in measure.years.values():
        notes += [report.entry.note for report in series.reports]
    yield from (note for note in notes if note)
