"""What processes of their own do in the tests of the engine."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

import psutil


def act(task: str) -> str:
    """A task that ends as its name says."""
    match task:
        case "memory":
            return str(len(b"x" * 4_000_000_000))
        case "time":
            time.sleep(600)
        case "killed":
            os.kill(os.getpid(), signal.SIGKILL)
        case "crash":
            raise ValueError("no se esperaba")
        case "silent":
            os._exit(0)
        case _ if task.startswith("/"):
            _kill_the_worker_once(Path(task))
    return task.upper()


def _kill_the_worker_once(mark: Path) -> None:
    """End the process that gave this one its task, as a machine that is lost would."""
    if not mark.exists():
        mark.write_text(str(os.getpid()))
        psutil.Process().parents()[1].kill()  # the first is the one that all are copies of
        time.sleep(600)
