"""replace_files({path: bytes}): files of the content, each as it was or as it is to be."""

from __future__ import annotations

import errno
import os
import secrets
from collections.abc import Mapping
from contextlib import ExitStack, suppress
from pathlib import Path

from generator.locks import lock, unlock

_MOST_OPEN = 500
"""Files without a name stay open, of which a process can have about a thousand."""


class StaleError(OSError):
    """A file is not what was read any more."""

    def __init__(self, place: Path) -> None:
        super().__init__(errno.ESTALE, os.strerror(errno.ESTALE), str(place))


def replace_files(
    files: Mapping[Path, bytes], read: Mapping[Path, bytes | None] | None = None
) -> None:
    """Write all files, then put each into its place, in turn. Raises OSError.

    Folders that are not there are made, and go again where no file comes into them.

    ``read`` is what they were when they were read, None for what was not there: where somebody
    else has written one since, nothing is (StaleError).

    Nothing has changed until all are written. Until then a file has no name, where the system
    knows such files and there are not too many: whoever is killed leaves nothing. Else it stands
    beside its place under a name that nothing has: a file or a link that someone put under a
    known name would be written through.
    """
    with ExitStack() as after:
        for folder in (it for place in files for it in reversed(place.parents) if not it.is_dir()):
            folder.mkdir()
            after.callback(_remove_empty, folder)
        if read is not None:
            for folder in sorted({place.parent for place in files}):
                after.callback(unlock, lock(folder))
            for place in files:
                if (place.read_bytes() if place.exists() else None) != read.get(place):
                    raise StaleError(place)
        written: list[tuple[Path, Path, int | None]] = []
        for place, data in files.items():
            path = place.with_name(f".{place.name}.{secrets.token_hex(8)}")
            mode = place.stat().st_mode & 0o7777 if place.exists() else _default_mode()
            handle = _unnamed(place.parent, after) if len(files) <= _MOST_OPEN else None
            after.callback(path.unlink, missing_ok=True)
            with path.open("xb") if handle is None else open(handle, "wb", closefd=False) as file:
                file.write(data)
            path.chmod(mode) if handle is None else os.fchmod(handle, mode)
            written.append((place, path, handle))
        for place, path, handle in written:
            if handle is not None:  # only with src_dir_fd is the link followed to the file
                os.link(f"/proc/self/fd/{handle}", path, src_dir_fd=handle)
            path.replace(place)


def _remove_empty(folder: Path) -> None:
    with suppress(OSError):
        folder.rmdir()


def _unnamed(folder: Path, after: ExitStack) -> int | None:
    """A handle of a new file that has no name; None where there are no such files."""
    if not hasattr(os, "O_TMPFILE") or not Path("/proc/self/fd").is_dir():
        return None
    try:
        handle = os.open(folder, os.O_TMPFILE | os.O_WRONLY, 0o600)
    except OSError:
        return None
    after.callback(os.close, handle)
    return handle


def _default_mode() -> int:
    """How a new file may be used: a temporary one would be the owner's alone."""
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
