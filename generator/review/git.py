"""Ask git: no locks, no settings of a hook around us; no network but for whoever says so."""

from __future__ import annotations

import os
import signal
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from subprocess import PIPE, Popen
from threading import Timer
from time import monotonic
from typing import IO, cast

from generator.problems import StopError, msg

_SECONDS = 60
_MOST = 100_000_000
"""Bytes of one answer. A few kilobytes of objects can be a tree without end."""
_MEMORY = 500_000_000
_COMPLAINT = 65_536
_LAST_YEAR = 2199
_FOREIGN = (
    *("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY"),
    *("GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_COMMON_DIR", "GIT_NAMESPACE", "GIT_PREFIX"),
    *("GIT_GRAFT_FILE", "GIT_SHALLOW_FILE", "GIT_REPLACE_REF_BASE", "GIT_CONFIG"),
    *("GIT_CONFIG_PARAMETERS", "GIT_CONFIG_COUNT", "GIT_LITERAL_PATHSPECS", "GIT_GLOB_PATHSPECS"),
    *("GIT_NOGLOB_PATHSPECS", "GIT_ICASE_PATHSPECS", "GIT_EXTERNAL_DIFF"),
)
"""What a hook, or a caller that works on another repository, leaves in the environment."""
_QUIET = {
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_NO_LAZY_FETCH": "1",
    # Older versions of git do not know the line above; they are held back by the protocol.
    "GIT_ALLOW_PROTOCOL": "none",
    # What everybody else reads under the id of a commit, not what this copy puts in its place.
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_GRAFT_FILE": os.devnull,
    "LC_ALL": "C",
}


_SETTINGS = ("core.fsmonitor=false", f"core.hooksPath={os.devnull}", "log.showSignature=false")
"""Of the repository's settings, those that would run a program of its choice."""


class GitError(StopError):
    """Why the history could not be read."""


class NoHistoryError(GitError):
    """There is no history to read: no repository, or no git."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What git answered: its exit status, what it printed, and its complaint."""

    status: int
    out: bytes
    complaint: str

    @property
    def line(self) -> str:
        """The only line that was printed; bytes that are not UTF-8 survive."""
        return os.fsdecode(self.out.removesuffix(b"\n"))


@dataclass(frozen=True, slots=True)
class GitReach:
    """How far a call of git goes: by default it reads one repository, and no other."""

    environment: Mapping[str, str] = field(default_factory=dict)
    settings: tuple[str, ...] = ()
    seconds: int = _SECONDS
    file_bytes: int | None = None
    """The most that a file may hold that it writes."""
    is_alone: bool = False
    """In a session of its own, without the terminal; what it started ends with it."""


_HERE = GitReach()


def ask(
    folder: Path, arguments: Sequence[str], given: bytes = b"", reach: GitReach = _HERE
) -> Answer:
    """Run git in a folder. Raises GitError where git is absent, or its answer has no end."""
    kept = {k: v for k, v in os.environ.items() if k not in _FOREIGN}
    settings = [part for it in (*_SETTINGS, *reach.settings) for part in ("-c", it)]
    command = ["git", "--no-pager", *settings, "-C", str(folder), *arguments]
    try:
        git = Popen(  # noqa: S603
            command,
            stdin=PIPE,
            stdout=PIPE,
            stderr=PIPE,
            env={**kept, **_QUIET, **reach.environment},
            start_new_session=reach.is_alone,
        )
    except FileNotFoundError:
        raise NoHistoryError(
            msg("git is not installed, and the earlier versions are in git")
        ) from None
    except OSError as failure:
        raise GitError(msg("git cannot be run ({why})", why=failure.strerror)) from None
    return _answer(git, given, reach)


def _answer(git: Popen[bytes], given: bytes, reach: GitReach) -> Answer:
    """What a running git says, bounded in time and in bytes."""
    stdin, stdout, stderr = cast("list[IO[bytes]]", [git.stdin, git.stdout, git.stderr])
    _bound(git, reach.file_bytes)
    end, begun = Timer(reach.seconds, _end, (git, reach)), monotonic()
    end.daemon, out = True, bytearray()
    with git, ThreadPoolExecutor(2) as pool:
        end.start()
        pool.submit(_feed, stdin, given)
        printed = pool.submit(stderr.read, _COMPLAINT)
        while len(out) <= _MOST and (part := stdout.read(1 << 20)):
            out += part
        if len(out) > _MOST:
            _end(git, reach)
        status = git.wait()
        end.cancel()
    if monotonic() - begun >= reach.seconds:
        raise GitError(msg("git did not answer in {n} seconds", n=reach.seconds))
    if len(out) > _MOST:
        raise GitError(msg("git answers with more than {n} MB", n=_MOST // 1_000_000))
    return Answer(status, bytes(out), _complaint(printed.result()))


def _bound(git: Popen[bytes], file_bytes: int | None) -> None:
    """A tree without end is held in memory before anything of it is printed. Only on Linux."""
    with suppress(ImportError, AttributeError, OSError):
        from resource import RLIMIT_DATA, RLIMIT_FSIZE, prlimit  # noqa: PLC0415

        prlimit(git.pid, RLIMIT_DATA, (_MEMORY, _MEMORY))
        if file_bytes is not None:
            prlimit(git.pid, RLIMIT_FSIZE, (file_bytes, file_bytes))


def _end(git: Popen[bytes], reach: GitReach) -> None:
    """Kill git; where it is alone, what it started too, which may keep its answer open."""
    if reach.is_alone:
        with suppress(AttributeError, OSError):
            os.killpg(git.pid, signal.SIGKILL)
    git.kill()


def _feed(stdin: IO[bytes], given: bytes) -> None:
    with suppress(OSError), stdin:  # a git that ends early does not hear it all
        stdin.write(given)


def _complaint(printed: bytes) -> str:
    """The first sentence of what git complains about, on one line."""
    text = printed.decode("utf-8", "replace").splitlines()
    lines = [line for line in text if not line.startswith(("hint:", "warning:"))]
    lines = [line.removeprefix("fatal: ").removeprefix("error: ") for line in lines]
    first = next((line for line in lines if line.strip()), "")
    return "".join(char if char.isprintable() else "?" for char in first)


@dataclass(frozen=True, slots=True)
class Repository:
    """A repository seen from a folder of it."""

    folder: Path
    prefix: str
    """Path from the top of the repository to ``folder``: ``""``, or ``portal/``."""

    def has(self, arguments: Sequence[str]) -> bool:
        """Whether git answers yes."""
        return ask(self.folder, arguments).status == 0

    def has_committed(self, cache: Path) -> bool:
        """Whether a cache came with the repository: who wrote it can say anything in it."""
        return self.has(["ls-files", "--error-unmatch", "--", f":(literal){cache.resolve()}"])

    @property
    def is_shallow(self) -> bool:
        """Whether the older part of the history is missing."""
        return ask(self.folder, ["rev-parse", "--is-shallow-repository"]).line == "true"

    @property
    def is_partial(self) -> bool:
        """Whether contents were left on the server (``git clone --filter``)."""
        pattern = r"^(extensions\.partialclone|remote\..*\.promisor)$"
        return self.has(["config", "--get-regexp", pattern])


def repository(folder: Path) -> Repository:
    """The repository around a folder. Raises GitError where there is none."""
    found = ask(folder, ["rev-parse", "--show-prefix"])
    if found.status == 0:
        return Repository(folder, found.line)
    if "dubious ownership" in found.complaint:
        place = found.complaint.partition("'")[2].rstrip("'")
        raise GitError(
            msg(
                "{place} belongs to another user, so git does not read it; if you trust who made "
                "it: git config --global --add safe.directory {place}",
                place=place,
            )
        )
    if "not a git repository" in found.complaint and (damaged := _dot_git(folder.absolute())):
        raise GitError(
            msg("git does not know {place} for a repository: it is damaged", place=damaged)
        )
    if "not a git repository" in found.complaint:
        raise NoHistoryError(
            msg(
                "{place} is not in a git repository; take a copy with git clone, for what is "
                "downloaded as a ZIP has no history; for a new portal, begin one with git init",
                place=folder,
            )
        )
    raise GitError(msg("git cannot read the repository: {why}", why=found.complaint))


def _dot_git(folder: Path) -> Path | None:
    """What should be the repository around a folder, on its disk; None where nothing is."""
    places = (it / ".git" for it in (folder, *folder.parents))
    return next((it for it in places if it.exists() and _disk(it) == _disk(folder)), None)


def _disk(place: Path) -> int:
    return place.stat().st_dev


def commit_of(repo: Repository, revision: str) -> str:
    """The commit that a revision names. Raises GitError where it names none."""
    if not revision or revision.startswith("-") or not revision.isprintable():
        shown = "".join(char if char.isprintable() else "?" for char in revision)
        raise GitError(msg("«{text}» is not a version (commit, branch or tag)", text=shown))
    found = ask(repo.folder, ["rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}"])
    if found.status == 0:
        return found.line
    if repo.is_shallow:
        what = msg(
            "the version «{text}» is not in this copy, which lacks the older history; bring it"
            " with: git fetch --unshallow",
            text=revision,
        )
        raise GitError(what)
    raise GitError(
        msg(
            "there is no version «{text}»; give a commit, a branch or a tag of this copy",
            text=revision,
        )
    )


def moment(seconds: str) -> datetime | None:
    """A time (UTC) as git prints it; None where it is none, or after 2199."""
    try:
        time = datetime.fromtimestamp(int(seconds), UTC)
    except (ValueError, OverflowError, OSError):
        return None
    return time if time.year <= _LAST_YEAR else None


def main_branch(repo: Repository) -> str:
    """The name of the branch that proposals are merged into. Raises GitError without one."""
    remote = ask(repo.folder, ["symbolic-ref", "--quiet", "refs/remotes/origin/HEAD"])
    names = [remote.line] if remote.status == 0 else []
    names += ["refs/heads/main", "refs/heads/master"]
    names += ["refs/remotes/origin/main", "refs/remotes/origin/master"]
    for name in names:
        if repo.has(["rev-parse", "--verify", "--quiet", f"{name}^{{commit}}"]):
            return name
    if not repo.has(["rev-parse", "--verify", "--quiet", "HEAD^{commit}"]):
        raise GitError(msg("the repository has no commit yet; make the first one with: git commit"))
    raise GitError(
        msg("there is no branch main or master to compare with; write: avance diff BASE")
    )


def merge_base(repo: Repository, one: str, other: str) -> str:
    """The last commit that two revisions share. Raises GitError where they share none."""
    first, second = commit_of(repo, one), commit_of(repo, other)
    found = ask(repo.folder, ["merge-base", first, second])
    if found.status == 0:
        return found.line.splitlines()[0]
    if repo.is_shallow:
        raise GitError(
            msg(
                "this copy lacks the older history, so where the proposal starts is unknown; "
                "bring it with: git fetch --unshallow"
            )
        )
    raise GitError(
        msg("«{one}» and «{other}» share no history; write: avance diff BASE", one=one, other=other)
    )
