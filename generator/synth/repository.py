"""A folder of an invented institution, as a repository in which its content came to be."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from generator.problems import msg
from generator.review.git import GitError, ask
from generator.synth.content import Files, FilesAsOf

_WHO = "Equipo de planeamiento <planes@example.org>"
_MKDOCS = b"site_name: Planes\nstrict: true\ntheme:\n  name: avance\nplugins:\n  - avance\n"


def write_repository(folder: Path, versions: Iterable[FilesAsOf]) -> None:
    """Make the folder with one commit a version, checked out. Raises GitError, OSError."""
    folder.mkdir(parents=True)
    stream = b"".join(_commits(versions))
    for arguments, given in (
        (["init", "--quiet", "--initial-branch=main"], b""),
        (["fast-import", "--quiet"], stream),
        (["reset", "--quiet", "--hard", "main"], b""),
    ):
        done = ask(folder, arguments, given)
        if done.status:
            raise GitError(msg("git refused ({why})", why=done.complaint))


def _commits(versions: Iterable[FilesAsOf]) -> Iterator[bytes]:
    """What ``git fast-import`` reads: of each commit, the files that differ."""
    before: Files = {}
    for version in versions:
        now = {"mkdocs.yml": _MKDOCS, "docs/.gitkeep": b""} | {
            f"content/{k}": v for k, v in version.files.items()
        }
        noon = datetime(version.day.year, version.day.month, version.day.day, 12, tzinfo=UTC)
        yield f"commit refs/heads/main\ncommitter {_WHO} {noon.timestamp():.0f} +0000\n".encode()
        yield _data(version.why.encode())
        for path in sorted(before.keys() - now.keys()):
            yield f"D {path}\n".encode()
        for path, data in now.items():
            if before.get(path) != data:
                yield f"M 100644 inline {path}\n".encode() + _data(data)
        before = now


def _data(data: bytes) -> bytes:
    return b"data %d\n%b\n" % (len(data), data)
