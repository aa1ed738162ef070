"""What ``avance check`` mends by itself, and how it asks for it."""

from __future__ import annotations

from difflib import unified_diff

import click

from generator.build import Checked, Project
from generator.cli.asking import Asker
from generator.cli.shared import write_files
from generator.load.yaml_text import shown
from generator.problems import Problem, msg


def only_sure(checked: Checked) -> list[Problem]:
    """The problems; a fix that was not found to be sure is not spoken of."""
    from generator.author.draft import Content  # noqa: PLC0415
    from generator.author.fixes import with_sure_fixes  # noqa: PLC0415

    if not any(problem.fix for problem in checked.problems):
        return checked.problems
    content = Content(checked.files, checked.catalog, checked.memo)
    return with_sure_fixes(content, checked.problems)


def mended_files(project: Project, checked: Checked, lang: str, *, yes: bool, aside: bool) -> bool:
    """Show what can be mended by itself and write it, if that is wanted; whether it was written.

    ``aside``: what is shown goes to stderr, for stdout is read by another program.
    """
    from generator.author.draft import Content  # noqa: PLC0415
    from generator.author.fixes import mended  # noqa: PLC0415

    f = checked.formatter(lang)
    found = mended(Content(checked.files, checked.catalog, checked.memo), checked.problems)
    if not found.files:
        click.echo(f.t("Nothing here can be mended by itself."), err=aside)
        return False
    for path, data in found.files.items():
        click.echo(_difference(f"content/{path}", checked.files[path], data), err=aside)
    click.echo(
        f.n("{n} problem is mended so.", "{n} problems are mended so.", len(found.problems)),
        err=aside,
    )
    if not Asker(lang, {"yes": yes}).agreed(msg("Write it?"), aside=aside):
        return False
    files = {project.content / path: data for path, data in found.files.items()}
    write_files(files, project.content, lang)
    for path in found.files:
        click.echo(f.t("Written: {place}", place=f"content/{path}"), err=aside)
    return True


def _difference(name: str, before: bytes, after: bytes) -> str:
    old, new = (
        [shown(line) for line in data.decode("utf-8-sig").splitlines()] for data in (before, after)
    )
    return "\n".join(unified_diff(old, new, name, name, n=1, lineterm=""))
