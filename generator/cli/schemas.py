"""``avance schemas``: what editors know of the files of the content."""

from __future__ import annotations

import click

from generator.build import language_of
from generator.cli.shared import project_of, root_option, write_files
from generator.paths import SCHEMA
from generator.problems import plural, say
from generator.schemas import schema_files
from generator.words.formatter import Formatter


@click.command(
    help=say(
        "Write what text editors know of the files of content/ into schemas/.\n\n"
        "With it, an editor proposes fields and values while one types, says what they are, and "
        "underlines what is not accepted. A portal of avance init has it; run this after a new "
        "version of the program is installed."
    )
)
@root_option
@click.pass_obj
def schemas(lang: str, root: str | None) -> None:
    """Run ``avance schemas``."""
    project = project_of(root, lang)
    files = schema_files(language_of(project))
    write_files({project.root / path: data for path, data in files.items()}, SCHEMA(""), lang)
    said = plural("{n} file written in {place}.", "{n} files written in {place}.")
    click.echo(Formatter(lang).t(said, n=len(files), place=SCHEMA("")))
