"""The command ``avance`` as tests call it: inside this process, or as a process of its own.

Starting a process costs a hundred times what most commands cost, and nearly all of it is imports.
Inside, every call starts as a new process does, with empty caches and the environment it is given,
and leaves nothing behind. ``process=True`` is for what is about the process itself.
"""

from __future__ import annotations

import decimal
import fcntl
import gc
import gettext
import importlib
import io
import os
import pkgutil
import pty
import signal
import struct
import subprocess
import sys
import termios
import time
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, chdir, contextmanager, suppress
from functools import _lru_cache_wrapper, cache, lru_cache
from importlib.util import find_spec
from pathlib import Path
from types import FrameType, ModuleType
from typing import Any

import click
import jinja2

import generator
from generator.__main__ import run as main
from generator.cli import cli
from tests.git import NO_CONFIGURATION

ROOT = Path(__file__).resolve().parent.parent
SECONDS = 60
"""A command that takes longer hangs."""

Done = subprocess.CompletedProcess[str]


def run(
    *arguments: str,
    cwd: Path,
    env: Mapping[str, str] | None = None,
    given: str = "",
    process: bool = False,
) -> Done:
    """Run ``avance`` with the arguments; what it printed and its exit status.

    Of the environment of the tests it sees only the PATH, and ``env``. An exception that nobody
    expected is raised, not told in a sentence.
    """
    call = _started if process else _called
    code, out, err = call(arguments, cwd, _environment_of(env), given.encode())
    return Done(["avance", *arguments], code, out.decode("utf-8"), err.decode("utf-8"))


def _environment_of(env: Mapping[str, str] | None) -> dict[str, str]:
    common = {"PATH": os.environ["PATH"], "PYTHONIOENCODING": "utf-8", **NO_CONFIGURATION}
    return {**common, "PYTHONPATH": str(ROOT), "AVANCE_DEBUG": "1", **(env or {})}


def on_a_terminal(
    *arguments: str,
    cwd: Path,
    answers: Iterable[str] = (),
    env: Mapping[str, str] | None = None,
    width: int = 80,
) -> Done:
    """Run it as a process whose keyboard and screen are a terminal; what stood on the screen."""
    keyboard, terminal = pty.openpty()
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 50, width, 0, 0))
    command = [sys.executable, "-m", "generator", *arguments]
    environment = {**_environment_of(env), "TERM": "xterm-256color"}
    process = subprocess.Popen(
        command, cwd=cwd, env=environment, stdin=terminal, stdout=terminal, stderr=terminal
    )
    os.close(terminal)
    os.write(keyboard, "".join(f"{answer}\n" for answer in answers).encode())
    seen = b""
    with suppress(OSError):  # so Linux calls the end
        while part := os.read(keyboard, 10_000):
            seen += part
    os.close(keyboard)
    text = seen.decode("utf-8").replace("\r\n", "\n")
    return Done(command, process.wait(SECONDS), text, "")


def stop(process: subprocess.Popen[Any]) -> None:
    """Ask a server to end; one that does not is ended, and the test fails."""
    process.terminate()
    try:
        process.wait(SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        raise


def _started(
    arguments: tuple[str, ...], cwd: Path, environment: dict[str, str], given: bytes
) -> tuple[int, bytes, bytes]:
    command = [sys.executable, "-m", "generator", *arguments]
    done = subprocess.run(
        command,
        cwd=cwd,
        env=environment,
        input=given,
        capture_output=True,
        timeout=SECONDS,
        check=False,
    )
    return done.returncode, done.stdout, done.stderr


def _called(
    arguments: tuple[str, ...], cwd: Path, environment: dict[str, str], given: bytes
) -> tuple[int, bytes, bytes]:
    with ExitStack() as around:
        parts = _interpreter(), _words(), _caches(), _templates()
        for part in (chdir(cwd), _environment(environment), *parts):
            around.enter_context(part)
        out, err = around.enter_context(_streams(["avance", *arguments], given))
        code = _exit_status()
        sys.stdout.flush()
        sys.stderr.flush()
        return code, out.getvalue(), err.getvalue()


def _exit_status() -> int:
    """The status that the interpreter would end with."""
    try:
        main()
    except SystemExit as end:
        if end.code is None or isinstance(end.code, int):
            return (end.code or 0) & 0xFF
        sys.stderr.write(f"{end.code}\n")
        return 1
    return 0


@contextmanager
def _environment(wanted: Mapping[str, str]) -> Iterator[None]:
    before = dict(os.environ)
    _set_environment(wanted)
    try:
        yield
    finally:
        _set_environment(before)


def _set_environment(wanted: Mapping[str, str]) -> None:
    for name in os.environ.keys() - wanted.keys():
        del os.environ[name]
    os.environ.update(wanted)
    time.tzset()


@contextmanager
def _interpreter() -> Iterator[None]:
    """Collection of garbage, arithmetic, warnings and the alarm, as they are found at the end."""
    collects, alarm = gc.isenabled(), signal.signal(signal.SIGALRM, _hangs)
    signal.alarm(SECONDS)
    try:
        with decimal.localcontext(decimal.DefaultContext), warnings.catch_warnings():
            yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, alarm)
        if collects:
            gc.enable()


def _hangs(_number: int, _frame: FrameType | None) -> None:
    raise TimeoutError(f"avance runs for more than {SECONDS} seconds")


@contextmanager
def _streams(argv: list[str], given: bytes) -> Iterator[tuple[io.BytesIO, io.BytesIO]]:
    """Arguments and streams of a process in pipes; yields what is written to the two."""
    encoding = os.environ["PYTHONIOENCODING"]
    files = io.BytesIO(given), io.BytesIO(), io.BytesIO()
    before = sys.argv, sys.stdin, sys.stdout, sys.stderr, sys.__stdout__
    sys.argv = argv
    sys.stdin, sys.stdout, sys.stderr = (
        io.TextIOWrapper(file, encoding, errors, newline=end)
        for file, errors, end in zip(
            files, ("strict", "strict", "backslashreplace"), (None, "\n", "\n"), strict=True
        )
    )
    sys.__stdout__ = sys.stdout  # type: ignore[misc]  # it is asked how wide the terminal is
    try:
        yield files[1], files[2]
    finally:
        sys.argv, sys.stdin, sys.stdout, sys.stderr, sys.__stdout__ = before  # type: ignore[misc]


@contextmanager
def _words() -> Iterator[None]:
    """The commands' own texts, which the command translates in place, and click's language."""
    domain = gettext.textdomain()
    parts = [(part, dict(vars(part))) for part in _commands(cli)]
    try:
        yield
    finally:
        gettext.textdomain(domain)
        for part, texts in parts:
            vars(part).update(texts)


def _commands(command: click.Command) -> Iterator[click.Command | click.Parameter]:
    yield command
    yield from command.params
    for inner in command.commands.values() if isinstance(command, click.Group) else ():
        yield from _commands(inner)


@contextmanager
def _caches() -> Iterator[None]:
    """Every cached function of the program with an empty cache of its own.

    The caches of before come back: periods are compared by identity, and tests share some.
    """
    fresh: dict[int, Any] = {}
    for holder, name, value in _cached():
        inner: Callable[..., Any] = value.__wrapped__
        new = fresh.setdefault(id(inner), lru_cache(**value.cache_parameters())(inner))
        setattr(holder, name, new)
    try:
        yield
    finally:
        for holder, name, value in _cached():
            setattr(holder, name, value)


@contextmanager
def _templates() -> Iterator[None]:
    """Templates are compiled once, half of a small build: only their text makes their code."""
    compiles: Callable[..., Any] = jinja2.Environment.compile

    def once(self: jinja2.Environment, source: str, *named: str | None) -> Any:
        if (source, named) not in _COMPILED:
            _COMPILED[source, named] = compiles(self, source, *named)
        return _COMPILED[source, named]

    jinja2.Environment.compile = once  # type: ignore[assignment,method-assign]
    try:
        yield
    finally:
        jinja2.Environment.compile = compiles  # type: ignore[method-assign]


_COMPILED: dict[tuple[str, tuple[str | None, ...]], Any] = {}


@cache
def _cached() -> tuple[tuple[ModuleType | type, str, Any], ...]:
    """Every cached function of the program, with the modules and classes that know it."""
    names = [it.name for it in pkgutil.walk_packages(generator.__path__, "generator.")]
    if find_spec("mcp") is None:  # needs newer libraries than the program does
        names.remove("generator.api.server")
    modules = [generator, *(importlib.import_module(name) for name in names)]
    classes = {
        value
        for module in modules
        for value in vars(module).values()
        if isinstance(value, type) and value.__module__.startswith("generator")
    }
    holders: list[ModuleType | type] = [*modules, *classes]
    return tuple(
        (holder, name, value)
        for holder in holders
        for name, value in vars(holder).items()
        if isinstance(value, _lru_cache_wrapper)
    )
