"""The one comment of a proposal, kept up to date on GitHub or GitLab."""

from __future__ import annotations

from generator.code_host.api import CodeHostError
from generator.code_host.comment import CommentState, Thread, body_of, keep
from generator.code_host.github import github_thread
from generator.code_host.gitlab import TOKEN, gitlab_thread

__all__ = [
    "TOKEN",
    "CodeHostError",
    "CommentState",
    "Thread",
    "body_of",
    "github_thread",
    "gitlab_thread",
    "keep",
]
