"""The page of all regions, and one of each: what the plans say of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from markupsafe import Markup

from generator import paths
from generator.compute.measured import MeasureResult
from generator.compute.regions import (
    Located,
    Standing,
    agreements,
    located_rollup,
    namesakes,
    speaks_of_regions,
    standing,
    told_by_region,
    told_regions,
)
from generator.compute.results import PlanResult
from generator.compute.rollups import Scope
from generator.compute.series import Observation
from generator.model.period import Period
from generator.model.plan import Agreement
from generator.model.reports import Action
from generator.model.scalars import slug
from generator.problems import msg
from generator.reconcile.disputes import conflicts_of, is_denied_in_region, of_measure
from generator.reconcile.reconcile import is_printed_otherwise
from generator.reference import shipped
from generator.render.filters import listed_periods
from generator.render.inline import together
from generator.render.views.across.compare import first_sentences
from generator.render.views.across.subscribed import SubscribeLinks, feed_in_head, subscribe
from generator.render.views.common import (
    FIRST,
    Group,
    Link,
    Page,
    RenderContext,
    Row,
    bold,
    joined,
    plan_link,
)
from generator.render.views.highlights import Sentence, sentences_across
from generator.render.views.measure.phrases import part_sentence
from generator.render.views.measure.rows import MeasureRow, counted_rows, row_of
from generator.render.views.measure.sentences import dispute
from generator.render.views.plan.acts import ActRow, act_row
from generator.render.views.plan.rollups import counted
from generator.render.views.regions.figures import (
    FEW,
    RegionalView,
    conflict_link,
    in_region,
    printings,
    regional_views,
)


@dataclass(frozen=True, slots=True)
class RegionsView:
    """The page of all regions."""

    figures: tuple[RegionalView, ...]
    regions: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class RegionView:
    """The page of one region."""

    name: str
    part_of: str
    """The region that it is a part of, where the portal says so."""
    lead: Markup
    highlights: tuple[Sentence, ...]
    by_region: tuple[Group[tuple[MeasureRow, str]], ...]
    """Targets and results of the region, each with its period."""
    activities: tuple[Group[MeasureRow], ...]
    signatures: tuple[ActRow[Agreement], ...]
    planned: tuple[Group[tuple[Action, Link, str]], ...]
    """Actions about a recommendation, in the months set for the region."""
    conflicts: tuple[tuple[str, Link], ...]
    before: Link
    is_drawn: bool
    """Whether the page of all regions has squares or a map."""
    after: Link
    subscribe: SubscribeLinks


def regions_page(ctx: RenderContext) -> Page | None:
    """The page of all regions; None where no plan speaks of regions."""
    plans, order = ctx.once(_plans), ctx.once(_order)
    if not plans or not order:
        return None
    lead = ctx.f.n(
        "{n} plan has information by region.", "{n} plans have information by region.", len(plans)
    )
    lead = joined((lead, *first_sentences(ctx, paths.COMPARE_REGIONS)), " ")
    figures = tuple(view for plan in plans for view in regional_views(ctx, plan))
    links = tuple(map(ctx.region_link, order))
    return Page(ctx.t("Regions"), lead, RegionsView(figures, links), (ctx.home,))


def region_page(ctx: RenderContext, code: str) -> Page | None:
    """The page of a region; None where no plan speaks of regions."""
    plans = ctx.once(_plans)
    if not plans:
        return None
    view = ctx.once(_view, code)
    titles = joined((plan.folder.plan.name for plan in plans), "; ")
    about = ctx.t("{region} in the plans: {plans}", region=view.name, plans=titles)
    way = (ctx.home, Link(ctx.t("Regions"), paths.REGIONS))
    return Page(view.name, about, view, way, head=(*FIRST, *feed_in_head(ctx, paths.REGION(code))))


def _plans(ctx: RenderContext) -> list[PlanResult]:
    return [plan for plan in ctx.results.plans.values() if speaks_of_regions(plan)]


def _order(ctx: RenderContext) -> list[str]:
    names = ctx.catalog.regions
    return sorted(names, key=lambda code: slug(names[code]))


def _view(ctx: RenderContext, code: str) -> RegionView:
    plans, order = ctx.once(_plans), ctx.once(_order)
    own = [plan for plan in plans if any(code in told for _, told in _regional(ctx, plan))]
    n, known = order.index(code), ctx.catalog.region_list
    return RegionView(
        name=ctx.region(code),
        part_of=known.part_of(code),
        lead=_lead(ctx, plans, code),
        highlights=sentences_across(ctx, plans, (Scope.REGION,), code),
        by_region=_by_plan((plan, _measures(ctx, plan, code)) for plan in plans),
        activities=_by_plan((plan, _activities(ctx, plan, code)) for plan in plans),
        signatures=tuple(
            act_row(ctx, plan.folder, act, plan_link(plan.folder))
            for plan in plans
            if (act := agreements(plan.folder).get(code))
        ),
        planned=_by_plan((plan, _planned(ctx, plan, code)) for plan in plans),
        conflicts=tuple(
            (conflict.name, conflict_link(ctx, conflict))
            for plan in own
            for conflict in conflicts_of(ctx.results, plan.folder.id, code)
        ),
        before=ctx.region_link(order[n - 1]),
        is_drawn=bool(known.grid) or known.map is not None,
        after=ctx.region_link(order[(n + 1) % len(order)]),
        subscribe=subscribe(ctx, paths.REGION(code)),
    )


def _regional(ctx: RenderContext, plan: PlanResult) -> list[_Regional]:
    """What the measures of a plan say of each region: the broad ones first."""
    return ctx.once(_regional_of, plan.folder.id)


def _regional_of(ctx: RenderContext, plan: str) -> list[_Regional]:
    found = [(it, told_regions(it)) for it in told_by_region(ctx.results.plans[plan])]
    return sorted(found, key=lambda it: len(it[1]) <= FEW)


_Regional = tuple[MeasureResult, dict[str, list[Observation]]]


def _by_plan(found: Iterable[tuple[PlanResult, Iterable[Row]]]) -> tuple[Group[Row], ...]:
    """Rows plan by plan; plans without any are left out."""
    given = ((plan, tuple(rows)) for plan, rows in found)
    return tuple(Group(plan.folder.plan.name, plan.folder.id, rows) for plan, rows in given if rows)


def _measures(ctx: RenderContext, plan: PlanResult, code: str) -> Iterator[tuple[MeasureRow, str]]:
    """Measures of a plan in one region: the broad ones first, the latest period first."""
    for measure, told in _regional(ctx, plan):
        target, use = ctx.element_link(plan.folder, measure.use.element), measure.use
        name = Link(use.traits.heading, f"{target.href}#{use.id}")
        for it in sorted(told.get(code, ()), key=lambda o: o.period.end, reverse=True):
            row = row_of(ctx, name, it.attainment, use.traits)
            if _is_denied(ctx, plan, measure, it):
                row = replace(row, disputed=("", ctx.t("in dispute")))
            yield row, ctx.f.period(it.period)


def _is_denied(
    ctx: RenderContext, plan: PlanResult, measure: MeasureResult, it: Observation
) -> bool:
    of = plan.folder.id, measure, it.period, it.name
    return is_denied_in_region(ctx.results, *of, it.attainment)


def _activities(ctx: RenderContext, plan: PlanResult, code: str) -> tuple[MeasureRow, ...]:
    places = (place for level in in_region(ctx, plan, code) for place in level)
    return counted_rows(ctx, plan, [place.code for place in places])


def _planned(ctx: RenderContext, plan: PlanResult, code: str) -> Iterator[tuple[Action, Link, str]]:
    path = paths.PLAN_RECOMMENDATIONS(plan.folder.id)
    for entry in plan.folder.recommendations:
        for action in entry.actions:
            times: dict[str, tuple[Period, ...]] = {
                ctx.catalog.region_list.code(region): months
                for region, months in action.by_region.items()
            }
            if code in times:
                link = Link(entry.code, f"{path}#{entry.code}")
                yield action, link, listed_periods(ctx.f, times[code])


# Its sentences.


def _lead(ctx: RenderContext, plans: list[PlanResult], code: str) -> Markup:
    found = [text for plan in plans for text in _sentences(ctx, plan, code)]
    if not found:
        found = [ctx.html("No plan of this portal says anything of this region.")]
    return together(*found, *_ambiguous(ctx, code))


def _ambiguous(ctx: RenderContext, code: str) -> Iterator[Markup]:
    """That a document which prints the short name may mean another region.

    Said of our own lists alone, whose regions are departments.
    """
    known = ctx.catalog.region_list
    if both := None if known.own else namesakes(code, shipped(known.country)):
        text = msg("A document that says only «{short}» may mean the department or {long}.")
        yield ctx.html(text, short=both[0], long=both[1])


def _sentences(ctx: RenderContext, plan: PlanResult, code: str) -> Iterator[Markup]:
    """What a plan says of a region, in a sentence or two."""
    for places in in_region(ctx, plan, code):
        yield _places_sentence(ctx, plan, places)
    title = plan.folder.plan.name
    broad = [(measure, told) for measure, told in _regional(ctx, plan) if len(told) > FEW]
    latest = [_latest(told.get(code, ())) for _, told in broad]
    for (measure, _), it in zip(broad, latest, strict=True):
        if it is not None:
            name = measure.use.traits.heading
            whose = f"{name}, {ctx.f.period(it.period)} ({title})"
            is_denied = _is_denied(ctx, plan, measure, it)
            told = part_sentence(ctx, whose, it, measure.use.traits, is_denied=is_denied)
            yield together(told, *(_denied(ctx, plan, measure, it) if is_denied else ()))
    stands = standing(plan.folder, {code} if any(latest) else (), code)
    if broad and stands is Standing.SILENT:
        yield ctx.html("{plan}: signed, but without results in the portal.", plan=title)
    if broad and stands is Standing.UNSIGNED:
        yield ctx.html("{plan}: names the region, but no signature is known.", plan=title)


def _denied(
    ctx: RenderContext, plan: PlanResult, measure: MeasureResult, it: Observation
) -> Iterator[Markup]:
    """What puts a figure of a region in dispute: its other values, with their places, or why."""
    conflicts = [
        found
        for found in conflicts_of(ctx.results, plan.folder.id, it.name)
        if is_printed_otherwise(found, it.attainment)
    ]
    text = msg("That figure is in dispute: it is printed as {values}.")
    for found in conflicts:
        yield ctx.html(text, values=printings(ctx, found, measure.use.traits))
    if not conflicts:
        for why in of_measure(ctx.results, measure, it.period, it.name):
            yield dispute(ctx, why, measure.use.traits.unit or "")


def _latest(found: Iterable[Observation]) -> Observation | None:
    """The last period with a result, else the last with a target."""
    return max(found, key=lambda o: (o.report is not None, o.period.end), default=None)


def _places_sentence(ctx: RenderContext, plan: PlanResult, places: list[Located]) -> Markup:
    rollup = located_rollup(places)
    mean = rollup.mean_attainment
    text = msg("{parts} in this region, with a mean attainment of {mean} in {year} ({plan}).")
    if mean is None:
        text = msg("{parts} in this region ({plan}).")
    elif rollup.n_averaged == 1:
        text = msg("{parts} in this region, with an attainment of {mean} in {year} ({plan}).")
    return ctx.html(
        text,
        plan=plan.folder.plan.name,
        parts=counted(ctx, plan, len(places), places[0].level),
        year=plan.year,
        mean=bold(ctx.percent(mean)),
    )
