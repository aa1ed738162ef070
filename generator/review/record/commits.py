"""The commits that touched the content, oldest first, with the files each one left otherwise."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from generator.load.disk import passed_over
from generator.load.yaml_text import shown
from generator.problems import msg
from generator.review.clock import Clock
from generator.review.git import GitError, Repository, ask
from generator.review.record.steps import Commit
from generator.review.snapshot import CONTENT

_FORMAT = "%x01%H%x00%ct%x00%B%x00"
_START = "\x01"
_DELETED = "D"
_FILES = ("100644", "100755")
_REQUESTS = (
    re.compile(r"\AMerge pull request #([1-9][0-9]{0,8})\b"),
    re.compile(r"\A[^\n]*\(#([1-9][0-9]{0,8})\)\s*(?:\n|\Z)"),
    re.compile(r"^See merge request \S*!([1-9][0-9]{0,8})\s*$", re.MULTILINE),
)
"""How GitHub (merge, squash) and GitLab write the number of a proposal into a message.

GitLab writes its line after the title, which its author can make look like one: the last counts.
"""


@dataclass(frozen=True, slots=True)
class Touched:
    """A commit and the blobs that it left at paths of the content; None where a file went."""

    commit: Commit
    blobs: dict[str, str | None]


def touched(repo: Repository, clock: Clock, revision: str = "HEAD") -> list[Touched]:
    """Commits along the main line (first parents) that touched the content, oldest first.

    What a proposal did counts when it is merged, as one step; its day is the latest that a commit
    up to it believably has. Empty where there is no commit.
    Raises GitError where the history cannot be read.
    """
    if not repo.has(["rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}"]):
        return []
    answer = ask(
        repo.folder,
        [
            *("log", "--first-parent", "--reverse", "--diff-merges=first-parent", "--root"),
            *("--raw", "--no-abbrev", "--no-renames", "--no-relative", "-z", "--encoding=UTF-8"),
            *("--no-ext-diff", "--no-show-signature", "--no-notes", "--no-color"),
            f"-O{os.devnull}",
            *(f"--format={_FORMAT}", revision, "--", f":(top,literal){repo.prefix}{CONTENT}"),
        ],
    )
    if answer.status != 0:
        raise GitError(msg("the history cannot be read: {why}", why=answer.complaint))
    found = list(_read(answer.out, f"{repo.prefix}{CONTENT}/", clock))
    first = next((it.commit.day for it in found if it.commit.day), clock.day(clock.now))
    return [
        it if it.commit.day else replace(it, commit=replace(it.commit, day=first)) for it in found
    ]


def _read(printed: bytes, prefix: str, clock: Clock) -> Iterator[Touched]:
    tokens = iter(printed.decode("utf-8", "surrogateescape").split("\0"))
    found: Touched | None = None
    latest: datetime | None = None
    for token in tokens:
        text = token.lstrip("\n")
        if text.startswith(_START):
            if found is not None:
                yield found
            latest = max(filter(None, (latest, clock.believed(next(tokens)))), default=None)
            day = clock.day(latest) if latest else None
            found = Touched(Commit(text[1:], day, request_number(next(tokens))), {})
        elif text.startswith(":") and found is not None:
            _, mode, _, blob, status = text.split(" ")
            path = shown(next(tokens).removeprefix(prefix))
            if not passed_over(path):
                found.blobs[path] = blob if status[0] != _DELETED and mode in _FILES else None
    if found is not None:
        yield found


def request_number(message: str) -> str:
    """The number of the proposal that a message of a commit names; ``""`` without one."""
    found = (pattern.findall(message.lstrip()) for pattern in _REQUESTS)
    return next((str(numbers[-1]) for numbers in found if numbers), "")
