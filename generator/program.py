"""What this program is: whatever it made is made again by another version of it."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from importlib.metadata import distributions
from pathlib import Path
from sys import version

PACKAGE = Path(__file__).resolve().parent


@cache
def program(package: Path = PACKAGE) -> str:
    """Changes with every file of this program, the libraries around it, and Python."""
    names = (p for p in sorted(package.rglob("*")) if p.is_file() and "__pycache__" not in p.parts)
    code = [
        (name.relative_to(package).as_posix(), sha256(name.read_bytes()).hexdigest())
        for name in names
    ]
    return sha256(repr((version, _libraries(), code)).encode()).hexdigest()


def _libraries() -> list[str]:
    """The installed libraries by the names of their folders, which carry their versions."""
    return sorted({Path(str(getattr(item, "_path", ""))).name for item in distributions()})
