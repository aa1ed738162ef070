"""The program on what it stands on: the lowest versions it allows, and other Pythons."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.cases.runner import BASE
from tests.command import ROOT
from tests.project import FIXED, copy_project

QUICK = [
    *("cases", "cli", "compute_*", "detectors", "export", "format", "history", "loader"),
    *("model", "one_figure", "pages", "pipeline", "places", "policy", "publish"),
    "report_command",
]
PYTHONS = [f"python3.{n}" for n in range(11, 16)]
"""Those that are on the machine are tried with the locked versions."""


@pytest.mark.proof
def test_the_program_works_with_the_lowest_versions(tmp_path: Path) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    extras = project["optional-dependencies"]
    asked = [*project["dependencies"], *extras["parquet"], *extras["build"]]
    lowest = [re.sub(r">=([\w.]+).*", r"==\1", line) for line in asked]
    assert all(re.fullmatch(r"[\w-]+==[\w.]+", line) for line in lowest), lowest
    own = ("mcp", "mypy", "ruff", "types-")  # mcp needs newer libraries than the program does
    tools = [line for line in extras["dev"] if not line.startswith(own)]
    tools = [line for line in tools if not line.endswith("-stubs")]
    works(sys.executable, tmp_path, "--prefer-binary", *lowest, *tools)


@pytest.mark.proof
def test_the_program_works_with_the_locked_versions_on_every_python(tmp_path: Path) -> None:
    locks = ["-r", str(ROOT / "requirements.lock"), "-r", str(ROOT / "requirements-dev.lock")]
    tried = [python for python in PYTHONS if starts(python)]
    for python in tried:
        works(python, tmp_path / python, "--require-hashes", *locks)
    assert tried


def starts(python: str) -> bool:
    """Whether a Python is there; a shim may be, and lead nowhere."""
    found = shutil.which(python)
    return found is not None and subprocess.run([found, "-c", ""], check=False).returncode == 0


def works(python: str, folder: Path, *packages: str) -> None:
    """Install the program with the packages; the quick tests pass and the small portal is made."""
    folder.mkdir(exist_ok=True)
    run(python, "-m", "venv", str(folder / "venv"))
    own = str(folder / "venv/bin/python")
    run(own, "-m", "pip", "install", "-q", *packages)
    run(own, "-m", "pip", "install", "-q", "--no-deps", "--no-build-isolation", "-e", str(ROOT))
    files = (path for name in QUICK for path in sorted((ROOT / "tests").glob(f"test_{name}.py")))
    run(own, "-m", "pytest", "-p", "no:cacheprovider", *map(str, files))
    small = copy_project(folder / "p", BASE / "content")
    for command in ("check", "build", "report salud-2025", "diff --help"):
        run(own, "-m", "generator", *command.split(), cwd=small)
    for form in ("csv", "json", "parquet", "xlsx"):
        out = str(folder / form)
        run(own, "-m", "generator", "export", "tables", "--format", form, "--out", out, cwd=small)
    for options in ((), ("-OO",)):  # without assertions and docstrings as well
        run(own, *options, "-m", "mkdocs", "build", "--strict", cwd=small)
    assert (small / "site/planes/salud-2025/index.html").is_file()


def run(*command: str, cwd: Path = ROOT) -> None:
    """Run a program; it must end well."""
    env = {k: v for k, v in os.environ.items() if not k.startswith(("PYTEST_", "PYTHONPATH"))}
    done = subprocess.run(
        command,
        cwd=cwd,
        env=env | FIXED,
        capture_output=True,
        text=True,
        check=False,
        timeout=1_500,
    )
    assert done.returncode == 0, (command, (done.stdout + done.stderr)[-5_000:])
