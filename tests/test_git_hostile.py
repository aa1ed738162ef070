"""A repository that somebody else made: it runs nothing of theirs, and costs little to refuse."""

from __future__ import annotations

import subprocess
import time
from pathlib import Path

import pytest

from tests.history import CUT, built
from tests.proposal import GOAL, LINE, LOWER, laid
from tests.repository import Repository

READING = (
    ("check", "--base", "HEAD~1"),
    ("diff", "HEAD~1", "HEAD"),
    ("history",),
    ("build", "--quiet"),
)
"""Every command that asks git."""


@pytest.fixture
def repo(tmp_path: Path) -> Repository:
    """A target, and a commit after it."""
    repo = Repository.make(tmp_path / "r")
    repo.commit(laid(GOAL))
    repo.commit(laid(GOAL, {"README.md": "nada"}))
    return repo


def objects(repo: Repository, kind: str, data: bytes) -> str:
    """Write an object, quickly and small."""
    command = ["git", "-c", "core.looseCompression=1", "hash-object", "-w", "-t", kind, "--stdin"]
    done = subprocess.run(
        command, cwd=repo.top, input=data, capture_output=True, check=True, timeout=60
    )
    return done.stdout.decode().strip()


def tree(repo: Repository, entries: str) -> str:
    """Write a tree from what ``git ls-tree`` would print."""
    done = subprocess.run(
        ["git", "mktree"],
        cwd=repo.top,
        input=entries.encode(),
        capture_output=True,
        check=True,
        timeout=60,
    )
    return done.stdout.decode().strip()


def commit_tree(repo: Repository, entries: str) -> None:
    """Commit a content folder with these entries."""
    root = tree(repo, f"040000 tree {tree(repo, entries)}\tcontent\n")
    repo.git("update-ref", "HEAD", repo.git("commit-tree", "-p", "HEAD", "-m", "hostil", root))


def test_a_blob_that_unpacks_to_much_is_never_read_whole(repo: Repository) -> None:
    large = objects(repo, "blob", bytes(120_000_000))
    commit_tree(repo, f"100644 blob {large}\tsite.yml\n")
    diff = repo.avance("diff", "HEAD~1", "HEAD")
    assert diff.returncode == 1
    assert "content/site.yml" in diff.stdout
    assert repo.avance("check", "--base", "HEAD").returncode in {0, 1}
    assert repo.avance("history").stderr == ""


def test_more_content_than_any_has_is_refused_by_its_size(repo: Repository) -> None:
    blob = objects(repo, "blob", bytes(1_999_999))
    commit_tree(repo, "".join(f"100644 blob {blob}\tf{n}.yml\n" for n in range(251)))
    done = repo.avance("diff", "HEAD~1", "HEAD")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        "avance: «HEAD» tiene más contenido del que se puede leer: "
        "como máximo 50.000 archivos y 500 MB\n"
    )


def test_a_tree_without_end_is_refused_at_once(repo: Repository) -> None:
    name, kind = objects(repo, "blob", b"a: 1\n"), "100644 blob"
    for _ in range(8):
        name = tree(repo, "".join(f"{kind} {name}\tf{n}\n" for n in range(10)))
        kind = "040000 tree"
    commit_tree(repo, f"{kind} {name}\tplans\n")
    for command in (("diff", "HEAD~1", "HEAD"), ("history",)):
        begun = time.monotonic()
        done = repo.avance(*command)
        assert time.monotonic() - begun < 20
        said = done.stderr + done.stdout
        assert "más de 100 MB" in said or "emory" in said, (command, said)
        assert done.returncode == 2


@pytest.mark.parametrize("setting", ["core.fsmonitor", "core.hooksPath", "gpg.program"])
def test_no_program_of_a_repository_is_run(setting: str, repo: Repository, tmp_path: Path) -> None:
    ran = tmp_path / "corrio"
    hooks = tmp_path / "hooks"
    hooks.mkdir()
    for name in ("post-index-change", "reference-transaction", "programa"):
        (hooks / name).write_text(f"#!/bin/sh\ntouch '{ran}'\n", "utf-8")
        (hooks / name).chmod(0o755)
    value = hooks if setting == "core.hooksPath" else hooks / "programa"
    repo.git("config", setting, str(value))
    for name in ("log.showSignature", "core.untrackedCache"):
        repo.git("config", name, "true")
    repo.lay(laid(LOWER))
    for command in READING:
        repo.avance(*command)
    assert not ran.exists()
    if setting == "core.fsmonitor":  # the same settings do run it where nobody minds
        repo.git("status")
        assert ran.exists()


def test_a_repository_of_another_user_is_named_with_what_to_do(repo: Repository) -> None:
    other = {"GIT_TEST_ASSUME_DIFFERENT_OWNER": "1"}
    done = repo.avance("diff", "HEAD~1", "HEAD", environment=other)
    assert done.returncode == 2
    assert done.stderr == (
        f"avance: {repo.top} es de otro usuario, así que git no lo lee; si confía en quien lo "
        f"hizo: git config --global --add safe.directory {repo.top}\n"
    )


def test_a_history_that_git_cannot_read_is_said_on_the_terminal_and_on_the_page(
    repo: Repository,
) -> None:
    repo.commit(laid(LOWER, CUT))
    page = "planes/plan-2024/historial.md"
    assert "no se pudo leer" not in built(repo, page)
    blob = repo.git("rev-parse", f"HEAD~1:content/{LINE}")
    (repo.top / ".git/objects" / blob[:2] / blob[2:]).unlink()
    (repo.folder / "build/history.json").unlink()
    done = repo.avance("build", "--quiet")
    assert done.returncode == 0
    assert done.stdout.startswith(
        "content/: aviso[history-unreadable] no se leyó el historial: no se pueden leer"
    )
    said = (repo.folder / "docs" / page).read_text("utf-8")
    assert "Git no pudo leer el historial de esta copia" in said
