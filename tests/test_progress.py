"""Long work says where it is: a moving line on a terminal, lines in a pipe, nothing if asked."""

from __future__ import annotations

import io
import os
import pty
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TextIO

import pytest

from generator.problems import msg
from generator.progress import progress
from tests.command import ROOT, run
from tests.helpers import content, lay

READING = msg("Reading and checking content/")
WRITING = msg("Writing what has changed")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The smallest content in a folder of its own."""
    return lay(tmp_path, content())


@contextmanager
def terminal() -> Iterator[tuple[TextIO, list[str]]]:
    """A pseudo-terminal to write to, and what was written to it, complete when the block ends."""
    ours, theirs = pty.openpty()
    seen: list[str] = []
    reader = threading.Thread(target=lambda: seen.append(read_all(ours)), daemon=True)
    reader.start()
    with os.fdopen(theirs, "w") as stream:
        yield stream, seen
    reader.join(10)
    os.close(ours)


def read_all(terminal: int) -> str:
    """What comes out of a terminal until its last writer has closed it; Linux calls that EIO."""
    seen = b""
    with suppress(OSError):
        while part := os.read(terminal, 4096):
            seen += part
    return seen.decode()


def without_codes(text: str) -> str:
    return re.sub(r"\x1b\[[0-9;?]*[A-Za-z]|[\r\n]", "", text)


@pytest.mark.parametrize(
    "work", [("build",), ("export", "tables", "--out", "tables")], ids=["build", "export"]
)
def test_a_pipe_gets_one_plain_line_for_each_step(project: Path, work: tuple[str, ...]) -> None:
    done = run(*work, cwd=project)
    lines = done.stderr.splitlines()
    assert lines[0] == "Leyendo y revisando content/ …"
    assert len(lines) == len(set(lines)) > 2
    assert all(line.endswith(" …") for line in lines)
    assert "\x1b" not in done.stderr
    assert "…" not in done.stdout
    quiet = run(*work, "--quiet", cwd=project)
    assert quiet.stderr == ""
    assert len(quiet.stdout.splitlines()) == len(done.stdout.splitlines()) > 0


def test_a_terminal_gets_a_line_that_moves_and_is_gone_in_the_end(project: Path) -> None:
    command = [sys.executable, "-m", "generator", "build"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "AVANCE_LANG": "es", "TERM": "xterm"}
    with terminal() as (stderr, lines):
        done = subprocess.run(
            command, cwd=project, env=environment, stdout=subprocess.PIPE, stderr=stderr, check=True
        )
    (seen,) = lines
    assert "Leyendo y revisando content/" in seen
    assert "Escribiendo lo que cambió" in seen
    assert int(re.findall(r"\d+", seen.rpartition("Escribiendo lo que cambió")[2])[0]) > 0
    assert "Páginas:" in done.stdout.decode()
    # The last thing done is to wipe the line; the cursor is shown again.
    assert without_codes(seen[seen.rindex("\x1b[2K") :]) == ""
    assert seen.rindex("\x1b[?25h") > seen.rindex("\x1b[?25l")


def test_a_failure_leaves_the_terminal_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    with terminal() as (stream, seen), suppress(ValueError), progress("es", stream=stream) as told:
        told.step(READING)
        raise ValueError("broken")
    assert "Leyendo y revisando content/" in seen[0]
    assert seen[0].rindex("\x1b[?25h") > seen[0].rindex("\x1b[?25l")


def test_known_parts_fill_a_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    with terminal() as (stream, seen), progress("en", stream=stream) as told:
        told.step(READING)
        told.step(WRITING, 2)
        told.advance()
        told.advance()
    last = without_codes(seen[0]).rpartition("Writing what has changed")[2]
    assert "2/2" in last
    assert re.search(r"━{20}", last)
    assert READING.template not in last


def test_quiet_is_silent_on_a_terminal_too() -> None:
    with terminal() as (stream, seen):
        with progress("es", quiet=True, stream=stream) as told:
            told.step(READING, 3)
            told.advance()
        stream.write("end")
    assert seen == ["end"]


def test_a_terminal_that_cannot_move_its_cursor_gets_lines(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("TERM", "dumb")
    with terminal() as (stream, seen), progress("es", stream=stream) as told:
        told.step(READING)
    assert seen == ["Leyendo y revisando content/ …\r\n"]


def test_parts_that_are_known_are_told_in_a_pipe() -> None:
    stream = io.StringIO()
    with progress("en", stream=stream) as told:
        told.step(WRITING, 3)
        told.advance()
    assert stream.getvalue() == "Writing what has changed (3) …\n"


@pytest.mark.parametrize("ending", ["2>&-", "2>/dev/full"])
def test_nobody_can_read_and_the_work_goes_on(ending: str) -> None:
    program = (
        "from generator.problems import msg\n"
        "from generator.progress import progress\n"
        "with progress('es') as told:\n    told.step(msg('Writing what has changed'), 3)\n"
        "print('done')"
    )
    done = subprocess.run(
        ["sh", "-c", f'"$0" -c "$1" {ending}', sys.executable, program],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert (done.stdout, done.stderr) == ("done\n", "")
