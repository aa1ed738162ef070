"""What was seen of each commit, kept between runs: a commit is walked once.

The file can be deleted at any time, and is of no use to another version of the code.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import MISSING, fields
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from generator.between_runs import UNUSABLE, write_whole
from generator.model.history import Step
from generator.model.quotients import Quotient
from generator.review.record.replay import CommitRecord, Renames
from generator.review.record.steps import Commit

ROOMS = (
    *("addresses", "between_runs", "compute", "history", "load", "model"),
    *("paths", "problems", "reference", "review"),
)
"""Everything of ours that the comparison of two versions imports; a test holds it."""
_PLAIN = {f.name: f.default for f in fields(Step) if f.default is not MISSING}
_OF_COMMIT = Commit().about.keys()
"""Fields of a step that its commit gives."""


@cache
def fingerprint() -> str:
    """Changes whenever the code that reads and compares content does."""
    root = Path(__file__).resolve().parents[2]
    digest = hashlib.sha256()
    for room in ROOMS:
        data = (root / room).rglob("*.yml")
        for file in sorted([*root.glob(f"{room}.py"), *(root / room).rglob("*.py"), *data]):
            digest.update(file.read_bytes())
    return digest.hexdigest()


def read(path: Path, prefix: str) -> list[CommitRecord]:
    """What was kept for a project of the repository; nothing where it cannot be used."""
    try:
        kept = json.loads(path.read_bytes())
        if kept["code"] != fingerprint() or kept["prefix"] != prefix:
            return []
        return [_seen(one) for one in kept["commits"]]
    except UNUSABLE:
        return []


def write(path: Path, prefix: str, seen: Iterable[CommitRecord]) -> None:
    """Keep what was seen; a folder that cannot be written only costs the next run its time."""
    kept = {"code": fingerprint(), "prefix": prefix, "commits": [_plain(one) for one in seen]}
    write_whole(path, json.dumps(kept, separators=(",", ":")).encode())


def _plain(seen: CommitRecord) -> dict[str, Any]:
    found = {
        "id": seen.commit.id,
        "day": str(seen.commit.day),
        "request": seen.commit.request,
        "steps": [_plain_step(step) for step in seen.steps],
        "measures": [[*old, new] for old, new in seen.measures.items()],
        "codes": [[*old, new] for old, new in seen.codes.items()],
        "stale": seen.stale,
        "removed": seen.removed,
        "acts": seen.acts,
    }
    return {name: value for name, value in found.items() if value}


def _plain_step(step: Step) -> dict[str, Any]:
    told = {f.name: getattr(step, f.name) for f in fields(step) if f.name not in _OF_COMMIT}
    shown = {name: value for name, value in told.items() if value != _PLAIN.get(name, MISSING)}
    for name in ("before", "after"):
        if isinstance(value := shown.get(name), Quotient):
            shown[name] = [f"{it:f}" if it is not None else None for it in value.numbers]
        elif isinstance(value, Decimal):
            shown[name] = [f"{value:f}"]
    return shown


def _seen(one: dict[str, Any]) -> CommitRecord:
    commit = Commit(one["id"], date.fromisoformat(one["day"]), one.get("request", ""))
    return CommitRecord(
        commit,
        tuple(_step(told, commit) for told in one.get("steps", ())),
        _renames(one.get("measures", ())),
        _renames(one.get("codes", ())),
        one.get("stale", {}),
        one.get("removed", {}),
        tuple((plan, name) for plan, name in one.get("acts", ())),
    )


def _renames(listed: Iterable[tuple[str, str, str]]) -> Renames:
    return {(plan, old): new for plan, old, new in listed}


def _step(told: dict[str, Any], commit: Commit) -> Step:
    values = {
        name: _number(*told[name]) if isinstance(told.get(name), list) else told.get(name)
        for name in ("before", "after")
    }
    return Step(**{**told, **values, **commit.about})


def _number(first: str, *others: str | None) -> Decimal:
    """A number, or the quotient of several."""
    rest = [Decimal(it) if it is not None else None for it in others]
    return Quotient(Decimal(first), *rest) if rest else Decimal(first)  # type: ignore[arg-type]
