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
from typing import Any

import yaml

from generator.author.elements import rounds_in
from generator.author.example import example_files
from generator.author.plans import span_field
from generator.author.program_source import ProgramSource, libraries
from generator.load import shipped
from generator.load.yaml_write import as_read, on_one_line, scalar
from generator.model.period import Granularity, Span
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
_CONTENT, _NEEDED = "content/", "requirements.txt"
_FILES = Path(__file__).parent / "files"
_MARK = re.compile(r"\[\[([^\[\]]+?)(?: ([0-9]+))?\]\]")
"""``[[targets 4]]``: a value that says where the 4 goes."""
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
    span: Span
    """Years of its first plan."""
    frequency: Granularity
    """How often that reports."""
    source: ProgramSource
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
    year = int(portal.span.first.year)
    parts = ["common", f"{lang}/portal"]
    if not portal.with_example:
        parts += [f"{lang}/plan", f"{lang}/{portal.profile}"]
        own = first_plan(lang, portal.profile).items()
        values |= {f"plan_{name}": _filled(str(it), values) for name, it in own}
    found = {
        _place(path, year): _filled(text, values).encode()
        for part in parts
        for path, text in _templates(part)
    }
    if portal.with_example:
        found |= example_files(portal.profile, portal, found)
    found = {it: with_schema(it.removeprefix(_CONTENT), data) for it, data in found.items()}
    found |= {**schema_files(portal.language), **portal.source.files}
    return dict(sorted(found.items(), key=lambda it: (it[0].startswith(_CONTENT), it[0])))


def national_files(language: str, source: ProgramSource) -> dict[str, bytes]:
    """Every file of a repository that gathers the institutions of a country, by its path."""
    f = Formatter(language)
    own = {"language": language, "program": source.written(f), "libraries": libraries()}
    values = {**dict(_named(f)), **own}
    found = {
        _place(path, 0): _filled(text, values).encode()
        for part in ("national", f"{language}/national")
        for path, text in _templates(part)
    }
    needed = dict(_templates(f"{language}/portal"))[_NEEDED]
    return {**found, _NEEDED: _filled(needed, values).encode(), **source.files}


def first_plan(language: str, profile: str) -> dict[str, Any]:
    """What a profile's own first plan says where the others say something else."""
    text = (_FILES / language / f"{profile}.yml").read_text("utf-8")
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
    return _MARK.sub(lambda found: values[found[1]].replace("{n}", found[2] or ""), text)


def _values(portal: NewPortal, f: Formatter) -> dict[str, str]:
    named = dict(_named(f))
    about = f.t("What {who} set out to do, and what it reported.", who=portal.institution)
    return {
        **named,
        **_times(portal, f),
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


def _times(portal: NewPortal, f: Formatter) -> dict[str, str]:
    """What a first plan says of its years, and of how often it reports."""
    first, last, frequency = portal.span.first, portal.span.last, portal.frequency
    years, start = first.years, first.start.year
    rounds = [it.text for it in rounds_in(first, frequency)]
    if frequency is Granularity.YEAR:
        rounds = [years.label(it) for it in range(start, last.start.year + 1)][:_MOST_YEARS]
    usual = shipped.profiles()[portal.profile]
    said = f"frequency: {frequency}  # {f.t('how often results are reported')}\n"
    month = f"year_starts: {years.starts}"
    settings = said if frequency != usual.frequency else ""
    if usual.year_starts not in {None, years.starts}:
        settings += f"{month}\n"
    return {
        "year": str(int(first.year)),
        "years": str(portal.span),
        "period": on_one_line(as_read(span_field(first.text, last.text))),
        "before": years.label(start - 1),
        "targets": ", ".join(f"{it}: {{n}}" for it in rounds),
        "n_rounds": str(len(rounds)),
        "settings": settings,
        "year_starts": "# year_starts: 7" if years.are_calendar or portal.with_example else month,
    }


_MOST_YEARS = 4
"""Years of which a first plan has a target."""


def _named(f: Formatter) -> Iterator[tuple[str, str]]:
    for word in _WORDS:
        said = f.t(word)
        yield word.template, said
        yield capital(word.template), capital(said)


def _setting(key: str, value: str) -> str:
    """A line of a file of settings; one that says nothing is a comment."""
    return f"{key}: {scalar(value)}" if value else f"# {key}:"
