"""What stands side by side, with its figures in dispute: those are not held against others."""

from __future__ import annotations

from dataclasses import replace

from generator.compute.attainment import Attainment
from generator.compute.compare import Axis, Comparison, Metric, Peer
from generator.compute.measured import MeasureResult
from generator.compute.results import Results
from generator.compute.series import WHOLE
from generator.compute.side_by_side import comparisons
from generator.reconcile.disputes import amounts_in_dispute, is_denied, is_denied_in_region


def compared(results: Results) -> tuple[Comparison, ...]:
    """Everything that can be compared; who looks for a difference asks here."""
    return tuple(
        replace(group, peers=tuple(_marked(results, group, it) for it in group.peers))
        for group in results.derived(comparisons)
    )


def _marked(results: Results, group: Comparison, peer: Peer) -> Peer:
    plan = results.plans[peer.plan]
    denied = {Metric.EXECUTION: bool(peer.amounts & amounts_in_dispute(results, plan))}
    if isinstance(peer.of, Attainment):
        measure = plan.measures.get(group.of) or plan.measures_of(peer.code)[0]
        denied[Metric.ATTAINMENT] = _is_denied(results, group, peer, measure)
    figures = {
        it: replace(figure, disputed=True) if denied.get(it) else figure
        for it, figure in peer.figures.items()
    }
    return replace(peer, figures=figures)


def _is_denied(results: Results, group: Comparison, peer: Peer, measure: MeasureResult) -> bool:
    if group.axis is Axis.REGIONS and isinstance(peer.of, Attainment):
        of = peer.plan, measure, peer.period, peer.code
        return is_denied_in_region(results, *of, peer.of)
    member = peer.code if group.by and group.of == measure.use.id else WHOLE
    return is_denied(results, measure, peer.period, member)
