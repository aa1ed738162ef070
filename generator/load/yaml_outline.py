"""outline(text) -> Node: where each value of a YAML text begins and ends, and how it is written.

The loader's tree says where values begin; who changes a text must know where they end as well.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

import yaml

from generator.load.yaml_text import LOADER
from generator.problems import Message, StopError, msg

IN_LINES, IN_BRACKETS = "-", "{"
"""Styles of a collection. Those of a scalar are YAML's: none, ``'``, ``"``, ``|``, ``>``."""


class SpliceError(StopError):
    """Why a file cannot be changed as asked."""

    def __init__(self, message: Message | None = None) -> None:
        around = msg("this place cannot be changed without touching what stands around it")
        super().__init__(message or around)


def position(keys: list[str] | None, n: int, step: object) -> int:
    """Which of ``n`` entries a step names; ``keys`` are those of a mapping. Raises SpliceError."""
    if keys is not None and not isinstance(step, int) and str(step) in keys:
        return keys.index(str(step))
    if keys is None and isinstance(step, int) and 0 <= step < n:
        return step
    raise SpliceError


@dataclass(slots=True)
class Node:
    """A value: ``text[start:end]``. A list in lines starts at its first hyphen."""

    start: int
    end: int
    column: int
    """From 0."""
    style: str
    value: str | None
    """What a scalar says; None for a collection."""
    entries: list[tuple[Node | None, Node]] = field(default_factory=list)
    """Keys (None in a list) and values."""
    is_mapping: bool = False

    def position(self, step: object) -> int:
        """Which entry a key, or a position in a list, names."""
        keys = [key.value or "" for key, _ in self.entries if key] if self.is_mapping else None
        return position(keys, len(self.entries), step)


def outline(text: str) -> Node | None:
    """The value that the text holds, one without aliases; None where it holds nothing."""
    root = Node(0, 0, 0, "", None)
    waiting: list[tuple[Node, list[Node]]] = [(root, [])]  # collections with the key just read
    for event in yaml.parse(text, Loader=LOADER):
        if isinstance(event, yaml.ScalarEvent):
            _put(waiting[-1], _scalar(event, text))
        elif isinstance(event, yaml.CollectionStartEvent):
            node = _collection(event)
            _put(waiting[-1], node)
            waiting.append((node, []))
        elif isinstance(event, yaml.CollectionEndEvent):
            node, _ = waiting.pop()
            node.end = _end_of(event) if node.style == IN_BRACKETS else node.entries[-1][1].end
    found = root.entries[0][1] if root.entries else None
    return None if found is not None and found.start == found.end else found


def _put(into: tuple[Node, list[Node]], node: Node) -> None:
    parent, key = into
    if parent.is_mapping and not key:
        key.append(node)
    else:
        parent.entries.append((key.pop() if key else None, node))


def _collection(event: Any) -> Node:
    mark, style = event.start_mark, IN_BRACKETS if event.flow_style else IN_LINES
    mapping = isinstance(event, yaml.MappingStartEvent)
    return Node(mark.index, mark.index, mark.column, style, None, is_mapping=mapping)


def _scalar(event: Any, text: str) -> Node:
    start, style = event.start_mark, event.style or ""
    end = _end_of(event)
    if style in {"|", ">"}:
        head, *lines = text[start.index : end].splitlines(keepends=True)
        while lines and "+" not in head and not lines[-1].strip():  # with «+» they are of the text
            end -= len(lines.pop())
        end -= len(lines[-1]) - len(lines[-1].rstrip("\r\n")) if lines else 0
    return Node(start.index, end, start.column, style, event.value)


def _end_of(event: Any) -> int:
    return int(event.end_mark.index)


def start_of(text: str, node: Node, n: int) -> int:
    """Where an entry begins: its key, or its hyphen (between brackets the item itself)."""
    key, value = node.entries[n]
    if key is not None or node.style == IN_BRACKETS:
        return (key or value).start
    if n == 0:
        return node.start
    hyphen = re.compile(rf"(?<![^\r\n]) {{{node.column}}}-(?!\S)")
    found = list(hyphen.finditer(text, node.entries[n - 1][1].end, value.start + 1))
    if not found:
        raise SpliceError
    return found[-1].end() - 1
