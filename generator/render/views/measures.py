"""The page of all targets and results of a plan, lowest attainment first."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from urllib.parse import quote

from generator.compute.attainment import Attainment, Status
from generator.compute.measured import MeasureResult
from generator.compute.results import PlanResult
from generator.compute.scoping import responsible_of
from generator.model.catalog import Level
from generator.model.scalars import slug
from generator.problems import msg
from generator.render import paths
from generator.render.views.common import Link, Page, RenderContext
from generator.render.views.tables import MeasureRow, measure_row

TABLE = "metas"
"""Name of the table: its anchor, and the head of what its filters write into an address."""


@dataclass(frozen=True, slots=True)
class ListedMeasure:
    """One measure in the list of a plan."""

    row: MeasureRow
    named: bool
    """The indicator says more than the title of its activity."""
    done: str
    """Whether anything was done: a word to filter by."""
    objectives: tuple[tuple[Link, str], ...]
    """Each with its title."""
    unit: str
    """Who carries it out."""
    region: str


@dataclass(frozen=True, slots=True)
class MeasuresView:
    """The page of all targets and results of a plan."""

    heading: str
    lead: str
    none_done: str
    """How many have no execution at all ("" where that cannot be said)."""
    rows: tuple[ListedMeasure, ...]
    year: str
    level: str
    """What the plan calls the elements that hold the measures."""
    objective: str
    has_objectives: bool
    has_units: bool
    has_regions: bool


def measures_page(ctx: RenderContext, result: PlanResult) -> Page | None:
    """The page of a plan's measures; None where it has none."""
    if not result.measures:
        return None
    heading = ctx.plain("All targets and results")
    return Page(
        paths.measures_path(result.folder.id),
        f"{heading}: {result.folder.plan.title}",
        f"{heading}: {result.folder.plan.title}",
        "measures",
        measures_view(ctx, result),
        ctx.plan_crumbs(result.folder),
    )


def measures_view(ctx: RenderContext, result: PlanResult) -> MeasuresView:
    """Build the list, lowest attainment first; what has no percentage stands last."""
    levels = result.folder.plan.levels
    found = sorted(result.measures.values(), key=_by_attainment)
    rows = tuple(_listed(ctx, result, measure) for measure in found)
    return MeasuresView(
        heading=ctx.plain("All targets and results"),
        lead=_lead(ctx, len(rows)),
        none_done=none_done(ctx, result),
        rows=rows,
        year=str(result.year),
        level=(levels.activity or levels.strategy).singular,
        objective=levels.objective.acronym or levels.objective.singular,
        has_objectives=any(row.objectives for row in rows),
        has_units=any(row.unit for row in rows),
        has_regions=any(row.region for row in rows),
    )


def _lead(ctx: RenderContext, n: int) -> str:
    count = ctx.f.n("{n} target with its result", "{n} targets with their results", n)
    return ctx.t(msg("{count}, from the lowest attainment to the highest.", count=count))


def _headline(measure: MeasureResult) -> Attainment:
    series = measure.current
    return series.headline if series else Attainment(Status.NOT_PROGRAMMED)


def _by_attainment(measure: MeasureResult) -> tuple[bool, Decimal]:
    raw = _headline(measure).raw
    return raw is None, raw or Decimal(0)


def is_none_done(measure: MeasureResult) -> bool:
    """A target for which the institution reports no execution at all: not one without report."""
    return _headline(measure).raw == 0


def none_done(ctx: RenderContext, result: PlanResult) -> str:
    """How many targets have no execution at all, in words; "" where nothing is reported."""
    judged = [m for m in result.measures.values() if _headline(m).raw is not None]
    n = sum(is_none_done(measure) for measure in judged)
    return ctx.f.n("{n} without any execution", "{n} without any execution", n) if n else ""


def none_done_link(ctx: RenderContext, result: PlanResult) -> Link | None:
    """The list with only what was not done; without a script, its beginning."""
    text = none_done(ctx, result)
    value = quote(slug(_words(ctx)[0]))
    href = f"{paths.measures_path(result.folder.id)}?{TABLE}.resultado={value}#{TABLE}"
    return Link(text, href) if text else None


def list_link(ctx: RenderContext, result: PlanResult) -> Link | None:
    """The list of all targets of a plan."""
    if not result.measures:
        return None
    text = ctx.f.n("{n} target and its result", "All {n} targets and results", len(result.measures))
    return Link(text, paths.measures_path(result.folder.id))


def _words(ctx: RenderContext) -> tuple[str, str]:
    return ctx.plain("Without any execution"), ctx.plain("With some execution")


def _listed(ctx: RenderContext, result: PlanResult, measure: MeasureResult) -> ListedMeasure:
    row = measure_row(ctx, result, measure)
    node = measure.use.element.node
    raw = _headline(measure).raw
    done = ctx.f.heading(_headline(measure).status) if raw is None else _words(ctx)[raw != 0]
    unit = getattr(node, "executing_unit", None) or responsible_of(result.folder, measure.use)
    region = getattr(node, "region", None)
    return ListedMeasure(
        row=row,
        named=row.name.text != row.title,
        done=done,
        objectives=_objectives(result, measure),
        unit=ctx.unit_name(unit, short=True),
        region=ctx.region(region) if region else "",
    )


def _objectives(result: PlanResult, measure: MeasureResult) -> tuple[tuple[Link, str], ...]:
    """The objectives that a measure serves; none for one of an objective itself or of the plan."""
    folder = result.folder
    found: dict[str, tuple[Link, str]] = {}
    waiting = list(measure.use.element.parents)
    while waiting:
        element = folder.by_code.get(waiting.pop(0))
        if element is None:
            continue
        waiting += element.parents
        if element.level is Level.OBJECTIVE:
            link = Link(element.code, paths.element_path(folder.id, element.code))
            found[element.code] = (link, element.node.title)
    return tuple(found.values())
