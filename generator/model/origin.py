"""Mappings and lists that remember where they were written.

The loader builds these instead of ``dict`` and ``list``; a model keeps the one it was made
from, so every check, diff and page can name the line and column of any value.
"""

from __future__ import annotations

from typing import Any

from generator.problems import Place

Position = tuple[int, int]
"""Line and column, both from 1."""


class OriginMap(dict[Any, Any]):
    """A mapping with the position of itself, of its keys and of its values."""

    __slots__ = ("children", "key_positions", "owner", "path", "position", "value_positions")

    def __init__(self, path: str, position: Position) -> None:
        super().__init__()
        self.path = path
        self.position = position
        self.children: dict[str, Any] = {}
        """Values by the text of their key."""
        self.key_positions: dict[str, Position] = {}
        self.value_positions: dict[str, Position] = {}
        self.owner: type | None = None
        """The model that last read this mapping: it knows which keys are allowed."""

    def call(self, new: str, old: str) -> None:
        """Let what stands under a key be found under another one too."""
        if old in self.children:
            self.children[new] = self.children[old]
        self.key_positions[new] = self.key_positions[old]
        self.value_positions[new] = self.value_positions[old]


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
        if isinstance(node, OriginMap) and str(key) in node.value_positions:
            positions = node.key_positions if at_key and key == keys[-1] else node.value_positions
            position = positions[str(key)]
            node = node.children.get(str(key))
        elif isinstance(node, OriginList) and isinstance(key, int) and key < len(node):
            position = node.positions[key]
            node = node[key]
    return Place(origin.path, *position)


def keep_only_places(origin: Origin) -> None:
    """Let the values of a text go once a model holds them; its places stay."""
    waiting: list[Origin] = [origin]
    while waiting:
        node = waiting.pop()
        if isinstance(node, OriginMap):
            node.children = {k: v for k, v in node.children.items() if isinstance(v, Origin)}
            node.clear()
            waiting += node.children.values()
        else:
            node[:] = [item if isinstance(item, Origin) else None for item in node]
            waiting += [item for item in node if item is not None]
