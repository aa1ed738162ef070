"""``avance site``: build the whole site."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, cast

import click

from generator.build import Project
from generator.cli.shared import (
    as_of_option,
    cannot_write,
    fail,
    quiet_option,
    root_option,
    site_project_of,
    without_address,
)
from generator.problems import msg, say
from generator.site.defaults import ON_A_DISK, portal_config
from generator.words.formatter import Formatter

if TYPE_CHECKING:
    from generator.plugin import AvancePlugin

_OURS = ("mkdocs.plugins.avance", "mkdocs.commands.build")
"""Loggers that say what the plugin says; the second, why a build stopped."""
MARK = "assets/avance.css"
"""A file that every site of ours has: a folder with anything else is not emptied."""


@click.command(help=say("Build the whole site, for any static host, or to open from a disk."))
@click.option(
    "--out", metavar="DIR", help=say("folder of the site (default: site, or site-offline)")
)
@click.option("--offline", is_flag=True, help=say("an edition that opens without a server"))
@click.option(
    "--hold",
    is_flag=True,
    help=say("show plans whose files have errors as they were before, and say so on their pages"),
)
@as_of_option
@root_option
@quiet_option
@click.pass_obj
def site(lang: str, /, out: str | None, offline: bool, root: str | None, **given: Any) -> None:
    """Run ``avance site``."""
    quiet = given["quiet"]
    project = site_project_of(root, lang)
    name = "site-offline" if offline else "site"
    place = Path(out).resolve() if out is not None else project.root / name
    refuse_foreign(place, out or str(place), project, lang)
    try:
        project.docs.mkdir(exist_ok=True)  # git keeps no empty folder, and MkDocs wants it
    except OSError as failure:
        cannot_write(project.docs, failure, lang)
    os.environ["AVANCE_LANG"] = lang
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    with logged(quiet=quiet):
        chosen = {name: given[name] for name in ("as_of", "hold")}
        held = build_site(project.root / "mkdocs.yml", place, lang, chosen, offline=offline)
    for line in held:
        click.echo(line)
    if not quiet:
        index = place / "index.html"
        ready = msg("The site is in {place}; put that folder on any web server.", place=place)
        opens = msg("The site is ready: open {place} in a browser.", place=index)
        lacking = None if offline else without_address(project)
        for said in (opens if offline else ready, *([lacking] if lacking else [])):
            click.echo(Formatter(lang).t(said))


def refuse_foreign(place: Path, named: str, project: Project, lang: str) -> None:
    """A folder is emptied for the site: never one of the portal's own, or of somebody's files."""
    root = project.root.resolve()
    own = any(place.is_relative_to(root / it) for it in ("content", "docs", "build"))
    is_full = place.is_dir() and any(place.iterdir()) and not (place / MARK).is_file()
    if own or root.is_relative_to(place) or is_full or (place.exists() and not place.is_dir()):
        fail(msg("{place} holds something else; choose another folder", place=named), lang)


def build_site(
    settings: Path, place: Path, lang: str, chosen: Mapping[str, Any], *, offline: bool
) -> Sequence[str]:
    """Let MkDocs make the site, strictly; what it has to say is said by the handler.

    ``chosen`` is told to the plugin. Gives the lines on what is not shown as its files are today.
    """
    from mkdocs.commands.build import build  # noqa: PLC0415  # slow to import
    from mkdocs.exceptions import Abort, MkDocsException  # noqa: PLC0415

    def cannot(what: object) -> NoReturn:
        fail(msg("MkDocs cannot build the site: {what}", what=what), lang)

    try:
        config = portal_config(settings, site_dir=str(place.resolve()), strict=True)
        plugin = cast("AvancePlugin", config.plugins["avance"])
        plugin.as_of, plugin.hold = chosen["as_of"], chosen["hold"]
        config.extra[ON_A_DISK] = offline
    except MkDocsException as failure:
        cannot(failure)
    try:
        config.plugins.on_startup(command="build", dirty=False)
        build(config)
        config.plugins.on_shutdown()
    except Abort:
        click.echo(Formatter(lang).t("The site was not built."))
        raise SystemExit(1) from None
    except MkDocsException as failure:
        cannot(failure)
    except OSError as failure:
        cannot_write(failure.filename or place, failure, lang)
    return plugin.held


class _Handler(logging.Handler):
    """What MkDocs and the plugin have to say, a line for each."""

    def emit(self, record: logging.LogRecord) -> None:
        if record.name == _OURS[0] or record.levelno >= logging.WARNING:
            mark = "" if record.name in _OURS else "MkDocs: "
            click.echo(f"{mark}{record.getMessage()}")


@contextmanager
def logged(*, quiet: bool) -> Iterator[None]:
    """Say what MkDocs and the plugin say; of what went well nothing, where it is quiet."""
    logger, handler = logging.getLogger("mkdocs"), _Handler()
    before = logger.level, logger.propagate
    logger.setLevel(logging.WARNING if quiet else logging.INFO)
    logger.propagate = False
    logger.addHandler(handler)
    try:
        yield
    finally:
        logger.removeHandler(handler)
        logger.level, logger.propagate = before
