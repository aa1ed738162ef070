"""executed-above-modified: more executed than there was to execute."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from generator.compute.money import key_of, latest, version_ranks
from generator.compute.results import PlanResult
from generator.model.catalog import PLAN, Element
from generator.model.money import BudgetLine, Stage
from generator.model.published import PublishedFigure
from generator.model.rounding import rounded
from generator.problems import Percent, msg
from generator.reconcile.detectors.words import (
    finding,
    of_code,
    of_entry,
    of_published,
    of_unit,
    when_of,
    where_of,
)
from generator.reconcile.findings import Evidence, Finding
from generator.reconcile.reconcile import Reconciled


def executed_above_modified(evidence: Evidence) -> Iterator[Finding]:
    """Executed money above the latest modified budget (PIM), more executed than programmed.

    Both must be printed at the same element for the same executing unit. A published execution
    above 100 % speaks only where the amounts themselves are not printed. All are doubts: money
    can be moved after the last printed version, and work can be done that was not programmed.
    """
    told: set[tuple[str, str, str | None]] = set()
    for plan in evidence.results.plans.values():
        for element in plan.folder.elements:
            for unit, found in _of_element(evidence, plan, element):
                told.add((plan.folder.id, element.code, unit))
                yield found
    for item in evidence.reconciled:
        unit = item.entry.where.executing_unit
        if _is_execution_above(item) and (item.plan, item.entry.of, unit) not in told:
            told.add((item.plan, item.entry.of or PLAN, unit))
            yield _of_share(evidence, item)
    yield from _counts(evidence)


def _of_element(
    evidence: Evidence, plan: PlanResult, element: Element
) -> Iterator[tuple[str | None, Finding]]:
    lines = [line for line in element.node.budget if not line.covers]
    executed = [line for line in lines if line.stage is Stage.EXECUTED]
    for unit, year in dict.fromkeys((line.executing_unit, line.year) for line in executed):
        own = [line for line in lines if (line.executing_unit, line.year) == (unit, year)]
        keys = [key_of(line) for line in own]
        modified = latest(keys, year, Stage.MODIFIED, version_ranks(plan.folder))
        spent = [line for line in own if line.stage is Stage.EXECUTED]
        budget = [line for line in own if key_of(line) == modified]
        if budget and _sum(spent) > _sum(budget):
            yield unit, _of_money(evidence, plan, element, spent, budget)


def _sum(lines: list[BudgetLine]) -> Decimal:
    """A total, or its split by concept where no total is printed."""
    whole = [line for line in lines if line.concept is None]
    return sum((line.amount for line in whole or lines), Decimal(0))


def _of_money(
    evidence: Evidence,
    plan: PlanResult,
    element: Element,
    spent: list[BudgetLine],
    budget: list[BudgetLine],
) -> Finding:
    unit = spent[0].executing_unit
    of = of_unit(evidence, unit) if unit else of_code(plan.folder, element.code)
    executed, modified = _sum(spent), _sum(budget)
    what = msg(
        "The executed amount {of}, {executed}, is more than its modified budget, {modified}",
        executed=executed,
        of=of,
        modified=modified,
    )
    if modified:
        share = Percent(_above_hundred(executed / modified * 100))
        what = msg("{what} ({share})", what=what, share=share)
    return finding(plan.folder, spent[0], "amount", what, modified, executed).as_doubt()


def _above_hundred(share: Decimal) -> Decimal:
    """With one decimal, or as many as show that it passes 100."""
    decimals = next((n for n in range(1, 20) if round(share, n) > 100), 1)  # noqa: PLR2004
    return rounded(share, decimals)


def _is_execution_above(item: Reconciled) -> bool:
    entry = item.entry
    execution = entry.figure is PublishedFigure.BUDGET_EXECUTION
    return execution and isinstance(entry.value, Decimal) and entry.value > 100  # noqa: PLR2004


def _of_share(evidence: Evidence, item: Reconciled) -> Finding:
    what = msg(
        "The published financial execution {of} is {value}, more than its modified budget",
        of=of_entry(evidence, item.plan, item.entry),
        value=Percent(item.entry.value),
    )
    return of_published(evidence, item, what, Decimal(100)).as_doubt()


def _counts(evidence: Evidence) -> Iterator[Finding]:
    """Published numbers of activities executed and programmed, of the same table."""
    programmed = {
        _same(item): item.entry.value
        for item in evidence.reconciled
        if item.entry.figure is PublishedFigure.N_PROGRAMMED
    }
    for item in evidence.reconciled:
        entry = item.entry
        there = programmed.get(_same(item))
        if (
            entry.figure is PublishedFigure.N_EXECUTED
            and isinstance(there, Decimal)
            and isinstance(entry.value, Decimal)
            and entry.value > there
        ):
            what = msg(
                "{executed} activities {of} are published as executed, more than the {programmed}"
                " programmed",
                executed=entry.value,
                of=of_entry(evidence, item.plan, entry),
                programmed=there,
            )
            yield of_published(evidence, item, what, there).as_doubt()


def _same(item: Reconciled) -> tuple[object, ...]:
    """What two published numbers must have in common to be of the same table."""
    entry = item.entry
    place = entry.source.place if entry.source else None
    return item.plan, entry.of, where_of(entry), str(entry.level), when_of(entry), place
