"""What few need is an extra: without pyarrow all works but Parquet, which says what it needs."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from generator.build import Project
from generator.tables import Wanted, export_tables
from tests.command import ROOT
from tests.helpers import content, lay, results

DAY = "2026-01-15"
WITHOUT = "import sys; sys.modules['pyarrow'] = None; from generator.cli import main; main()"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project(lay(tmp_path, content(**results("2024", "visitas: 4"))))


def exported(project: Project, form: str, **more: str) -> subprocess.CompletedProcess[str]:
    """``avance export tables`` where pyarrow is not installed."""
    arguments = ["export", "tables", "--out", form, "--format", form, "--as-of", DAY]
    return subprocess.run(
        [sys.executable, "-W", "error", "-c", WITHOUT, *arguments],
        cwd=project.root,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8", **more},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("es", "avance: parquet necesita una biblioteca; instálela con: "),
        ("en", "avance: parquet needs a library; install it with: "),
    ],
)
def test_parquet_says_how_to_install_what_it_needs(lang: str, said: str, project: Project) -> None:
    done = exported(project, "parquet", AVANCE_LANG=lang)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == f"{said}{sys.executable} -m pip install pyarrow\n"
    assert not (project.root / "parquet").exists()


def test_tables_have_the_same_bytes_without_it(project: Project) -> None:
    done = exported(project, "csv", AVANCE_LANG="es")
    assert done.returncode == 0, done.stderr
    wanted = Wanted(as_of=date.fromisoformat(DAY))
    files = export_tables(project, project.root / "other", wanted).files
    assert len(files) > 10
    for name in files:
        assert (project.root / "csv" / name).read_bytes() == (
            project.root / "other" / name
        ).read_bytes()
