"""The figures of sentences: what is lowest, the pace that is needed, what was spent, what moved."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from generator import paths
from generator.compute.growth import growths
from generator.compute.measured import MeasureResult, at
from generator.compute.money import Spending
from generator.compute.pace import Pace, pace
from generator.compute.reasons import element_of
from generator.compute.results import PlanResult, Results
from generator.compute.rollups import OF_ELEMENTS, Counted, Scope
from generator.highlights.subject import Subject, measures_of
from generator.history.originals import incomparable, original_targets
from generator.model.catalog import PLAN
from generator.model.period import Period
from generator.model.source import DisputedField
from generator.problems import Percent
from generator.reconcile.disputes import amounts_in_dispute, conflicts_of, of_measure
from generator.reconcile.reconcile import disputed
from generator.words.text import shortened


@dataclass(frozen=True, slots=True)
class Named:
    """Something with its figure; ``actual`` and ``target`` as a message has them."""

    name: str
    code: str
    href: str
    value: Decimal
    actual: object = None
    target: object = None


def lowest(it: Subject) -> Named | None:
    """What reached least of its target; None where a figure of that is in dispute."""
    row = next((row for row in it.short if row.raw is not None), None)
    if row is None or row.raw is None or row.is_late or is_disputed(it, row):
        return None
    return _named(it, row, row.raw)


def _named(it: Subject, row: Counted, raw: Decimal) -> Named:
    own, element = measures_of(it.plan, row), element_of(it.plan, row)
    title = element.node.heading if element and row.level.is_counted else own[0].use.traits.heading
    host = element or own[0].use.element
    name = it.plan.folder.id
    href = paths.page_of(name, host.code)
    both: tuple[object, ...] = ()
    if element and len(own) == 1:
        found, kind = at(own[0], it.period), own[0].use.traits.kind.traits
        numbers = [v for v in (found.actual, found.target) if isinstance(v, Decimal)]
        both = tuple(map(Percent, numbers)) if kind.in_percent else tuple(numbers)
    return Named(shortened(title), row.code, href, raw, *(both if len(both) == 2 else ()))  # noqa: PLR2004


def is_disputed(about: Subject, row: Counted) -> bool:
    """Whether its target or its result is in dispute, or appears with several values."""
    own = measures_of(about.plan, row)
    doubts = (
        doubt.field for measure in own for doubt in of_measure(about.results, measure, about.period)
    )
    if any(field is not DisputedField.UNIT for field in doubts):
        return True
    region = row.code.rpartition(":")[2]
    found = conflicts_of(about.results, about.plan.folder.id, region)
    return about.scope is Scope.REGION and any(
        disputed(measure, conflict, region) for measure in own for conflict in found
    )


def furthest(it: Subject) -> Named | None:
    """The part right below with the lowest mean, of several; None where nothing there is short."""
    if it.scope not in OF_ELEMENTS:
        return None
    short = {scope for row in it.short for scope in row.scopes}
    found = [
        (mean, child, scope)
        for child in it.plan.folder.children(it.code)
        for scope in OF_ELEMENTS
        if (mean := it.plan.rollup(it.period, scope, child.code).mean_attainment) is not None
    ]
    if len(found) < 2:  # noqa: PLR2004  # one is no comparison
        return None
    mean, child, scope = min(found, key=lambda part: part[0])
    if (scope, child.code) not in short:
        return None
    href = paths.ELEMENT(it.plan.folder.id, child.code)
    return Named(f"{child.called} {shortened(child.node.heading)}", child.code, href, mean)


def pace_of(results: Results, measure: MeasureResult) -> Pace | None:
    """The pace that an indicator needs, where nothing of it is in dispute."""
    found = pace(measure, results.as_of)
    if found is None or of_measure(results, measure, Period.of_year(found.until.year)):
        return None
    return found


def paced(it: Subject) -> list[tuple[MeasureResult, Pace]]:
    """Indicators that need a faster pace than until now, the most first."""
    told = ((measure, pace_of(it.results, measure)) for measure in it.measures)
    found = [(measure, its) for measure, its in told if its and its.needed > its.so_far]
    return sorted(found, key=lambda pair: pair[1].so_far / pair[1].needed)


def spent(it: Subject) -> Spending | None:
    """What was spent of a budget in the plan's year; None where an amount is in dispute."""
    if it.scope not in {*OF_ELEMENTS, Scope.EXECUTING_UNIT}:
        return None
    year = Period.of_year(it.plan.year)
    return undisputed_spending(it.results, it.plan, year, it.scope, it.code)


def undisputed_spending(
    results: Results, plan: PlanResult, period: Period, scope: Scope, code: str
) -> Spending | None:
    """The money of a scope in the year of a period; None where an amount of it is in dispute."""
    found = plan.spending(period, code, scope)
    disputed = amounts_in_dispute(results, plan)
    return None if disputed & {(code, found.key), (code, found.spent)} else found


@dataclass(frozen=True, slots=True)
class PlanChange:
    """How a budget and targets moved since the first that is known."""

    amounts: tuple[Decimal, ...] = ()
    share: Decimal | None = None
    day: date | None = None
    n_targets: int = 0


def changed(it: Subject) -> PlanChange:
    """What changed of a plan's budget in its year, and of the targets of what counts."""
    moved = it.results.derived(_with_other_targets)[it.plan.folder.id]
    n_targets = sum(measure.use.id in moved for measure in it.measures)
    of_plan = growths(it.plan) if it.code == PLAN else ()
    found = [growth for growth in of_plan if growth.year == it.plan.year and growth.change]
    if not found:
        return PlanChange(n_targets=n_targets)
    steps = found[0].steps
    last = steps[-1].version
    amounts = (steps[0].amount, steps[-1].amount)
    return PlanChange(amounts, found[0].change_share, last.date if last else None, n_targets)


def _with_other_targets(results: Results) -> dict[str, frozenset[str]]:
    """Indicators whose targets are others than at first, and say the same."""
    away = results.derived(incomparable)
    return {
        name: frozenset(original_targets(results, folder)) - away[name]
        for name, folder in results.catalog.plans.items()
    }
