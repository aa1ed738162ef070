"""A list of more regions than a portal has pages for."""

from pathlib import Path


def make(content: Path) -> None:
    rows = "".join(f"  - {{code: Z{n}, name: Zona {n}}}\n" for n in range(2501))
    (content / "regions.yml").write_text("regions:\n" + rows)
