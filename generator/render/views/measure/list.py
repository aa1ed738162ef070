"""The page of all targets and results of a plan, lowest attainment first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from operator import attrgetter
from urllib.parse import quote

from generator import paths
from generator.compute.attainment import Attainment
from generator.compute.measured import MeasureResult
from generator.compute.results import PlanResult
from generator.compute.scoping import responsible_of
from generator.model.catalog import Level
from generator.model.method import Band
from generator.model.scalars import Milestone, slug
from generator.problems import msg
from generator.render.looks import Look
from generator.render.views.common import Link, Mark, Page, RenderContext, Segment, joined, segments
from generator.render.views.measure.rows import MeasureRow, headline_of, measure_row
from generator.words.labels import MET

_COLUMNS = ("row.unit", "objectives", "unit", "region")
MANY = 30
"""Rows up to which a list is shown in one piece."""
TABLE = "metas"
"""Name of the table: its anchor, and the head of what its filters write into an address."""


@dataclass(frozen=True, slots=True)
class ListedMeasure:
    """One measure in the list of a plan."""

    row: MeasureRow
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

    lead: str
    """How many stand where, and how many have a result of zero."""
    limits: str
    """Where the bands begin; "" where there are none."""
    bar: tuple[Segment, ...]
    """How many stand where."""
    rows: tuple[ListedMeasure, ...]
    folded: tuple[ListedMeasure, ...]
    """The rest of a long list: nothing low or medium."""
    rest: str
    """How these stand."""
    year: str
    level: str
    """What the plan calls the elements that hold the measures, where they are of one level."""
    objective: str
    columns: tuple[str, ...]
    """The attributes of a row that have a column: not all rows lack them."""


def measures_page(ctx: RenderContext, plan: str) -> Page | None:
    """The page of a plan's measures; None where it has none."""
    result = ctx.results.plans[plan]
    if not result.measures:
        return None
    about = f"{ctx.t('All targets and results')}: {result.folder.plan.name}"
    first = result.folder.name_of(result.folder.levels[1])
    levels = {measure.use.element.level for measure in result.measures.values()}
    is_one = len(levels) == 1 and not levels & {Level.PLAN}
    rows = tuple(
        _listed(ctx, result, it) for it in sorted(result.measures.values(), key=_by_attainment)
    )
    poor = [n for n, it in enumerate(rows, 1) if it.row.mark.look in {Look.LOW, Look.MEDIUM}]
    shown = max(MANY, *poor, 0)
    bar, none = by_mark((it.row.mark, 1) for it in rows), none_done(ctx, result)
    view = MeasuresView(
        lead=joined((_lead(ctx, len(rows), bar), f"{none}." if none else ""), " "),
        limits=_limits(ctx, plan),
        bar=bar,
        rows=rows[:shown],
        folded=rows[shown:],
        rest=joined(how_many(ctx, it) for it in by_mark((it.row.mark, 1) for it in rows[shown:])),
        year=str(result.year),
        level=result.folder.name_of(*levels).singular if is_one else ctx.t("What was promised"),
        objective=first.acronym or first.singular,
        columns=tuple(it for it in _COLUMNS if any(map(attrgetter(it), rows))),
    )
    return Page(about, about, view, ctx.plan_crumbs(result.folder))


def _lead(ctx: RenderContext, n: int, bar: tuple[Segment, ...]) -> str:
    counts = joined((how_many(ctx, it) for it in bar), ", ")
    all_rows = ctx.f.n("{n} indicator", "{n} indicators", n)
    return ctx.t("{all}: {counts}.", all=all_rows, counts=counts)


_STANDINGS = {
    Band.LOW: msg("in the low band"),
    Band.MEDIUM: msg("in the medium band"),
    Band.HIGH: msg("in the high band"),
    True: msg("with the target met"),
    False: msg("with the target not met"),
}


def how_many(ctx: RenderContext, it: Segment) -> str:
    """How many stand how, within a sentence: «18 en banda media», «24 sin reporte»."""
    words = {ctx.band_mark(band).word: _STANDINGS[band] for band in Band}
    words |= {ctx.t(MET[met]): _STANDINGS[met] for met in MET}
    said = ctx.t(words[it.word]) if it.word in words else it.word.lower()
    return f"{ctx.f.number(it.n)} {said}"


def _limits(ctx: RenderContext, plan: str) -> str:
    bands = ctx.catalog.bands(plan)
    if bands is None:
        return ""
    medium, high = (ctx.f.number(it, in_percent=True) for it in (bands.medium, bands.high))
    text = msg("Low: attainment below {medium}; high: {high} or more")
    return ctx.t(text, medium=medium, high=high)


def by_mark(marks: Iterable[tuple[Mark, int]]) -> tuple[Segment, ...]:
    """How many there are of each mark, laid out in the order of legends."""
    found: Counter[Mark] = Counter()
    for mark, n in marks:
        found[Mark(mark.look, mark.word)] += n
    places = list(Look)
    return segments((it, found[it]) for it in sorted(found, key=lambda it: places.index(it.look)))


def _by_attainment(measure: MeasureResult) -> tuple[bool, Decimal]:
    """What has no percentage stands last."""
    raw = headline_of(measure).raw
    return raw is None, raw or Decimal(0)


def none_done(ctx: RenderContext, result: PlanResult) -> str:
    """How many targets have no execution at all, in words; "" where nothing is reported.

    Targets for which the institution reports none: not those without report.
    """
    n = sum(_is_zero(headline_of(measure)) for measure in result.measures.values())
    return ctx.f.n("{n} with a result of zero", "{n} with a result of zero", n) if n else ""


def _is_zero(it: Attainment) -> bool:
    """Whether the result is zero and nothing of the target reached: not a milestone, nor a fall."""
    return it.raw == 0 == it.actual


def none_done_link(ctx: RenderContext, result: PlanResult) -> Link | None:
    """The list with only what was not done; without a script, its beginning."""
    text = none_done(ctx, result)
    value = quote(slug(ctx.t("With a result of zero")))
    href = f"{paths.MEASURES(result.folder.id)}?{TABLE}.resultado={value}#{TABLE}"
    return Link(text, href) if text else None


def list_link(ctx: RenderContext, result: PlanResult) -> Link | None:
    """The list of all targets of a plan."""
    n = len(result.measures)
    text = ctx.f.n("{n} target and its result", "All {n} targets and results", n)
    return Link(text, paths.MEASURES(result.folder.id)) if n else None


def _listed(ctx: RenderContext, result: PlanResult, measure: MeasureResult) -> ListedMeasure:
    element, it = measure.use.element, headline_of(measure)
    unit, region = (
        element.executing_unit or responsible_of(result.folder, measure.use).leading,
        element.region,
    )
    done = ctx.t("With a result of zero") if _is_zero(it) else ctx.t("With some result")
    if it.raw is None:
        done = ctx.f.heading(it.status)
    elif it.actual is Milestone.NOT_DONE:
        done = ctx.t(MET[False])
    return ListedMeasure(
        row=measure_row(ctx, result, measure),
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
        if element.level.depth == 1:
            link = Link(element.called, paths.ELEMENT(folder.id, element.code))
            found[element.code] = (link, element.node.heading)
    return tuple(found.values())
