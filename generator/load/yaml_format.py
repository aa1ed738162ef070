"""formatted(data) -> bytes: a YAML file in the form in which content is kept.

Only spaces, line ends, marks of documents and needless single quotes are touched, and only where
they are not as the manual says: comments, order, styles and line breaks stay as the author chose.
What comes out is read again and must say the same, else SpliceError. Twice is once.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate, pairwise
from typing import Any

from generator.load.yaml_outline import IN_BRACKETS, IN_LINES, Node, SpliceError, outline, start_of
from generator.load.yaml_text import read_yaml
from generator.load.yaml_write import quoted
from generator.model.origin import OriginList, OriginMap
from generator.problems import has_errors, msg

STEP = 2
"""Spaces by which each level goes in; a list does too, under its key."""


def formatted(data: bytes) -> bytes:
    """The file in its form. Raises SpliceError where it cannot be read, or not changed safely.

    Of a file that says nothing, spaces and line ends are mended.
    """
    tree, problems = read_yaml("", data)
    if has_errors(it for it in problems if it.code != "empty-file"):
        raise SpliceError(msg("the file cannot be read; mend it first: avance check"))
    text = re.sub(r"\r\n?", "\n", data.decode("utf-8-sig"))
    for keeps_texts in (False, True):
        try:
            result = _written(text, keeps_texts=keeps_texts).encode("utf-8")
        except SpliceError:
            break
        if result == data:
            return data
        found, again = read_yaml("", result)
        if _meaning(found) == _meaning(tree) and [p.code for p in again] == [
            p.code for p in problems
        ]:
            return result
    raise SpliceError(_UNSAFE)


_UNSAFE = msg("its spaces cannot be mended by themselves; write each key as «key: value»")


def _written(text: str, *, keeps_texts: bool) -> str:
    form = _Form(text, keeps_texts=keeps_texts)
    if (root := outline(text)) is not None:
        form.take(root, 0, (0, 0))
        form.take_marks(root)
    return form.written()


def _meaning(node: Any) -> object:
    """What models are made from: mappings in order, texts without the spaces that none reads."""
    if isinstance(node, OriginMap):
        return [(str(key), type(key), _meaning(value)) for key, value in node.items()]
    if isinstance(node, OriginList):
        return [_meaning(value) for value in node]
    if isinstance(node, str) and " " in node.strip():  # a word may be one of a vocabulary
        return re.sub(r" ?\n", "\n", re.sub(r"[ \t]+", " ", node)).strip()
    return node


_Columns = tuple[int, int]
"""Where something began, and where it is to begin."""


class _Form:
    """Collects what is to be changed in a text: within lines by ``take``, then lines."""

    def __init__(self, text: str, *, keeps_texts: bool) -> None:
        self.text = text
        self.keeps_texts = keeps_texts
        """Spaces at the ends of the lines of a text in lines stay, and so does its own end."""
        self.lines = text.removesuffix("\n").split("\n")
        self.starts = [0, *accumulate(len(line) + 1 for line in self.lines)][:-1]
        self.edits: list[tuple[int, int, str]] = []
        self.entries: dict[int, list[_Columns]] = {}
        """Of keys and hyphens, by their line."""
        self.moved: dict[int, int] = {}
        """By how much a line moves that goes on with a value."""
        self.depths: dict[int, int] = {}
        """Of the lines of a text in lines: the column of the text."""
        self.marks: set[int] = set()
        """Lines that begin or end the document."""

    def take(self, node: Node, column: int, holder: _Columns) -> None:
        """A value; ``column`` is its new one if it is in lines, ``holder`` what it stands under."""
        if node.style == IN_LINES:
            self._take_lines(node, column)
            return
        self._take_rest(node, holder)
        if node.style == IN_BRACKETS:
            self._take_brackets(node)
        elif node.style == "'" and _is_simple(self.text[node.start : node.end]):
            self._edit(node.start, node.end, quoted(node.value or ""))

    def take_marks(self, root: Node) -> None:
        """The marks ``---`` and ``...``, which one document needs only after a directive."""
        first, last = self._line(root.start), self._line(root.end - 1)
        if not any(line.startswith("%") for line in self.lines[:first]):
            around = {*range(first), *range(last + 1, len(self.lines))}
            self.marks = {n for n in around if re.fullmatch(r"(---|\.\.\.)\s*", self.lines[n])}

    def _edit(self, start: int, end: int, new: str) -> None:
        if self.text[start:end] != new:
            self.edits.append((start, end, new))

    def _line(self, at: int) -> int:
        return bisect_right(self.starts, at) - 1

    def _take_lines(self, node: Node, new: int) -> None:
        for n, (key, value) in enumerate(node.entries):
            at = start_of(self.text, node, n)
            if key and re.search(r"\? *$", self.text[self.starts[self._line(at)] : at]):
                raise SpliceError  # a key that is marked as one
            line = self._line(at)
            columns = at - self.starts[line], new
            self.entries.setdefault(line, []).append(columns)
            if key:
                self.take(key, 0, columns)
            head = key.end if key else at + 1
            if value.end > value.start and _GAP.fullmatch(self.text, head, value.start):
                self._edit(head, value.start, ": " if key else " ")
            self.take(value, new + STEP, columns)

    def _take_brackets(self, node: Node) -> None:
        spans: list[tuple[int, int]] = []
        for key, value in node.entries:
            if key and value.start == value.end and spans and spans[-1][1] + 1 == key.start:
                spans[-1] = spans[-1][0], key.end  # 98,5: one value with a comma, to the loader
                continue
            spans += [(part.start, part.end) for part in (key, value) if part]
        if self.text[node.start] in "[{":  # not a pair alone in a list, which has no brackets
            spans = [(-1, node.start + 1), *spans, (node.end - 1, -1)]
        for (first, end), (start, last) in pairwise(spans):
            if _GAP.fullmatch(self.text, end, start):
                mark = self.text[end:start].strip() if min(first, last) >= 0 else ""
                self._edit(end, start, f"{mark} " if mark else "")
        for part in (part for entry in node.entries for part in entry if part):
            self.take(part, 0, (0, 0))

    def _take_rest(self, node: Node, holder: _Columns) -> None:
        """The lines of a value move with what it stands under; a text in lines stands a step in."""
        is_block = node.style in {"|", ">"}
        first, last = self._line(node.start), self._line(node.end - (not is_block))
        old, new = holder
        lines, by = range(first + 1, last + 1), new - old
        if first not in self.entries:
            self.moved.setdefault(first, by)
        if is_block and not (node.value or "").strip():
            return  # what follows is no text of it
        if is_block:
            head = self.lines[first][node.start - self.starts[first] :]
            depth = next((_indent(self.lines[n]) for n in lines if self.lines[n].strip()), 0)
            if not re.match(r"[|>][+-]?[1-9]", head):
                by = new + STEP - depth
            self.depths.update((n, depth) for n in lines)
        for n in lines:
            self.moved.setdefault(n, by)

    def written(self) -> str:
        """The text with all changes."""
        parts: list[str] = []
        at = 0
        for start, end, new in sorted(self.edits):
            if start < at:
                raise SpliceError
            parts += [self.text[at:start], new]
            at = end
        text = "".join([*parts, self.text[at:]])
        column_of_comment = self._columns_of_comments()
        out: list[str] = []
        last = 0  # lines up to the last one that is not blank, or that is of a text
        for n, line in enumerate(text.removesuffix("\n").split("\n")):
            new = self._indented(n, line, column_of_comment)
            if n in self.marks or not (new or n in self.moved or (out and out[-1])):
                continue
            out.append(new)
            last = len(out) if new or n in self.moved else last
        is_open = self.keeps_texts and not text.endswith("\n") and bool(self.moved)
        return "\n".join(out[:last]) + ("" if is_open or not last else "\n")

    def _indented(self, n: int, line: str, column_of_comment: dict[int, int]) -> str:
        depth = _indent(line)
        if n in self.depths:
            new, rest = " " * max(depth + self.moved[n], 0), line[depth:]
            if not rest:  # more spaces than those before the text are text
                return new if depth > self.depths[n] else ""
            return new + (rest if self.keeps_texts else _AT_END.sub("", rest) or rest)
        rest = _AT_END.sub("", line).lstrip(" \t")
        if n in column_of_comment:
            depth = column_of_comment[n]
        elif n in self.moved:
            depth = max(depth + self.moved[n], 0)
        elif n in self.entries and self.entries[n][0][0] == depth:
            depth = self.entries[n][0][1]
        return " " * depth + rest if rest else ""

    def _columns_of_comments(self) -> dict[int, int]:
        """A comment stands like the entry that follows, or the last one that stood where it does.

        Where no entry did, it moves as what is before it, but never into a text in lines.
        """
        found: dict[int, int] = {}
        known: dict[int, int] = {}
        by, most, waiting = 0, len(self.text), list[int]()
        for n, line in enumerate(self.lines):
            if n in self.entries:
                (old, new), *_ = self.entries[n]
                found.update((it, new) for it in waiting if _indent(self.lines[it]) == old)
                known.update(self.entries[n])
                by, waiting = new - old, []
                most = self.entries[n][-1][1] if _TEXT_BEGINS.search(line) else len(self.text)
            elif line.lstrip(" \t").startswith("#") and n not in self.moved:
                depth = _indent(line)
                found[n] = min(known.get(depth, max(depth + by, 0)), most)
                waiting.append(n)
        return found


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _is_simple(written: str) -> bool:
    """Whether a text between single quotes has nothing that double quotes would change."""
    return written.isprintable() and not set('"\\') & set(written)


_GAP = re.compile(r"[ \t]*[,:]?[ \t]*")
_AT_END = re.compile(r"(?<!\\)[ \t]+$")
"""Not an escaped space of a quoted text."""
_TEXT_BEGINS = re.compile(r"[|>][-+0-9]*\s*(?:#.*)?$")
