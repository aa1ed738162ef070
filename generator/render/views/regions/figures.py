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
    Standing,
    agreements,
    at_period,
    latest_judged,
    located,
    located_rollups,
    reached,
    region_named,
    rollup_without_region,
    standing,
    told_by_region,
    told_periods,
    told_regions,
)
from generator.compute.results import PlanResult
from generator.compute.rollups import Rollup
from generator.model.indicator import Traits
from generator.model.method import Band
from generator.model.period import Period
from generator.problems import msg
from generator.reconcile.reconcile import Conflict, conflicts, disputed
from generator.render.looks import Look
from generator.render.views.common import Cited, Link, Mark, RenderContext, bold, plan_link
from generator.render.views.measure.values import format_actual, format_target
from generator.render.views.measure.view import Numbers, numbers_of
from generator.render.views.plan.rollups import missing_mark
from generator.render.views.regions.tiles import (
    NO_ACTIVITIES,
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
    cited: Cited | None = None


def regional_views(ctx: RenderContext, plan: PlanResult) -> Iterator[RegionalView]:
    """The figures of a plan that speak of more than a few regions."""
    for measure in told_by_region(plan):
        period = latest_judged(measure)
        if len(told_regions(measure)) > FEW and period is not None:
            yield _of_measure(ctx, plan, measure, period)
    if len({place.region for place in located(plan)}) > FEW:
        yield _of_activities(ctx, plan)


def known_conflicts(ctx: RenderContext) -> tuple[Conflict, ...]:
    """Facts that documents print with different values."""
    return tuple(conflicts(ctx.contrast.reconciled))


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
    stars = _disputed(ctx, plan, measure, outcomes)
    tiles = tiles_of(ctx, states, stars)
    example = _middle(tiles, outcomes)
    href = f"{ctx.element_link(folder, use.element).href}#{use.id}"
    return RegionalView(
        anchor=f"{folder.id}-{use.id}",
        plan=plan_link(folder),
        target=Link(use.traits.name, href),
        lead=_measure_lead(ctx, plan, outcomes, len(states), period),
        legend=legend_of(ctx, plan, states),
        map=map_of(ctx, tiles),
        columns=(ctx.t("Attainment, {period}", period=period), *_columns(ctx, periods)),
        rows=tiles,
        example=ctx.region(example) if example else "",
        formula=numbers_of(ctx, outcomes[example], use.traits) if example else (),
        formula_name=outcomes[example].formula if example else Formula.NONE,
        stars=tuple(_star(ctx, code, conflict) for code, conflict in sorted(stars.items())),
        notes=tuple(_notes(measure)),
        cited=ctx.cited(use.source),
    )


def _disputed(
    ctx: RenderContext, plan: PlanResult, measure: MeasureResult, outcomes: Mapping[str, Attainment]
) -> dict[str, Conflict]:
    """Regions of which the document prints the figure with different values."""
    return {
        code: conflict
        for conflict in ctx.once(known_conflicts)
        if conflict.plan == plan.folder.id
        and (code := region_named(conflict.name, ctx.catalog.regions))
        and code in outcomes
        and disputed(measure, conflict, code)
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


def _of_activities(ctx: RenderContext, plan: PlanResult) -> RegionalView:
    folder, places = plan.folder, located(plan)
    states = {code: _located(ctx, plan, code) for code in ctx.catalog.regions}
    tiles = tiles_of(ctx, states, {})
    name = ctx.t("Mean attainment of the activities of each region")
    year = ctx.t("Mean attainment, {year}", year=plan.year)
    return RegionalView(
        anchor=f"{folder.id}-actividades",
        plan=plan_link(folder),
        target=Link(name, paths.PLAN(folder.id)),
        lead=_places_lead(ctx, plan, len(places), len({place.region for place in places})),
        legend=legend_of(ctx, plan, states),
        map=map_of(ctx, tiles),
        columns=(year, ctx.t("Activities"), ctx.t("Low")),
        rows=tiles,
        elsewhere=_elsewhere(ctx, plan),
        notes=(
            ctx.t(
                "Only activities whose region is written in the data count here: the one "
                "that their printed title names."
            ),
        ),
        cited=ctx.cited(folder.plan.source),
    )


def _elsewhere(ctx: RenderContext, plan: PlanResult) -> tuple[str, ...]:
    """Mean, number and number of low ones of the activities without a region; empty for none."""
    found, everywhere = rollup_without_region(plan), plan.folder.counted
    if not (n := len(list(everywhere)) - len(located(plan))):
        return ()
    low = ctx.f.number(found.bands.get(Band.LOW, 0)) if found.n else ""
    return ctx.percent(found.mean_attainment), ctx.f.number(n), low


def in_region(ctx: RenderContext, plan: PlanResult, code: str) -> tuple[list[str], Rollup | None]:
    """Activities of a plan in one region, by their codes, with their roll-up."""
    codes, rollups = ctx.once(_placed, plan.folder.id)
    return codes.get(code, []), rollups.get(code)


def _placed(ctx: RenderContext, plan: str) -> tuple[dict[str, list[str]], dict[str, Rollup]]:
    codes: dict[str, list[str]] = {}
    for place in located(result := ctx.results.plans[plan]):
        codes.setdefault(place.region, []).append(place.code)
    return codes, located_rollups(result)


def _located(ctx: RenderContext, plan: PlanResult, code: str) -> RegionState:
    """The activities of a plan in one region."""
    codes, rollup = in_region(ctx, plan, code)
    if not codes:
        mark = Mark(Look.NOT_APPLICABLE, ctx.t(NO_ACTIVITIES[0]))
        return RegionState(mark, None, Standing.OUTSIDE, ("", ""))
    bands = ctx.catalog.bands(plan.folder.id)
    mean = rollup.mean_attainment if rollup else None
    is_mean = rollup is not None and rollup.n_averaged > 1
    band = bands.of(mean) if bands and mean is not None and is_mean else None
    mark = missing_mark(ctx, rollup or Rollup(), band)
    if mean is not None and band is None:
        mark = ctx.mark_of(None, Status.VALUE)
    low = ctx.f.number(rollup.bands.get(Band.LOW, 0)) if rollup else ""
    return RegionState(mark, mean, Standing.TOLD, (ctx.f.number(len(codes)), low))


def _places_lead(ctx: RenderContext, plan: PlanResult, n: int, n_regions: int) -> Markup:
    activities = ctx.f.n("{n} activity names", "{n} activities name", n)
    regions = ctx.f.n("{n} region", "{n} regions", n_regions)
    return ctx.html(
        "{activities} the region where they take place: {regions}, {year}.",
        activities=bold(activities),
        regions=bold(regions),
        year=plan.year,
    )


def _middle(tiles: Iterable[RegionTile], outcomes: Mapping[str, Attainment]) -> str:
    """A region to show the formula with: the one in the middle, of those that have a figure."""
    told = {tile.link.href for tile in tiles if tile.state.raw is not None and not tile.starred}
    codes = [code for code in outcomes if paths.REGION(code) in told]
    ranked = sorted(codes, key=lambda code: (outcomes[code].raw or Decimal(0), code))
    return ranked[len(ranked) // 2] if ranked else ""


def _star(ctx: RenderContext, code: str, conflict: Conflict) -> tuple[str, Link]:
    said = ctx.t(
        "{region}: «{name}» is published as {values}.",
        region=ctx.region(code),
        name=conflict.name,
        values=list(dict.fromkeys(entry.value for entry in conflict.printings)),
    )
    return said, conflict_link(ctx, conflict)


def _notes(measure: MeasureResult) -> Iterator[str]:
    """What the measure and its reports note, and the agreement beside a region."""
    notes = [measure.use.measure.note]
    for series in measure.years.values():
        notes += [report.entry.note for report in series.reports]
    yield from (note for note in notes if note)
