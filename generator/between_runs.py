"""Files that one run keeps for the next: written whole, and believed only under their own sum."""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

UNUSABLE = (
    *(OSError, ValueError, LookupError, TypeError, ArithmeticError, AttributeError),
    RecursionError,
)
"""What a text that somebody else has written can lead to."""
_LARGEST = 100_000_000
"""Bytes of a record that is believed: that of a thousand indicators has a third of a million."""


def sum_of(data: bytes) -> str:
    """SHA-256 in hexadecimal."""
    return sha256(data).hexdigest()


def read_own(path: Path) -> bytes:
    """What ``write_own`` wrote. Raises OSError or ValueError where it is not that."""
    with open(path, "rb", opener=_no_link) as file:  # Path.open has no opener
        found = os.fstat(file.fileno())
        is_ours = stat.S_ISREG(found.st_mode) and found.st_uid == _user(found)
        if not is_ours or found.st_size > _LARGEST:
            raise ValueError(path)
        told, _, text = file.read().partition(b"\n")
    if told.decode("ascii") != sum_of(text):
        raise ValueError(path)
    return text


def _user(found: os.stat_result) -> int:
    """Who runs this; where a system has no users, whoever wrote the file."""
    return os.geteuid() if hasattr(os, "geteuid") else found.st_uid


def _no_link(path: str, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))


def sealed(text: bytes) -> bytes:
    """What ``read_own`` believes to be that text."""
    return sum_of(text).encode() + b"\n" + text


def write_own(path: Path, text: bytes) -> None:
    """Keep something under its own sum, where that can be written."""
    write_whole(path, sealed(text))


def write_whole(path: Path, data: bytes) -> None:
    """Put a file in its place at once; one that cannot be written only costs the next run time."""
    part = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part.write_bytes(data)
        part.replace(path)
    except OSError:
        with suppress(OSError):
            part.unlink(missing_ok=True)
