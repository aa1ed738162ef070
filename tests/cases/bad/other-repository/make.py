"""A folder that is another repository, whose files the history does not have."""

from pathlib import Path


def make(content: Path) -> None:
    folder = content / "plans/anexos"
    folder.mkdir()
    (folder / ".git").write_text("gitdir: ../../../.git/modules/anexos\n", "utf-8")
