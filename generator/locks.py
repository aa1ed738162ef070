"""One at a time: the lock of a folder. It ends with the process that holds it."""

from __future__ import annotations

import errno
import os
from contextlib import suppress
from pathlib import Path
from time import monotonic, sleep

SECONDS = 600
"""Whoever holds a folder for longer hangs, or left it to a process that goes on."""
_PAUSE = 0.05


def lock(folder: Path, seconds: float | None = None) -> int | None:
    """A handle of the folder that nobody else has locked; None where the system has no locks.

    Waits for whoever has it. Raises OSError (EBUSY) where that takes too long.
    """
    if os.name != "posix":
        return None
    from fcntl import LOCK_EX, LOCK_NB, flock  # noqa: PLC0415  # Windows has no such lock

    handle, end = (
        os.open(folder, os.O_RDONLY),
        monotonic() + (SECONDS if seconds is None else seconds),
    )
    while True:
        try:
            flock(handle, LOCK_EX | LOCK_NB)
        except BlockingIOError:
            if monotonic() > end:
                os.close(handle)
                raise OSError(errno.EBUSY, os.strerror(errno.EBUSY), str(folder)) from None
            sleep(_PAUSE)
        except OSError:  # a disk without locks, as some of a network: nobody can be waited for
            return handle
        else:
            return handle


def unlock(handle: int | None) -> None:
    """Let the next one in, though a process that was started meanwhile has the handle too."""
    if handle is None:
        return
    from fcntl import LOCK_UN, flock  # noqa: PLC0415

    with suppress(OSError):
        flock(handle, LOCK_UN)
    os.close(handle)
