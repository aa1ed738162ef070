"""A diff as findings on lines: GitHub's workflow commands, GitLab's code quality, SARIF 2.1.0."""

from __future__ import annotations

import json
from collections.abc import Iterator
from hashlib import sha256
from typing import Any
from urllib.parse import quote

from generator import __version__
from generator.report import workflow_command
from generator.review.changes import KINDS, Change, Ease, Family
from generator.review.diff import Diff
from generator.review.explain.lines import said
from generator.review.explain.summary import talk_of
from generator.review.explain.talk import NBSP, Talk

_QUIET = {Family.TEXTS, Family.SOURCES, Family.REGISTERS}
_IDENTITY = (
    *("period", "member", "year", "stage", "version"),
    *("executing_unit", "concept", "field", "entry"),
)
_LOUD = {"state-changed", "plan-removed", "result-removed", "target-removed", "activity-removed"}
_GITLAB = {"warning": "major", "notice": "info"}
_SARIF = {"warning": "warning", "notice": "note"}
SARIF_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)


def level(change: Change) -> str:
    """``warning`` for what a reviewer must look at, else ``notice``."""
    easier = getattr(change, "ease", None) is Ease.EASIER
    final = bool(getattr(change, "was_final", False))
    judged = change.kind == "method-changed" and bool(change.effects)
    return "warning" if easier or final or judged or change.kind in _LOUD else "notice"


def _text(change: Change, talk: Talk) -> str:
    return said(change, talk).line.replace(NBSP, " ")


def as_github(diff: Diff, lang: str) -> str:
    """Workflow commands; texts and sources are left to the comment."""
    talk = talk_of(diff, lang)
    return "\n".join(
        _command(diff, change, talk) for change in diff.changes if change.family not in _QUIET
    )


def _command(diff: Diff, change: Change, talk: Talk) -> str:
    place = change.place
    properties: dict[str, object] = {
        "file": diff.folder + place.path,
        "line": place.line,
        "col": place.column,
        "title": change.kind,
    }
    return workflow_command(level(change), properties, _text(change, talk))


def fingerprints(diff: Diff) -> Iterator[tuple[Change, str]]:
    """Changes with a name that stays while lines move and values are edited further."""
    seen: dict[str, int] = {}
    for change in diff.changes:
        parts = [change.kind, change.plan, change.code, change.measure]
        parts += [str(getattr(change, name, "")) for name in _IDENTITY]
        key = "\0".join(parts)
        seen[key] = seen.get(key, 0) + 1
        yield change, sha256(f"{key}\0{seen[key]}".encode()).hexdigest()


def as_gitlab(diff: Diff, lang: str) -> str:
    """A code quality report of GitLab."""
    talk = talk_of(diff, lang)
    rows = [
        {
            "description": _text(change, talk),
            "check_name": change.kind,
            "fingerprint": name,
            "severity": _GITLAB[level(change)],
            "location": {
                "path": diff.folder + change.place.path,
                "lines": {"begin": max(change.place.line, 1)},
            },
        }
        for change, name in fingerprints(diff)
    ]
    return json.dumps(rows, ensure_ascii=False, indent=2)


def as_sarif(diff: Diff, lang: str) -> str:
    """A log of SARIF 2.1.0 with one run."""
    talk = talk_of(diff, lang)
    kinds = [kind for kind in KINDS if any(type(change) is kind for change in diff.changes)]
    ranks = {kind: rank for rank, kind in enumerate(kinds)}
    run = {
        "tool": {
            "driver": {
                "name": "avance",
                "semanticVersion": __version__,
                "rules": [_rule(kind) for kind in kinds],
            }
        },
        "columnKind": "unicodeCodePoints",
        "results": [
            _result(diff, change, (ranks[type(change)], name), talk)
            for change, name in fingerprints(diff)
        ],
    }
    log = {"$schema": SARIF_SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=2)


def _rule(kind: type[Change]) -> dict[str, Any]:
    told = (kind.__doc__ or kind.kind).splitlines()[0]
    return {"id": kind.kind, "name": kind.__name__, "shortDescription": {"text": told}}


def _result(diff: Diff, change: Change, known: tuple[int, str], talk: Talk) -> dict[str, Any]:
    place = change.place
    physical: dict[str, Any] = {
        "artifactLocation": {"uri": quote(diff.folder + place.path), "uriBaseId": "%SRCROOT%"}
    }
    if place.line:
        physical["region"] = {"startLine": place.line, "startColumn": max(place.column, 1)}
    return {
        "ruleId": change.kind,
        "ruleIndex": known[0],
        "level": _SARIF[level(change)],
        "message": {"text": _text(change, talk)},
        "locations": [{"physicalLocation": physical}],
        "partialFingerprints": {"avanceChange/v1": known[1]},
    }
