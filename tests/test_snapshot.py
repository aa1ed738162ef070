"""The day the content speaks of, from the history of a real repository."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from generator.build import Project, content_date
from generator.review.snapshot import content_time
from tests.git import git, new_repository

EPOCH = "SOURCE_DATE_EPOCH"


@pytest.fixture(autouse=True)
def _no_date_from_outside(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv(EPOCH, raising=False)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A project without history."""
    root = tmp_path / "proyecto ñ"
    (root / "content").mkdir(parents=True)
    (root / "content/site.yml").write_text("name: Uno\n", "utf-8")
    return Project(root)


def commit(project: Project, when: str, **files: str) -> None:
    """Write files (content unless a folder is named) and commit them at a given time."""
    for name, text in files.items():
        path = project.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    git(project.root, "add", "-A")
    git(project.root, "commit", "-m", "cambio", when=when)


@pytest.fixture
def history(project: Project) -> Project:
    """Two commits of the content, and a later one of something else."""
    new_repository(project.root)
    commit(project, "2024-03-01T12:00:00-05:00", **{"content/site.yml": "name: Uno\n"})
    commit(project, "2024-06-30T22:30:00-05:00", **{"content/site.yml": "name: Dos\n"})
    commit(project, "2025-01-01T12:00:00Z", **{"docs/acerca.md": "Acerca\n"})
    return project


def test_the_last_commit_of_the_content_counts_and_not_those_of_other_files(
    history: Project,
) -> None:
    assert content_time(history.content) == datetime(2024, 7, 1, 3, 30, tzinfo=UTC)


def test_what_is_not_committed_does_not_count(history: Project) -> None:
    (history.content / "units.yml").write_text("[]", "utf-8")
    assert content_time(history.content) == datetime(2024, 7, 1, 3, 30, tzinfo=UTC)


def test_the_repository_is_left_as_it_was(history: Project) -> None:
    before = {path: path.stat().st_mtime_ns for path in (history.root / ".git").rglob("*")}
    content_time(history.content)
    assert {path: path.stat().st_mtime_ns for path in (history.root / ".git").rglob("*")} == before


def test_without_a_repository_there_is_no_time(project: Project) -> None:
    assert content_time(project.content) is None


def test_without_a_commit_there_is_no_time(project: Project) -> None:
    new_repository(project.root)
    assert content_time(project.content) is None


def test_without_the_content_in_any_commit_there_is_no_time(project: Project) -> None:
    new_repository(project.root)
    (project.root / ".gitignore").write_text("content/\n", "utf-8")
    git(project.root, "add", "-A")
    git(project.root, "commit", "-m", "sin contenido", when="2024-01-01T00:00:00Z")
    assert content_time(project.content) is None


def test_without_git_there_is_no_time(history: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert content_time(history.content) is None


def test_the_history_stands_before_the_environment(
    history: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(EPOCH, "1000000000")
    assert content_date(history) == date(2024, 7, 1)


def test_the_environment_stands_before_the_clock(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(EPOCH, "1000000000")
    assert content_date(project) == date(2001, 9, 9)


@pytest.mark.parametrize("epoch", ["", "ayer", "-5"])
def test_the_clock_comes_last(
    project: Project, monkeypatch: pytest.MonkeyPatch, epoch: str
) -> None:
    monkeypatch.setenv(EPOCH, epoch)
    before = datetime.now(UTC).date()
    assert before <= content_date(project) <= datetime.now(UTC).date()
