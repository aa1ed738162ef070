"""Whether two figures may be held against each other: the difference, or why there is none.

A difference is told only between percentages that mean the same: of one method, one level, one
period, one unit of measurement. Where they do not, the first reason why not stands in its place.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from itertools import combinations

from generator.compute.attainment import Attainment
from generator.compute.money import MoneyKey
from generator.compute.rollups import Rollup
from generator.model.catalog import Level
from generator.model.indicator import Direction
from generator.model.money import Stage
from generator.model.period import Period

MOST = 60
"""Things of which every two are held against each other."""
_SEVERAL = 2


class Axis(StrEnum):
    """What is compared."""

    REGIONS = "regions"
    UNITS = "units"
    PARTS = "parts"
    """Parts of a plan on one level: objectives, strategies."""
    SITES = "sites"
    """Places of one service, or parts of one indicator."""
    YEARS = "years"
    PLANS = "plans"


class Metric(StrEnum):
    """Which figure is compared. Units: percent."""

    ATTAINMENT = "attainment"
    EXECUTION = "execution"


class Refusal(StrEnum):
    """Why two figures give no difference; the first that holds is told."""

    NO_FIGURE = "no-figure"
    DISPUTED = "disputed"
    METHOD = "method"
    LEVEL = "level"
    PERIOD = "period"
    RUNNING = "running"
    """Of one the year is not over: it is held against the targets until then."""
    UNIT = "unit"
    DIRECTION = "direction"
    CURRENCY = "currency"
    STAGE = "stage"


@dataclass(frozen=True, slots=True)
class Basis:
    """What two figures must have in common."""

    method: str = ""
    level: Level | None = None
    """On which the things stand that a mean is of."""
    period: Period | None = None
    """None where years are what is compared."""
    running: bool = False
    unit: str = ""
    direction: Direction | None = None
    currency: str | None = None
    stage: Stage | None = None
    """Which says what was spent."""


@dataclass(frozen=True, slots=True)
class Percentage:
    """A percentage, unrounded, with what it is of; without a value there is none (yet)."""

    value: Decimal | None
    basis: Basis
    disputed: bool = False
    """Whether it is contradicted: ``reconcile/compared.py`` knows."""


@dataclass(frozen=True, slots=True)
class Peer:
    """One of what is compared."""

    code: str
    """Of a region, a unit, a part of the plan; a year; a plan; a part of an indicator."""
    plan: str
    period: Period
    of: Rollup | Attainment
    """What its attainment comes from."""
    figures: Mapping[Metric, Percentage]
    name: str = ""
    """What tells it apart where its code does not: a place, in the words of its title."""
    amounts: frozenset[tuple[str, MoneyKey]] = frozenset()
    """What its execution comes from, by the code where it stands."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two things by one of their figures."""

    first: Peer
    second: Peer
    metric: Metric

    @property
    def figures(self) -> tuple[Percentage, Percentage]:
        """Of the first and of the second."""
        return self.first.figures[self.metric], self.second.figures[self.metric]

    @property
    def refusal(self) -> Refusal | None:
        """Why there is no difference."""
        first, second = self.figures
        if first.value is None or second.value is None:
            return Refusal.NO_FIGURE
        if first.disputed or second.disputed:
            return Refusal.DISPUTED
        return apart(first.basis, second.basis)

    @property
    def difference(self) -> Decimal | None:
        """The first less the second, in percentage points, unrounded."""
        first, second = (it.value for it in self.figures)
        if self.refusal or first is None or second is None:
            return None
        return first - second


@dataclass(frozen=True, slots=True)
class Comparison:
    """What may be held against each other: the lowest first, the latest year first."""

    axis: Axis
    plan: str
    """Empty of plans themselves."""
    of: str
    """A scope, a level, an indicator, the first of some activities, or a part of the plan."""
    peers: tuple[Peer, ...]
    by: str = ""
    """The dimension of parts of an indicator; the service that places have in common."""

    def pairs(self, metric: Metric) -> tuple[Pair, ...]:
        """Every two of them; of more than ``MOST`` there would be too many."""
        few = self.peers if len(self.peers) <= MOST else ()
        return tuple(Pair(first, second, metric) for first, second in combinations(few, 2))

    @property
    def metrics(self) -> tuple[Metric, ...]:
        """The figures that two of them have."""

        def n(it: Metric) -> int:
            return sum(peer.figures[it].value is not None for peer in self.peers)

        return tuple(it for it in Metric if n(it) >= _SEVERAL)


def apart(first: Basis, second: Basis) -> Refusal | None:
    """What two figures do not have in common."""
    if first == second:  # most are, and comparing them whole is fast
        return None
    found = (it for it in Refusal if it not in {Refusal.NO_FIGURE, Refusal.DISPUTED})
    return next((it for it in found if getattr(first, it) != getattr(second, it)), None)
