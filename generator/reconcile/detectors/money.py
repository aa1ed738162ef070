"""Amounts that do not add up, or are spent beyond what there is.

total-of-parts: totals that their parts do not give.
executed-above-modified: more executed than there was to execute.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from generator.compute.money import MoneyKey, budget_key, key_of, latest, own_lines, total_of
from generator.compute.results import PlanResult
from generator.model.catalog import PLAN, Element, Level, PlanFolder
from generator.model.money import BUDGETS, SPENT, BudgetLine, Stage
from generator.model.published import Published, PublishedFigure, Where
from generator.model.rounding import HUNDRED, half_unit, rounded
from generator.model.source import DisputedField
from generator.problems import Message, Percent, msg
from generator.reconcile.findings import (
    Denied,
    Evidence,
    Finding,
    FindingSeverity,
    PlanEvidence,
    money_name,
    when_of,
    where_of,
)
from generator.reconcile.reconcile import Reconciled, Verdict
from generator.words.labels import AMOUNTS


def total_of_parts(evidence: Evidence) -> Iterator[Finding]:
    """Amounts printed at an element, of a version, or as a published budget, against their parts.

    Silent where a part prints no amount (unless the others already pass the total), where a
    part serves two parents, and within the rounding of what was printed.
    """
    for plan in evidence.plans.values():
        if plan.folder.complete:
            for part in _by_currency(plan):
                yield from _elements(part)
            yield from _versions(plan)
    for item in evidence.reconciled:
        if is_wrong_budget(item):
            yield _published(evidence.plans[item.plan], item)


def _by_currency(plan: PlanEvidence) -> Iterator[PlanEvidence]:
    return (replace(plan, result=part) for part in plan.result.by_currency)


@dataclass(frozen=True, slots=True)
class _Parts:
    """Amounts found below an element, and whether every part has one."""

    amounts: tuple[Decimal, ...]
    complete: bool

    def __add__(self, other: _Parts) -> _Parts:
        return _Parts(self.amounts + other.amounts, self.complete and other.complete)

    @property
    def total(self) -> Decimal:
        return sum(self.amounts, Decimal(0))


def _elements(plan: PlanEvidence) -> Iterator[Finding]:
    for element in plan.folder.elements:
        for key in dict.fromkeys(key_of(line) for line in element.node.budget if not line.covers):
            own = _own(element, key)
            below = _parts(plan.folder, element.code, key)
            for parts in (below, *_splits(plan.result, element, key)):
                if parts is not None and not _agree(own, parts):
                    total = sum(own, Decimal(0))
                    what = msg(
                        "The {amount} {of} is {total}, and its parts add up to {parts}",
                        amount=money_name(key),
                        of=plan.of_code(element.code),
                        total=plan.money(total),
                        parts=plan.money(parts.total),
                    )
                    lines = _printed(element, key)
                    both = plan.money(parts.total), plan.money(total)
                    found = plan.finding(lines[0], "amount", what, *both)
                    yield replace(found, denies=_denied(lines, what))


def _lines(element: Element, key: MoneyKey) -> list[BudgetLine]:
    """What an element prints of an amount for itself, split or whole."""
    return [line for line in element.node.budget if key_of(line) == key and not line.covers]


def _printed(element: Element, key: MoneyKey) -> Sequence[BudgetLine]:
    """The total of an element, else its split."""
    return own_lines(_lines(element, key))


def _own(element: Element, key: MoneyKey) -> tuple[Decimal, ...]:
    return tuple(line.amount for line in _printed(element, key))


def _splits(plan: PlanResult, element: Element, key: MoneyKey) -> Iterator[_Parts]:
    """Amounts of the units, and of the funding sources, beside a total.

    Those of the units are complete where every unit of the plan has one.
    """
    lines = _lines(element, key)
    if len(_printed(element, key)) == len(lines):
        return
    units = own_lines([line for line in lines if line.executing_unit and line.concept is None])
    complete = {line.executing_unit for line in units} >= set(plan.unit_money)
    if units:
        is_all = complete and element.level is Level.PLAN
        yield _Parts(tuple(line.amount for line in units), is_all)
    whole = [line for line in lines if not line.executing_unit and line.concept is None]
    if sources := tuple(line.amount for line in whole if line.funding):
        yield _Parts(sources, complete=False)


def _parts(folder: PlanFolder, code: str, key: MoneyKey) -> _Parts | None:
    """What the parts of an element print; None where there is none, or one has two parents."""
    children = list(folder.children(code))
    if not children or any(len(set(child.parents)) > 1 for child in children):
        return None
    lines = [line for line in folder.by_code[code].node.budget if key_of(line) == key]
    covered = {part for line in lines for part in line.covers}
    found = _Parts(tuple(line.amount for line in lines if line.covers), complete=True)
    for child in children:
        if child.code not in covered:
            found += _part(folder, child, key)
    return found if found.amounts else None


def _part(folder: PlanFolder, child: Element, key: MoneyKey) -> _Parts:
    own = _own(child, key)
    if own:
        return _Parts(own, complete=True)
    return _parts(folder, child.code, key) or _Parts((), complete=False)


def _agree(own: tuple[Decimal, ...], parts: _Parts) -> bool:
    """Within half a unit of every amount that was printed; less is fine where a part is missing."""
    slack = sum((half_unit(amount) for amount in (*own, *parts.amounts)), Fraction(0))
    missing = Fraction(sum(own, Decimal(0))) - Fraction(parts.total)
    return abs(missing) <= slack or (missing > 0 and not parts.complete)


def _versions(plan: PlanEvidence) -> Iterator[Finding]:
    versions = plan.folder.plan.versions
    for index, version in enumerate(versions):
        budget, amount = version.budget, _amount_of(plan.result, version.id, first=index == 0)
        if budget is None or amount is None:
            continue
        if abs(Fraction(budget - amount)) > half_unit(budget) + half_unit(amount):
            what = msg(
                "Version {version} declares a budget of {found}, and the amounts of the plan add up"
                " to {expected}",
                version=version.id,
                found=plan.money(budget),
                expected=plan.money(amount),
            )
            both = plan.money(amount), plan.money(budget)
            yield plan.finding(version, "budget", what, *both)
    n = sum(1 for _ in plan.folder.counted)
    if versions and n and versions[-1].n_activities not in {None, n}:
        last, declared = versions[-1], versions[-1].n_activities
        what = msg(
            "Version {version} declares {found} activities, and the plan has {expected}",
            version=last.id,
            found=declared,
            expected=n,
        )
        yield plan.finding(last, "n_activities", what, n, declared)


def _amount_of(plan: PlanResult, version: str, *, first: bool) -> Decimal | None:
    """What the plan prints for a version; the first one may stand under the opening budget."""
    amounts = plan.money.get(PLAN, {})
    named = [a for (_, stage, v), a in amounts.items() if v == version and stage in BUDGETS]
    opening = [a for (_, stage, v), a in amounts.items() if stage is Stage.OPENING and not v]
    found = named or (opening if first else [])
    return found[0] if len(found) == 1 else None


def is_wrong_budget(item: Reconciled) -> bool:
    """Whether a published amount is not what the plan's amounts add up to."""
    wrong = item.verdict is Verdict.DIFFERS and item.recomputed is not None
    return wrong and item.entry.figure is PublishedFigure.BUDGET


def _published(plan: PlanEvidence, item: Reconciled) -> Finding:
    entry, total = item.entry, item.recomputed or Decimal(0)
    key = entry.year or plan.result.year, entry.stage or Stage.MODIFIED, entry.version or ""
    what = msg(
        "{found} is published as the {amount} {of}, which adds up to {expected}",
        found=plan.in_unit(entry, entry.value),
        amount=money_name(key),
        of=plan.of(entry),
        expected=plan.in_unit(entry, total),
    )
    if other := _other_version(plan.result, entry):
        more = msg("what is published is the {other}", other=money_name(other))
        return plan.about(item, msg("{what}; {more}", what=what, more=more), total)
    element = plan.folder.by_code.get(entry.of or PLAN)
    lines = _printed(element, key) if element and entry.where == Where() else []
    why = msg("It is also published as {values}", values=[plan.in_unit(entry, entry.value)])
    place = entry.source.place if entry.source else None
    return replace(plan.about(item, what, total), denies=_denied(lines, why, place))


def _denied(
    lines: Sequence[BudgetLine], why: Message, place: str | None = None
) -> tuple[Denied, ...]:
    """The amount that is contradicted; of a total that several print, it could be any."""
    if len(lines) != 1:
        return ()
    return (Denied(lines[0].place_of(), DisputedField.AMOUNT, why, place),)


def _other_version(plan: PlanResult, entry: Published) -> MoneyKey | None:
    """The stage or version of the same thing whose amount was printed."""
    unit = entry.where.executing_unit
    amounts = plan.unit_money.get(unit, {}) if unit else plan.money.get(entry.of or PLAN, {})
    found = [key for key, amount in amounts.items() if amount == entry.value]
    return found[0] if len(found) == 1 else None


def executed_above_modified(evidence: Evidence) -> Iterator[Finding]:
    """Executed money above the latest modified budget (PIM), more executed than programmed.

    Both must be printed at the same element for the same executing unit. A published execution
    above 100 % speaks only where the amounts themselves are not printed. All are doubts: money
    can be moved after the last printed version, and work can be done that was not programmed.
    """
    for finding in _executed(evidence):
        yield replace(finding, severity=FindingSeverity.DOUBT)


def _executed(evidence: Evidence) -> Iterator[Finding]:
    told: set[tuple[str, str, str | None]] = set()
    for plan in (part for whole in evidence.plans.values() for part in _by_currency(whole)):
        for element in plan.folder.elements:
            for unit, spent, budget in _overspent(plan.result, element):
                told.add((plan.folder.id, element.code, unit))
                yield _of_money(plan, element, spent, budget)
    for item in evidence.reconciled:
        entry, plan = item.entry, evidence.plans[item.plan]
        of = item.plan, entry.of or PLAN, entry.where.executing_unit
        if _is_execution_above(entry) and of not in told:
            told.add(of)
            what = msg(
                "The published financial execution {of} is {value}, more than its {budget}",
                budget=AMOUNTS[Stage.MODIFIED],
                of=plan.of(entry),
                value=Percent(entry.value),
            )
            yield plan.about(item, what, HUNDRED)
    yield from _counts(evidence)


def _overspent(
    plan: PlanResult, element: Element
) -> Iterator[tuple[str | None, list[BudgetLine], list[BudgetLine]]]:
    """Unit, what was executed and what there was to execute, where that was less."""
    lines = [line for line in element.node.budget if not line.covers]
    executed = [line for line in lines if line.stage in SPENT]
    for unit, year in dict.fromkeys((line.executing_unit, line.year) for line in executed):
        own = [line for line in lines if (line.executing_unit, line.year) == (unit, year)]
        modified = latest(map(key_of, own), year, Stage.MODIFIED, plan.version_ranks)
        last = budget_key([*map(key_of, own)], year, plan.version_ranks, SPENT)
        spent = [line for line in own if key_of(line) == last]
        budget = [line for line in own if key_of(line) == modified]
        if budget and total_of(spent) > total_of(budget):
            yield unit, spent, budget


def _of_money(
    plan: PlanEvidence, element: Element, spent: list[BudgetLine], budget: list[BudgetLine]
) -> Finding:
    unit = spent[0].executing_unit
    executed, modified = total_of(spent), total_of(budget)
    what = msg(
        "The {amount} {of}, {executed}, is more than its {budget}, {modified}",
        budget=AMOUNTS[Stage.MODIFIED],
        amount=AMOUNTS[spent[0].stage],
        executed=plan.money(executed),
        of=plan.of_unit(unit) if unit else plan.of_code(element.code),
        modified=plan.money(modified),
    )
    if modified:
        share = Percent(_above_hundred(executed / modified * 100))
        what = msg("{what} ({share})", what=what, share=share)
    return plan.finding(spent[0], "amount", what, plan.money(modified), plan.money(executed))


def _above_hundred(share: Decimal) -> Decimal:
    """With one decimal, or as many as show that it passes 100."""
    decimals = next((n for n in range(1, 20) if round(share, n) > HUNDRED), 1)
    return rounded(share, decimals)


def _is_execution_above(entry: Published) -> bool:
    execution = entry.figure is PublishedFigure.BUDGET_EXECUTION
    return execution and isinstance(entry.value, Decimal) and entry.value > HUNDRED


def _counts(evidence: Evidence) -> Iterator[Finding]:
    """Published numbers of activities executed and programmed, of the same table."""
    programmed = {
        _same(item): item.entry.value
        for item in evidence.reconciled
        if item.entry.figure is PublishedFigure.N_PROGRAMMED
    }
    for item in evidence.reconciled:
        entry, plan, there = item.entry, evidence.plans[item.plan], programmed.get(_same(item))
        are_numbers = isinstance(there, Decimal) and isinstance(entry.value, Decimal)
        if entry.figure is PublishedFigure.N_EXECUTED and are_numbers and entry.value > there:
            what = msg(
                "{executed} activities {of} are published as executed, more than the {programmed}"
                " programmed",
                executed=entry.value,
                of=plan.of(entry),
                programmed=there,
            )
            yield plan.about(item, what, there)


def _same(item: Reconciled) -> tuple[object, ...]:
    """What two published numbers must have in common to be of the same table."""
    entry = item.entry
    place = entry.source.place if entry.source else None
    return item.plan, entry.of, where_of(entry), str(entry.level), when_of(entry), place
