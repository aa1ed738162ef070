"""A history for the plans of this repository."""

from __future__ import annotations

from pathlib import Path

from tests.git import git, new_repository

LOWERED = "content/plans/poi-mtpe-2024/strategies/AEI.02.01.yml"
"""A file whose target 2024 of AOI00099300006 is 2000 in the first commit, 1409 after it."""
_AT = "2026-10-01T12:00:00Z"


def with_history(project: Path) -> Path:
    """The project in a repository of its own: a first import, then a proposal that lowers a target.

    Today's content is that of the project, so every figure stays.
    """
    path = project / LOWERED
    now = path.read_text("utf-8")
    assert now.count("targets: {2024: 1409}") == 1
    path.write_text(now.replace("targets: {2024: 1409}", "targets: {2024: 2000}"), "utf-8")
    new_repository(project)
    git(project, "add", "content")
    git(project, "commit", "-q", "-m", "Primera carga", when=_AT)
    path.write_text(now, "utf-8")
    git(project, "commit", "-q", "-a", "-m", "Merge pull request #41 from ana/lima", when=_AT)
    return project
