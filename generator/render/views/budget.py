"""Money on a page: a matrix by stage and version where there are several, else a list."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from markupsafe import Markup

from generator.compute.money import Key, execution, in_stage_order, key_of
from generator.compute.results import PlanResult
from generator.model.catalog import PLAN, Element, Level, PlanFolder, cite
from generator.model.money import BudgetLine, Stage
from generator.problems import Message, msg
from generator.render import paths
from generator.render.inline import inline
from generator.render.views.common import Cited, Link, RenderContext, joined

HEADS: dict[Stage, Message] = {
    Stage.PROGRAMMED: msg("Programmed"),
    Stage.OPENING: msg("Opening (PIA)"),
    Stage.MODIFIED: msg("Modified (PIM)"),
    Stage.EXECUTED: msg("Executed"),
}
"""Stages as heads of columns and rows."""
Line = tuple[Element, BudgetLine]


@dataclass(frozen=True, slots=True)
class MoneyRow:
    """One printed amount."""

    what: Link
    covers: str
    stage: str
    amount: str
    cited: Cited | None
    note: Markup


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """The amounts of one unit or element, one per column."""

    what: Link
    title: str
    amounts: tuple[str, ...]
    execution: str
    notes: tuple[Markup, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """Amounts by stage and version; ``total`` is the sum of the rows."""

    title: str
    columns: tuple[str, ...]
    has_execution: bool
    rows: tuple[MatrixRow, ...]
    total: MatrixRow | None
    cited: tuple[Cited, ...]


@dataclass(frozen=True, slots=True)
class BudgetView:
    """All money of a page."""

    matrices: tuple[Matrix, ...] = ()
    rows: tuple[MoneyRow, ...] = ()


def budget_view(ctx: RenderContext, result: PlanResult, code: str) -> BudgetView:
    """The amounts printed at an element and at what stands below it."""
    folder = result.folder
    lines = list(_in_scope(folder, code))
    if len({key_of(line) for _, line in lines}) <= 1:
        return BudgetView(rows=tuple(_row(ctx, result, *line) for line in lines))
    plain = [(e, line) for e, line in lines if not line.covers and line.concept is None]
    other = [(e, line) for e, line in lines if line.covers or line.concept is not None]
    matrices = []
    for level in Level:
        there = [(e, line) for e, line in plain if e.level is level]
        units = [(e, line) for e, line in there if line.executing_unit]
        whole = [(e, line) for e, line in there if not line.executing_unit]
        by_unit = ctx.plain("By executing unit")
        title = _by_level(ctx, folder, level)
        if units:
            full = by_unit if level is Level.PLAN else joined((title, by_unit), ": ")
            matrices.append(_matrix(ctx, result, units, full))
        if whole:
            matrices.append(_matrix(ctx, result, whole, title))
    return BudgetView(tuple(matrices), tuple(_row(ctx, result, *line) for line in other))


def _in_scope(folder: PlanFolder, code: str) -> Iterable[Line]:
    """For a plan: its own amounts and those of its objectives, or of all where there are few."""
    lines = list(folder.budget())
    if code != PLAN:
        return [(e, line) for e, line in lines if e.code == code or code in e.parents]
    if len({key_of(line) for _, line in lines}) <= 1:
        return lines
    top = [(e, line) for e, line in lines if e.level in {Level.PLAN, Level.OBJECTIVE}]
    return top or lines


def _by_level(ctx: RenderContext, folder: PlanFolder, level: Level) -> str:
    if level is Level.PLAN:
        return ctx.plain("The plan as a whole")
    return ctx.level_name(folder, level).plural


def _matrix(ctx: RenderContext, result: PlanResult, lines: Sequence[Line], title: str) -> Matrix:
    ranks = result.version_ranks
    keys = in_stage_order({key_of(line) for _, line in lines}, ranks)
    groups: dict[tuple[str, str], list[Line]] = {}
    for element, line in lines:
        groups.setdefault((element.code, line.executing_unit or ""), []).append((element, line))
    sums = {name: _by_key(group) for name, group in groups.items()}
    shares = {name: execution(amounts, result.year, ranks) for name, amounts in sums.items()}
    rows = [
        MatrixRow(
            what=_what(ctx, result, group[0], unit),
            title="" if unit or code == PLAN else group[0][0].node.title,
            amounts=_cells(ctx, sums[code, unit], keys),
            execution=_percent(ctx, shares[code, unit]),
            notes=tuple(inline(line.note) for _, line in group if line.note),
        )
        for (code, unit), group in groups.items()
    ]
    total = None
    if len(rows) > 1:
        whole = _by_key(lines)
        # Of rows that lack one of the two, a share of the sum would compare different things.
        share = execution(whole, result.year, ranks) if None not in shares.values() else None
        total = MatrixRow(
            Link(ctx.plain("Sum")),
            "",
            _cells(ctx, whole, keys),
            _percent(ctx, share),
            (),
        )
    currency = ctx.f.currency(ctx.catalog.currency(result.folder.id))
    one_year = len({key[0] for key in keys}) == 1
    has_execution = one_year and any(share is not None for share in shares.values())
    heads = tuple(_head(ctx, key, with_year=not one_year) for key in keys)
    if one_year:
        title = joined((title, str(keys[0][0])), ", ")
    title = joined((title, currency), ", ")
    return Matrix(title, heads, has_execution, tuple(rows), total, _citations(ctx, lines))


def _citations(ctx: RenderContext, lines: Iterable[Line]) -> tuple[Cited, ...]:
    """Every place that the amounts were printed in, each once."""
    found = (ctx.cited(cite(line.source, *element.sources)) for element, line in lines)
    places = {(c.document, c.place): replace(c, lines="") for c in found if c}
    return tuple(places.values())


def _by_key(lines: Iterable[Line]) -> dict[Key, Decimal]:
    found: dict[Key, Decimal] = {}
    for _, line in lines:
        found[key_of(line)] = found.get(key_of(line), Decimal(0)) + line.amount
    return found


def _cells(ctx: RenderContext, amounts: dict[Key, Decimal], keys: Iterable[Key]) -> tuple[str, ...]:
    return tuple(ctx.f.number(amounts[key], 2) if key in amounts else "" for key in keys)


def _percent(ctx: RenderContext, share: Decimal | None) -> str:
    return ctx.f.percent(share) if share is not None else ""


def _head(ctx: RenderContext, key: Key, *, with_year: bool) -> str:
    year, stage, version = key
    return joined((ctx.t(HEADS[stage]), version, str(year) if with_year else ""), " ")


def _what(ctx: RenderContext, result: PlanResult, line: Line, unit: str) -> Link:
    element = _element(ctx, result, line[0])
    if unit:
        name = ctx.unit_name(unit)
        return (
            ctx.unit_link(unit)
            if line[0].code == PLAN
            else Link(f"{element.text} · {name}", element.href)
        )
    return element


def _element(ctx: RenderContext, result: PlanResult, element: Element) -> Link:
    if element.code == PLAN:
        return ctx.element_link(result.folder, element)
    return Link(element.code, paths.element_path(result.folder.id, element.code))


def _row(ctx: RenderContext, result: PlanResult, element: Element, line: BudgetLine) -> MoneyRow:
    covers = ""
    if line.covers:
        covers = ctx.t(msg("for {codes}", codes=", ".join(line.covers)))
    unit = ctx.unit_name(line.executing_unit, short=True)
    return MoneyRow(
        what=_element(ctx, result, element),
        covers=joined((covers, line.concept or "", unit)),
        stage=joined((str(line.year), ctx.f.label(line.stage), line.version or "")),
        amount=ctx.f.money(line.amount, ctx.catalog.currency(result.folder.id)),
        cited=ctx.cited(cite(line.source, *element.sources)),
        note=inline(line.note),
    )
