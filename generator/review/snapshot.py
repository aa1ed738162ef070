"""The content as a revision has it, read from git's objects; the working tree from the disk."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha1, sha256
from itertools import accumulate, groupby
from pathlib import Path

from generator.load.decoding import MAX_BYTES, MAX_FILES, MAX_TOGETHER
from generator.load.disk import passed_over, read_tree
from generator.load.yaml_text import shown
from generator.problems import Message, Problem, msg
from generator.review.git import (
    Answer,
    GitError,
    Repository,
    ask,
    commit_of,
    main_branch,
    merge_base,
    repository,
)

CONTENT = "content"
_SHORT = 7
_SHA1 = 40
_LINK, _SUBMODULE = "120000", "160000"


@dataclass(frozen=True)
class Snapshot:
    """The files of the content on one side of a comparison, as ``load`` takes them."""

    name: str
    """What a person calls it: a revision, or ``""`` for the files on the disk."""
    commit: str | None
    """The whole commit id; None for the files on the disk."""
    files: dict[str, bytes]
    notes: tuple[Message, ...] = ()
    """What was passed over on the way, and why."""
    problems: tuple[Problem, ...] = ()
    """What could not be read from the disk."""
    absent: bool = False
    """There is no content folder on this side."""
    unreadable: frozenset[str] = frozenset()

    @property
    def typed(self) -> str:
        """What to write for it on a command line: its name, of a commit the first letters."""
        is_commit = (self.commit or "").startswith(self.name)
        return (self.commit or "")[:_SHORT] if is_commit else self.name

    @property
    def revision(self) -> str:
        """What a person calls it, with its short commit; ``""`` for the disk."""
        short = (self.commit or "")[:_SHORT]
        return short if self.typed == short else f"{self.typed} ({short})"


def from_disk(content: Path) -> Snapshot:
    """The content folder as it stands, committed or not."""
    if not content.is_dir():
        return Snapshot("", None, {}, absent=True)
    files, problems = read_tree(content)
    names = frozenset(problem.place.path.removeprefix(f"{CONTENT}/") for problem in problems)
    return Snapshot("", None, files, problems=tuple(problems), unreadable=names)


def from_revision(
    repo: Repository, revision: str, blobs: dict[str, bytes] | None = None
) -> Snapshot:
    """The content folder of a revision. Raises GitError where it cannot be read.

    A revision without content folder gives no files and says so. ``blobs`` holds what was read
    of other revisions by the names of objects, and gets what is read of this one.
    """
    blobs = {} if blobs is None else blobs
    commit = commit_of(repo, revision)
    found = listed(repo, revision, commit)
    if found is None:
        return Snapshot(revision, commit, {}, absent=True)
    wanted, notes = found
    lacking = [name for name in dict.fromkeys(wanted.values()) if name not in blobs]
    blobs |= contents(repo, revision, lacking)
    _bound(revision, len(wanted), sum(len(blobs[name]) for name in wanted.values()))
    files = {path: blobs[name] for path, name in wanted.items()}
    return Snapshot(revision, commit, files, notes)


def listed(
    repo: Repository, revision: str, commit: str
) -> tuple[dict[str, str], tuple[Message, ...]] | None:
    """The files of a commit's content with the names of their blobs, and what was passed over.

    None where the commit has no content folder. Raises GitError where it cannot be read.
    """
    tree = f"{commit}:{repo.prefix}{CONTENT}"
    answer = ask(repo.folder, ["ls-tree", "-r", "-z", "--full-tree", tree])
    if answer.status == 0:
        return _wanted(answer.out)
    if repo.has(["rev-parse", "--verify", "--quiet", tree]):
        raise _unreadable(repo, revision, answer.complaint)
    if not repo.has(["cat-file", "-e", f"{commit}^{{tree}}"]):
        raise _unreadable(repo, revision, "")
    return None


def _wanted(printed: bytes) -> tuple[dict[str, str], tuple[Message, ...]]:
    """Paths with the names of their objects; links and submodules are passed over and noted."""
    wanted: dict[str, str] = {}
    notes: list[Message] = []
    for line in printed.split(b"\0"):
        about, tab, raw = line.partition(b"\t")
        if not tab:
            continue
        mode, _, name = about.decode("ascii").split(" ")
        path = shown(raw.decode("utf-8", "surrogateescape"))
        if passed_over(path) or path.endswith(".pdf"):  # no comparison looks into a document
            continue
        if mode == _LINK:
            notes.append(msg("{path}: a symbolic link; it is passed over", path=path))
        elif mode == _SUBMODULE:
            notes.append(msg("{path}: another repository; it is passed over", path=path))
        else:
            wanted[path] = name
    return wanted, tuple(notes)


def contents(repo: Repository, revision: str, names: list[str]) -> dict[str, bytes]:
    """Blobs by name. Raises GitError where one is not there, or all are too large together.

    A blob of a few bytes on the disk can be gigabytes long: sizes are asked first, and what no
    file may be stands as so many bytes that the reader refuses it.
    """
    sizes = _sizes(repo, revision, names)
    found = {name: _TOO_LARGE for name, size in sizes.items() if size > MAX_BYTES}
    wanted = [name for name in sizes if name not in found]
    _bound(revision, len(wanted), sum(sizes[name] for name in wanted))
    ends = accumulate(sizes[name] for name in wanted)
    for _, some in groupby(zip(wanted, ends, strict=True), lambda it: it[1] // _AT_ONCE):
        found |= _read(repo, revision, [name for name, _ in some])
    return found


_AT_ONCE = 50_000_000
"""Bytes that are read by one process."""
_TOO_LARGE = bytes(MAX_BYTES + 1)


def _bound(revision: str, n_files: int, n_bytes: int) -> None:
    """What a check of a proposal may cost. Raises GitError."""
    if n_files > MAX_FILES or n_bytes > MAX_TOGETHER:
        raise GitError(
            msg(
                "«{revision}» has more content than can be read: at most {n} files and {most} MB",
                revision=revision,
                n=MAX_FILES,
                most=MAX_TOGETHER // 1_000_000,
            )
        )


def _sizes(repo: Repository, revision: str, names: list[str]) -> dict[str, int]:
    answer = _batch(repo, "--batch-check", names)
    heads = (line.split(" ") for line in answer.out.decode("ascii", "replace").splitlines())
    found = {head[0]: int(head[2]) for head in heads if len(head) == 3}  # noqa: PLR2004
    if found.keys() != set(names):  # "<name> missing"
        raise _unreadable(repo, revision, answer.complaint)
    return found


def _read(repo: Repository, revision: str, names: list[str]) -> dict[str, bytes]:
    answer, asked = _batch(repo, "--batch", names), set(names)
    found: dict[str, bytes] = {}
    at = 0
    while (end := answer.out.find(b"\n", at)) > 0:
        name, *kind = answer.out[at:end].decode("ascii", "replace").split(" ")
        if name not in asked or len(kind) != 2:  # noqa: PLR2004  # the one before was damaged
            break
        start, size = end + 1, int(kind[1])
        if start + size >= len(answer.out):  # a damaged object says another size than it has
            break
        found[name] = answer.out[start : start + size]
        at = start + size + 1
    if answer.status != 0 or found.keys() != asked:
        raise _unreadable(repo, revision, answer.complaint)
    return found


def _batch(repo: Repository, how: str, names: list[str]) -> Answer:
    asked = "".join(f"{name}\n" for name in names).encode("ascii")
    return ask(repo.folder, ["cat-file", how, "--buffer"], asked)


def _unreadable(repo: Repository, revision: str, complaint: str) -> GitError:
    if repo.is_partial:
        return GitError(
            msg(
                "this copy left the files of «{revision}» on the server (git clone --filter); "
                "bring them with: git fetch --refetch --no-filter",
                revision=revision,
            )
        )
    why = complaint or "object missing"
    return GitError(
        msg("the files of «{revision}» cannot be read: {why}", revision=revision, why=why)
    )


def commit_with(folder: Path, files: Mapping[str, bytes]) -> str | None:
    """The last commit that touched the content, where it has these files and no other.

    None where it has not, or where no history can be read. Line ends do not count.
    """
    last = ["log", "-1", "--first-parent", "--no-show-signature", "--format=%H", "HEAD"]
    try:
        repo = repository(folder)
        commit = ask(folder, [*last, "--", CONTENT]).line
        found = listed(repo, commit, commit) if commit else None
    except GitError:
        return None
    if found is None or found[0].keys() != files.keys():
        return None
    same = all(name in _object_names(files[path], name) for path, name in found[0].items())
    return commit if same else None


def _object_names(data: bytes, like: str) -> set[str]:
    """How git names a file, in a repository that has such a name; with other line ends too."""
    forms = {data, data.replace(b"\r\n", b"\n")}
    texts = [b"blob %d\0%s" % (len(it), it) for it in forms]
    if len(like) == _SHA1:
        return {sha1(it, usedforsecurity=False).hexdigest() for it in texts}
    return {sha256(it).hexdigest() for it in texts}


def base_side(
    repo: Repository, given: str | None, blobs: dict[str, bytes] | None = None
) -> Snapshot:
    """What a proposal is compared with, in every command: the revision that was given.

    Without one, where the proposal starts: the last commit that it shares with the main branch.
    """
    revision = given if given is not None else merge_base(repo, "HEAD", main_branch(repo))
    return from_revision(repo, revision, blobs)
