"""Helpers shared by the rules: every model of the content, and the likeliest of several names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rapidfuzz import fuzz, process

from generator.model.base import Model
from generator.model.catalog import Catalog, PlanFolder
from generator.problems import Message, msg

_SURE = 79.0
_MANY = 12


def parts(value: object) -> Iterator[Model]:
    """A model and every model inside it, depth first."""
    if isinstance(value, Model):
        yield value
        for inner in value.__dict__.values():
            yield from parts(inner)
    elif isinstance(value, tuple | list):
        for inner in value:
            yield from parts(inner)
    elif isinstance(value, dict):
        for inner in value.values():
            yield from parts(inner)


def in_folder(folder: PlanFolder) -> Iterator[Model]:
    """Every model of a plan's folder."""
    yield from parts(folder.plan)
    yield from parts(folder.strategies)
    yield from parts(folder.results)
    for group in (folder.amendments, folder.published, folder.recommendations, folder.calendar):
        yield from parts(group)


def everywhere(catalog: Catalog) -> Iterator[Model]:
    """Every model of the content."""
    yield from parts(catalog.site)
    for register in catalog.registers.values():
        yield from parts(register)
    yield from parts(catalog.glossary)
    yield from parts(catalog.indicators)
    for folder in catalog.plans.values():
        yield from in_folder(folder)


def suggestion(text: str, choices: Iterable[str]) -> Message | None:
    """A hint that names the likeliest choice, or all of a few."""
    known = sorted(choices)
    found = process.extractOne(text, known, scorer=fuzz.ratio, score_cutoff=_SURE)
    if found:
        return msg("did you mean «{suggestion}»?", suggestion=found[0])
    if 0 < len(known) <= _MANY:
        return msg("write one of: {choices}", choices=", ".join(known))
    return None
