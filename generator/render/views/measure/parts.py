"""Parts of a measure in words."""

from __future__ import annotations

from generator.compute.measured import MeasureResult
from generator.compute.series import Observation
from generator.reference import REGION
from generator.render.views.common import RenderContext, joined
from generator.render.views.measure.values import format_value


def part_name(ctx: RenderContext, of: Observation, own: str | None) -> str:
    """A part by its name; with its dimension, where that is not the measure's own."""
    name = ctx.region(of.name)
    return name if of.by in {own, REGION} else f"{of.by}: {name}"


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
