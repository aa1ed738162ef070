"""A diff for other programs: JSON by the schema beside this module (``diff.schema.json``)."""

from __future__ import annotations

import dataclasses
import json
from collections import Counter
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from generator.compute.attainment import Attainment
from generator.compute.rollups import Rollup
from generator.model.base import Model
from generator.model.method import Band
from generator.model.period import Period, Span
from generator.model.quotients import Quotient
from generator.model.source import Cited
from generator.model.values import Other
from generator.model.years import YearNumber
from generator.review.changes import Change, MovedAttainment
from generator.review.diff import FORMAT_VERSION, Diff, Side
from generator.review.effects import PlanEffect
from generator.review.explain.change_lines import line_of
from generator.review.explain.summary import counts, formatter_of
from generator.review.policy.base import Breach
from generator.words.formatter import Formatter
from generator.words.problems import plainly

SCHEMA = Path(__file__).with_name("diff.schema.json")
"""The published schema of what is written here."""
_PLACES = 6
_PLACE = ("path", "line", "column")


def as_json(diff: Diff, lang: str) -> str:
    """The whole diff, no change left out."""
    return json.dumps(as_data(diff, lang), ensure_ascii=False, indent=2)


def as_data(diff: Diff, lang: str) -> dict[str, Any]:
    """The whole diff as plain values."""
    f = formatter_of(diff, lang)
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
            "text": counts(diff, f),
        },
        "unread": list(diff.unread),
        "uncomputed": list(diff.uncomputed),
        "policy": [_finding(finding, f) for finding in diff.verdict],
        "plans": [_plan(effect) for effect in diff.plans],
        "changes": [_change(change, f) for change in diff.changes],
    }


def _of(it: object, *names: str) -> dict[str, Any]:
    """Some fields as they are called."""
    return {name: plain(getattr(it, name)) for name in names}


def _side(side: Side) -> dict[str, Any]:
    return {
        "name": side.name,
        "commit": side.snapshot.commit,
        "has_content": not side.snapshot.absent,
        "n_files": len(side.snapshot.files),
        "n_errors": len(side.errors),
    }


def _finding(finding: Breach, f: Formatter) -> dict[str, Any]:
    problem = finding.problem
    return {
        **_of(problem, "code", "severity"),
        "plan": finding.plan,
        "place": _of(problem.place, *_PLACE),
        "message": plainly(problem.message, f),
        "hint": plainly(problem.hint, f) or None,
        "lines": list(finding.lines),
    }


def _change(change: Change, f: Formatter) -> dict[str, Any]:
    return {
        "kind": change.kind.code,
        "family": change.family.value,
        "plan": change.plan or None,
        **_of(change, "code", "title"),
        "measure": change.measure or None,
        "place": _of(change.place, *_PLACE),
        "text": line_of(change, f).text,
        "details": _of(change, *change.kind.value.details),
        "effects": [_effect(effect) for effect in change.effects],
    }


def _effect(effect: MovedAttainment) -> dict[str, Any]:
    name = _of(effect, "plan", "code", "measure", "period")
    return {**name, "member": effect.member or None, **_of(effect, "before", "after")}


def _plan(effect: PlanEffect) -> dict[str, Any]:
    counted = "activities" if effect.counts_activities else "measures"
    groups = [_of(it, "scope", "code", "title", "before", "after") for it in effect.groups]
    name = {**_of(effect, "plan", "title", "year"), "counts": counted}
    sides = _of(effect, "before", "after")
    return {**name, **sides, "put_off": effect.n_put_off, "groups": groups}


def plain(value: object) -> Any:  # noqa: C901, PLR0911  # one case a line
    """A value of the content as JSON has it; decimals as numbers, whole ones without point."""
    match value:
        case YearNumber() | Period() | Span() | str():
            return str(value)
        case None | bool() | int():
            return value
        case Quotient():
            return {key: plain(it) for key, it in {**value.written, "value": +value}.items()}
        case Decimal():
            whole = value == value.to_integral_value()
            return int(value) if whole else float(round(value, _PLACES))
        case date():
            return value.isoformat()
        case dict():
            return {str(key): plain(item) for key, item in value.items()}
        case tuple() | list():
            return [plain(item) for item in value]
        case Attainment():
            return {
                **_of(value, "status"),
                "attainment": plain(value.raw),
                **_of(value, "band", "met"),
            }
        case Rollup():
            bands = {band.value: value.bands.get(band, 0) for band in Band}
            return {**_of(value, "n", "mean_attainment"), "bands": bands}
        case Model():
            items = sorted(value.__dict__.items(), key=lambda item: item[0] in Cited.model_fields)
            return {k: plain(v) for k, v in items if v not in (None, (), {})}
    if dataclasses.is_dataclass(value) and not isinstance(value, Other):
        fields = dataclasses.fields(value)
        return {field.name: plain(getattr(value, field.name)) for field in fields}
    return str(value)
