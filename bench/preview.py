"""The loop of an editor: a title changes in a file, and the page that is served shows it."""

from __future__ import annotations

import itertools
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.copies import Project
from bench.measure import SAID, BrokenError

READY = 900.0
"""Seconds in which the first page must come, whatever the content."""
SHOWN = 300.0
"""Seconds in which a change must be seen."""
_PAUSE = 0.01


def seconds(project: Project) -> Generator[float]:
    """Seconds from the moment a title is saved until the page shows it, once more each time."""
    plan, _, code = project.edited.partition("/")
    with project.restored(), served(project) as address:
        page = f"{address}/planes/{plan}/{code}/"
        _wait(page, "<h1", READY)
        for n in itertools.count(1):
            time.sleep(1)  # an editor looks at the page before the next word
            title = f"Otro título, vez {n}"
            project.rename(title)
            yield _wait(page, title, SHOWN)


@contextmanager
def served(project: Project) -> Iterator[str]:
    """The address of a preview server, which ends with the block."""
    host = f"127.0.0.1:{free_port()}"
    log = project.root / "serve.log"
    command = [sys.executable, "-m", "generator", "serve", "--quiet", "--addr", host]
    with log.open("wb") as said:
        process = subprocess.Popen(
            command, cwd=project.root, stdout=said, stderr=said, start_new_session=True
        )
    try:
        yield f"http://{host}"
    except TimeoutError as late:
        raise BrokenError(f"{late}: {_end(log)}") from late
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait()


def _end(log: Path) -> str:
    return log.read_text("utf-8", "replace").strip()[-SAID:]


def free_port() -> int:
    """A port of this machine that nobody uses."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def _wait(page: str, text: str, limit: float) -> float:
    """Ask for the page until it has the text; how many seconds that took."""
    start = time.perf_counter()
    while (took := time.perf_counter() - start) < limit:
        if text in _asked(page):
            return time.perf_counter() - start
        time.sleep(_PAUSE)
    raise TimeoutError(f"{page} did not show «{text}» within {took:.0f} s")


def _asked(page: str) -> str:
    """The page, empty where there is none yet."""
    try:
        with urllib.request.urlopen(page, timeout=SHOWN) as answer:  # noqa: S310  # our own server
            text: str = answer.read().decode("utf-8")
            return text
    except (urllib.error.URLError, ConnectionError):
        return ""
