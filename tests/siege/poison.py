"""Every text of the model at once made hostile, field by field by enumeration over the models."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from typing import Annotated, Any, get_args, get_origin, get_type_hints

from pydantic import BeforeValidator

from generator.model import published, reports, scalars
from generator.model.base import Model
from generator.model.narrative import PrintedCell
from tests.siege.trees import Site, as_file, at, changed, files, sites, trees
from tests.test_diff_fields import models

READERS = {
    *(scalars.read_text, scalars.read_title, scalars.read_reason),
    *(get_args(PrintedCell)[1].func, published._read_printed, reports._read_amended),
}
"""What reads free text from a file."""

MEANT = {
    *(("Plan", "method"), ("Agreement", "region"), ("Activity", "region")),
    ("OwnElement", "region"),
    *(("Indicator", "dimensions"), ("Region", "part_of"), ("RegionsFile", "map_property")),
    ("Site", "timezone"),
    ("Profile", "method"),
}
"""Texts that must be words of a list: a hostile one is refused."""
FIGURES = {("AmendedChange", "before"), ("AmendedChange", "after"), ("Published", "value")}
"""Figures that may be words."""
KEYS = {("Action", "by_region")}
"""Mappings whose keys are text; these must be regions, and others are refused."""
MEMBER = "mujeres"
"""A member of a breakdown, which stands in several places."""
IN_WORDS = ("Sistema en uso en tres regiones", "Sistema en uso en dos regiones", "Sin sistema")
"""A target, a result and a baseline in words."""


def text_fields() -> frozenset[tuple[str, str]]:
    """Every field of a model whose values, or parts of them, are free text."""
    return frozenset(
        (name, field)
        for name, cls in models().items()
        for field, hint in _hints(cls).items()
        if not cls.__subclasses__() and _has_text(hint)
    )


def _hints(cls: type[Model]) -> dict[str, Any]:
    hints = get_type_hints(cls, include_extras=True)
    return {name: hints[name] for name in cls.model_fields}


def _has_text(hint: Any) -> bool:
    if get_origin(hint) is Annotated:
        inner, *about = get_args(hint)
        read = {it.func for it in about if isinstance(it, BeforeValidator)}
        return bool(read & READERS) or _has_text(inner)
    return any(map(_has_text, get_args(hint)))


@cache
def places() -> tuple[Site, ...]:
    """Where the content has free text, each place with its field; items of a list each."""
    fields, found = text_fields(), []
    for site in sites():
        above = next((s for s in _above(site) if s.field), None)
        if (
            above
            and above.field in fields - KEYS
            and isinstance(at(trees()[site.path], site.steps), str)
        ):
            found.append(Site(site.path, site.steps, above.field))
    return tuple(found)


@cache
def _by_place() -> dict[tuple[str, tuple[str | int, ...]], Site]:
    return {(site.path, site.steps): site for site in sites()}


def _above(site: Site) -> Iterator[Site]:
    """A place and those around it, up to the mapping that a model read."""
    for n in range(len(site.steps), 0, -1):
        found = _by_place()[site.path, site.steps[:n]]
        yield found
        if found.field:
            return


def poisoned(poison: str) -> dict[str, bytes]:
    """The content with a hostile text, numbered, in every place of free text."""
    made = dict(trees())
    for n, site in enumerate(places()):
        if site.field not in MEANT:
            sign = "Dice " if site.field in FIGURES else ""  # else «#» is an error of a sheet
            made[site.path] = changed(made[site.path], site.steps, f"{sign}{poison} {n:03}")
    new = {path: _with_member(as_file(tree), poison) for path, tree in made.items()}
    return {**files(), **new}


def _with_member(data: bytes, poison: str) -> bytes:
    """A file in which a member of a breakdown and values in words are hostile too."""
    found = data.replace(_quoted(MEMBER), _quoted(f"{poison} {MEMBER}"))
    sign = "Dice " if poison.startswith("#") else ""
    for text in IN_WORDS:
        found = found.replace(_quoted(text), _quoted(f"{sign}{poison} {text}"))
    return found


def _quoted(text: str) -> bytes:
    return json.dumps(text, ensure_ascii=False).encode()


def harmless(poison: str) -> str:
    """A text as long as a hostile one, with its words, and without its signs."""
    return re.sub(r"[^\w ]", "x", poison)
