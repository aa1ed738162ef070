"""A map of fifty megabytes."""

from pathlib import Path


def make(content: Path) -> None:
    (content / "regions.geojson").write_bytes(b"[" + b"1," * 25_000_000)
