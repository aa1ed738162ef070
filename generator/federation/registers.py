"""The shared registers of a country: indicators that institutions have in common, by version."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from generator.load import load
from generator.model.indicator import Indicator
from generator.output import digest
from generator.problems import Place, Problem, error, msg


@dataclass(frozen=True, slots=True)
class Registers:
    """The shared indicators by their ids."""

    indicators: Mapping[str, Indicator] = field(default_factory=dict)
    version: str = ""
    """A digest of what they say: another where any of them says another thing."""


def registers_of(folder: Path) -> tuple[Registers, list[Problem]]:
    """The registers of a folder, ``indicators/*.yml`` as in a content; and what is wrong there.

    Raises OSError where a file cannot be read.
    """
    files = {f"indicators/{it.name}": it.read_bytes() for it in folder.glob("indicators/*.yml")}
    catalog, problems = load(files)
    if not files:
        what = msg("there is no file of a shared indicator here")
        hint = msg("write one for each, as in content/indicators/")
        problems = [error("unreadable-file", Place("content/indicators"), what, hint)]
    seen = [replace(it, place=_within(folder, it.place)) for it in problems]
    return Registers(catalog.indicators, digest(catalog.indicators)[:12]), seen


def _within(folder: Path, place: Place) -> Place:
    return replace(place, path=place.path.replace("content", str(folder), 1))
