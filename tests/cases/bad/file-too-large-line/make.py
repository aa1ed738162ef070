"""A text without line ends."""

from pathlib import Path


def make(content: Path) -> None:
    (content / "sources").mkdir()
    (content / "sources/plan-salud-2025.txt").write_text("Anexo\n" + "uno " * 3_000, "utf-8")
