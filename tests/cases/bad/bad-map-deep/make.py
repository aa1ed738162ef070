"""A map of 100,000 lists in one another."""

from pathlib import Path


def make(content: Path) -> None:
    (content / "regions.geojson").write_text("[" * 100_000)
