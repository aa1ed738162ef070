"""total-of-parts: totals that their parts do not give."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from generator.compute.money import Key, key_of
from generator.compute.results import PlanResult
from generator.model.catalog import PLAN, Element, Level, PlanFolder
from generator.model.money import BudgetLine, Stage
from generator.model.plan import Version
from generator.model.published import PublishedFigure
from generator.problems import Message, msg
from generator.reconcile.detectors.words import (
    finding,
    half_unit,
    money_name,
    of_code,
    of_entry,
    of_published,
)
from generator.reconcile.findings import Evidence, Finding
from generator.reconcile.reconcile import Reconciled, Verdict


def total_of_parts(evidence: Evidence) -> Iterator[Finding]:
    """Amounts printed at an element, of a version, or as a published budget, against their parts.

    Silent where a part prints no amount (unless the others already pass the total), where a
    part serves two parents, and within the rounding of what was printed.
    """
    for plan in evidence.results.plans.values():
        if plan.folder.complete:
            yield from _elements(plan)
            yield from _versions(plan)
    yield from (_published(evidence, item) for item in evidence.reconciled if is_wrong_budget(item))


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


def _elements(plan: PlanResult) -> Iterator[Finding]:
    folder = plan.folder
    for element in folder.elements:
        for key in dict.fromkeys(key_of(line) for line in element.node.budget if not line.covers):
            own = _own(element, key)
            for parts in (_parts(folder, element.code, key), _split(plan, element, key)):
                if parts is not None and not _agree(own, parts):
                    yield _of_element(folder, element, key, parts)


def _of_element(folder: PlanFolder, element: Element, key: Key, parts: _Parts) -> Finding:
    line = _printed(element, key)[0]
    total = sum(_own(element, key), Decimal(0))
    what = msg(
        "The {amount} {of} is {total}, and its parts add up to {parts}",
        amount=money_name(key),
        of=of_code(folder, element.code),
        total=total,
        parts=parts.total,
    )
    return finding(folder, line, "amount", what, parts.total, total)


def _printed(element: Element, key: Key) -> list[BudgetLine]:
    """What an element prints for itself: its total, else the split of it by unit or concept."""
    lines = [line for line in element.node.budget if key_of(line) == key and not line.covers]
    whole = [line for line in lines if line.executing_unit is None and line.concept is None]
    return whole or lines


def _own(element: Element, key: Key) -> tuple[Decimal, ...]:
    return tuple(line.amount for line in _printed(element, key))


def _split(plan: PlanResult, element: Element, key: Key) -> _Parts | None:
    """Amounts of the units beside a total; complete where every unit of the plan has one."""
    lines = [line for line in element.node.budget if key_of(line) == key and not line.covers]
    units = [line for line in lines if line.executing_unit and line.concept is None]
    if not units or len(_printed(element, key)) == len(lines):
        return None
    complete = {line.executing_unit for line in units} >= set(plan.unit_money)
    return _Parts(tuple(line.amount for line in units), complete and element.level is Level.PLAN)


def _parts(folder: PlanFolder, code: str, key: Key) -> _Parts | None:
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


def _part(folder: PlanFolder, child: Element, key: Key) -> _Parts:
    own = _own(child, key)
    if own:
        return _Parts(own, complete=True)
    return _parts(folder, child.code, key) or _Parts((), complete=False)


def _agree(own: tuple[Decimal, ...], parts: _Parts) -> bool:
    """Within half a unit of every amount that was printed; less is fine where a part is missing."""
    slack = sum((half_unit(amount) for amount in (*own, *parts.amounts)), Fraction(0))
    missing = Fraction(sum(own, Decimal(0))) - Fraction(parts.total)
    return abs(missing) <= slack or (missing > 0 and not parts.complete)


def _versions(plan: PlanResult) -> Iterator[Finding]:
    versions = plan.folder.plan.versions
    for index, version in enumerate(versions):
        amount = _amount_of(plan, version.id, first=index == 0)
        if version.budget is None or amount is None:
            continue
        slack = half_unit(version.budget) + half_unit(amount)
        if abs(Fraction(version.budget - amount)) > slack:
            what = msg(
                "Version {version} declares a budget of {found}, and the amounts of the plan add up"
                " to {expected}"
            )
            yield _of_version(plan, version, "budget", what, amount)
    n = sum(1 for _ in plan.folder.of_level(Level.ACTIVITY))
    if versions and n and versions[-1].n_activities not in {None, n}:
        what = msg("Version {version} declares {found} activities, and the plan has {expected}")
        yield _of_version(plan, versions[-1], "n_activities", what, n)


def _amount_of(plan: PlanResult, version: str, *, first: bool) -> Decimal | None:
    """What the plan prints for a version; the first one may stand under the opening budget."""
    amounts = plan.money.get(PLAN, {})
    named = [a for (_, stage, v), a in amounts.items() if v == version and stage != Stage.EXECUTED]
    opening = [a for (_, stage, v), a in amounts.items() if stage is Stage.OPENING and not v]
    found = named or (opening if first else [])
    return found[0] if len(found) == 1 else None


def _of_version(
    plan: PlanResult, version: Version, key: str, what: Message, expected: object
) -> Finding:
    found = getattr(version, key)
    what = what.having(version=version.id, found=found, expected=expected)
    return finding(plan.folder, version, key, what, expected, found)


def is_wrong_budget(item: Reconciled) -> bool:
    """Whether a published amount is not what the plan's amounts add up to."""
    wrong = item.verdict is Verdict.DIFFERS and item.recomputed is not None
    return wrong and item.entry.figure is PublishedFigure.BUDGET


def _published(evidence: Evidence, item: Reconciled) -> Finding:
    entry, total = item.entry, item.recomputed or Decimal(0)
    plan = evidence.results.plans[item.plan]
    key = entry.year or plan.year, entry.stage or Stage.MODIFIED, entry.version or ""
    what = msg(
        "{found} is published as the {amount} {of}, which adds up to {expected}",
        found=entry.value,
        amount=money_name(key),
        of=of_entry(evidence, item.plan, entry),
        expected=total,
    )
    if other := _other_version(plan, item):
        more = msg("{found} is the {other}", found=entry.value, other=money_name(other))
        what = msg("{what}; {more}", what=what, more=more)
    return of_published(evidence, item, what, total)


def _other_version(plan: PlanResult, item: Reconciled) -> Key | None:
    """The stage or version of the same thing whose amount was printed."""
    unit = item.entry.where.executing_unit
    amounts = plan.unit_money.get(unit, {}) if unit else plan.money.get(item.entry.of or PLAN, {})
    found = [key for key, amount in amounts.items() if amount == item.entry.value]
    return found[0] if len(found) == 1 else None
