"""A diff for other programs: JSON by the schema beside this module (``diff.schema.json``)."""

from __future__ import annotations

import dataclasses
import json
from collections import Counter
from datetime import date
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import Any

from generator.compute.attainment import Attainment
from generator.compute.rollups import Rollup
from generator.i18n import translate
from generator.model.base import Model
from generator.model.method import Band
from generator.model.period import Period, Span
from generator.problems import Place
from generator.review.changes import Change, Effect
from generator.review.diff import FORMAT_VERSION, Diff, Side
from generator.review.effects import GroupEffect, PlanEffect
from generator.review.explain.lines import line_of
from generator.review.explain.summary import counts, talk_of
from generator.review.explain.talk import Talk
from generator.review.policy.base import Finding

SCHEMA = Path(__file__).with_name("diff.schema.json")
"""The published schema of what is written here."""
_PLACES = 6


def as_json(diff: Diff, lang: str) -> str:
    """The whole diff, no change left out."""
    return json.dumps(as_data(diff, lang), ensure_ascii=False, indent=2)


def as_data(diff: Diff, lang: str) -> dict[str, Any]:
    """The whole diff as plain values."""
    talk = talk_of(diff, lang)
    kinds = Counter(change.kind.code for change in diff.changes)
    return {
        "format_version": FORMAT_VERSION,
        "language": lang,
        "base": _side(diff.base),
        "head": _side(diff.head),
        "folder": diff.folder,
        "as_of": diff.as_of.isoformat(),
        "summary": {
            "n_changes": len(diff.changes),
            "kinds": dict(sorted(kinds.items())),
            "text": counts(diff, talk),
        },
        "unread": list(diff.unread),
        "uncomputed": list(diff.uncomputed),
        "policy": [_finding(finding, lang) for finding in diff.verdict],
        "plans": [_plan(effect) for effect in diff.plans],
        "changes": [_change(change, talk) for change in diff.changes],
    }


def _side(side: Side) -> dict[str, Any]:
    return {
        "name": side.name,
        "commit": side.snapshot.commit,
        "has_content": not side.snapshot.absent,
        "n_files": len(side.snapshot.files),
        "n_errors": len(side.errors),
    }


def _finding(finding: Finding, lang: str) -> dict[str, Any]:
    problem = finding.problem
    return {
        "code": problem.code,
        "severity": problem.severity.value,
        "plan": finding.plan,
        "place": _place(problem.place),
        "message": translate(problem.message, lang),
        "hint": translate(problem.hint, lang) if problem.hint else None,
        "lines": list(finding.lines),
    }


def _place(place: Place) -> dict[str, Any]:
    return {"path": place.path, "line": place.line, "column": place.column}


def _change(change: Change, talk: Talk) -> dict[str, Any]:
    return {
        "kind": change.kind.code,
        "family": change.family.value,
        "plan": change.plan or None,
        "code": change.code,
        "title": change.title,
        "measure": change.measure or None,
        "place": _place(change.place),
        "text": line_of(change, talk).text,
        "details": {name: plain(getattr(change, name)) for name in change.kind.value.details},
        "effects": [_effect(effect) for effect in change.effects],
    }


def _effect(effect: Effect) -> dict[str, Any]:
    return {
        "plan": effect.plan,
        "code": effect.code,
        "measure": effect.measure,
        "period": effect.period.text,
        "member": effect.member or None,
        "before": _attained(effect.before),
        "after": _attained(effect.after),
    }


def _attained(it: Attainment | None) -> dict[str, Any] | None:
    if it is None:
        return None
    return {
        "status": it.status.value,
        "attainment": plain(it.raw),
        "band": it.band.value if it.band else None,
        "met": it.met,
    }


def _plan(effect: PlanEffect) -> dict[str, Any]:
    return {
        "plan": effect.plan,
        "title": effect.title,
        "year": effect.year,
        "counts": "activities" if effect.counts_activities else "measures",
        "before": _rollup(effect.before),
        "after": _rollup(effect.after),
        "groups": [_group(group) for group in effect.groups],
    }


def _group(group: GroupEffect) -> dict[str, Any]:
    sides = {"before": _rollup(group.before), "after": _rollup(group.after)}
    return {"scope": group.scope.value, "code": group.code, "title": group.title, **sides}


def _rollup(rollup: Rollup) -> dict[str, Any]:
    return {
        "n": rollup.n,
        "mean_attainment": plain(rollup.mean_attainment),
        "bands": {band.value: rollup.bands.get(band, 0) for band in Band},
    }


def plain(value: object) -> Any:  # noqa: C901, PLR0911  # one case a line
    """A value of the content as JSON has it; decimals as numbers, whole ones without point."""
    match value:
        case None | bool() | int():
            return value
        case Decimal():
            whole = value == value.to_integral_value()
            return int(value) if whole else float(round(value, _PLACES))
        case StrEnum():
            return value.value
        case date():
            return value.isoformat()
        case Period() | Span() | str():
            return str(value)
        case dict():
            return {str(key): plain(item) for key, item in value.items()}
        case tuple() | list():
            return [plain(item) for item in value]
        case Model():
            return {k: plain(v) for k, v in value.__dict__.items() if v not in (None, (), {})}
    if dataclasses.is_dataclass(value):
        fields = dataclasses.fields(value)
        return {field.name: plain(getattr(value, field.name)) for field in fields}
    return str(value)
