"""Git in folders of tests and measurements: one author, given times, no other settings."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

NO_CONFIGURATION = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
_WHO = {"NAME": "Ana", "EMAIL": "ana@example.org"}
_AUTHOR = {f"GIT_{role}_{k}": v for role in ("AUTHOR", "COMMITTER") for k, v in _WHO.items()}
_QUICK = {"GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": "maintenance.auto"}
_QUICK |= {"GIT_CONFIG_VALUE_0": "false"}
"""Half of a commit is a look at whether the repository has to be packed."""
WHEN = "2025-06-01T12:00:00Z"


def git(folder: Path, *arguments: str, when: str = WHEN, data: bytes | None = None) -> str:
    """Run git in a folder; what it printed. ``data`` goes to its standard input."""
    dates = {"GIT_AUTHOR_DATE": when, "GIT_COMMITTER_DATE": when}
    env = {**os.environ, **_AUTHOR, **dates, **NO_CONFIGURATION, **_QUICK}
    command = ["git", "-C", str(folder), *arguments]
    done = subprocess.run(
        command, check=True, capture_output=True, env=env, input=data, timeout=120
    )
    return done.stdout.decode("utf-8", "replace").strip()


def new_repository(folder: Path) -> None:
    """A repository with the branch main and nothing in it."""
    folder.mkdir(parents=True, exist_ok=True)
    git(folder, "init", "-q", "-b", "main", "--template=")
