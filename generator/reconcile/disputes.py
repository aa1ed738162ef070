"""What is in dispute: what an editor says of a figure, and what findings contradict.

One cause is said once: beside an editor's word on a field, findings say nothing of it. Which
findings deny what a page would assert: docs/proyecto/decisions.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from generator.compute.measured import MeasureResult
from generator.compute.results import Results
from generator.compute.series import WHOLE
from generator.model.money import BudgetLine
from generator.model.period import Period
from generator.model.source import Disputed, DisputedField
from generator.problems import Place
from generator.reconcile.contrast import contrast
from generator.reconcile.findings import Denied

Dispute = Disputed | Denied


def of_measure(
    results: Results, measure: MeasureResult, period: Period | None = None, member: str = WHOLE
) -> tuple[Dispute, ...]:
    """What is in dispute of a measure in a period; without one, of its unit and its targets.

    Targets and results that are printed twice are those of the whole, not of a member.
    """
    own = measure.use.measure
    series = measure.years.get(period.year) if period else None
    told = series.reports if series else ()
    reports = [report for report in told if period and report.period.within(period)]
    said = [*own.disputed, *(it for report in reports for it in report.entry.disputed)]
    found = results.derived(_denied).get(own.place_of(), ())
    return _each_once(said, (it for it in found if _concerns(it, period, member)))


def of_amount(results: Results, line: BudgetLine) -> tuple[Dispute, ...]:
    """What is in dispute of a printed amount."""
    return _each_once(line.disputed, results.derived(_denied).get(line.place_of(), ()))


def _concerns(denied: Denied, period: Period | None, member: str) -> bool:
    if period is None:
        return denied.field is not DisputedField.RESULT
    return denied.period is None or (member == WHOLE and denied.period.within(period))


def _denied(results: Results) -> Mapping[Place, list[Denied]]:
    """What findings contradict, by the place where it stands."""
    found: dict[Place, list[Denied]] = {}
    for finding in results.derived(contrast).findings:
        for it in finding.denies:
            found.setdefault(it.of, []).append(it)
    return found


def _each_once(said: Iterable[Disputed], found: Iterable[Denied]) -> tuple[Dispute, ...]:
    told: list[Dispute] = list(said)
    fields = {it.field for it in told}
    for it in found:
        if it.field not in fields and (it.field, it.why) not in ((o.field, o.why) for o in told):
            told.append(it)
    return tuple(told)
