"""The next free code, in the pattern of those that a plan has."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from itertools import chain, count

from generator.load.loader import natural
from generator.model.catalog import PLAN, RESERVED_CODES, PlanFolder
from generator.model.element import Element, Level

_LAST_NUMBER = re.compile(r"[0-9]+(?=[^0-9]*$)")
_NUMBERS = re.compile(r"[0-9].*")


def free_code(folder: PlanFolder, level: Level, parent: str = PLAN) -> str:
    """1.3 after 1.2, AEI.02.03 after AEI.02.02; below a new parent, as below the others."""
    taken = {it.casefold() for it in RESERVED_CODES}
    taken |= {it.printed.casefold() for it in folder.elements if _clashes(it, level)}
    code = _after(folder, level, parent)
    while code.casefold() in taken:
        code = next_code(code)
    return code


def _clashes(element: Element, level: Level) -> bool:
    """Whether a code of one cannot be a code of the other: own levels count each for itself."""
    return not level.is_own or element.level == level


def _after(folder: PlanFolder, level: Level, parent: str) -> str:
    siblings = [it.printed for it in folder.children(parent) if it.level == level]
    if siblings:
        return next_code(max(siblings, key=natural))
    cousins = list(folder.of_level(level))
    return next(_as_below_others(folder, cousins, parent), None) or _first(folder, level, parent)


def _as_below_others(folder: PlanFolder, cousins: list[Element], parent: str) -> Iterator[str]:
    """The first code below a parent as others have theirs: ``AEI.02.01`` below ``OEI.02``."""
    own = _number_of(folder, parent)
    for cousin in cousins if own else ():
        other = _number_of(folder, cousin.parents[0])
        if other and (
            found := re.search(rf"(?<![0-9]){re.escape(other)}(?![0-9])", cousin.printed)
        ):
            code = cousin.printed[: found.start()] + own + cousin.printed[found.end() :]
            last = _LAST_NUMBER.search(code)
            if last and last.start() >= found.start() + len(own):
                yield code[: last.start()] + "1".zfill(len(last[0])) + code[last.end() :]


def _first(folder: PlanFolder, level: Level, parent: str) -> str:
    """A code where no other shows how: after the last of the level, or below its parent."""
    codes = [it.printed for it in folder.of_level(level)]
    if codes:
        return next_code(max(codes, key=natural))
    above = _number_of(folder, parent)
    return f"{above}.1" if above else "1"


def _number_of(folder: PlanFolder, parent: str) -> str:
    """The part of a parent's code from its first digit on; "" of the plan."""
    element = folder.by_code.get(parent)
    found = _NUMBERS.search(element.printed) if element and parent != PLAN else None
    return found[0] if found else ""


def next_code(code: str) -> str:
    """The same with its last number one higher, and as wide as it was."""
    if (found := _LAST_NUMBER.search(code)) is None:
        return f"{code}-2"
    return code[: found.start()] + f"{int(found[0]) + 1:0{len(found[0])}}" + code[found.end() :]


def free_name(name: str, taken: Container[str]) -> str:
    """The name, or the first of ``name-2``, ``name-3`` that nothing has."""
    tried = chain([name], (f"{name}-{n}" for n in count(2)))
    return next(it for it in tried if it not in taken)
