"""Read a content folder from the disk as {path: bytes}, refusing what is not plain files."""

from __future__ import annotations

import os
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

from generator.load.decoding import MAX_BYTES, MAX_FILES, MAX_PDF, MAX_TOGETHER
from generator.load.yaml_text import shown
from generator.problems import Place, Problem, error, msg

_IGNORED = {"README.md", "Thumbs.db", "desktop.ini"}


def passed_over(path: str) -> bool:
    """Whether a file is no content: hidden, in a hidden folder, a README.md or a left-over."""
    *folders, name = path.split("/")
    hidden = any(folder.startswith(".") for folder in folders)
    return hidden or name.startswith((".", "~$")) or name in _IGNORED or name.endswith("~")


def read_tree(root: Path, prefix: str = "content/") -> tuple[dict[str, bytes], list[Problem]]:
    """All files under ``root``; hidden files and README.md are passed over.

    Of more than ``load`` takes it reads as much as shows that.
    Raises FileNotFoundError where ``root`` is not a folder.
    """
    if not root.is_dir():
        raise FileNotFoundError(root)
    files: dict[str, bytes] = {}
    problems: list[Problem] = []
    n_bytes = 0

    def refuse(failure: OSError) -> None:
        problems.append(_unreadable(_place(Path(failure.filename), root, prefix)))

    for folder, folders, names in os.walk(root, onerror=refuse):
        base = Path(folder)
        folders.sort()
        for name in list(folders):
            if problem := _bad_folder(base / name, root, prefix):
                problems.append(problem)
            if name.startswith(".") or problem:
                folders.remove(name)
        for name in sorted(name for name in names if not passed_over(name)):
            n_bytes += _take(base / name, root, prefix, files, problems)
            if len(files) > MAX_FILES or n_bytes > MAX_TOGETHER:
                return files, problems
    return files, problems


def _bad_folder(path: Path, root: Path, prefix: str) -> Problem | None:
    place = _place(path, root, prefix)
    if path.is_symlink():
        return _symlink(place)
    if os.path.lexists(path / ".git"):  # false, not an error, where the folder is closed
        what = msg("this folder is another git repository (submodule)")
        hint = msg("put its files here as plain files, without its .git")
        return error("other-repository", place, what, hint)
    if path.suffix in {".yml", ".yaml"}:
        what = msg("this is a folder, and its name is that of a file")
        hint = msg("rename the folder or put the file in its place")
        return error("not-a-file", place, what, hint)
    return None


def _place(path: Path, root: Path, prefix: str) -> Place:
    """The file as messages name it; bytes that are not UTF-8 stand as «?»."""
    return Place(prefix + shown(path.relative_to(root).as_posix()))


def _symlink(place: Place) -> Problem:
    what = msg("this is a symbolic link; content is made of plain files")
    hint = msg("put a copy of the file here")
    return error("symbolic-link", place, what, hint)


def _take(
    path: Path, root: Path, prefix: str, files: dict[str, bytes], problems: list[Problem]
) -> int:
    """Read a file, or say why not; how many bytes it has."""
    place = _place(path, root, prefix)
    if path.is_symlink():
        problems.append(_symlink(place))
        return 0
    try:
        files[place.path.removeprefix(prefix)] = data = read_plain(path)
    except OSError:
        problems.append(_unreadable(place))
        return 0
    return len(data)


def _unreadable(place: Place) -> Problem:
    what = msg("the file cannot be read")
    hint = msg("check its permissions and that it is a plain file")
    return error("unreadable-file", place, what, hint)


def read_plain(path: Path) -> bytes:
    """The bytes of a plain file (one more than the limit is enough to refuse it)."""
    if not path.is_file():
        raise OSError(path)
    with path.open("rb") as stream:
        return stream.read((MAX_PDF if path.suffix == ".pdf" else MAX_BYTES) + 1)


def content_digest(files: Mapping[str, bytes]) -> str:
    """SHA-256 that changes with every byte of a content, in hexadecimal."""
    found = sha256()
    for path in sorted(files):
        found.update(f"{path}\0{len(files[path])}\0".encode("utf-8", "surrogatepass"))
        found.update(files[path])
    return found.hexdigest()
