"""A diff as findings on lines: GitHub's workflow commands, GitLab's code quality, SARIF 2.1.0.

Each format lists the same rows: what the policy found, then the changes.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from urllib.parse import quote

from generator import __version__
from generator.model.site import PolicyRule
from generator.problems import Message, Place, msg, plural
from generator.review.changes import Change, ChangeKind, Ease, Family, FieldChange, WarnWhen
from generator.review.diff import Diff
from generator.review.explain.change_lines import line_of
from generator.review.explain.summary import MOST_FINDINGS, formatter_of, more_words
from generator.review.policy.base import Breach
from generator.words.annotations import (
    Annotation,
    AnnotationLevel,
    fingerprints,
    github_command,
    gitlab_report,
    workflow_command,
)
from generator.words.formatter import Formatter, common_blanks
from generator.words.problems import annotation

_IDENTITY = (
    *("period", "member", "year", "stage", "version"),
    *("executing_unit", "concept", "funding", "currency", "covers", "field", "entry"),
)
"""Fields that tell changes of one kind and one element apart, where a kind has them."""
_MOVING = {"before", "after", "said", "done", "lines"}
"""Parts of a message of the policy that follow the values."""
POLICY: dict[str, Message] = {
    PolicyRule.UNAMENDED_CHANGE: msg("A public commitment changed without an amendment."),
    PolicyRule.AMENDMENT_MISMATCH: msg("An amendment does not say what the files did."),
    PolicyRule.RESTATED_RESULT: msg("A final result changed without a correction."),
    PolicyRule.REMOVED_COMMITMENT: msg("A public commitment is gone."),
    PolicyRule.BACK_TO_DRAFT: msg("A published plan is a draft again."),
    PolicyRule.UNAMENDED_AMOUNT: msg("A planned amount changed without an amendment."),
}
"""What each rule refuses, in one sentence."""
_SARIF_LEVELS = {
    AnnotationLevel.ERROR: "error",
    AnnotationLevel.WARNING: "warning",
    AnnotationLevel.NOTICE: "note",
}
MOST_COMMANDS = 400
"""Commands for GitHub, which shows ten of each level; the last one counts what is left."""
SARIF_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)


def level(change: Change) -> AnnotationLevel:
    """A warning for what a reviewer must look at, else a notice."""
    rules = isinstance(change, FieldChange) and change.field == "policy"
    loud = change.ease is Ease.EASIER or change.was_final or rules or _alerts(change)
    return AnnotationLevel.WARNING if loud else AnnotationLevel.NOTICE


def _alerts(change: Change) -> bool:
    match change.kind.value.alert:
        case WarnWhen.WITH_EFFECT:
            return bool(change.effects)
        case WarnWhen.WHEN_GONE:
            return change.after is None
        case alert:
            return alert is WarnWhen.ALWAYS


# Rows.


def _row(it: Breach | Change, diff: Diff, f: Formatter) -> Annotation:
    """A finding or a change, at its path from the top of the repository."""
    if isinstance(it, Breach):
        row = annotation(it.problem, f)
    else:
        text = common_blanks(line_of(it, f).text)
        row = Annotation(it.kind.code, level(it), it.place, text)
    return replace(row, place=replace(row.place, path=diff.folder + row.place.path))


def _rows(diff: Diff, f: Formatter) -> Iterator[tuple[Annotation, str]]:
    """All rows, each with a name that stays while lines move and values are edited further."""
    listed: tuple[Breach | Change, ...] = (*diff.verdict, *diff.changes)
    names = fingerprints(map(_key, listed))
    yield from zip((_row(it, diff, f) for it in listed), names, strict=True)


def _key(it: Breach | Change) -> str:
    if isinstance(it, Breach):
        message = it.problem.message
        values = (str(v) for k, v in message.values.items() if k not in _MOVING)
        return "\0".join((it.problem.code, it.plan, message.template, *values))
    own = (str(getattr(it, name, "")) for name in _IDENTITY)
    return "\0".join((it.kind.code, it.plan, it.code, it.measure, *own))


# Formats.


def as_github(diff: Diff, lang: str) -> str:
    """Workflow commands, the serious ones first; texts and sources are left to the comment."""
    f = formatter_of(diff, lang)
    told = [github_command(_row(it, diff, f)) for it in diff.verdict[:MOST_FINDINGS]]
    if more := more_words(diff, f):
        told.append(workflow_command(diff.verdict[MOST_FINDINGS].problem.severity.value, {}, more))
    quiet = {family for family in Family if family.is_quiet} | {Family.REGISTERS}
    changes = [change for change in diff.changes if change.family not in quiet]
    changes.sort(key=lambda change: level(change) is not AnnotationLevel.WARNING)
    told += [github_command(_row(it, diff, f)) for it in changes[:MOST_COMMANDS]]
    if (left := len(changes) - MOST_COMMANDS) > 0:
        words = plural(
            "… and {n} change more; all of them with --format json",
            "… and {n} changes more; all of them with --format json",
        )
        told.append(workflow_command(AnnotationLevel.NOTICE, {}, f.t(words, n=left)))
    return "\n".join(told)


def as_gitlab(diff: Diff, lang: str) -> str:
    """A code quality report of GitLab."""
    return gitlab_report(_rows(diff, formatter_of(diff, lang)))


def as_sarif(diff: Diff, lang: str) -> str:
    """A log of SARIF 2.1.0 with one run."""
    f, kinds = formatter_of(diff, lang), {change.kind for change in diff.changes}
    codes = [
        *sorted({finding.problem.code for finding in diff.verdict}),
        *(kind.code for kind in ChangeKind if kind in kinds),
    ]
    ranks = {code: rank for rank, code in enumerate(codes)}
    driver = {
        "name": "avance",
        "semanticVersion": __version__,
        "language": lang,
        "rules": [_sarif_rule(code, diff, f) for code in codes],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_sarif_result(row, ranks[row.code], name) for row, name in _rows(diff, f)],
    }
    log = {"$schema": SARIF_SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=2)


def _sarif_rule(code: str, diff: Diff, f: Formatter) -> dict[str, Any]:
    """What a rule or a kind is about, and where it is explained."""
    about = POLICY[code] if code in POLICY else ChangeKind.of(code).value.about
    told = f.t(about)
    where = f.t("{what} See {place}.", what=told, place=manual(code))
    rule: dict[str, Any] = {
        "id": code,
        "name": "".join(part.capitalize() for part in code.split("-")),
        "shortDescription": {"text": told},
        "help": {"text": where},
    }
    site = diff.head.catalog.site
    if site and site.url:
        rule["helpUri"] = f"{site.url.rstrip('/')}/{_page(code)}/#{code}"
    return rule


def _page(code: str) -> str:
    """The page of the manual that has a kind or a rule, from the folder of the manual."""
    return f"editores/{'reglas' if code in POLICY else 'cambios'}"


def manual(code: str) -> str:
    """Where the manual explains a kind or a rule, as a file of the project."""
    return f"generator/manual/es/{_page(code)}.md#{code}"


def _sarif_result(row: Annotation, rank: int, fingerprint: str) -> dict[str, Any]:
    """``rank`` is the index of the row's rule among the rules of the run.

    SARIF sees a link in ``[words](address)``: an invisible sign keeps the two apart.
    """
    return {
        "ruleId": row.code,
        "ruleIndex": rank,
        "level": _SARIF_LEVELS[row.level],
        "message": {"text": row.text.replace("](", "]\u200b(")},
        "locations": [_sarif_place(row.place)],
        "partialFingerprints": {"avanceChange/v1": fingerprint},
    }


def _sarif_place(place: Place) -> dict[str, Any]:
    artifact = {"uri": quote(place.path), "uriBaseId": "%SRCROOT%"}
    physical: dict[str, Any] = {"artifactLocation": artifact}
    if place.line:
        physical["region"] = {"startLine": place.line, "startColumn": max(place.column, 1)}
    return {"physicalLocation": physical}
