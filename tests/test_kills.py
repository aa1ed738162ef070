"""A command may be killed at any moment: files are old or new, and the next run ends the work."""

from __future__ import annotations

import subprocess
import sys

from tests.command import ROOT


def test_a_killed_command_tears_nothing_and_the_next_run_ends_its_work() -> None:
    command = [sys.executable, "-m", "tests.siege.kills", "2"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.splitlines() == [
        f"{name}: killed 2 times" for name in ("build", "export", "amend", "migrate")
    ]
