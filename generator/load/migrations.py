"""Formats of the content: what a file of an older one becomes in the next.

A change of the vocabulary that older files do not follow is one entry of ``MIGRATIONS``: the
operations that make a file of format n one of format n + 1. ``migrated`` does them to the bytes
of a file, ``update`` to what the loader has read of it, so that a revision of any age is read in
today's words and every finding names the place where it stands. A file that the operations have
been done to must come out of them as it went in: ``avance migrate`` may be cut off and run again.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from pydantic_core import PydanticCustomError

from generator.load.layout import slot_of
from generator.load.yaml_text import read_yaml
from generator.model.origin import Origin, OriginList, OriginMap, locate
from generator.model.quantities import read_whole
from generator.model.scalars import Plain
from generator.model.site import FORMAT
from generator.problems import Message, Place, Problem, error, msg

if TYPE_CHECKING:
    from generator.load.splice import Keys, Operation

SITE = "site.yml"


@dataclass(frozen=True, slots=True)
class Migration:
    """What leads from one format to the next."""

    mark: bytes
    """Bytes without which a file is the same in both."""
    operations: Callable[[str, Origin], Iterator[Operation]]
    """From the kind of a file (``layout``) and what it says."""


def _relevance(kind: str, tree: Origin) -> Iterator[Operation]:
    """The rank of a measure, ``weight``, is called ``relevance``."""
    from generator.load.splice import Rename, Replace  # noqa: PLC0415

    for keys, node in _mappings(tree):
        said = node.children
        if kind == "amendments" and keys[1:2] == ("changes",) and said.get("figure") == "weight":
            yield Replace((*keys, "figure"), "relevance")
        of_plan = kind in {"plan", "strategy"} and keys[-2:-1] == ("measures",)
        if of_plan and said.keys() & {"weight", "relevance"} == {"weight"}:
            yield Rename((*keys, "weight"), "relevance")


def _nothing(_kind: str, _tree: Origin) -> Iterator[Operation]:
    """Format 3 adds a word, ``weight`` for a share, and changes none."""
    return iter(())


MIGRATIONS = (Migration(b"weight", _relevance), Migration(b"weight", _nothing))
"""The first leads from format 1 to format 2."""
_SHARES = 3
"""The format since which ``weight`` is a share."""


def _too_early(kind: str, tree: Origin) -> Iterator[tuple[Keys, Problem]]:
    """Every ``weight`` of a file in which it is no word yet, with the way to it."""
    for keys, node in _mappings(tree):
        said, within = node.children, keys[-2:-1] or (kind,)
        is_act = kind == "amendments" and keys[1:2] == ("changes",)
        if is_act and said.get("figure") == "weight":
            yield (*keys, "figure"), _refused(locate(node, ("figure",)), _RANK)
        elif kind in {"plan", "strategy"} and within[0] in _WEIGHED and "weight" in said:
            hint = _RANK if within == ("measures",) else _MIGRATE
            yield (*keys, "weight"), _refused(locate(node, ("weight",), at_key=True), hint)


_WEIGHED = ("strategy", "objectives", "activities", "measures")
_RANK = msg("since format 2 a rank is called «relevance»")
_MIGRATE = msg("take it out, run «avance migrate», and put it in again")


def _refused(place: Place, hint: Message) -> Problem:
    what = msg("«weight», a share, is a word since format {since}", since=_SHARES)
    return error("older-format", place, what, hint)


def format_of(files: Mapping[str, bytes]) -> int:
    """The format that ``site.yml`` says; 1 where it says none."""
    return _format_said(files.get(SITE, b""))


@lru_cache(maxsize=64)
def _format_said(data: bytes) -> int:
    tree, _ = read_yaml(SITE, data)
    if isinstance(tree, OriginMap):
        said = tree.children.get("format", "")
    else:  # a file that is broken elsewhere may say it all the same
        found = re.search(rb"^format: *([0-9]+)", data, re.MULTILINE)
        said = Plain(found[1].decode(), "number") if found else ""
    try:
        return max(read_whole(said), 1)
    except PydanticCustomError:
        return 1


def is_touched(data: bytes, since: int) -> bool:
    """Whether a file of a format may say something else in today's; most do not."""
    return any(migration.mark in data for migration in MIGRATIONS[since - 1 :])


def update(kind: str, tree: Origin, since: int) -> list[Problem]:
    """Make of what a file of a format says what it says in today's; the places stay.

    A word of a newer format is refused and taken out, so that nothing else is said of it.
    """
    from generator.load.splice import Remove, apply  # noqa: PLC0415  # most contents need none

    problems: list[Problem] = []
    for number, migration in enumerate(MIGRATIONS[since - 1 :], since + 1):
        if number == _SHARES:
            refused = list(_too_early(kind, tree))
            apply(tree, [Remove(keys) for keys, _ in refused])
            problems += [problem for _, problem in refused]
        apply(tree, list(migration.operations(kind, tree)))
    return problems


def migrated(path: str, data: bytes, since: int) -> bytes:
    """A file of a format in today's. Raises SpliceError where it cannot be read or changed."""
    from generator.load.splice import Insert, Replace, splice  # noqa: PLC0415

    slot = slot_of(path)
    for migration in MIGRATIONS[since - 1 :]:
        if slot and migration.mark in data and (tree := read_yaml(path, data)[0]) is not None:
            data = splice(data, *migration.operations(slot.kind.name, tree))
    if path != SITE or since == FORMAT:
        return data
    keys = [str(key) for key in read_yaml(path, data)[0] or ()]
    said = (
        Replace(("format",), FORMAT) if "format" in keys else Insert(("format",), FORMAT, keys[0])
    )
    return splice(data, said)


def migrate(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files of a content that change in today's format, in the order of writing them.

    ``site.yml`` is the last: whoever is cut off before it can begin again. Raises SpliceError.
    """
    from generator.load.splice import SpliceError  # noqa: PLC0415

    since = format_of(files)
    if SITE not in files:
        raise SpliceError(msg("content/site.yml, which says the format, is missing; add it first"))
    in_turn = sorted(files, key=lambda path: (path == SITE, path))
    made: dict[str, bytes] = {}
    for path in in_turn:
        try:
            made[path] = migrated(path, files[path], since)
        except SpliceError as failure:
            what = msg("content/{path}: {why}", path=path, why=failure.message)
            raise SpliceError(what) from None
    return {path: data for path, data in made.items() if data != files[path]}


def _mappings(tree: Origin) -> Iterator[tuple[Keys, OriginMap]]:
    """Every mapping of a file with the way to it."""
    waiting: list[tuple[Keys, Any]] = [((), tree)]
    while waiting:
        way, node = waiting.pop()
        if isinstance(node, OriginMap):
            yield way, node
            waiting += (((*way, key), value) for key, value in node.children.items())
        elif isinstance(node, OriginList):
            waiting += (((*way, n), value) for n, value in enumerate(node))
