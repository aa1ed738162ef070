"""Charts of a plan's money: by version, and spending against progress."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from markupsafe import Markup

from generator.compute.growth import Growth, growths
from generator.compute.money import MoneyKey, in_stage_order, key_of
from generator.compute.results import PlanResult
from generator.compute.rollups import Rollup
from generator.model.catalog import PLAN, Element
from generator.model.period import Period
from generator.model.plan import BudgetChange, Version
from generator.model.rounding import HUNDRED
from generator.problems import msg
from generator.render.charts.draw import Chart
from generator.render.charts.figures import Gap, Gaps, LimitLine, Stack, Stacks
from generator.render.views.common import Link, RenderContext, bold
from generator.render.views.plan.rollups import points, spent_of

_MILLION = Decimal(1_000_000)
_SERIES = 3


@dataclass(frozen=True, slots=True)
class Series:
    """A part of the stacks in the legend; ``css`` is its colour, which is no status."""

    css: str
    name: str


@dataclass(frozen=True, slots=True)
class FundingView:
    """The chart, its legend, and what moved the budget most."""

    chart: Chart
    series: tuple[Series, ...]
    sentence: Markup
    version: Link | None
    """The document that approved the version with the largest change."""
    act: str
    act_link: Link | None
    """The act that moved most within it."""
    late: Version | None
    """A last version approved when the year was over: execution is held against it."""


_TITLES = {True: msg("Budget by version, {year}"), False: msg("Budget by stage, {year}")}


def funding_view(ctx: RenderContext, result: PlanResult, table: str) -> FundingView | None:
    """The budget by version; None where only one amount is printed for the year."""
    totals = result.money.get(PLAN, {})
    keys = [k for k in in_stage_order(totals, result.version_ranks) if k[0] == result.year]
    if len(keys) < 2 or not _is_comparable(result, keys):  # noqa: PLR2004
        return None
    parts = _parts(result, keys, totals)
    names = list(parts)
    in_millions = max(totals[key] for key in keys) >= _MILLION
    rows = tuple(_stack(ctx, key, parts, totals[key], in_millions=in_millions) for key in keys)
    currency = ctx.f.currency(result.currency)
    unit = ctx.t("Millions of {currency}.", currency=currency)
    chart = Chart(
        Stacks(rows),
        "presupuesto-g",
        ctx.t(_TITLES[any(version for _, _, version in keys)], year=result.year),
        (unit if in_millions else f"{currency.capitalize()}.",),
        table,
    )
    series = tuple(
        Series(f"m{n}", ctx.unit_name(name, short=True) if name else ctx.t("Others"))
        for n, name in enumerate(names, 1)
    )
    growth = next((it for it in growths(result) if it.year == result.year), None)
    step = growth.largest if growth else None
    act, act_link = _act(ctx, result, step.main_act if step else None)
    return FundingView(
        chart=chart,
        series=series if len(series) > 1 else (),
        sentence=_sentence(ctx, result, growth) if growth else Markup(),
        version=ctx.document_link(step.version.document) if step and step.version else None,
        act=act,
        act_link=act_link,
        late=_late(result),
    )


def _is_comparable(result: PlanResult, keys: Sequence[MoneyKey]) -> bool:
    """Whether all amounts speak of the same things: of the plan, or of the same elements."""
    printed: dict[MoneyKey, set[str]] = {}
    for element, line in result.folder.budget():
        printed.setdefault(key_of(line), set()).add(element.code)
    scopes = [{PLAN} if PLAN in printed[key] else printed[key] for key in keys]
    return all(scope == scopes[0] for scope in scopes) and all(
        result.money[PLAN][key] >= 0 for key in keys
    )


Parts = dict[str, dict[MoneyKey, Decimal]]


def _parts(
    result: PlanResult, keys: Sequence[MoneyKey], totals: Mapping[MoneyKey, Decimal]
) -> Parts:
    """Amounts by executing unit where they make up every total; else the totals alone.

    At most three parts, the largest first; "" stands for all others (or for the whole).
    """
    found: Parts = {}
    for line in result.folder.plan.budget:
        if line.executing_unit and not line.covers and line.concept is None:
            own = found.setdefault(line.executing_unit, {})
            own[key_of(line)] = own.get(key_of(line), Decimal(0)) + line.amount
    whole = {key: totals[key] for key in keys}
    if {key: _sum(found.values(), key) for key in keys} != whole:
        return {"": whole}
    if len(found) <= _SERIES:
        return found
    ranked = sorted(found, key=lambda unit: -sum(found[unit].values()))
    kept = {unit: found[unit] for unit in ranked[: _SERIES - 1]}
    rest = [found[unit] for unit in ranked[_SERIES - 1 :]]
    kept[""] = {key: _sum(rest, key) for key in keys}
    return kept


def _sum(parts: Iterable[Mapping[MoneyKey, Decimal]], key: MoneyKey) -> Decimal:
    return sum((own.get(key, Decimal(0)) for own in parts), Decimal(0))


def _stack(
    ctx: RenderContext, key: MoneyKey, parts: Parts, total: Decimal, *, in_millions: bool
) -> Stack:
    amounts = tuple(float(own.get(key, Decimal(0))) for own in parts.values())

    def shown(amount: Decimal) -> str:
        return ctx.f.number(amount / _MILLION, 1) if in_millions else ctx.f.number(amount, 0)

    names = (ctx.unit_name(it, short=True) if it else ctx.t("Others") for it in parts)
    own = (own.get(key, Decimal(0)) for own in parts.values())
    said = tuple(f"{name}: {shown(it)}" for name, it in zip(names, own, strict=True))
    return Stack(_name(ctx, key), amounts, shown(total), said if len(said) > 1 else ())


def _name(ctx: RenderContext, key: MoneyKey) -> str:
    return key[2] or ctx.f.heading(key[1])


def _sentence(ctx: RenderContext, result: PlanResult, growth: Growth) -> Markup:
    """Where the budget came from and went to, and the step that moved most."""
    first, last, step = growth.steps[0], growth.steps[-1], growth.largest
    if step is None or step.change is None or result.others:
        return Markup()
    said = ctx.html(
        "The budget went from {first} in {start} to {last} in {end}.",
        first=bold(_money(ctx, result, first.amount)),
        start=_name(ctx, first.key),
        last=bold(_money(ctx, result, last.amount)),
        end=_name(ctx, last.key),
    )
    if len(growth.steps) == 2:  # noqa: PLR2004  # the only step has been told
        return said
    text = msg("The largest change was that of {version}: it took away {amount}.")
    if step.change > 0:
        text = msg("The largest change was that of {version}: it added {amount}.")
    amount = bold(_money(ctx, result, abs(step.change)))
    most = ctx.html(text, version=_name(ctx, step.key), amount=amount)
    return Markup("{} {}").format(said, most)


def _money(ctx: RenderContext, result: PlanResult, value: Decimal) -> str:
    if abs(value) < _MILLION:
        return ctx.f.money(value, result.currency)
    number = ctx.f.money(Decimal(0), result.currency).replace(
        "0", ctx.f.number(value / _MILLION, 1)
    )
    return ctx.t("{amount} million", amount=number)


def _act(
    ctx: RenderContext, result: PlanResult, act: BudgetChange | None
) -> tuple[str, Link | None]:
    """What an act added or took away and why, and the act."""
    if act is None:
        return "", None
    amount = _money(ctx, result, act.amount)
    said = f"{amount}: {act.concept.rstrip('.')}" if act.concept else amount
    return said, ctx.document_link(act.document)


def _late(result: PlanResult) -> Version | None:
    dated = [version for version in result.folder.plan.versions if version.date is not None]
    last = dated[-1] if dated else None
    return last if last and last.date and last.date > Period.of_year(result.year).end else None


# Spending against progress, objective by objective.

_STEPS = (Decimal(5), Decimal(10), Decimal(20), Decimal(50), Decimal(100))
_MOST_TICKS = 5


@dataclass(frozen=True, slots=True)
class GapView:
    """The chart with the sentence that names the largest gap."""

    sentence: Markup
    chart: Chart


@dataclass(frozen=True, slots=True)
class _Pair:
    element: Element
    physical: Decimal
    financial: Decimal
    gap: Decimal


def gap_view(ctx: RenderContext, result: PlanResult) -> GapView | None:
    """Gaps of the objectives; None where fewer than two have both figures.

    Nor where a part of the money is in another currency.
    """
    found = [_pair(result, element) for element in result.folder.of_level(result.folder.levels[1])]
    pairs = [pair for pair in found if pair is not None]
    if len(pairs) < 2 or result.others:  # noqa: PLR2004  # one gap compares with nothing
        return None
    start, end, ticks = _axis([v for p in pairs for v in (p.physical, p.financial)])
    caption = [ctx.t("Circle: mean attainment. Unfilled square: execution of the budget.")]
    if start > 0:
        caption.append(ctx.t("The axis starts at {start}.", start=ctx.f.percent(start, 0)))
    gaps = tuple(
        Gap(
            p.element.called,
            float(p.physical),
            float(p.financial),
            _in_words(ctx, p),
            (ctx.f.percent(p.physical), ctx.f.percent(p.financial)),
        )
        for p in pairs
    )
    limits = tuple(LimitLine(float(tick), ctx.f.percent(tick, 0)) for tick in ticks)
    chart = Chart(
        Gaps(gaps, float(start), float(end), limits),
        "brecha-g",
        ctx.t("Execution of the budget and mean attainment"),
        tuple(caption),
        "objetivos-tabla",
    )
    return GapView(_gap_sentence(ctx, pairs), chart)


def _pair(result: PlanResult, element: Element) -> _Pair | None:
    money = spent_of(result, element.code)
    mean = result.rollups.get(element.code, Rollup()).mean_attainment
    if money.gap is None or money.execution is None or mean is None:
        return None
    return _Pair(element, mean, money.execution, money.gap)


def _axis(values: list[Decimal]) -> tuple[Decimal, Decimal, list[Decimal]]:
    """An axis that begins at a round value below all, with at most five ticks."""
    low, high = max(Decimal(0), min(values) - 1), max(HUNDRED, *values)
    step = next((s for s in _STEPS if (high - low) / s <= _MOST_TICKS - 1), _STEPS[-1])
    start = (low / step).to_integral_value(ROUND_FLOOR) * step
    end = (high / step).to_integral_value(ROUND_CEILING) * step
    n = int((end - start) / step)
    every = max(1, -(-n // _MOST_TICKS))
    return start, end, [start + step * i for i in range(0, n + 1, every)]


def _in_words(ctx: RenderContext, pair: _Pair) -> str:
    physical, financial = ctx.f.percent(pair.physical), ctx.f.percent(pair.financial)
    return ctx.t(
        "attainment {physical}, execution {financial}", physical=physical, financial=financial
    )


def _gap_sentence(ctx: RenderContext, pairs: list[_Pair]) -> Markup:
    widest = max(pairs, key=lambda pair: abs(pair.gap))
    return ctx.html(
        "The largest gap ({gap}) is that of {name}: {financial} of its budget was spent and mean"
        " attainment is {physical}.",
        name=bold(f"{widest.element.called} {widest.element.node.heading}"),
        gap=points(ctx, widest.gap),
        financial=ctx.f.percent(widest.financial),
        physical=ctx.f.percent(widest.physical),
    )
