"""A diff in words: for a terminal, a pull request, and other programs."""

from __future__ import annotations

from collections.abc import Callable

from generator.review.diff import Diff
from generator.review.explain.as_findings import as_github, as_gitlab, as_sarif
from generator.review.explain.as_json import as_json
from generator.review.explain.as_markdown import as_markdown
from generator.review.explain.as_text import Screen, as_text

__all__ = ["FORMATS", "Screen", "as_markdown", "as_text"]

FORMATS: dict[str, Callable[[Diff, str], str]] = {
    "text": as_text,
    "markdown": as_markdown,
    "json": as_json,
    "github": as_github,
    "gitlab": as_gitlab,
    "sarif": as_sarif,
}
"""Formats by name; each takes a diff and the language."""
