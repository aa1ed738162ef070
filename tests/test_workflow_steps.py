"""The shell steps of the workflows, run as they stand on a repository with a proposal in it.

The environment has the program under its own name; ``make`` is the real one, and finds the
environment made.
"""

from __future__ import annotations

import json
import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.code_host import CodeHost, event, pull, serving
from tests.helpers import PLAN, targets
from tests.project import ROOT
from tests.repository import Repository, over
from tests.workflows import GITLAB, read

FLOWS = ROOT / ".github/workflows"
GOAL = "plan-2024 · 1.1.1 Actividad · visitas · meta 2024: 100 → 80 (−20, −20.0 %) · más fácil"
LATER = "- {id: mtpe, name: Ministerio del futuro, kind: entity}\n"
FILE = f"content/{PLAN}strategies/1.1.yml"


@dataclass(frozen=True)
class Runner:
    """A clone as a job has it, with what the forge puts into the environment."""

    folder: Path
    environment: Mapping[str, str]

    def steps(self, flow: str, job: str) -> list[dict[str, Any]]:
        tree = read((FLOWS / f"{flow}.yml").read_text("utf-8"))
        return [step for step in tree["jobs"][job]["steps"] if "run" in step]

    def run(self, script: str, **more: str) -> subprocess.CompletedProcess[str]:
        """One script, as a runner starts it."""
        return subprocess.run(
            ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", "-c", script],
            cwd=self.folder,
            env={**self.environment, **more},
            capture_output=True,
            encoding="utf-8",
            timeout=120,
            check=False,
        )

    def job(self, flow: str, job: str, **more: str) -> list[subprocess.CompletedProcess[str]]:
        """The scripts of a job one after another, until one fails."""
        done = []
        for step in self.steps(flow, job):
            done.append(self.run(step["run"], **more))
            if done[-1].returncode:
                break
        return done


def runner(repo: Path, home: Path) -> Runner:
    """A clone with the environment of the program made."""
    for name in ("Makefile", "requirements.lock", "pyproject.toml"):
        shutil.copy(ROOT / name, repo)
    bin_ = repo / ".venv/bin"
    bin_.mkdir(parents=True)
    (bin_ / "python").symlink_to(sys.executable)
    (bin_ / "avance").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m generator "$@"\n')
    (bin_ / "avance").chmod(0o755)
    (repo / ".venv/.site.stamp").touch()
    home.mkdir()
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(home),
        "PYTHONPATH": str(ROOT),
        "PYTHONIOENCODING": "utf-8",
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_SYSTEM": os.devnull,
        "GITHUB_STEP_SUMMARY": str(home / "summary.md"),
        "GITHUB_OUTPUT": str(home / "output"),
    }
    return Runner(repo, environment)


@pytest.fixture
def server(tmp_path: Path) -> Repository:
    """Main, which went on, and a proposal that makes a target easier without an amendment."""
    repo = Repository.make(tmp_path / "servidor")
    repo.commit(over(targets("2024: 100")))
    repo.git("checkout", "-q", "-b", "metas")
    repo.commit(over(targets("2024: 80")))
    repo.git("checkout", "-q", "main")
    repo.commit(over({**targets("2024: 100"), "units.yml": LATER}))
    # As a forge has it: the proposal is under a ref that a clone does not bring.
    repo.git("update-ref", "refs/pull/41/head", "metas")
    repo.git("branch", "-q", "-D", "metas")
    repo.git("config", "uploadpack.allowAnySHA1InWant", "true")
    return repo


def merged(server: Repository, tmp_path: Path) -> Runner:
    """What the event ``pull_request`` checks out: main with the proposal merged into it."""
    found = tmp_path / "trabajo"
    server.git("clone", "-q", str(server.top), str(found))
    work = Repository(found, found)
    work.git("fetch", "-q", "origin", "refs/pull/41/head")
    work.git("checkout", "-q", "--detach")
    work.git("merge", "-q", "--no-ff", "-m", "merge", "FETCH_HEAD")
    return runner(found, tmp_path / "casa")


def beside(server: Repository, tmp_path: Path) -> Runner:
    """What ``workflow_run`` checks out: main alone."""
    server.git("clone", "-q", server.top.as_uri(), str(tmp_path / "trabajo"))
    return runner(tmp_path / "trabajo", tmp_path / "casa")


# A proposal.


def test_the_check_shows_on_its_line_what_lacks_its_ground(
    server: Repository, tmp_path: Path
) -> None:
    prepared, checked = merged(server, tmp_path).job("proposal", "check")
    assert (prepared.returncode, prepared.stderr) == (0, "")
    assert (checked.returncode, checked.stderr) == (1, "")
    (line,) = checked.stdout.splitlines()
    assert line.startswith(f"::error file={FILE},line=7,")
    assert "unamended-change" in line


def test_the_summary_speaks_of_the_proposal_and_not_of_what_main_did_since(
    server: Repository, tmp_path: Path
) -> None:
    at = merged(server, tmp_path)
    _, done = at.job("proposal", "difference")
    assert (done.returncode, done.stderr) == (0, "")
    summary = Path(at.environment["GITHUB_STEP_SUMMARY"]).read_text("utf-8")
    assert summary == (at.folder / "difference.md").read_text("utf-8")
    assert (
        "| **▽ más fácil, sin documento que lo apruebe** | `plan-2024` `1.1.1` Actividad" in summary
    )
    assert "futuro" not in summary
    told = json.loads((at.folder / "difference.json").read_text("utf-8"))
    assert [change["kind"] for change in told["changes"]] == ["target-changed"]


def test_a_difference_that_cannot_be_told_fails_its_job(server: Repository, tmp_path: Path) -> None:
    at = merged(server, tmp_path)
    shutil.rmtree(at.folder / ".git")
    _, done = at.job("proposal", "difference")
    assert done.returncode not in {0, 1} or "no está en un repositorio git" in done.stderr
    assert done.returncode != 0
    assert not Path(at.environment["GITHUB_STEP_SUMMARY"]).exists()


# The comment.


def proposal_of(server: Repository) -> str:
    return server.git("rev-parse", "refs/pull/41/head")


def output(at: Runner) -> str:
    return Path(at.environment["GITHUB_OUTPUT"]).read_text("utf-8")


def test_the_comment_is_made_of_objects_and_nothing_is_checked_out(
    server: Repository, tmp_path: Path
) -> None:
    at = beside(server, tmp_path)
    before = (at.folder / FILE).read_bytes()
    *_, fetched, compared = at.job("comment", "difference", PROPOSAL=proposal_of(server))
    assert (fetched.returncode, fetched.stderr) == (0, "")
    assert (compared.returncode, compared.stderr) == (0, "")
    assert output(at) == "status=1\n"
    assert (at.folder / FILE).read_bytes() == before
    text = (at.folder / "difference.md").read_text("utf-8")
    assert text.startswith("<!-- avance-diff -->\n### Falta el documento que aprueba 1 cambio")
    assert "futuro" not in text
    tracked = subprocess.run(
        ["git", "status", "--porcelain", "--untracked-files=no"],
        cwd=at.folder,
        capture_output=True,
        check=True,
    )
    assert tracked.stdout == b""


def test_a_proposal_without_changes_of_content_has_status_0(
    server: Repository, tmp_path: Path
) -> None:
    server.git("update-ref", "refs/pull/41/head", "main")
    at = beside(server, tmp_path)
    at.job("comment", "difference", PROPOSAL=proposal_of(server))
    assert output(at) == "status=0\n"


def test_a_proposal_that_cannot_be_compared_fails(server: Repository, tmp_path: Path) -> None:
    at = beside(server, tmp_path)
    done = at.job("comment", "difference", PROPOSAL="0" * 40)
    assert done[-1].returncode not in {0, 1}
    assert not Path(at.environment["GITHUB_OUTPUT"]).exists()


@pytest.mark.parametrize("step", [0, 1], ids=["changes", "no changes any more"])
def test_the_steps_that_write_keep_one_comment(
    step: int, server: Repository, tmp_path: Path
) -> None:
    at, commit = beside(server, tmp_path), proposal_of(server)
    at.job("comment", "difference", PROPOSAL=commit)
    (at.folder / "build/proposal").mkdir(parents=True)
    shutil.move(at.folder / "difference.md", at.folder / "build/proposal")
    (at.folder / "event.json").write_text(json.dumps(event(sha=commit)), "utf-8")
    given = {"GITHUB_ACTIONS": "true", "GITHUB_EVENT_PATH": "event.json", "GITHUB_TOKEN": "x"}
    writing = at.steps("comment", "comment")[1:]
    with serving(CodeHost(pulls=[pull(sha=commit)])) as forge:
        done = at.run(writing[step]["run"], GITHUB_API_URL=forge.address, **given)
        assert (done.returncode, done.stderr) == (0, "")
        bodies = [comment["body"] for comment in forge.comments]
    assert len(bodies) == (1, 0)[step]
    assert all("▽ más fácil" in body for body in bodies)


# GitLab.


def pipeline(at: Runner, job: str, **more: str) -> list[subprocess.CompletedProcess[str]]:
    lines = read(GITLAB.read_text("utf-8"))[job]["script"]
    return [at.run(line, **more) for line in lines]


@pytest.mark.parametrize("merges_first", [False, True], ids=["source branch", "merged results"])
def test_the_jobs_of_gitlab_tell_the_same(
    merges_first: bool, server: Repository, tmp_path: Path
) -> None:
    at = merged(server, tmp_path)
    work = Repository(at.folder, at.folder)
    base = work.git("merge-base", "origin/main", "FETCH_HEAD")
    told = {"CI_MERGE_REQUEST_DIFF_BASE_SHA": base, "CI_MERGE_REQUEST_TARGET_BRANCH_SHA": ""}
    if merges_first:
        told["CI_MERGE_REQUEST_TARGET_BRANCH_SHA"] = work.git("rev-parse", "HEAD^1")
    else:
        work.git("checkout", "-q", "FETCH_HEAD")
    _, report, check = pipeline(at, "check", **told)
    assert (report.returncode, report.stderr, check.returncode) == (0, "", 1)
    (row,) = json.loads((at.folder / "code-quality.json").read_text("utf-8"))
    assert (row["check_name"], row["severity"]) == ("unamended-change", "blocker")
    assert row["location"] == {"path": FILE, "lines": {"begin": 7}}
    _, written, shown = pipeline(at, "difference", **told)
    assert (written.returncode, shown.returncode) == (0, 0)
    assert shown.stdout.splitlines()[-1] == GOAL
    assert "futuro" not in (at.folder / "difference.md").read_text("utf-8")


def test_the_job_of_the_note_tells_a_fork_where_to_look(server: Repository, tmp_path: Path) -> None:
    at = merged(server, tmp_path)
    (at.folder / "difference.md").write_text("<!-- avance-diff -->\n### Hola\n", "utf-8")
    done = pipeline(at, "note", GITLAB_CI="true")[-1]
    assert (done.returncode, done.stderr) == (0, "")
    assert shlex.split(done.stdout)[:4] == ["Aquí", "no", "hay", "AVANCE_COMMENT_TOKEN"]
