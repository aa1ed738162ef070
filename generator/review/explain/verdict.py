"""What the policy says of a proposal, in words: before everything else, for it stops the merge."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256

from generator.compute.history import TARGET
from generator.i18n import n
from generator.model.reports import AmendedChange
from generator.problems import Severity, msg
from generator.report import as_text
from generator.review.changes import TargetChanged
from generator.review.diff import Diff
from generator.review.explain.talk import Talk
from generator.review.policy import Finding
from generator.review.policy.base import amendments_path, key_of

MOST = 50
"""Findings that are written one by one; their count is always told."""


def n_refused(diff: Diff) -> int:
    """How many findings are errors."""
    return sum(finding.problem.severity is Severity.ERROR for finding in diff.verdict)


def headline(diff: Diff, talk: Talk) -> str:
    """How many changes of commitments lack their ground; ``""`` where none does."""
    refused = n_refused(diff)
    if refused:
        words = n(
            "{n} change of a public commitment lacks its ground",
            "{n} changes of public commitments lack their ground",
        )
        return talk.n(words, refused)
    if diff.verdict:
        words = n("{n} warning on public commitments", "{n} warnings on public commitments")
        return talk.n(words, len(diff.verdict))
    return ""


def verdict_lines(diff: Diff, talk: Talk) -> Iterator[str]:
    """The findings as ``avance check`` writes them, under how many there are."""
    if not diff.verdict:
        return
    yield f"{headline(diff, talk)}:"
    yield from as_text([f.problem for f in diff.verdict[:MOST]], talk.lang).splitlines()
    if more := more_words(diff, talk):
        yield more


def more_words(diff: Diff, talk: Talk) -> str:
    """What is not shown one by one."""
    left = len(diff.verdict) - MOST
    words = n(
        "… and {n} more; all of them with `avance check --base`",
        "… and {n} more; all of them with `avance check --base`",
    )
    return talk.n(words, left) if left > 0 else ""


def lines_to_add(diff: Diff) -> dict[str, list[str]]:
    """Lines that ``amendments.yml`` needs, by its path."""
    found: dict[str, list[str]] = {}
    for finding in diff.verdict:
        if finding.lines:
            path = f"content/{amendments_path(finding.plan)}"
            found.setdefault(path, []).extend(finding.lines)
    return found


def template(talk: Talk) -> tuple[str, ...]:
    """The head of an amendment, to be filled in."""
    blanks = (
        ("- id", msg("name-of-the-amendment")),
        ("  date", msg("YYYY-MM-DD")),
        ("  document", msg("id-of-the-document")),
        ("  reason", msg("why it changes")),
    )
    return (*(f"{key}: {talk.t(blank)}" for key, blank in blanks), "  changes:")


def refused(diff: Diff, change: TargetChanged) -> bool:
    """Whether the policy has something against a new target."""
    return any(finding.problem.place == change.place for finding in diff.verdict)


def document_of(diff: Diff, change: TargetChanged) -> str:
    """The document of the new amendment that names a new target; "" where there is none."""
    before, after = (side.catalog.plans.get(change.plan) for side in (diff.base, diff.head))
    known = {amendment.id for amendment in before.amendments} if before else set()
    for amendment in after.amendments if after else ():
        if amendment.id not in known and any(_names(it, change) for it in amendment.changes):
            document = diff.head.catalog.documents.get(amendment.document)
            return (document.number or document.title or "") if document else amendment.document
    return ""


def _names(said: AmendedChange, change: TargetChanged) -> bool:
    wanted = key_of(change.measure or change.code, change.period, change.member, TARGET)
    members = [member for member, _, _ in said.by_member()]
    return wanted in {key_of(said.measure, said.period, name, said.figure) for name in members}


_MOVING = {"before", "after", "said", "done", "lines"}
"""Parts of a message that follow the values."""


def named(diff: Diff) -> Iterator[tuple[Finding, str]]:
    """Findings with a name that stays while lines move and values are edited further."""
    seen: dict[str, int] = {}
    for finding in diff.verdict:
        problem = finding.problem
        values = (str(v) for k, v in problem.message.values.items() if k not in _MOVING)
        key = "\0".join([problem.code, finding.plan, problem.message.template, *values])
        seen[key] = seen.get(key, 0) + 1
        yield finding, sha256(f"{key}\0{seen[key]}".encode()).hexdigest()
