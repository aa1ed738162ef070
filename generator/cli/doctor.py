"""``avance doctor``: what this machine has, what it lacks, and how to get that."""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, requires, version
from importlib.util import find_spec
from tempfile import TemporaryFile

import click

from generator.build import Project, language_of
from generator.cli.shared import found_project, root_option, without_address
from generator.paths import SCHEMA
from generator.problems import Message, msg, plural, say
from generator.words.formatter import Formatter
from generator.words.problems import why_refused

_PYTHON = (3, 11)
_LEAST = 200
"""Megabytes that a site of some size and its pages need."""
_SIGNS = "ñ «» … ≥ −"
"""Signs of our messages that an old encoding may lack."""


@dataclass(frozen=True, slots=True)
class _Finding:
    what: Message
    is_there: bool = True
    is_needed: bool = True
    remedy: Message | None = None


@click.command(help=say("Say what this machine has and lacks for a portal, and how to get it."))
@root_option
@click.pass_obj
def doctor(lang: str, root: str | None) -> None:
    """Run ``avance doctor``."""
    f, lacking = Formatter(lang), 0
    for finding in _examined(found_project(root)):
        lacks = not finding.is_there and finding.is_needed
        lacking += lacks
        mark = msg("has") if finding.is_there else msg("LACKS") if lacks else msg("without")
        click.echo(f"{f.t(mark):<9}{f.t(finding.what)}")
        if finding.remedy is not None:
            click.echo(f"{'':<9}{f.t(finding.remedy)}")
    if lacking:
        said = plural("{n} thing that is needed is not there.", "{n} things are not there.")
        click.echo(f.t(said, n=lacking))
        sys.exit(1)
    click.echo(f.t("Everything that is needed is there."))


def _examined(project: Project | None) -> Iterator[_Finding]:
    """Every look in turn; those into a portal only where there is one."""
    for look in _LOOKS:
        yield look()
    if project is None:
        what = msg("a portal: there is no content/ here or above")
        how = msg("To start one: avance init FOLDER")
        yield _Finding(what, is_there=False, is_needed=False, remedy=how)
        return
    for look_into in _LOOKS_INTO:
        yield look_into(project)


def _python() -> _Finding:
    found = ".".join(map(str, sys.version_info[:3]))
    is_new = sys.version_info >= _PYTHON
    how = None if is_new else msg("Install Python 3.11 or newer from python.org")
    return _Finding(msg("Python {found}", found=found), is_new, remedy=how)


def _libraries() -> _Finding:
    """Every library that the program declares, at its least version or newer."""
    try:
        wanted = [it for it in requires("avance") or () if "extra ==" not in it]
    except PackageNotFoundError:
        what = msg("a list of libraries: the program runs without being installed")
        return _Finding(what, is_there=False, is_needed=False)
    lacking = [it for it in wanted if not _fits(it)]
    what = plural("{n} library", "{n} libraries", n=len(wanted))
    if not lacking:
        return _Finding(what)
    how = msg("Install the program again: python -m pip install -r requirements.txt")
    named = msg("libraries: {names}", names=", ".join(lacking))
    return _Finding(named, is_there=False, remedy=how)


def _fits(line: str) -> bool:
    """Whether a requirement as ``mkdocs<2,>=1.6`` is met."""
    name = re.split(r"[<>=!~ ;\[]", line, maxsplit=1)[0]
    try:
        found = _numbers(version(name))
    except PackageNotFoundError:
        return False
    least, below = (re.search(rf"{mark}([\d.]+)", line) for mark in (">=", "<"))
    return (least is None or found >= _numbers(least[1])) and (
        below is None or found < _numbers(below[1])
    )


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(int(it) for it in re.findall(r"\d+", text.partition("+")[0])[:3])


def _git() -> _Finding:
    if shutil.which("git"):
        return _Finding(msg("git"))
    what = msg(
        "git: pages of the history say that there is none; diff, amend and history do not work"
    )
    how = msg("If you want them, install git from git-scm.com")
    return _Finding(what, is_there=False, is_needed=False, remedy=how)


def _parquet() -> _Finding:
    if find_spec("pyarrow"):
        return _Finding(msg("pyarrow, for tables in Parquet"))
    what = msg("pyarrow: no tables in Parquet; CSV, JSON and XLSX there are")
    how = msg("If you want them: python -m pip install pyarrow")
    return _Finding(what, is_there=False, is_needed=False, remedy=how)


def _zones() -> _Finding:
    is_there = find_spec("tzdata") is not None
    how = None if is_there else Message("python -m pip install tzdata")
    return _Finding(msg("data of time zones"), is_there, remedy=how)


def _terminal() -> _Finding:
    name = sys.stdout.encoding or "ascii"
    try:
        _SIGNS.encode(name)
    except (UnicodeEncodeError, LookupError):
        what = msg("all signs: this terminal writes {name}, others appear as numbers", name=name)
        how = msg("Set PYTHONUTF8=1 before the command")
        return _Finding(what, is_there=False, is_needed=False, remedy=how)
    return _Finding(msg("all signs on this terminal ({name})", name=name))


def _settings(project: Project) -> _Finding:
    is_there = (project.root / "mkdocs.yml").is_file()
    how = None if is_there else msg("avance init writes one; copy that of another portal")
    said = (project.root / "mkdocs.yml").read_text("utf-8", "replace") if is_there else ""
    if old := re.findall(r"[-\[,] *((?:material/)?search|material/offline)\b", said):
        how = msg("Its plugins can go, the program has its own: {names}", names=", ".join(old))
    return _Finding(msg("mkdocs.yml, for the site"), is_there, remedy=how)


def _schemas(project: Project) -> _Finding:
    """What editors read is of this program, in the language of the portal."""
    from generator.schemas import schema_files  # noqa: PLC0415

    files = schema_files(language_of(project)).items()
    try:
        is_there = all((project.root / path).read_bytes() == data for path, data in files)
    except OSError:
        is_there = False
    what = msg("schemas/, with which text editors help")
    if not is_there and (project.root / SCHEMA("")).is_dir():
        what = msg("schemas/ of this version, with which text editors help")
    how = None if is_there else msg("To write them: {command}", command="avance schemas")
    return _Finding(what, is_there, is_needed=False, remedy=how)


def _address(project: Project) -> _Finding:
    lacking = without_address(project)
    return _Finding(
        msg("the address of the portal"), lacking is None, is_needed=False, remedy=lacking
    )


def _docs(project: Project) -> _Finding:
    """Pages go to docs/, which may not be there yet; the site beside it."""
    folder = project.docs if project.docs.is_dir() else project.root
    what = msg("permission to write in {place}", place=folder)
    try:
        with TemporaryFile(dir=folder):
            return _Finding(what)
    except OSError as failure:
        how = msg("{place}: {why}", place=folder, why=why_refused(failure))
        return _Finding(what, is_there=False, remedy=how)


def _disk(project: Project) -> _Finding:
    free = shutil.disk_usage(project.root).free // 1_000_000
    what = msg("{n} MB of free disk", n=free)
    how = None if free >= _LEAST else msg("A site of some size takes {n} MB", n=_LEAST)
    return _Finding(what, free >= _LEAST, remedy=how)


_LOOKS: tuple[Callable[[], _Finding], ...] = (
    *(_python, _libraries, _git, _parquet, _zones, _terminal),
)
_LOOKS_INTO: tuple[Callable[[Project], _Finding], ...] = (
    *(_settings, _docs, _schemas, _address, _disk),
)
