"""A pipe, which no repository can hold."""

import os
from pathlib import Path


def make(content: Path) -> None:
    os.mkfifo(content / "indicators/muestras-tomadas.yml")
