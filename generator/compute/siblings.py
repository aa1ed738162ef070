"""The same service in several places: activities that a plan lists one by place.

Nothing is guessed: they stand under one strategy, one executing unit carries them out, and their
titles are the same up to the last dash, after which each names its own place (docs: metodología,
el mismo servicio en otros lugares).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from generator.model.catalog import Element, Level, PlanFolder
from generator.model.plan import Activity

_TITLE = re.compile(r"(.*\S)\s+[-–—]\s+(\S.*)")
"""Everything before the last dash that stands between spaces, and what follows it."""


@dataclass(frozen=True, slots=True)
class Sibling:
    """One of the activities, with the text that tells it apart."""

    element: Element
    place: str


def siblings(folder: PlanFolder, element: Element) -> tuple[Sibling, ...]:
    """The activities of one service, ``element`` among them; empty where there is only one.

    Also empty where no executing unit is named, and where two have the same text after the dash.
    """
    own = _stem(element)
    if own is None:
        return ()
    found = [
        Sibling(other, stem[1])
        for other in folder.of_level(Level.ACTIVITY)
        if other.parents == element.parents
        and (stem := _stem(other)) is not None
        and stem[0] == own[0]
    ]
    is_told_apart = len({sibling.place for sibling in found}) == len(found)
    return tuple(found) if len(found) > 1 and is_told_apart else ()


def _stem(element: Element) -> tuple[tuple[str, str], str] | None:
    """What they must share (executing unit and text before the dash), and the place."""
    node = element.node
    if not isinstance(node, Activity) or node.executing_unit is None:
        return None
    parts = _TITLE.fullmatch(" ".join(node.title.split()))
    return ((node.executing_unit, parts[1]), parts[2]) if parts else None
