"""Files of a plan with levels of its own may call an element by its code alone, where that is one.

Everywhere else it is known by its level and its code.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, TypeVar

from generator.model.base import Model
from generator.model.catalog import PlanFolder
from generator.model.reports import ResultsFile

M = TypeVar("M", bound=Model)
_NAMES = ("measure", "of", "concerns", "covers")
_PARTS = ("changes", "budget")
_KEYED = ("results", "elements")


def with_full_names(folder: PlanFolder) -> PlanFolder:
    """The plan with each element under its full name, wherever its files speak of it."""
    if not folder.plan.own_levels:
        return folder

    def of(entries: tuple[M, ...]) -> tuple[M, ...]:
        return tuple(_in_full(entry, folder.full_name) for entry in entries)

    return replace(
        folder,
        plan=_in_full(folder.plan, folder.full_name),
        own_elements=of(folder.own_elements),
        results=of(folder.results),
        amendments=of(folder.amendments),
        published=of(folder.published),
        recommendations=of(folder.recommendations),
        calendar=of(folder.calendar),
    )


def _in_full(model: M, name: Callable[[str], str]) -> M:
    held, new = model.__dict__, dict[str, Any]()
    for field in (it for it in _NAMES if held.get(it)):
        named = held[field]
        new[field] = name(named) if isinstance(named, str) else tuple(map(name, named))
    for field in (it for it in _PARTS if held.get(it)):
        new[field] = tuple(_in_full(part, name) for part in held[field])
    if isinstance(model, ResultsFile):
        new |= {field: _keyed(model, field, name) for field in _KEYED}
    fresh = {field: value for field, value in new.items() if value != held[field]}
    return model.model_copy(update=fresh) if fresh else model


def _keyed(file: ResultsFile, field: str, name: Callable[[str], str]) -> Mapping[str, object]:
    """Entries under their full names; each is still found where it was written."""
    entries: Mapping[str, object] = getattr(file, field)
    full = {key: new if (new := name(key)) not in entries else key for key in entries}
    written = file.mapping_of(field)
    for key, new in full.items():
        if written is not None and new != key:
            written.call(new, key)
    return {
        new if key == new or new not in entries else key: entries[key] for key, new in full.items()
    }
