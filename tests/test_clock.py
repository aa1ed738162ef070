"""The day by which everything is judged: no author of a proposal can choose it."""

from __future__ import annotations

import json
import shutil
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from generator.clock import content_date
from generator.model.catalog import Catalog
from generator.model.site import Site
from generator.reference import countries, time_zone, time_zones
from generator.review.clock import Clock, content_time
from tests.git import git, new_repository
from tests.helpers import MINIMAL, PLAN, results, targets, with_lines
from tests.proposal import GOAL, laid, refused
from tests.repository import Repository

EPOCH = "SOURCE_DATE_EPOCH"
LIMA = Clock(datetime(2026, 11, 29, 12, tzinfo=UTC), ZoneInfo("America/Lima"))
MARCH, JUNE, JULY = "2026-03-01T12:00:00Z", "2026-06-01T12:00:00Z", "2026-07-01T12:00:00Z"
PAST, FUTURE = "2024-02-01T12:00:00Z", "2098-01-01T12:00:00Z"


@pytest.fixture(autouse=True)
def _no_date_from_outside(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv(EPOCH, raising=False)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))


@pytest.fixture
def repo(tmp_path: Path) -> Repository:
    """Content of January and March 2026, and a later commit of something else."""
    repo = Repository.make(tmp_path / "proyecto ñ")
    write(repo, "uno", "2026-01-15T12:00:00Z")
    write(repo, "dos", MARCH)
    commit(repo, "docs/acerca.md", "Acerca\n", "2026-04-01T12:00:00Z")
    return repo


def commit(repo: Repository, path: str, text: str, when: str) -> None:
    place = repo.top / path
    place.parent.mkdir(exist_ok=True)
    place.write_text(text, "utf-8")
    repo.git("add", path)
    repo.git("commit", "-q", "-m", "cambio", when=when)


def write(repo: Repository, name: str, when: str, file: str = "site") -> None:
    """A commit of the content at a given time."""
    commit(repo, f"content/{file}.yml", f"name: {name}\n", when)


def propose(repo: Repository, when: str, other: str = "") -> None:
    """A title is mended on a branch, at a time that its author chooses."""
    repo.git("switch", "-q", "-c", "arreglo", other or "HEAD")
    write(repo, "Dos", when)
    repo.git("switch", "-q", "main")


def day(repo: Repository, revision: str = "HEAD") -> date:
    return content_date(repo.folder / "content", LIMA, revision)


MERGED, FORGED = date(2026, 6, 1), (PAST, FUTURE, "1970-01-01T12:00:00Z")


@pytest.mark.parametrize("when", FORGED)
def test_merge_by_the_code_host(repo: Repository, when: str) -> None:
    propose(repo, when)
    repo.git("merge", "-q", "--no-ff", "-m", "Merge pull request #7", "arreglo", when=JUNE)
    assert day(repo) == MERGED


@pytest.mark.parametrize("when", FORGED)
def test_squash_and_rebase_by_the_code_host(repo: Repository, when: str) -> None:
    """Both make new commits, dated by the host; the author's date stays beside it."""
    propose(repo, when)
    repo.git("cherry-pick", "arreglo", when=JUNE)
    assert day(repo) == MERGED


@pytest.mark.parametrize("when", FORGED)
def test_fast_forward_keeps_the_commit_of_the_author(repo: Repository, when: str) -> None:
    propose(repo, when)
    repo.git("merge", "-q", "--ff-only", "arreglo")
    assert day(repo) == date(2026, 3, 1)
    write(repo, "tres", JUNE)
    assert day(repo) == MERGED


@pytest.mark.parametrize("when", FORGED)
def test_a_branch_in_review_is_never_before_its_main(repo: Repository, when: str) -> None:
    propose(repo, when)
    assert day(repo, "arreglo") == date(2026, 3, 1)


@pytest.mark.parametrize("when", FORGED)
def test_the_merge_ref_of_a_proposal(repo: Repository, when: str) -> None:
    """What ``refs/pull/N/merge`` has: the host's merge; ``HEAD^1`` is main."""
    propose(repo, when)
    repo.git("merge", "-q", "--no-ff", "-m", "Merge a into b", "arreglo", when=JUNE)
    assert (day(repo), day(repo, "HEAD^1")) == (MERGED, date(2026, 3, 1))


def test_a_shallow_copy_of_the_merge_ref_has_the_day_of_the_host(
    repo: Repository, tmp_path: Path
) -> None:
    propose(repo, PAST)
    repo.git("merge", "-q", "--no-ff", "-m", "Merge a into b", "arreglo", when=JUNE)
    assert day(shallow(repo, tmp_path, "main")) == MERGED


def test_a_shallow_copy_of_a_branch_knows_only_what_its_author_says(
    repo: Repository, tmp_path: Path
) -> None:
    """Nothing else came with it: this is why the workflows bring the whole history."""
    propose(repo, PAST)
    assert day(shallow(repo, tmp_path, "arreglo")) == date(2024, 2, 1)
    assert day(shallow(repo, tmp_path / "otra", "main")) == date(2026, 4, 1)


def shallow(repo: Repository, tmp_path: Path, branch: str) -> Repository:
    target = tmp_path / "copia"
    address = repo.top.as_uri()
    repo.git("clone", "-q", "--depth", "1", "--branch", branch, address, str(target))
    return Repository(target, target)


def test_main_whose_content_did_not_move_keeps_its_day(repo: Repository) -> None:
    repo.git("switch", "-q", "-c", "programa")
    commit(repo, "generator.py", "x = 1\n", FUTURE)
    repo.git("switch", "-q", "main")
    repo.git("merge", "-q", "--no-ff", "-m", "Merge", "programa", when=JUNE)
    assert day(repo) == date(2026, 3, 1)


def test_dates_that_cannot_be_are_passed_over_wherever_they_stand(tmp_path: Path) -> None:
    repo = Repository.make(tmp_path / "r")
    for number, when in enumerate((FUTURE, MARCH, "2005-01-01T00:00:00Z", PAST, FUTURE)):
        write(repo, str(number), when)
    assert day(repo) == date(2026, 3, 1)


def test_a_history_of_dates_that_cannot_be_has_none(tmp_path: Path) -> None:
    repo = Repository.make(tmp_path / "r")
    write(repo, "uno", FUTURE)
    assert content_time(repo.folder / "content", LIMA) is None
    assert day(repo) == date(2026, 11, 29)


def test_the_machine_decides_only_what_is_in_its_future(repo: Repository) -> None:
    write(repo, "tres", JULY)
    content = repo.folder / "content"
    days = [
        content_date(content, Clock(datetime(year, month, 15, tzinfo=UTC)))
        for year, month in ((2026, 6), (2026, 8), (2027, 1), (2050, 1))
    ]
    assert days == [date(2026, 3, 1), date(2026, 7, 1), date(2026, 7, 1), date(2026, 7, 1)]


def test_what_is_not_committed_does_not_count(repo: Repository) -> None:
    (repo.folder / "content/units.yml").write_text("[]", "utf-8")
    assert day(repo) == date(2026, 3, 1)


def test_the_repository_is_left_as_it_was(repo: Repository) -> None:
    before = {path: path.stat().st_mtime_ns for path in (repo.top / ".git").rglob("*")}
    day(repo)
    assert {path: path.stat().st_mtime_ns for path in (repo.top / ".git").rglob("*")} == before


# Without a history.


@pytest.mark.parametrize("how", ["no repository", "no commit", "not in any commit", "no git"])
def test_without_a_history_there_is_no_time(
    how: str, repo: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    if how == "no git":
        monkeypatch.setenv("PATH", "")
    else:
        shutil.rmtree(repo.top / ".git")
    if how in {"no commit", "not in any commit"}:
        new_repository(repo.top)
    if how == "not in any commit":
        git(repo.top, "add", "docs")
        git(repo.top, "commit", "-q", "-m", "sin contenido")
    content = repo.folder / "content"
    assert content_time(content, LIMA) is None
    for epoch, expected in {
        "1000000000": date(2001, 9, 8),
        "": date(2026, 11, 29),
        "ayer": date(2026, 11, 29),
        "-5": date(2026, 11, 29),
        "253402300799": date(2026, 11, 29),
    }.items():
        monkeypatch.setenv(EPOCH, epoch)
        assert content_date(content, LIMA) == expected


def test_the_history_stands_before_the_environment(
    repo: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(EPOCH, "4000000000")
    assert day(repo) == date(2026, 3, 1)


# Whose days.


def zone(**site: str) -> str:
    given = {"name": "Uno", "publisher": "u", "licence": "CC", "bands": {"medium": 75, "high": 95}}
    return str(Catalog(site=Site.model_validate({**given, **site})).zone)


def test_the_day_is_that_of_the_portal(repo: Repository) -> None:
    write(repo, "tres", "2026-07-01T03:30:00Z")
    assert day(repo) == date(2026, 6, 30)
    tokyo = Clock(LIMA.now, ZoneInfo("Asia/Tokyo"))
    assert content_date(repo.folder / "content", tokyo) == date(2026, 7, 1)


@pytest.mark.parametrize(
    ("site", "expected"),
    [
        ({"region": "PE"}, "America/Lima"),
        ({"region": "BR"}, "America/Sao_Paulo"),
        ({"region": "CL"}, "America/Santiago"),
        ({"region": "EC"}, "America/Guayaquil"),
        ({"region": "ES"}, "Europe/Madrid"),
        ({"region": "MX"}, "America/Mexico_City"),
        ({"region": "US"}, "America/New_York"),
        ({"region": "CA"}, "America/Toronto"),
        ({"region": "CL", "timezone": "Pacific/Easter"}, "Pacific/Easter"),
        ({"timezone": "America/Bogota"}, "America/Bogota"),
        ({}, "UTC"),
        ({"region": "XX"}, "UTC"),
        ({"timezone": "Marte/Olympus"}, "UTC"),
    ],
)
def test_the_zone_is_written_or_that_of_the_capital(site: dict[str, str], expected: str) -> None:
    assert zone(**site) == expected


def test_every_country_has_a_zone_that_there_is() -> None:
    without = {code for code in countries() if time_zone(code) not in time_zones()}
    assert without <= {"AC", "BV", "CP", "CQ", "DG", "EA", "HM", "IC", "TA", "XK"}


def test_a_zone_that_there_is_not_is_refused_with_the_likely_one(tmp_path: Path) -> None:
    repo = Repository.make(tmp_path / "r")
    repo.commit(laid(with_lines("site.yml", "timezone: America/Lma")))
    said = repo.avance("check").stdout.splitlines()[0]
    assert said.endswith(
        "error[unknown-time-zone] «America/Lma» no es una zona horaria. "
        "¿Quiso decir «America/Lima»?"
    )


# What a proposal can and cannot do with the dates of its commits.


@pytest.fixture
def owed(tmp_path: Path) -> Repository:
    """A plan of 2024 whose second quarter is owed: main is of June 2025."""
    repo = Repository.make(tmp_path / "r")
    parts = targets("2024-T1: 10, 2024-T2: 10"), results("2024-T1", "visitas: 8")
    repo.commit(laid(*parts))
    repo.git("switch", "-q", "-c", "arreglo")
    plan = MINIMAL[PLAN + "plan.yml"].replace("title: ", "title: El ", 1)
    repo.lay(laid(*parts, {PLAN + "plan.yml": plan}))
    repo.git("add", "-A")
    return repo


@pytest.mark.parametrize(
    ("when", "wrong"),
    [
        (
            "2024-02-01T12:00:00Z",
            "tiene fecha 1 de febrero de 2024, anterior a la del registro sobre el que se hizo",
        ),
        ("2098-01-01T12:00:00Z", "tiene una fecha futura (1 de enero de 2098)"),
        ("1980-01-01T12:00:00Z", "anterior a que existiera git"),
    ],
)
def test_a_title_with_a_date_that_cannot_be_moves_nothing_and_is_found(
    owed: Repository, when: str, wrong: str
) -> None:
    owed.git("commit", "-q", "-m", "Título", when=when)
    told = json.loads(owed.avance("diff", "main", "HEAD", "--format", "json").stdout)
    assert told["as_of"] == "2025-06-01"
    assert told["plans"] == []
    assert [change["kind"] for change in told["changes"]] == ["text-changed"]
    (found,) = refused(owed, "main")
    assert found.startswith("commit-date content/")
    assert wrong in found
    owed.git("switch", "-q", "main")
    owed.git("merge", "-q", "--no-ff", "-m", "Merge", "arreglo", when="2025-06-02T12:00:00Z")
    assert len(refused(owed, "HEAD^1")) == 1
    told = json.loads(owed.avance("diff", "HEAD^1", "HEAD", "--format", "json").stdout)
    assert told["as_of"] == "2025-06-01"


def test_honest_dates_are_not_found(owed: Repository) -> None:
    owed.git("commit", "-q", "-m", "Título", when="2025-06-01T11:00:00Z")
    assert refused(owed, "main") == []
    owed.git("switch", "-q", "main")
    owed.git("commit", "-q", "--allow-empty", "-m", "main", when="2026-01-01T12:00:00Z")
    owed.git("merge", "-q", "--no-ff", "-m", "Merge", "arreglo", when="2026-01-02T12:00:00Z")
    assert refused(owed, "HEAD^1") == []


def test_a_proposal_cannot_choose_another_day_by_another_zone(owed: Repository) -> None:
    owed.lay(laid(GOAL, with_lines("site.yml", "timezone: Pacific/Kiritimati")))
    owed.git("add", "-A")
    owed.git("commit", "-q", "-m", "Zona")
    told = json.loads(owed.avance("diff", "main", "HEAD", "--format", "json").stdout)
    assert told["as_of"] == "2025-06-01"


@pytest.mark.parametrize("text", ["0001-01-01", "1799-12-31", "2200-01-01", "9999-12-31"])
def test_a_day_far_from_any_plan_is_refused(text: str, owed: Repository) -> None:
    done = owed.avance("build", "--as-of", text)
    assert done.returncode == 2
    assert f"«{text}» está lejos de cualquier plan" in done.stderr


def test_a_day_that_is_not_too_far_is_taken(owed: Repository) -> None:
    for edge in ("1800-01-01", "2199-12-31"):
        assert owed.avance("build", "--as-of", edge).returncode == 0


def test_what_is_in_main_with_a_date_in_the_future_is_told_by_a_build(owed: Repository) -> None:
    assert "commit-date" not in owed.avance("build", "--quiet").stdout
    owed.git("commit", "-q", "-m", "Título", when=FUTURE)
    said = owed.avance("build", "--quiet").stdout.splitlines()[0]
    assert said == (
        "content/: aviso[commit-date] el historial tiene registros con fecha futura "
        "(1 de enero de 2098). Sus fechas no cuentan hasta entonces"
    )


def test_a_branch_without_a_commit_has_no_dates(owed: Repository) -> None:
    owed.git("commit", "-q", "-m", "Título")
    owed.git("checkout", "-q", "--orphan", "vacia")
    assert refused(owed, "main") == []
