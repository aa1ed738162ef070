"""Money: what each element carries, without counting an amount twice."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from generator.model.catalog import Element, PlanFolder
from generator.model.money import BudgetLine, Stage

Key = tuple[int, Stage, str]
"""Year, stage and version ("" where none is named)."""


@dataclass(frozen=True, slots=True)
class Printed:
    """An amount with the element it stands at."""

    element: Element
    line: BudgetLine


def printed_lines(folder: PlanFolder) -> Iterator[Printed]:
    """Every amount of a plan in the order of its elements."""
    for element, line in folder.budget():
        yield Printed(element, line)


def all_amounts(folder: PlanFolder) -> dict[str, dict[Key, Decimal]]:
    """Amounts of every element by year, stage and version, in the plan's currency.

    A total printed at the element itself stands for everything below it; otherwise the
    parts are added, each once (an element that serves two parents counts once in the plan),
    together with amounts printed at the element for a group of its parts (``covers``).
    """
    keys = sorted({key_of(line) for _, line in folder.budget()})
    return {element.code: _amounts(folder, element.code, keys) for element in folder.elements}


def _amounts(folder: PlanFolder, code: str, keys: list[Key]) -> dict[Key, Decimal]:
    found = ((key, _amount(folder, code, key, set())) for key in keys)
    return {key: amount for key, amount in found if amount is not None}


def key_of(line: BudgetLine) -> Key:
    """Year, stage and version of an amount."""
    return line.year, line.stage, line.version or ""


def _amount(folder: PlanFolder, code: str, key: Key, counted: set[str]) -> Decimal | None:
    """The amount of one element; ``counted`` holds the codes already taken."""
    element = folder.by_code.get(code)
    if element is None or code in counted:
        return None
    counted.add(code)
    lines = [line for line in element.node.budget if key_of(line) == key]
    totals = [line.amount for line in lines if not line.covers]
    if totals:
        return sum(totals, Decimal(0))
    groups = [line for line in lines if line.covers]
    counted |= {part for line in groups for part in line.covers}
    below = (_amount(folder, child.code, key, counted) for child in folder.children(code))
    parts = [line.amount for line in groups] + [amount for amount in below if amount is not None]
    return sum(parts, Decimal(0)) if parts else None
