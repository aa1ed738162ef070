"""What the policy says of a proposal, in words: before everything else, for it stops the merge."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.i18n import n
from generator.model.history import TARGET, Key, key_of
from generator.problems import Place, Severity, msg
from generator.report import as_text
from generator.review.changes import FigureChange
from generator.review.diff import Diff
from generator.review.explain.talk import Talk
from generator.review.policy.base import amendments_path, new_amendments

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
            "{n} change of a public commitment has no act or reason behind it",
            "{n} changes of public commitments have no act or reason behind them",
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


@dataclass(frozen=True, slots=True)
class Grounds:
    """What the new targets of a proposal rest on, looked up once for all of them."""

    refused: frozenset[Place]
    """Where the policy has something against a figure."""
    documents: Mapping[tuple[str, Key], str]
    """By plan and figure, the document of the new amendment that names it."""

    @classmethod
    def of(cls, diff: Diff) -> Grounds:
        """Read the verdict and the amendments that are only in HEAD."""
        documents = {
            (plan, moved.key): _printed(diff, amendment.document)
            for plan, folder in diff.head.catalog.plans.items()
            for amendment in new_amendments(diff.base.catalog.plans.get(plan), folder)
            for moved in amendment.moved()
        }
        return cls(frozenset(finding.problem.place for finding in diff.verdict), documents)

    def is_refused(self, change: FigureChange) -> bool:
        """Whether the policy has something against the new target."""
        return change.place in self.refused

    def document_of(self, change: FigureChange) -> str:
        """The document that a new amendment gives for the target; "" where there is none."""
        key = key_of(change.measure or change.code, change.period.text, change.member, TARGET)
        return self.documents.get((change.plan, key), "")


def _printed(diff: Diff, name: str) -> str:
    document = diff.head.catalog.documents.get(name)
    return (document.number or document.title or "") if document else name
