"""A paragraph that is too long to be one."""

from __future__ import annotations

from pathlib import Path


def make(content: Path) -> None:
    path = content / "glossary.yml"
    path.write_text("- {term: JASS, name: Junta, meaning: " + "agua " * 5000 + "}\n", "utf-8")
