"""Take a file of the base away."""

from pathlib import Path


def make(content: Path) -> None:
    (content / "site.yml").unlink()
