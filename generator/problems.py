"""What is wrong, where, and what to write instead: findings as values.

A :class:`Message` holds a template and its values, not words in a language; a reporter
translates it. Templates are written in English and translated in ``locale/``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Severity(StrEnum):
    """How serious a finding is; only errors stop a build."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, order=True, slots=True)
class Place:
    """A spot in a file: the path, line and column from 1 (0 = the whole file)."""

    path: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}" if self.line else self.path


@dataclass(frozen=True, slots=True)
class Message:
    """A translatable template (``str.format`` fields) and the values that fill it."""

    template: str
    values: Mapping[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.template.format_map(self.values)


def msg(template: str, **values: object) -> Message:
    """Mark a template for translation and bind its values."""
    return Message(template, values)


def say(template: str) -> str:
    """Mark a string for translation and leave it as it is."""
    return template


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding: a rule's code, its severity, the place, what is wrong and the remedy."""

    code: str
    severity: Severity
    place: Place
    message: Message
    hint: Message | None = None


def error(code: str, place: Place, message: Message, hint: Message | None = None) -> Problem:
    """A finding that must be mended before anything is published."""
    return Problem(code, Severity.ERROR, place, message, hint)


def warning(code: str, place: Place, message: Message, hint: Message | None = None) -> Problem:
    """A finding that deserves a look; the portal can still be published."""
    return Problem(code, Severity.WARNING, place, message, hint)


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """Sort by place and code and drop repetitions, so that the same content reads the same."""
    seen = {(p.place, p.code, str(p.message)): p for p in problems}
    return [seen[key] for key in sorted(seen)]


def has_errors(problems: Iterable[Problem]) -> bool:
    """Whether any finding is an error."""
    return any(problem.severity is Severity.ERROR for problem in problems)
