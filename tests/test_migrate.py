"""Contents of older formats are read in today's words, and ``avance migrate`` writes them so."""

from __future__ import annotations

import resource
import shutil
import stat
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.check import check
from generator.load import load
from generator.load.disk import read_tree
from generator.load.migrations import MIGRATIONS, format_of, migrate, migrated
from generator.load.splice import Insert, splice
from generator.model.catalog import Catalog
from generator.model.site import FORMAT
from generator.problems import Problem, Severity, in_order
from tests.cases.runner import BASE
from tests.command import ROOT, run
from tests.helpers import MINIMAL, PLAN, content, lay, strategy
from tests.history import SECOND, sequence, text, values, without_plan
from tests.proposal import amendment, codes, laid
from tests.repository import Repository

REAL = read_tree(BASE / "content")[0]
FIRST = {"site.yml": MINIMAL["site.yml"].replace("format: 3\n", "")}
LINE = f"{PLAN}strategies/1.1.yml"
OLD_LINE = """\
code: "1.1"
objective: "1"
title: Línea  # weight: no es una medida
activities:
  - code: 1.1.1
    title: Actividad
    measures:
      # la primera
      - indicator: visitas
        "weight":   2   # impresa
        targets: {2024: 100}
  - code: 1.1.2
    title: weight
    measures: [{unit: Taller, weight: 1, targets: {2024: 5}}, {id: weight, <<}]
"""
OLD_LINE = OLD_LINE.replace("<<", "unit: weight, relevance: 3, targets: {2024: 1}")
NEW_LINE = OLD_LINE.replace('"weight":   2', '"relevance":   2').replace(
    "weight: 1", "relevance: 1"
)
OLD_ACT = amendment("{measure: visitas, figure: weight, from: 1, to: 2}")
NEW_ACT = amendment("{measure: visitas, figure: relevance, from: 1, to: 2}")


def everything(files: dict[str, bytes]) -> tuple[Catalog, list[Problem]]:
    """What is read and found, but for the format and what is said of it."""
    catalog, problems = load(files)
    found = in_order([*problems, *check(catalog)])
    site = catalog.site and catalog.site.model_copy(update={"format": FORMAT})
    return replace(catalog, site=site), [it for it in found if it.code != "older-format"]


# What a file becomes.


@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=repr)
@pytest.mark.parametrize("mark", ["", "\ufeff"], ids=["", "byte order mark"])
def test_only_the_renamed_words_change(mark: str, end: str) -> None:
    old, new = ((mark + it).replace("\n", end).encode() for it in (OLD_LINE, NEW_LINE))
    assert migrated(LINE, old, 1) == new
    assert migrated(LINE, new, 1) == migrated(LINE, new, 2) == new
    (path, old_act), (_, new_act) = *OLD_ACT.items(), *NEW_ACT.items()
    assert migrated(path, old_act.encode(), 1) == new_act.encode()


def test_what_is_called_alike_elsewhere_stays() -> None:
    results = f"{PLAN}results/2024.yml"
    assert migrated(results, b"period: 2024\nresults:\n  weight: {value: 1}\n", 1).count(b"weight")
    sheet = b"name: weight\nmeasures: [{weight: 1}]\n"
    assert migrated("indicators/weight.yml", sheet, 1) == sheet


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("name: P\n", "format: 3\nname: P\n"),
        ("# nota\r\n\r\nname: P\r\n", "# nota\r\n\r\nformat: 3\r\nname: P\r\n"),
        ("\ufeff{name: P}", "\ufeff{format: 3, name: P}"),
        ("name: P\nformat:   1  # el primero", "name: P\nformat:   3  # el primero"),
        ("name: P\nformat: 3\n", "name: P\nformat: 3\n"),
    ],
)
def test_site_says_the_format(old: str, new: str) -> None:
    assert migrate({"site.yml": old.encode()}).get("site.yml", old.encode()) == new.encode()


def test_there_is_a_migration_for_every_older_format() -> None:
    assert len(MIGRATIONS) == FORMAT - 1


@pytest.mark.parametrize(
    ("site", "since"),
    [
        (None, 1),
        ("name: P\n", 1),
        ("format: 2\n", 2),
        ("format: 9\n", 9),
        ("format: dos\n", 1),
        ("format: -3\n", 1),
        ("format: 2\nname: [\n", 2),
        ("name: [\n", 1),
        ("- format: 3\n", 1),
    ],
)
def test_the_format_is_known_though_the_file_is_broken(site: str | None, since: int) -> None:
    assert format_of({} if site is None else {"site.yml": site.encode()}) == since


# What is read of it.


def test_an_older_content_is_read_in_todays_words_with_one_notice() -> None:
    old = content(**FIRST, **{LINE: OLD_LINE}, **OLD_ACT)
    catalog, problems = load(old)
    assert [it.code for it in problems] == ["older-format"]
    written = [measure for _, measure in catalog.plans["plan-2024"].written_measures]
    assert [measure.relevance for measure in written] == [2, 1, 3]
    (act,) = catalog.plans["plan-2024"].amendments
    assert act.changes[0].figure == "relevance"
    place = written[0].place_of("relevance")
    assert (place.line, place.column) == (10, 21)
    assert written[1].place_of("relevance", at_key=True).column == 31


def test_findings_stand_where_the_author_reads_them() -> None:
    wrong = OLD_LINE.replace("2   # impresa", "dos").replace("{2024: 5}", "{2024: 5 %}")
    problems = load(content(**FIRST, **{LINE: wrong}))[1]
    lines = wrong.splitlines()
    found = {it.code: lines[it.place.line - 1][it.place.column - 1 :] for it in problems}
    assert found["not-a-rank"] == "dos"
    assert found["percent-sign"].startswith("5 %}")


def test_both_words_in_one_measure_are_refused() -> None:
    both = strategy("[{unit: Sala, weight: 1, relevance: 2, targets: {2024: 5}}]")
    old = content(**FIRST, **both)
    (problem, _) = load(old)[1]
    assert problem.code == "older-format"
    assert migrate(old).keys() == {"site.yml"}


def test_a_share_is_a_word_since_format_3() -> None:
    written = strategy("[{unit: Sala, weight: 60, targets: {2024: 5}}]")
    act = amendment("{measure: 1.1.1, figure: weight, from: 50, to: 60}")
    second = {"site.yml": MINIMAL["site.yml"].replace("format: 3", "format: 2")}
    for since in (FIRST, second):
        catalog, problems = load(content(**since, **written, **act))
        (notice,) = [it for it in problems if it.severity is Severity.WARNING]
        assert notice.code == "older-format"
        if since is FIRST:
            assert catalog.plans["plan-2024"].written_measures[0][1].relevance == 60
            continue
        refused = [it for it in problems if it is not notice]
        assert [it.code for it in refused] == ["older-format"] * 2
        assert {it.place.path.rpartition("/")[2] for it in refused} == {"amendments.yml", "1.1.yml"}
        assert not {"plans/plan-2024/strategies/1.1.yml"} - catalog.broken
    catalog, problems = load(content(**written, **act))
    assert problems == []
    assert catalog.plans["plan-2024"].written_measures[0][1].weight == 60


def test_from_format_2_only_the_format_changes() -> None:
    second = {**REAL, "site.yml": REAL["site.yml"].replace(b"format: 3\n", b"format: 2\n")}
    assert migrate(second) == {"site.yml": REAL["site.yml"]}


def test_nothing_of_a_newer_format_is_read() -> None:
    files = content(**{"site.yml": "name: 5\nformat: 4\n", LINE: "algo: nuevo\n"})
    catalog, problems = load(files)
    assert [(it.code, it.place.line, it.place.column) for it in problems] == [
        ("newer-format", 2, 9)
    ]
    assert (catalog.plans, catalog.broken) == ({}, frozenset(files))
    assert check(catalog) == []


_MEASURES = [
    (path, keys)
    for path, data in sorted(REAL.items())
    if "/strategies/" in path
    for n, activity in enumerate(yaml.safe_load(data).get("activities", ()))
    for m, _ in enumerate(activity.get("measures", ()))
    for keys in [("activities", n, "measures", m)]
]


@settings(max_examples=2)
@given(st.lists(st.sampled_from(_MEASURES), min_size=1, max_size=5, unique=True))
def test_a_migrated_content_says_the_same(chosen: list[tuple[str, tuple[str | int, ...]]]) -> None:
    site = REAL["site.yml"].replace(b"format: 3\n", b"")
    old, new = {**REAL, "site.yml": site}, dict(REAL)
    for n, (path, keys) in enumerate(chosen):
        old[path] = splice(old[path], Insert((*keys, "weight"), n + 1))
        new[path] = splice(new[path], Insert((*keys, "relevance"), n + 1))
    changed = migrate(old)
    assert {**old, **changed} == new
    assert list(changed)[-1] == "site.yml"
    assert everything(old) == everything(new)


# The command.


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A content of format 1 in which three files change."""
    return lay(tmp_path, laid(FIRST, {LINE: OLD_LINE}, OLD_ACT))


WRITTEN = (
    "Escrito: content/plans/plan-2024/amendments.yml\n"
    "Escrito: content/plans/plan-2024/strategies/1.1.yml\n"
    "Escrito: content/site.yml\n"
)


def test_the_command_writes_what_changes_and_says_so(project: Path) -> None:
    before = read_tree(project / "content")[0]
    line = project / "content" / LINE
    line.chmod(0o640)
    dry = run("migrate", "--dry-run", cwd=project)
    assert (dry.returncode, dry.stdout) == (0, WRITTEN.replace("Escrito", "Por cambiar"))
    assert read_tree(project / "content")[0] == before
    done = run("migrate", cwd=project)
    assert (done.returncode, done.stdout, done.stderr) == (0, WRITTEN, "")
    after = read_tree(project / "content")[0]
    assert after == {**before, **migrate(before)}
    assert after[LINE].decode() == NEW_LINE
    assert stat.S_IMODE(line.stat().st_mode) == 0o640
    assert [path.name for path in project.rglob(".*")] == []
    again = run("migrate", cwd=project)
    assert again.stdout == "content/ ya está en el formato 3; no se escribió nada.\n"
    assert run("check", cwd=project).stdout.count("older-format") == 0


def test_an_older_content_is_no_error(project: Path) -> None:
    assert run("migrate", cwd=project).returncode == 0
    site = project / "content/site.yml"
    site.write_bytes(site.read_bytes().replace(b"format: 3\n", b""))
    done = run("check", cwd=project)
    assert done.returncode == 0
    assert [line for line in done.stdout.splitlines() if "older-format" in line] == [
        "content/site.yml:2:1: aviso[older-format] content/ está escrito en el formato 1. "
        "«avance migrate» lo escribe en el formato 3"
    ]
    assert run("check", "--strict", cwd=project).returncode == 1


@pytest.mark.parametrize("n", [0, 1, 2])
def test_a_run_that_was_cut_off_is_finished_by_the_next(n: int, project: Path) -> None:
    before = read_tree(project / "content")[0]
    changed = migrate(before)
    for path in list(changed)[:n]:
        (project / "content" / path).write_bytes(changed[path])
    assert everything(read_tree(project / "content")[0]) == everything(before)
    assert run("migrate", cwd=project).returncode == 0
    assert read_tree(project / "content")[0] == {**before, **changed}


def broken(root: Path) -> None:
    (root / LINE).write_text("a: [\n", "utf-8")


def linked(root: Path) -> None:
    (root / "enlace.yml").symlink_to("site.yml")


def link_for_a_file(root: Path) -> None:
    shutil.move(root / LINE, root.parent / "1.1.yml")
    (root / LINE).symlink_to(root.parent / "1.1.yml")


def newer(root: Path) -> None:
    (root / "site.yml").write_text("format: 7\n", "utf-8")


def without_site(root: Path) -> None:
    (root / "site.yml").unlink()


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (broken, "error[yaml-syntax]"),
        (linked, "error[symbolic-link]"),
        (link_for_a_file, "error[symbolic-link]"),
        (newer, "error[newer-format]"),
        (without_site, "falta content/site.yml, que dice el formato; agréguelo primero"),
    ],
)
def test_the_command_refuses_and_writes_nothing(spoil: object, said: str, project: Path) -> None:
    assert callable(spoil)
    spoil(project / "content")
    before = {path: path.read_bytes() for path in project.rglob("*") if path.is_file()}
    done = run("migrate", cwd=project)
    assert done.returncode in {1, 2}
    assert said in done.stdout + done.stderr
    assert {path: path.read_bytes() for path in project.rglob("*") if path.is_file()} == before


def test_a_file_that_cannot_be_written_leaves_all_as_it_was(project: Path) -> None:
    before = read_tree(project / "content")[0]
    limit = (
        f"import resource; resource.setrlimit(resource.RLIMIT_FSIZE, ({len(OLD_LINE) - 40},) * 2)"
    )
    program = f"{limit}; from generator.cli import main; main(['migrate'])"
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=project,
        capture_output=True,
        encoding="utf-8",
        env={"PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8", "PYTHONDONTWRITEBYTECODE": "1"},
        check=False,
    )
    assert resource.RLIMIT_FSIZE is not None
    assert (done.returncode, done.stdout) == (2, ""), done.stderr
    assert "un archivo sería demasiado grande" in done.stderr
    assert read_tree(project / "content")[0] == before
    assert [path.name for path in project.rglob(".*")] == []


# Over the years: a repository whose older commits are in format 1.


def measure(relevance: str, target: int) -> dict[str, str]:
    return strategy(f"[{{indicator: visitas, {relevance}, targets: {{2024: {target}}}}}]")


CUT = "{measure: visitas, period: 2024, from: 100, to: 80}"
UP = "{measure: visitas, figure: weight, from: 2, to: 1}"


@pytest.fixture
def repo(tmp_path: Path) -> Repository:
    """A target and a relevance that are amended, then a commit that only migrates."""
    made = Repository.make(tmp_path)
    made.commit(laid(FIRST, measure("weight: 2", 100)))
    made.commit(laid(FIRST, measure("weight: 1", 80), amendment(CUT, UP)))
    assert made.avance("migrate").returncode == 0
    made.git("add", "-A")
    made.git("commit", "-q", "-m", "formato 3")
    return made


def last(target: int, *changes: str, name: str = "mod-1") -> dict[str, bytes]:
    act = amendment(CUT, UP.replace("weight", "relevance"))
    if changes:
        (path,) = act
        act = {path: act[path] + amendment(*changes, name=name)[path]}
    return laid(measure("relevance: 1", target), act)


def test_a_commit_that_only_migrates_changes_nothing(repo: Repository) -> None:
    assert repo.git("diff", "--stat", "HEAD~1").splitlines()[-1].strip().startswith("3 files")
    assert repo.diff("HEAD~1", "HEAD") == []
    assert codes(repo) == []
    assert codes(repo, "HEAD~2") == []
    assert "No hay nada que registrar" in repo.avance("amend", "HEAD~1").stdout
    steps = text(repo)
    assert "#3" not in steps
    assert values(sequence(repo, "visitas", "meta de 2024")) == ["100", "80"]


def test_shares_come_with_format_3_and_need_their_ground(tmp_path: Path) -> None:
    repo = Repository.make(tmp_path)
    second = {"site.yml": MINIMAL["site.yml"].replace("format: 3", "format: 2")}
    repo.commit(laid(second, measure("relevance: 2", 100)))
    assert repo.avance("migrate").returncode == 0
    repo.git("add", "-A")
    repo.git("commit", "-q", "-m", "formato 3")
    assert repo.git("diff", "--stat", "HEAD~1").splitlines()[-1].strip().startswith("1 file ")
    assert (repo.diff("HEAD~1", "HEAD"), codes(repo)) == ([], [])
    repo.commit(laid(measure("relevance: 2, weight: 60", 100)))
    assert codes(repo) == ["unamended-change"]
    shared = "{measure: visitas, figure: weight, to: 60}"
    repo.commit(laid(measure("relevance: 2, weight: 60", 100), amendment(shared)))
    assert codes(repo, "HEAD~2") == []
    (line,) = repo.diff("HEAD~2", "HEAD~1")
    assert "peso" in line
    assert values(sequence(repo, "visitas", "peso")) == ["60"]


def test_the_history_goes_on_over_the_formats(repo: Repository) -> None:
    repo.commit(last(70, "{measure: visitas, period: 2024, from: 80, to: 70}", name="mod-2"))
    assert codes(repo) == []
    assert values(sequence(repo, "visitas", "meta de 2024")) == ["100", "80", "70"]
    assert values(sequence(repo, "visitas", "relevancia")) == ["2", "1"]
    assert all("mod" in it or "RM" in it for it in sequence(repo, "visitas", "meta de 2024")[1:])


def test_a_proposal_that_migrates_and_lowers_a_target_needs_its_ground(repo: Repository) -> None:
    repo.commit(last(60))
    assert codes(repo, "HEAD~2") == ["unamended-change"]
    (line,) = repo.diff("HEAD~2", "HEAD")
    assert "80 → 60" in line
    changed = laid(measure("relevance: 3", 80), amendment(CUT, UP.replace("weight", "relevance")))
    repo.commit(changed)
    done = repo.avance("check", "--base", "HEAD~2")
    assert "- {measure: visitas, figure: relevance, from: 1, to: 3}" in done.stdout


def test_a_plan_that_comes_back_in_another_format_is_held_against_what_it_had(
    tmp_path: Path,
) -> None:
    repo = Repository.make(tmp_path)
    repo.commit(laid(FIRST, SECOND, measure("weight: 2", 100)))
    repo.commit({**without_plan(), "site.yml": MINIMAL["site.yml"].encode()})
    repo.commit(laid(SECOND, measure("relevance: 2", 80)))
    assert values(sequence(repo, "visitas", "meta de 2024")) == ["100", "80"]
    assert "relevancia" not in text(repo, "visitas")


@pytest.mark.parametrize("cached", [True, False])
def test_a_file_that_breaks_while_the_format_changes_hides_nothing(
    cached: bool, tmp_path: Path
) -> None:
    repo = Repository.make(tmp_path)
    repo.commit(laid(FIRST, measure("weight: 2", 100)))
    repo.commit({**laid(), LINE: b"a: [\n"})
    repo.lay(laid(measure("relevance: 2", 80)))
    if cached:  # up to the commit with the broken file
        text(repo)
    repo.git("add", "-A")
    repo.git("commit", "-q", "-m", "se corrige")
    assert values(sequence(repo, "visitas", "meta de 2024")) == ["100", "80"]
    assert "relevancia" not in text(repo, "visitas")


def test_a_commit_in_a_newer_format_stands_as_the_last_that_could_be_read(repo: Repository) -> None:
    repo.commit({**last(80), "site.yml": b"format: 9\n", LINE: b"otra: cosa\n"})
    done = repo.avance("check", "--base", "HEAD~1")
    assert (done.returncode, done.stdout.count("error[newer-format]")) == (1, 1)
    repo.commit(last(70))
    assert values(sequence(repo, "visitas", "meta de 2024")) == ["100", "80", "70"]


def test_a_broken_site_does_not_change_the_format(repo: Repository) -> None:
    repo.commit({**last(70), "site.yml": MINIMAL["site.yml"].encode() + b"bands: 5\n"})
    (line,) = repo.diff("HEAD~2", "HEAD")
    assert "80 → 70" in line
