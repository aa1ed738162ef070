"""The wheel and the source archive: whole, the same each time, and enough for a portal."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tarfile
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.cases.runner import BASE
from tests.command import ROOT
from tests.project import copy_project
from tests.test_lowest import run


def made() -> dict[str, bytes]:
    """The files of ``dist/`` as ``make dist`` writes them."""
    run("make", "--quiet", "dist")
    return {path.name: path.read_bytes() for path in sorted((ROOT / "dist").iterdir())}


def tracked(*paths: str) -> set[str]:
    command = ["git", "-C", str(ROOT), "ls-tree", "-r", "--name-only", "HEAD", *paths]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return set(done.stdout.split("\n")) - {""}


def test_what_is_distributed_is_whole() -> None:
    wheel, source = (ROOT / "dist" / name for name in made())
    with ZipFile(wheel) as file:
        names = set(file.namelist())
    readmes = {name for name in tracked("generator") if name.endswith("README.md")} - names
    assert not [name for name in readmes if name.startswith("generator/author/")]
    assert {n for n in names if n.startswith("generator/")} == tracked("generator") - readmes
    licences = {name.partition("/licenses/")[2] for name in names if "/licenses/" in name}
    assert licences == {"LICENSE", "THIRD-PARTY.md", "generator/render/fonts/OFL.txt"}
    with tarfile.open(source) as archive:
        parts = {name.partition("/")[2] for name in archive.getnames() if "/" in name}
    assert tracked() | {"PKG-INFO"} <= parts


@pytest.mark.proof
def test_a_portal_needs_the_wheel_alone(tmp_path: Path) -> None:
    """In an environment of its own, with the locked libraries and without this repository."""
    first = made()
    assert made() == first
    run(sys.executable, "-m", "venv", str(tmp_path / "venv"))
    own, wheel = str(tmp_path / "venv/bin/python"), str(ROOT / "dist" / min(first))
    libraries = ["--require-hashes", "-r", str(ROOT / "requirements.lock")]
    run(own, "-m", "pip", "install", "-q", *libraries)
    run(own, "-m", "pip", "install", "-q", "--no-deps", wheel)
    portal = copy_project(tmp_path / "portal", BASE / "content")
    shutil.rmtree(portal / "generator")
    where = "import generator, sys; sys.exit('site-packages' not in generator.__file__)"
    run(own, "-c", where, cwd=portal)
    for command in ("check", "build", "report salud-2025", "export tables --out tablas"):
        run(str(tmp_path / "venv/bin/avance"), *command.split(), cwd=portal)
    run(str(tmp_path / "venv/bin/mkdocs"), "build", "--strict", cwd=portal)
    assert (portal / "site/planes/salud-2025/index.html").is_file()
    assert (portal / "site/editores/reglas/index.html").is_file()
