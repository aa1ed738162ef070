"""``avance migrate``: write the content in today's format."""

from __future__ import annotations

import sys

import click

from generator.cli.shared import project_of, root_option, writing
from generator.load import load
from generator.load.disk import read_tree
from generator.load.migrations import migrate as migrated
from generator.model.site import FORMAT
from generator.problems import Severity, in_order, msg, say
from generator.words.formatter import Formatter
from generator.words.problems import FORMATS


@click.command(help=say("Write content/ in the newest format; what it says stays the same."))
@root_option
@click.option("--dry-run", is_flag=True, help=say("say which files would change, write none"))
@click.pass_obj
def migrate(lang: str, root: str | None, dry_run: bool) -> None:
    """Run ``avance migrate``."""
    from generator.publish.replace import replace_files  # noqa: PLC0415

    project = project_of(root, lang)
    files, unreadable = read_tree(project.content)
    catalog, problems = load(files)
    f = Formatter.for_portal(lang, catalog)
    found = in_order([*unreadable, *problems])
    if errors := [problem for problem in found if problem.severity is Severity.ERROR]:
        click.echo(FORMATS["text"](errors, f))
        click.echo(f.t("Nothing was written."))
        sys.exit(1)
    changed = {project.content / path: data for path, data in migrated(files).items()}
    if not changed:
        click.echo(f.t("content/ is in format {known} already; nothing was written.", known=FORMAT))
        return
    if not dry_run:
        with writing(project.content, lang):
            replace_files(changed)
    for path in changed:
        place = path.relative_to(project.root)
        said = msg("To change: {place}") if dry_run else msg("Written: {place}")
        click.echo(f.t(said, place=place))
