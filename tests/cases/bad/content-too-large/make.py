"""More files than a portal has: they are empty, and lie on the disk as holes."""

from __future__ import annotations

import os
from pathlib import Path


def make(content: Path) -> None:
    for n in range(251):
        path = content / "plans" / "salud-2025" / "results" / f"exportado-{n}.yml"
        path.touch()
        os.truncate(path, 2_000_000)
