"""The page of all regions, and one of each: what the plans say of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from markupsafe import Markup

from generator.compute.measured import MeasureResult
from generator.compute.regions import (
    Standing,
    agreements,
    located,
    located_rollups,
    parts_of,
    region_named,
    speaks_of_regions,
    standing,
    told_by_region,
    told_regions,
)
from generator.compute.results import PlanResult
from generator.compute.series import Observation
from generator.model.catalog import cite
from generator.model.period import Period
from generator.model.scalars import slug
from generator.problems import msg
from generator.reconcile.conflicts import Conflict, conflicts
from generator.reconcile.reconcile import Reconciled
from generator.reference import region_code
from generator.render import paths
from generator.render.inline import inline
from generator.render.views.common import FIRST, Cited, Link, Mark, Page, RenderContext, joined
from generator.render.views.regional import FEW, RegionalView, regional_views
from generator.render.views.rows import ActivityResultRow, activity_result_rows
from generator.render.views.values import format_target, format_value

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class RegionEntry:
    """A region in the list of all, with how much the plans say of it."""

    link: Link
    measures: str
    activities: str
    actions: str


@dataclass(frozen=True, slots=True)
class RegionsView:
    """The page of all regions."""

    lead: str
    figures: tuple[RegionalView, ...]
    entries: tuple[RegionEntry, ...]


@dataclass(frozen=True, slots=True)
class ToldRow:
    """A target and a result of the region in one period."""

    name: Link
    period: str
    mark: Mark
    attainment: str
    target: str
    actual: str


@dataclass(frozen=True, slots=True)
class SignatureRow:
    """An agreement with the region."""

    plan: Link
    counterpart: str
    date: str
    document: Link | None
    note: Markup
    cited: Cited | None


@dataclass(frozen=True, slots=True)
class PlannedRow:
    """An action about a recommendation, in the months set for the region."""

    code: Link
    text: Markup
    when: str


@dataclass(frozen=True, slots=True)
class OfPlan(Generic[Row]):
    """Rows of one plan."""

    plan: Link
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class RegionView:
    """The page of one region."""

    name: str
    code: str
    lead: Markup
    by_region: tuple[OfPlan[ToldRow], ...]
    activities: tuple[OfPlan[ActivityResultRow], ...]
    signatures: tuple[SignatureRow, ...]
    planned: tuple[OfPlan[PlannedRow], ...]
    conflicts: tuple[tuple[str, Link], ...]
    before: Link
    after: Link


def region_pages(ctx: RenderContext, reconciled: tuple[Reconciled, ...]) -> Iterator[Page]:
    """The page of all regions and one of each; none where no plan speaks of regions."""
    plans = [plan for plan in ctx.results.plans.values() if speaks_of_regions(plan)]
    names = ctx.catalog.regions
    if not plans or not names:
        return
    conflicting = tuple(conflicts(reconciled))
    home, index = Link(ctx.plain("Home"), paths.HOME), Link(ctx.plain("Regions"), paths.REGIONS)
    order = sorted(names, key=lambda code: slug(names[code]))
    views = {
        code: _region(ctx, plans, code, (order[n - 1], order[(n + 1) % len(order)]), conflicting)
        for n, code in enumerate(order)
    }
    lead = ctx.f.n(
        "{n} plan says something region by region.",
        "{n} plans say something region by region.",
        len(plans),
    )
    figures = tuple(view for plan in plans for view in regional_views(ctx, plan, conflicting))
    entries = tuple(_entry(ctx, view) for view in views.values())
    page = RegionsView(lead, figures, entries)
    yield Page(paths.REGIONS, index.text, lead, "regions", page, (home,))
    for code, view in views.items():
        said_plans = joined((plan.folder.plan.name for plan in plans), "; ")
        about = ctx.t(msg("{region} in the plans: {plans}", region=view.name, plans=said_plans))
        yield Page(
            paths.region_path(code), view.name, about, "region", view, (home, index), head=FIRST
        )


def _entry(ctx: RenderContext, view: RegionView) -> RegionEntry:
    return RegionEntry(
        link=ctx.region_link(view.code),
        measures=_count(ctx, len({row.name for of in view.by_region for row in of.rows})),
        activities=_count(ctx, sum(len(of.rows) for of in view.activities)),
        actions=_count(ctx, sum(len(of.rows) for of in view.planned)),
    )


def _count(ctx: RenderContext, n: int) -> str:
    return ctx.f.number(n) if n else ""


def _region(
    ctx: RenderContext,
    plans: list[PlanResult],
    code: str,
    beside: tuple[str, str],
    conflicting: tuple[Conflict, ...],
) -> RegionView:
    own = [plan for plan in plans if any(code in told_regions(m) for m in told_by_region(plan))]
    ids = {plan.folder.id for plan in own}
    names = ctx.catalog.regions
    return RegionView(
        name=ctx.region(code),
        code=code,
        lead=_lead(ctx, plans, code),
        by_region=_by_plan((plan, _told(ctx, plan, code)) for plan in plans),
        activities=_by_plan((plan, _activities(ctx, plan, code)) for plan in plans),
        signatures=tuple(row for plan in plans for row in _signatures(ctx, plan, code)),
        planned=_by_plan((plan, _planned(ctx, plan, code)) for plan in plans),
        conflicts=tuple(
            (conflict.name, Link(ctx.plain("See both places"), _contrast(conflict)))
            for conflict in conflicting
            if conflict.plan in ids and region_named(conflict.name, names) == code
        ),
        before=ctx.region_link(beside[0]),
        after=ctx.region_link(beside[1]),
    )


def _by_plan(found: Iterable[tuple[PlanResult, Iterable[Row]]]) -> tuple[OfPlan[Row], ...]:
    """Rows plan by plan; plans without any are left out."""
    given = ((plan, tuple(rows)) for plan, rows in found)
    return tuple(OfPlan(_plan_link(plan), rows) for plan, rows in given if rows)


def _contrast(conflict: Conflict) -> str:
    return f"{paths.contrast_path(conflict.plan)}#en-conflicto"


def _plan_link(plan: PlanResult) -> Link:
    return Link(plan.folder.plan.name, paths.plan_path(plan.folder.id))


def _told(ctx: RenderContext, plan: PlanResult, code: str) -> Iterator[ToldRow]:
    """Measures of a plan in one region: the broad ones first, the latest period first."""
    measures = sorted(told_by_region(plan), key=lambda m: len(told_regions(m)) <= FEW)
    for measure in measures:
        found = [o for o in parts_of(measure) if o.member == code]
        target = ctx.element_link(plan.folder, measure.use.element)
        name = Link(measure.use.traits.name, f"{target.href}#{measure.use.id}")
        for it in sorted(found, key=lambda o: o.period.end, reverse=True):
            yield _told_row(ctx, measure, it, name)


def _told_row(ctx: RenderContext, measure: MeasureResult, it: Observation, name: Link) -> ToldRow:
    traits, outcome = measure.use.traits, it.attainment
    return ToldRow(
        name=name,
        period=ctx.f.period(it.period),
        mark=ctx.mark(outcome),
        attainment=ctx.f.percent(outcome.raw) if outcome.raw is not None else "",
        target=format_target(ctx, outcome.target, traits),
        actual=format_value(ctx, outcome.actual, traits),
    )


def _activities(ctx: RenderContext, plan: PlanResult, code: str) -> tuple[ActivityResultRow, ...]:
    here = [place.code for place in located(plan) if place.region == code]
    return activity_result_rows(ctx, plan, here)


def _signatures(ctx: RenderContext, plan: PlanResult, code: str) -> Iterator[SignatureRow]:
    entry = agreements(plan.folder).get(code)
    if entry is not None:
        yield SignatureRow(
            plan=_plan_link(plan),
            counterpart=entry.counterpart,
            date=ctx.f.date(entry.date) if entry.date else "",
            document=ctx.document_link(entry.document),
            note=inline(entry.note),
            cited=ctx.cited(cite(entry.source, plan.folder.plan.source)),
        )


def _planned(ctx: RenderContext, plan: PlanResult, code: str) -> Iterator[PlannedRow]:
    path = paths.recommendations_path(plan.folder.id)
    for entry in plan.folder.recommendations:
        for action in entry.actions:
            times: dict[str, tuple[Period, ...]] = {
                region_code(region): months for region, months in action.by_region.items()
            }
            if code in times:
                yield PlannedRow(
                    code=Link(entry.code, f"{path}#{entry.code}"),
                    text=inline(action.text),
                    when=joined((ctx.f.period(month) for month in times[code]), ", "),
                )


def _lead(ctx: RenderContext, plans: list[PlanResult], code: str) -> Markup:
    said_all = [text for plan in plans for text in _sentences(ctx, plan, code)]
    if not said_all:
        return Markup.escape(ctx.plain("No plan of this portal says anything of this region."))
    return Markup(" ").join(said_all)


def _sentences(ctx: RenderContext, plan: PlanResult, code: str) -> Iterator[Markup]:
    """What a plan says of a region, in a sentence or two."""
    n = sum(1 for place in located(plan) if place.region == code)
    if n:
        yield _places_sentence(ctx, plan, code, n)
    title = plan.folder.plan.name
    broad = [m for m in told_by_region(plan) if len(told_regions(m)) > FEW]
    latest = [_latest(measure, code) for measure in broad]
    for measure, it in zip(broad, latest, strict=True):
        if it is not None:
            yield _figure_sentence(ctx, title, measure, it)
    stands = standing(plan.folder, {code} if any(latest) else (), code)
    if broad and stands is Standing.SILENT:
        text = ctx.plain("{plan}: signed, and no result of the region is published.")
        yield Markup.escape(text).format(plan=title)
    if broad and stands is Standing.UNSIGNED:
        text = ctx.plain("{plan}: names the region, which has not signed.")
        yield Markup.escape(text).format(plan=title)


def _latest(measure: MeasureResult, code: str) -> Observation | None:
    found = [o for o in parts_of(measure) if o.member == code]
    return max(found, key=lambda o: o.period.end, default=None)


def _figure_sentence(
    ctx: RenderContext, title: str, measure: MeasureResult, it: Observation
) -> Markup:
    outcome, traits = it.attainment, measure.use.traits
    text = ctx.plain("{plan}, {period}: {actual} of a target of {target}{percent}.")
    bold = Markup("<b>{}</b>")
    percent = f" ({ctx.f.percent(outcome.raw)})" if outcome.raw is not None else ""
    return Markup.escape(text).format(
        plan=title,
        period=ctx.f.period(it.period),
        actual=bold.format(format_value(ctx, outcome.actual, traits) or "–"),
        target=bold.format(format_target(ctx, outcome.target, traits) or "–"),
        percent=percent,
    )


def _places_sentence(ctx: RenderContext, plan: PlanResult, code: str, n: int) -> Markup:
    counted = ctx.f.n("{n} activity in this region", "{n} activities in this region", n)
    title = plan.folder.plan.name
    rollup = located_rollups(plan).get(code)
    mean = rollup.mean_attainment if rollup else None
    if mean is None:
        text = ctx.plain("{activities} ({plan}).")
        return Markup.escape(text).format(plan=title, activities=counted)
    text = ctx.plain("{activities}, with a mean attainment of {mean} in {year} ({plan}).")
    bold = Markup("<b>{}</b>").format(ctx.f.percent(mean))
    return Markup.escape(text).format(plan=title, activities=counted, year=plan.year, mean=bold)
