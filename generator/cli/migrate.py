"""``avance migrate``: write the content in today's format."""

from __future__ import annotations

import click

from generator.cli.asking import refuse
from generator.cli.shared import project_of, root_option, write_files
from generator.load import load
from generator.load.disk import read_tree
from generator.load.migrations import migrate as migrated
from generator.model.site import FORMAT
from generator.problems import errors_of, in_order, msg, say
from generator.words.formatter import Formatter


@click.command(help=say("Write content/ in the newest format; what it says stays the same."))
@root_option
@click.option("--dry-run", is_flag=True, help=say("say which files would change, write none"))
@click.pass_obj
def migrate(lang: str, root: str | None, dry_run: bool) -> None:
    """Run ``avance migrate``."""
    project = project_of(root, lang)
    files, unreadable = read_tree(project.content)
    catalog, problems = load(files)
    f = Formatter.for_portal(lang, catalog)
    found = in_order([*unreadable, *problems])
    if errors := errors_of(found):
        refuse(errors, f)
    changed = {project.content / path: data for path, data in migrated(files).items()}
    if not changed:
        click.echo(f.t("content/ is in format {known} already; nothing was written.", known=FORMAT))
        return
    if not dry_run:
        write_files(changed, project.content, lang)
    for path in changed:
        place = path.relative_to(project.root)
        said = msg("To change: {place}") if dry_run else msg("Written: {place}")
        click.echo(f.t(said, place=place))
