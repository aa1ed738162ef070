"""The program with the lowest versions that ``pyproject.toml`` allows of what it stands on."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.command import ROOT

QUICK = [
    *("cases", "cli", "compute_*", "detectors", "export", "format", "history", "loader"),
    *("model", "one_figure", "pages", "pipeline", "places", "policy", "publish"),
    "report_command",
]


@pytest.mark.proof
def test_the_quick_tests_pass_with_the_lowest_versions(tmp_path: Path) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    extras = project["optional-dependencies"]
    asked = [*project["dependencies"], *extras["parquet"], *extras["build"]]
    lowest = [re.sub(r">=([\w.]+).*", r"==\1", line) for line in asked]
    assert all(re.fullmatch(r"[\w-]+==[\w.]+", line) for line in lowest), lowest
    tools = [line for line in extras["dev"] if not line.startswith(("mypy", "ruff", "types-"))]
    tools = [line for line in tools if not line.endswith("-stubs")]
    venv = tmp_path / "venv"
    run(sys.executable, "-m", "venv", str(venv))
    python = str(venv / "bin/python")
    run(python, "-m", "pip", "install", "-q", "--prefer-binary", *lowest, *tools)
    run(python, "-m", "pip", "install", "-q", "--no-deps", "--no-build-isolation", "-e", str(ROOT))
    files = (path for name in QUICK for path in sorted((ROOT / "tests").glob(f"test_{name}.py")))
    tests = [str(path) for path in files]
    run(python, "-m", "pytest", "-p", "no:cacheprovider", *tests)


def run(*command: str) -> None:
    """Run a program in the project; it must end well."""
    env = {k: v for k, v in os.environ.items() if not k.startswith("PYTEST_")}
    done = subprocess.run(
        command, cwd=ROOT, env=env, capture_output=True, text=True, check=False, timeout=1_500
    )
    assert done.returncode == 0, (done.stdout + done.stderr)[-5_000:]
