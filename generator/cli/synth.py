"""``avance synth``: invented institutions with their plans, to try a portal of many."""

from __future__ import annotations

import errno
import secrets
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

import click

from generator.cli.shared import cannot_write, fail
from generator.load.yaml_write import as_read, in_lines
from generator.problems import StopError, msg, plural, say
from generator.publish.new_folder import standing_in
from generator.synth import Country, Synthesized, synthesize
from generator.synth.content import SHARED
from generator.synth.repository import write_repository
from generator.words.formatter import Formatter

_PERCENT = click.IntRange(0, 100)


@click.command(help=say("Write invented institutions, each with its plan and its history."))
@click.argument("folder", metavar="FOLDER", type=click.Path(path_type=Path))
@click.option("--institutions", type=click.IntRange(1, 9999), default=12, help=say("how many"))
@click.option(
    "--activities", type=click.IntRange(1, 100_000), default=40, help=say("activities of each")
)
@click.option("--months", type=click.IntRange(0, 12), default=12, help=say("months with a report"))
@click.option("--seed", type=int, default=1, help=say("the same number gives the same files"))
@click.option("--broken", type=_PERCENT, default=0, help=say("percent of them with an error"))
@click.option("--hostile", type=_PERCENT, default=0, help=say("percent of them with a trap"))
@click.pass_obj
def synth(lang: str, /, folder: Path, **of: int) -> None:
    """Run ``avance synth``."""
    if folder.is_file():
        cannot_write(folder, NotADirectoryError(errno.ENOTDIR, ""), lang)
    if there := standing_in(folder):
        what = msg("{folder} is not empty: it has {name}", folder=str(folder), name=there[0])
        fail(what, lang)
    stage = folder.parent / f".avance-{secrets.token_hex(8)}.new"
    try:
        entries = list(_written(stage, Country(**of)))
        listed = {"registers": "registers", "institutions": [entry for entry, _ in entries]}
        _write(stage / "institutions.yml", listed)
        for name, sheet in SHARED.items():
            _write(stage / f"registers/indicators/{name}.yml", sheet)
        shutil.rmtree(folder, ignore_errors=True)
        stage.rename(folder)
    except StopError as failure:
        fail(failure.message, lang)
    except OSError as failure:
        cannot_write(folder, failure, lang)
    finally:
        shutil.rmtree(stage, ignore_errors=True)
    said = plural("{n} institution in {place}", "{n} institutions in {place}")
    place = folder / "institutions.yml"
    n_faults = sum(bool(fault) for _, fault in entries)
    f = Formatter(lang)
    more = plural("{n} of them has a fault.", "{n} of them have a fault.", n=n_faults)
    click.echo(
        f"{f.t(said, n=len(entries), place=str(place))}. {f.t(more) if n_faults else ''}".strip()
    )


def _write(path: Path, value: object) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join((*in_lines(as_read(value)), "")), "utf-8")


def _written(stage: Path, country: Country) -> Iterator[tuple[Mapping[str, str], str]]:
    for it in synthesize(country):
        write_repository(stage / it.institution.id, it.versions)
        yield _entry(it), it.fault


def _entry(it: Synthesized) -> dict[str, str]:
    who = it.institution
    return {
        "id": who.id,
        "name": who.name,
        "folder": who.id,
        "sector": who.sector,
        "level": who.level,
        "region": who.region,
    }
