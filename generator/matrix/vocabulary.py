"""What the words of headings mean, in both languages, and the packs of known matrices."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import Any

from generator.load.spanish import SPANISH
from generator.load.yaml_text import read_yaml
from generator.model.money import Stage
from generator.model.scalars import slug

TOP = "plan"
"""The level of what stands at the plan itself."""
NAME = "name"
"""The role of a column with code and title in one."""
IGNORE = "ignore"
OF_AMOUNT = ("version", "funding", "concept", "currency")
"""Roles that tell amounts of one year and stage apart."""


@dataclass(frozen=True, slots=True)
class Pack:
    """How a matrix of a country or an institution is made; the general one has no profile."""

    id: str
    profile: str = ""
    kind: str = ""
    frequency: str = ""
    levels: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Words of each level, as slugs, by its code."""
    columns: Mapping[str, str] = field(default_factory=dict)
    """What whole headings mean, by their slug."""
    origin: Mapping[str, str] = field(default_factory=dict)
    """What it was made from, by language."""


@cache
def words() -> Mapping[str, Any]:
    """The general words: roles, stages, levels, totals, nothing."""
    return _read("words.yml")


@cache
def packs() -> tuple[Pack, ...]:
    """Every pack, the general one last: it is taken where none fits better."""
    names = sorted(it.name for it in (_folder() / "packs").iterdir() if it.name.endswith(".yml"))
    return (*(_pack(name.removesuffix(".yml"), _read(f"packs/{name}")) for name in names), _usual())


def _folder() -> Any:
    return resources.files(__name__.rpartition(".")[0])


def _read(path: str) -> Mapping[str, Any]:
    tree, _ = read_yaml(path, (_folder() / path).read_bytes())
    assert isinstance(tree, dict)  # noqa: S101  # it is ours
    return tree


def _pack(name: str, tree: Mapping[str, Any]) -> Pack:
    return Pack(
        name,
        tree["profile"],
        tree["kind"],
        str(tree["frequency"]),
        {code: tuple(map(slug, texts)) for code, texts in tree["levels"].items()},
        {slug(text): is_ for is_, texts in tree["columns"].items() for text in texts},
        tree["origin"],
    )


def _usual() -> Pack:
    levels = words()["levels"]
    known = {code: (it["es"][0], it["en"][0], *it.get("also", ())) for code, it in levels.items()}
    return Pack("simple", levels={code: tuple(map(slug, it)) for code, it in known.items()})


@cache
def roles() -> Mapping[str, str]:
    """Roles by the slugs of their words."""
    return {word: role for role, texts in words()["roles"].items() for word in _slugs(texts)}


@cache
def totals() -> tuple[str, ...]:
    """Slugs that the first text of a row of totals begins with."""
    return tuple(f"{slug(it)}-" for it in words()["totals"])


@cache
def stages() -> Mapping[str, Stage]:
    """Stages of money by the slugs of their words."""
    return {word: Stage(name) for name, it in words()["stages"].items() for word in _slugs(it)}


def _slugs(texts: Mapping[str, list[object]]) -> Iterator[str]:
    yield from (found for it in texts.values() for text in it if (found := slug(str(text))))


def heading(role: str, lang: str, group: str = "roles") -> str:
    """What an export prints over a column."""
    return str(words()[group][role][lang][0])


def in_vocabulary(text: str, known: type) -> str | None:
    """A word of a vocabulary as an editor may write it; None where it is not known."""
    name = slug(text)
    found = SPANISH.get(name, name)
    return found if found in set(known) else None  # type: ignore[call-overload]
