"""Rules on what pages call things: a short name where the printed one is long."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.check.common import told_once
from generator.model.catalog import Catalog
from generator.model.indicator import Indicator
from generator.model.measure import Measure
from generator.model.plan import Part
from generator.model.scalars import LONG_TITLE, LONGEST_SHORT
from generator.problems import Problem, msg, warning

_Named = Part | Indicator | Measure
_TOO_LONG = msg("the printed name has more than {most} signs, and there is no short one")
_WRITE = msg(
    "write «{key}: …» (up to {most} signs) in words of the title, without adding any; and "
    "«purpose: …», a line of what it is for, if its document says so"
)


def check_long_title(catalog: Catalog) -> Iterator[Problem]:
    """long-title: what is too long for a heading has a short name; what many lack is told once."""
    plans = [folder.plan for folder in catalog.plans.values()]
    lacking = {
        "short_title": [
            it.place_of("title")
            for it in plans
            if len(it.title) > LONG_TITLE and not it.short_title
        ],
        "short": [
            it.place_of("name" if isinstance(it, Indicator | Measure) else "title")
            for it in (*_parts(catalog), *catalog.indicators.values())
            if not it.short and len(_printed(it)) > LONG_TITLE
        ],
    }
    for key, places in lacking.items():
        hint = _WRITE.having(key=key, most=LONGEST_SHORT)
        for place, what in told_once(_TOO_LONG.having(most=LONG_TITLE), sorted(places)):
            yield warning("long-title", place, what, hint)


def check_short(catalog: Catalog) -> Iterator[Problem]:
    """short-not-shorter: it leaves something of the printed name out."""
    for it in (*_parts(catalog), *catalog.indicators.values()):
        if it.short and _printed(it) and len(it.short) >= len(_printed(it)):
            what = msg("«{short}» is not shorter than the printed name", short=it.short)
            hint = msg("leave words out, or remove «short»: pages then use the printed one")
            yield warning("short-not-shorter", it.place_of("short"), what, hint)


def check_same_short(catalog: Catalog) -> Iterator[Problem]:
    """same-short: a short name tells its thing from all others of its plan, a sheet from others."""
    for folder in catalog.plans.values():
        yield from _alike(it.node for it in folder.elements if isinstance(it.node, Part))
    yield from _alike(catalog.indicators.values())


def _alike(things: Iterable[Part | Indicator]) -> Iterator[Problem]:
    first: dict[str, Part | Indicator] = {}
    for it in things:
        other = first.setdefault(it.heading.casefold(), it)
        short = it if it.short else other
        if other is not it and short.short:
            place = (other if short is it else it).place_of()
            what = msg("«{short}» is also what {place} is called", short=short.short, place=place)
            hint = msg("keep in each the words that tell them apart: unit, population, place")
            yield warning("same-short", short.place_of("short"), what, hint)


def _parts(catalog: Catalog) -> Iterator[Part | Measure]:
    """What can have a short name in the plans; a measure without a name is called as its part."""
    for folder in catalog.plans.values():
        for element in folder.elements:
            if isinstance(element.node, Part):
                yield element.node
            yield from element.node.measures


def _printed(it: _Named) -> str:
    return (it.title if isinstance(it, Part) else it.name) or ""
