"""Helpers shared by the rules: names with their places, and the likeliest of several."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from functools import lru_cache

from rapidfuzz import fuzz, process

from generator.model.base import Model
from generator.problems import Message, Place, msg

_SURE = 79.0
_MANY = 12


def named(
    model: Model, fields: tuple[str, ...], known: Container[str] = ()
) -> Iterator[tuple[str, Place]]:
    """Names that stand under the given fields of a model and are not known, with their places."""
    for field in _present(type(model), fields):
        value = getattr(model, field)
        if isinstance(value, str):
            if value not in known:
                yield value, model.place_of(field)
        elif isinstance(value, tuple):
            for index, item in enumerate(value):
                if item not in known:
                    yield item, model.place_of(field, index)


@lru_cache(maxsize=256)
def _present(model: type[Model], fields: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(field for field in fields if field in model.model_fields)


def suggestion(text: str, choices: Iterable[str]) -> Message | None:
    """A hint that names the likeliest choice, or all of a few."""
    known = sorted(choices)
    if near := _likeliest(text, known):
        return msg("did you mean «{suggestion}»?", suggestion=near)
    if 0 < len(known) <= _MANY:
        return msg("write one of: {choices}", choices=", ".join(known))
    return None


def suggestion_of_element(code: str, choices: Iterable[str]) -> Message | None:
    """A hint on a code in a list of figures: misspelt, or of something that left the plan."""
    known = sorted(choices)
    if near := _likeliest(code, known):
        return msg(
            "did you mean «{suggestion}»? If «{name}» left the plan, delete these lines too",
            suggestion=near,
            name=code,
        )
    return suggestion(code, known) or msg(
        "mend the code; if «{name}» left the plan, delete these lines too", name=code
    )


def _likeliest(text: str, known: Sequence[str]) -> str | None:
    found = process.extractOne(
        text, known, scorer=fuzz.ratio, processor=str.casefold, score_cutoff=_SURE
    )
    return found[0] if found else None
