"""The pages of comparisons: regions, units, plans; within a plan its parts, years and places."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from urllib.parse import quote

from generator import paths
from generator.compute.attainment import Attainment
from generator.compute.compare import Axis, Comparison, Metric, Pair, Peer
from generator.compute.rollups import Scope
from generator.model.catalog import PLAN
from generator.model.scalars import slug
from generator.problems import Message, msg
from generator.reconcile.compared import compared
from generator.render.views.across.compare_words import (
    MARK,
    SENTENCE,
    Names,
    apart_words,
    difference_words,
    distance_words,
    first_pairs,
    label_of,
    pair_sentence,
)
from generator.render.views.common import Datum, Link, Page, RenderContext, joined, plan_link
from generator.render.views.measure.rows import MeasureRow, row_of
from generator.render.views.measure.values import machine
from generator.render.views.plan.rollups import averaged, missing_mark
from generator.render.views.regions.figures import region_mark
from generator.words.text import shortened

_LONGEST_NAME = 70
"""Of a part of a plan within a sentence; what is longer is cut after a word."""


@dataclass(frozen=True, slots=True)
class CompareRow:
    """One of what is compared."""

    code: str
    """Its own on the page, though several tables may have it."""
    name: str
    """What a sentence calls it."""
    row: MeasureRow
    n: str
    """What its mean is of."""
    execution: Datum
    values: str
    """Its figures as a sentence has them, one after another."""
    differences: tuple[str, ...] = ()
    """By sort of figure: what there is to say of it and each row below, one after another."""


@dataclass(frozen=True, slots=True)
class Example:
    """Two that are compared unasked."""

    rows: tuple[CompareRow, CompareRow]
    difference: str
    """«44.7 puntos»; "" where they may not be compared."""


@dataclass(frozen=True, slots=True)
class CompareGroup:
    """A table of what may be compared."""

    title: str
    about: str
    """The period, where it is the same of all."""
    rows: tuple[CompareRow, ...]
    sentences: tuple[str, ...]
    """Its first sentences: the two that are furthest from each other, or the last two years."""
    labels: str
    """What each sort of figure is called where no heading names the plan, one after another."""
    has_targets: bool
    has_execution: bool
    example: Example | None
    """Of the first sort of figure."""
    others: str
    """Why nothing of it is compared with what stands in each of the tables below."""


@dataclass(frozen=True, slots=True)
class CompareView:
    """A page of comparisons."""

    choose: str
    """What stands in a list of which nothing is picked yet."""
    sentence: str
    """What the script says of two, with names in braces for what it knows of them."""
    groups: tuple[CompareGroup, ...]
    ways: tuple[tuple[Link, str, Example], ...] = ()
    """Pages of other comparisons, each with the title of its first table and its example."""


def compare_page(ctx: RenderContext) -> Page | None:
    """Plans side by side, and the way to the other comparisons; None without any."""
    ways, groups = tuple(_ways(ctx)), _groups(ctx, "", Axis.PLANS)
    about = ctx.t("What can be compared, each with an example.")
    view = CompareView(ctx.t("Choose a plan"), ctx.f.template(SENTENCE), groups, ways)
    return Page(ctx.t("Compare"), about, view, (ctx.home,)) if ways or groups else None


def _ways(ctx: RenderContext) -> Iterator[tuple[Link, str, Example]]:
    plans = ctx.catalog.plans.items()
    ways = [
        Link(ctx.t("Regions"), paths.COMPARE_REGIONS),
        Link(ctx.t("Units"), paths.COMPARE_UNITS),
        *(Link(it.plan.name, paths.PLAN_COMPARE(name)) for name, it in plans),
    ]
    for link in ways:
        for group in _groups_at(ctx, link.href)[:1]:
            if it := group.example:
                a, b = (quote(row.code) for row in it.rows)
                yield Link(link.text, f"{link.href}?a={a}&b={b}"), group.title, it


def compare_regions_page(ctx: RenderContext) -> Page | None:
    """Regions side by side; None where no two have a figure."""
    about = ctx.t("Two regions side by side, by the figures that both have.")
    choose = ctx.t("Choose a region"), _groups(ctx, "", Axis.REGIONS)
    return _page(ctx, ctx.t("Compare regions"), about, *choose)


def compare_units_page(ctx: RenderContext) -> Page | None:
    """Units side by side; None where no two have a figure."""
    about = ctx.t("Two units side by side, by the figures that both have.")
    choose = ctx.t("Choose a unit"), _groups(ctx, "", Axis.UNITS)
    return _page(ctx, ctx.t("Compare units"), about, *choose)


def compare_plan_page(ctx: RenderContext, plan: str) -> Page | None:
    """What a plan lets compare; None where no two of its parts have a figure."""
    folder = ctx.catalog.plans[plan]
    about = ctx.t("Parts of the plan side by side, where they are measured alike.")
    title = joined((ctx.t("Compare"), folder.plan.name))
    groups = _groups(ctx, plan, Axis.PARTS, Axis.YEARS, Axis.SITES)
    found = _page(ctx, title, about, ctx.t("Choose one"), groups)
    return found and replace(found, crumbs=ctx.plan_crumbs(folder))


def _page(
    ctx: RenderContext, title: str, about: str, choose: str, groups: tuple[CompareGroup, ...]
) -> Page | None:
    way = (ctx.home, Link(ctx.t("Compare"), paths.COMPARE))
    view = CompareView(choose, ctx.f.template(SENTENCE), groups)
    return Page(title, about, view, way) if groups else None


_SHARED: dict[str, Callable[[RenderContext], Page | None]] = {
    paths.COMPARE: compare_page,
    paths.COMPARE_REGIONS: compare_regions_page,
    paths.COMPARE_UNITS: compare_units_page,
}


def _groups_at(ctx: RenderContext, path: str) -> tuple[CompareGroup, ...]:
    (plan,) = paths.PLAN_COMPARE.names_in(path) or ("",)
    page = ctx.once(compare_plan_page, plan) if plan else ctx.once(_SHARED[path])
    return page.view.groups if page and isinstance(page.view, CompareView) else ()


def first_sentences(ctx: RenderContext, path: str) -> list[str]:
    """What each of the first two tables of a page of comparisons says first, with its plan."""
    told = (
        (it.labels.split(MARK)[0], it.sentences[0]) for it in _groups_at(ctx, path) if it.sentences
    )
    return [f"{label}: {said.partition(': ')[2]}" for label, said in islice(told, 2)]


_LEADS: tuple[tuple[paths.Address, str, Message], ...] = (
    (paths.REGIONS, paths.COMPARE_REGIONS, msg("Compare two regions")),
    (paths.UNITS, paths.COMPARE_UNITS, msg("Compare two units")),
    (paths.PLANS, paths.COMPARE, msg("Compare")),
    (paths.REGION, paths.COMPARE_REGIONS, msg("Compare with another region")),
    (paths.UNIT, paths.COMPARE_UNITS, msg("Compare with another unit")),
    (paths.PLAN, paths.COMPARE, msg("Compare with another plan")),
    (paths.ELEMENT, paths.PLAN_COMPARE, msg("Compare with other parts of the plan")),
)


def compare_link(ctx: RenderContext, page: str) -> Link | None:
    """From the page of a thing to its row among those it is compared with; None without one."""
    for address, to, text in _LEADS:
        names = address.names_in(page)
        if names is not None:
            plan, code = names if len(names) > 1 else ("", *names, "")[:2]
            path = paths.PLAN_COMPARE(plan) if plan else to
            if code not in ctx.once(_codes, path):
                return None
            return Link(ctx.t(text), f"{path}?a={quote(code)}" if code else path)
    return None


def _codes(ctx: RenderContext, path: str) -> frozenset[str]:
    """The rows of a page of comparisons, and "" for all of it; empty where there is no page."""
    groups = _groups_at(ctx, path)
    return frozenset(it for group in groups for it in ("", *(row.code for row in group.rows)))


# Tables.


def _groups(ctx: RenderContext, plan: str, *axes: Axis) -> tuple[CompareGroup, ...]:
    all_groups = ctx.results.derived(compared)
    found = [it for axis in axes for it in all_groups if it.axis is axis and plan in {"", it.plan}]
    return tuple(_group(ctx, it, found[n + 1 :]) for n, it in enumerate(found))


def _group(ctx: RenderContext, group: Comparison, below: list[Comparison]) -> CompareGroup:
    first, links = group.peers[0], [_link(ctx, group, it) for it in group.peers]
    peers = list(zip(group.peers, links, strict=True))
    names: Names = {peer.code: name for peer, (name, _) in peers}
    words = [difference_words(ctx, group.pairs(it), names) for it in group.metrics]
    rows = []
    for peer, (name, link) in peers:
        found = _row(ctx, group, peer, name, link)
        differences = tuple(by_code.get(peer.code, "") for by_code in words)
        rows.append(replace(found, differences=differences))
    labels = {it: label_of(ctx, group, it) for it in group.metrics}
    firsts = [pair for it in group.metrics for pair in first_pairs(group, it)]
    periods = {it.period for it in group.peers}
    is_of_all = group.axis in {Axis.REGIONS, Axis.UNITS}
    of = ctx.catalog.plans[group.plan].plan.name if is_of_all else ""
    return CompareGroup(
        title=_title(ctx, group),
        about="" if group.axis is Axis.PLANS or len(periods) > 1 else ctx.f.period(first.period),
        rows=tuple(rows),
        sentences=tuple(
            f"{labels[pair.metric]}: {pair_sentence(ctx, pair, names)}" for pair in firsts
        ),
        labels=MARK.join(joined((of, label)) for label in labels.values()),
        has_targets=isinstance(first.of, Attainment),
        has_execution=Metric.EXECUTION in labels,
        example=_example(ctx, firsts[0], group.peers, rows) if firsts else None,
        others=MARK.join(apart_words(ctx, group, other) for other in below),
    )


def _example(
    ctx: RenderContext, pair: Pair, peers: Sequence[Peer], rows: list[CompareRow]
) -> Example:
    first, second = (rows[peers.index(it)] for it in (pair.first, pair.second))
    return Example((first, second), distance_words(ctx, pair))


def _row(ctx: RenderContext, group: Comparison, peer: Peer, name: str, link: Link) -> CompareRow:
    mean, spent = (peer.figures[it].value for it in Metric)
    plan, n = ctx.results.plans[peer.plan], ""
    doubt = ctx.t("in dispute") if peer.figures[Metric.EXECUTION].disputed else ""
    if isinstance(peer.of, Attainment):
        measure = plan.measures.get(group.of) or plan.measures_of(peer.code)[0]
        row = row_of(ctx, link, peer.of, measure.use.traits)
        if peer.figures[Metric.ATTAINMENT].disputed:
            row = replace(row, disputed=("", ctx.t("in dispute")))
    else:
        if group.axis is Axis.REGIONS:
            mark = region_mark(ctx, peer.plan, peer.of)
        else:
            band = peer.of.band(ctx.catalog.bands(peer.plan))
            mark = missing_mark(ctx, peer.of, band)
        row = MeasureRow(link, mark, Datum(ctx.percent(mean), machine(mean)), Datum(), Datum())
        year = ctx.f.period(peer.period) if group.axis is Axis.PLANS else ""
        n = joined((year, averaged(ctx, plan, peer.of) if peer.of.n else ""))
    return CompareRow(
        code=_code(group, peer),
        name=name,
        row=row,
        n=n,
        execution=Datum(joined((ctx.percent(spent), doubt)), machine(spent)),
        values=MARK.join(ctx.percent(peer.figures[it].value) for it in group.metrics),
    )


def _code(group: Comparison, peer: Peer) -> str:
    """What a row is picked by: the code of the thing, where that tells it from all others."""
    if group.axis is Axis.YEARS or (group.axis is Axis.SITES and not peer.name):
        return slug(joined((group.of, group.by, peer.code), "-"))
    return peer.code


def _link(ctx: RenderContext, group: Comparison, peer: Peer) -> tuple[str, Link]:
    """What a sentence calls a thing, and the link of its row."""
    folder = ctx.catalog.plans[peer.plan]
    match group.axis:
        case Axis.REGIONS:
            return ctx.region(peer.code), ctx.region_link(peer.code)
        case Axis.UNITS:
            return ctx.unit_name(peer.code, short=True), ctx.unit_link(peer.code)
        case Axis.PLANS:
            return folder.plan.name, plan_link(folder)
        case Axis.YEARS:
            return ctx.f.period(peer.period), Link(ctx.f.period(peer.period))
    element = folder.by_code.get(peer.code)
    if element is None:  # a part of an indicator
        return peer.code, Link(peer.code)
    link = ctx.element_link(folder, element)
    if peer.name:
        return peer.name, Link(peer.name, link.href)
    name = shortened(link.text, _LONGEST_NAME)
    return ctx.t("«{text}»", text=name), link  # whose code may be a number


_SCOPES = {
    Scope.UNIT.value: msg("Units in charge"),
    Scope.EXECUTING_UNIT.value: msg("Executing units"),
}


def _title(ctx: RenderContext, group: Comparison) -> str:
    if group.axis is Axis.PLANS:
        return ctx.t("Plans")
    folder = ctx.catalog.plans[group.plan]
    measure = ctx.results.plans[group.plan].measures.get(group.of)
    level = next((it for it in folder.levels if it.code == group.of), None)
    what = folder.name_of(level).plural if level and level.code != PLAN else ""
    if group.axis is Axis.UNITS:
        what = ctx.t(_SCOPES[group.of])
    elif group.axis is Axis.YEARS:
        element = folder.by_code[group.of]
        own = "" if group.of == PLAN else f"{element.called} {element.node.heading}"
        what = joined((ctx.t("Years"), own))
    elif group.axis is Axis.SITES:
        parts_of = measure.use.traits.heading if measure and not group.peers[0].name else ""
        what = joined((parts_of, group.by))
    elif measure is not None:
        what = measure.use.traits.heading
    is_of_all = group.axis in {Axis.REGIONS, Axis.UNITS}
    return joined((folder.plan.name, what)) if is_of_all else what
