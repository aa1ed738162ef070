"""What stands side by side, with its figures in dispute: those are not held against others."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from generator.compute.attainment import Attainment
from generator.compute.compare import Comparison, Entry, Kind, Measured
from generator.compute.measured import MeasureResult
from generator.compute.regions import region_named
from generator.compute.results import Results
from generator.compute.series import WHOLE
from generator.compute.side_by_side import comparisons
from generator.reconcile.contrast import contrast
from generator.reconcile.disputes import amounts_in_dispute, is_denied
from generator.reconcile.reconcile import Conflict, conflicts, disputed


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
    """Whether an attainment is; of a region also where a document prints it in two ways."""
    member = entry.code if group.by and group.of == measure.use.id else WHOLE
    if is_denied(results, measure, entry.period, member):
        return True
    told = results.derived(_conflicts_of_regions).get((entry.plan, entry.code), ())
    return group.kind is Kind.REGIONS and any(disputed(measure, it, entry.code) for it in told)


def _conflicts_of_regions(results: Results) -> Mapping[tuple[str, str], list[Conflict]]:
    """Facts that documents print with different values, by plan and region."""
    found: dict[tuple[str, str], list[Conflict]] = {}
    for it in conflicts(results.derived(contrast).reconciled):
        if code := region_named(it.name, results.catalog.regions):
            found.setdefault((it.plan, code), []).append(it)
    return found
