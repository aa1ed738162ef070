"""Changes of figures: targets, results, amounts."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from generator.model.measure import Correction
from generator.model.money import Stage
from generator.model.period import Period
from generator.review.changes.base import Change, Ease, Family, Figure, Value


@dataclass(frozen=True, slots=True, kw_only=True)
class Target(Change):
    """A target of one period."""

    family: ClassVar[Family] = Family.TARGETS
    period: Period
    member: str = ""
    unit: str | None = None
    in_percent: bool = False
    """Values are percentages: their differences are points."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetChanged(Target):
    """A target has another value."""

    kind: ClassVar[str] = "target-changed"
    before: Value
    after: Value
    ease: Ease
    unit_before: str | None = None
    """Unit of the old value, where it is another: the two have no difference."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetAdded(Target):
    """A period has a target that it had not."""

    kind: ClassVar[str] = "target-added"
    after: Value


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetRemoved(Target):
    """A period has no target any more."""

    kind: ClassVar[str] = "target-removed"
    before: Value


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetsRescheduled(Change):
    """The targets of a year are told by other periods: quarters became months."""

    kind: ClassVar[str] = "targets-rescheduled"
    family: ClassVar[Family] = Family.TARGETS
    year: int
    before: tuple[Figure, ...]
    after: tuple[Figure, ...]
    total_before: Value
    """What the periods give together, by the accumulation of the indicator."""
    total_after: Value
    unit: str | None = None
    in_percent: bool = False
    """Values are percentages: their differences are points."""
    ease: Ease
    unit_before: str | None = None
    """Unit of the old values, where it is another: the two have no difference."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TotalChanged(Change):
    """The printed total of the targets has another value."""

    kind: ClassVar[str] = "total-changed"
    family: ClassVar[Family] = Family.TARGETS
    before: Value
    after: Value
    unit: str | None = None
    in_percent: bool = False
    """Values are percentages: their differences are points."""


# Results.


@dataclass(frozen=True, slots=True, kw_only=True)
class Result(Change):
    """A result of one period."""

    family: ClassVar[Family] = Family.RESULTS
    period: Period
    member: str = ""
    unit: str | None = None
    in_percent: bool = False
    """Values are percentages: their differences are points."""
    is_baseline: bool = False
    """Of a period before the plan (``role: baseline``)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultReported(Result):
    """A period has a result that it had not."""

    kind: ClassVar[str] = "result-reported"
    after: Value


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultRestated(Result):
    """A value that had been reported is another."""

    kind: ClassVar[str] = "result-restated"
    before: Value
    after: Value
    was_final: bool
    """It stood in a file of final results: the period was closed."""
    correction: Correction | None
    """The reason that HEAD gives for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultRemoved(Result):
    """A value that had been reported is gone."""

    kind: ClassVar[str] = "result-removed"
    before: Value
    was_final: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultStatusChanged(Change):
    """The results of a period became final, or provisional again."""

    kind: ClassVar[str] = "result-status-changed"
    family: ClassVar[Family] = Family.RESULTS
    period: Period
    before: Value
    after: Value


def ease_of(change: Change) -> Ease:
    """Whether a change makes a target easier or harder to reach; most kinds do neither."""
    return change.ease if isinstance(change, TargetChanged | TargetsRescheduled) else Ease.NEITHER


def was_final(change: Change) -> bool:
    """Whether a change is of a result that had been reported as final."""
    return isinstance(change, ResultRestated | ResultRemoved) and change.was_final


# Money.


@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetChanged(Change):
    """An amount is another, appears or disappears. Units: ``currency``."""

    kind: ClassVar[str] = "budget-changed"
    family: ClassVar[Family] = Family.BUDGETS
    year: int
    stage: Stage
    version: str | None
    executing_unit: str | None
    concept: str | None
    currency: str | None
    before: Decimal | None
    after: Decimal | None
