"""A diff as findings on lines: GitHub's workflow commands, GitLab's code quality, SARIF 2.1.0."""

from __future__ import annotations

import json
from collections.abc import Iterator
from hashlib import sha256
from typing import Any
from urllib.parse import quote

from generator import __version__
from generator.i18n import n, translate
from generator.problems import Place, Problem, Severity, msg
from generator.report import words, workflow_command
from generator.review.changes import KINDS, Change, Ease, Family
from generator.review.diff import Diff
from generator.review.explain.lines import said
from generator.review.explain.rules import about, address, manual
from generator.review.explain.summary import talk_of
from generator.review.explain.talk import NBSP, Talk
from generator.review.explain.verdict import MOST, more_words, named
from generator.review.policy import Finding

_QUIET = {Family.TEXTS, Family.SOURCES, Family.REGISTERS}
_IDENTITY = (
    *("period", "member", "year", "stage", "version"),
    *("executing_unit", "concept", "field", "entry"),
)
_LOUD = {
    *("state-changed", "plan-removed", "objective-removed", "strategy-removed"),
    *("activity-removed", "measure-removed", "target-removed", "result-removed"),
}
_APPROVED = {"budget-changed", "budget-act-changed", "approval-changed", "amendment-changed"}
_GITLAB = {"warning": "major", "notice": "info"}
_GITLAB_POLICY = {Severity.ERROR: "blocker", Severity.WARNING: "major"}
_SARIF = {"warning": "warning", "notice": "note"}
MOST_COMMANDS = 400
"""Commands for GitHub, which shows ten of each level; the last one counts what is left."""
SARIF_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)


def level(change: Change) -> str:
    """``warning`` for what a reviewer must look at, else ``notice``."""
    easier = getattr(change, "ease", None) is Ease.EASIER
    final = bool(getattr(change, "was_final", False))
    judged = change.kind == "method-changed" and bool(change.effects)
    loud = change.kind in _LOUD or _is_gone(change) or getattr(change, "field", "") == "policy"
    return "warning" if easier or final or judged or loud else "notice"


def _is_gone(change: Change) -> bool:
    """Whether an approved amount or version, or an amendment, is not there any more."""
    return change.kind in _APPROVED and getattr(change, "after", None) is None


def _text(change: Change, talk: Talk) -> str:
    return said(change, talk).line.replace(NBSP, " ")


def as_github(diff: Diff, lang: str) -> str:
    """Workflow commands, the serious ones first; texts and sources are left to the comment."""
    talk = talk_of(diff, lang)
    told = [_refusal(diff, finding.problem, lang) for finding in diff.verdict[:MOST]]
    if more := more_words(diff, talk):
        told.append(workflow_command(diff.verdict[MOST].problem.severity.value, {}, more))
    changes = [change for change in diff.changes if change.family not in _QUIET]
    changes.sort(key=lambda change: level(change) != "warning")
    told += [_command(diff, change, talk) for change in changes[:MOST_COMMANDS]]
    if (left := len(changes) - MOST_COMMANDS) > 0:
        words = n(
            "… and {n} change more; all of them with --format json",
            "… and {n} changes more; all of them with --format json",
        )
        told.append(workflow_command("notice", {}, talk.n(words, left)))
    return "\n".join(told)


def _refusal(diff: Diff, problem: Problem, lang: str) -> str:
    place = problem.place
    properties = {"file": diff.folder + place.path, "line": place.line, "col": place.column}
    properties["title"] = problem.code
    return workflow_command(problem.severity.value, properties, words(problem, lang))


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
            "description": words(finding.problem, lang),
            "check_name": finding.problem.code,
            "fingerprint": name,
            "severity": _GITLAB_POLICY[finding.problem.severity],
            "location": _gitlab_place(diff, finding.problem.place),
        }
        for finding, name in named(diff)
    ]
    rows += [
        {
            "description": _text(change, talk),
            "check_name": change.kind,
            "fingerprint": name,
            "severity": _GITLAB[level(change)],
            "location": _gitlab_place(diff, change.place),
        }
        for change, name in fingerprints(diff)
    ]
    return json.dumps(rows, ensure_ascii=False, indent=2)


def _gitlab_place(diff: Diff, place: Place) -> dict[str, Any]:
    return {"path": diff.folder + place.path, "lines": {"begin": max(place.line, 1)}}


def as_sarif(diff: Diff, lang: str) -> str:
    """A log of SARIF 2.1.0 with one run."""
    talk = talk_of(diff, lang)
    kinds = [kind for kind in KINDS if any(type(change) is kind for change in diff.changes)]
    codes = sorted({finding.problem.code for finding in diff.verdict})
    ranks = {kind.kind: len(codes) + rank for rank, kind in enumerate(kinds)}
    run = {
        "tool": {
            "driver": {
                "name": "avance",
                "semanticVersion": __version__,
                "language": lang,
                "rules": [
                    *(_rule(code, diff, lang) for code in codes),
                    *(_rule(kind.kind, diff, lang) for kind in kinds),
                ],
            }
        },
        "columnKind": "unicodeCodePoints",
        "results": [
            *(
                _refused(diff, finding, (codes.index(finding.problem.code), name), lang)
                for finding, name in named(diff)
            ),
            *(
                _result(diff, change, (ranks[change.kind], name), talk)
                for change, name in fingerprints(diff)
            ),
        ],
    }
    log = {"$schema": SARIF_SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=2)


def _rule(code: str, diff: Diff, lang: str) -> dict[str, Any]:
    """What a rule or a kind is about, and where it is explained."""
    told = translate(about(code), lang)
    where = translate(msg("{what} See {place}.", what=told, place=manual(code)), lang)
    rule: dict[str, Any] = {
        "id": code,
        "name": "".join(part.capitalize() for part in code.split("-")),
        "shortDescription": {"text": told},
        "help": {"text": where},
    }
    if found := address(code, diff.head.catalog):
        rule["helpUri"] = found
    return rule


def _linkless(text: str) -> str:
    """A text in which SARIF sees no link: ``[words](address)``."""
    return text.replace("](", "]\u200b(")


def _result(diff: Diff, change: Change, known: tuple[int, str], talk: Talk) -> dict[str, Any]:
    return {
        "ruleId": change.kind,
        "ruleIndex": known[0],
        "level": _SARIF[level(change)],
        "message": {"text": _linkless(_text(change, talk))},
        "locations": [_sarif_place(diff, change.place)],
        "partialFingerprints": {"avanceChange/v1": known[1]},
    }


def _refused(diff: Diff, finding: Finding, known: tuple[int, str], lang: str) -> dict[str, Any]:
    problem = finding.problem
    return {
        "ruleId": problem.code,
        "ruleIndex": known[0],
        "level": problem.severity.value,
        "message": {"text": _linkless(words(problem, lang))},
        "locations": [_sarif_place(diff, problem.place)],
        "partialFingerprints": {"avanceChange/v1": known[1]},
    }


def _sarif_place(diff: Diff, place: Place) -> dict[str, Any]:
    physical: dict[str, Any] = {
        "artifactLocation": {
            "uri": quote(diff.folder + place.path),
            "uriBaseId": "%SRCROOT%",
        }
    }
    if place.line:
        physical["region"] = {"startLine": place.line, "startColumn": max(place.column, 1)}
    return {"physicalLocation": physical}
