"""What is in dispute: what an editor says of a figure, and what findings contradict.

One cause is said once: beside an editor's word on a field, findings say nothing of it. Which
findings deny what a page would assert: docs/proyecto/decisions.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.compute.attainment import Attainment
from generator.compute.measured import MeasureResult
from generator.compute.money import MoneyKey, key_of
from generator.compute.regions import region_named
from generator.compute.results import PlanResult, Results
from generator.compute.series import WHOLE
from generator.model.catalog import PlanFolder
from generator.model.money import BudgetLine
from generator.model.period import Period
from generator.model.source import Disputed, DisputedField
from generator.problems import Message, Place
from generator.reconcile.contrast import contrast
from generator.reconcile.findings import Denied
from generator.reconcile.reconcile import Conflict, conflicts, is_printed_otherwise
from generator.reconcile.subjects import TableKey, finding_name, subjects

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


def is_denied(
    results: Results, measure: MeasureResult, period: Period, member: str = WHOLE
) -> bool:
    """Whether a target or a result is; a dispute about the unit leaves percentages alone."""
    found = of_measure(results, measure, period, member)
    return any(it.field is not DisputedField.UNIT for it in found)


def is_denied_in_region(
    results: Results, plan: str, measure: MeasureResult, period: Period, code: str, it: Attainment
) -> bool:
    """Whether the target or the result of a region is in dispute, or is printed in two ways."""
    told = conflicts_of(results, plan, code)
    if any(is_printed_otherwise(conflict, it) for conflict in told):
        return True
    return is_denied(results, measure, period, code)


def conflicts_of(results: Results, plan: str, region: str) -> Sequence[Conflict]:
    """Facts of a region that documents of a plan print with different values."""
    return results.derived(_conflicts_of_regions).get((plan, region), ())


def _conflicts_of_regions(results: Results) -> Mapping[tuple[str, str], list[Conflict]]:
    found: dict[tuple[str, str], list[Conflict]] = {}
    for it in conflicts(results.derived(contrast).reconciled):
        if code := region_named(it.name, results.catalog.regions):
            found.setdefault((it.plan, code), []).append(it)
    return found


def of_amount(results: Results, line: BudgetLine) -> tuple[Dispute, ...]:
    """What is in dispute of a printed amount."""
    return _each_once(line.disputed, results.derived(_denied).get(line.place_of(), ()))


def amounts_in_dispute(
    results: Results, plan: PlanResult
) -> frozenset[tuple[str | None, MoneyKey | None]]:
    """The amounts of elements and of executing units of which a printed one is in dispute."""
    return plan.once(amounts_in_dispute, lambda: _amounts_in_dispute(results, plan))


def _amounts_in_dispute(
    results: Results, plan: PlanResult
) -> frozenset[tuple[str | None, MoneyKey | None]]:
    return frozenset(
        (code, key_of(line))
        for element, line in plan.folder.budget()
        if of_amount(results, line)
        for code in (element.code, line.executing_unit)
    )


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


@dataclass(frozen=True, slots=True)
class DisputedFigure:
    """A figure that is in dispute, by its names."""

    plan: str
    of: TableKey
    period: str
    field: DisputedField
    why: str | Message
    place: str | None
    finding: str = ""
    """What contradicts it; "" where an editor does."""

    @property
    def names(self) -> tuple[str, ...]:
        """What tells figures apart."""
        return self.of.measure or self.of.element, self.period, self.of.executing_unit


def disputed_figures(results: Results) -> tuple[DisputedFigure, ...]:
    """What editors say is in dispute; then what findings contradict and no editor speaks of."""
    known, found = results.derived(subjects), []
    said = set()
    for name, plan in results.plans.items():
        for at, it in _by_editors(plan, results.catalog.plans[name]):
            for of in known[at]:
                said.add((name, of.element, of.measure, of.period, it.field))
                found.append(DisputedFigure(name, of, of.period, it.field, it.why, it.place))
    for finding in results.derived(contrast).findings:
        plan_name, own_name = finding.plan, finding_name(results, finding)
        for denied in finding.denies:
            period = denied.period.text if denied.period else ""
            for of in known.get(denied.of, ()):
                told = ((plan_name, of.element, of.measure, p) for p in (of.period, period))
                if not said & {(*it, denied.field) for it in told}:
                    when, what = period or of.period, (denied.field, denied.why, denied.place)
                    found.append(DisputedFigure(plan_name, of, when, *what, own_name))
    return tuple(found)


def _by_editors(plan: PlanResult, folder: PlanFolder) -> Iterator[tuple[Place, Disputed]]:
    """What editors say of measures, results and amounts, with the place of each."""
    for measure in plan.measures.values():
        own = measure.use.measure
        yield from ((own.place_of(), it) for it in own.disputed)
    for _, _, entry in folder.reported:
        yield from ((entry.place_of(), it) for it in entry.disputed)
    for _, line in folder.budget():
        yield from ((line.place_of(), it) for it in line.disputed)
