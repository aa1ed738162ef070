"""A portal on its first day: the base without its plan."""

import shutil
from pathlib import Path


def make(content: Path) -> None:
    shutil.rmtree(content / "plans")
    shutil.rmtree(content / "indicators")
