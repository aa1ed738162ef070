"""What the home page says beside the plans: what fell short, and figures that do not add up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from generator.compute.measured import MeasureResult
from generator.compute.results import PlanResult
from generator.compute.rollups import Counted, Rollup, Scope
from generator.model.catalog import PLAN
from generator.model.method import Band
from generator.model.period import Period
from generator.problems import msg
from generator.reconcile.contrast import Contrast
from generator.reconcile.reconcile import Verdict, counts
from generator.render import paths
from generator.render.views.common import Link, Mark, RenderContext, joined
from generator.render.views.tables import counted
from generator.render.views.values import format_target, format_value

N_FURTHEST = 5
"""How many of those furthest from their target the home page names."""


@dataclass(frozen=True, slots=True)
class ShortRow:
    """One activity or indicator far from its target."""

    link: Link
    about: str
    mark: Mark
    attainment: str


@dataclass(frozen=True, slots=True)
class ShortView:
    """What did not reach the medium band, plan by plan, and the furthest of all."""

    plans: tuple[tuple[Link, str], ...]
    """Plan, and how many of how many."""
    limit: str
    rows: tuple[ShortRow, ...]


@dataclass(frozen=True, slots=True)
class ContrastSummary:
    """How many published figures hold against their parts."""

    said: str
    patterns: str


def fell_short(ctx: RenderContext, plans: list[PlanResult]) -> ShortView | None:
    """None where nothing is in the low band."""
    rows = [(plan, item) for plan in plans for item in low_of(plan)]
    if not rows:
        return None
    rows.sort(key=lambda row: (row[1].capped or Decimal(0), -row[0].year, row[1].code))
    told = [(plan, plan.rollups.get(PLAN, Rollup())) for plan in plans]
    edges = {bands.medium for plan in plans if (bands := ctx.catalog.bands(plan.folder.id))}
    limit = f"{ctx.f.number(edges.pop())} %" if len(edges) == 1 else ""
    return ShortView(
        plans=tuple(
            (_plan_link(plan), _of_how_many(ctx, plan, rollup))
            for plan, rollup in told
            if rollup.bands.get(Band.LOW)
        ),
        limit=limit,
        rows=tuple(_row(ctx, plan, item) for plan, item in rows[:N_FURTHEST]),
    )


def low_of(plan: PlanResult) -> Iterator[Counted]:
    """What counts in the plan's roll-up and stands in the low band, lowest first."""
    whole = Scope.PLAN, PLAN
    rows = plan.counted.get(Period.of_year(plan.year), ())
    found = [item for item in rows if item.band is Band.LOW and whole in item.scopes]
    yield from sorted(found, key=lambda item: (item.capped or Decimal(0), item.code))


def _plan_link(plan: PlanResult) -> Link:
    return Link(plan.folder.plan.name, paths.plan_path(plan.folder.id))


def _of_how_many(ctx: RenderContext, plan: PlanResult, rollup: Rollup) -> str:
    whole = counted(ctx, plan, Rollup(n=rollup.n_averaged))
    return ctx.t(msg("{n} of {whole}", n=rollup.bands[Band.LOW], whole=whole))


def _row(ctx: RenderContext, plan: PlanResult, item: Counted) -> ShortRow:
    """An activity, or a measure that counts by itself, with its target and result."""
    folder = plan.folder
    measure = None if item.code in plan.activities else plan.measures.get(item.code)
    element = measure.use.element if measure else folder.by_code[item.code]
    among = [measure] if measure else plan.measures_of(element.code)
    title = measure.use.traits.name if measure else element.node.title
    anchor = f"#{item.code}" if measure else ""
    return ShortRow(
        link=Link(title, paths.element_path(folder.id, element.code) + anchor),
        about=joined((element.code, _of_target(ctx, among), folder.plan.name)),
        mark=ctx.mark_of(item.band, item.status),
        attainment=ctx.f.percent(item.capped) if item.capped is not None else "",
    )


def _of_target(ctx: RenderContext, measures: Sequence[MeasureResult]) -> str:
    """«15 de 125», where one measure speaks for the row."""
    series = measures[0].current if len(measures) == 1 else None
    if series is None:
        return ""
    traits, whole = measures[0].use.traits, series.headline
    actual, target = (
        format_value(ctx, whole.actual, traits),
        format_target(ctx, whole.target, traits),
    )
    return ctx.t(msg("{actual} of {target}", actual=actual, target=target))


def contrast_summary(ctx: RenderContext, contrast: Contrast) -> ContrastSummary | None:
    """None where no plan has published figures to hold against anything."""
    tally = counts(contrast.reconciled)
    n = sum(tally.values())
    if not n:
        return None
    apart = tally[Verdict.DIFFERS] + tally[Verdict.CONFLICTING]
    said = msg(
        "Of {figures} that the documents derive from others or print more than once, "
        "{agree} and {apart} do not.",
        figures=ctx.f.n("{n} figure", "{n} figures", n),
        agree=ctx.f.n("{n} agrees", "{n} agree", tally[Verdict.AGREES]),
        apart=ctx.f.number(apart),
    )
    patterns = ctx.f.n("{n} pattern found", "{n} patterns found", len(contrast.findings))
    return ContrastSummary(ctx.t(said), patterns if contrast.findings else "")
