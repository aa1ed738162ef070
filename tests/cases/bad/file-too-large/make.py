"""A file that is too large to keep in the repository."""

from pathlib import Path


def make(content: Path) -> None:
    line = "  # anotaciones de la hoja de cálculo\n"
    with (content / "glossary.yml").open("a", encoding="utf-8") as glossary:
        glossary.write(line * 60_000)
