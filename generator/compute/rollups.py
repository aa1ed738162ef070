"""Means and counts of activities by scope and period.

An activity counts once, with the mean of its measures; on the other levels each measure counts.
Levels are never averaged together: what speaks for a scope is its lowest level with measures.
Means are unweighted, of the capped attainments (``mean_attainment``) and of the raw ones
(``mean_raw``; docs: metodología, promedios).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from generator.compute.attainment import AIMLESS, Attainment, Status
from generator.compute.firmness import least_firm
from generator.model.catalog import Level
from generator.model.combine import mean
from generator.model.measure import ResultStatus
from generator.model.method import Band, Bands
from generator.model.values import Intent

ZERO = Decimal(0)


class Scope(StrEnum):
    """What a roll-up speaks of."""

    PLAN = "plan"
    OBJECTIVE = "objective"
    STRATEGY = "strategy"
    ELEMENT = "element"
    """A part of a plan that declares its own levels."""
    EXECUTING_UNIT = "executing-unit"
    UNIT = "unit"
    REGION = "region"


OF_ELEMENTS = frozenset({Scope.PLAN, Scope.OBJECTIVE, Scope.STRATEGY, Scope.ELEMENT})
"""Scopes that are a plan or a part of it."""


def scope_of(level: Level) -> Scope | None:
    """What a roll-up of an element speaks of; None on the last level, whose elements enter them."""
    if level.is_counted:
        return None
    return Scope.ELEMENT if level.is_own else Scope(level.code)


ScopeKey = tuple[Scope, str]
"""A scope and the code of what it speaks of."""


@dataclass(frozen=True, slots=True)
class Counted:
    """What counts in a roll-up: an activity (or a measure) with its result for one period."""

    code: str
    level: Level
    """Where in the plan it stands."""
    scopes: tuple[ScopeKey, ...]
    """Everything it counts under."""
    status: Status
    capped: Decimal | None
    raw: Decimal | None
    band: Band | None
    programmed: bool
    executed: bool
    n_owed: int = 0
    """Periods that are due and missing beside its result."""
    met: bool | None = None
    """Whether it met its target, where that gives no percentage; None where nobody can say."""
    firmness: ResultStatus = ResultStatus.FINAL
    """The least firm of its results."""
    is_late: bool = False
    """The target is of an earlier year, which missed it."""
    is_early: bool = False
    """Its percentage is of part of a year, beside the target of all of it: no band judges it."""
    is_told_otherwise: bool = False
    """It has no result though it was reported: in words, or by part alone."""


@dataclass(frozen=True, slots=True)
class Rollup:
    """Counts and sums of one level of a scope; means are derived."""

    n: int = 0
    level: Level | None = None
    """What it is of; None where nothing counts."""
    n_programmed: int = 0
    n_executed: int = 0
    n_behind: int = 0
    """How many have a result, or the reason why there is none, and owe that of a period."""
    n_early: int = 0
    """How many have a percentage of a part of the year alone, which no band judges yet."""
    n_told_otherwise: int = 0
    """How many have no result though they were reported: in words, or by part alone."""
    n_late: int = 0
    """How many are held against a target that an earlier year missed."""
    n_averaged: int = 0
    """How many have a percentage: the ones the means are of."""
    n_met: int = 0
    """How many met a target that gives no percentage."""
    n_unmet: int = 0
    n_estimated: int = 0
    """How many have a result that is estimated, in whole or in part."""
    n_provisional: int = 0
    """How many have a result that may be revised, and none that is estimated."""
    bands: Mapping[Band, int] = field(default_factory=lambda: dict.fromkeys(Band, 0))
    statuses: Mapping[Status, int] = field(default_factory=lambda: dict.fromkeys(Status, 0))
    sum_capped: Decimal = ZERO
    """Sum of the capped attainments, in percent."""
    sum_raw: Decimal = ZERO

    @property
    def n_reported(self) -> int:
        """How many have a target and a result."""
        return self.statuses.get(Status.VALUE, 0)

    @property
    def n_aimed(self) -> int:
        """How many have a target of the period that applies."""
        return self.n - sum(self.statuses.get(it, 0) for it in (*AIMLESS, Status.NOT_APPLICABLE))

    @property
    def n_unjudged(self) -> int:
        """How many have a result that nothing holds against a target."""
        return self.n_reported - self.n_averaged - self.n_verdicts

    @property
    def n_silent(self) -> int:
        """How many owe a result of which nothing at all was reported."""
        return self.statuses.get(Status.NOT_REPORTED, 0) - self.n_told_otherwise

    def band(self, bands: Bands | None) -> Band | None:
        """The band of the mean; None where there is none, or a part of it is not judged yet."""
        mean = self.mean_attainment
        return bands.of(mean) if bands and mean is not None and not self.n_early else None

    @property
    def n_verdicts(self) -> int:
        """How many met or did not meet a target that gives no percentage."""
        return self.n_met + self.n_unmet

    @property
    def mean_attainment(self) -> Decimal | None:
        """Percent; None ("sin dato") where nothing counts."""
        return self.sum_capped / self.n_averaged if self.n_averaged else None

    @property
    def mean_raw(self) -> Decimal | None:
        """Percent, uncapped; None where nothing counts."""
        return self.sum_raw / self.n_averaged if self.n_averaged else None

    @classmethod
    def of(cls, rows: Sequence[Counted]) -> Rollup:
        """The roll-up of activities (or measures) of one level."""
        bands, statuses = dict.fromkeys(Band, 0), dict.fromkeys(Status, 0)
        for row in rows:
            statuses[row.status] += 1
            if row.band is not None:
                bands[row.band] += 1
        return cls(
            n=len(rows),
            level=rows[0].level if rows else None,
            n_programmed=sum(row.programmed for row in rows),
            n_executed=sum(row.executed for row in rows),
            n_behind=sum(row.n_owed > 0 and row.status.is_told for row in rows),
            n_early=sum(row.is_early and row.capped is not None for row in rows),
            n_told_otherwise=sum(row.is_told_otherwise for row in rows),
            n_late=sum(row.is_late for row in rows),
            n_averaged=sum(row.capped is not None for row in rows),
            n_met=sum(row.met is True for row in rows),
            n_unmet=sum(row.met is False for row in rows),
            n_estimated=sum(row.firmness is ResultStatus.ESTIMATED for row in rows),
            n_provisional=sum(row.firmness is ResultStatus.PROVISIONAL for row in rows),
            bands=bands,
            statuses=statuses,
            sum_capped=sum((row.capped or ZERO for row in rows), ZERO),
            sum_raw=sum((row.raw or ZERO for row in rows), ZERO),
        )


def activity_result(
    key: tuple[str, Level],
    scopes: tuple[ScopeKey, ...],
    parts: list[Attainment],
    bands: Bands | None,
    n_owed: int = 0,
) -> Counted:
    """One activity (by its code and level) from the attainments of its measures."""
    capped = [value for part in parts if (value := part.capped) is not None]
    raw = [part.raw for part in parts if part.raw is not None]
    average = mean(capped)
    judged = (it for it in parts if it.status is Status.VALUE and it.raw is None)
    verdicts = {it.met for it in judged if not isinstance(it.target, Intent)}
    main = raw[0] if len(raw) == 1 else average
    is_early = any(part.raw is not None and part.band is None for part in parts)
    band = bands.of(main) if bands is not None and main is not None and not is_early else None
    return Counted(
        code=key[0],
        level=key[1],
        scopes=scopes,
        status=_status(parts),
        capped=average,
        raw=mean(raw),
        band=band,
        programmed=any(part.status.is_planned for part in parts),
        executed=any(isinstance(p.actual, Decimal) and p.actual > 0 for p in parts),
        n_owed=n_owed,
        met=_all_met(verdicts) if average is None and verdicts else None,
        firmness=least_firm(p.firmness for p in parts),
        is_late=any(part.of_year for part in parts),
    )


def _all_met(verdicts: set[bool | None]) -> bool | None:
    """Whether all of several were met; None where nobody can say of one."""
    return False if False in verdicts else None if None in verdicts else True


_PRECEDENCE = (
    Status.VALUE,
    Status.NOT_REPORTED,
    Status.WITHHELD,
    Status.NOT_AVAILABLE,
    Status.NOT_DUE,
    Status.DISCONTINUED,
    Status.COVERED,
    Status.ON_THE_WAY,
    Status.OTHER_YEAR,
    Status.NOT_PROGRAMMED,
    Status.NOT_APPLICABLE,
)


def _status(parts: list[Attainment]) -> Status:
    """The status that says most about a group: a value before a debt before silence."""
    if len(parts) == 1:
        return parts[0].status
    present = {part.status for part in parts}
    return next((status for status in _PRECEDENCE if status in present), Status.NOT_PROGRAMMED)


Levels = tuple[Rollup, ...]
"""The roll-ups of one scope, a level each, the lowest first."""


def lowest_first(levels: Iterable[Level]) -> list[Level]:
    """Levels from the last one up."""
    return sorted(levels, key=lambda level: -level.depth)


def by_level(rows: Iterable[Counted]) -> Levels:
    """A roll-up of each level that the rows stand on, the lowest first."""
    found: dict[Level, list[Counted]] = {}
    for row in rows:
        found.setdefault(row.level, []).append(row)
    return tuple(Rollup.of(found[level]) for level in lowest_first(found))


def roll_up(rows: Iterable[Counted]) -> dict[ScopeKey, Levels]:
    """Roll-ups by scope. An activity under two objectives counts in both, once in the plan."""
    found: dict[ScopeKey, list[Counted]] = {}
    for row in rows:
        for scope in row.scopes:
            found.setdefault(scope, []).append(row)
    return {scope: by_level(found[scope]) for scope in sorted(found)}


def lowest(rolled: Mapping[ScopeKey, Levels]) -> dict[ScopeKey, Rollup]:
    """The roll-up that speaks for each scope: of its lowest level with measures."""
    return {scope: levels[0] for scope, levels in rolled.items()}


NOTHING = Rollup()
