"""Findings in words, for people and for machines."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from hashlib import sha256

from generator.i18n import catalogue, translate
from generator.problems import Problem, Severity, say


def as_text(problems: Sequence[Problem], lang: str) -> str:
    """One finding per line: ``path:line:col: severity[code] message. Remedy``."""
    return "\n".join(_line(problem, lang) for problem in problems)


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


def as_github(problems: Sequence[Problem], lang: str) -> str:
    """GitHub workflow commands, which show a finding on its line of a pull request."""
    return "\n".join(_command(problem, lang) for problem in problems)


def _command(problem: Problem, lang: str) -> str:
    place = problem.place
    properties: dict[str, object] = {"file": place.path, "line": place.line, "col": place.column}
    properties["title"] = problem.code
    return workflow_command(problem.severity.value, properties, words(problem, lang))


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
    rows = []
    seen: Counter[str] = Counter()
    for problem in problems:
        said = words(problem, lang)
        key = "\0".join((problem.code, problem.place.path, said))
        seen[key] += 1
        row = {
            "description": said,
            "check_name": problem.code,
            "fingerprint": sha256(f"{key}\0{seen[key]}".encode()).hexdigest(),
            "severity": _GITLAB[problem.severity],
            "location": {
                "path": problem.place.path,
                "lines": {"begin": max(problem.place.line, 1)},
            },
        }
        rows.append(row)
    return json.dumps(rows, ensure_ascii=False, indent=2)


_GITLAB = {Severity.ERROR: "blocker", Severity.WARNING: "major"}


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
