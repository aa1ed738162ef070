"""The list of the institutions of a country: a file that is read as strictly as a content is."""

from __future__ import annotations

import posixpath
import re
import unicodedata
from collections.abc import Iterator
from enum import StrEnum
from functools import cache
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, TypeAdapter, ValidationError

from generator.load.explain import explain
from generator.load.words import MISSING
from generator.load.yaml_text import read_yaml
from generator.model.base import Model
from generator.model.indicator import UnitForms
from generator.model.origin import OriginList
from generator.model.scalars import Code, Id, Title
from generator.problems import Place, Problem, error, in_order, msg
from generator.reference import countries

NATIONAL = "national"
"""What the folder of the national level is called: no institution is."""
_ADDRESS = re.compile(r"(?:https|ssh|file)://\S+|[\w.-]+@[\w.-]+:[^\s:]\S*")
_BRANCH = re.compile(r"(?!.*(?:\.\.|@\{|//))[^-/\s~^:?*\[\\][^\s~^:?*\[\\]*(?<![/.])")
_COMMIT = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")


class GovernmentLevel(StrEnum):
    """Which government an institution belongs to."""

    NATIONAL = "national"
    REGIONAL = "regional"
    LOCAL = "local"


class Institution(Model):
    """An institution with the place of its content: a folder, or an address that git fetches."""

    id: Id
    name: Title
    sector: Title
    level: GovernmentLevel
    region: Code | None = None
    folder: Title | None = None
    """Where its repository is on this disk, from the folder of the list."""
    git: Title | None = None
    branch: Title | None = None
    commit: Title | None = None
    """The only commit that is taken, whatever the branch has become."""
    entity: Title | None = None
    """The folder within the repository that holds its ``content/``; the top by default."""

    @property
    def revision(self) -> str:
        """What git is asked for; "" for what its main line has."""
        return self.commit or self.branch or ""

    @property
    def content(self) -> tuple[str, ...]:
        """Which content it is: two institutions with the same are one that counts twice."""
        folder = posixpath.normpath(self.folder) if self.folder else ""
        place = (it.strip("/") for it in (self.git or "", self.entity or ""))
        return (folder, *place, self.revision)


class NationalList(Model):
    """The institutions of a country, and what they have in common."""

    title: Title | None = None
    """What the national portal is called."""
    language: Literal["es", "en"] | None = None
    """In which it speaks, and the command of it."""
    region: Code | None = None
    """ISO 3166-1 country code: how its numbers and dates are written."""
    registers: Title | None = None
    """The folder of the shared indicators, from that of the list."""
    institutions: tuple[Institution, ...] = ()

    @property
    def country(self) -> str | None:
        """Its region, else the country of all regions; None where that is not one."""
        found = {it.region.partition("-")[0] for it in self.institutions if it.region}
        return self.region or (found.pop() if len(found) == 1 else None)


class RegisterFile(Model):
    """``register.yml`` of the shared registers."""

    version: Title
    units: tuple[
        Annotated[
            UnitForms,
            BeforeValidator(lambda it: {"one": it, "many": it} if isinstance(it, str) else it),
        ],
        ...,
    ] = ()
    """Units of measurement, as an indicator names its own."""


@cache
def _adapter(kind: Any) -> TypeAdapter[Any]:
    return TypeAdapter(kind)


def _read(path: str, data: bytes, kind: Any, many: Any = None) -> tuple[Any, list[Problem]]:
    """What a file holds, one or ``many``; None where it cannot be read."""
    tree, problems = read_yaml(path, data)
    if tree is None:
        return None, problems
    try:
        is_many = many and isinstance(tree, OriginList)
        return _adapter(many if is_many else kind).validate_python(tree), problems
    except ValidationError as failure:
        return None, in_order([*problems, *explain(tree, failure)])


def read_register(path: str, data: bytes) -> tuple[RegisterFile | None, list[Problem]]:
    """The version of the registers and their units of measurement."""
    return _read(path, data, RegisterFile)


def read_institutions(path: str, data: bytes) -> tuple[NationalList, list[Problem]]:
    """A list of institutions alone, or with what they have in common; empty if it is none."""
    found, problems = _read(path, data, NationalList, tuple[Institution, ...])
    if isinstance(found, tuple):
        found = NationalList(institutions=found)
    if found:
        problems = in_order([*problems, *_wrong_portal(found), *_wrong(found.institutions)])
    return found or NationalList(), problems


def _wrong_portal(found: NationalList) -> Iterator[Problem]:
    if found.region not in {None, *countries()}:
        what = msg("«{code}» is not the code of a country", code=found.region)
        hint = msg("write the two capital letters of ISO 3166-1: PE, CO, MX")
        yield error("unknown-country", found.place_of("region"), what, hint)


def _wrong(found: tuple[Institution, ...]) -> Iterator[Problem]:
    first: dict[str, Place] = {}
    contents: dict[tuple[str, ...], Institution] = {}
    sectors: dict[str, Institution] = {}
    for it in found:
        other = sectors.setdefault(_bare(it.sector), it)
        if other.sector != it.sector:
            what = msg("«{a}» is called «{b}» too, and would be two", a=it.sector, b=other.sector)
            hint = msg("write it as in line {line}", line=other.place_of("sector").line)
            yield error("duplicate-code", it.place_of("sector"), what, hint)
        other = contents.setdefault(it.content, it)
        if other is not it and any(it.content):
            what = msg("the content of «{name}» is here too, and would count twice", name=other.id)
            key = "folder" if it.git is None else "git"
            yield error("duplicate-code", it.place_of(key), what, _ONE_CONTENT)
        place = it.place_of("id")
        if it.id in first:
            what = msg(
                "the id «{name}» is repeated; first at {first}", name=it.id, first=first[it.id]
            )
            yield error(
                "duplicate-id",
                place,
                what,
                msg("give one of them another id, or remove the double"),
            )
        first.setdefault(it.id, place)
        if it.id == NATIONAL:
            what = msg("«{name}» is the folder of the national level", name=it.id)
            yield error("reserved-code", place, what, msg("give it another id"))
        yield from _wrong_place(it)


def _bare(text: str) -> str:
    """A text without capitals, accents and signs; one of signs alone as it is."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    return "".join(filter(str.isalnum, letters)) or text


def _wrong_place(it: Institution) -> Iterator[Problem]:
    if it.folder is None and it.git is None:
        yield error("missing-key", it.place_of(), MISSING[0].having(key="folder"), _WHERE)
    if it.folder is not None and it.git is not None:
        what = msg("«folder» and «git» are two places for one content")
        yield error("unknown-key", it.place_of("git", at_key=True), what, msg("keep one of them"))
    if it.git is not None and not _ADDRESS.fullmatch(it.git):
        what = msg("«{text}» is not an address that git fetches from", text=it.git)
        hint = msg("write it whole, starting with https://, ssh:// or file://")
        yield error("bad-url", it.place_of("git"), what, hint)
    if it.branch is not None and not _BRANCH.fullmatch(it.branch):
        what = msg("«{text}» is not the name of a branch", text=it.branch)
        hint = msg("write it as git branch shows it: main")
        yield error("bad-code", it.place_of("branch"), what, hint)
    if it.commit is not None and not _COMMIT.fullmatch(it.commit):
        what = msg("«{text}» is not a whole commit", text=it.commit)
        yield error("bad-code", it.place_of("commit"), what, msg("write all 40 letters of it"))
    if it.entity is not None and {"..", "."} & {*it.entity.split("/")}:
        what = msg("«{text}» is not a folder within the repository", text=it.entity)
        yield error("bad-code", it.place_of("entity"), what, msg("write it without «..»"))


_ONE_CONTENT = msg("remove one of them, or say with «entity:» which folder is whose")
_WHERE = msg("add «folder:» with its place on this disk, or «git:» with its address")
