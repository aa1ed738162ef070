"""``avance federate``: a country of institutions, each with a repository of its own."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, NoReturn

import click

from generator.cli.institution_sites import build_sites
from generator.cli.shared import (
    as_of_newest_option,
    cannot_read,
    cannot_write,
    fail,
    not_ours,
    quiet_option,
    read_file,
)
from generator.clock import clock_of
from generator.federation.edition import LATER, Edition, EntryStatus
from generator.federation.engine import Bounds
from generator.federation.federate import federate as made
from generator.federation.pages import national_pages
from generator.federation.places import EditionOptions
from generator.federation.registers import Registers, read_country
from generator.federation.status import Run, Sites, write_logs
from generator.federation.store import reach, send
from generator.federation.tables import national_files
from generator.federation.views import NationalContext
from generator.load.institutions import NationalList
from generator.model.catalog import Catalog
from generator.problems import Message, StopError, has_errors, msg, plural, say
from generator.progress import progress
from generator.publish import MANIFEST, ForeignFileError, is_damaged, publish
from generator.review.fetch import FetchLimits
from generator.words.formatter import Formatter
from generator.words.problems import FORMATS


@dataclass(frozen=True, slots=True)
class _Options:
    """What the command was given, as its help has it."""

    out: str | None
    state: str | None
    as_of: date | None
    workers: int
    scheduler: str
    memory: int
    seconds: int
    sites: bool
    quiet: bool


@click.command(help=say("Gather institutions, each with its repository, in a national edition."))
@click.argument("listed", metavar="LIST", type=click.Path(path_type=Path))
@click.option(
    "--out",
    metavar="DIR",
    help=say("folder of the edition, or its address in a store (default: site, beside LIST)"),
)
@click.option(
    "--state",
    metavar="DIR",
    help=say("folder of what is kept between runs (default: build, beside LIST)"),
)
@as_of_newest_option
@click.option(
    "--workers",
    type=click.IntRange(1, 256),
    default=os.cpu_count() or 1,
    help=say("how many institutions at once (default: as many as there are cores)"),
)
@click.option(
    "--scheduler",
    metavar="ADDRESS",
    default="",
    help=say("let the workers of a Dask cluster do it, whose scheduler is there (tcp://…)"),
)
@click.option(
    "--memory",
    type=click.IntRange(50, 1_000_000),
    default=2_000,
    help=say("MB that one institution may take"),
)
@click.option(
    "--seconds",
    type=click.IntRange(1, 86_400),
    default=300,
    help=say("seconds that one institution may take"),
)
@click.option("--sites", is_flag=True, help=say("also build the site of each institution"))
@quiet_option
@click.pass_obj
def federate(lang: str, /, listed: Path, **given: Any) -> None:
    """Run ``avance federate``."""
    options = _Options(**given)
    found, registers = _read(listed, lang)
    lang = found.language or lang
    f = Formatter(lang, found.country)
    state = Path(options.state) if options.state else listed.parent / "build"
    store = options.out if options.out and "://" in options.out else None
    place = Path(options.out) if options.out else listed.parent / "site"
    if store:
        place = state / "edition"
    asked = _asked(listed.parent, state, options, f)
    try:
        if store:
            reach(store)  # nobody wants to know after an hour that a library lacks
        with progress(lang, quiet=options.quiet) as told:
            edition = made(found.institutions, asked, told)
            sites = build_sites(edition, asked, place, told) if options.sites else Sites()
        ctx = NationalContext(edition, f, sites.n_files.keys(), registers, found.title or "")
        tables = national_files(edition, f, ctx.shared)
        run = Run(asked.clock.now, sites, len(tables))
        publish({**tables, **national_pages(ctx, run)}, place)
        write_logs(asked.state, edition, run, f)
    except ForeignFileError as foreign:
        _refuse(foreign.paths, place, lang)
    except StopError as failure:
        fail(failure.message, lang)
    except OSError as failure:
        cannot_write(failure.filename or place, failure, lang)
    _summarize(edition, sites.failed, place, f)
    if edition.entries and not edition.whole.n_published:
        sys.exit(1)  # nobody wants to put that in the place of the edition before
    if store:
        _send(place, store, f)


def _asked(base: Path, state: Path, options: _Options, f: Formatter) -> EditionOptions:
    return EditionOptions(
        base=base,
        state=state,
        clock=clock_of(Catalog()),
        as_of=options.as_of,
        lang=f.lang,
        region=f.region,
        workers=options.workers,
        scheduler=options.scheduler,
        bounds=Bounds(options.memory * 10**6, options.seconds),
        limits=FetchLimits(seconds=min(options.seconds, FetchLimits().seconds)),
    )


def _read(listed: Path, lang: str) -> tuple[NationalList, Registers]:
    """The list with its registers; ends the command where something is wrong with them."""
    try:
        found, registers, problems = read_country(listed, read_file(listed, lang))
    except OSError as failure:
        cannot_read(failure.filename, failure, lang)
    if problems:
        click.echo(FORMATS["text"](problems, Formatter(lang)))
    if has_errors(problems):
        click.echo(Formatter(lang).t("Nothing was written."))
        sys.exit(1)
    return found, registers


def _refuse(paths: Sequence[str], place: Path, lang: str) -> NoReturn:
    """Name what is in the way; where nobody can tell whose it is, what to delete."""
    if is_damaged(place):
        tops = sorted({path.partition("/")[0] for path in paths} | {MANIFEST})
        what = msg(
            "{place} is damaged, so nobody knows which files this command wrote; delete these, "
            "and run it again: {names}",
            place=place / MANIFEST,
            names=", ".join(str(place / it) for it in tops),
        )
        fail(what, lang)
    not_ours(place, paths, lang)


def _send(place: Path, address: str, f: Formatter) -> None:
    try:
        said = plural("{n} file brought to {place}.", "{n} files brought to {place}.")
        click.echo(f.t(said, n=send(place, address), place=address))
    except StopError as failure:
        fail(failure.message, f.lang)


def _summarize(edition: Edition, failed: Mapping[str, Message], place: Path, f: Formatter) -> None:
    """Who is not in it as it is now, and how many are."""
    for it in edition.entries:
        if it.status is not EntryStatus.SOUND:
            first = it.faults[0]
            where = f"{first.place}: " if first.path else ""
            click.echo(f"{it.of.id}: {f.t(it.state)} · {where}{first.text}")
    for name, why in failed.items():
        click.echo(f"{name}: {f.t('its site is not as it should be')} · {f.t(why)}")
    whole = edition.whole
    said = plural(
        "{n} institution as of {day}: {sound} as it is now, {held} as it was before, "
        "{out} not published; {computed} computed. The edition is in {place}.",
        "{n} institutions as of {day}: {sound} as they are now, {held} as they were before, "
        "{out} not published; {computed} computed. The edition is in {place}.",
        n=len(edition.entries),
        day=edition.as_of,
        sound=whole.n(EntryStatus.SOUND),
        held=whole.n(EntryStatus.HELD),
        out=whole.n(EntryStatus.FAILED, EntryStatus.NOT_PUBLISHED),
        computed=edition.n_computed,
        place=place,
    )
    click.echo(f.t(said))
    if edition.n_later:
        click.echo(f.t(LATER, n=edition.n_later))
