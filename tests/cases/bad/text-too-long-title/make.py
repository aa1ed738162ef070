"""A title that is too long to be one."""

from __future__ import annotations

from pathlib import Path


def make(content: Path) -> None:
    path = content / "plans" / "salud-2025" / "plan.yml"
    lines = path.read_text("utf-8").splitlines()
    lines[lines.index(next(line for line in lines if line.startswith("title:")))] = (
        "title: " + "Plan de salud " * 100
    )
    path.write_text("\n".join(lines), "utf-8")
