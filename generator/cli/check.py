"""``avance check``: what is wrong in the content, and what changed without its ground."""

from __future__ import annotations

import sys

import click

from generator.build import Checked, Project, examine
from generator.cli.shared import project_of, root_option
from generator.problems import Problem, Severity, has_errors, in_order, say
from generator.words.problems import FORMATS, summary


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
@click.pass_obj
def check(lang: str, root: str | None, form: str, strict: bool, base: str | None) -> None:
    """Run ``avance check``."""
    project = project_of(root, lang)
    checked = examine(project)
    problems, revision = checked.problems, ""
    if base is not None:
        problems, revision = _with_policy(checked, project, base)
    f = checked.formatter(lang)
    output = FORMATS[form](problems, f)
    if output:
        click.echo(output)
    if form == "text":
        click.echo(summary(problems, checked.n_files, f))
    if form == "text" and revision:
        click.echo(f.t("Compared with {revision}.", revision=revision), err=True)
    if has_errors(problems) or (strict and problems):
        sys.exit(1)


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
