"""Read the repository with git, never changing it."""

from __future__ import annotations

import subprocess
from datetime import UTC, datetime
from pathlib import Path


def content_time(content: Path) -> datetime | None:
    """When the last commit that touched the content was made (UTC); None without history."""
    command = ["git", "-C", str(content), "log", "-1", "--format=%ct", "--", "."]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=20)  # noqa: S603
    except (OSError, subprocess.SubprocessError):
        return None
    seconds = done.stdout.strip()
    return datetime.fromtimestamp(int(seconds), UTC) if seconds.isdigit() else None
