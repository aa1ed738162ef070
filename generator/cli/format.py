"""``avance format``: write YAML files in the form in which content is kept."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from generator.cli.shared import cannot_read, fail, project_of, root_option, write_files
from generator.load.disk import read_plain, read_tree
from generator.load.yaml_format import formatted
from generator.load.yaml_outline import SpliceError
from generator.problems import msg, say
from generator.words.formatter import Formatter
from generator.words.problems import FORMATS


@click.command(
    "format", help=say("Write YAML files in the form of the content; what they say stays the same.")
)
@root_option
@click.option("--check", "only_check", is_flag=True, help=say("say which would change, write none"))
@click.argument("names", nargs=-1, metavar="[FILE]...")
@click.pass_obj
def format_files(lang: str, root: str | None, only_check: bool, names: tuple[str, ...]) -> None:
    """Run ``avance format``."""
    f = Formatter(lang)
    files = {name: _read(name, lang) for name in names} or _of_content(root, lang)
    changed: dict[str, bytes] = {}
    n_refused = 0
    for name, (_, before) in files.items():
        try:
            if (data := formatted(before)) != before:
                changed[name] = data
        except SpliceError as failure:
            n_refused += 1
            click.echo(f.t("{place}: {why}", place=name, why=failure.message))
    if not only_check:
        data_of = {files[name][0]: data for name, data in changed.items()}
        write_files(data_of, "content/", lang, dict(files.values()))
    said = msg("To change: {place}") if only_check else msg("Written: {place}")
    for name in changed:
        click.echo(f.t(said, place=name))
    n_right = len(files) - len(changed) - n_refused
    click.echo(f.n("{n} file had its form.", "{n} files had their form.", n_right))
    if n_refused or (only_check and changed):
        sys.exit(1)


_File = tuple[Path, bytes]


def _read(name: str, lang: str) -> _File:
    if not _is_yaml(name):
        fail(msg("{place}: only files of YAML (.yml) have a form", place=name), lang)
    try:
        place = Path(name).resolve(strict=True)
        return place, read_plain(place)
    except OSError as failure:
        cannot_read(name, failure, lang)


def _of_content(root: str | None, lang: str) -> dict[str, _File]:
    """Every YAML file of the content, by its path as it is told."""
    project = project_of(root, lang)
    files, unreadable = read_tree(project.content)
    if unreadable:
        click.echo(FORMATS["text"](unreadable, Formatter(lang)))
        sys.exit(1)
    known = {f"content/{path}": data for path, data in files.items() if _is_yaml(path)}
    return {name: (project.root / name, data) for name, data in known.items()}


def _is_yaml(name: str) -> bool:
    return name.endswith((".yml", ".yaml"))
