"""Ask git, never changing a repository: no locks, no network, no settings of a hook around us."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from generator.problems import Message, msg

_SECONDS = 60
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


class GitError(Exception):
    """Why the history could not be read; ``message`` is one sentence for the person."""

    def __init__(self, message: Message) -> None:
        super().__init__(str(message))
        self.message = message


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


def ask(folder: Path, arguments: Sequence[str], given: bytes = b"") -> Answer:
    """Run git in a folder. Raises GitError where git is absent or does not answer."""
    environment = {k: v for k, v in os.environ.items() if k not in _FOREIGN} | _QUIET
    command = ["git", "--no-pager", "-C", str(folder), *arguments]
    try:
        done = subprocess.run(  # noqa: S603
            command,
            input=given,
            capture_output=True,
            check=False,
            env=environment,
            timeout=_SECONDS,
        )
    except FileNotFoundError:
        raise GitError(msg("git is not installed, and the revisions are in git")) from None
    except OSError as failure:
        raise GitError(msg("git cannot be run ({why})", why=failure.strerror)) from None
    except subprocess.TimeoutExpired:
        raise GitError(msg("git did not answer in {n} seconds", n=_SECONDS)) from None
    return Answer(done.returncode, done.stdout, _complaint(done.stderr))


def _complaint(printed: bytes) -> str:
    """The first sentence of what git complains about, on one line."""
    text = printed.decode("utf-8", "replace")
    lines = [line.removeprefix("fatal: ").removeprefix("error: ") for line in text.splitlines()]
    first = next((line for line in lines if line.strip() and not line.startswith("hint:")), "")
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
    if "not a git repository" in found.complaint:
        raise GitError(
            msg(
                "{place} is not in a git repository; take a copy with git clone, for what is "
                "downloaded as a ZIP has no history",
                place=folder,
            )
        )
    raise GitError(msg("git cannot read the repository: {why}", why=found.complaint))


def commit_of(repo: Repository, revision: str) -> str:
    """The commit that a revision names. Raises GitError where it names none."""
    if not revision or revision.startswith("-") or not revision.isprintable():
        raise GitError(msg("«{text}» is not a revision", text=_printable(revision)))
    found = ask(repo.folder, ["rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}"])
    if found.status == 0:
        return found.line
    if repo.is_shallow:
        what = msg(
            "the revision «{text}» is not in this copy, which lacks the older history; "
            "bring it with: git fetch --unshallow",
            text=revision,
        )
        raise GitError(what)
    raise GitError(
        msg(
            "there is no revision «{text}»; give a commit, a branch or a tag of this copy",
            text=revision,
        )
    )


def _printable(text: str) -> str:
    return "".join(char if char.isprintable() else "?" for char in text)


def moment(seconds: str) -> datetime | None:
    """The time of a commit (UTC) as git prints it; None where it is none, or after 9999."""
    try:
        return datetime.fromtimestamp(int(seconds), UTC)
    except (ValueError, OverflowError, OSError):
        return None


def main_branch(repo: Repository) -> str:
    """The name of the branch that proposals are merged into. Raises GitError without one."""
    remote = ask(repo.folder, ["symbolic-ref", "--quiet", "refs/remotes/origin/HEAD"])
    names = [remote.line] if remote.status == 0 else []
    names += ["refs/heads/main", "refs/heads/master"]
    names += ["refs/remotes/origin/main", "refs/remotes/origin/master"]
    for name in names:
        if repo.has(["rev-parse", "--verify", "--quiet", f"{name}^{{commit}}"]):
            return name
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
