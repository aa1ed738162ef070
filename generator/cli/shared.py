"""What commands share: where the project is, the day, and how a failure is said."""

from __future__ import annotations

import errno
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import NoReturn

import click

from generator.build import Checked, Project, examine, site_of
from generator.check.common import suggestion
from generator.model.scalars import YEARS
from generator.problems import Message, has_errors, msg, say
from generator.words.formatter import Formatter
from generator.words.problems import FORMATS, not_written


def day_of(text: str) -> date | Message:
    """The day written as ``2024-12-31``."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return msg("«{text}» is not a date; write it as 2024-12-31", text=text)
    far = msg("«{text}» is far from any plan; the year can be from 1800 to 2199", text=text)
    return day if day.year in YEARS else far


def read_day(context: click.Context, _option: click.Parameter, text: str | None) -> date | None:
    """The day that an option gives."""
    found = None if text is None else day_of(text)
    if isinstance(found, Message):
        raise click.BadParameter(Formatter(context.obj).t(found))
    return found


as_of_option, as_of_newest_option = (
    click.option("--as-of", callback=read_day, metavar="YYYY-MM-DD", help=told)
    for told in (
        say("day on which reports count as due (default: last commit of content/)"),
        say("day on which reports count as due (default: the latest commit of all institutions)"),
    )
)
root_option = click.option(
    "--root",
    metavar="DIR",
    help=say("folder that holds content/ (default: this one or the nearest above)"),
)
quiet_option = click.option(
    "--quiet", is_flag=True, help=say("do not say on stderr how far the work is")
)


def _here() -> Path:
    """The current folder; just «.» where somebody has removed it."""
    try:
        return Path.cwd()
    except FileNotFoundError:
        return Path()


def found_project(root: str | None) -> Project | None:
    """The project in ``root``, or around the current folder; None where there is no content."""
    start = Path(root) if root else _here()
    around = [start] if root else [start, *start.parents]
    found = next((folder for folder in around if (folder / "content").is_dir()), None)
    return Project(found) if found else None


def project_of(root: str | None, lang: str) -> Project:
    """The project; ends the command where there is none."""
    found = found_project(root)
    if found is None:
        what = msg("there is no content/ folder in {place}; to begin a portal: avance init FOLDER")
        fail(what.having(place=Path(root) if root else _here()), lang)
    return found


def site_project_of(root: str | None, lang: str) -> Project:
    """The project; ends the command where it has no settings of a site."""
    project = project_of(root, lang)
    if not (project.root / "mkdocs.yml").is_file():
        fail(msg("there is no mkdocs.yml in {place}", place=project.root), lang)
    return project


def outside_content(folder: Path, project: Project, lang: str) -> None:
    """End the command where what it writes would stand among the files of the content."""
    if folder.resolve().is_relative_to(project.content.resolve()):
        fail(msg("{place} is inside content/; choose another folder", place=folder), lang)


def without_address(project: Project) -> Message | None:
    """What a site lacks that does not know where it will be; None where it does."""
    site = site_of(project)
    if site is None or site.url:
        return None
    return msg(
        "content/site.yml:1:1: it has no «url»: the map of the site is empty, and feeds and data"
        " for search engines have addresses without the portal's; to publish it, write where:"
        " url: https://plans.example.org"
    )


def without_errors(project: Project, lang: str) -> Checked:
    """The content as read; ends the command where it has errors."""
    checked = examine(project)
    if has_errors(checked.problems):
        click.echo(FORMATS["text"](checked.problems, checked.formatter(lang)))
        sys.exit(1)
    return checked


@contextmanager
def writing(place: object, lang: str) -> Iterator[None]:
    """End the command in a sentence where something cannot be written."""
    try:
        yield
    except OSError as failure:
        cannot_write(place, failure, lang)


def write_files(
    files: Mapping[Path, bytes],
    place: object,
    lang: str,
    read: Mapping[Path, bytes | None] | None = None,
) -> None:
    """Write all files or none, as ``replace_files``; ends the command where one cannot be."""
    from generator.publish.replace import replace_files  # noqa: PLC0415

    with writing(place, lang):
        replace_files(files, read)


def read_file(place: Path, lang: str) -> bytes:
    """The bytes of a file; ends the command where it cannot be read."""
    try:
        return place.read_bytes()
    except OSError as failure:
        cannot_read(place, failure, lang)


def write_new(files: Mapping[Path, bytes], lang: str) -> None:
    """Write files, all in one folder and none over another: it may have been worked in."""
    for path in files:
        if path.exists() or path.is_symlink():
            fail(msg("{place} is there already; nothing was written", place=path), lang)
    write_files(files, next(iter(files)).parent, lang)


def with_hint(
    what: Message, name: str, known: Iterable[str], otherwise: Message | None = None
) -> Message:
    """What is wrong with a name, and the known one that may be meant, or what to do without one."""
    hint = suggestion(name, set(known)) or otherwise
    return msg("{what}; {more}", what=what, more=hint) if hint else what


def no_plan(name: str, plans: Iterable[str]) -> Message:
    """That no plan has a name, and the one that may be meant."""
    return with_hint(msg("«{name}» is not a plan of content/plans/", name=name), name, plans)


def not_ours(folder: Path, paths: Iterable[str], lang: str) -> NoReturn:
    """Say on stderr which files in the way somebody else wrote, and end the command."""
    names = ", ".join(str(folder / path) for path in paths)
    fail(msg("{names}: not written by this command; move it or rename it", names=names), lang)


def cannot_write(place: object, failure: OSError, lang: str) -> NoReturn:
    """Say on stderr why a file or a folder could not be written, and end the command."""
    fail(not_written(place, failure), lang)


def cannot_read(place: object, failure: OSError, lang: str) -> NoReturn:
    """Say on stderr why a file could not be read, and end the command."""
    why = _WHY_NOT_READ.get(failure.errno or 0, Message(str(failure.strerror or failure)))
    fail(msg("cannot read {place}: {why}", place=place, why=why), lang)


_WHY_NOT_READ = {
    errno.ENOENT: msg("there is no such file"),
    errno.EISDIR: msg("it is a folder"),
    errno.EACCES: msg("permission is missing"),
    errno.EPERM: msg("permission is missing"),
}


def fail(message: Message, lang: str) -> NoReturn:
    """Say on stderr why the command could not run, and end it."""
    click.echo(f"avance: {Formatter(lang).t(message)}", err=True)
    sys.exit(2)
