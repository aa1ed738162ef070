"""The pipeline on a small plan: what is written, what stays, and `mkdocs serve` on its own."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path
from threading import Timer

import pytest

from tests.cases.runner import BASE
from tests.command import SECONDS, Done, stop
from tests.command import run as command
from tests.project import copy_project, run

PLAN = "content/plans/salud-2025"
ACTIVITY = "docs/planes/salud-2025/1.1.1.md"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return copy_project(tmp_path / "project", BASE / "content")


def avance(project: Path, *arguments: str) -> Done:
    env = {"GIT_CEILING_DIRECTORIES": str(project.parent), "SOURCE_DATE_EPOCH": "1790856000"}
    return command(*arguments, cwd=project, env=env)


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
    strategy = project / PLAN / "strategies/1.1.yml"
    change(strategy, "2025-T4: 10}\n        total: 40", "2025-T4: 11}\n        total: 41")
    done = avance(project, "build")
    assert done.returncode == 0, done.stdout + done.stderr
    after = generated(project)
    rewritten = {name for name in after if after[name][0] != before[name][0]}
    assert len(after) - len(rewritten) == 29
    assert rewritten == {
        "comparar/index.md",
        "documentos/plan-salud-2025.md",  # what is taken from it, with the target
        "index.md",  # its mean is part of that of the plan, and of the unit's
        "indicadores/index.md",
        "indicadores/talleres-realizados.md",
        "planes/index.md",
        *(f"planes/salud-2025/{name}.md" for name in ("1", "1.1", "1.1.1")),
        *(f"planes/salud-2025/{name}.md" for name in ("index", "informe", "medidas")),
        "unidades/muni.md",
        "unidades/oficina-de-salud.md",
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


def test_pages_and_their_addresses_are_in_the_language_of_the_portal(project: Path) -> None:
    site = project / "content/site.yml"
    site.write_text(f"{site.read_text('utf-8')}\nlanguages: [en]\n", "utf-8")
    assert avance(project, "build").returncode == 0
    page = (project / "docs/plans/salud-2025/1.1.1.md").read_text("utf-8")
    assert not (project / "docs/planes").exists()
    assert "Q1 2025" in page
    assert "Not reported" in page


def test_the_day_decides_what_is_owed(project: Path) -> None:
    page = project / ACTIVITY
    avance(project, "build", "--as-of", "2025-02-01")
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


@pytest.mark.proof
def test_mkdocs_serve_alone_shows_a_change_of_content(project: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "mkdocs", "serve", "--no-strict"]
    env = {**os.environ, "AVANCE_LANG": "es", "NO_MKDOCS_2_WARNING": "1"}
    command += ["--dev-addr", f"127.0.0.1:{port}"]
    with subprocess.Popen(command, cwd=project, env=env, stderr=subprocess.PIPE, text=True) as it:
        server = Server(it, f"http://127.0.0.1:{port}/planes/salud-2025/")
        try:
            first = server.page("Serving on")
            assert "livereload(" in first
            assert "Content-Security-Policy" not in first  # it would stop that script
            change(project / PLAN / "plan.yml", "Comunitaria", "de Todos")
            assert "Plan de Salud de Todos" in server.page(BUILT)
            change(project / PLAN / "plan.yml", "frequency: quarter", "frequency: quarterly")
            broken = server.page(BUILT)
            assert "unknown-choice" in broken
            assert "Plan de Salud de Todos" in broken  # the page of before, the error above it
            change(project / PLAN / "plan.yml", "frequency: quarterly", "frequency: month")
            mended = server.page(BUILT)
            assert "cada mes" in mended
            assert "unknown-choice" not in mended
        finally:
            stop(it)
        assert "Traceback" not in "".join([*server.log, *server.lines])


BUILT = "Reloading browsers"  # not "Documentation built in": MkDocs says the same seconds once


class Server:
    """A running ``mkdocs serve``: its log says when there is something new to see."""

    def __init__(self, process: subprocess.Popen[str], url: str) -> None:
        assert process.stderr is not None
        self.process, self.lines, self.url = process, process.stderr, url
        self.log: list[str] = []

    def page(self, after: str) -> str:
        """The page, once the log has come to a line with a text."""
        patience = Timer(SECONDS, self.process.kill)  # the log ends with the process
        patience.start()
        try:
            for line in self.lines:
                self.log.append(line)
                if after in line:
                    with urllib.request.urlopen(self.url, timeout=5) as answer:  # noqa: S310
                        return str(answer.read().decode("utf-8"))
        finally:
            patience.cancel()
        raise AssertionError("".join(self.log))
