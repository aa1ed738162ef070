"""A site is built beside the one that is there, and takes its place when it is whole.

MkDocs empties its folder before it writes: a build that is cut off would leave no site, and a
server on the folder would have nothing to show for as long as a build takes.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from generator.locks import lock, unlock


class NewSite:
    """The folder of a site that is being built; a second build of the same site waits for it."""

    def __init__(self, place: Path) -> None:
        self.place = place.resolve()
        self.folder = self.place.with_name(f".{self.place.name}.new")
        self._lock, self._is_open = _locked(self.folder), True
        if os.path.ismount(self.place):
            self.folder = self.place  # it cannot be exchanged as a whole

    def take_place(self) -> None:
        """Put the new site where the old one is."""
        if self.folder != self.place:
            old = self.place.with_name(f".{self.place.name}.old")
            shutil.rmtree(old, ignore_errors=True)
            if self.place.exists():
                self.place.rename(old)
            try:
                self.folder.rename(self.place)
            except OSError:
                old.rename(self.place)
                raise
            shutil.rmtree(old, ignore_errors=True)
        self.close()

    def discard(self) -> None:
        """Leave the old site as it is; nothing once the new one has taken its place."""
        if self._is_open and self.folder != self.place:
            shutil.rmtree(self.folder, ignore_errors=True)
        self.close()

    def close(self) -> None:
        """Let the next build begin."""
        unlock(self._lock)
        self._lock, self._is_open = None, False


def _locked(folder: Path) -> int | None:
    """The lock of the folder; whoever had it before may have put the folder in its place."""
    for _attempt in range(_ATTEMPTS):
        folder.mkdir(parents=True, exist_ok=True)
        handle = lock(folder)
        if handle is None or (folder.exists() and os.fstat(handle).st_ino == folder.stat().st_ino):
            break
        unlock(handle)
    else:
        handle = lock(folder)
    return handle


_ATTEMPTS = 100
"""There are disks on which a folder and its handle never have the same number."""
