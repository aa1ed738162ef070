"""Parts of a measure in words."""

from __future__ import annotations

from generator.compute.measured import MeasureResult
from generator.render.views.common import RenderContext, joined
from generator.render.views.measure.values import format_value


def baseline_in_words(ctx: RenderContext, result: MeasureResult) -> str:
    """«80 (2023)», and the value of each part where it has them; "" where none is known."""
    baseline, traits = result.baseline, result.use.traits
    if baseline is None:
        return ""
    whole, parts = format_value(ctx, result.start(), traits), ""
    if isinstance(baseline.value, dict):
        told = ((ctx.region(part), value) for part, value in baseline.value.items() if part)
        parts = joined((f"{part} {format_value(ctx, it, traits)}" for part, it in told), "; ")
    period = ctx.f.period(baseline.period)
    return joined(
        (ctx.t("{value} in {period}", value=whole, period=period) if whole else period, parts), ": "
    )
