"""A repository of the real content with many commits, made fast: what a history costs to read."""

from __future__ import annotations

import re
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from tests.git import git, new_repository

COMMITS = 1_000
_TARGET = re.compile(rb"(?<=2024: )\d+")
_START = 1_704_067_200
_RUN = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from generator.review.clock import Clock
from generator.review.record import record
found = record(Path(sys.argv[1]), Clock(datetime.now(UTC)), Path(sys.argv[2]))
print(found.n_commits, len(found.steps))
"""


def make(content: Path, repo: Path, commits: int = COMMITS) -> int:
    """Fill ``repo`` with a first import and commits that each move a target; how many moved."""
    new_repository(repo)
    stream = b"".join(_stream(content, commits))
    git(repo, "fast-import", "--quiet", data=stream)
    git(repo, "reset", "-q", "--hard", "main")
    return commits


def _stream(content: Path, commits: int) -> Iterator[bytes]:
    files = {
        f"content/{path.relative_to(content)}": path.read_bytes() for path in content.rglob("*.yml")
    }
    yield _commit(0, files)
    moving = sorted(path for path, data in files.items() if _is_moving(path, data))
    for n in range(1, commits):
        path = moving[n % len(moving)]
        files[path] = _TARGET.sub(lambda found: b"%d" % (int(found[0]) + 1), files[path], count=1)
        yield _commit(n, {path: files[path]})


def _is_moving(path: str, data: bytes) -> bool:
    return "/strategies/" in path and _TARGET.search(data) is not None


def _commit(number: int, files: dict[str, bytes]) -> bytes:
    who = b"A <a@example.org> %d +0000" % (_START + number * 3600)
    head = b"commit refs/heads/main\ncommitter %s\ndata 6\nchange\n" % who
    parts = (
        b"M 100644 inline %s\ndata %d\n%s\n" % (path.encode(), len(data), data)
        for path, data in files.items()
    )
    return head + b"".join(parts) + b"\n"


def report(content: Path, scratch: Path) -> Iterator[str]:
    """Lines that say what a history of many commits costs: first, again, and one commit later."""
    repo, cache = scratch / "history", scratch / "history.json"
    yield f"{make(content, repo)} commits of {content.name}/"
    yield _timed("first, no cache", repo, cache)
    yield _timed("again, with the cache", repo, cache)


def _timed(what: str, repo: Path, cache: Path) -> str:
    command = [sys.executable, "-c", _RUN, str(repo / "content"), str(cache)]
    start = time.perf_counter()
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    took = time.perf_counter() - start
    n_commits, n_steps = done.stdout.split()
    return f"  {what:24} {took:6.2f} s   {n_commits} commits, {n_steps} steps"
