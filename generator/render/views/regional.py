"""What a plan says of all regions at once: squares, map and table of one figure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from markupsafe import Markup

from generator.compute.attainment import Attainment, Status
from generator.compute.measured import MeasureResult
from generator.compute.regions import (
    Conflict,
    Standing,
    agreements,
    at_period,
    disputed,
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
from generator.render import paths
from generator.render.views.common import Cited, Desk, Link, Mark
from generator.render.views.formulas import Term, formula_of
from generator.render.views.spots import (
    NOWHERE,
    LegendRow,
    MapView,
    Spot,
    Told,
    legend_of,
    map_of,
    spots_of,
    standing_mark,
)
from generator.render.views.tables import silence
from generator.render.views.values import goal, said

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
    squares: tuple[Spot, ...]
    map: MapView | None
    columns: tuple[str, ...]
    """Heads of the table after the region."""
    rows: tuple[Spot, ...]
    """The lowest figure first; then the regions without one."""
    example: str
    formula: tuple[Term, ...]
    formula_name: str
    stars: tuple[tuple[str, Link], ...]
    """Regions of which the document prints a figure in more than one way."""
    notes: tuple[Markup, ...]
    cited: tuple[Cited, ...]


def regional_views(
    desk: Desk, plan: PlanResult, conflicting: Iterable[Conflict]
) -> Iterator[RegionalView]:
    """The figures of a plan that speak of more than a few regions."""
    own = [conflict for conflict in conflicting if conflict.plan == plan.folder.id]
    for measure in told_by_region(plan):
        period = latest_judged(measure)
        if len(told_regions(measure)) > FEW and period is not None:
            yield _of_measure(desk, plan, measure, period, own)
    if len({place.region for place in located(plan)}) > FEW:
        yield _of_activities(desk, plan)


def _of_measure(
    desk: Desk, plan: PlanResult, measure: MeasureResult, period: Period, own: list[Conflict]
) -> RegionalView:
    folder, use = plan.folder, measure.use
    outcomes = at_period(measure, period)
    periods = sorted(told_periods(measure), key=lambda p: p.end, reverse=True)
    told = {
        code: _measured(desk, plan, measure, (period, periods), code)
        for code in desk.catalog.regions
    }
    stars = {
        code: conflict
        for conflict in own
        if (code := region_named(conflict.name, desk.catalog.regions)) in outcomes
        and disputed(measure, conflict, code)
    }
    spots = spots_of(desk, told, stars)
    example = _middle(spots, outcomes)
    target = desk.element_link(folder, use.element)
    head = desk.plain("Attainment, {period}").format(period=desk.f.period(period))
    return RegionalView(
        anchor=f"{folder.id}-{use.id}",
        plan=Link(folder.plan.name, paths.plan_path(folder.id)),
        name=use.traits.name,
        target=Link(use.traits.name, f"{target.href}#{use.id}"),
        lead=_measure_lead(desk, plan, outcomes, told, period),
        legend=legend_of(desk, plan, told),
        squares=tuple(sorted(spots, key=lambda spot: spot.square)),
        map=map_of(desk, spots),
        columns=(head, *_columns(desk, periods)),
        rows=spots,
        example=desk.region(example) if example else "",
        formula=formula_of(desk, outcomes[example], use.traits) if example else (),
        formula_name=outcomes[example].formula.value if example else "",
        stars=tuple(_star(desk, code, conflict) for code, conflict in sorted(stars.items())),
        notes=_notes(desk, measure),
        cited=tuple(cited for cited in (desk.cited(use.source),) if cited),
    )


def _measured(
    desk: Desk,
    plan: PlanResult,
    measure: MeasureResult,
    when: tuple[Period, list[Period]],
    code: str,
) -> Told:
    period, periods = when
    traits = measure.use.traits
    cells = []
    for other in periods:
        it = at_period(measure, other).get(code)
        cells += [goal(desk, it.target, traits), said(desk, it.actual, traits)] if it else ["", ""]
    outcome = at_period(measure, period).get(code)
    if outcome is not None:
        return Told(desk.mark(outcome), outcome.raw, Standing.TOLD, tuple(cells))
    stands = standing(plan.folder, (), code)
    return Told(standing_mark(desk, stands), None, stands, tuple(cells))


def _columns(desk: Desk, periods: Iterable[Period]) -> Iterator[str]:
    for period in periods:
        said_period = desk.f.period(period)
        yield desk.plain("Target, {period}").format(period=said_period)
        yield desk.plain("Result, {period}").format(period=said_period)


def _measure_lead(
    desk: Desk,
    plan: PlanResult,
    outcomes: Mapping[str, Attainment],
    told: Mapping[str, Told],
    period: Period,
) -> Markup:
    signed = agreements(plan.folder)
    total = len(signed) or len(told)
    n = sum(1 for it in outcomes.values() if it.status is Status.VALUE)
    opening = (
        desk.plain("{count} that the agreement names have figures of {period}.")
        if signed
        else desk.plain("{count} have figures of {period}.")
    )
    count = Markup("<b>{}</b>").format(desk.t(msg("{n} of {total} regions", n=n, total=total)))
    first = Markup.escape(opening).format(count=count, period=desk.f.during(period))
    met = desk.f.n(
        "{n} reached its target or passed it.",
        "{n} reached their target or passed it.",
        reached(outcomes.values()),
    )
    return first + " " + met


def _of_activities(desk: Desk, plan: PlanResult) -> RegionalView:
    folder = plan.folder
    places = located(plan)
    rollups = located_rollups(plan)
    bands = desk.catalog.bands(folder.id)
    told: dict[str, Told] = {}
    for code in desk.catalog.regions:
        n = sum(1 for place in places if place.region == code)
        rollup = rollups.get(code)
        mean = rollup.mean_attainment if rollup else None
        if not n:
            css, word, _ = NOWHERE
            told[code] = Told(Mark(css, desk.t(word)), None, Standing.OUTSIDE, ("", ""))
            continue
        band = bands.of(mean) if bands and mean is not None else None
        status = silence(rollup) if rollup else Status.NOT_PROGRAMMED
        low = desk.f.number(rollup.bands.get(Band.LOW, 0)) if rollup else ""
        told[code] = Told(desk.mark_of(band, status), mean, Standing.TOLD, (desk.f.number(n), low))
    spots = spots_of(desk, told, {})
    return RegionalView(
        anchor=f"{folder.id}-actividades",
        plan=Link(folder.plan.name, paths.plan_path(folder.id)),
        name=desk.plain("Mean attainment of the activities of each region"),
        target=Link(folder.plan.name, paths.plan_path(folder.id)),
        lead=_places_lead(desk, plan, len(places), len({place.region for place in places})),
        legend=legend_of(desk, plan, told),
        squares=tuple(sorted(spots, key=lambda spot: spot.square)),
        map=map_of(desk, spots),
        columns=(
            desk.t(msg("Mean attainment, {year}", year=plan.year)),
            desk.plain("Activities"),
            desk.plain("Low"),
        ),
        rows=spots,
        example="",
        formula=(),
        formula_name="",
        stars=(),
        notes=(
            Markup.escape(
                desk.plain(
                    "Only activities whose region is written in the data count here: the one "
                    "that their printed title names."
                )
            ),
        ),
        cited=tuple(cited for cited in (desk.cited(folder.plan.source),) if cited),
    )


def _places_lead(desk: Desk, plan: PlanResult, n: int, n_regions: int) -> Markup:
    activities = desk.f.n("{n} activity names", "{n} activities name", n)
    regions = desk.f.n("{n} region", "{n} regions", n_regions)
    text = desk.plain("{activities} the region where they take place: {regions}, {year}.")
    bold = Markup("<b>{}</b>")
    return Markup.escape(text).format(
        activities=bold.format(activities), regions=bold.format(regions), year=plan.year
    )


def _middle(spots: Iterable[Spot], outcomes: Mapping[str, Attainment]) -> str:
    """A region to show the formula with: the one in the middle, of those that have a figure."""
    by_name = {spot.link.href: spot for spot in spots if spot.value and not spot.starred}
    told = [code for code in outcomes if paths.region_path(code) in by_name]
    ranked = sorted(told, key=lambda code: (outcomes[code].raw or Decimal(0), code))
    return ranked[len(ranked) // 2] if ranked else ""


def _star(desk: Desk, code: str, conflict: Conflict) -> tuple[str, Link]:
    values = " / ".join(
        dict.fromkeys(
            desk.f.number(entry.value) if isinstance(entry.value, Decimal) else str(entry.value)
            for entry in conflict.printings
        )
    )
    said_name = desk.t(
        msg(
            "{region}: «{name}» is printed as {values}.",
            region=desk.region(code),
            name=conflict.name,
            values=values,
        )
    )
    return said_name, Link(
        desk.plain("See both places"), f"{paths.contrast_path(conflict.plan)}#en-conflicto"
    )


def _notes(desk: Desk, measure: MeasureResult) -> tuple[Markup, ...]:
    """What the measure and its reports note, and the agreement beside a region."""
    notes = [measure.use.measure.note]
    for series in measure.years.values():
        reports = {o.report.period: o.report for o in series.observations if o.report}
        notes += [reports[period].entry.note for period in sorted(reports)]
    return tuple(desk.f.inline(note) for note in notes if note)
