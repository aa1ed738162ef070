"""A link, which a checkout on Windows would not keep."""

from pathlib import Path


def make(content: Path) -> None:
    (content / "indicators/muestras-tomadas.yml").symlink_to("talleres-realizados.yml")
