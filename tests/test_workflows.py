"""The workflow files are safe and speak to the real commands; each rule is shown to refuse."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.project import ROOT
from tests.workflows import (
    GITHUB,
    GITHUB_RULES,
    GITLAB,
    GITLAB_RULES,
    PERMISSIONS,
    faults,
    jobs,
    read,
    scripts,
)

COMMENT, PROPOSAL, PUBLISH = (
    (ROOT / ".github/workflows" / f"{name}.yml")
    for name in (
        "comment",
        "proposal",
        "publish",
    )
)


@pytest.mark.parametrize("path", GITHUB, ids=lambda path: path.name)
def test_workflows_of_github_are_without_faults(path: Path) -> None:
    assert faults(path.read_text("utf-8"), GITHUB_RULES) == []


def test_the_pipeline_of_gitlab_is_without_faults() -> None:
    assert faults(GITLAB.read_text("utf-8"), GITLAB_RULES) == []


def test_the_table_of_permissions_is_that_of_the_jobs() -> None:
    given = {where: job["permissions"] for path in GITHUB for where, job in jobs(tree(path))}
    assert given == PERMISSIONS


def tree(path: Path) -> dict[str, object]:
    return read(path.read_text("utf-8"))


def test_one_action_has_one_version() -> None:
    uses = {u for p in GITHUB for u in re.findall(r"uses: (\S+ # \S+)", p.read_text("utf-8"))}
    assert len(uses) == len({use.partition("@")[0] for use in uses}) > 4


def test_the_comment_waits_for_the_workflow_of_proposals() -> None:
    asked = re.search(r"workflows: \[(.+)\]", COMMENT.read_text("utf-8"))
    assert asked is not None
    assert asked[1] == tree(PROPOSAL)["name"]


# Each rule refuses what it is there for: a line of a real file is replaced by a bad one.

PIN = "actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1"
MAIN = "${{ github.event.repository.default_branch }}"
TITLE = "${{ github.event.pull_request.title }}"
BAD = [
    (PROPOSAL, "on:\n  pull_request:", "on:\n  pull_request_target:", "pull_request_target"),
    (PROPOSAL, "name: Propuesta", "name: Propuesta\nname: Otra", "stands twice"),
    (PROPOSAL, PIN, "actions/checkout@v7", "not pinned"),
    (PROPOSAL, PIN, PIN.partition(" ")[0], "not pinned"),
    (PROPOSAL, PIN, "actions/checkout@3d3c42e # v7.0.1", "not pinned"),
    (PROPOSAL, "- name: Prepare", "- {uses: a/b@v7}\n      - name: Prepare", "cannot read"),
    (PROPOSAL, "permissions: {}", "permissions: read-all", "are not {}"),
    (PROPOSAL, "      contents: read", "      contents: write", "contents: write is too much"),
    (PROPOSAL, "      contents: read", "      checks: read", "checks: read is too much"),
    (PROPOSAL, "      contents: read", "      pull-requests: write", "can write on pull_request"),
    (PROPOSAL, "    timeout-minutes: 15\n", "", "timeout-minutes is missing"),
    (PROPOSAL, "timeout-minutes: 15", "timeout-minutes: 360", "timeout-minutes is missing"),
    (PROPOSAL, "concurrency:\n  group", "x-concurrency:\n  group", "no concurrency group"),
    (PROPOSAL, "run: make setup", f"run: echo '{TITLE}'", "an expression inside run"),
    (PROPOSAL, "run: make setup", "run: echo ${{ github.head_ref }}", "an expression inside run"),
    (PROPOSAL, "run: make setup", 'run: eval "$X"', "takes text for commands"),
    (PROPOSAL, "run: make setup", 'run: echo "$X" >> "$GITHUB_ENV"', "takes text for commands"),
    (PROPOSAL, "python-version: \"3.11\"", f"script: '{TITLE}'", "a script among the inputs"),
    (PROPOSAL, "run: make setup", "run: make setup\n        shell: python", "a shell of its own"),
    (PROPOSAL, "run: make setup", f"env: {{X: '{TITLE}'}}", "not among the values"),
    (PROPOSAL, "run: make setup", "env: {X: '${{ secrets.X }}'}", "a secret"),
    (PROPOSAL, "persist-credentials: false", "persist-credentials: true", "credentials persist"),
    (PROPOSAL, "fetch-depth: 0", "ref: otra", "checks out otra"),
    (PROPOSAL, "fetch-depth: 0", "repository: a/b", "is not the main branch of this"),
    (PROPOSAL, 'python-version: "3.11"', "cache: pip", "a cache"),
    (PROPOSAL, "run: make setup", "run: make all", "make all"),
    (PROPOSAL, "avance check", "avance chek", "chek"),
    (PROPOSAL, "avance check", "avance check --bas HEAD^1", "--bas"),
    (PROPOSAL, "--format github", "--format gihub", "gihub"),
    (PROPOSAL, ".venv/bin/avance check", "avance check", "is not in the environment"),
    (PROPOSAL, ".venv/bin/avance check", "time .venv/bin/avance check", "cannot read"),
    (COMMENT, MAIN, "${{ github.event.workflow_run.head_sha }}", "checks out ${{"),
    (COMMENT, f"          ref: {MAIN}\n", "", "checks out None"),
    (COMMENT, f"ref: {MAIN}", f"ref: {MAIN}\n          allow-unsafe-pr-checkout: true", "is not"),
    (COMMENT, "path: build/proposal", "path: .", "among the code"),
    (COMMENT, "path: build/proposal", "path: build/p\n          run-id: 1", "of another run"),
    (COMMENT, "run: .venv/bin/avance comment", "run: bash build/proposal/x.sh", "runs bash"),
    (COMMENT, "PROPOSAL: ${{ github.event.workflow_run.head_sha }}",
     "PROPOSAL: ${{ github.event.workflow_run.head_branch }}", "not among the values"),
    (COMMENT, "pull-requests: write", "issues: write", "issues: write is too much"),
    (PUBLISH, "      contents: read", "      contents: read\n      pages: write", "too much"),
]  # fmt: skip


@pytest.mark.parametrize(("path", "good", "bad", "said"), BAD, ids=[case[2] for case in BAD])
def test_a_bad_workflow_is_refused(path: Path, good: str, bad: str, said: str) -> None:
    text = path.read_text("utf-8")
    assert good in text
    found = faults(text.replace(good, bad, 1), GITHUB_RULES)
    assert any(said in fault for fault in found), found


BASE = '"${CI_MERGE_REQUEST_TARGET_BRANCH_SHA:-$CI_MERGE_REQUEST_DIFF_BASE_SHA}"'
BAD_PIPELINE = [
    ("- make setup", "- echo $CI_MERGE_REQUEST_TITLE", "CI_MERGE_REQUEST_TITLE"),
    ("- make setup", '- echo "$CI_COMMIT_MESSAGE"', "CI_COMMIT_MESSAGE"),
    (BASE, "$CI_MERGE_REQUEST_DIFF_BASE_SHA", "without quotes"),
    ("- make setup", '- eval "make setup"', "takes text for commands"),
    ("- make setup", "- make todo", "make todo"),
    ("avance comment", "avance coment", "coment"),
    ('GIT_DEPTH: "0"', 'GIT_DEPTH: "20"', "GIT_DEPTH is not 0"),
    ("timeout: 20 minutes", "tags: [a]", "no timeout"),
    ("stages:", "include: [{remote: 'https://example.org/x.yml'}]\nstages:", "of others"),
    ("GIT_SUBMODULE_STRATEGY: none", "AVANCE_COMMENT_TOKEN: x", "a token"),
    ("expire_in: 1 day\n", "\n", "stay for ever"),
    ("== $CI_DEFAULT_BRANCH\n  script:", "!= $CI_DEFAULT_BRANCH\n  script:", "of another branch"),
]  # fmt: skip


@pytest.mark.parametrize(("good", "bad", "said"), BAD_PIPELINE)
def test_a_bad_pipeline_is_refused(good: str, bad: str, said: str) -> None:
    text = GITLAB.read_text("utf-8")
    assert good in text
    found = faults(text.replace(good, bad), GITLAB_RULES)
    assert any(said in fault for fault in found), found


# What both code hosts share.


def test_both_forges_run_the_same_commands() -> None:
    def verbs(*paths: Path) -> set[str]:
        told = "\n".join(script for path in paths for _, script in scripts(tree(path)))
        return set(re.findall(r"(?:avance|make) ([a-z]+)", told))

    assert (
        verbs(*GITHUB)
        == verbs(GITLAB)
        == {
            *("check", "comment", "diff", "offline", "proof", "setup", "site"),
        }
    )


def test_both_templates_say_the_same() -> None:
    pull = (ROOT / ".github/pull_request_template.md").read_text("utf-8")
    assert (ROOT / ".gitlab/merge_request_templates/Default.md").read_text("utf-8") == pull
    for asked in ("norma", "amendments.yml", "documents.yml", "fuente", "make check", "- [ ]"):
        assert asked in pull.lower() or asked in pull


def test_every_path_of_the_owners_is_there_and_has_an_owner() -> None:
    text = (ROOT / "CODEOWNERS").read_text("utf-8")
    lines = [line.split() for line in text.splitlines() if line and not line.startswith("#")]
    for pattern, *owners in lines:
        assert owners
        assert all(re.fullmatch(r"@[\w-]+/[\w-]+", owner) for owner in owners)
        assert pattern == "*" or (ROOT / pattern.strip("/")).exists(), pattern
    assert [pattern for pattern, *_ in lines][:2] == ["*", "/content/"]
