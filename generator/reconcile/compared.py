"""What stands side by side, with its figures in dispute: those are not held against others."""

from __future__ import annotations

from dataclasses import replace

from generator.compute.attainment import Attainment
from generator.compute.compare import Axis, Comparison, Metric, Side
from generator.compute.measured import MeasureResult
from generator.compute.results import Results
from generator.compute.series import WHOLE
from generator.compute.side_by_side import comparisons
from generator.reconcile.disputes import amounts_in_dispute, is_denied, is_denied_in_region


def compared(results: Results) -> tuple[Comparison, ...]:
    """Everything that can be compared; who looks for a difference asks here."""
    return tuple(
        replace(group, sides=tuple(_marked(results, group, it) for it in group.sides))
        for group in results.derived(comparisons)
    )


def _marked(results: Results, group: Comparison, side: Side) -> Side:
    plan = results.plans[side.plan]
    denied = {Metric.EXECUTION: bool(side.amounts & amounts_in_dispute(results, plan))}
    if isinstance(side.of, Attainment):
        measure = plan.measures.get(group.of) or plan.measures_of(side.code)[0]
        denied[Metric.ATTAINMENT] = _is_denied(results, group, side, measure)
    figures = {
        it: replace(figure, disputed=True) if denied.get(it) else figure
        for it, figure in side.figures.items()
    }
    return replace(side, figures=figures)


def _is_denied(results: Results, group: Comparison, side: Side, measure: MeasureResult) -> bool:
    if group.axis is Axis.REGIONS and isinstance(side.of, Attainment):
        of = side.plan, measure, side.period, side.code
        return is_denied_in_region(results, *of, side.of)
    member = side.code if group.by and group.of == measure.use.id else WHOLE
    return is_denied(results, measure, side.period, member)
