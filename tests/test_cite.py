"""A figure is cited with the version that it is of, and says nothing that is not so."""

from __future__ import annotations

from datetime import UTC, date, datetime
from html import unescape
from pathlib import Path

import pytest

from generator.cite.citation import citation
from generator.cite.figure import FigureKey
from generator.cite.version import ContentVersion
from generator.clock import version_of
from generator.load.disk import read_tree
from generator.portal import Portal
from generator.review.clock import Clock
from generator.words.formatter import Formatter
from tests.cited import SITE, reported
from tests.helpers import content, results_of
from tests.repository import Repository

COMMIT = "1a2b3c4d5e6f"


def cited(lang: str = "es", period: str = "2024-T1") -> tuple[str, str]:
    """The two citations of a figure of the small plan."""
    results = results_of(reported())
    figure = FigureKey("plan-2024", "visitas", period)
    found = citation(results, Formatter.for_portal(lang, results.catalog), figure, COMMIT)
    return found.apa.replace("\N{NO-BREAK SPACE}", " "), found.bibtex


def test_a_figure_is_cited_with_its_values_its_version_and_its_address() -> None:
    link = "planes/planes/plan-2024/1.1.1/?periodo=2024-T1&version=1a2b3c4d5e6f#visitas"
    assert cited()[0] == (
        "Ministerio. (2025, 1 de junio). Plan 2024. Visitas, I trimestre de 2024: meta 10;"
        " resultado 1,409; avance 14,090.0 % (Versión 1a2b3c4d5e6f) [Conjunto de datos]. Portal."
        f" https://datos.example.org/{link}"
    )
    assert "(2025, June 1). Plan 2024. Visitas, Q1 2024: target 10; result 1,409;" in cited("en")[0]
    assert "II trimestre de 2024: meta 20; sin reporte (Versión" in cited(period="2024-T2")[0]


def test_the_entry_of_bibtex_escapes_what_it_would_run() -> None:
    assert cited()[1].splitlines() == [
        "@misc{plan-2024-visitas-2024-t1,",
        "  author = {{Ministerio}},",
        r"  title = {Plan 2024. Visitas, I trimestre de 2024: meta 10; resultado 1,409;"
        r" avance 14,090.0 \%},",
        "  howpublished = {Portal},",
        "  note = {Versión 1a2b3c4d5e6f},",
        "  year = {2025},",
        "  month = {6},",
        "  day = {1},",
        "  url = {https://datos.example.org/planes/planes/plan-2024/1.1.1/"
        "?periodo=2024-T1&version=1a2b3c4d5e6f#visitas}",
        "}",
    ]


@pytest.mark.parametrize(
    "text", [COMMIT, f"{COMMIT}@2026-12-31", "2026-11-29.sha256-ab12cd34ef56", "main", "x" * 9]
)
def test_a_version_is_read_as_it_is_written(text: str) -> None:
    found = ContentVersion.parse(text)
    assert (found.text if found else None) == (text if text[0] in "12" else None)


def version(project: Path, day: str = "2025-06-01") -> str:
    content, clock = project / "content", Clock(datetime.now(UTC))
    return version_of(content, read_tree(content)[0], clock, date.fromisoformat(day)).text


def test_the_version_is_the_commit_that_has_the_content_or_a_digest(tmp_path: Path) -> None:
    repo = Repository.make(tmp_path / "portal")
    commit = repo.commit(content())
    (repo.folder / "README.md").write_text("más")
    repo.git("add", "-A")
    repo.git("commit", "-q", "-m", "otra cosa")  # it touches no content
    assert version(repo.folder) == commit[:12]
    assert version(repo.folder, "2025-12-31") == f"{commit[:12]}@2025-12-31"
    repo.lay(reported())
    changed = version(repo.folder)
    assert changed.startswith("2025-06-01.sha256-")
    repo.lay(content())
    assert version(repo.folder) == commit[:12]


@pytest.mark.parametrize(("lang", "folder"), [("es", "incrustar"), ("en", "embed")])
def test_a_page_gives_the_code_that_shows_its_figure_elsewhere(lang: str, folder: str) -> None:
    site = SITE + f"languages: [{lang}]\n"
    portal = Portal(results_of(reported(site=site)), COMMIT)
    made = {it.path: it for it in portal.outputs() if "1.1.1" in it.path or folder in it.path}
    card = f"{folder}/plan-2024/visitas.html"
    page = unescape(next(it for name, it in made.items() if name.endswith(".md")).make().decode())
    code = f'<iframe src="https://datos.example.org/planes/{card}" title="Visitas" width="100%"'
    assert code in page
    assert "1,409" in made[card].make().decode()
    assert "1,409" in made[card.replace(".html", ".svg")].make().decode()
