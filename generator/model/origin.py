"""Mappings and lists that remember where they were written.

The loader builds these instead of ``dict`` and ``list``; a model keeps the one it was made
from, so every check, diff and page can name the line and column of any value.
"""

from __future__ import annotations

from typing import Any

from generator.problems import Place

Position = int
"""Line and column, both from 1, in one number: a large content has millions of them."""
_BITS = 24
"""Of a column: more than a file has signs."""
_COLUMN = (1 << _BITS) - 1


def position_at(line: int, column: int) -> Position:
    """A line and a column, both from 1, as one number."""
    return line << _BITS | column


def line_of(position: Position) -> int:
    """The line, from 1."""
    return position >> _BITS


def place_at(path: str, position: Position) -> Place:
    """A position of a file."""
    return Place(path, position >> _BITS, position & _COLUMN)


class OriginMap(dict[Any, Any]):
    """A mapping with the position of itself, of its keys and of its values."""

    __slots__ = ("children", "owner", "path", "position", "positions")

    def __init__(self, path: str, position: Position) -> None:
        super().__init__()
        self.path = path
        self.position = position
        self.children: dict[str, Any] = {}
        """Values by the text of their key."""
        self.positions: dict[str, int] = {}
        """Of the key and of the value, in one number."""
        self.owner: type | None = None
        """The model that last read this mapping: it knows which keys are allowed."""

    def put(self, name: str, key: Position, value: Position) -> None:
        """Say where a key and its value stand."""
        self.positions[name] = key << 2 * _BITS | value

    def key_position(self, name: str) -> Position:
        """Where a key stands."""
        return self.positions[name] >> 2 * _BITS

    def value_position(self, name: str) -> Position:
        """Where what is under a key stands."""
        return self.positions[name] & _VALUE

    def call(self, new: str, old: str) -> None:
        """Let what stands under a key be found under another one too."""
        if old in self.children:
            self.children[new] = self.children[old]
        self.positions[new] = self.positions[old]


_VALUE = (1 << 2 * _BITS) - 1


class OriginList(list[Any]):
    """A list with the position of itself and of its items."""

    __slots__ = ("path", "position", "positions")

    def __init__(self, path: str, position: Position) -> None:
        super().__init__()
        self.path = path
        self.position = position
        self.positions: list[Position] = []


Origin = OriginMap | OriginList


def locate(origin: Origin, keys: tuple[str | int, ...], *, at_key: bool = False) -> Place:
    """Place of the value under ``keys``; of the nearest thing written where a key is absent.

    Keys that do not exist in the text (names of union members, say) are passed over.
    """
    node: object = origin
    position = origin.position
    for key in keys:
        if isinstance(node, OriginMap) and (name := str(key)) in node.positions:
            is_key = at_key and key == keys[-1]
            position = node.key_position(name) if is_key else node.value_position(name)
            node = node.children.get(name)
        elif isinstance(node, OriginList) and isinstance(key, int) and key < len(node):
            position = node.positions[key]
            node = node[key]
    return place_at(origin.path, position)


def keep_only_places(origin: Origin) -> None:
    """Let the values of a text go once a model holds them; its places stay."""
    waiting: list[Origin] = [origin]
    while waiting:
        node = waiting.pop()
        if isinstance(node, OriginMap):
            below = {k: v for k, v in node.children.items() if isinstance(v, Origin)}
            node.children = below or _NONE
            node.clear()
            waiting += below.values()
        else:
            node[:] = [item if isinstance(item, Origin) else None for item in node]
            waiting += [item for item in node if item is not None]


_NONE: dict[str, Any] = {}
"""What most mappings hold once the values are gone: one for all of them."""
