"""A command called inside the process does what a process of its own does, and leaves no trace."""

from __future__ import annotations

import decimal
import gc
import gettext
import os
import random
import shutil
import sys
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from generator.cli import cli
from generator.model.period import Period
from tests.command import run
from tests.helpers import results, sheet, targets
from tests.repository import Repository, over

PLAN = ("--as-of", "2024-09-01")
COMMANDS: tuple[tuple[tuple[str, ...], dict[str, str]], ...] = (
    (("check",), {}),
    (("check", "--base", "HEAD~1"), {}),
    (("diff", "HEAD~1", "HEAD", "--format", "markdown"), {"AVANCE_LANG": "en"}),
    (("history", "nada"), {"PATH": ""}),
    (("report", "plan-2024", *PLAN), {"PYTHONIOENCODING": "ascii", "AVANCE_LANG": "en"}),
    (("export", "tables", "--out", "tablas", "--format", "json", *PLAN), {}),
    (("build", *PLAN), {}),
    (("chek",), {"AVANCE_LANG": "en"}),
)


def written(root: Path) -> dict[str, bytes]:
    """Every file that is not git's, by its path."""
    files = (path for path in root.rglob("*") if path.is_file() and ".git" not in path.parts)
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in files}


def outcome(n: int, original: Path, folder: Path, *, process: bool) -> Any:
    """What a command prints, its status, and the files that are there afterwards."""
    arguments, env = COMMANDS[n]
    root = Path(shutil.copytree(original, folder / f"{n}-{process}" / "portal"))
    env = {"GIT_CEILING_DIRECTORIES": str(root.parent), **env}
    done = run(*arguments, cwd=root, env=env, process=process)
    shown = (done.returncode, done.stdout, done.stderr, written(root))
    shutil.rmtree(root.parent)
    return shown


def test_in_any_order_each_does_what_a_process_of_its_own_does(
    repo: Repository, tmp_path: Path
) -> None:
    repo.commit(over({**targets("2024: 100"), **results("2024-T1", "visitas: 8")}))
    repo.commit(over({**targets("2024: 80"), **sheet("name: Visitas «ñ»")}))
    numbers = range(len(COMMANDS))
    alone = {n: outcome(n, repo.top, tmp_path, process=True) for n in numbers}
    assert len({shown[:3] for shown in alone.values()}) == len(COMMANDS)
    for n in random.Random(12).sample([*numbers, 0, 5], len(COMMANDS) + 2):  # noqa: S311
        assert outcome(n, repo.top, tmp_path, process=False) == alone[n], COMMANDS[n]


def state() -> dict[str, Any]:
    """What a command could leave changed behind it."""
    return {
        "streams": (sys.argv, sys.stdin, sys.stdout, sys.stderr, sys.__stdout__),
        "folder": Path.cwd(),
        "environment": dict(os.environ),
        "garbage": gc.isenabled(),
        "arithmetic": str(decimal.getcontext()),
        "warnings": list(warnings.filters),
        "language": gettext.textdomain(),
        "help": [(it.help, it.options_metavar) for it in (cli, *cli.commands.values())],
        "periods": id(Period.parse("2024")),
    }


@pytest.mark.parametrize("arguments", [("check", "--lang", "en"), ("--help",), ("chek",)])
def test_everything_is_afterwards_as_it_was(arguments: tuple[str, ...], tmp_path: Path) -> None:
    before = state()
    run(*arguments, cwd=tmp_path)
    assert state() == before


def acting(monkeypatch: pytest.MonkeyPatch, act: Callable[[], None]) -> None:
    """Let ``avance history`` do something that no command does."""
    monkeypatch.setattr(cli.commands["history"], "callback", lambda **_: act())


def test_an_exception_that_nobody_expected_is_raised(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken() -> None:
        raise ZeroDivisionError

    acting(monkeypatch, broken)
    before = state()
    with pytest.raises(ZeroDivisionError):
        run("history", cwd=tmp_path)
    assert state() == before


def test_what_is_given_is_read_and_the_status_is_that_of_a_process(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def echo() -> None:
        text = sys.stdin.read()
        sys.exit(text if text.startswith("no") else int(text))

    acting(monkeypatch, echo)
    assert run("history", cwd=tmp_path, given="259").returncode == 3
    done = run("history", cwd=tmp_path, given="no\r\nñ")
    assert (done.returncode, done.stdout, done.stderr) == (1, "", "no\nñ\n")
