"""The earlier versions of a content: those of git, and the copy that the last sound build kept."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import date
from pathlib import Path

from generator.between_runs import UNUSABLE, read_own, write_own
from generator.hold.tree import PREFIX, PastTree
from generator.load.loader import Memo
from generator.problems import Place, error
from generator.review.clock import Clock
from generator.review.git import GitError, Repository, repository
from generator.review.record.commits import touched
from generator.review.snapshot import from_revision

UNREADABLE = "unreadable-file"
MOST_COMMITS = 100
"""How far back a sound version is looked for: each is read, and checked where its plan differs."""


def earlier(content: Path, clock: Clock, kept: Path, memo: Memo) -> Iterator[PastTree]:
    """The content after each commit of its history, and last the copy in the file ``kept``."""
    is_committed = False
    with suppress(GitError):
        repo = repository(content.parent)
        is_committed = repo.has_committed(kept)
        yield from history(repo, "HEAD", clock, memo)
    if not is_committed and (copy := _copy(kept, memo)):
        yield copy


def history(repo: Repository, tip: str, clock: Clock, memo: Memo) -> Iterator[PastTree]:
    """The content after each commit of the main line that touched it, from the last one back.

    Where the history is there from its beginning, an empty one stands for what was before.
    Raises GitError where the commits cannot be listed.
    """
    commits = touched(repo, clock, tip)
    blobs: dict[str, bytes] = {}
    for it in reversed(commits[-MOST_COMMITS:]):
        yield replace(version(repo, it.commit.id, memo, blobs), day=it.commit.day)
    if commits and len(commits) <= MOST_COMMITS and not repo.is_shallow:
        yield PastTree({}, memo)


def version(
    repo: Repository, commit: str, memo: Memo, blobs: dict[str, bytes] | None = None
) -> PastTree:
    """The content of a commit; one that cannot be read is a content with that error alone."""
    try:
        return PastTree(from_revision(repo, commit, blobs).files, memo, commit=commit)
    except GitError as failure:
        problem = error(UNREADABLE, Place(PREFIX), failure.message)
        return PastTree({}, memo, (problem,), commit=commit)


def keep(kept: Path, files: Mapping[str, bytes], day: date) -> None:
    """Keep a content without errors; without documents in PDF, for they are large.

    A folder that cannot be written costs no more than this.
    """
    texts = {k: it.decode("latin-1") for k, it in files.items() if not k.endswith(".pdf")}
    write_own(kept, json.dumps({"day": day.isoformat(), "files": texts}).encode())


def _copy(kept: Path, memo: Memo) -> PastTree | None:
    """The copy; None where there is none to believe."""
    try:
        told = json.loads(read_own(kept))
        files = {name: text.encode("latin-1") for name, text in told["files"].items()}
        return PastTree(files, memo, day=date.fromisoformat(told["day"]))
    except UNUSABLE:
        return None
