"""How a budget moved: from the opening through each version to what was spent."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from generator.compute.money import MoneyKey, Spending, in_stage_order, is_whole
from generator.compute.results import PlanResult
from generator.model.catalog import PLAN
from generator.model.money import BUDGETS, Stage
from generator.model.period import Period
from generator.model.plan import BudgetChange, Version


@dataclass(frozen=True, slots=True)
class BudgetStep:
    """The budget of a year as it stood at one stage, in the plan's currency."""

    key: MoneyKey
    version: Version | None
    amount: Decimal
    before: Decimal | None
    """The amount of the step before; None at the first."""
    acts: tuple[BudgetChange, ...]
    """The acts that are first seen in this version."""

    @property
    def stage(self) -> Stage:
        """The stage of the amount."""
        return self.key[1]

    @property
    def change(self) -> Decimal | None:
        """How much it moved since the step before."""
        return None if self.before is None else self.amount - self.before

    @property
    def change_share(self) -> Decimal | None:
        """Change / amount before x 100; None where nothing was there before."""
        return _share(self.change, self.before)

    @property
    def acts_amount(self) -> Decimal:
        """What the acts of this version move together."""
        return sum((act.amount for act in self.acts), Decimal(0))

    @property
    def main_act(self) -> BudgetChange | None:
        """The act that moved it most, in the direction in which it moved."""
        same = [act for act in self.acts if act.amount * (self.change or 0) > 0]
        return max(same, key=lambda act: abs(act.amount), default=None)


@dataclass(frozen=True, slots=True)
class Growth:
    """The budget of a plan in one year: its steps, and what was spent of the last."""

    year: int
    steps: tuple[BudgetStep, ...]
    spending: Spending | None

    @property
    def change(self) -> Decimal | None:
        """From the first step to the last; None where there is only one."""
        return self.steps[-1].amount - self.steps[0].amount if len(self.steps) > 1 else None

    @property
    def change_share(self) -> Decimal | None:
        """That change / the first amount x 100."""
        return _share(self.change, self.steps[0].amount if self.steps else None)

    @property
    def largest(self) -> BudgetStep | None:
        """The step that moved the budget most, up or down."""
        moved = [(abs(step.change), step) for step in self.steps if step.change]
        return max(moved, key=lambda pair: pair[0])[1] if moved else None


def growths(result: PlanResult) -> tuple[Growth, ...]:
    """The budget of a plan by year; a year without an amount that speaks for all is left out."""
    years = sorted({year for year, _, _ in result.money.get(PLAN, {})})
    found = [Growth(year, tuple(_steps(result, year)), _spent(result, year)) for year in years]
    return tuple(growth for growth in found if growth.steps)


def _spent(result: PlanResult, year: int) -> Spending | None:
    found = result.spending(Period.of_year(year))
    return found if found.key and found.executed is not None else None


def _steps(result: PlanResult, year: int) -> Iterator[BudgetStep]:
    amounts = result.money.get(PLAN, {})
    keys = [
        key
        for key in in_stage_order(amounts, result.version_ranks)
        if key[0] == year
        and key[1] in BUDGETS
        and is_whole(result.folder, result.printed, PLAN, key)
    ]
    before = None
    for key in keys:
        version = _version(result, key)
        acts = tuple(
            act
            for act in result.folder.plan.budget_changes
            if version is not None and act.version == version.id
        )
        yield BudgetStep(key, version, amounts[key], before, acts)
        before = amounts[key]


def _version(result: PlanResult, key: MoneyKey) -> Version | None:
    """The version that an amount names; of an opening without one, the first that has its total.

    Documents print the opening budget without a version, and list the plan that is consistent
    with it as their first.
    """
    versions = result.folder.plan.versions
    _, stage, name = key
    if name:
        return next((version for version in versions if version.id == name), None)
    if stage is not Stage.OPENING or not versions:
        return None
    named = {version for _, _, version in result.money.get(PLAN, {})}
    first = versions[0]
    return first if first.id not in named and first.budget == result.money[PLAN][key] else None


def _share(part: Decimal | None, whole: Decimal | None) -> Decimal | None:
    if part is None or whole is None or whole <= 0:
        return None
    return part / whole * 100
