"""Changes of the tree of a plan: what came, went, moved or has another code."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from generator.model.catalog import Level
from generator.review.changes.base import Change, Family, Figure


@dataclass(frozen=True, slots=True, kw_only=True)
class Whole(Change):
    """Something that came or went, with what it had."""

    family: ClassVar[Family] = Family.STRUCTURE
    targets: tuple[Figure, ...] = ()
    n_measures: int = 0
    n_activities: int = 0
    n_results: int = 0
    n_budgets: int = 0
    unit: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanAdded(Whole):
    """A plan that was not there, with everything in it."""

    kind: ClassVar[str] = "plan-added"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanRemoved(Whole):
    """A plan is gone, with everything in it."""

    kind: ClassVar[str] = "plan-removed"


@dataclass(frozen=True, slots=True, kw_only=True)
class WholeElement(Whole):
    """An element of the tree."""

    level: ClassVar[Level]


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectiveAdded(WholeElement):
    """An objective that was not there."""

    kind: ClassVar[str] = "objective-added"
    level: ClassVar[Level] = Level.OBJECTIVE


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectiveRemoved(WholeElement):
    """An objective is gone."""

    kind: ClassVar[str] = "objective-removed"
    level: ClassVar[Level] = Level.OBJECTIVE


@dataclass(frozen=True, slots=True, kw_only=True)
class StrategyAdded(WholeElement):
    """A strategy that was not there."""

    kind: ClassVar[str] = "strategy-added"
    level: ClassVar[Level] = Level.STRATEGY


@dataclass(frozen=True, slots=True, kw_only=True)
class StrategyRemoved(WholeElement):
    """A strategy is gone."""

    kind: ClassVar[str] = "strategy-removed"
    level: ClassVar[Level] = Level.STRATEGY


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityAdded(WholeElement):
    """An activity that was not there, with its measures and targets."""

    kind: ClassVar[str] = "activity-added"
    level: ClassVar[Level] = Level.ACTIVITY


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityRemoved(WholeElement):
    """An activity is gone, with its measures and targets."""

    kind: ClassVar[str] = "activity-removed"
    level: ClassVar[Level] = Level.ACTIVITY


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureAdded(Whole):
    """An element that was there is measured by something more."""

    kind: ClassVar[str] = "measure-added"


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureRemoved(Whole):
    """An element that stays is no longer measured by something."""

    kind: ClassVar[str] = "measure-removed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved(Change):
    """Something that stands elsewhere."""

    family: ClassVar[Family] = Family.STRUCTURE
    before: tuple[str, ...]
    """Codes of what it stood under (or at, for a measure)."""
    after: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StrategyMoved(Moved):
    """A strategy serves other objectives."""

    kind: ClassVar[str] = "strategy-moved"


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityMoved(Moved):
    """An activity stands under another strategy."""

    kind: ClassVar[str] = "activity-moved"


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureMoved(Moved):
    """A measure hangs on another element."""

    kind: ClassVar[str] = "measure-moved"


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeChanged(Change):
    """The same element, measure or sheet under another code."""

    kind: ClassVar[str] = "code-changed"
    family: ClassVar[Family] = Family.STRUCTURE
    what: str
    """``objective``, ``strategy``, ``activity``, ``measure`` or ``indicator``."""
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorAdded(Change):
    """A sheet that was not there."""

    kind: ClassVar[str] = "indicator-added"
    family: ClassVar[Family] = Family.STRUCTURE


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorRemoved(Change):
    """A sheet is gone."""

    kind: ClassVar[str] = "indicator-removed"
    family: ClassVar[Family] = Family.STRUCTURE
