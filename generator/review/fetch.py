"""Where the content of an institution is: in a folder, or in what git fetches into one of ours.

Nothing is ever checked out, so no hook, filter, submodule or link of theirs can act. A fetch is
shallow and bounded in bytes and in time, speaks https, ssh or reads a disk, and asks nobody for a
password.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, replace
from pathlib import Path

from generator.output import digest
from generator.problems import msg
from generator.review.git import Answer, GitError, GitReach, Repository, ask, commit_of, repository

_COMMIT = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")
_ENVIRONMENT = {
    "GIT_ALLOW_PROTOCOL": "https:ssh:file",
    "GIT_ASKPASS": "",  # set and empty: no program is asked
    "GIT_SSH_COMMAND": os.environ.get("GIT_SSH_COMMAND", "ssh -oBatchMode=yes -oConnectTimeout=20"),
}
_SETTINGS = (
    "fetch.unpackLimit=1",  # one file, whose size is bounded
    "gc.auto=0",
    "credential.interactive=never",
    "http.lowSpeedLimit=1",  # bytes a second: a transfer that stands still is ended
    "http.lowSpeedTime=20",
)


@dataclass(frozen=True, slots=True)
class FetchLimits:
    """What may come over the wire for one institution."""

    n_bytes: int = 500_000_000
    seconds: int = 120
    first_word: int = 20
    """Seconds in which a server must have said what it has."""


def located(folder: Path, revision: str, entity: str = "") -> tuple[Repository, str]:
    """A repository seen from the folder of an entity in it, and the commit of a revision.

    Raises GitError where there is none.
    """
    repo = repository(folder)
    inside = f"{repo.prefix}{entity.strip('/')}/" if entity.strip("/") else repo.prefix
    if not revision and not repo.has(["rev-parse", "--verify", "--quiet", "HEAD^{commit}"]):
        raise GitError(msg("its repository has no commit that can be read"))
    _refuse_other(repo, revision)
    return replace(repo, prefix=inside), commit_of(repo, revision or "HEAD")


def fetched(ours: Path, address: str, revision: str, limits: FetchLimits, depth: int = 1) -> str:
    """Bring a branch, a commit or the main branch of an address into ``ours``, and its commit.

    ``ours`` is made where it is not there, a bare repository that holds nothing but this. A
    commit that is there already is not fetched again, unless more of its history is asked for
    (``depth``, in commits). Raises GitError, OSError.
    """
    reach = GitReach(_ENVIRONMENT, _SETTINGS, limits.seconds, limits.n_bytes, is_alone=True)
    _make(ours, address)
    pinned = revision if _COMMIT.fullmatch(revision) else ""
    is_there = pinned and Repository(ours, "").has(["cat-file", "-e", f"{pinned}^{{tree}}"])
    if is_there and depth == 1:
        return pinned
    if address.startswith("https:"):  # only once it speaks does git look at how fast it does
        brief = replace(reach, seconds=min(limits.seconds, limits.first_word))
        _done(ask(ours, ["ls-remote", "--quiet", "--", address, "HEAD"], reach=brief), address)
    wanted = pinned or (f"refs/heads/{revision}" if revision else "HEAD")
    command = ["fetch", "--quiet", f"--depth={depth}", "--no-tags", "--no-recurse-submodules"]
    ref = _ref(address, revision)
    try:
        done = ask(ours, [*command, "--force", "--", address, f"{wanted}:{ref}"], reach=reach)
        if done.status and "index-pack" in done.complaint:
            most = limits.n_bytes // 10**6
            what = msg("{address} gives more than {n} MB, or damaged data", n=most)
            raise GitError(what.having(address=_without_password(address)))
        _done(done, address)
    finally:
        for part in ours.glob("objects/pack/tmp_*"):
            part.unlink(missing_ok=True)
    found = last_fetched(ours, address, revision)
    if pinned and found != pinned:
        what = msg("{address} gives another commit than {pinned}", pinned=pinned)
        raise GitError(what.having(address=_without_password(address)))
    return found


def _make(ours: Path, address: str) -> None:
    ours.mkdir(parents=True, exist_ok=True)
    if ask(ours, ["rev-parse", "--git-dir"]).line != ".":  # not there, or damaged
        (ours / "HEAD").unlink(missing_ok=True)
        _done(ask(ours, ["init", "--bare", "--quiet", "--template="]), address)


def _refuse_other(repo: Repository, revision: str) -> None:
    """Say of the id of a tag or of a tree which commit to write. Raises GitError."""
    kind = _COMMIT.fullmatch(revision) and ask(repo.folder, ["cat-file", "-t", revision]).line
    if kind == "tag":
        what = msg("«{text}» is the id of a tag; write that of its commit: {commit}")
        raise GitError(what.having(text=revision, commit=commit_of(repo, revision)))
    if kind in {"tree", "blob"}:
        what = msg("«{text}» is the id of files; write that of a commit, as git log gives it")
        raise GitError(what.having(text=revision))


def last_fetched(ours: Path, address: str, revision: str) -> str:
    """The commit that ``fetched`` gave the last time. Raises GitError where there is none."""
    _refuse_other(Repository(ours, ""), revision)
    return commit_of(Repository(ours, ""), _ref(address, revision))


def _ref(address: str, revision: str) -> str:
    return f"refs/avance/{digest((address, revision))[:16]}"


def borrow(place: Path, repo: Repository, commit: str) -> None:
    """Make a repository whose history is that of another up to a commit; it copies nothing.

    Raises GitError, OSError.
    """
    _done(ask(place, ["init", "--quiet", "--template=", "--initial-branch=main"]), str(place))
    inside = (
        repo.folder / ask(repo.folder, ["rev-parse", "--git-path", name]).line
        for name in ("objects", "shallow")
    )
    objects, shallow = (it.resolve() for it in inside)
    (place / ".git/objects/info/alternates").write_text(f"{objects}\n")
    if shallow.is_file():
        (place / ".git/shallow").write_bytes(shallow.read_bytes())
    _done(ask(place, ["update-ref", "HEAD", commit]), str(place))


def _done(answer: Answer, address: str) -> None:
    if answer.status:
        shown = _without_password(address)
        why = (answer.complaint or "?").replace(address, shown)
        raise GitError(msg("git cannot fetch {address}: {why}", address=shown, why=why))


def _without_password(address: str) -> str:
    """An address as it may be published."""
    return re.sub(r"(?<=://)[^/@]*@", "", address)
