"""``avance check``: what is wrong in the content, and what changed without its ground."""

from __future__ import annotations

import sys
from dataclasses import dataclass, replace
from typing import Any

import click

from generator.build import Checked, Project, examine
from generator.cli.explain import codes_begun, explain_rule
from generator.cli.fixes import mended_files, only_sure
from generator.cli.shared import project_of, root_option
from generator.problems import Problem, Severity, has_errors, in_order, say
from generator.words.formatter import Formatter
from generator.words.problems import FORMATS, summary


@dataclass(frozen=True, slots=True)
class CheckOptions:
    """What the command was asked for."""

    root: str | None
    form: str
    strict: bool
    base: str | None
    fix: bool
    yes: bool
    explain: str | None


@click.command(help=say("Say what is wrong in content/, where, and what to write."))
@root_option
@click.option(
    "--format",
    "form",
    type=click.Choice(sorted(FORMATS)),
    default="text",
    help=say("how findings are written (default: text)"),
)
@click.option("--strict", is_flag=True, help=say("warnings count as errors"))
@click.option(
    "--base",
    metavar="REV",
    help=say(
        "also refuse changes of public commitments since this version that do not cite the"
        " document that approves them"
    ),
)
@click.option(
    "--fix",
    is_flag=True,
    help=say("mend what can be meant in one way only; shows it and asks"),
)
@click.option("--yes", is_flag=True, help=say("with --fix: write it without asking"))
@click.option(
    "--explain",
    metavar="CODE",
    shell_complete=codes_begun,
    help=say("say what the code of a rule means, with an example, and nothing else"),
)
@click.pass_obj
def check(lang: str, /, **given: Any) -> None:
    """Run ``avance check``."""
    asked = CheckOptions(**given)
    if asked.explain is not None:
        explain_rule(asked.explain, lang)
        return
    project = project_of(asked.root, lang)
    checked = examine(project)
    if asked.fix and mended_files(
        project, checked, lang, yes=asked.yes, aside=asked.form != "text"
    ):
        checked = examine(project, checked.memo)
    checked, revision = replace(checked, problems=only_sure(checked)), ""
    problems = checked.problems
    if asked.base is not None:
        problems, revision = _with_policy(checked, project, asked.base)
    f = checked.formatter(lang)
    if output := FORMATS[asked.form](problems, f):
        click.echo(output)
    if asked.form == "text":
        click.echo(summary(problems, len(checked.files), f))
        _tell_fixes(problems, f)
    if asked.form == "text" and revision:
        click.echo(f.t("Compared with {revision}.", revision=revision), err=True)
    if has_errors(problems) or (asked.strict and problems):
        sys.exit(1)


def _tell_fixes(problems: list[Problem], f: Formatter) -> None:
    if n := sum(problem.fix is not None for problem in problems):
        click.echo(f.t("avance check --fix mends {n} of these.", n=n), err=True)


def _with_policy(checked: Checked, project: Project, base: str) -> tuple[list[Problem], str]:
    """Findings with those of the policy since a revision, and which it is.

    No place is told twice.
    """
    from generator.clock import clock_of  # noqa: PLC0415
    from generator.review.clock import check_dates  # noqa: PLC0415
    from generator.review.diff import proposal  # noqa: PLC0415
    from generator.review.git import repository  # noqa: PLC0415
    from generator.review.policy.rules import judge, uncompared  # noqa: PLC0415
    from generator.review.snapshot import base_side, from_disk  # noqa: PLC0415

    site = checked.catalog.site
    branch = site.branch if site else "main"
    repo = repository(project.root)
    before = base_side(repo, base)
    dates = [*check_dates(repo, before.commit or base, clock_of(checked.catalog), branch)]
    proposed = proposal(before, from_disk(project.content), checked.memo)
    known = {problem.place for problem in checked.problems if problem.severity is Severity.ERROR}
    policy = (finding.problem for finding in judge(proposed))
    fresh = (problem for problem in policy if problem.place not in known)
    return in_order([*checked.problems, *dates, *fresh, *uncompared(proposed)]), before.revision
