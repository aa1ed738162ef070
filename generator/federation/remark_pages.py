"""What all institutions tell: contradictions, changed targets, overdue reports, who is away."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from generator.federation.edition import Entry
from generator.federation.particulars import Remark, Topic
from generator.federation.sums import PartialSums
from generator.federation.views import MOST_ROWS, Cell, Maker, NationalPage, TableView
from generator.load import shipped
from generator.load.institutions import NATIONAL
from generator.problems import Message, msg, plural

NOT_CURRENT = f"{NATIONAL}/not-current.html"
TOPIC_PAGES: dict[Topic | str, tuple[Message, str]] = {
    Topic.CONTRADICTION: (msg("Contradictions"), f"{NATIONAL}/contradictions.html"),
    Topic.TARGET_CHANGED: (msg("Changed targets"), f"{NATIONAL}/target-changes.html"),
    Topic.OVERDUE: (msg("Overdue reports"), f"{NATIONAL}/overdue.html"),
    "not-current": (msg("With problems"), NOT_CURRENT),
}
"""The pages about all institutions, with what the menu calls them."""
_MOST, _FEW = 50, 5
"""Rows of a page; of the page of one institution."""
_COUNTED = {
    Topic.CONTRADICTION: ("contradictions_differs", "contradictions_two_values"),
    Topic.TARGET_CHANGED: ("targets_changed",),
    Topic.OVERDUE: ("results_overdue",),
}
_SAID = {
    Topic.CONTRADICTION: plural(
        "{n} contradiction was found among the figures that can be checked.",
        "{n} contradictions were found among the figures that can be checked.",
    ),
    Topic.TARGET_CHANGED: plural(
        "Amendments changed {n} target.", "Amendments changed {n} targets."
    ),
    Topic.OVERDUE: plural(
        "{n} result was due and is missing.", "{n} results were due and are missing."
    ),
}
_NONE = {
    Topic.CONTRADICTION: msg("No contradiction was found among the figures that can be checked."),
    Topic.TARGET_CHANGED: msg("No amendment changed a target."),
    Topic.OVERDUE: msg("No result is overdue."),
}
_TITLES = {
    Topic.CONTRADICTION: msg("What does not add up"),
    Topic.TARGET_CHANGED: msg("Targets that an amendment changed"),
    Topic.OVERDUE: msg("Reports that are overdue"),
}
_ORDER: dict[Topic, Callable[[Remark], tuple[Any, ...]]] = {
    Topic.CONTRADICTION: lambda it: (it.order, -it.weight),
    Topic.TARGET_CHANGED: lambda it: (-date.fromisoformat(it.day or "0001-01-01").toordinal(),),
    Topic.OVERDUE: lambda it: (it.day,),
}


def remark_pages(maker: Maker) -> Iterator[NationalPage]:
    """One page for each kind of what is told, and one for who is not shown as it is now."""
    for kind in Topic:
        path = TOPIC_PAGES[kind][1]
        rows = all_remarks(maker.edition.entries, kind)
        table = _table(maker, kind, rows[:_MOST], is_of_one=False)
        lead = (lead_of(maker, kind), *_shown(maker, len(rows)))
        tables = (table,) if rows else ()
        links = (maker.table("remarks"),)
        yield NationalPage(
            *(path, maker.f.t(_TITLES[kind]), lead, (maker.home,)), tables=tables, links=links
        )
    yield _not_current(maker)


def all_remarks(entries: tuple[Entry, ...], kind: Topic) -> list[tuple[Entry, Remark]]:
    """What all institutions tell of one kind, the most important first."""
    found = ((entry, it) for entry in entries for it in entry.particulars.of(kind))
    return sorted(found, key=lambda pair: (*_ORDER[kind](pair[1]), pair[0].of.id))


def lead_of(maker: Maker, kind: Topic) -> str:
    """How many there are; sums count all of them."""
    whole = maker.edition.whole
    if not whole.n_published:
        return maker.f.t("No institution publishes anything yet.")
    n = sum(whole.sums[name] for name in _COUNTED[kind])
    return maker.f.t(_SAID[kind], n=n) if n else maker.f.t(_NONE[kind])


def _shown(maker: Maker, n: int) -> Iterator[str]:
    if n > _MOST:
        yield maker.f.t("{n} are shown.", n=_MOST)


def _table(
    maker: Maker, kind: Topic, rows: list[tuple[Entry, Remark]], *, is_of_one: bool
) -> TableView:
    heads: tuple[Message, ...] = () if is_of_one else (msg("Institution"),)
    heads = (*heads, *_HEADS[kind], msg("Plan"))
    cells = (
        (*(() if is_of_one else (maker.named(entry),)), *_cells(maker, entry, it))
        for entry, it in rows
    )
    title = maker.f.t(_TITLES[kind])
    return TableView(kind.value, title, maker.heads(*heads), tuple(cells))


_HEADS = {
    Topic.CONTRADICTION: (msg("What does not fit"),),
    Topic.TARGET_CHANGED: (msg("Indicator"), msg("Period"), msg("Target"), msg("Act of")),
    Topic.OVERDUE: (msg("Period"), msg("Missing results"), msg("Time to report until")),
}


def _cells(maker: Maker, entry: Entry, it: Remark) -> Iterator[Cell]:
    """The first one leads to the site of the institution, where it has one."""
    page = maker.site(entry, it.page)
    day = maker.f.date(date.fromisoformat(it.day)) if it.day else ""
    if it.kind is Topic.CONTRADICTION:
        yield Cell(it.what, page, it.place)
    elif it.kind is Topic.OVERDUE:
        yield from (Cell(it.period, page), Cell(it.what), Cell(day))
    else:
        none = maker.f.t("none")
        moved = f"{it.before or none} → {it.after or none}"
        yield from (Cell(it.what, page, it.place), Cell(it.period), Cell(moved), Cell(day))
    yield Cell(it.plan)


def remarks_of(maker: Maker, entry: Entry) -> Iterator[TableView]:
    """The first of what an institution tells, with the way to all of it in its site."""
    for kind in Topic:
        rows = all_remarks((entry,), kind)
        if rows:
            table = _table(maker, kind, rows[:_FEW], is_of_one=True)
            n = sum(entry.sums[name] for name in _COUNTED[kind])
            note = maker.f.t(_SAID[kind], n=n)
            first = maker.f.t("{n} are shown.", n=_FEW) if len(rows) > _FEW else ""
            yield TableView(
                table.id, table.title, table.heads, table.rows, f"{note} {first}".strip()
            )


def attainments(maker: Maker, sums: PartialSums) -> Iterator[TableView]:
    """Counts and means by year and method: of sums, so that every activity counts once."""
    keys = sorted({key[:2] for key in sums.attainment}, reverse=True)
    rows = tuple(tuple(_attainment(maker, sums, key)) for key in keys)
    heads = (
        *(msg("Year"), msg("Method"), msg("Counted"), msg("With a target")),
        *(msg("Low"), msg("Medium"), msg("High"), msg("Mean attainment")),
    )
    if rows:
        title = maker.f.t("Attainment of the plans")
        note = maker.f.t("What counts is what each plan counts: its activities or its indicators.")
        yield TableView("attainment", title, maker.heads(*heads), rows, note)


def _attainment(maker: Maker, sums: PartialSums, key: tuple[str, ...]) -> Iterator[Cell]:
    def n(name: str) -> Any:
        return sums.attainment.get((*key, name), 0)

    year, method = key
    known = shipped.methods(maker.f.lang).get(method)
    yield Cell(year)
    yield Cell(known.title if known else method)
    for name in ("n", "n_programmed", "band_low", "band_medium", "band_high"):
        yield Cell(maker.f.number(n(name)), is_number=True)
    mean = n("sum_capped") / n("n_averaged") if n("n_averaged") else None
    yield Cell(maker.f.t("no data") if mean is None else maker.f.percent(mean), is_number=True)


def _not_current(maker: Maker) -> NationalPage:
    title, path = TOPIC_PAGES["not-current"]
    away = [it for it in maker.edition.entries if it.faults]
    said = plural(
        "{n} institution is not shown as it is now.",
        "{n} institutions are not shown as they are now.",
    )
    none = maker.f.t("Every institution is shown as it is now.")
    if not maker.edition.entries:
        none = maker.f.t("The list has no institution.")
    lead = maker.f.t(said, n=len(away)) if away else none
    links = (maker.table("errors"),)
    faults = tuple(fault for it in away[:MOST_ROWS] for fault in maker.faults(it))
    return NationalPage(path, maker.f.t(title), (lead,), (maker.home,), faults=faults, links=links)
