"""Lines of a review for other programs: GitHub's workflow commands, GitLab's code quality."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256

from generator.problems import Place


class AnnotationLevel(StrEnum):
    """How serious an annotation is, in GitHub's words."""

    ERROR = "error"
    WARNING = "warning"
    NOTICE = "notice"


@dataclass(frozen=True, slots=True)
class Annotation:
    """What is said of a line, whatever the format."""

    code: str
    """Of the rule, or of the kind of change."""
    level: AnnotationLevel
    place: Place
    text: str


def fingerprints(keys: Iterable[str]) -> Iterator[str]:
    """Names of findings by what they are known by, as hexadecimal SHA-256; doubles are numbered."""
    seen: Counter[str] = Counter()
    for key in keys:
        seen[key] += 1
        yield sha256(f"{key}\0{seen[key]}".encode()).hexdigest()


def quiet(line: str) -> str:
    """A line in which a runner of GitHub or Azure finds no command: they look for ``##[``."""
    return line.replace("##", "#\u200b#")


def github_command(it: Annotation) -> str:
    """The workflow command that shows an annotation on its line."""
    place = it.place
    properties = {"file": place.path, "line": place.line, "col": place.column, "title": it.code}
    return workflow_command(it.level, properties, it.text)


def workflow_command(level: str, properties: Mapping[str, object], text: str) -> str:
    """A workflow command of GitHub: ``error``, ``warning`` or ``notice``; empty properties go."""
    given = ",".join(f"{key}={_property(value)}" for key, value in properties.items() if value)
    return f"::{level} {given}::{_data(text)}"


def _data(text: str) -> str:
    return quiet(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(value: object) -> str:
    return _data(str(value)).replace(":", "%3A").replace(",", "%2C")


def gitlab_report(rows: Iterable[tuple[Annotation, str]]) -> str:
    """A code quality report of GitLab out of annotations with their fingerprints."""
    entries = [
        {
            "description": it.text,
            "check_name": it.code,
            "fingerprint": fingerprint,
            "severity": _GITLAB[it.level],
            "location": {"path": it.place.path, "lines": {"begin": max(it.place.line, 1)}},
        }
        for it, fingerprint in rows
    ]
    return json.dumps(entries, ensure_ascii=False, indent=2)


_GITLAB = {
    AnnotationLevel.ERROR: "blocker",
    AnnotationLevel.WARNING: "major",
    AnnotationLevel.NOTICE: "info",
}
