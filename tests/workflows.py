"""What is wrong with a workflow of GitHub or a pipeline of GitLab: each rule yields sentences."""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import click
import yaml

from generator.cli import cli
from tests.project import ROOT

Tree = dict[str, Any]
Rule = Callable[[Tree, str], Iterator[str]]

GITHUB = sorted((ROOT / ".github/workflows").iterdir())
GITLAB = ROOT / ".gitlab-ci.yml"

PERMISSIONS: Mapping[str, Mapping[str, str]] = {
    "Propuesta/check": {"contents": "read"},
    "Propuesta/difference": {"contents": "read"},
    "Propuesta/preview": {"contents": "read"},
    "Comentario/difference": {"contents": "read"},
    "Comentario/comment": {"contents": "read", "pull-requests": "write"},
    "Pruebas largas/proof": {"contents": "read"},
    "Publicación/build": {"contents": "read"},
    "Publicación/deploy": {"pages": "write", "id-token": "write"},
}
"""What each job needs, and no more."""
TRIGGERS = {"pull_request", "workflow_run", "push", "schedule", "workflow_dispatch"}
VALUES = {
    "github.token",
    "github.event.workflow_run.head_sha",
    "github.event.repository.default_branch",
    "github.run_id",
}
"""Expressions that a step may take: none is a text that an author of a proposal writes."""
MAIN = "${{ github.event.repository.default_branch }}"
WITH_A_TOKEN = ("make setup", ".venv/bin/avance comment ")
"""What a job that can write may run."""
_PINNED = re.compile(r"\s*(?:- )?uses: ([\w.-]+/[\w./-]+)@[0-9a-f]{40} # v\d+\.\d+\.\d+")
_LONGEST = 30


class _Strict(yaml.BaseLoader):
    """Every scalar is text (``on`` is no boolean), and a key stands once."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        seen: set[str] = set()
        for key, _ in node.value:
            if key.value in seen:
                raise yaml.constructor.ConstructorError(
                    problem=f"line {key.start_mark.line + 1}: «{key.value}» stands twice"
                )
            seen.add(key.value)
        return super().construct_mapping(node, deep)


def read(text: str) -> Tree:
    """The tree of a file. Raises yaml.YAMLError."""
    found = yaml.load(text, _Strict)  # noqa: S506  # derived from BaseLoader: texts only
    if not isinstance(found, dict):
        raise yaml.constructor.ConstructorError(problem="not a mapping")
    return found


def faults(text: str, rules: tuple[Rule, ...]) -> list[str]:
    """Everything that the rules say of a file."""
    try:
        tree = read(text)
    except yaml.YAMLError as failure:
        return [f"YAML: {failure}"]
    return [fault for rule in rules for fault in rule(tree, text)]


# What a file holds.


def jobs(tree: Tree) -> Iterator[tuple[str, Tree]]:
    """Jobs by the name of the workflow and their own: ``Propuesta/check``."""
    for name, job in (tree.get("jobs") or {}).items():
        yield f"{tree.get('name')}/{name}", job


def steps(tree: Tree) -> Iterator[tuple[str, Tree]]:
    for where, job in jobs(tree):
        for step in job.get("steps") or []:
            yield where, step


def scripts(tree: Tree) -> Iterator[tuple[str, str]]:
    """Shell texts of a workflow or of a pipeline, with where they stand."""
    for where, step in steps(tree):
        if "run" in step:
            yield where, step["run"]
    for name, job in tree.items():
        if isinstance(job, dict):
            for key in ("before_script", "script", "after_script"):
                for line in job.get(key) or []:
                    yield name, line


def texts(node: Any) -> Iterator[str]:
    """All scalars below a node."""
    if isinstance(node, dict):
        for value in node.values():
            yield from texts(value)
    elif isinstance(node, list):
        for value in node:
            yield from texts(value)
    else:
        yield str(node)


def expressions(node: Any) -> Iterator[str]:
    for text in texts(node):
        yield from (found.strip() for found in re.findall(r"\$\{\{(.*?)\}\}", text, re.DOTALL))


def writes(job: Tree) -> bool:
    return "write" in str(job.get("permissions"))


# Rules for GitHub.


def triggers(tree: Tree, _text: str) -> Iterator[str]:
    """A proposal's code never meets a token that can write."""
    on = tree.get("on") or {}
    names = set(on) if isinstance(on, dict | list) else {on}
    yield from (f"trigger {name} is not allowed" for name in sorted(names - TRIGGERS))
    if "pull_request" in names:
        yield from (f"{where}: can write on pull_request" for where, j in jobs(tree) if writes(j))


def pins(tree: Tree, text: str) -> Iterator[str]:
    """Actions are pinned to a commit, with the version beside it."""
    for line in text.splitlines():
        if re.match(r"\s*(- )?[\"']?uses\b", line) and not _PINNED.fullmatch(line):
            yield f"not pinned: {line.strip()}"
    n_used = sum("uses" in step for _, step in steps(tree))
    if n_used != len(re.findall(r"(?m)^\s*(?:- )?uses: ", text)):
        yield "an action is used in a way that this test cannot read"
    yield from (f"{where}: a workflow of another" for where, job in jobs(tree) if "uses" in job)


def permissions(tree: Tree, _text: str) -> Iterator[str]:
    """Nothing by default; each job what the table says at most."""
    if tree.get("permissions") != {}:
        yield "permissions of the workflow are not {}"
    for where, job in jobs(tree):
        given = job.get("permissions")
        if not isinstance(given, dict):
            yield f"{where}: permissions are missing"
            continue
        needed = PERMISSIONS.get(where, {})
        extra = {k: v for k, v in given.items() if needed.get(k) not in {v, "write"}}
        yield from (f"{where}: {name}: {value} is too much" for name, value in extra.items())


def limits(tree: Tree, _text: str) -> Iterator[str]:
    """A job ends, and a newer run takes the place of an older one."""
    for where, job in jobs(tree):
        minutes = str(job.get("timeout-minutes", ""))
        if not minutes.isdigit() or int(minutes) > _LONGEST:
            yield f"{where}: timeout-minutes is missing or above {_LONGEST}"
    if "group" not in (tree.get("concurrency") or {}):
        yield "no concurrency group"


def shell(tree: Tree, _text: str) -> Iterator[str]:
    """No expression is pasted into a script, or into anything that is run as one."""
    for where, script in scripts(tree):
        if "${{" in script:
            yield f"{where}: an expression inside run"
        if re.search(r"\beval\b|\bsource\b|GITHUB_ENV|GITHUB_PATH", script):
            yield f"{where}: a script that takes text for commands"
    for where, step in steps(tree):
        if "script" in (step.get("with") or {}):
            yield f"{where}: a script among the inputs of an action"
        if "shell" in step:
            yield f"{where}: a shell of its own"


def values(tree: Tree, text: str) -> Iterator[str]:
    """Steps take no text of a proposal, and no secret."""
    for where, step in steps(tree):
        for found in expressions({key: step.get(key) for key in ("env", "with")}):
            if found not in VALUES and not re.fullmatch(r"(steps|needs)\.[\w.-]+", found):
                yield f"{where}: {found} is not among the values that a step may take"
    for where, job in jobs(tree):
        yield from (f"{where}: an expression in env" for _ in expressions(job.get("env")))
    yield from ("an expression in env" for _ in expressions(tree.get("env")))
    if re.search(r"\bsecrets\b", text):
        yield "a secret"


def checkouts(tree: Tree, _text: str) -> Iterator[str]:
    """No credentials are left behind; beside a proposal, only the main branch is checked out."""
    beside = "workflow_run" in (tree.get("on") or {})
    of_main = set(tree.get("on") or {}) <= {"push", "schedule", "workflow_dispatch"}
    for where, step in steps(tree):
        given = step.get("with") or {}
        if str(step.get("uses")).startswith("actions/checkout@"):
            if given.get("persist-credentials") != "false":
                yield f"{where}: credentials persist"
            if given.get("ref") != (MAIN if beside else None):
                yield f"{where}: checks out {given.get('ref')}"
            if {"repository", "allow-unsafe-pr-checkout", "token", "ssh-key"} & given.keys():
                yield f"{where}: checks out what is not the main branch of this repository"
        is_kept = "cache" in str(step.get("uses")) or "cache" in given
        if is_kept and not of_main:
            yield f"{where}: a cache, which another run would take over"


def writers(tree: Tree, _text: str) -> Iterator[str]:
    """A job that can write runs a few commands of ours, and downloads data of its own run."""
    for where, job in jobs(tree):
        if not writes(job):
            continue
        for step in job.get("steps") or []:
            run, given = step.get("run"), step.get("with") or {}
            if run and not all(line.startswith(WITH_A_TOKEN) for line in run.splitlines()):
                yield f"{where}: runs {run.strip()}"
            if "download-artifact" in str(step.get("uses")) and (
                {"run-id", "github-token", "repository"} & given.keys()
                or not str(given.get("path")).startswith("build/")
            ):
                yield f"{where}: takes an artifact of another run, or puts it among the code"


def commands(tree: Tree, _text: str) -> Iterator[str]:
    """Every command of ours exists, with these options; every target of make too."""
    targets = set(re.findall(r"(?m)^([a-z-]+):.*## ", (ROOT / "Makefile").read_text("utf-8")))
    n_found = 0
    for where, script in scripts(tree):
        for words in simple_commands(script):
            if words[0] == "make":
                yield from (f"{where}: make {t}" for t in words[1:] if t not in targets)
            elif words[0].endswith("avance"):
                n_found += 1
                if words[0] != ".venv/bin/avance":
                    yield f"{where}: {words[0]} is not in the environment"
                if why := refusal(words[1:]):
                    yield f"{where}: {' '.join(words)}: {why}"
    if n_found != sum(script.count("avance ") for _, script in scripts(tree)):
        yield "a command of avance that this test cannot read"


def simple_commands(script: str) -> Iterator[list[str]]:
    """Words of each command of a script, without redirections."""
    for line in script.replace("\\\n", " ").splitlines():
        for part in re.split(r"\|\||&&|;|\|", line):
            words = shlex.split(re.sub(r"\d?>>?\s*\S+", "", part), comments=True)
            if words:
                yield words


def refusal(arguments: list[str]) -> str:
    """Why the real command line refuses these arguments; empty where it takes them."""
    try:
        with cli.make_context("avance", list(arguments), obj="es") as whole:
            rest = [*whole._protected_args, *whole.args]
            name, command, left = cli.resolve_command(whole, rest)
            assert command is not None
            command.make_context(name, left, parent=whole)
    except click.UsageError as failure:
        return failure.format_message()
    return ""


GITHUB_RULES: tuple[Rule, ...] = (
    *(triggers, pins, permissions, limits, shell, values, checkouts, writers, commands),
)


# Rules for GitLab.

VARIABLES = {
    "CI_MERGE_REQUEST_TARGET_BRANCH_SHA",
    "CI_MERGE_REQUEST_DIFF_BASE_SHA",
}
"""Commit ids: no name, title or message."""
_RESERVED = {"stages", "workflow", "variables", "default"}


def pipeline_jobs(tree: Tree) -> Iterator[tuple[str, Tree]]:
    for name, job in tree.items():
        if name not in _RESERVED and isinstance(job, dict):
            yield name, job


def pipeline_shell(tree: Tree, _text: str) -> Iterator[str]:
    """Scripts take commit ids alone, between quotes, and no text for commands."""
    for where, script in scripts(tree):
        for name in re.findall(r"\$\{?(\w+)", script):
            if name not in VARIABLES:
                yield f"{where}: ${name}"
        if re.search(r"\$\w", re.sub(r'"[^"]*"', "", script)):
            yield f"{where}: a variable without quotes"
        if re.search(r"\beval\b|\bsource\b|`|\$\(", script):
            yield f"{where}: a script that takes text for commands"


def pipeline_frame(tree: Tree, text: str) -> Iterator[str]:
    """The whole history, an end to each job, rules, and nothing of others."""
    if (tree.get("variables") or {}).get("GIT_DEPTH") != "0":
        yield "GIT_DEPTH is not 0"
    if "timeout" not in (tree.get("default") or {}):
        yield "no timeout"
    if {"include", "services"} & tree.keys() or "trigger:" in text:
        yield "something of others"
    if re.search(r"glpat|TOKEN", text):
        yield "a token"
    for name, job in pipeline_jobs(tree):
        if "rules" not in job:
            yield f"{name}: no rules"
        if "artifacts" in job and "expire_in" not in job["artifacts"]:
            yield f"{name}: artifacts stay for ever"


def pipeline_publishes(tree: Tree, _text: str) -> Iterator[str]:
    """Pages are those of the default branch."""
    only = [{"if": "$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH"}]
    if (tree.get("pages") or {}).get("rules") != only:
        yield "pages of another branch"


GITLAB_RULES: tuple[Rule, ...] = (pipeline_shell, pipeline_frame, pipeline_publishes, commands)
