"""A real Dask cluster on this machine: a scheduler and workers, each a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from random import Random
from threading import Event, Thread

import psutil

from tests.command import ROOT, stop

_AT_HOME = ("--no-dashboard", "--host", "127.0.0.1")
_SOON = {"DASK_DISTRIBUTED__SCHEDULER__WORKER_TTL": "8s"}
"""Of a worker that says nothing the scheduler thinks that it is stuck, after five minutes else."""
_ALONE = ("--nthreads", "1", "--death-timeout", "60")


@contextmanager
def scheduler(folder: Path) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """Its address, and its process."""
    place = folder / "scheduler.json"
    with _started("scheduler", folder, "--port", "0", "--scheduler-file", str(place)) as process:
        for _ in range(600):
            if place.is_file() and (text := place.read_text("utf-8")).endswith("}"):
                break
            time.sleep(0.05)
        yield json.loads(text)["address"], process


@contextmanager
def worker(address: str, folder: Path, *options: str) -> Iterator[subprocess.Popen[bytes]]:
    """A worker of one thread."""
    own = (address, *_ALONE, "--local-directory", str(folder), *options)
    with _started("worker", folder, *own) as process:
        yield process


@contextmanager
def _started(kind: str, folder: Path, *options: str) -> Iterator[subprocess.Popen[bytes]]:
    command = [sys.executable, "-m", "dask", kind, *_AT_HOME, *options]
    with (folder / f"{kind}.log").open("ab") as log:
        process = subprocess.Popen(
            command, cwd=ROOT, stdout=log, stderr=log, env=os.environ | _SOON
        )
    try:
        yield process
    finally:
        stop(process)


@contextmanager
def cluster(folder: Path, n: int) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """An address, and workers that something starts anew when they are lost."""
    with ExitStack() as around:
        address, _ = around.enter_context(scheduler(folder))
        yield address, [around.enter_context(worker(address, folder)) for _ in range(n)]


@contextmanager
def killing(nannies: list[subprocess.Popen[bytes]], every: float, seed: int) -> Iterator[list[int]]:
    """Kill a worker at random every few seconds, and stop the first where it is; which so far."""
    random, done, killed = Random(seed), Event(), list[int]()  # noqa: S311

    def kill() -> None:
        while not done.wait(every):
            own = psutil.Process(random.choice(nannies).pid)
            workers = [it for it in own.children() if "resource_tracker" not in str(it.cmdline())]
            for it in workers:
                it.kill() if killed else it.suspend()
                killed.append(it.pid)

    thread = Thread(target=kill)
    thread.start()
    try:
        yield killed
    finally:
        done.set()
        thread.join()
