"""What of a content can be mended by itself: fixes of problems, each of them tried in memory.

A fix stays only if the content that it makes has no other problem than before and its own is gone.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import accumulate

from generator.author.draft import Content
from generator.load.splice import Keys, Operation, Rename, Replace, SpliceError, edit_of, splice
from generator.load.yaml_outline import Node, outline
from generator.model.scalars import plain_scalar
from generator.problems import Fix, Problem

_ROUNDS = 6
"""A key that is mended shows what is wrong under it: how often that is mended too."""
_MOST, _TRIES = 1_000, 50
"""Fixes that are looked at, and contents that are tried for them, at one time."""


@dataclass(frozen=True, slots=True)
class Mended:
    """The problems that can be mended by themselves, and the files as they are then."""

    problems: tuple[Problem, ...] = ()
    files: Mapping[str, bytes] = field(default_factory=dict)


def mended(content: Content, problems: Iterable[Problem]) -> Mended:
    """Mend as many of the problems of a content as is sure."""
    likely = [problem for problem in problems if problem.fix][:_MOST]
    return _Trials(content).most(Mended(), likely) if likely else Mended()


def with_sure_fixes(content: Content, problems: Sequence[Problem]) -> list[Problem]:
    """The problems; those that can be mended by themselves say where, the others have no fix."""
    sure = {id(problem) for problem in mended(content, problems).problems}
    return [
        it if it.fix is None else replace(it, fix=_placed(content, it) if id(it) in sure else None)
        for it in problems
    ]


class _Trials:
    """Contents with something mended, of which each is checked."""

    def __init__(self, content: Content) -> None:
        self.content = content
        self.left = _TRIES

    def most(self, known: Mended, more: list[Problem]) -> Mended:
        """What is known to be sure with as many more as can be: all, or those of each half."""
        chosen = (*known.problems, *more)
        self.left -= 1
        if (files := self._with(chosen)) is not None:
            return Mended(chosen, files)
        half = len(more) // 2
        for part in (more[:half], more[half:]) if half else ():
            known = self.most(known, part) if self.left > 0 else known
        return known

    def _with(self, chosen: Sequence[Problem]) -> dict[str, bytes] | None:
        """The files with these mended; None where one cannot be, or anything else is wrong."""
        files: dict[str, bytes] = {}
        wrong = [*chosen]
        for _ in range(_ROUNDS):
            if not _mend({**self.content.files, **files}, files, wrong):
                return None
            if not (wrong := self.content.new_problems(files, chosen)):
                return files
        return None


def _mend(before: Mapping[str, bytes], files: dict[str, bytes], chosen: Iterable[Problem]) -> bool:
    """Write the fixes into files; whether all of them could be."""
    operations: dict[str, list[Operation]] = {}
    for problem in chosen:
        path = problem.place.path.removeprefix("content/")
        operation = _operation(_text(before.get(path, b"")), problem)
        if operation is None:
            return False
        operations.setdefault(path, []).append(operation)
    try:
        files.update((path, splice(before[path], *them)) for path, them in operations.items())
    except SpliceError:
        return False
    return True


def _text(data: bytes) -> str:
    return data.decode("utf-8-sig")


def _operation(text: str, problem: Problem) -> Operation | None:
    """Another key or value where a problem is; None without a fix, or where neither begins."""
    fix, place = problem.fix, problem.place
    if fix is None:
        return None
    found = _beginnings(text).get(_lines(text)[place.line - 1] + place.column - 1)
    new = plain_scalar(fix.text) if fix.bare else fix.text
    return found[0](found[1], new) if found else None


@lru_cache(maxsize=64)
def _beginnings(text: str) -> dict[int, tuple[type[Rename | Replace], Keys]]:
    """What begins where: keys, which may be renamed, and simple values, which may be replaced."""
    found: dict[int, tuple[type[Rename | Replace], Keys]] = {}
    root = _outline(text)
    waiting: list[tuple[Keys, Node]] = [((), root)] if root else []
    while waiting:
        way, node = waiting.pop()
        for n, (key, value) in enumerate(node.entries):
            keys = (*way, n if key is None else key.value or "")
            if value.value is not None:
                found[value.start] = Replace, keys
            if key is not None:
                found[key.start] = Rename, keys
            waiting.append((keys, value))
    return found


_outline = lru_cache(maxsize=64)(outline)


@lru_cache(maxsize=64)
def _lines(text: str) -> list[int]:
    """Where each line begins, and where the text ends."""
    return [0, *accumulate(map(len, text.splitlines(keepends=True)))]


def _placed(content: Content, problem: Problem) -> Fix | None:
    """A fix that is sure, with its end and what is written there."""
    text = _text(content.files[problem.place.path.removeprefix("content/")])
    operation = _operation(text, problem)
    if operation is None or problem.fix is None:
        return None
    _, end, written = edit_of(text, _outline(text), operation)
    line = bisect_right(_lines(text), end - 1)
    column = end - _lines(text)[line - 1] + 1
    return replace(problem.fix, end=(line, column), written=written)
