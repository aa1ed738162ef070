"""What the home page says beside the plans: what fell short, and figures that do not add up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from generator.compute.contrast import Contrast
from generator.compute.measured import MeasureResult
from generator.compute.reconcile import Verdict, counts
from generator.compute.results import PlanResult
from generator.compute.rollups import Counted, Rollup, Scope
from generator.model.catalog import PLAN
from generator.model.method import Band
from generator.model.period import Period
from generator.problems import msg
from generator.render import paths
from generator.render.views.common import Desk, Link, Mark, joined
from generator.render.views.tables import counted
from generator.render.views.values import goal, said

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


def fell_short(desk: Desk, plans: list[PlanResult]) -> ShortView | None:
    """None where nothing is in the low band."""
    rows = [(plan, item) for plan in plans for item in low_of(plan)]
    if not rows:
        return None
    rows.sort(key=lambda row: (row[1].capped or Decimal(0), -row[0].year, row[1].code))
    told = [(plan, plan.rollups.get(PLAN, Rollup())) for plan in plans]
    edges = {bands.medium for plan in plans if (bands := desk.catalog.bands(plan.folder.id))}
    limit = f"{desk.f.number(edges.pop())} %" if len(edges) == 1 else ""
    return ShortView(
        plans=tuple(
            (_plan_link(plan), _of_how_many(desk, plan, rollup))
            for plan, rollup in told
            if rollup.bands.get(Band.LOW)
        ),
        limit=limit,
        rows=tuple(_row(desk, plan, item) for plan, item in rows[:N_FURTHEST]),
    )


def low_of(plan: PlanResult) -> Iterator[Counted]:
    """What counts in the plan's roll-up and stands in the low band, lowest first."""
    whole = Scope.PLAN, PLAN
    rows = plan.counted.get(Period.of_year(plan.year), ())
    found = [item for item in rows if item.band is Band.LOW and whole in item.scopes]
    yield from sorted(found, key=lambda item: (item.capped or Decimal(0), item.code))


def _plan_link(plan: PlanResult) -> Link:
    return Link(plan.folder.plan.name, paths.plan_path(plan.folder.id))


def _of_how_many(desk: Desk, plan: PlanResult, rollup: Rollup) -> str:
    whole = counted(desk, plan, Rollup(n=rollup.n_averaged))
    return desk.t(msg("{n} of {whole}", n=rollup.bands[Band.LOW], whole=whole))


def _row(desk: Desk, plan: PlanResult, item: Counted) -> ShortRow:
    """An activity, or a measure that counts by itself, with its target and result."""
    folder = plan.folder
    measure = None if item.code in plan.activities else plan.measures.get(item.code)
    element = measure.use.element if measure else folder.by_code[item.code]
    among = [measure] if measure else plan.measures_of(element.code)
    title = measure.use.traits.name if measure else element.node.title
    anchor = f"#{item.code}" if measure else ""
    return ShortRow(
        link=Link(title, paths.element_path(folder.id, element.code) + anchor),
        about=joined((element.code, _of_target(desk, among), folder.plan.name)),
        mark=desk.mark_of(item.band, item.status),
        attainment=desk.f.percent(item.capped) if item.capped is not None else "",
    )


def _of_target(desk: Desk, measures: Sequence[MeasureResult]) -> str:
    """«15 de 125», where one measure speaks for the row."""
    series = measures[0].current if len(measures) == 1 else None
    if series is None:
        return ""
    traits, whole = measures[0].use.traits, series.headline
    actual, target = said(desk, whole.actual, traits), goal(desk, whole.target, traits)
    return desk.t(msg("{actual} of {target}", actual=actual, target=target))


def contrast_summary(desk: Desk, contrast: Contrast) -> ContrastSummary | None:
    """None where no plan has published figures to hold against anything."""
    tally = counts(contrast.reconciled)
    n = sum(tally.values())
    if not n:
        return None
    apart = tally[Verdict.DIFFERS] + tally[Verdict.CONFLICTING]
    said = msg(
        "Of {figures} that the documents derive from others or print more than once, "
        "{agree} and {apart} do not.",
        figures=desk.f.n("{n} figure", "{n} figures", n),
        agree=desk.f.n("{n} agrees", "{n} agree", tally[Verdict.AGREES]),
        apart=desk.f.number(apart),
    )
    patterns = desk.f.n("{n} pattern found", "{n} patterns found", len(contrast.findings))
    return ContrastSummary(desk.t(said), patterns if contrast.findings else "")
