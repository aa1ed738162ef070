"""A command may be killed at any moment: files are old or new, and the next run ends the work."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.command import ROOT


def killed(n_times: int, *names: str) -> None:
    command = [sys.executable, "-m", "tests.siege.kills", str(n_times), *names]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.splitlines() == [f"{name}: killed {n_times} times" for name in names]


def test_a_killed_command_tears_nothing_and_the_next_run_ends_its_work() -> None:
    killed(1, "build", "amend")


@pytest.mark.proof
def test_no_command_tears_anything() -> None:
    killed(2, "export", "migrate")
    killed(6, "iati")
