"""Repositories that no editor has: every command that asks git ends in a sentence."""

from __future__ import annotations

import subprocess
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.proposal import GOAL, LINE, LOWER
from tests.repository import Repository, over


def _loose(repo: Repository, name: str) -> Path:
    return repo.top / ".git/objects" / name[:2] / name[2:]


def _object(repo: Repository, kind: str, data: bytes) -> str:
    """Write any bytes as an object, whatever git thinks of them."""
    command = ["git", "hash-object", "-t", kind, "-w", "--stdin", "--literally"]
    done = subprocess.run(command, cwd=repo.top, input=data, capture_output=True, check=True)
    return done.stdout.decode().strip()


def _as_head(repo: Repository, tree: str, head: str = "") -> None:
    """A commit of a tree as the last one; ``head`` are other lines of it."""
    parent = repo.git("rev-parse", "HEAD")
    who = "A <a@example.org> 1717200000 +0000"
    lines = head or f"author {who}\ncommitter {who}\n"
    text = f"tree {tree}\nparent {parent}\n{lines}\nmensaje\n"
    repo.git("update-ref", "refs/heads/main", _object(repo, "commit", text.encode()))


def _entries(*entries: tuple[str, str, str]) -> bytes:
    return b"".join(f"{mode} {name}\0".encode() + bytes.fromhex(of) for mode, name, of in entries)


def _content_of(repo: Repository, data: bytes) -> None:
    """A last commit whose content folder is a tree of any bytes."""
    content = _object(repo, "tree", data)
    _as_head(repo, _object(repo, "tree", _entries(("40000", "content", content))))


def replaced_commit(repo: Repository) -> None:
    repo.git("replace", "HEAD", "HEAD~1")


def odd_names(repo: Repository) -> None:
    repo.git("tag", "main", "HEAD~1")
    repo.git("update-ref", "refs/heads/HEAD", "HEAD~1")
    repo.git("symbolic-ref", "refs/remotes/origin/HEAD", "refs/remotes/origin/gone")
    repo.git("update-ref", "refs/tags/tree", repo.git("rev-parse", "HEAD^{tree}"))


def links(repo: Repository) -> None:
    blob = _object(repo, "blob", b"/etc/passwd")
    _content_of(repo, _entries(("120000", "site.yml", blob), ("120000", "plans", blob)))


def a_link_for_the_content(repo: Repository) -> None:
    blob = _object(repo, "blob", b"../elsewhere")
    _as_head(repo, _object(repo, "tree", _entries(("120000", "content", blob))))


def submodules(repo: Repository) -> None:
    _content_of(repo, _entries(("160000", "plans", "1" * 40)))


def a_file_for_the_content(repo: Repository) -> None:
    _as_head(
        repo, _object(repo, "tree", _entries(("100644", "content", _object(repo, "blob", b"x"))))
    )


def names_twice_and_upwards(repo: Repository) -> None:
    blob = _object(repo, "blob", b"[]\n")
    names = ("..", ".git", "a\nb.yml", "glossary.yml", "glossary.yml", "-x", "plans/x")
    _content_of(repo, _entries(*(("100644", name, blob) for name in names)))


def a_large_file(repo: Repository) -> None:
    blob = _object(repo, "blob", b"# nada\n" * 500_000)
    _content_of(repo, _entries(("100644", "glossary.yml", blob)))


def a_missing_file(repo: Repository) -> None:
    _loose(repo, repo.git("rev-parse", f"HEAD:content/{LINE}")).unlink()


def a_missing_tree(repo: Repository) -> None:
    _loose(repo, repo.git("rev-parse", "HEAD:content")).unlink()


def a_damaged_file(repo: Repository) -> None:
    place = _loose(repo, repo.git("rev-parse", f"HEAD:content/{LINE}"))
    place.chmod(0o644)
    place.write_bytes(zlib.compress(b"blob 50\0x"))


def a_damaged_commit(repo: Repository) -> None:
    place = _loose(repo, repo.git("rev-parse", "HEAD"))
    place.chmod(0o644)
    place.write_bytes(b"nada")


def a_damaged_index(repo: Repository) -> None:
    (repo.top / ".git/index").write_bytes(b"DIRC\0\0\0\2garbage")


def no_commit_at_head(repo: Repository) -> None:
    (repo.top / ".git/HEAD").write_text("ref: refs/heads/ninguna\n", "utf-8")


def a_repository_elsewhere(repo: Repository) -> None:
    (repo.top / ".git").rename(repo.top.parent / "lejos")
    (repo.top / ".git").write_text("gitdir: /nowhere\n", "utf-8")


def _dated(when: str) -> Callable[[Repository], None]:
    def make(repo: Repository) -> None:
        tree = repo.git("rev-parse", "HEAD^{tree}")
        _as_head(repo, tree, f"author A <a@x> {when}\ncommitter A <a@x> {when}\n")

    return make


def a_commit_without_author(repo: Repository) -> None:
    _as_head(repo, repo.git("rev-parse", "HEAD^{tree}"), "encoding x\xff\n")


HOSTILE: dict[str, Callable[[Repository], None]] = {
    "a replaced commit": replaced_commit,
    "odd names": odd_names,
    "links": links,
    "a link for the content": a_link_for_the_content,
    "submodules": submodules,
    "a file for the content": a_file_for_the_content,
    "names twice and upwards": names_twice_and_upwards,
    "a large file": a_large_file,
    "a missing file": a_missing_file,
    "a missing tree": a_missing_tree,
    "a damaged file": a_damaged_file,
    "a damaged commit": a_damaged_commit,
    "a damaged index": a_damaged_index,
    "no commit at HEAD": no_commit_at_head,
    "a repository elsewhere": a_repository_elsewhere,
    "a commit of 2098": _dated("4047000000 +0000"),
    "a commit before 1970": _dated("-99999999999 +0000"),
    "a commit after all time": _dated("99999999999999999999 +9999"),
    "a commit without author": a_commit_without_author,
}
QUICK = (("diff", "HEAD~1"), ("history",))
ALL = (
    *(*QUICK, ("diff",), ("diff", "HEAD~1", "HEAD"), ("check", "--base", "HEAD~1"), ("check",)),
    *(("build", "--quiet"), ("report", "plan-2024"), ("history", "plan-2024"), ("diff", "tree")),
    ("amend", "HEAD~1", "--document", "informe", "--reason", "Menos"),
)


@pytest.fixture(scope="module")
def start(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    """A repository with two commits and an edit that is not committed."""
    repo = Repository.make(tmp_path_factory.mktemp("r") / "r")
    repo.commit(over(GOAL))
    repo.commit(over(LOWER))
    repo.lay(over(GOAL))
    return repo


def besieged(
    start: Repository, name: str, tmp_path: Path, commands: tuple[tuple[str, ...], ...]
) -> str:
    """Run commands in a hostile copy of a repository; what the last one complained of."""
    top = tmp_path / "r"
    tmp_path.mkdir(exist_ok=True)
    subprocess.run(["cp", "-a", str(start.top), str(top)], check=True)
    repo = Repository(top, top)
    HOSTILE[name](repo)
    for command in commands:
        done = repo.avance(*command)
        assert done.returncode in {0, 1, 2}, (command, done.stderr)
        assert (done.returncode == 2) == done.stderr.startswith("avance: "), (command, done.stderr)
        lines = done.stderr.splitlines()
        assert len(lines) <= 2, (command, lines)
        assert "Traceback" not in done.stderr
        assert "program failed" not in done.stderr
        assert "/etc/passwd" not in done.stdout
    return done.stderr


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_repository_ends_in_a_sentence(
    name: str, start: Repository, tmp_path: Path
) -> None:
    besieged(start, name, tmp_path, QUICK)


def test_what_git_says_is_the_cause_and_a_damaged_file_is_not_an_empty_one(
    start: Repository, tmp_path: Path
) -> None:
    said = {
        name: besieged(start, name, tmp_path / name, (("history",),))
        for name in ("a missing tree", "a damaged file")
    }
    assert said["a missing tree"].startswith(
        "avance: no se puede leer el historial: unable to read tree"
    )
    assert said["a damaged file"].startswith("avance: no se pueden leer los archivos de «HEAD»: ")


@pytest.mark.proof
@pytest.mark.parametrize("name", HOSTILE)
def test_no_command_is_stopped_by_a_hostile_repository(
    name: str, start: Repository, tmp_path: Path
) -> None:
    besieged(start, name, tmp_path, ALL)
