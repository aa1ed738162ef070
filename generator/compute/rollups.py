"""Means and counts of activities by plan, objective and strategy, with pandas.

An activity counts once, with the mean of its measures; where a plan has no activities its
measures stand in their place. Means are unweighted, of the capped attainments
(``mean_attainment``) and of the raw ones (``mean_raw``).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

import pandas as pd

from generator.compute.attainment import Attainment, Status
from generator.model.combine import mean
from generator.model.method import Band, Bands


@dataclass(frozen=True, slots=True)
class Counted:
    """What counts in a roll-up: an activity (or a measure) with its outcome for one year."""

    code: str
    scopes: tuple[str, ...]
    """Codes of everything above it: strategy, objectives, plan."""
    status: Status
    capped: Decimal | None
    raw: Decimal | None
    band: Band | None
    programmed: bool
    executed: bool


@dataclass(frozen=True, slots=True)
class Rollup:
    """Counts and means of one scope. Shares are derived by whoever shows them."""

    n: int = 0
    n_programmed: int = 0
    n_executed: int = 0
    n_reported: int = 0
    n_averaged: int = 0
    """How many have a percentage: the ones the means are of."""
    bands: Mapping[Band, int] = field(default_factory=dict)
    statuses: Mapping[Status, int] = field(default_factory=dict)
    mean_attainment: Decimal | None = None
    """Percent; None ("sin dato") where nothing counts."""
    mean_raw: Decimal | None = None


def outcome(
    code: str, scopes: Iterable[str], parts: list[Attainment], bands: Bands | None
) -> Counted:
    """One activity from the attainments of its measures."""
    capped = [part.capped for part in parts if part.capped is not None]
    raw = [part.raw for part in parts if part.raw is not None]
    average = mean(capped)
    judged = raw[0] if len(raw) == 1 else average
    band = bands.of(judged) if bands is not None and judged is not None else None
    return Counted(
        code=code,
        scopes=tuple(dict.fromkeys(scopes)),
        status=_status(parts),
        capped=average,
        raw=mean(raw),
        band=band,
        programmed=any(
            part.status not in {Status.NOT_PROGRAMMED, Status.NOT_APPLICABLE} for part in parts
        ),
        executed=any(isinstance(p.actual, Decimal) and p.actual > 0 for p in parts),
    )


_PRECEDENCE = (
    Status.VALUE,
    Status.NOT_REPORTED,
    Status.NOT_DUE,
    Status.COVERED,
    Status.NOT_PROGRAMMED,
    Status.NOT_APPLICABLE,
)


def _status(parts: list[Attainment]) -> Status:
    """The status that says most about a group: a value before a debt before silence."""
    present = {part.status for part in parts}
    return next((status for status in _PRECEDENCE if status in present), Status.NOT_PROGRAMMED)


def roll_up(rows: Iterable[Counted]) -> dict[str, Rollup]:
    """Roll-ups by scope. An activity under two objectives counts in both, once in the plan."""
    records = [(scope, row) for row in sorted(rows, key=lambda r: r.code) for scope in row.scopes]
    if not records:
        return {}
    frame = pd.DataFrame(
        {
            "scope": [scope for scope, _ in records],
            "status": [row.status.value for _, row in records],
            "band": [row.band.value if row.band else None for _, row in records],
            "capped": [row.capped for _, row in records],
            "raw": [row.raw for _, row in records],
            "programmed": [row.programmed for _, row in records],
            "executed": [row.executed for _, row in records],
        }
    )
    return {str(scope): _rollup(group) for scope, group in frame.groupby("scope", sort=True)}


def _rollup(group: pd.DataFrame) -> Rollup:
    statuses = group["status"].value_counts()
    bands = group["band"].value_counts()
    return Rollup(
        n=len(group),
        n_programmed=int(group["programmed"].sum()),
        n_executed=int(group["executed"].sum()),
        n_averaged=sum(1 for value in group["capped"] if value is not None),
        n_reported=int((group["status"] == Status.VALUE.value).sum()),
        bands={band: int(bands.get(band.value, 0)) for band in Band},
        statuses={status: int(statuses.get(status.value, 0)) for status in Status},
        mean_attainment=mean([v for v in group["capped"] if v is not None]),
        mean_raw=mean([v for v in group["raw"] if v is not None]),
    )
