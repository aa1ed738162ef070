"""What is kept between runs saves work and decides nothing; and any sequence is told as written."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.build import Project, computed, examine
from generator.history.originals import original_targets
from generator.model.history import TARGET
from generator.review.clock import Clock
from generator.review.record import record
from generator.review.record.cache import ROOMS
from tests.command import ROOT
from tests.helpers import targets
from tests.history import LOWEST, SECOND, TOLD, without_plan
from tests.proposal import GOAL, LINE, LOWER, laid
from tests.repository import Repository

CLOCK = Clock(datetime(2026, 1, 1, tzinfo=UTC))


@pytest.fixture
def repo(tmp_path: Path) -> Repository:
    """Three targets in three commits."""
    repo = Repository.make(tmp_path / "repositorio ñ")
    (repo.top / ".git/info").mkdir()
    (repo.top / ".git/info/exclude").write_text("build\n", "utf-8")
    for goal in (GOAL, LOWER, LOWEST):
        repo.commit(laid(goal, TOLD))
    return repo


def imported(module: str) -> set[str]:
    """Modules of the program that a module needs, directly or through others."""
    found: set[str] = set()
    waiting = [module]
    while waiting:
        name = waiting.pop()
        file = ROOT.joinpath(*name.split(".")).with_suffix(".py")
        file = file if file.is_file() else file.with_suffix("") / "__init__.py"
        if name in found or not name.startswith("generator.") or not file.is_file():
            continue
        found.add(name)
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module:
                waiting += [node.module, *(f"{node.module}.{name.name}" for name in node.names)]
    return found


def test_all_code_that_makes_a_history_decides_whether_it_is_believed() -> None:
    rooms = {name.split(".")[1] for name in imported("generator.review.record")}
    assert {"compute", "review"} < rooms
    assert rooms == set(ROOMS)


def kept(repo: Repository) -> Path:
    return repo.folder / "build/history.json"


def told(repo: Repository) -> str:
    done = repo.avance("history", "--format", "json")
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def afters(repo: Repository) -> list[Any]:
    steps = json.loads(told(repo))["steps"]
    return [step["after"] for step in reversed(steps) if step["figure"] == "target"]


def fresh(repo: Repository) -> str:
    """What is told without anything kept."""
    kept(repo).unlink(missing_ok=True)
    return told(repo)


def test_a_second_run_tells_the_same_and_writes_nothing(repo: Repository) -> None:
    first, file = told(repo), kept(repo).read_bytes()
    kept(repo).chmod(0o400)
    stamp = kept(repo).stat().st_ino
    assert told(repo) == first
    assert (kept(repo).read_bytes(), kept(repo).stat().st_ino) == (file, stamp)


def loose(repo: Repository, name: str) -> Path:
    return repo.top / ".git/objects" / name[:2] / name[2:]


def test_one_commit_later_only_that_commit_is_walked(repo: Repository) -> None:
    told(repo)
    old = repo.git("rev-parse", f"HEAD~2:content/{LINE}")
    loose(repo, old).unlink()
    repo.commit(laid(targets("2024: 60"), TOLD))
    assert afters(repo) == [80, 70, 60]
    kept(repo).unlink()
    done = repo.avance("history")
    assert done.returncode == 2
    assert "no se pueden leer" in done.stderr


def test_a_branch_and_a_rewritten_line_tell_their_own(repo: Repository) -> None:
    assert afters(repo) == [80, 70]
    repo.git("switch", "-q", "-c", "otra", "HEAD~1")
    repo.commit(laid(targets("2024: 65"), TOLD))
    assert afters(repo) == [80, 65]
    repo.git("switch", "-q", "main")
    assert afters(repo) == [80, 70]
    repo.lay(laid(targets("2024: 75"), TOLD))
    repo.git("commit", "-q", "-a", "--amend", "-m", "otro")
    assert afters(repo) == [80, 75]
    assert told(repo) == fresh(repo)


def test_what_was_broken_or_removed_is_kept_with_its_commit(repo: Repository) -> None:
    repo.commit(laid({LINE: "code: ["}, TOLD, SECOND))
    assert record(repo.folder / "content", CLOCK, kept(repo)).unread == (f"content/{LINE}",)
    repo.commit(laid(targets("2024: 60"), TOLD, SECOND))
    told(repo)
    repo.commit(without_plan())
    told(repo)
    repo.commit(laid(targets("2024: 50"), TOLD, SECOND))
    grown = told(repo)
    assert afters(repo) == [80, 70, 60, 50]
    assert grown == fresh(repo)


def bad(good: bytes) -> dict[str, bytes]:
    whole = json.loads(good)
    odd = [{**it, "stale": [1], "removed": 3, "codes": 5} for it in whole["commits"]]
    return {
        "empty": b"",
        "cut": good[: len(good) // 2],
        "list": b"[]",
        "object": b"{}",
        "number": b"12",
        "bytes": b"\xff\xfe\x00",
        "deep list": b"[" * 200_000,
        "deep object": b'{"a":' * 100_000,
        "other code": good.replace(whole["code"].encode(), b"0" * 64),
        "wrong types": json.dumps({**whole, "commits": odd}).encode(),
        "an object of commits": json.dumps({**whole, "commits": {"a": 1}}).encode(),
    }


def test_a_damaged_file_is_of_no_use_and_no_harm(repo: Repository) -> None:
    first, good = told(repo), kept(repo).read_bytes()
    for name, data in bad(good).items():
        kept(repo).write_bytes(data)
        assert told(repo) == first, name
        assert kept(repo).read_bytes() == good, name


def test_a_file_that_cannot_be_written_only_costs_time(repo: Repository) -> None:
    first = told(repo)
    kept(repo).unlink()
    kept(repo).mkdir()
    assert told(repo) == first
    assert [path.name for path in kept(repo).parent.iterdir()] == ["history.json"]
    kept(repo).rmdir()
    kept(repo).parent.rmdir()
    kept(repo).parent.write_text("un archivo", "utf-8")
    assert told(repo) == first


def test_two_runs_at_once_keep_a_whole_file(repo: Repository) -> None:
    first, good = told(repo), kept(repo).read_bytes()
    kept(repo).unlink()
    code = f"import sys; sys.path.insert(0, {str(ROOT)!r}); from pathlib import Path; "
    code += "from datetime import UTC, datetime; from generator.review.clock import Clock; "
    code += "from generator.review.record import record; "
    code += f"record(Path('content'), Clock(datetime.now(UTC)), Path({str(kept(repo))!r}))"
    runs = [subprocess.Popen([sys.executable, "-c", code], cwd=repo.folder) for _ in range(3)]
    assert [run.wait(60) for run in runs] == [0, 0, 0]
    assert kept(repo).read_bytes() == good
    assert told(repo) == first


_FIGURES = st.dictionaries(st.sampled_from(range(1, 5)), st.integers(1, 9), min_size=1)


@settings(max_examples=12, deadline=None)
@given(st.lists(_FIGURES, min_size=2, max_size=6))
def test_any_sequence_is_told_as_written_and_walks_back(versions: list[dict[int, int]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        repo = Repository.make(Path(folder) / "r")
        for version in versions:
            text = ", ".join(f"2024-T{n}: {value}" for n, value in sorted(version.items()))
            repo.commit(laid(targets(text)))
        project = Project(repo.folder)
        found = record(project.content, CLOCK)
        for n in range(1, 5):
            written = [version.get(n) for version in versions]
            moved = [b for a, b in pairwise(written) if a != b]
            period = f"2024-T{n}"
            steps = [s for s in found.steps if (s.figure, s.period) == (TARGET, period)]
            assert [s.after for s in steps] == moved
            assert [s.before for s in steps[1:]] == moved[:-1]
        results = computed(examine(project), project)
        (plan,) = results.catalog.plans.values()
        first = original_targets(results, plan).get("visitas")
        same = versions[0] == versions[-1]
        assert (first is None) is same
        if first is not None:
            back = {int(period.text[-1]): value for (period, _), value in first.items()}
            assert back == versions[0]
