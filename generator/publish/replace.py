"""replace_files({path: bytes}): files of the content, each as it was or as it is to be."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from tempfile import NamedTemporaryFile


def replace_files(files: Mapping[Path, bytes]) -> None:
    """Write all files beside their places, then move each into place, in turn. Raises OSError.

    Nothing has changed until all are written. Beside means under a name that nothing has: a file
    or a link that someone put under a known name would be written through.
    """
    beside: dict[Path, Path] = {}
    try:
        for place, data in files.items():
            with NamedTemporaryFile(
                dir=place.parent, prefix=f".{place.name}.", delete=False
            ) as file:
                beside[place] = Path(file.name)
                file.write(data)
            beside[place].chmod(place.stat().st_mode if place.exists() else _default_mode())
        for place, path in beside.items():
            path.replace(place)
    finally:
        for path in beside.values():
            path.unlink(missing_ok=True)


def _default_mode() -> int:
    """How a new file may be used: a temporary one would be the owner's alone."""
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
