"""Money on a page: a matrix by stage and version where there are several, else a list."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import partial

from generator import paths
from generator.compute.growth import Growth
from generator.compute.money import (
    MoneyKey,
    budget_key,
    execution,
    in_stage_order,
    key_of,
    latest,
    own_lines,
)
from generator.compute.results import PlanResult
from generator.model.catalog import PLAN, Element, Level, PlanFolder, cite
from generator.model.money import SPENT, BudgetLine, Stage
from generator.problems import msg
from generator.reconcile.disputes import of_amount
from generator.reference import decimals_of
from generator.render.views.common import CitedAt, Link, RenderContext, each_once, joined
from generator.render.views.measure.sentences import dispute
from generator.render.views.plan.lead import in_currency
from generator.words.labels import AMOUNTS

Line = tuple[Element, BudgetLine]
_Of = tuple[Link, str]
"""What the amounts of a row are printed for, and its title."""


@dataclass(frozen=True, slots=True)
class MoneyRow:
    """One printed amount."""

    what: Link
    line: BudgetLine
    unit: str
    funding: str
    cited: CitedAt | None
    disputes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """The amounts of one unit or element, one per column; None where none is printed."""

    what: Link
    amounts: tuple[Decimal | None, ...]
    execution: Decimal | None
    title: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Matrix:
    """Amounts by stage and version; ``total`` is the sum of the rows."""

    title: str
    decimals: int
    """Of the currency."""
    columns: tuple[str, ...]
    has_execution: bool
    rows: tuple[MatrixRow, ...]
    total: MatrixRow | None
    cited: tuple[CitedAt, ...]


@dataclass(frozen=True, slots=True)
class BudgetView:
    """All money of a page."""

    currency: str
    matrices: tuple[Matrix, ...]
    rows: tuple[MoneyRow, ...]
    stages: str
    """What the stages mean; "" where none is of how a year begins or changes."""


def budget_view(ctx: RenderContext, result: PlanResult, code: str) -> BudgetView:
    """The amounts printed at an element and at what stands below it, each currency apart."""
    matrices: list[Matrix] = []
    rows: list[MoneyRow] = []
    for part in result.by_currency:
        plain, other = [], list(_in_scope(part.folder, code))
        is_split = any(line.funding for _, line in other)
        if is_split or len({key_of(line) for _, line in other}) > 1:
            plain = [(e, line) for e, line in other if not line.covers and line.concept is None]
            other = [(e, line) for e, line in other if line.covers or line.concept is not None]
        matrices += _matrices(ctx, part, plain)
        rows += (_row(ctx, part, *line) for line in other)
    stages = stages_told(ctx, [result.folder] if matrices else [])
    return BudgetView(result.currency or "", tuple(matrices), tuple(rows), stages)


_STAGES = {
    Stage.OPENING: msg("Opening (PIA): the budget with which the year begins."),
    Stage.MODIFIED: msg("Modified (PIM): what it is after the changes approved during the year."),
    Stage.ACCRUED: msg(
        "Accrued: the spending that is already owed, for goods and services received."
    ),
    Stage.EXECUTED: msg(
        "Executed: the spending that is already owed, for goods and services received."
    ),
    Stage.PAID: msg("Paid: what has been paid out."),
}
"""What each stage means that a reader may take for another."""


def stages_told(ctx: RenderContext, plans: Iterable[PlanFolder]) -> str:
    """What the stages that the plans print mean, where one is of how a year begins or changes."""
    found = {line.stage for folder in plans for _, line in folder.budget()}
    if found.isdisjoint({Stage.OPENING, Stage.MODIFIED}):
        return ""
    return joined((ctx.t(meant) for stage, meant in _STAGES.items() if stage in found), " ")


def _in_scope(folder: PlanFolder, code: str) -> Iterable[Line]:
    """For a plan: its own amounts and those of its objectives, or of all where there are few."""
    lines = list(folder.budget())
    if code != PLAN:
        scope = {code, *_nearest_printed(folder, code, {e.code for e, _ in lines})}
        return [(e, line) for e, line in lines if e.code in scope]
    if len({key_of(line) for _, line in lines}) <= 1:
        return lines
    top = [(e, line) for e, line in lines if e.level.depth <= 1]
    return top or lines


def _nearest_printed(folder: PlanFolder, code: str, printed: set[str]) -> Iterator[str]:
    """What stands below an element and has amounts, and nothing between them that has."""
    for child in folder.children(code):
        if child.code in printed:
            yield child.code
        else:
            yield from _nearest_printed(folder, child.code, printed)


def _matrices(ctx: RenderContext, result: PlanResult, lines: Sequence[Line]) -> Iterator[Matrix]:
    """Level by level, amounts of units and of funding sources apart from those of the whole."""
    what = partial(_what, ctx, result)
    by_unit, by_source = ctx.t("By executing unit"), ctx.t("By funding source")
    for level in result.folder.levels:
        printed = [(e, line) for e, line in lines if e.level == level]
        there = _own(printed, lambda line: (key_of(line), line.executing_unit))
        units = [(e, line) for e, line in there if line.executing_unit]
        whole = [(e, line) for e, line in there if not line.executing_unit]
        is_plan = level is Level.PLAN
        title = result.folder.name_of(level).plural
        if units:
            name = by_unit if is_plan else f"{title}: {by_unit}"
            yield _matrix(ctx, result, units, name, what)
        if whole:
            name = ctx.t("The plan as a whole") if is_plan else title
            yield _matrix(ctx, result, whole, name, what)
        if sources := _own([(e, it) for e, it in printed if it.funding], key_of):
            name = by_source if is_plan else f"{title}: {by_source}"
            yield _matrix(ctx, result, sources, name, partial(_source, result))


def _source(result: PlanResult, _: Element, line: BudgetLine) -> _Of:
    """Where an amount comes from, by the name that the plan gives it."""
    code = line.funding or ""
    return Link(result.folder.plan.funding_sources.get(code, code)), ""


def _own(lines: Sequence[Line], group: Callable[[BudgetLine], object]) -> list[Line]:
    """The amounts to add of those that each element prints for one thing."""
    groups: dict[object, list[Line]] = {}
    for element, line in lines:
        groups.setdefault((element.code, group(line)), []).append((element, line))
    return [
        (found[0][0], line)
        for found in groups.values()
        for line in own_lines([line for _, line in found])
    ]


def _matrix(
    ctx: RenderContext,
    result: PlanResult,
    lines: Sequence[Line],
    title: str,
    of: Callable[[Element, BudgetLine], _Of],
) -> Matrix:
    keys = in_stage_order({key_of(line) for _, line in lines}, result.version_ranks)
    groups: dict[_Of, list[Line]] = {}
    for element, line in lines:
        groups.setdefault(of(element, line), []).append((element, line))
    rows = tuple(_matrix_row(ctx, result, keys, group, what) for what, group in groups.items())
    one_year = len({key[0] for key in keys}) == 1
    currency = ctx.f.currency(result.currency)
    return Matrix(
        title=joined((title, str(keys[0][0]) if one_year else "", currency), ", "),
        decimals=decimals_of(result.currency),
        columns=tuple(_head(ctx, key, with_year=not one_year) for key in keys),
        has_execution=one_year and any(row.execution is not None for row in rows),
        rows=rows,
        total=_total(ctx, result, keys, lines, rows) if len(rows) > 1 else None,
        cited=each_once(ctx.cited(cite(line.source, *e.sources)) for e, line in lines),
    )


def _matrix_row(
    ctx: RenderContext, result: PlanResult, keys: Sequence[MoneyKey], lines: Sequence[Line], of: _Of
) -> MatrixRow:
    amounts = _by_key(lines)
    return MatrixRow(
        what=of[0],
        title=of[1],
        amounts=tuple(amounts.get(key) for key in keys),
        execution=execution(amounts, result.year, result.version_ranks),
        notes=(
            *(line.note for _, line in lines if line.note),
            *(note for _, line in lines for note in amount_disputes(ctx, line)),
        ),
    )


def amount_disputes(ctx: RenderContext, line: BudgetLine) -> tuple[str, ...]:
    """What is in dispute of an amount, a sentence each."""
    return tuple(dispute(ctx, it).unescape() for it in of_amount(ctx.results, line))


def _total(
    ctx: RenderContext,
    result: PlanResult,
    keys: Sequence[MoneyKey],
    lines: Sequence[Line],
    rows: Sequence[MatrixRow],
) -> MatrixRow:
    whole, year, ranks = _by_key(lines), result.year, result.version_ranks
    # Of rows that lack one of the two, a share of the sum would compare different things.
    used = latest(whole, year, Stage.MODIFIED, ranks), budget_key(whole, year, ranks, SPENT)
    is_told = all(row.amounts[keys.index(key)] is not None for key in used if key for row in rows)
    share = execution(whole, year, ranks) if is_told else None
    return MatrixRow(Link(ctx.t("Sum")), tuple(whole.get(key) for key in keys), share)


def _by_key(lines: Iterable[Line]) -> dict[MoneyKey, Decimal]:
    found: dict[MoneyKey, Decimal] = {}
    for _, line in lines:
        found[key_of(line)] = found.get(key_of(line), Decimal(0)) + line.amount
    return found


def _head(ctx: RenderContext, key: MoneyKey, *, with_year: bool) -> str:
    year, stage, version = key
    return joined((ctx.f.heading(stage), version, str(year) if with_year else ""), " ")


def _what(ctx: RenderContext, result: PlanResult, element: Element, line: BudgetLine) -> _Of:
    link, unit = _element(ctx, result, element), line.executing_unit
    if not unit:
        return link, "" if element.code == PLAN else element.node.heading
    if element.code == PLAN:
        return ctx.unit_link(unit), ""
    return Link(f"{link.text} · {ctx.unit_name(unit)}", link.href), ""


def _element(ctx: RenderContext, result: PlanResult, element: Element) -> Link:
    if element.code == PLAN:
        return ctx.element_link(result.folder, element)
    return Link(element.called, paths.ELEMENT(result.folder.id, element.code))


def _row(ctx: RenderContext, result: PlanResult, element: Element, line: BudgetLine) -> MoneyRow:
    unit = ctx.unit_name(line.executing_unit, short=True)
    cited = ctx.cited(cite(line.source, *element.sources))
    what, source = _element(ctx, result, element), _source(result, element, line)[0].text
    return MoneyRow(what, line, unit, source, cited, amount_disputes(ctx, line))


def spent_of_budget(ctx: RenderContext, result: PlanResult, growth: Growth) -> str:
    """What was spent of the modified budget, in a sentence with the name of the plan; or ""."""
    spent = growth.spending
    if spent is None or spent.spent is None or spent.executed is None or not spent.modified:
        return ""
    text = msg("In {year}, {stage}: {executed}, {share} of the modified budget, {budget} ({plan}).")
    if spent.spent[1] is Stage.EXECUTED:
        text = msg(
            "In {year}, {executed} were spent: {share} of the modified budget, {budget} ({plan})."
        )
    return ctx.t(
        text,
        year=in_currency(ctx, result, str(growth.year)),
        plan=result.folder.plan.name,
        stage=ctx.t(AMOUNTS[spent.spent[1]]),
        executed=ctx.f.money(spent.executed, result.currency),
        budget=ctx.f.money(spent.modified, result.currency),
        share=ctx.percent(spent.execution),
    )
