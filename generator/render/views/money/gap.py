"""Spending against progress, objective by objective."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from markupsafe import Markup

from generator.compute.results import PlanResult
from generator.model.catalog import Element, Level
from generator.render.charts.draw import Chart
from generator.render.charts.figures import Gap, Gaps, Limit
from generator.render.views.common import FULL, RenderContext, bold
from generator.render.views.plan.element_rows import gap_of, points, spent_of

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


def gap_view(ctx: RenderContext, result: PlanResult, table: str) -> GapView | None:
    """Gaps of the objectives; None where fewer than two have both figures."""
    found = [_pair(result, element) for element in result.folder.of_level(Level.OBJECTIVE)]
    pairs = [pair for pair in found if pair is not None]
    if len(pairs) < 2:  # noqa: PLR2004  # one gap compares with nothing
        return None
    start, end, ticks = _axis([v for p in pairs for v in (p.physical, p.financial)])
    caption = [ctx.say("Disc: mean attainment. Hollow square: execution of the budget.")]
    if start > 0:
        caption.append(ctx.say("The axis starts at {start}.", start=ctx.f.percent(start, 0)))
    gaps = tuple(Gap(p.element.code, float(p.physical), float(p.financial)) for p in pairs)
    limits = tuple(Limit(float(tick), ctx.f.percent(tick, 0)) for tick in ticks)
    chart = Chart(
        Gaps(gaps, float(start), float(end), limits),
        "brecha-g",
        ctx.say("Execution of the budget and mean attainment"),
        tuple(caption),
        tuple(_in_words(ctx, pair) for pair in pairs),
        table,
    )
    return GapView(_sentence(ctx, pairs), chart)


def _pair(result: PlanResult, element: Element) -> _Pair | None:
    money = spent_of(result, element.code)
    gap = gap_of(result, element.code)
    rollup = result.rollups.get(element.code)
    if gap is None or money is None or money.execution is None or rollup is None:
        return None
    mean = rollup.mean_attainment
    return _Pair(element, mean, money.execution, gap) if mean is not None else None


def _axis(values: list[Decimal]) -> tuple[Decimal, Decimal, list[Decimal]]:
    """An axis that begins at a round value below all, with at most five ticks."""
    low, high = max(Decimal(0), min(values) - 1), max(FULL, *values)
    step = next((s for s in _STEPS if (high - low) / s <= _MOST_TICKS - 1), _STEPS[-1])
    start = (low / step).to_integral_value(ROUND_FLOOR) * step
    end = (high / step).to_integral_value(ROUND_CEILING) * step
    n = int((end - start) / step)
    every = max(1, -(-n // _MOST_TICKS))
    return start, end, [start + step * i for i in range(0, n + 1, every)]


def _in_words(ctx: RenderContext, pair: _Pair) -> str:
    return ctx.say(
        "{code}: attainment {physical}, execution {financial}",
        code=pair.element.code,
        physical=ctx.f.percent(pair.physical),
        financial=ctx.f.percent(pair.financial),
    )


def _sentence(ctx: RenderContext, pairs: list[_Pair]) -> Markup:
    widest = max(pairs, key=lambda pair: abs(pair.gap))
    return ctx.markup(
        "The largest gap ({gap}) is that of {name}: {financial} of its budget was spent and mean"
        " attainment is {physical}.",
        name=bold(f"{widest.element.code} {widest.element.node.title}"),
        gap=points(ctx, widest.gap),
        financial=ctx.f.percent(widest.financial),
        physical=ctx.f.percent(widest.physical),
    )
