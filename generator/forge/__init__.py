"""The one comment of a proposal, kept up to date on GitHub or GitLab."""

from __future__ import annotations

from generator.forge.api import ForgeError
from generator.forge.comment import Outcome, Thread, body_of, keep
from generator.forge.github import github_thread
from generator.forge.gitlab import TOKEN, gitlab_thread

__all__ = [
    "TOKEN",
    "ForgeError",
    "Outcome",
    "Thread",
    "body_of",
    "github_thread",
    "gitlab_thread",
    "keep",
]
