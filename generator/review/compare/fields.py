"""Fields of two versions of one thing, compared by the table of homes."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from operator import is_
from typing import Any, TypeVar

from generator.compute.series import by_code
from generator.model.base import Model
from generator.model.source import Source
from generator.problems import Place
from generator.review.changes import Change, FieldChange
from generator.review.compare.field_changes import CHANGE_OF_FIELD, Special

M = TypeVar("M")


@dataclass(frozen=True, slots=True)
class Subject:
    """What a change is of."""

    plan: str = ""
    code: str = ""
    title: str = ""
    measure: str = ""
    entry: str = ""

    @property
    def about(self) -> dict[str, Any]:
        """The fields that every change has."""
        return {
            "plan": self.plan,
            "code": self.code,
            "title": self.title,
            "measure": self.measure,
        }

    def of_entry(self, name: object) -> Subject:
        """An entry of one of its lists."""
        return replace(self, entry=str(name))


def field_changes(subject: Subject, before: Model, after: Model) -> Iterator[Change]:
    """A change for every field that differs, of the kind that is its home."""
    if before is after:
        return
    for name, home in CHANGE_OF_FIELD[type(after)].items():
        old, new = getattr(before, name), getattr(after, name)
        if old == new:
            continue
        if home is Special.INSIDE:
            yield from _inside(subject, name, before, after)
        elif isinstance(home, type):
            place = place_of(before, after, name)
            yield changed(home, subject, name, (old, new), place)


def changed(
    kind: type[FieldChange], subject: Subject, name: str, values: tuple[Any, Any], place: Place
) -> FieldChange:
    """A change of one field: ``values`` before and after."""
    before, after = (None if value == () else value for value in values)
    return kind(
        **subject.about,
        field=name,
        entry=subject.entry,
        before=before,
        after=after,
        place=place,
    )


def _inside(subject: Subject, name: str, before: Model, after: Model) -> Iterator[Change]:
    """A part that either side may lack."""
    old, new = getattr(before, name), getattr(after, name)
    if old is not None and new is not None:
        yield from field_changes(subject, old, new)
        return
    part: type[Model] = type(latest(old, new))
    own = [home for home in CHANGE_OF_FIELD[part].values() if isinstance(home, type)]
    yield changed(own[0], subject, name, (old, new), place_of(before, after, name))


def place_of(before: Model, after: Model, name: str) -> Place:
    """Where a field stands in HEAD: of a list, the first entry that is not as it was."""
    key = _alias(after, name)
    old, new = getattr(before, name), getattr(after, name)
    if isinstance(old, tuple) and isinstance(new, tuple):
        for index, item in enumerate(new):
            if index >= len(old) or old[index] != item:
                return after.place_of(key, index)
    if isinstance(old, dict) and isinstance(new, dict):
        for member, item in new.items():
            if old.get(member) != item:
                return after.place_of(key, str(member))
    return after.place_of(key)


def _alias(model: Model, name: str) -> str:
    return type(model).model_fields[name].alias or name


def latest(before: M | None, after: M | None) -> M:
    """What HEAD has, else what BASE had; one of the two is there."""
    found = after if after is not None else before
    assert found is not None  # noqa: S101  # a pair has one side at least
    return found


def is_read_once(before: Collection[object], after: Collection[object]) -> bool:
    """Whether both sides hold the very same models, read from the same bytes."""
    return len(before) == len(after) and all(map(is_, before, after))


def written_member(parts: Mapping[str, object], by: str | None, member: str) -> str:
    """The key of a member in a breakdown: a region may stand there by its name or its code."""
    return next((name for name in parts if by_code({name: None}, by) == {member: None}), member)


Pair = tuple[str, M | None, M | None]


def paired(before: Iterable[M], after: Iterable[M], key: Callable[[M], object]) -> list[Pair[M]]:
    """Entries of two lists by what they are known by; doubles pair in their order.

    Gives the key as text, the entry before and the entry after, in the order of HEAD and
    then what was removed. Lists that were read once for both sides give nothing.
    """
    before, after = tuple(before), tuple(after)
    if is_read_once(before, after):
        return []
    old, new = _numbered(before, key), _numbered(after, key)
    found: list[Pair[M]] = [(_text(name), old.get(name), item) for name, item in new.items()]
    return found + [(_text(name), item, None) for name, item in old.items() if name not in new]


def _numbered(items: Iterable[M], key: Callable[[M], object]) -> dict[tuple[object, int], M]:
    found: dict[tuple[object, int], M] = {}
    seen: dict[object, int] = {}
    for item in items:
        name = key(item)
        seen[name] = seen.get(name, 0) + 1
        found[name, seen[name]] = item
    return found


def _text(name: tuple[object, int]) -> str:
    parts = name[0] if isinstance(name[0], tuple) else (name[0],)
    return " ".join(str(part) for part in parts if part not in (None, "", ()))


def entry_changes(
    subject: Subject, listed: tuple[type[FieldChange], str], pairs: Iterable[Pair[Any]]
) -> Iterator[Change]:
    """Entries of a list that came, went or differ; ``listed``: kind and name of the list."""
    kind, name = listed
    for text, old, new in pairs:
        own = subject.of_entry(text)
        if old is None or new is None:
            yield changed(kind, own, name, (old, new), latest(old, new).place_of())
        else:
            yield from field_changes(own, old, new)


def cited(source: object) -> str:
    """A citation as a text that can be compared and shown."""
    if not isinstance(source, Source):
        return ""
    return ", ".join(part for part in (source.document, source.place, source.lines) if part)
