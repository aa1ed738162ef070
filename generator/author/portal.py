"""The files of a new portal, as ``avance init`` writes them.

They lie in ``files/``: what is the same in every language, and by language the portal's own,
those of any first plan, and what each profile has of its own. ``[[name]]`` stands for a value,
``dot-`` for the point that a file's name begins with.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from generator.author.example import example_files
from generator.author.program_source import Source, libraries
from generator.load.yaml_write import scalar
from generator.model.scalars import is_id, slug
from generator.problems import msg
from generator.reference import shipped_ids
from generator.words.formatter import Formatter, capital

LICENCES = {
    "CC BY 4.0": "https://creativecommons.org/licenses/by/4.0/",
    "CC BY-SA 4.0": "https://creativecommons.org/licenses/by-sa/4.0/",
    "CC0 1.0": "https://creativecommons.org/publicdomain/zero/1.0/",
}
"""Those whose address is known."""
PLANS = ("empty", "example")
"""What the first plan of a portal may be."""
_CONTENT = "content/"
_FILES = Path(__file__).parent / "files"
_MARK = re.compile(r"\[\[([^\[\]]+)\]\]")
_WORDS = (
    msg("proposal"),
    msg("content and commitments"),
    msg("difference"),
    msg("preview"),
    msg("comment"),
    msg("publication"),
    msg("site"),
)
"""Names of workflows and their jobs."""


@dataclass(frozen=True, slots=True)
class NewPortal:
    """What is asked before a portal is written."""

    name: str
    institution: str
    language: str
    profile: str
    year: int
    """The first of its first plan."""
    source: Source
    """Where its program comes from."""
    country: str = ""
    currency: str = ""
    licence: str = "CC BY 4.0"
    with_example: bool = False
    """Whether the first plan is an invented one, to look at."""

    @property
    def publisher(self) -> str:
        """The id of the institution in units.yml."""
        found = slug(self.institution)
        return found if is_id(found) else "entidad" if self.language == "es" else "institution"


def profiles() -> tuple[str, ...]:
    """Ids of the profiles that a first plan can have."""
    return shipped_ids("profiles")


def portal_files(portal: NewPortal) -> dict[str, bytes]:
    """Every file of a new portal by its path, the content last."""
    from generator.schemas import schema_files, with_schema  # noqa: PLC0415  # others start faster

    f = Formatter(portal.language)
    lang, values = portal.language, _values(portal, f)
    parts = ["common", f"{lang}/portal"]
    if not portal.with_example:
        parts += [f"{lang}/plan", f"{lang}/{portal.profile}"]
        values |= {f"plan_{name}": _filled(it, values) for name, it in _first_plan(portal).items()}
    found = {
        _place(path, portal.year): _filled(text, values).encode()
        for part in parts
        for path, text in _templates(part)
    }
    if portal.with_example:
        found |= example_files(portal.profile, portal, found)
    found = {it: with_schema(it.removeprefix(_CONTENT), data) for it, data in found.items()}
    found |= {**schema_files(portal.language), **portal.source.files}
    return dict(sorted(found.items(), key=lambda it: (it[0].startswith(_CONTENT), it[0])))


def _first_plan(portal: NewPortal) -> dict[str, str]:
    """What a profile's own first plan says where the others say something else."""
    text = (_FILES / portal.language / f"{portal.profile}.yml").read_text("utf-8")
    return {"levels": "", "parts": "", **yaml.safe_load(text)}


@cache
def _templates(part: str) -> tuple[tuple[str, str], ...]:
    folder = _FILES / part
    found = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return tuple((it.relative_to(folder).as_posix(), it.read_text("utf-8")) for it in found)


def _place(path: str, year: int) -> str:
    return path.replace("dot-", ".").replace("YEAR", str(year))


def _filled(text: str, values: Mapping[str, str]) -> str:
    """A template with its values. Raises KeyError where one is not known."""
    return _MARK.sub(lambda found: values[found[1]], text)


def _values(portal: NewPortal, f: Formatter) -> dict[str, str]:
    named = dict(_named(f))
    years = {"year": portal.year, "next": portal.year + 1, "last": portal.year + 3}
    about = f.t("What {who} set out to do, and what it reported.", who=portal.institution)
    return {
        **named,
        **{name: str(year) for name, year in years.items()},
        "before": str(portal.year - 1),
        "title": portal.name,
        "name": scalar(portal.name),
        "description": scalar(about),
        "institution": scalar(portal.institution),
        "publisher": scalar(portal.publisher),
        "language": portal.language,
        "profile": portal.profile,
        "licence": scalar(portal.licence),
        "licence_url": _setting("licence_url", LICENCES.get(portal.licence, "")),
        "region": _setting("region", portal.country),
        "currency": _setting("currency", portal.currency),
        "program": portal.source.written(f),
        "libraries": libraries(),
    }


def _named(f: Formatter) -> Iterator[tuple[str, str]]:
    for word in _WORDS:
        said = f.t(word)
        yield word.template, said
        yield capital(word.template), capital(said)


def _setting(key: str, value: str) -> str:
    """A line of a file of settings; one that says nothing is a comment."""
    return f"{key}: {scalar(value)}" if value else f"# {key}:"
