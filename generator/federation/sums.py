"""What an institution gives to the national level: small exact sums that add up, never a mean."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from decimal import Decimal, localcontext
from functools import reduce
from typing import Self

from generator.compute.agenda import Happening, ReportDue, occasions
from generator.compute.results import PlanResult, Results
from generator.federation.registers import method_key
from generator.model.catalog import PLAN
from generator.model.history import TARGET
from generator.model.period import Period
from generator.model.rounding import rounded
from generator.reconcile.ranking import ranking

Key = tuple[str, ...]
Tally = Mapping[Key, Decimal]
_EXACT = 100
"""Digits in which no sum is rounded."""
_DECIMALS = 10
"""Of what an institution gives: an attainment can be a quotient without end."""
MEANS = ("n_averaged", "sum_capped", "sum_raw")
"""Of these the means are made, once all is added."""


@dataclass(frozen=True, slots=True)
class PartialSums:
    """Sums of an institution, or of several: ``a + b`` is what both give together."""

    counts: Tally = field(default_factory=dict)
    """By name: plans, results_due, results_sourced, contradictions of each sort …"""
    attainment: Tally = field(default_factory=dict)
    """Of the plans as a whole, each in the year it speaks of: by year, method and name.

    Counts of activities, of each band and state, and sums of attainments in percent.
    """
    money: Tally = field(default_factory=dict)
    """Amounts by year, stage and currency: the budget that speaks for a plan, and what was spent.
    """

    def __add__(self, other: Self) -> Self:
        pairs = ((getattr(self, it.name), getattr(other, it.name)) for it in fields(self))
        return type(self)(*(_added(one, two) for one, two in pairs))

    def __getitem__(self, name: str) -> int:
        """A count; 0 where there is none."""
        return int(self.counts.get((name,), 0))

    @property
    def methods(self) -> list[Key]:
        """The years with the methods by which there are attainments in them, the earliest first."""
        return sorted({key[:2] for key in self.attainment})

    def attained(self, key: Key, name: str) -> Decimal:
        """One of the sums of a year and method; zero where there is none."""
        return self.attainment.get((*key, name), Decimal(0))

    def mean(self, key: Key, name: str = "sum_capped") -> Decimal | None:
        """A mean in percent, of kept sums and counts; None where nothing counts."""
        n = self.attained(key, "n_averaged")
        return self.attained(key, name) / n if n else None


def _added(one: Tally, other: Tally) -> Tally:
    with localcontext(prec=_EXACT):
        return {**one, **{key: one.get(key, Decimal(0)) + n for key, n in other.items()}}


def total(parts: Iterable[PartialSums]) -> PartialSums:
    """What all give together."""
    return reduce(PartialSums.__add__, parts, PartialSums())


def sums_of(results: Results) -> PartialSums:
    """What a computed content gives."""
    plans = ((it, method_key(results.catalog.method(name))) for name, it in results.plans.items())
    return total([PartialSums(counts=_tally(_counts(results))), *(_of_plan(*it) for it in plans)])


def _tally(pairs: Iterable[tuple[Key, Decimal | int]]) -> Tally:
    found: dict[Key, Decimal] = {}
    with localcontext(prec=_EXACT):
        for key, n in pairs:
            found[key] = found.get(key, Decimal(0)) + rounded(Decimal(n), _DECIMALS).normalize()
    return {key: n for key, n in found.items() if n}


def _counts(results: Results) -> Iterator[tuple[Key, int]]:
    yield ("plans",), len(results.plans)
    for it in results.derived(occasions):
        due = it.subject
        if it.kind is Happening.REPORT and isinstance(due, ReportDue) and due.is_over:
            yield ("results_due",), due.n
            yield ("results_overdue",), due.n - due.n_told
    for plan in results.plans.values():
        reports = [
            (measure.use, seen.report)
            for measure in plan.measures.values()
            for series in measure.years.values()
            for seen in series.observations
            if seen.report and not seen.report.lacks_figure
        ]
        yield ("results",), len(reports)
        yield ("results_sourced",), sum(it.cited(use) is not None for use, it in reports)
        acts = (figure for act in plan.folder.amendments for figure in act.moved_figures())
        yield ("targets_changed",), sum(it.figure == TARGET for it in acts)
    for contradiction in ranking(results):
        yield (f"contradictions_{contradiction.sort.replace('-', '_')}",), 1


def _of_plan(plan: PlanResult, method: str) -> PartialSums:
    whole, head = plan.rollups.get(PLAN), (str(plan.year), method)
    if whole is None:
        return PartialSums(money=_tally(_money(plan)))
    names = ("n", "n_programmed", "n_executed", "n_reported", "n_met", "n_unmet", *MEANS)
    counted = [
        *((name, getattr(whole, name)) for name in names),
        *((f"band_{band}", n) for band, n in whole.bands.items()),
        *((f"status_{status}", n) for status, n in whole.statuses.items()),
    ]
    told = _tally(((*head, name), n) for name, n in counted)
    return PartialSums(attainment=told, money=_tally(_money(plan)))


def _money(plan: PlanResult) -> Iterator[tuple[Key, Decimal]]:
    for it in plan.by_currency:
        for year in sorted({key[0] for key in it.money.get(PLAN, ())}):
            found = it.spending(Period.of_year(year))
            for key, amount in ((found.key, found.budget), (found.spent, found.executed)):
                if key and amount is not None:
                    yield (str(year), key[1].value, it.currency or ""), amount
