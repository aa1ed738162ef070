"""The walk over two versions of one thing, by the table of fields; of lists, entry by entry."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice
from operator import is_
from typing import Any, TypeVar

from generator.history.ease import of_tolerance
from generator.model.base import Model
from generator.model.history import WORDS
from generator.model.region import RegionList
from generator.model.source import SpellingCorrection
from generator.problems import Place
from generator.review.changes import Change, ChangeKind, FieldChange
from generator.review.compare.field_changes import CHANGE_OF_FIELD, Special, keys_of

M = TypeVar("M")
E = TypeVar("E", bound=Model)


@dataclass(frozen=True, slots=True)
class Changed:
    """What a change is of."""

    plan: str = ""
    code: str = ""
    title: str = ""
    measure: str = ""
    entry: str = ""
    correction: SpellingCorrection | None = None
    """The reason that HEAD gives, and BASE does not, for words that are written otherwise."""

    @property
    def about(self) -> dict[str, Any]:
        """The fields that every change has."""
        return {name: getattr(self, name) for name in ("plan", "code", "title", "measure")}

    def of_entry(self, name: object) -> Changed:
        """An entry of one of its lists."""
        return replace(self, entry=str(name))


def field_changes(subject: Changed, before: Model, after: Model) -> Iterator[Change]:
    """A change for every field that differs, of the kind that the table gives it."""
    if before is after:
        return
    subject = replace(subject, correction=_new_correction(before, after))
    for name, home in CHANGE_OF_FIELD[type(after)].items():
        old, new = getattr(before, name), getattr(after, name)
        if old == new:
            continue
        if home is Special.INSIDE and old is not None and new is not None:
            yield from field_changes(subject, old, new)
        elif home is Special.INSIDE:
            own = CHANGE_OF_FIELD[type(latest(old, new))].values()
            first = next(kind for kind in own if isinstance(kind, ChangeKind))
            yield changed(first, subject, name, (old, new), place_of(before, after, name))
        elif isinstance(home, ChangeKind):
            yield changed(home, subject, name, (old, new), place_of(before, after, name))


def _new_correction(before: Model, after: Model) -> SpellingCorrection | None:
    old, new = (getattr(side, "correction", None) for side in (before, after))
    return new if isinstance(new, SpellingCorrection) and new != old else None


def changed(
    kind: ChangeKind, subject: Changed, name: str, values: tuple[Any, Any], place: Place
) -> FieldChange:
    """A change of one field: ``values`` before and after."""
    before, after = (None if value in ((), {}) else value for value in values)
    own = {**subject.about, "field": name, "entry": subject.entry}
    if name in WORDS:
        own["correction"] = subject.correction
    if name == "tolerance":
        own["ease"] = of_tolerance(before, after)
    return FieldChange(kind=kind, **own, before=before, after=after, place=place)


def place_of(before: Model, after: Model, name: str) -> Place:
    """Where a field stands in HEAD: of a list, the first entry that is not as it was."""
    key = type(after).model_fields[name].alias or name
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


def latest(before: M | None, after: M | None) -> M:
    """What HEAD has, else what BASE had; one of the two is there."""
    found = after if after is not None else before
    assert found is not None  # noqa: S101  # a pair has one side at least
    return found


def is_read_once(before: Collection[object], after: Collection[object]) -> bool:
    """Whether both sides hold the very same models, read from the same bytes."""
    return len(before) == len(after) and all(map(is_, before, after))


def written_member(parts: Mapping[str, object], regions: RegionList, member: str) -> str:
    """The key of a member in a breakdown: a region may stand there by its name or its code."""
    is_written = member in parts
    return member if is_written else next((n for n in parts if regions.code(n) == member), member)


# Lists.


def entry_changes(
    subject: Changed, kind: ChangeKind, name: str, before: Iterable[Model], after: Iterable[Model]
) -> Iterator[Change]:
    """Entries of a list that came, went or differ; ``name`` is that of the list."""
    for text, old, new in paired(before, after):
        own = subject.of_entry(text)
        if old is None or new is None:
            yield changed(kind, own, name, (old, new), latest(old, new).place_of())
        else:
            yield from field_changes(own, old, new)


def paired(before: Iterable[E], after: Iterable[E]) -> list[tuple[str, E | None, E | None]]:
    """Entries of two lists by what they are known by.

    Of several that are known alike, the same is the same wherever it stands, then what has the
    same source, then the same value; others pair in their order where as many are left on both
    sides. Gives the key as text, the entry before and the entry after, in the order of HEAD and
    then what was removed. Lists that were read once for both sides give nothing.
    """
    left, after = list(before), tuple(after)
    if is_read_once(left, after):
        return []
    found: dict[int, E] = {}
    for alike in (id, repr, _with("source"), _with("value"), _known):
        waiting, fresh = _by(alike, left), _by(alike, (it for it in after if id(it) not in found))
        for name, items in fresh.items():
            old = waiting.get(name, [])
            if alike is not _known or len(old) == len(items):
                found |= {id(new): it for new, it in zip(items, old, strict=False)}
        taken = set(map(id, found.values()))
        left = [item for item in left if id(item) not in taken]
    pairs = [(_text(item), found.get(id(item)), item) for item in after]
    return [*pairs, *((_text(item), item, None) for item in left)]


def _by(alike: Callable[[E], object], items: Iterable[E]) -> dict[object, list[E]]:
    found: dict[object, list[E]] = {}
    for item in items:
        found.setdefault(alike(item), []).append(item)
    return found


def _known(item: Model) -> tuple[object, ...]:
    """Values of the fields that an entry is known by."""
    return tuple(_hashable(getattr(item, field)) for field in keys_of(type(item)))


def _with(field: str) -> Callable[[Model], object]:
    return lambda item: (_known(item), repr(getattr(item, field, None)))


def _hashable(value: object) -> object:
    return tuple(value.__dict__.values()) if isinstance(value, Model) else value


def _text(item: Model) -> str:
    return " ".join(str(part) for part in _known(item) if part not in (None, "", ()))


# The same thing under another name.


def renamed(
    gone: Mapping[str, M],
    fresh: Mapping[str, M],
    near: Callable[[M], object],
    *tests: Callable[[M, M], bool],
) -> dict[str, str]:
    """Name in HEAD by name in BASE of what is certainly the same: exactly one passes a test.

    Only what is ``near`` alike is held against each other: plans have thousands of elements.
    """
    left: dict[object, dict[str, M]] = {}
    for name, item in fresh.items():
        left.setdefault(near(item), {})[name] = item
    found: dict[str, str] = {}
    for same in tests:
        for old, item in gone.items():
            likely = left.get(near(item), {}) if old not in found else {}
            fits = list(islice((name for name, it in likely.items() if same(item, it)), 2))
            if len(fits) == 1:
                found[old] = fits[0]
                del likely[fits[0]]
    return found
