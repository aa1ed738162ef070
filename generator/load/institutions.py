"""The list of the institutions of a country: a file that is read as strictly as a content is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum
from functools import cache

from pydantic import TypeAdapter, ValidationError

from generator.load.explain import explain
from generator.load.words import MISSING
from generator.load.yaml_text import read_yaml
from generator.model.base import Model
from generator.model.origin import OriginList
from generator.model.scalars import Code, Id, Name, Title
from generator.problems import Place, Problem, error, has_errors, in_order, msg
from generator.reference import regions

NATIONAL = "national"
"""What the folder of the national level is called: no institution is."""
_ADDRESS = re.compile(r"(?:https|ssh|file)://\S+|[\w.-]+@[\w.-]+:[^\s:]\S*")
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
    branch: Name | None = None
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
        place = (it or "" for it in (self.folder, self.git, self.entity))
        return (*(it.rstrip("/") for it in place), self.revision)


class NationalList(Model):
    """The institutions of a country, and what they have in common."""

    registers: Title | None = None
    """The folder of the shared indicators, from that of the list."""
    institutions: tuple[Institution, ...] = ()


@cache
def _adapter() -> TypeAdapter[tuple[Institution, ...]]:
    return TypeAdapter(tuple[Institution, ...])


def read_institutions(path: str, data: bytes) -> tuple[NationalList, list[Problem]]:
    """A list of institutions alone, or with its registers; empty where there is an error."""
    tree, problems = read_yaml(path, data)
    if tree is None:
        return NationalList(), problems
    try:
        if isinstance(tree, OriginList):
            found = NationalList(institutions=_adapter().validate_python(tree))
        else:
            found = NationalList.model_validate(tree)
    except ValidationError as failure:
        return NationalList(), in_order([*problems, *explain(tree, failure)])
    problems = in_order([*problems, *_wrong(found.institutions)])
    return (NationalList() if has_errors(problems) else found), problems


def _wrong(found: tuple[Institution, ...]) -> Iterator[Problem]:
    first: dict[str, Place] = {}
    contents: dict[tuple[str, ...], Institution] = {}
    for it in found:
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
    if it.commit is not None and not _COMMIT.fullmatch(it.commit):
        what = msg("«{text}» is not a whole commit", text=it.commit)
        yield error("bad-code", it.place_of("commit"), what, msg("write all 40 letters of it"))
    if it.region is not None and it.region not in regions(it.region.partition("-")[0]):
        what = msg("«{name}» is not a region of ISO 3166-2", name=it.region)
        yield error("unknown-region", it.place_of("region"), what, _REGION)
    if it.entity is not None and {"..", "."} & {*it.entity.split("/")}:
        what = msg("«{text}» is not a folder within the repository", text=it.entity)
        yield error("bad-code", it.place_of("entity"), what, msg("write it without «..»"))


_ONE_CONTENT = msg("remove one of them, or say with «entity:» which folder is whose")
_REGION = msg("write its code as in PE-PIU: country, hyphen, region; or omit the key")
_WHERE = msg("add «folder:» with its place on this disk, or «git:» with its address")
