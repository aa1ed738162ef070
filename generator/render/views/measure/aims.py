"""What is said beside a target that is no plain number: how it was set, and what came of it."""

from __future__ import annotations

from decimal import Decimal

from markupsafe import Markup

from generator.compute.attainment import Formula, Status
from generator.compute.measured import MeasureResult
from generator.compute.series import YearSeries
from generator.model.indicator import Baseline
from generator.model.period import Period
from generator.model.values import Change, Intent
from generator.problems import Message, msg
from generator.render.views.common import RenderContext
from generator.render.views.measure.values import change_of_baseline, format_value


def beside_target(ctx: RenderContext, result: MeasureResult, series: YearSeries) -> Markup:
    """How the target was said by the baseline, and what no percentage tells of the result."""
    told = (_set(ctx, result, series), _went(ctx, result, series), _verdict(ctx, series))
    return Markup().join(Markup(" ") + part for part in told if part)


def _set(ctx: RenderContext, result: MeasureResult, series: YearSeries) -> Markup:
    """How the target of a year was said by the baseline."""
    year = Period.of_year(series.year)
    return set_by(ctx, result, result.relative.get(series.subject) or result.relative.get(year))


def set_by(ctx: RenderContext, result: MeasureResult, way: Change | Intent | None) -> Markup:
    """«Según el documento, la meta es: 50 % menos que la línea de base (240 en 2015)»."""
    if way is None or result.baseline is None:
        return Markup()
    words = ctx.f.value(way)
    if isinstance(way, Change):
        words = change_of_baseline(ctx, way, result.use.traits)
    start = _start(ctx, result, result.baseline)
    return ctx.html(
        "According to the document, the target is: {words}, {start}.", words=words, start=start
    )


def _start(ctx: RenderContext, result: MeasureResult, baseline: Baseline) -> str:
    value = format_value(ctx, baseline.value, result.use.traits)
    return ctx.t("{value} in {period}", value=value, period=ctx.f.period(baseline.period))


_MOVED: dict[tuple[bool, bool], Message] = {
    (True, True): msg("It rose from the baseline, {start}, as intended."),
    (True, False): msg("It rose from the baseline, {start}, against what was intended."),
    (False, True): msg("It fell from the baseline, {start}, as intended."),
    (False, False): msg("It fell from the baseline, {start}, against what was intended."),
}
"""By whether it rose, and whether that was meant."""


def _went(ctx: RenderContext, result: MeasureResult, series: YearSeries) -> Markup:
    """Which way a result went, where the target is only a way to go."""
    it = series.headline
    start = result.start_for(Period.of_year(series.year))
    if not isinstance(it.target, Intent) or it.status is not Status.VALUE or start is None:
        return Markup()
    if not isinstance(it.actual, Decimal) or result.baseline is None:
        return Markup()
    said = _start(ctx, result, result.baseline)
    if it.actual == start:
        return ctx.html("It is the same as the baseline, {start}.", start=said)
    rose = it.actual > start
    return ctx.html(_MOVED[rose, rose is (it.target is Intent.INCREASE)], start=said)


def _verdict(ctx: RenderContext, series: YearSeries) -> Markup:
    """What a report says of a target in words."""
    it = series.headline
    if it.formula is not Formula.WORDS or it.met is None:
        return Markup()
    if it.met:
        return ctx.html("According to the report, it was met.")
    return ctx.html("According to the report, it was not met.")
