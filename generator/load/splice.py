"""splice(data, *operations) -> bytes: another value in a YAML file, and nothing else touched.

Whatever writes into the content writes through here. Only the range of what changes is replaced,
or a line is put in, in the way of those around it; comments, order, quotes, line ends and all
else stay byte for byte. What comes out is read again, and must say what was asked for and
nothing else: otherwise SpliceError.

    splice(data, Replace(("activities", 0, "title"), "Otro título"))

Operations name their places as they are before any of them. ``apply`` does them to what the
loader has read, which then says the same, each value at its place in the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from generator.load.yaml_outline import (
    IN_BRACKETS,
    IN_LINES,
    Node,
    SpliceError,
    outline,
    position,
    start_of,
)
from generator.load.yaml_text import read_yaml
from generator.load.yaml_write import as_read, entry, is_short, key_text, line_end, on_one_line
from generator.model.origin import Origin, OriginList, OriginMap, position_at
from generator.model.scalars import Plain
from generator.problems import has_errors, msg

__all__ = [
    "LAST",
    "Edit",
    "Insert",
    "Put",
    "Remove",
    "Rename",
    "Replace",
    "SpliceError",
    "apply",
    "splice",
]

Keys = tuple[str | int | Plain, ...]
"""The way to a value: keys of mappings, and positions in lists from 0."""
LAST = -1
"""The position after the last item, to insert one."""


@dataclass(frozen=True, slots=True)
class Replace:
    """Another value at a place."""

    keys: Keys
    value: object


@dataclass(frozen=True, slots=True)
class Rename:
    """Another key for a value."""

    keys: Keys
    name: str | Plain


@dataclass(frozen=True, slots=True)
class Insert:
    """A value under a new key, which comes last or before another, or at a position of a list.

    In a file that says nothing yet, it begins the mapping or the list.
    """

    keys: Keys
    value: object
    before: str | None = None
    remarks: tuple[str, ...] = ()
    """Comments that follow it, a line each; none between brackets."""
    spread: bool = False
    """In lines, and the items of a list too, even if they are short."""

    @property
    def place(self) -> object:
        """Before which entry it comes; None for the end."""
        last = self.keys[-1]
        return self.before if not isinstance(last, int) else None if last == LAST else last


@dataclass(frozen=True, slots=True)
class Remove:
    """A key with its value, or an item of a list, goes; never the only one."""

    keys: Keys


Operation = Replace | Rename | Insert | Remove


@dataclass(frozen=True, slots=True)
class Put:
    """A value at a place, whatever is there; None takes away what is.

    Mappings around it that are not there are begun with it.
    """

    keys: Keys
    value: object
    spread: bool = False
    """As that of what is inserted."""


def splice(data: bytes, *asked: Operation | Put) -> bytes:
    """The file after the operations. Raises SpliceError."""
    tree = _tree(data, asked)
    operations = [
        done for it in asked for done in (_settled(tree, it) if isinstance(it, Put) else [it])
    ]
    mark = _BOM if data.startswith(_BOM) else b""
    text = data.removeprefix(mark).decode("utf-8")
    root = outline(text)
    edits = [(edit_of(text, root, it), it) for it in operations]
    edits.sort(key=lambda pair: pair[0], reverse=True)  # what stands before a change stays there
    apply(tree, [it for _, it in edits])
    before = len(text) + 1
    for (start, end, new), _ in edits:
        if end > before or start == before:
            raise SpliceError
        text, before = text[:start] + new + text[end:], start
    result = mark + text.encode("utf-8", "replace")
    found, problems = read_yaml("", result)
    if has_errors(problems) or repr(found) != repr(tree):
        raise SpliceError
    return result


def _settled(node: Any, it: Put) -> list[Operation]:
    """What puts a value where it goes in a tree."""
    for n, step in enumerate(it.keys, 1):
        is_there = isinstance(step, int) or str(step) in map(str, node)
        below = _entries(node)[_position(node, step)][1] if is_there else None
        here, rest = it.keys[:n], it.keys[n:]
        if not rest or not isinstance(below, OriginMap | OriginList):
            break
        node = below
    value = it.value
    if value is None and (rest or not is_there):
        return []
    if value is None:
        return [Remove(here) if len(node) > 1 else Replace(here, Plain("", "null"))]
    for key in reversed(rest):
        value = {key: value}
    spread = it.spread or bool(rest)
    return [Replace(here, value) if is_there else Insert(here, value, spread=spread)]


_BOM = b"\xef\xbb\xbf"


def _tree(data: bytes, operations: tuple[Operation | Put, ...]) -> Origin:
    """What the loader reads; of a file that says nothing, what the first operation begins."""
    tree, problems = read_yaml("", data)
    if tree is not None and not has_errors(problems):
        return tree
    if {it.code for it in problems} == {"empty-file"} and not outline(data.decode("utf-8-sig")):
        is_list = operations and isinstance(operations[0].keys[0], int)
        return (OriginList if is_list else OriginMap)("", position_at(1, 1))
    raise SpliceError(msg("the file cannot be read; mend it first: avance check"))


def apply(tree: Origin, operations: Iterable[Operation]) -> None:
    """Do the operations to a tree, one after the other. Raises SpliceError."""
    for it in operations:
        node: Any = tree
        for step in it.keys[:-1]:
            node = _entries(node)[_position(node, step)][1]
        _change(node, it)


def _entries(node: Any) -> list[tuple[Any, Any]]:
    """Keys (None in a list) and values."""
    if isinstance(node, OriginMap):
        return list(node.items())
    if isinstance(node, OriginList):
        return [(None, value) for value in node]
    raise SpliceError


def _position(node: Origin, step: object) -> int:
    keys = list(map(str, node)) if isinstance(node, OriginMap) else None
    return position(keys, len(node), step)


def _change(node: Any, it: Operation) -> None:
    entries, last = _entries(node), it.keys[-1]
    if isinstance(it, Insert):
        n = len(entries) if it.place is None else _position(node, it.place)
        entries.insert(n, (last, as_read(it.value)))
    elif isinstance(it, Remove):
        del entries[n := _position(node, last)]
    else:
        key, value = entries[n := _position(node, last)]
        entries[n] = (it.name, value) if isinstance(it, Rename) else (key, as_read(it.value))
    if isinstance(node, OriginMap):
        node.clear()
        node.update(entries)
        node.children = {str(key): value for key, value in entries}
        if isinstance(it, Rename):
            node.positions[str(it.name)] = node.positions.pop(str(last))
        return
    node[:] = [value for _, value in entries]
    if isinstance(it, Insert):
        node.positions.insert(n, node.position)
    elif isinstance(it, Remove):
        del node.positions[n]


# The text.

Edit = tuple[int, int, str]
"""From where to where in the text, and what stands there instead."""


def edit_of(text: str, root: Node | None, it: Operation) -> Edit:
    """What an operation does to a text with this outline. Raises SpliceError."""
    node = root
    for step in it.keys[:-1]:
        node = node.entries[node.position(step)][1] if node else None
    if isinstance(it, Insert):
        return _inserted(text, node, it)
    if node is None:
        raise SpliceError
    n = node.position(it.keys[-1])
    if isinstance(it, Replace):
        return _replaced(text, node, n, as_read(it.value))
    key = node.entries[n][0]
    if isinstance(it, Remove) or key is None:
        return _removed(text, node, n)
    return key.start, key.end, key_text(it.name, text[key.start : key.end])


def _replaced(text: str, node: Node, n: int, value: object) -> Edit:
    (key, old), flow = node.entries[n], node.style == IN_BRACKETS
    if (flow or is_short(value)) and old.style != IN_LINES:
        like = text[old.start : old.end]
        if old.end == len(text) and like[:1] in {"|", ">"}:
            like = '"'  # without a line end behind it such a text has none either
        new = on_one_line(value, flow=flow, like=like)
        return old.start, old.end, new if like or text[old.start - 1].isspace() else f" {new}"
    # From one line to several or back: all that follows the colon or the hyphen.
    head = _HEAD.match(text, key.end if key else start_of(text, node, n))
    if flow or head is None or text[head.end() : old.start].strip():
        raise SpliceError
    lines = entry("" if key else "-", value)
    return head.end(), old.end, _joined(text, lines, node).removeprefix("-")


_HEAD = re.compile(r"\s*[:-]")


def _inserted(text: str, node: Node | None, it: Insert) -> Edit:
    value, last = as_read(it.value), it.keys[-1]
    head = "-" if isinstance(last, int) else f"{key_text(last)}:"
    end = line_end(text)
    if node is None:  # nothing is written yet
        start = end if text and text[-1] not in "\r\n" else ""
        lines = [*entry(head, value, spread=it.spread, items=it.spread), *it.remarks]
        return len(text), len(text), start + "".join(f"{line}{end}" for line in lines)
    n = len(node.entries) if it.place is None else node.position(it.place)
    if node.style == IN_BRACKETS:
        return _between_brackets(text, node, n, f"{head} ".removeprefix("- "), value)
    near = node.entries[min(n, len(node.entries) - 1)][1] if node.entries else node
    spread = it.spread or near.style == IN_LINES
    lines = [*entry(head, value, spread=spread, items=it.spread), *it.remarks]
    if it.place is not None:
        at = start_of(text, node, n)
        return at, at, _joined(text, [*lines, ""], node)
    at = _after(text, node, 0 if len(it.keys) == 1 else node.column)
    return at, at, _joined(text, ["", *lines], node) + (end if at == len(text) else "")


def _between_brackets(text: str, node: Node, n: int, head: str, value: object) -> Edit:
    if not is_short(value):
        raise SpliceError
    new = head + on_one_line(value)
    if n < len(node.entries):
        at = start_of(text, node, n)
        return at, at, f"{new}, "
    at = node.entries[-1][1].end if node.entries else node.start + 1
    return at, at, f", {new}" if node.entries else new


def _removed(text: str, node: Node, n: int) -> Edit:
    start, end = start_of(text, node, n), node.entries[n][1].end
    is_last = n == len(node.entries) - 1
    if node.style == IN_BRACKETS and is_last:
        return node.entries[n - 1][1].end, end, ""
    line = max(text.rfind("\n", 0, start), text.rfind("\r", 0, start)) + 1
    if node.style == IN_LINES and not text[line:start].strip():
        after = _LINE_END.search(text, end)
        return line, after.end() if after else len(text), ""
    following = end if is_last else start_of(text, node, n + 1)
    if text[end:following].strip(" \r\n,"):
        raise SpliceError
    return start, following, ""


_LINE_END = re.compile(r"\r\n|\r|\n")


def _after(text: str, node: Node, column: int) -> int:
    """The end of the line after which a collection goes on: its last one, or its last comment."""
    comments = re.compile(rf"[^\r\n]*(?:[\r\n][ \t\r\n]*(?<=[\r\n]){' ' * column} *#[^\r\n]*)*")
    found = comments.match(text, node.end)
    return found.end() if found else node.end


def _joined(text: str, lines: list[str], node: Node) -> str:
    return f"{line_end(text)}{' ' * node.column}".join(lines)
