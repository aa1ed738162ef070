"""What stands side by side, with its figures in dispute: those are not held against others."""

from __future__ import annotations

from dataclasses import replace

from generator.compute.attainment import Attainment
from generator.compute.compare import Comparison, Entry, Kind, Measured
from generator.compute.measured import MeasureResult
from generator.compute.results import Results
from generator.compute.series import WHOLE
from generator.compute.side_by_side import comparisons
from generator.reconcile.disputes import amounts_in_dispute, is_denied, is_denied_in_region


def compared(results: Results) -> tuple[Comparison, ...]:
    """Everything that can be compared; who looks for a difference asks here."""
    return tuple(
        replace(group, entries=tuple(_marked(results, group, it) for it in group.entries))
        for group in results.derived(comparisons)
    )


def _marked(results: Results, group: Comparison, entry: Entry) -> Entry:
    plan = results.plans[entry.plan]
    denied = {Measured.EXECUTION: bool(entry.amounts & amounts_in_dispute(results, plan))}
    if isinstance(entry.of, Attainment):
        measure = plan.measures.get(group.of) or plan.measures_of(entry.code)[0]
        denied[Measured.ATTAINMENT] = _is_denied(results, group, entry, measure)
    figures = {
        it: replace(figure, disputed=True) if denied.get(it) else figure
        for it, figure in entry.figures.items()
    }
    return replace(entry, figures=figures)


def _is_denied(results: Results, group: Comparison, entry: Entry, measure: MeasureResult) -> bool:
    if group.kind is Kind.REGIONS and isinstance(entry.of, Attainment):
        of = entry.plan, measure, entry.period, entry.code
        return is_denied_in_region(results, *of, entry.of)
    member = entry.code if group.by and group.of == measure.use.id else WHOLE
    return is_denied(results, measure, entry.period, member)
