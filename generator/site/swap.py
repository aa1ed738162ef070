"""A site is built beside the one that is there, and takes its place when it is whole.

MkDocs empties its folder before it writes: a build that is cut off would leave no site, and a
server on the folder would have nothing to show for as long as a build takes.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path


class NewSite:
    """The folder of a site that is being built; a second build of the same site waits for it."""

    def __init__(self, place: Path) -> None:
        self.place = place.resolve()
        self.folder = self.place.with_name(f".{self.place.name}.new")
        self._lock: int | None = _locked(self.folder)
        if os.path.ismount(self.place):
            self.folder = self.place  # it cannot be exchanged as a whole

    def take_place(self) -> None:
        """Put the new site where the old one is."""
        if self.folder != self.place:
            old = self.place.with_name(f".{self.place.name}.old")
            shutil.rmtree(old, ignore_errors=True)
            if self.place.exists():
                self.place.rename(old)
            self.folder.rename(self.place)
            shutil.rmtree(old, ignore_errors=True)
        self.close()

    def discard(self) -> None:
        """Leave the old site as it is; nothing once the new one has taken its place."""
        if self._lock is not None and self.folder != self.place:
            shutil.rmtree(self.folder, ignore_errors=True)
        self.close()

    def close(self) -> None:
        """Let the next build begin."""
        if self._lock is not None:
            os.close(self._lock)
        self._lock = None


def _locked(folder: Path) -> int:
    """An open handle of the folder that no other process has locked; waits for it."""
    while True:
        folder.mkdir(parents=True, exist_ok=True)
        handle = os.open(folder, os.O_RDONLY)
        if os.name != "posix":
            return handle
        from fcntl import LOCK_EX, flock  # noqa: PLC0415  # Windows has no such lock

        flock(handle, LOCK_EX)
        if folder.exists() and os.fstat(handle).st_ino == folder.stat().st_ino:
            return handle
        os.close(handle)  # the build that we waited for has put it in its place
