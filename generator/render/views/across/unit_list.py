"""The list of units: first whoever has most that is low, not reported or late."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from generator.compute.attainment import Status
from generator.compute.units import n_low
from generator.model.source import Unit
from generator.render.views.across.units import ROLES, bar_of, counts_of, found_of
from generator.render.views.common import (
    Group,
    Link,
    Page,
    RenderContext,
    Segment,
    joined,
    plan_link,
)
from generator.render.views.measure.list import MANY
from generator.words.labels import UNIT_KINDS


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A unit that a plan asks something of, in the list of all."""

    link: Link
    about: str
    roles: tuple[tuple[str, tuple[Link, ...]], ...]
    """What the unit is, each with the plans to which it is that."""
    bar: tuple[Segment, ...]
    """Of what it answers for or carries out, over all plans."""
    to_do: int
    """Recommendations to carry out, and of these past their deadline."""
    late: int
    order: tuple[int, int, int, str]


@dataclass(frozen=True, slots=True)
class UnitsView:
    """The list of units."""

    lead: str
    rows: tuple[UnitRow, ...]
    folded: tuple[UnitRow, ...]
    """With nothing low, not met, not reported or past its deadline."""
    others: tuple[Group[tuple[Link, str]], ...]
    """Those that no plan asks anything of, by kind, with what they belong to."""


def units_page(ctx: RenderContext) -> Page | None:
    """The list of units; None where the content has none."""
    if not ctx.catalog.units:
        return None
    rows = sorted((row for it in ctx.catalog.units.values() if (row := _row(ctx, it))), key=_order)
    lead, n_behind = _list_lead(ctx, rows), sum(any(row.order[:3]) for row in rows)
    others = tuple(_others(ctx, {row.link.href for row in rows}))
    shown = n_behind if n_behind and len(rows) > MANY else len(rows)
    view = UnitsView(lead, tuple(rows[:shown]), tuple(rows[shown:]), others)
    return Page(ctx.t("Units"), lead, view, (ctx.home,))


def _list_lead(ctx: RenderContext, rows: list[UnitRow]) -> str:
    """How many there are, and how many of them have something to answer for."""
    count = ctx.f.n(
        "{n} institution or unit of the plans.",
        "{n} institutions and units of the plans.",
        len(ctx.catalog.units),
    )
    low = sum(row.order[0] < 0 for row in rows)
    owed = sum(row.order[1] < 0 for row in rows)
    late = sum(row.order[2] < 0 for row in rows)
    found = (
        ctx.f.n(
            "{n} has results in the low band or not met",
            "{n} have results in the low band or not met",
            low,
        )
        if low
        else "",
        ctx.f.n("{n} has targets not reported", "{n} have targets not reported", owed)
        if owed
        else "",
        ctx.f.n(
            "{n} has recommendations past their deadline",
            "{n} have recommendations past their deadline",
            late,
        )
        if late
        else "",
    )
    said = joined(found, "; ")
    return f"{count} {said}." if said else count


def _others(ctx: RenderContext, listed: set[str]) -> Iterator[Group[tuple[Link, str]]]:
    for kind, heads in UNIT_KINDS.items():
        units = (it for it in ctx.catalog.units.values() if it.kind is kind)
        found = ((ctx.unit_link(it.id), ctx.unit_name(it.parent, short=True)) for it in units)
        rows = tuple(it for it in found if it[0].href not in listed)
        if rows:
            yield Group(ctx.t(heads), f"tipo-{kind.value}", rows)


def _row(ctx: RenderContext, unit: Unit) -> UnitRow | None:
    """None of a unit that no plan asks anything of."""
    found = ctx.once(found_of, unit.id)
    if not found.parts and not found.recommendations:
        return None
    own = counts_of(ctx, unit.id)
    owed = sum(rollup.statuses.get(Status.NOT_REPORTED, 0) for rollup in own)
    low = n_low(*own) + sum(rollup.n_unmet for rollup in own)
    return UnitRow(
        link=ctx.unit_link(unit.id),
        about=joined((ctx.f.heading(unit.kind), ctx.unit_name(unit.parent, short=True))),
        roles=tuple(
            (ctx.t(ROLES[role]), tuple(dict.fromkeys(plan_link(plan.folder) for plan, _ in own)))
            for role, own in groupby(found.parts, key=lambda pair: pair[1].role)
        ),
        bar=bar_of(ctx, unit.id),
        to_do=len(found.recommendations),
        late=found.n_late,
        order=(-low, -owed, -found.n_late, unit.id),
    )


def _order(row: UnitRow) -> tuple[int, int, int, str]:
    return row.order
