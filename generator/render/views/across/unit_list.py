"""The list of units: who has what in which plans, how it goes, and what is past its deadline."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from generator.compute.attainment import Status
from generator.compute.units import Role, judged_low
from generator.model.source import Unit
from generator.problems import msg, plural
from generator.render.views.across.units import (
    ROLES,
    bar_of,
    counts_of,
    found_of,
    low_of,
    others_of,
)
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

_WHOLE = frozenset({Role.ENTITY, Role.ANSWERS})
_BEHIND = (
    plural("{n} has results low or not met", "{n} have results low or not met"),
    plural("{n} has targets not reported", "{n} have targets not reported"),
    plural("{n} is late with recommendations", "{n} are late with recommendations"),
)


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A unit that a plan asks something of, in the list of all."""

    link: Link
    about: str
    roles: tuple[tuple[str, tuple[Link, ...]], ...]
    """What the unit is, each with the plans to which it is that."""
    has_plan: bool
    """A whole plan is its own, or it answers for it."""
    bar: tuple[Segment, ...]
    """Of what it answers for or carries out, over all plans."""
    low: str
    """How many of those are low or not met; "" where none is."""
    others: str
    """How the others stand."""
    to_do: int
    """Recommendations to carry out."""
    behind: tuple[int, int, int]
    """How many are low or not met, not reported, and late."""


@dataclass(frozen=True, slots=True)
class UnitTable:
    """Units that have a whole plan, or the others."""

    id: str
    title: str
    rows: tuple[UnitRow, ...]
    folded: tuple[UnitRow, ...]
    """With nothing low, not met, not reported or past its deadline."""


@dataclass(frozen=True, slots=True)
class UnitsView:
    """The list of units."""

    lead: str
    tables: tuple[UnitTable, ...]
    others: tuple[Group[tuple[Link, str]], ...]
    """Those that no plan asks anything of, by kind, with what they belong to."""


def units_page(ctx: RenderContext) -> Page | None:
    """The list of units; None where the content has none."""
    if not ctx.catalog.units:
        return None
    found = filter(None, (_row(ctx, it) for it in ctx.catalog.units.values()))
    rows = sorted(found, key=lambda row: (*(-n for n in row.behind), row.link.href))
    lead = _list_lead(ctx, rows)
    others = tuple(_others(ctx, {row.link.href for row in rows}))
    view = UnitsView(lead, tuple(_tables(ctx, rows)), others)
    return Page(ctx.t("Units"), lead, view, (ctx.home,))


def _tables(ctx: RenderContext, rows: list[UnitRow]) -> Iterator[UnitTable]:
    """Whoever has a whole plan, then whoever has a part of one; of many, what lags alone open."""
    may_fold = len(rows) > MANY and any(any(row.behind) for row in rows)
    for name, title in _TABLES.items():
        own = [row for row in rows if row.has_plan == (name == "planes")]
        n = sum(any(row.behind) for row in own) if may_fold else len(own)
        if own:
            yield UnitTable(
                name, ctx.t(title), tuple(own[: n or None]), tuple(own[n:] if n else ())
            )


_TABLES = {
    "planes": msg("In charge of a whole plan"),
    "unidades": msg("In charge of a part, or with recommendations to carry out"),
}


def _list_lead(ctx: RenderContext, rows: list[UnitRow]) -> str:
    """How many there are, and how many of them have something to answer for."""
    count = ctx.f.n(
        "{n} institution or unit of the plans.",
        "{n} institutions and units of the plans.",
        len(ctx.catalog.units),
    )
    behind = ((it, sum(row.behind[i] > 0 for row in rows)) for i, it in enumerate(_BEHIND))
    said = joined((ctx.t(it, n=n) for it, n in behind if n), "; ")
    return f"{count} {said}." if said else count


def _others(ctx: RenderContext, listed: set[str]) -> Iterator[Group[tuple[Link, str]]]:
    for kind, heads in UNIT_KINDS.items():
        units = (it for it in ctx.catalog.units.values() if it.kind is kind)
        found = ((ctx.unit_link(it.id), ctx.unit_name(it.parent, short=True)) for it in units)
        if rows := tuple(it for it in found if it[0].href not in listed):
            yield Group(ctx.t(heads), f"tipo-{kind.value}", rows)


def _row(ctx: RenderContext, unit: Unit) -> UnitRow | None:
    """None of a unit that no plan asks anything of."""
    found = ctx.once(found_of, unit.id)
    if not found.parts and not found.recommendations:
        return None
    own = counts_of(ctx, unit.id)
    silent = sum(rollup.statuses.get(Status.NOT_REPORTED, 0) for rollup in own)
    low, _ = judged_low(own)
    return UnitRow(
        link=ctx.unit_link(unit.id),
        about=joined((ctx.f.heading(unit.kind), ctx.unit_name(unit.parent, short=True))),
        roles=tuple(
            (ctx.t(ROLES[role]), tuple(dict.fromkeys(plan_link(plan.folder) for plan, _ in own)))
            for role, own in groupby(found.parts, key=lambda pair: pair[1].role)
        ),
        has_plan=any(part.role in _WHOLE for _, part in found.parts),
        bar=bar_of(ctx, unit.id),
        low=low_of(ctx, own),
        others=joined(others_of(ctx, unit.id)),
        to_do=len(found.recommendations),
        behind=(low, silent, found.n_late),
    )
