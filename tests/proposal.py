"""Proposals on a public commitment: what is laid, what amends it, and what is refused."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date

from generator.review.snapshot import Snapshot
from tests.helpers import MINIMAL, PLAN, results, targets
from tests.repository import Repository, over

LINE = PLAN + "strategies/1.1.yml"
SHEET = "indicators/visitas.yml"
AMENDED = PLAN + "amendments.yml"
GOAL = targets("2024: 100")
LOWER = targets("2024: 80")
TOLD = results("2024-T1", "visitas: 8")
DOCUMENTS = (
    MINIMAL["documents.yml"]
    + "- {id: rm-010, kind: resolution, number: RM 010-2024, date: 2024-03-01}\n"
)


DAY = date(2025, 6, 1)
"""The day of both sides."""
OURS = {
    *("h3", "p", "strong", "table", "thead", "tbody", "tr", "th", "td"),
    *("code", "ul", "li", "details", "summary", "sub"),
}
"""Elements that we write into a comment."""


def side(files: Mapping[str, str | bytes], name: str = "v1") -> Snapshot:
    """One side of a comparison, without a repository."""
    laid = {p: t if isinstance(t, bytes) else t.encode() for p, t in files.items()}
    return Snapshot(name, name[-1] * 40, laid)


def amendment(*changes: str, name: str = "mod-1", document: str = "rm-010") -> dict[str, str]:
    lines = [f"- id: {name}", "  date: 2024-03-01", f"  document: {document}"]
    lines += ["  reason: Crédito suplementario", "  changes:"]
    return {AMENDED: "\n".join([*lines, *(f"    - {change}" for change in changes)]) + "\n"}


def laid(*parts: dict[str, str], without: tuple[str, ...] = ()) -> dict[str, bytes]:
    """The minimal content with a resolution in its documents and the parts over it."""
    files = {"documents.yml": DOCUMENTS}
    for part in parts:
        files |= part
    return over(files, *without)


def refused(repo: Repository, base: str = "HEAD~1") -> list[str]:
    """What ``avance check --base`` finds wrong, as ``code path:line message``."""
    done = repo.avance("check", "--base", base, "--format", "json")
    assert done.stderr == ""
    found = [it for it in json.loads(done.stdout) if it["severity"] == "error"]
    assert done.returncode == (1 if found else 0)
    return [f"{it['code']} {it['path']}:{it['line']} {it['message']}" for it in found]


def codes(repo: Repository, base: str = "HEAD~1") -> list[str]:
    return [line.partition(" ")[0] for line in refused(repo, base)]


def policy(repo: Repository, base: str = "HEAD") -> list[dict[str, str]]:
    done = repo.avance("diff", base, "--format", "json")
    found: list[dict[str, str]] = json.loads(done.stdout)["policy"]
    return found
