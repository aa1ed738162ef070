"""Write pages under ``docs/`` beside the hand-written ones, never touching those.

A manifest lists what this program wrote. Everything new is first written to a staging folder
on the same disk, then the manifest is widened to old and new names together, then each file is
moved into place, then stale ones are removed and the manifest is narrowed. Whatever moment a
run is cut off at, every page is whole and no file is forgotten; the next run mends the rest.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from threading import Lock

from generator.locks import lock, unlock

_ONE_AT_A_TIME = Lock()
"""A preview publishes from two threads."""
MANIFEST = ".avance-manifest.json"
STAGE = ".avance-stage"


class ForeignFileError(Exception):
    """A page would overwrite a file that this program did not write."""

    def __init__(self, paths: list[str]) -> None:
        super().__init__(", ".join(paths))
        self.paths = paths


@dataclass(frozen=True, slots=True)
class Written:
    """What a run did: paths relative to the docs folder."""

    changed: tuple[str, ...]
    removed: tuple[str, ...]
    n_unchanged: int


def publish(
    pages: Mapping[str, bytes],
    docs: Path,
    *,
    unchanged: Collection[str] = (),
    manifest: str = MANIFEST,
    keep: bool = False,
) -> Written:
    """Make the generated part of ``docs`` equal to ``pages`` (path relative to docs -> bytes).

    ``unchanged`` names files of an earlier run that stay as they are; ``keep`` leaves whatever
    an earlier run wrote under other names. Raises ForeignFileError before anything is touched
    where a hand-written file is in the way.
    """
    with _ONE_AT_A_TIME, _alone(docs):
        return _publish(pages, docs, set(unchanged), manifest, keep=keep)


@contextmanager
def _alone(docs: Path) -> Iterator[None]:
    """Wait until no other process publishes in the folder, where the system can tell."""
    docs.mkdir(parents=True, exist_ok=True)
    handle = lock(docs)
    try:
        yield
    finally:
        unlock(handle)


def _publish(
    pages: Mapping[str, bytes], docs: Path, unchanged: set[str], manifest: str, *, keep: bool
) -> Written:
    ours = read_manifest(docs, manifest)
    changed = [path for path in sorted(pages) if _content(docs / path) != pages[path]]
    foreign = sorted({name for path in changed if (name := _in_the_way(docs, path, ours))})
    if foreign:
        raise ForeignFileError(foreign)
    listed = set(pages).union(unchanged, ours if keep else ())
    stale = sorted(ours - listed)
    try:
        if changed:
            _stage(pages, changed, docs)
            _write_manifest(docs / manifest, ours | listed)
            _move_into_place(changed, docs)
        for path in stale:
            _remove(docs, path)
        if changed or stale or ours != listed:
            _write_manifest(docs / manifest, listed)
    finally:
        shutil.rmtree(docs / STAGE, ignore_errors=True)
    return Written(tuple(changed), tuple(stale), len(listed) - len(changed))


def _content(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None


def read_manifest(docs: Path, manifest: str = MANIFEST) -> set[str]:
    """Names this program wrote; those that point out of ``docs`` are not believed."""
    return {name for name in _listed(docs / manifest) or () if is_plain(name)}


def is_damaged(docs: Path) -> bool:
    """Whether there is a list of what this program wrote, and it cannot be read."""
    return (docs / MANIFEST).is_file() and _listed(docs / MANIFEST) is None


def _listed(manifest: Path) -> set[str] | None:
    try:
        return {str(name) for name in json.loads(manifest.read_text("utf-8"))["files"]}
    except (OSError, ValueError, KeyError, TypeError):
        return None


def hand_written(docs: Path) -> list[Path]:
    """Files under ``docs`` that the manifest does not list, without hidden ones."""
    ours = {docs / name for name in read_manifest(docs)}
    found = (path for path in docs.rglob("*") if path.is_file() and path not in ours)
    return sorted(
        path
        for path in found
        if not any(part.startswith(".") for part in path.relative_to(docs).parts)
    )


def is_plain(name: str) -> bool:
    """Whether a name is that of a file inside the folder, written in one way only."""
    return "\0" not in name and not {"", ".", ".."} & set(name.split("/"))


def _in_the_way(docs: Path, path: str, ours: set[str]) -> str | None:
    """A file or folder we did not write where a page, or a folder of its address, must be."""
    if (docs / path).is_dir() or (path not in ours and os.path.lexists(docs / path)):
        return path
    folders = [docs / name for name in PurePosixPath(path).parents]
    blocked = (
        f
        for f in folders
        if f != docs and os.path.lexists(f) and (f.is_symlink() or not f.is_dir())
    )
    return next((f.relative_to(docs).as_posix() for f in blocked), None)


def _write_manifest(manifest: Path, names: Iterable[str]) -> None:
    text = json.dumps({"format": 1, "files": sorted(names)}, indent=0, ensure_ascii=False)
    temporary = manifest.parent / STAGE / manifest.name
    temporary.parent.mkdir(parents=True, exist_ok=True)
    temporary.write_text(text + "\n", "utf-8")
    temporary.replace(manifest)


def _stage(pages: Mapping[str, bytes], changed: list[str], docs: Path) -> None:
    stage = docs / STAGE
    shutil.rmtree(stage, ignore_errors=True)
    for path in changed:
        target = stage / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(pages[path])


def _move_into_place(changed: list[str], docs: Path) -> None:
    for path in changed:
        target = docs / path
        target.parent.mkdir(parents=True, exist_ok=True)
        (docs / STAGE / path).replace(target)


def _remove(docs: Path, path: str) -> None:
    """Remove a page and the folders that it leaves empty."""
    parents = [docs / name for name in PurePosixPath(path).parents[:-1]]
    if any(folder.is_symlink() for folder in parents):
        return  # not ours any more: it leads out of docs/
    if (docs / path).is_file() or (docs / path).is_symlink():
        (docs / path).unlink()
    for folder in parents:
        if folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()
