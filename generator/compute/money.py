"""Money: what each element carries, without counting an amount twice."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from generator.model.catalog import PLAN, Level, PlanFolder
from generator.model.money import BudgetLine, Stage

MoneyKey = tuple[int, Stage, str]
"""Year, stage and version ("" where none is named)."""


def all_amounts(folder: PlanFolder) -> dict[str, dict[MoneyKey, Decimal]]:
    """Amounts of every element by year, stage and version, in the plan's currency.

    A total printed at the element itself stands for everything below it; otherwise the
    parts are added, each once (an element that serves two parents counts once in the plan),
    together with amounts printed at the element for a group of its parts (``covers``).
    """
    keys = sorted({key_of(line) for _, line in folder.budget()})
    return {element.code: _amounts(folder, element.code, keys) for element in folder.elements}


def unit_amounts(folder: PlanFolder) -> dict[str, dict[MoneyKey, Decimal]]:
    """Amounts by executing unit: as printed for the plan, else the sum of what its parts print.

    Amounts of an activity belong to the unit that carries it out.
    """
    found: dict[str, dict[MoneyKey, Decimal]] = {}
    taken: set[tuple[str, MoneyKey]] = set()
    for level in Level:
        fresh: set[tuple[str, MoneyKey]] = set()
        for element, line in folder.budget():
            unit = line.executing_unit or element.executing_unit
            place = (unit or "", key_of(line))
            if element.level is level and unit and place not in taken:
                amounts = found.setdefault(unit, {})
                amounts[place[1]] = amounts.get(place[1], Decimal(0)) + line.amount
                fresh.add(place)
        taken |= fresh
    return found


def key_of(line: BudgetLine) -> MoneyKey:
    """Year, stage and version of an amount."""
    return line.year, line.stage, line.version or ""


def _amounts(folder: PlanFolder, code: str, keys: list[MoneyKey]) -> dict[MoneyKey, Decimal]:
    codes = [code, *folder.below(code)]
    found = ((key, _amount(folder, codes, key)) for key in keys)
    return {key: amount for key, amount in found if amount is not None}


def _amount(folder: PlanFolder, codes: Sequence[str], key: MoneyKey) -> Decimal | None:
    """The sum over some elements, leaving out what another amount of theirs carries already."""
    amounts: dict[str, list[Decimal]] = {}
    carried: set[str] = set()
    for code in codes:
        lines = [line for line in folder.by_code[code].node.budget if key_of(line) == key]
        totals = [line for line in lines if not line.covers]
        # Beside a total of the element, its split by unit or concept is the same money again.
        whole = [line for line in totals if not line.executing_unit and line.concept is None]
        covered = [part for line in lines for part in line.covers]
        parts = folder.below(code) if totals else covered
        carried.update(parts, *(folder.below(part) for part in parts))
        if lines:
            amounts[code] = [line.amount for line in whole or totals or lines]
    kept = [amount for code, own in amounts.items() if code not in carried for amount in own]
    return sum(kept, Decimal(0)) if kept else None


_ORDER = (Stage.MODIFIED, Stage.OPENING, Stage.PROGRAMMED)


Ranks = Mapping[str, int]
"""Place of each version in the plan's list; a version that is not listed comes before all."""


def version_ranks(folder: PlanFolder) -> Ranks:
    """The order in which the plan lists its versions is the order in which they followed."""
    return {version.id: n for n, version in enumerate(folder.plan.versions)}


def budget_key(amounts: Iterable[MoneyKey], year: int, ranks: Ranks) -> MoneyKey | None:
    """The stage that says what an element has to spend: PIM (latest version), PIA, programmed."""
    for stage in _ORDER:
        if found := latest(amounts, year, stage, ranks):
            return found
    return None


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
    """Keys as money moves: by year; programmed, opening, modified by version, executed."""
    stages = list(Stage)
    return sorted(keys, key=lambda key: (key[0], stages.index(key[1]), _place(key[2], ranks)))


def execution(amounts: Mapping[MoneyKey, Decimal], year: int, ranks: Ranks) -> Decimal | None:
    """Executed / modified × 100 of a year (the latest versions).

    None where one is missing, or where nothing was there to spend.
    """
    spent = latest(amounts, year, Stage.EXECUTED, ranks)
    modified = latest(amounts, year, Stage.MODIFIED, ranks)
    if spent is None or modified is None or amounts[modified] <= 0:
        return None
    return amounts[spent] / amounts[modified] * 100


def parts_agree(folder: PlanFolder, key: MoneyKey) -> bool | None:
    """Whether what is printed below the plan adds up to the plan's own total of that stage.

    None where the plan or its parts print nothing.
    """
    own = [line.amount for line in folder.plan.budget if key_of(line) == key and not line.covers]
    below = _amount(folder, folder.below(PLAN), key)
    return None if not own or below is None else below == sum(own, Decimal(0))


def is_whole(folder: PlanFolder, code: str, key: MoneyKey) -> bool:
    """Whether an amount speaks for all of an element: printed at it, or no part has another.

    Parts at different stages or versions are never shown as one sum.
    """
    own = folder.by_code[code].node.budget
    if any(key_of(line) == key and not line.covers for line in own):
        return True
    lines = (
        line for part in [code, *folder.below(code)] for line in folder.by_code[part].node.budget
    )
    spoken = {key_of(line) for line in lines}
    return {k for k in spoken if k[0] == key[0] and k[1] is not Stage.EXECUTED} == {key}


@dataclass(frozen=True, slots=True)
class Spending:
    """What there is to spend in a year and what was spent of it, in the plan's currency."""

    key: MoneyKey | None
    """Stage and version of the budget; None where there is none that speaks for everything."""
    budget: Decimal | None
    modified: Decimal | None
    executed: Decimal | None
    execution: Decimal | None
    """Executed / modified × 100; None where one of the two is missing."""
    gap: Decimal | None = None
    """Execution less mean attainment, in percentage points; of a whole year only."""


def spending(amounts: Mapping[MoneyKey, Decimal], year: int, ranks: Ranks) -> Spending:
    """The main figures of some amounts in a year, each in its latest version."""
    key = budget_key(amounts, year, ranks)
    modified, executed = (
        amounts[found] if (found := latest(amounts, year, stage, ranks)) else None
        for stage in (Stage.MODIFIED, Stage.EXECUTED)
    )
    share = execution(amounts, year, ranks)
    return Spending(key, amounts[key] if key else None, modified, executed, share)
