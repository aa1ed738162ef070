"""Commands that are killed before one of their changes to the disk, and run again."""

from __future__ import annotations

import os
import shutil
import signal
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from generator.cli import main
from generator.compute import compute
from generator.load import load
from generator.portal import Portal
from tests.git import NO_CONFIGURATION, git, new_repository
from tests.siege.trees import files

LINE = "plans/salud/strategies/1.1.yml"
DAY = ("--as-of", "2025-06-01")
CHANGING = {"os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.truncate", "os.chmod"}


@dataclass(frozen=True)
class Command:
    """A command, what it finds, and the folder that it writes."""

    arguments: tuple[str, ...]
    writes: str
    changed: dict[str, tuple[bytes, bytes]] = field(default_factory=dict)
    """What is replaced in files of the content before it runs; the content before is committed."""
    first: tuple[str, ...] = ()
    """A command that was run on the content before."""


_EDIT = {LINE: (b"title: Talleres", b"title: Talleres y ferias")}
_LOWERED = {LINE: (b"2024-T4: 40}", b"2024-T4: 39}")}
_SHARE = (b"weight: 100", b"note: Cien")
_OLD = {
    "site.yml": (b"format: 3", b"format: 1"),
    LINE: (b"relevance: 1", b"weight: 1"),
    "plans/agua/plan.yml": _SHARE,  # a share is of format 3
    "plans/agua/strategies/1.1.yml": _SHARE,
}
_BUILD = ("build", "--quiet", *DAY)
_TABLES = ("export", "tables", "--quiet", "--out", "tablas", *DAY)
_IATI = ("export", "iati", "--out", "iati", *DAY)
_AMEND = ("amend", "HEAD", "--document", "norma-2", "--reason", "Menos visitas", "--id", "otra")
COMMANDS = {
    "build": Command(_BUILD, "docs", _EDIT, _BUILD),
    "export": Command(_TABLES, "tablas", _EDIT, _TABLES),
    "iati": Command(_IATI, "iati", _EDIT, _IATI),
    "amend": Command(_AMEND, "content", _LOWERED),
    "migrate": Command(("migrate",), "content", _OLD),
}


def kill(command: Command, n_most: int) -> tuple[int, list[str]]:
    """Kill a command at ``n_most`` of its changes at most; how many, and what was wrong after."""
    _warm()
    with TemporaryDirectory() as name:
        start, whole = Path(name) / "start", Path(name) / "whole"
        _prepare(start, command)
        before = tree(start / command.writes)
        shutil.copytree(start, whole)
        n_all = _run(command.arguments, whole)
        after = tree(whole / command.writes)
        points = sorted({1 + n * (n_all - 1) // max(1, n_most - 1) for n in range(n_most)})
        wrong: list[str] = []
        for n in points:
            folder = Path(name) / "killed"
            shutil.copytree(start, folder)
            _run(command.arguments, folder, kill_at=n)
            wrong += (f"{n}: {it}" for it in _torn(tree(folder / command.writes), before, after))
            _run(command.arguments, folder)
            if tree(folder / command.writes) != after:
                wrong.append(f"{n}: the next run does not end where a whole one does")
            shutil.rmtree(folder)
        return len(points), wrong


@cache
def _warm() -> None:
    """Import what commands need, once for all the processes that are begun from this one."""
    for output in Portal(compute(load(files())[0], date.fromisoformat(DAY[1]))).outputs():
        output.make()


def _prepare(root: Path, command: Command) -> None:
    for path, data in files().items():
        (root / "content" / path).parent.mkdir(parents=True, exist_ok=True)
        (root / "content" / path).write_bytes(data)
    (root / "docs").mkdir()
    (root / "docs/nota.md").write_text("# De una persona\n", "utf-8")
    new_repository(root)
    git(root, "add", "content")
    git(root, "commit", "-q", "-m", "Carga")
    if command.first:
        _run(command.first, root)
    for path, (old, new) in command.changed.items():
        place = root / "content" / path
        assert old in place.read_bytes(), path
        place.write_bytes(place.read_bytes().replace(old, new))


def tree(folder: Path) -> dict[str, bytes]:
    """Files of a folder that are not hidden, by path."""
    found = (path for path in folder.rglob("*") if path.is_file())
    names = ((path.relative_to(folder).as_posix(), path) for path in found)
    return {
        name: path.read_bytes()
        for name, path in names
        if not name.startswith(".") and "/." not in name
    }


def _torn(
    now: dict[str, bytes], before: dict[str, bytes], after: dict[str, bytes]
) -> Iterator[str]:
    """Files that are neither as they were nor as they are to be."""
    for path in now.keys() | before.keys() | after.keys():
        if now.get(path) not in (before.get(path), after.get(path)):
            yield f"{path} is neither old nor new"


def _run(arguments: tuple[str, ...], folder: Path, kill_at: int = 0) -> int:
    """Run a command in a process of its own; how many changes to the disk it made or began."""
    into, out = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(into)
        _act(arguments, folder, kill_at, out)
    os.close(out)
    with open(into, "rb") as told:  # noqa: PTH123  # a pipe has no path
        n_changes = len(told.read())
    _, status = os.waitpid(child, 0)
    ended = os.waitstatus_to_exitcode(status)
    assert ended == (-signal.SIGKILL if kill_at else 0), (arguments, ended)
    return n_changes


def _act(arguments: tuple[str, ...], folder: Path, kill_at: int, out: int) -> None:
    """What the child does; it never returns."""
    n_changes = 0

    def watch(event: str, given: tuple[object, ...]) -> None:
        nonlocal n_changes
        if event == "open":
            flags = given[2] if isinstance(given[2], int) else 0
            changes = bool(flags & (os.O_WRONLY | os.O_RDWR)) and isinstance(given[0], str)
        else:
            changes = event in CHANGING
        if changes and "__pycache__" not in str(given[0]) and str(given[0]) != os.devnull:
            n_changes += 1
            os.write(out, b".")
            if n_changes == kill_at:
                os.kill(os.getpid(), signal.SIGKILL)

    status = 1
    try:
        os.chdir(folder)
        os.environ |= {"AVANCE_DEBUG": "1", "GIT_CEILING_DIRECTORIES": str(folder.parent)}
        os.environ |= NO_CONFIGURATION
        null = os.open(os.devnull, os.O_RDWR)
        for stream in (0, 1, 2):
            os.dup2(null, stream)
        sys.addaudithook(watch)
        main(list(arguments))
        status = 0
    except SystemExit as end:
        status = int(end.code or 0) if isinstance(end.code, int | None) else 2
    finally:
        os._exit(status)


if __name__ == "__main__":
    n_most, names = int(sys.argv[1]), sys.argv[2:] or [*COMMANDS]
    made = {name: kill(COMMANDS[name], n_most) for name in names}
    for name, (n_kills, wrong) in made.items():
        sys.stdout.write("\n".join([f"{name}: killed {n_kills} times", *wrong]) + "\n")
    sys.exit(any(wrong for _, wrong in made.values()))
