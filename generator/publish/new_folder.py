"""put_new_folder(folder, files): a folder that was not there, whole or not at all."""

from __future__ import annotations

import re
import secrets
import shutil
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

_IGNORED = re.compile(r"\.git|\.avance-[0-9a-f]{16}\.new")
"""What may stand in the folder before: a repository, and what one that was killed left."""


def standing_in(folder: Path) -> list[str]:
    """What is in a folder already, but for a repository; nothing where there is none."""
    there = (it.name for it in folder.iterdir()) if folder.is_dir() else iter(())
    return sorted(name for name in there if not _IGNORED.fullmatch(name))


def put_new_folder(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write all files beside or inside the folder, then move them into their places.

    Raises OSError, and leaves nothing behind then.
    """
    is_new = not folder.exists()
    made = [it for it in folder.parents if not it.exists()]
    folder.parent.mkdir(parents=True, exist_ok=True)
    stage = (folder.parent if is_new else folder) / f".avance-{secrets.token_hex(8)}.new"
    try:
        for path, data in files.items():
            place = stage / path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(data)
        if is_new:
            stage.rename(folder)
        else:
            _move(stage, folder)
    except OSError:
        shutil.rmtree(stage, ignore_errors=True)
        with suppress(OSError):
            for parent in made:
                parent.rmdir()
        raise
    finally:
        shutil.rmtree(stage, ignore_errors=True)


def _move(stage: Path, folder: Path) -> None:
    """Each entry in turn, the content last; where one cannot be moved, all go back."""
    moved: list[Path] = []
    try:
        for entry in sorted(stage.iterdir(), key=lambda it: (it.name == "content", it.name)):
            if (folder / entry.name).exists():
                raise FileExistsError(17, "", str(folder / entry.name))
            entry.rename(folder / entry.name)
            moved.append(entry)
    except OSError:
        for entry in moved:
            (folder / entry.name).rename(entry)
        raise
