"""What a command costs: CPU seconds and memory of its whole tree of processes.

Seconds are those of the reference machine: a fixed work is timed beside each measurement, and a
machine (or an hour) on which it takes twice as long counts half. Budgets hold on any machine.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import subprocess
import tempfile
import time
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

REFERENCE = 0.140
"""CPU seconds that the fixed work takes on the machine of docs/proyecto/performance.md."""
SAID = 600
"""Letters of the end of its output that tell why a command failed."""


class BrokenError(Exception):
    """A command that failed, or a page that never came: there is no figure, good or bad."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What a command took: CPU seconds and the largest memory in bytes of a process."""

    cpu: float
    memory: int
    output: str


def cost(
    command: Sequence[str],
    folder: Path,
    environment: Mapping[str, str] | None = None,
    good: tuple[int, ...] = (0,),
) -> Cost:
    """Run a command with all that it starts. Raises BrokenError where it fails.

    The largest memory cannot be less than that of this program, which is therefore small.
    """
    env = {**os.environ, **(environment or {})}
    env.pop("PYTHONDONTWRITEBYTECODE", None)  # who uses the program compiles it once
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(command, cwd=folder, env=env, stdout=said, stderr=said)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        said.seek(0)
        output = said.read().decode("utf-8", "replace")
    if process.returncode not in good:
        end = output.strip()[-SAID:]
        raise BrokenError(f"{' '.join(command)} ended with {process.returncode}: {end}")
    return Cost(usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024, output)


def pace() -> float:
    """How long this machine takes at this moment for what takes the reference machine 1."""
    start = time.process_time()
    _work()
    return (time.process_time() - start) / REFERENCE


def _work() -> None:
    """Plain Python, then what the program leans on: dictionaries, patterns, JSON, compression."""
    rows = [(f"AEI.{n % 97:02}.{n % 89:02}", n * 7 % 1013) for n in range(40_000)]
    sums: dict[str, int] = {}
    for code, value in rows:
        sums[code] = sums.get(code, 0) + value
    text = json.dumps([{"code": code, "value": value} for code, value in sorted(rows)])
    for n in range(3):
        found = re.sub(r"AEI\.(\d+)", rf"{n}.\1", text)
        hashlib.sha256(zlib.compress(found.encode(), 3)).hexdigest()
