"""One comment a proposal, found again by its first line and by who wrote it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from generator.code_host.api import Api, CodeHostError
from generator.problems import msg
from generator.review.explain.as_markdown import LIMIT, MARKER

_MOST_BYTES = LIMIT * 4
"""No character of UTF-8 takes more than four."""


class CommentState(StrEnum):
    """What became of the comment."""

    WRITTEN = "written"
    UPDATED = "updated"
    SAME = "same"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Thread:
    """The comments of a proposal, and which of them are by whom the token stands for."""

    api: Api
    path: str
    """Where comments are listed and added."""
    one: str
    """Where one comment is: the path without its number."""
    method: str
    """How a comment is changed there: ``PATCH`` or ``PUT``."""
    own: Callable[[dict[str, Any]], bool]


def body_of(path: Path) -> str:
    """The comment that ``avance diff --format markdown`` wrote. Raises CodeHostError, OSError.

    A file that does not start like one, or is longer than any that the diff writes, is not sent.
    """
    with path.open("rb") as stream:
        data = stream.read(_MOST_BYTES + 1)
    too_long = CodeHostError(msg("{place} has more than {n} characters", place=path, n=str(LIMIT)))
    if len(data) > _MOST_BYTES:
        raise too_long
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        raise CodeHostError(msg("{place} is not UTF-8", place=path)) from None
    if not text.startswith(f"{MARKER}\n"):
        what = msg("{place} is not what «avance diff --format markdown» writes", place=path)
        raise CodeHostError(what)
    if len(text) > LIMIT:
        raise too_long
    if re.search(r"(?m)^\s*/", text):
        # GitLab runs «/merge» and the like, also where a program writes them.
        raise CodeHostError(msg("{place}: a line starts with «/», an order to GitLab", place=path))
    return text.rstrip("\n")


def keep(thread: Thread, body: str, *, only_update: bool = False) -> CommentState:
    """Make the own comment say ``body``: change the one that is there, else add one."""
    own = _own_comment(thread)
    if own is None:
        if only_update:
            return CommentState.NONE
        thread.api.send("POST", thread.path, {"body": body})
        return CommentState.WRITTEN
    if _lines(own["body"]) == _lines(body):
        return CommentState.SAME
    thread.api.send(thread.method, f"{thread.one}/{int(own['id'])}", {"body": body})
    return CommentState.UPDATED


def _own_comment(thread: Thread) -> dict[str, Any] | None:
    """The first own comment with the mark: others may write the mark, and are left alone."""
    return next(
        (
            comment
            for comment in thread.api.each(thread.path)
            if thread.own(comment) and str(comment.get("body") or "").startswith(MARKER)
        ),
        None,
    )


def _lines(text: str) -> list[str]:
    """A comment as it is compared: a server may keep other ends of lines."""
    return text.strip().splitlines()
