"""The pipeline on the real plan: what is written, what stays, and `mkdocs serve` on its own."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from tests.project import avance, copy_project, run

PLAN = "content/plans/comunicaciones-mtpe-2024"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return copy_project(tmp_path / "project")


def change(path: Path, before: str, after: str) -> None:
    text = path.read_text("utf-8")
    assert text.count(before) == 1, (path, before, text.count(before))
    path.write_text(text.replace(before, after), "utf-8")


def generated(project: Path) -> dict[str, tuple[int, bytes]]:
    """Generated pages with the time of their last change and their bytes."""
    docs = project / "docs"
    found = [p for p in docs.rglob("*.md") if b"generated: " in p.read_bytes()[:2000]]
    return {p.relative_to(docs).as_posix(): (p.stat().st_mtime_ns, p.read_bytes()) for p in found}


def test_a_one_line_change_rewrites_only_the_pages_concerned(project: Path) -> None:
    assert avance(project, "build").returncode == 0
    before = generated(project)
    strategy = project / PLAN / "strategies/4.1.yml"
    text = strategy.read_text("utf-8")
    edited = re.sub(r"total: 60\b", "total: 61", re.sub(r"2024-T4: 15\b", "2024-T4: 16", text))
    assert edited != text
    strategy.write_text(edited, "utf-8")
    done = avance(project, "build")
    assert done.returncode == 0, done.stdout + done.stderr
    after = generated(project)
    rewritten = {name for name in after if after[name][0] != before[name][0]}
    assert rewritten == {
        "contraste/index.md",  # the plan prints a number that follows from the changed one
        "index.md",  # it counts the figures that agree
        "indicadores/disenos-de-eventos-de-capacitacion-difundidos.md",
        "planes/comunicaciones-mtpe-2024/4.md",
        "planes/comunicaciones-mtpe-2024/4.1.md",
        "planes/comunicaciones-mtpe-2024/4.1.2.md",
        "planes/comunicaciones-mtpe-2024/contraste.md",
        "planes/comunicaciones-mtpe-2024/informe.md",
        "planes/comunicaciones-mtpe-2024/medidas.md",
    }


def test_a_second_build_writes_nothing(project: Path) -> None:
    avance(project, "build")
    before = generated(project)
    done = avance(project, "build")
    assert "escritas: 0;" in done.stdout
    assert generated(project) == before


def test_errors_leave_the_old_pages_as_they_were(project: Path) -> None:
    avance(project, "build")
    before = generated(project)
    change(project / PLAN / "plan.yml", "frequency: quarter", "frequency: quarterly")
    done = avance(project, "build")
    assert done.returncode == 1
    assert "plan.yml" in done.stdout
    assert "unknown-choice" in done.stdout
    assert generated(project) == before
    site = run(project, "mkdocs", "build", "--strict")
    assert site.returncode == 1
    assert "unknown-choice" in site.stderr
    assert "Traceback" not in site.stderr


def test_a_removed_indicator_takes_its_page_along(project: Path) -> None:
    extra = project / "content/indicators/de-prueba.yml"
    extra.write_text(
        "name: N° de pruebas\nkind: count\ndirection: increase\nover_time: sum\n", "utf-8"
    )
    avance(project, "build")
    page = project / "docs/indicadores/de-prueba.md"
    assert page.is_file()
    extra.unlink()
    avance(project, "build")
    assert not page.exists()


def test_hand_written_pages_are_never_touched(project: Path) -> None:
    mine = project / "docs/planes/index.md"
    mine.parent.mkdir(parents=True, exist_ok=True)
    mine.write_text("# Mía\n", "utf-8")
    done = avance(project, "build")
    assert done.returncode == 2
    assert "docs/planes/index.md" in done.stderr
    assert mine.read_text("utf-8") == "# Mía\n"
    assert not (project / "docs/index.md").exists()


def test_pages_can_be_had_in_english(project: Path) -> None:
    assert avance(project, "--lang", "en", "build").returncode == 0
    page = (project / "docs/planes/comunicaciones-mtpe-2024/1.1.1.md").read_text("utf-8")
    assert "I quarter of 2024" in page
    assert "Not reported" in page


def test_the_day_decides_what_is_owed(project: Path) -> None:
    page = project / "docs/planes/comunicaciones-mtpe-2024/1.1.1.md"
    avance(project, "build", "--as-of", "2024-02-01")
    assert "Sin reporte" not in page.read_text("utf-8")
    assert "Aún no vence" in page.read_text("utf-8")
    avance(project, "build", "--as-of", "2026-10-01")
    assert "Sin reporte" in page.read_text("utf-8")


def test_a_docs_folder_that_cannot_be_written_is_said_in_one_sentence(project: Path) -> None:
    shutil.rmtree(project / "docs")
    (project / "docs").write_text("not a folder", "utf-8")
    done = avance(project, "build")
    assert done.returncode == 2, done.stderr
    assert "docs/" in done.stderr
    assert "no es una carpeta" in done.stderr
    assert "Traceback" not in done.stderr
    assert (project / "docs").read_text("utf-8") == "not a folder"


def test_mkdocs_serve_alone_shows_a_change_of_content(project: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{port}"]
    env = {**os.environ, "AVANCE_LANG": "es", "NO_MKDOCS_2_WARNING": "1"}
    log = project / "serve.log"
    with log.open("w") as stream:
        server = subprocess.Popen(command, cwd=project, env=env, stdout=stream, stderr=stream)
    try:
        url = f"http://127.0.0.1:{port}/planes/comunicaciones-mtpe-2024/"
        first = wait_for(url, "1,579,853", log)
        assert "livereload(" in first
        assert "Content-Security-Policy" not in first  # it would stop that script
        change(project / PLAN / "plan.yml", "amount: 1579853.00", "amount: 1579854.00")
        assert "1,579,854" in wait_for(url, "1,579,854", log)
        change(project / PLAN / "plan.yml", "frequency: quarter", "frequency: quarterly")
        broken = wait_for(url, "unknown-choice", log)
        assert "1,579,854" in broken  # the page of before, with the error above it
        change(project / PLAN / "plan.yml", "frequency: quarterly", "frequency: month")
        mended = wait_for(url, "cada mes", log)
        assert "unknown-choice" not in mended
    finally:
        server.terminate()
        server.wait(10)
    assert "Traceback" not in log.read_text("utf-8")


def wait_for(url: str, text: str, log: Path, seconds: float = 60) -> str:
    """The page, once it holds ``text``."""
    end = time.monotonic() + seconds
    page = ""
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(url, timeout=5) as answer:  # noqa: S310
                page = answer.read().decode("utf-8")
        except OSError:
            page = ""
        if text in page:
            return page
        time.sleep(0.3)
    raise AssertionError(f"{text} never came\n{page[:300]}\n{log.read_text('utf-8')[-3000:]}")
