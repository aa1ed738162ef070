"""What the last build made each file from: whatever has not changed since is not made again.

A record is only believed where nothing else can be meant: its own sum must be right, and each
file must still have the bytes that were written. Deleting it costs the next build its time.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from generator.between_runs import UNUSABLE, read_own, sum_of, write_own
from generator.output import Output, digest, making
from generator.publish.writer import Written, publish


@dataclass(frozen=True, slots=True)
class Made:
    """A file as it was made: digests of what it was made from and of its bytes."""

    made_from: str
    written: str


@dataclass(frozen=True, slots=True)
class BuildRecord:
    """A build: what all of it was made from, its files by path, facts for the site."""

    made_from: str = ""
    files: Mapping[str, Made] = field(default_factory=dict)
    facts: Mapping[str, Any] = field(default_factory=dict)
    """What the build tells whoever called it, as plain data."""

    def has(self, path: str, made_from: str, docs: Path) -> bool:
        """Whether a file is still the one that was made from the same data."""
        made = self.files.get(path)
        return (
            made is not None and made.made_from == made_from and _sum(docs / path) == made.written
        )

    def is_whole(self, docs: Path) -> bool:
        """Whether every file still is as it was written."""
        return all(_sum(docs / path) == made.written for path, made in self.files.items())


def publish_changed(
    outputs: Iterable[Output], docs: Path, made_with: str, last: BuildRecord
) -> tuple[Written, dict[str, Made]]:
    """Make and publish what is not as it was; what was written, and how each file was made.

    ``made_with`` is a digest of what all files share: program and language. Raises
    ForeignFileError, or OSError where a file cannot be written.
    """
    new: dict[str, bytes] = {}
    files: dict[str, Made] = {}
    for output in outputs:
        made_from = digest((made_with, output.digest))
        if last.has(output.path, made_from, docs):
            files[output.path] = last.files[output.path]
        else:
            with making(output.path):
                new[output.path] = data = output.make()
            files[output.path] = Made(made_from, sum_of(data))
    return publish(new, docs, unchanged=files.keys() - new.keys()), files


def _sum(path: Path) -> str:
    try:
        return sum_of(path.read_bytes())
    except OSError:
        return ""


def read_record(path: Path) -> BuildRecord:
    """The last record; an empty one where it is missing, damaged, or another user's."""
    try:
        kept = json.loads(read_own(path))
        files = {name: Made(*pair) for name, pair in kept["files"].items()}
        return BuildRecord(kept["made_from"], files, kept["facts"])
    except UNUSABLE:
        return BuildRecord()


def write_record(path: Path, record: BuildRecord) -> None:
    """Keep a record; a folder that cannot be written only costs the next build its time."""
    kept = asdict(record) | {
        "files": {name: [made.made_from, made.written] for name, made in record.files.items()}
    }
    write_own(path, json.dumps(kept, ensure_ascii=False, separators=(",", ":")).encode())
