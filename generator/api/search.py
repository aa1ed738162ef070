"""Plans, parts of plans and indicators by words of their names, and what is near them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

from generator.api.fields import ApiContext, Data, pick
from generator.api.records import ELEMENT_LINK, MEASURE_LINK, PLAN_OF_API
from generator.model.catalog import PLAN
from generator.model.scalars import slug

_LIKE = 0.85
_SHORT = 3
"""Letters of a word by which nothing is near anything: de, las, the."""
_NAMES = ("title", "name", "plan", "code", "element", "measure")


@dataclass(frozen=True, slots=True)
class SearchResult:
    """What has every word, and what has most of them, or words like them."""

    hits: list[Data]
    near: list[Data]


def search(ctx: ApiContext, text: str, plan: str = "", kinds: Iterable[str] = ()) -> SearchResult:
    """What is called like a text, in one plan or in all."""
    known = [
        (kind, it, _words(" ".join(str(it.get(name) or "") for name in _NAMES)))
        for kind, it in _everything(ctx)
        if (not plan or it["plan"] == plan) and (not kinds or kind in kinds)
    ]
    asked = _words(text)
    hits = [{"kind": kind, **it} for kind, it, words in known if asked and asked <= words]
    if hits:
        return SearchResult(hits, [])
    vocabulary = {word for _, _, words in known for word in words if len(word) > _SHORT}
    like = {
        near
        for word in asked
        if len(word) > _SHORT
        for near in get_close_matches(word, vocabulary, 3, _LIKE)
    }
    ranked = [(len(like & words), {"kind": kind, **it}) for kind, it, words in known]
    ranked.sort(key=lambda it: -it[0])
    return SearchResult([], [it for n, it in ranked if n])


def _everything(ctx: ApiContext) -> Iterable[tuple[str, Data]]:
    yield from (("plan", plan_link(it)) for it in pick(ctx, PLAN_OF_API))
    yield from (("measure", it) for it in pick(ctx, MEASURE_LINK))
    yield from (("element", it) for it in pick(ctx, ELEMENT_LINK) if it["code"] != PLAN)


def plan_link(it: Data) -> Data:
    """A plan by its name."""
    return {name: it[name] for name in ("plan", "title", "says", "page", "json")}


def _words(text: str) -> frozenset[str]:
    """Words without accents and capitals; a code is one word, and each of its parts too."""
    whole = text.casefold().split()
    return frozenset(slug(it) for it in whole) | frozenset(
        part for it in whole for part in slug(it).split("-") if part
    )
