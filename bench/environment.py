"""How large the environment of ``make setup`` is on disk."""

from __future__ import annotations

import re
from importlib.metadata import distribution
from pathlib import Path

from bench.measure import BrokenError

_NAME = re.compile(r"(?m)^([a-zA-Z0-9._-]+)==")
_BROUGHT = ("pip",)
"""What every new environment has; ``python -m venv`` puts it there."""


def sizes(root: Path) -> dict[str, int]:
    """Bytes on disk of each package that requirements.lock names, whatever else is installed.

    Raises BrokenError where it names none.
    """
    names = _NAME.findall((root / "requirements.lock").read_text("utf-8"))
    if not names:
        raise BrokenError("requirements.lock names no package")
    return {name: _bytes(name) for name in (*names, *_BROUGHT)}


def _bytes(name: str) -> int:
    """Bytes of one package, none where a lock for all systems names it for another one."""
    try:
        files = distribution(name).files or []
    except ModuleNotFoundError:
        return 0
    paths = (Path(str(file.locate())) for file in files)
    return sum(path.stat().st_blocks * 512 for path in paths if path.is_file())
