"""A link to a folder outside of the content."""

from pathlib import Path


def make(content: Path) -> None:
    (content / "plans/anexos").symlink_to("/")
