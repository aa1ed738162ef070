"""Money: what each element carries, without counting an amount twice."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from generator.model.catalog import PlanFolder
from generator.model.element import PLAN
from generator.model.money import BUDGETS, SPENT, BudgetLine, Stage
from generator.model.plan import Node

MoneyKey = tuple[int, Stage, str]
"""Year, stage and version ("" where none is named)."""
Printed = Mapping[str, Mapping[MoneyKey, Sequence[BudgetLine]]]
"""Amounts by the code of their element and by their key."""


def in_currencies(folder: PlanFolder, own: str | None) -> tuple[tuple[str | None, PlanFolder], ...]:
    """The plan with its amounts in its own currency, then with those in each other."""
    codes = {line.currency or own for _, line in folder.budget()} - {own}
    if not codes:
        return ((own, folder),)
    found = (
        (code, _in_currency(folder, code, own)) for code in (own, *sorted(filter(None, codes)))
    )
    return tuple(found)


def _in_currency(folder: PlanFolder, code: str | None, own: str | None) -> PlanFolder:
    """The plan with its amounts in one currency; acts are in its ``own``."""

    def cut(node: Node, **more: object) -> Any:
        budget = tuple(line for line in node.budget if (line.currency or own) == code)
        return node.model_copy(update={"budget": budget, **more})

    acts = {} if code == own else {"budget_changes": ()}
    return replace(
        folder,
        plan=cut(folder.plan, objectives=tuple(map(cut, folder.plan.objectives)), **acts),
        strategies=tuple(
            cut(it, activities=tuple(map(cut, it.activities))) for it in folder.strategies
        ),
        own_elements=tuple(map(cut, folder.own_elements)),
    )


def all_amounts(folder: PlanFolder, printed: Printed) -> dict[str, dict[MoneyKey, Decimal]]:
    """Amounts of every element by year, stage and version, in the plan's currency.

    A total printed at the element itself stands for everything below it; otherwise the
    parts are added, each once (an element that serves two parents counts once in the plan),
    together with amounts printed at the element for a group of its parts (``covers``).
    """
    keys = sorted({key for own in printed.values() for key in own})
    return {
        element.code: _amounts(folder, printed, element.code, keys) for element in folder.elements
    }


def unit_amounts(folder: PlanFolder) -> dict[str, dict[MoneyKey, Decimal]]:
    """Amounts by executing unit: as printed for the plan, else the sum of what its parts print.

    Amounts of an activity belong to the unit that carries it out.
    """
    found: dict[str, dict[MoneyKey, Decimal]] = {}
    taken: set[tuple[str, MoneyKey]] = set()
    for level in folder.levels:
        fresh: set[tuple[str, MoneyKey]] = set()
        for element in folder.of_level(level):
            groups: dict[tuple[str, MoneyKey], list[BudgetLine]] = {}
            for line in element.node.budget:
                unit = line.executing_unit or element.executing_unit or ""
                groups.setdefault((unit, key_of(line)), []).append(line)
            for unit, key in [place for place in groups if place[0] and place not in taken]:
                amounts = found.setdefault(unit, {})
                amounts[key] = amounts.get(key, Decimal(0)) + total_of(groups[unit, key])
                fresh.add((unit, key))
        taken |= fresh
    return found


def own_lines(
    lines: Sequence[BudgetLine], splits: tuple[str, ...] = ("executing_unit", "concept", "funding")
) -> Sequence[BudgetLine]:
    """The amounts to add of those that are printed for one thing.

    Beside a total, its split by unit, concept or funding source is the same money again.
    """
    if not splits or len(lines) < 2:  # noqa: PLR2004  # one amount is split by nothing
        return lines
    split, *more = splits
    groups: dict[str | None, list[BudgetLine]] = {}
    for line in lines:
        groups.setdefault(getattr(line, split), []).append(line)
    is_unit = split == "executing_unit"
    whole = [line for line in groups.get(None, ()) if not is_unit or line.concept is None]
    parts = [whole] if whole else groups.values()
    return [line for part in parts for line in own_lines(part, tuple(more))]


def total_of(lines: Sequence[BudgetLine]) -> Decimal:
    """What is printed for one thing, its splits not counted again."""
    return sum((line.amount for line in own_lines(lines)), Decimal(0))


def key_of(line: BudgetLine) -> MoneyKey:
    """Year, stage and version of an amount."""
    return line.year, line.stage, line.version or ""


def amounts_printed(folder: PlanFolder) -> Printed:
    """The amounts at each element that has any."""
    found: dict[str, dict[MoneyKey, list[BudgetLine]]] = {}
    for code, element in folder.by_code.items():
        for line in element.node.budget:
            found.setdefault(code, {}).setdefault(key_of(line), []).append(line)
    return found


def _amounts(
    folder: PlanFolder, printed: Printed, code: str, keys: list[MoneyKey]
) -> dict[MoneyKey, Decimal]:
    codes = [part for part in (code, *folder.below(code)) if part in printed]
    found = ((key, _amount(folder, printed, codes, key)) for key in keys)
    return {key: amount for key, amount in found if amount is not None}


def _amount(
    folder: PlanFolder, printed: Printed, codes: Iterable[str], key: MoneyKey
) -> Decimal | None:
    """The sum over some elements, leaving out what another amount of theirs carries already."""
    amounts: dict[str, list[Decimal]] = {}
    carried: set[str] = set()
    for code in codes:
        lines = printed.get(code, {}).get(key, ())
        totals = [line for line in lines if not line.covers]
        covered = [part for line in lines for part in line.covers]
        parts = folder.below(code) if totals else covered
        carried.update(parts, *(folder.below(part) for part in parts))
        if lines:
            amounts[code] = [line.amount for line in own_lines(totals) or lines]
    kept = [amount for code, own in amounts.items() if code not in carried for amount in own]
    return sum(kept, Decimal(0)) if kept else None


Ranks = Mapping[str, int]
"""Place of each version in the plan's list; a version that is not listed comes before all."""


def version_ranks(folder: PlanFolder) -> Ranks:
    """The order in which the plan lists its versions is the order in which they followed."""
    return {version.id: n for n, version in enumerate(folder.plan.versions)}


def budget_key(
    amounts: Iterable[MoneyKey], year: int, ranks: Ranks, stages: Iterable[Stage] = BUDGETS
) -> MoneyKey | None:
    """The amount of the first of some stages that is printed, in its latest version.

    Without stages, what an element has to spend: PIM, PIA, programmed.
    """
    return next(filter(None, (latest(amounts, year, stage, ranks) for stage in stages)), None)


def latest(amounts: Iterable[MoneyKey], year: int, stage: Stage, ranks: Ranks) -> MoneyKey | None:
    """The amount of a stage in its latest version."""
    found = [key for key in amounts if key[0] == year and key[1] is stage]
    return max(found, key=lambda key: _place(key[2], ranks), default=None)


def _place(version: str, ranks: Ranks) -> tuple[int, list[tuple[int, str]]]:
    return ranks.get(version, -1), _by_number(version)


def _by_number(version: str) -> list[tuple[int, str]]:
    """Sort key of a version: ``v10`` is later than ``v9``."""
    parts = re.findall(r"([0-9]+)|([^0-9]+)", version)
    return [(int(digits or -1), other) for digits, other in parts]


def in_stage_order(keys: Iterable[MoneyKey], ranks: Ranks) -> list[MoneyKey]:
    """Keys as money moves: by year, stage and version."""
    stages = list(Stage)
    return sorted(keys, key=lambda key: (key[0], stages.index(key[1]), _place(key[2], ranks)))


def execution(amounts: Mapping[MoneyKey, Decimal], year: int, ranks: Ranks) -> Decimal | None:
    """Spent / modified × 100 of a year (the latest versions).

    None where one is missing, or where nothing was there to spend.
    """
    spent = budget_key(amounts, year, ranks, SPENT)
    modified = latest(amounts, year, Stage.MODIFIED, ranks)
    if spent is None or modified is None or amounts[modified] <= 0:
        return None
    return amounts[spent] / amounts[modified] * 100


def parts_agree(folder: PlanFolder, key: MoneyKey) -> bool | None:
    """Whether what is printed below the plan adds up to the plan's own total of that stage.

    None where the plan or its parts print nothing.
    """
    own = [line for line in folder.plan.budget if key_of(line) == key and not line.covers]
    below = _amount(folder, amounts_printed(folder), folder.below(PLAN), key)
    return None if not own or below is None else below == total_of(own)


def is_whole(folder: PlanFolder, printed: Printed, code: str, key: MoneyKey) -> bool:
    """Whether an amount speaks for all of an element: printed at it, or by each part that prints.

    Parts at different stages or versions are never shown as one sum.
    """
    if any(not line.covers for line in printed.get(code, {}).get(key, ())):
        return True
    family = SPENT if key[1] in SPENT else BUDGETS
    parts = (printed[part] for part in (code, *folder.below(code)) if part in printed)
    own = [{k for k in keys if k[0] == key[0] and k[1] in family} for keys in parts]
    return all(key in keys for keys in own if keys)


def is_whole_of_unit(folder: PlanFolder, unit: str, key: MoneyKey) -> bool:
    """Whether each part of a unit that prints what was spent prints this: see ``unit_amounts``."""
    for level in folder.levels:
        printed = [
            {key_of(it) for it in e.node.budget if (it.executing_unit or e.executing_unit) == unit}
            for e in folder.of_level(level)
        ]
        spent = [{k for k in keys if k[0] == key[0] and k[1] in SPENT} for keys in printed]
        if any(key in keys for keys in spent):
            return all(key in keys for keys in spent if keys)
    return False


@dataclass(frozen=True, slots=True)
class Spending:
    """What there is to spend in a year and what was spent of it, in the plan's currency."""

    key: MoneyKey | None
    """Stage and version of the budget; None where there is none that speaks for everything."""
    budget: Decimal | None
    modified: Decimal | None
    spent: MoneyKey | None
    """Stage and version that say what was spent: accrued, else executed, else paid."""
    executed: Decimal | None
    execution: Decimal | None
    """Executed / modified × 100; None where one of the two is missing."""
    gap: Decimal | None = None
    """Execution less mean attainment, in percentage points; of a whole year only."""


def spending(amounts: Mapping[MoneyKey, Decimal], year: int, ranks: Ranks) -> Spending:
    """The main figures of some amounts in a year, each in its latest version."""
    keys = (
        budget_key(amounts, year, ranks),
        latest(amounts, year, Stage.MODIFIED, ranks),
        budget_key(amounts, year, ranks, SPENT),
    )
    budget, modified, executed = (amounts[key] if key else None for key in keys)
    share = execution(amounts, year, ranks)
    return Spending(keys[0], budget, modified, keys[2], executed, share)
