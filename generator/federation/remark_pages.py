"""What all institutions tell: contradictions, changed targets, overdue reports, who is away."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from generator.federation.edition import EditionEntry
from generator.federation.particulars import Remark, Topic
from generator.federation.sums import Key, PartialSums
from generator.federation.views import MOST_ROWS, LinkCell, NationalContext, NationalPage, TableView
from generator.load import shipped
from generator.load.institutions import NATIONAL
from generator.problems import Message, msg, plural

NOT_CURRENT = f"{NATIONAL}/not-current.html"
_PROBLEMS = msg("With problems")
_MOST, _FEW = 50, 5
"""Rows of a page; of the page of one institution."""


@dataclass(frozen=True, slots=True)
class _About:
    """How one topic is told."""

    menu: Message
    title: Message
    page: str
    counts: tuple[str, ...]
    """The sums that have all of them, however few are told."""
    many: Message
    none: Message
    shown: Message
    heads: tuple[Message, ...]
    order: Callable[[Remark], tuple[Any, ...]]
    """The most important first."""


_ABOUT = {
    Topic.CONTRADICTION: _About(
        msg("Contradictions"),
        msg("What does not add up"),
        "contradictions",
        ("contradictions_differs", "contradictions_two_values"),
        plural(
            "{n} contradiction was found among the figures that can be checked.",
            "{n} contradictions were found among the figures that can be checked.",
        ),
        msg("No contradiction was found among the figures that can be checked."),
        msg("{n} are shown."),
        (msg("What does not fit"),),
        lambda it: (it.order, -it.weight),
    ),
    Topic.TARGET_CHANGED: _About(
        msg("Changed targets"),
        msg("Targets that an amendment changed"),
        "target-changes",
        ("targets_changed",),
        plural("Amendments changed {n} target.", "Amendments changed {n} targets."),
        msg("No amendment changed a target."),
        msg("{n} are shown."),
        (msg("Indicator"), msg("Period"), msg("Target"), msg("Act of")),
        lambda it: (-date.fromisoformat(it.day or "0001-01-01").toordinal(),),
    ),
    Topic.OVERDUE: _About(
        msg("Overdue reports"),
        msg("Reports that are overdue"),
        "overdue",
        ("results_overdue",),
        plural("{n} result was due and is missing.", "{n} results were due and are missing."),
        msg("No result is overdue."),
        msg("{n} periods are shown."),
        (msg("Period"), msg("Missing results"), msg("Time to report until")),
        lambda it: (it.day,),
    ),
}
MENU = (
    *((it.menu, f"{NATIONAL}/{it.page}.html") for it in _ABOUT.values()),
    (_PROBLEMS, NOT_CURRENT),
)
"""The pages about all institutions, with what the menu calls them."""


def remark_pages(ctx: NationalContext) -> Iterator[NationalPage]:
    """One page for each topic, and one for who is not shown as it is now."""
    whole = ctx.edition.whole
    for topic, about in _ABOUT.items():
        rows = all_remarks(ctx.edition.entries, topic)
        lead: tuple[str, ...] = tuple(_counted(ctx, about, whole.sums, len(rows), _MOST))
        if not whole.n_published:
            lead = (ctx.f.t("No institution publishes anything yet."),)
        first = ((_named(ctx, entry), *_cells(ctx, entry, it)) for entry, it in rows[:_MOST])
        heads = (msg("Institution"), *about.heads, msg("Plan"))
        title = ctx.f.t(about.title)
        yield NationalPage(
            path=f"{NATIONAL}/{about.page}.html",
            title=title,
            lead=lead,
            crumbs=(ctx.home,),
            tables=ctx.tables(topic.value, title, heads, first),
            links=(ctx.table("remarks"),),
        )
    yield _not_current(ctx)


def all_remarks(entries: Iterable[EditionEntry], topic: Topic) -> list[tuple[EditionEntry, Remark]]:
    """What institutions tell of a topic, the most important first."""
    found = ((entry, it) for entry in entries for it in entry.particulars.of(topic))
    order = _ABOUT[topic].order
    return sorted(found, key=lambda pair: (*order(pair[1]), pair[0].of.id))


def _named(ctx: NationalContext, entry: EditionEntry) -> LinkCell:
    """An institution, and that it is shown as it was where its newest files have errors."""
    return replace(ctx.named(entry), sub=ctx.f.t(entry.state) if entry.is_held else "")


def _counted(
    ctx: NationalContext, about: _About, sums: PartialSums, n_rows: int, most: int
) -> Iterator[str]:
    """How many there are, by the sums; and how many are shown, where that is not all."""
    n = sum(sums[name] for name in about.counts)
    yield ctx.f.t(about.many, n=n) if n else ctx.f.t(about.none)
    if n_rows > most:
        yield ctx.f.t(about.shown, n=most)


def _cells(ctx: NationalContext, entry: EditionEntry, it: Remark) -> Iterator[LinkCell]:
    """The first one leads to the site of the institution, where it has one."""
    page = ctx.site(entry, it.page)
    day = ctx.f.date(date.fromisoformat(it.day)) if it.day else ""
    if it.kind is Topic.CONTRADICTION:
        yield LinkCell(it.what, page, it.place)
    elif it.kind is Topic.OVERDUE:
        yield from (LinkCell(it.period, page), LinkCell(it.what), LinkCell(day))
    else:
        none = ctx.f.t("no target")
        moved = f"{it.before or none} → {it.after or none}"
        yield LinkCell(it.what, page, it.place)
        yield from map(LinkCell, (it.period, moved, day))
    yield LinkCell(it.plan)


def remarks_of(ctx: NationalContext, entry: EditionEntry) -> Iterator[TableView]:
    """The first of what an institution tells, with the way to it in its site."""
    for topic, about in _ABOUT.items():
        rows = all_remarks((entry,), topic)
        note = " ".join(_counted(ctx, about, entry.sums, len(rows), _FEW))
        heads = (*about.heads, msg("Plan"))
        first = (_cells(ctx, entry, it) for _, it in rows[:_FEW])
        yield from ctx.tables(topic.value, ctx.f.t(about.title), heads, first, note)


def attainments(ctx: NationalContext, sums: PartialSums) -> tuple[TableView, ...]:
    """Counts and means by year and method: of sums, so that every activity counts once."""
    rows = (_attainment(ctx, sums, key) for key in reversed(sums.methods))
    heads = (
        *(msg("Year"), msg("Method"), msg("Counted"), msg("With a target")),
        *(msg("Low"), msg("Medium"), msg("High"), msg("Mean attainment")),
    )
    title = ctx.f.t("Attainment of the plans")
    note = ctx.f.t("What counts is what each plan counts: its activities or its indicators.")
    return ctx.tables("attainment", title, heads, rows, note)


def _attainment(ctx: NationalContext, sums: PartialSums, key: Key) -> Iterator[LinkCell]:
    year, method = key
    known = shipped.methods(ctx.f.lang).get(method) or ctx.registers.methods.get(method)
    yield LinkCell(year)
    yield LinkCell(known.title if known else method)
    for name in ("n", "n_programmed", "band_low", "band_medium", "band_high"):
        yield LinkCell(ctx.f.number(sums.attained(key, name)), is_number=True)
    mean = sums.mean(key)
    yield LinkCell(ctx.f.t("no data") if mean is None else ctx.f.percent(mean), is_number=True)


def _not_current(ctx: NationalContext) -> NationalPage:
    away = [it for it in ctx.edition.entries if it.faults]
    said = plural(
        "{n} institution is not shown as it is now.",
        "{n} institutions are not shown as they are now.",
    )
    none = ctx.f.t("Every institution is shown as it is now.")
    if not ctx.edition.entries:
        none = ctx.f.t("The list has no institution.")
    lead = ctx.f.t(said, n=len(away)) if away else none
    title, links = ctx.f.t(_PROBLEMS), (ctx.table("errors"),)
    faults = tuple(fault for it in away[:MOST_ROWS] for fault in ctx.faults(it))
    return NationalPage(NOT_CURRENT, title, (lead,), (ctx.home,), faults=faults, links=links)
