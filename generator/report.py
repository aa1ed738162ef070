"""Findings in words, for people and for machines."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256

from generator.i18n import catalogue, translate
from generator.problems import Message, Place, Problem, Severity, msg, say

STOPPED = msg("content/ has errors: the pages stay as they were")


def as_text(problems: Sequence[Problem], lang: str) -> str:
    """One finding per line: ``path:line:col: severity[code] message. Remedy``."""
    return "\n".join(_line(problem, lang) for problem in problems)


def why_stopped(problems: Iterable[Problem], lang: str) -> list[str]:
    """Lines that say why a preview goes on with the old pages."""
    errors = [problem for problem in problems if problem.severity is Severity.ERROR]
    return [translate(STOPPED, lang), *as_text(errors, lang).splitlines()]


def in_the_way(paths: Iterable[str]) -> Message:
    """Files under ``docs/`` that were written by hand where pages go."""
    names = ", ".join(f"docs/{path}" for path in paths)
    return msg("{names}: written by hand, and a page goes there; rename it", names=names)


def _line(problem: Problem, lang: str) -> str:
    severity = _severity(problem.severity, lang)
    return quiet(f"{problem.place}: {severity}[{problem.code}] {words(problem, lang)}")


def quiet(line: str) -> str:
    """A line in which a runner of GitHub or Azure finds no command: they look for ``##[``."""
    return line.replace("##", "#\u200b#")


def _severity(severity: Severity, lang: str) -> str:
    return catalogue(lang).gettext(_SEVERITIES[severity])


_SEVERITIES = {Severity.ERROR: say("error"), Severity.WARNING: say("warning")}


def words(problem: Problem, lang: str) -> str:
    """What is wrong and the remedy, as sentences on one line."""
    said = translate(problem.message, lang)
    if problem.hint is None:
        return said
    hint = translate(problem.hint, lang).lstrip()
    first = 1 if hint.startswith(("¿", "¡")) else 0
    hint = hint[:first] + hint[first : first + 1].upper() + hint[first + 1 :]
    return f"{said}. {hint}"


def as_json(problems: Sequence[Problem], lang: str) -> str:
    """A list of objects: code, severity, path, line, column, message, hint."""
    rows = [
        {
            "code": problem.code,
            "severity": problem.severity.value,
            "path": problem.place.path,
            "line": problem.place.line,
            "column": problem.place.column,
            "message": translate(problem.message, lang),
            "hint": translate(problem.hint, lang) if problem.hint else None,
        }
        for problem in problems
    ]
    return json.dumps(rows, ensure_ascii=False, indent=2)


class Level(StrEnum):
    """How serious a line of a report is, in GitHub's words."""

    ERROR = "error"
    WARNING = "warning"
    NOTICE = "notice"


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a report for another program, whatever its format."""

    code: str
    """Of the rule, or of the kind of change."""
    level: Level
    place: Place
    text: str


def row_of(problem: Problem, lang: str) -> Row:
    """A finding as a line of a report."""
    level = Level(problem.severity.value)
    return Row(problem.code, level, problem.place, words(problem, lang))


def fingerprints(keys: Iterable[str]) -> Iterator[str]:
    """Names of findings by what they are known by, as hexadecimal SHA-256; doubles are numbered."""
    seen: Counter[str] = Counter()
    for key in keys:
        seen[key] += 1
        yield sha256(f"{key}\0{seen[key]}".encode()).hexdigest()


def as_github(problems: Sequence[Problem], lang: str) -> str:
    """GitHub workflow commands, which show a finding on its line of a pull request."""
    return "\n".join(github_command(row_of(problem, lang)) for problem in problems)


def github_command(row: Row) -> str:
    """The workflow command that shows a row on its line."""
    place = row.place
    properties = {"file": place.path, "line": place.line, "col": place.column, "title": row.code}
    return workflow_command(row.level, properties, row.text)


def workflow_command(level: str, properties: Mapping[str, object], text: str) -> str:
    """A workflow command of GitHub: ``error``, ``warning`` or ``notice``; empty properties go."""
    given = ",".join(f"{key}={_property(value)}" for key, value in properties.items() if value)
    return f"::{level} {given}::{_data(text)}"


def _data(text: str) -> str:
    return quiet(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(value: object) -> str:
    return _data(str(value)).replace(":", "%3A").replace(",", "%2C")


def as_gitlab(problems: Sequence[Problem], lang: str) -> str:
    """A code quality report of GitLab; a finding keeps its name while lines move."""
    rows = [row_of(problem, lang) for problem in problems]
    names = fingerprints("\0".join((row.code, row.place.path, row.text)) for row in rows)
    return gitlab_report(zip(rows, names, strict=True))


def gitlab_report(rows: Iterable[tuple[Row, str]]) -> str:
    """A code quality report of GitLab out of rows with their fingerprints."""
    entries = [
        {
            "description": row.text,
            "check_name": row.code,
            "fingerprint": fingerprint,
            "severity": _GITLAB[row.level],
            "location": {"path": row.place.path, "lines": {"begin": max(row.place.line, 1)}},
        }
        for row, fingerprint in rows
    ]
    return json.dumps(entries, ensure_ascii=False, indent=2)


_GITLAB = {Level.ERROR: "blocker", Level.WARNING: "major", Level.NOTICE: "info"}


def summary(problems: Sequence[Problem], n_files: int, lang: str) -> str:
    """The last line: how much was read and what was found."""
    said = catalogue(lang)
    n_errors = sum(problem.severity is Severity.ERROR for problem in problems)
    n_warnings = len(problems) - n_errors
    parts = (
        said.ngettext("{n} file", "{n} files", n_files).format(n=n_files),
        said.ngettext("{n} error", "{n} errors", n_errors).format(n=n_errors),
        said.ngettext("{n} warning", "{n} warnings", n_warnings).format(n=n_warnings),
    )
    return ", ".join(parts) + "."


FORMATS: dict[str, Callable[[Sequence[Problem], str], str]] = {
    "text": as_text,
    "json": as_json,
    "github": as_github,
    "gitlab": as_gitlab,
}
