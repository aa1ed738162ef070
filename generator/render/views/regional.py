"""What a plan says of all regions at once: squares, map and table of one figure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from markupsafe import Markup

from generator.compute.attainment import Attainment, Status
from generator.compute.measured import MeasureResult
from generator.compute.regions import (
    Standing,
    agreements,
    at_period,
    latest_judged,
    located,
    located_rollups,
    reached,
    region_named,
    standing,
    told_by_region,
    told_periods,
    told_regions,
)
from generator.compute.results import PlanResult
from generator.model.method import Band
from generator.model.period import Period
from generator.problems import msg
from generator.reconcile.conflicts import Conflict, disputed
from generator.render import paths
from generator.render.inline import inline
from generator.render.views.common import Cited, Link, Mark, RenderContext
from generator.render.views.formulas import Term, formula_of
from generator.render.views.region_tiles import (
    NOWHERE,
    LegendRow,
    MapView,
    RegionState,
    RegionTile,
    legend_of,
    map_of,
    standing_mark,
    tiles_of,
)
from generator.render.views.tables import missing_status
from generator.render.views.values import format_target, format_value

FEW = 3
"""Regions up to which a table on the measure's own page says enough."""


@dataclass(frozen=True, slots=True)
class RegionalView:
    """One figure of a plan, region by region."""

    anchor: str
    plan: Link
    name: str
    target: Link
    """The page of the figure."""
    lead: Markup
    legend: tuple[LegendRow, ...]
    squares: tuple[RegionTile, ...]
    map: MapView | None
    columns: tuple[str, ...]
    """Heads of the table after the region."""
    rows: tuple[RegionTile, ...]
    """The lowest figure first; then the regions without one."""
    example: str
    formula: tuple[Term, ...]
    formula_name: str
    stars: tuple[tuple[str, Link], ...]
    """Regions of which the document prints a figure in more than one way."""
    notes: tuple[Markup, ...]
    cited: tuple[Cited, ...]


def regional_views(
    ctx: RenderContext, plan: PlanResult, conflicting: Iterable[Conflict]
) -> Iterator[RegionalView]:
    """The figures of a plan that speak of more than a few regions."""
    own = [conflict for conflict in conflicting if conflict.plan == plan.folder.id]
    for measure in told_by_region(plan):
        period = latest_judged(measure)
        if len(told_regions(measure)) > FEW and period is not None:
            yield _of_measure(ctx, plan, measure, period, own)
    if len({place.region for place in located(plan)}) > FEW:
        yield _of_activities(ctx, plan)


def _of_measure(
    ctx: RenderContext,
    plan: PlanResult,
    measure: MeasureResult,
    period: Period,
    own: list[Conflict],
) -> RegionalView:
    folder, use = plan.folder, measure.use
    outcomes = at_period(measure, period)
    periods = sorted(told_periods(measure), key=lambda p: p.end, reverse=True)
    told = {
        code: _measured(ctx, plan, measure, (period, periods), code) for code in ctx.catalog.regions
    }
    stars = {
        code: conflict
        for conflict in own
        if (code := region_named(conflict.name, ctx.catalog.regions)) in outcomes
        and disputed(measure, conflict, code)
    }
    tiles = tiles_of(ctx, told, stars)
    example = _middle(tiles, outcomes)
    target = ctx.element_link(folder, use.element)
    head = ctx.plain("Attainment, {period}").format(period=ctx.f.period(period))
    return RegionalView(
        anchor=f"{folder.id}-{use.id}",
        plan=Link(folder.plan.name, paths.plan_path(folder.id)),
        name=use.traits.name,
        target=Link(use.traits.name, f"{target.href}#{use.id}"),
        lead=_measure_lead(ctx, plan, outcomes, told, period),
        legend=legend_of(ctx, plan, told),
        squares=tuple(sorted(tiles, key=lambda tile: tile.square)),
        map=map_of(ctx, tiles),
        columns=(head, *_columns(ctx, periods)),
        rows=tiles,
        example=ctx.region(example) if example else "",
        formula=formula_of(ctx, outcomes[example], use.traits) if example else (),
        formula_name=outcomes[example].formula.value if example else "",
        stars=tuple(_star(ctx, code, conflict) for code, conflict in sorted(stars.items())),
        notes=_notes(measure),
        cited=tuple(cited for cited in (ctx.cited(use.source),) if cited),
    )


def _measured(
    ctx: RenderContext,
    plan: PlanResult,
    measure: MeasureResult,
    when: tuple[Period, list[Period]],
    code: str,
) -> RegionState:
    period, periods = when
    traits = measure.use.traits
    cells = []
    for other in periods:
        it = at_period(measure, other).get(code)
        cells += (
            [format_target(ctx, it.target, traits), format_value(ctx, it.actual, traits)]
            if it
            else ["", ""]
        )
    outcome = at_period(measure, period).get(code)
    if outcome is not None:
        return RegionState(ctx.mark(outcome), outcome.raw, Standing.TOLD, tuple(cells))
    stands = standing(plan.folder, (), code)
    return RegionState(standing_mark(ctx, stands), None, stands, tuple(cells))


def _columns(ctx: RenderContext, periods: Iterable[Period]) -> Iterator[str]:
    for period in periods:
        said_period = ctx.f.period(period)
        yield ctx.plain("Target, {period}").format(period=said_period)
        yield ctx.plain("Result, {period}").format(period=said_period)


def _measure_lead(
    ctx: RenderContext,
    plan: PlanResult,
    outcomes: Mapping[str, Attainment],
    states: Mapping[str, RegionState],
    period: Period,
) -> Markup:
    signed = agreements(plan.folder)
    total = len(signed) or len(states)
    n = sum(1 for it in outcomes.values() if it.status is Status.VALUE)
    opening = (
        ctx.plain("{count} that the agreement names have figures of {period}.")
        if signed
        else ctx.plain("{count} have figures of {period}.")
    )
    count = Markup("<b>{}</b>").format(ctx.t(msg("{n} of {total} regions", n=n, total=total)))
    first = Markup.escape(opening).format(count=count, period=ctx.f.during(period))
    met = ctx.f.n(
        "{n} reached its target or passed it.",
        "{n} reached their target or passed it.",
        reached(outcomes.values()),
    )
    return first + " " + met


def _of_activities(ctx: RenderContext, plan: PlanResult) -> RegionalView:
    folder = plan.folder
    places = located(plan)
    rollups = located_rollups(plan)
    bands = ctx.catalog.bands(folder.id)
    told: dict[str, RegionState] = {}
    for code in ctx.catalog.regions:
        n = sum(1 for place in places if place.region == code)
        rollup = rollups.get(code)
        mean = rollup.mean_attainment if rollup else None
        if not n:
            css, word, _ = NOWHERE
            told[code] = RegionState(Mark(css, ctx.t(word)), None, Standing.OUTSIDE, ("", ""))
            continue
        band = bands.of(mean) if bands and mean is not None else None
        status = missing_status(rollup) if rollup else Status.NOT_PROGRAMMED
        low = ctx.f.number(rollup.bands.get(Band.LOW, 0)) if rollup else ""
        told[code] = RegionState(
            ctx.mark_of(band, status), mean, Standing.TOLD, (ctx.f.number(n), low)
        )
    tiles = tiles_of(ctx, told, {})
    return RegionalView(
        anchor=f"{folder.id}-actividades",
        plan=Link(folder.plan.name, paths.plan_path(folder.id)),
        name=ctx.plain("Mean attainment of the activities of each region"),
        target=Link(folder.plan.name, paths.plan_path(folder.id)),
        lead=_places_lead(ctx, plan, len(places), len({place.region for place in places})),
        legend=legend_of(ctx, plan, told),
        squares=tuple(sorted(tiles, key=lambda tile: tile.square)),
        map=map_of(ctx, tiles),
        columns=(
            ctx.t(msg("Mean attainment, {year}", year=plan.year)),
            ctx.plain("Activities"),
            ctx.plain("Low"),
        ),
        rows=tiles,
        example="",
        formula=(),
        formula_name="",
        stars=(),
        notes=(
            Markup.escape(
                ctx.plain(
                    "Only activities whose region is written in the data count here: the one "
                    "that their printed title names."
                )
            ),
        ),
        cited=tuple(cited for cited in (ctx.cited(folder.plan.source),) if cited),
    )


def _places_lead(ctx: RenderContext, plan: PlanResult, n: int, n_regions: int) -> Markup:
    activities = ctx.f.n("{n} activity names", "{n} activities name", n)
    regions = ctx.f.n("{n} region", "{n} regions", n_regions)
    text = ctx.plain("{activities} the region where they take place: {regions}, {year}.")
    bold = Markup("<b>{}</b>")
    return Markup.escape(text).format(
        activities=bold.format(activities), regions=bold.format(regions), year=plan.year
    )


def _middle(tiles: Iterable[RegionTile], outcomes: Mapping[str, Attainment]) -> str:
    """A region to show the formula with: the one in the middle, of those that have a figure."""
    by_name = {tile.link.href: tile for tile in tiles if tile.value and not tile.starred}
    told = [code for code in outcomes if paths.region_path(code) in by_name]
    ranked = sorted(told, key=lambda code: (outcomes[code].raw or Decimal(0), code))
    return ranked[len(ranked) // 2] if ranked else ""


def _star(ctx: RenderContext, code: str, conflict: Conflict) -> tuple[str, Link]:
    values = " / ".join(
        dict.fromkeys(
            ctx.f.number(entry.value) if isinstance(entry.value, Decimal) else str(entry.value)
            for entry in conflict.printings
        )
    )
    said_name = ctx.t(
        msg(
            "{region}: «{name}» is printed as {values}.",
            region=ctx.region(code),
            name=conflict.name,
            values=values,
        )
    )
    return said_name, Link(
        ctx.plain("See both places"), f"{paths.contrast_path(conflict.plan)}#en-conflicto"
    )


def _notes(measure: MeasureResult) -> tuple[Markup, ...]:
    """What the measure and its reports note, and the agreement beside a region."""
    notes = [measure.use.measure.note]
    for series in measure.years.values():
        reports = {o.report.period: o.report for o in series.observations if o.report}
        notes += [reports[period].entry.note for period in sorted(reports)]
    return tuple(inline(note) for note in notes if note)
