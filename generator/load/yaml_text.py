"""Read one YAML file into mappings and lists that know their places.

The text is taken as a stream of events (libyaml through PyYAML): one pass, no recursion, so
deep nesting cannot exhaust the stack, an alias is refused where it stands and never expanded,
and every value has its line and column. Whatever YAML does silently (doubled keys, tags,
several documents, guessed types) is a problem here.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cached_property, lru_cache
from typing import Any

import yaml

from generator.load.decoding import StopReadingError, decoded
from generator.load.yaml_words import quoted, syntax_problem
from generator.model.origin import OriginList, OriginMap, Position, line_of, place_at, position_at
from generator.model.scalars import Plain, plain_scalar
from generator.problems import Message, Place, Problem, error, msg, warning

MAX_DEPTH = 40
MAX_DIGITS = 20

_SHEET_ERROR = re.compile(
    r":\s+(#[¡¿]?(?:REF!|DIV/0!|VALUE!|VALOR!|NAME\?|NOMBRE\?|NUM!|NULL!|NULO!|N/A|N/D))"
)
_COMMENT = re.compile(r"[ \t]+#\s*\S")
_FAR = 20
"""Signs between a key and what stands for its value: without a bound, a long line costs much."""
UNSHOWN = {"Cc", "Cf", "Co", "Cs", "Zl", "Zp"}
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_QUOTED = ('"', "'")
_Key = tuple[str | Plain | None, Position]


def read_yaml(path: str, data: bytes) -> tuple[OriginMap | OriginList | None, list[Problem]]:
    """Parse ``data``. The tree is None where nothing can be made of the file."""
    builder = _Builder(path)
    try:
        builder.text = decoded(path, data)
        for event in iter(LOADER(builder.text).get_event, None):
            builder.take(event)
        return builder.finish(), builder.problems
    except StopReadingError as stop:
        return None, [*builder.problems, stop.problem]
    except yaml.MarkedYAMLError as failure:
        return None, [
            *builder.problems,
            builder.open_quote or syntax_problem(path, failure, builder.text),
        ]


class _Builder:
    """Builds the tree from events, collecting what is wrong on the way."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.problems: list[Problem] = []
        self.documents: list[Any] = []
        self.text = ""
        self.open_quote: Problem | None = None
        """A quoted text that goes on over lines: what a forgotten quote looks like."""
        self._stack: list[OriginMap | OriginList] = []
        self._flow: list[bool] = []
        self._keys: list[_Key | None] = []

    def take(self, event: yaml.Event) -> None:
        """Take the next event of the stream."""
        if type(event) is yaml.ScalarEvent:
            self._scalar(event)
        elif isinstance(event, yaml.DocumentStartEvent):
            if self.documents:
                self._stop(
                    "several-documents",
                    event,
                    msg("a second document starts here (---)"),
                    msg("write one document per file"),
                )
        elif isinstance(event, yaml.AliasEvent):
            self._stop_alias(event, "*")
        elif isinstance(event, yaml.NodeEvent):
            self._node(event)
        elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
            self._close()

    def finish(self) -> OriginMap | OriginList | None:
        """The tree of the only document, or None where the file says nothing."""
        root = self.documents[0] if self.documents else Plain("", "null")
        if isinstance(root, OriginMap | OriginList):
            return root
        empty = isinstance(root, Plain) and root.kind == "null"
        what = msg("the file is empty") if empty else msg("the file holds only a value")
        hint = msg("see the page of the file in the editors' guide")
        self.problems.append(error("empty-file", Place(self.path, 1, 1), what, hint))
        return None

    def _scalar(self, event: Any) -> None:
        if event.anchor or event.tag is not None:
            self._marked(event)
        position = _position(event)
        self.open_quote = None
        if event.style in _QUOTED:
            self._watch_quotes(event, position)
        bare = event.implicit[0] and event.tag is None
        value = self._plain(event.value) if bare else event.value
        if self._noted and bare and isinstance(value, str) and event.end_mark.line in self._noted:
            self._watch_comment(event, value)
        self._put(value, position)

    def _watch_comment(self, event: Any, value: str) -> None:
        """Text goes on after a ``#``: to YAML a comment, which nobody would see again."""
        rest = self._lines[event.end_mark.line][event.end_mark.column :]
        is_value = bool(self._keys) and (self._keys[-1] is not None or not self._is_mapping)
        if is_value and " " in value and _COMMENT.match(rest):
            self.problems.append(
                warning(
                    "text-after-hash",
                    place_at(self.path, _position(event)),
                    msg(
                        "the text ends before «{rest}»: what follows # is not read",
                        rest=shown(rest.strip()[:40]),
                    ),
                    msg("put all of it between quotes; a comment stands on a line of its own"),
                )
            )

    @property
    def _is_mapping(self) -> bool:
        return isinstance(self._stack[-1], OriginMap)

    @cached_property
    def _noted(self) -> frozenset[int]:
        """Lines with a comment, counted from 0."""
        if " #" not in self.text:
            return frozenset()
        return frozenset(n for n, line in enumerate(self._lines) if " #" in line)

    def _marked(self, event: Any) -> None:
        """An anchor stops the reading; a tag is passed over."""
        if event.anchor:
            self._stop_alias(event, "&")
        if event.tag is not None:
            self.problems.append(
                error(
                    "yaml-tag",
                    place_at(self.path, _position(event)),
                    msg("YAML tags are not used here ({tag})", tag=short(event.tag)),
                    msg("remove the tag; put text between quotes"),
                )
            )

    def _node(self, event: Any) -> None:
        """A mapping or a list begins."""
        self._marked(event)
        position = _position(event)
        if len(self._stack) >= MAX_DEPTH:
            self._stop(
                "too-deep",
                event,
                msg("more than {most} levels of nesting", most=MAX_DEPTH),
                msg("close the brackets or mend the indentation"),
            )
        mapping = isinstance(event, yaml.MappingStartEvent)
        node = OriginMap(self.path, position) if mapping else OriginList(self.path, position)
        self._put(node, position)
        self._stack.append(node)
        self._flow.append(bool(event.flow_style))
        self._keys.append(None)

    def _watch_quotes(self, event: Any, position: Position) -> None:
        if event.end_mark.line > event.start_mark.line:
            self.open_quote = error(
                "yaml-syntax",
                place_at(self.path, position),
                msg("the quotes opened here are closed on another line"),
                msg("close them at the end of the text"),
            )

    def _plain(self, value: str) -> str | Plain:
        """An unquoted scalar; ``#REF!`` and its like, which YAML takes for a comment, are kept."""
        key = self._keys[-1] if self._keys else None
        if value or key is None:
            return _unquoted(value)
        place = place_at("", key[1])
        end = place.column + 2 * len(str(key[0])) + _FAR
        found = _SHEET_ERROR.search(self._lines[place.line - 1], place.column, end)
        return Plain(found[1], "spreadsheet") if found else plain_scalar(value)

    @cached_property
    def _lines(self) -> list[str]:
        return self.text.splitlines() or [""]

    def _close(self) -> None:
        self._stack.pop()
        self._flow.pop()
        self._keys.pop()

    def _put(self, value: Any, position: Position) -> None:
        if not self._stack:
            self.documents.append(value)
            return
        parent = self._stack[-1]
        if isinstance(parent, OriginList):
            parent.append(value)
            parent.positions.append(position)
        elif (key := self._keys[-1]) is None:
            self._keys[-1] = (self._key(value, position), position)
        else:
            self._keys[-1] = None
            empty = isinstance(value, Plain) and value.kind in {"null", "spreadsheet"}
            self._entry(parent, key, value, key[1] if empty else position)

    def _key(self, value: Any, position: Position) -> str | Plain | None:
        """The key as text; None, and so no entry, where it is not one."""
        if isinstance(value, str | Plain):
            return value
        self.problems.append(
            error(
                "complex-key",
                place_at(self.path, position),
                msg("a list or a mapping stands where a key is expected"),
                msg("write a simple key followed by a colon"),
            )
        )
        return None

    def _entry(self, parent: OriginMap, key: _Key, value: Any, position: Position) -> None:
        name, key_spot = key
        if name is None or (self._flow[-1] and _joined(parent, key, value)):
            return
        text = str(name)
        if not _is_seen(text) and (found := _UNSEEN.search(text)):
            self.problems.append(_unseen(place_at(self.path, key_spot), text, found[0]))
            return
        if text == "<<":
            place = place_at(self.path, key_spot)
            self.problems.append(
                error("yaml-alias", place, msg("the merge key «<<» is not used here"), _NO_ALIAS)
            )
            return
        if text in parent.positions:
            self.problems.append(
                error(
                    "duplicate-key",
                    place_at(self.path, key_spot),
                    msg(
                        "the key «{key}» is repeated; first in line {line}",
                        key=short(text),
                        line=line_of(parent.key_position(text)),
                    ),
                    msg("keep one of them: YAML would silently keep the last"),
                )
            )
            return
        parent[name] = value
        parent.put(text, key_spot, position)
        parent.children[text] = value

    def _stop_alias(self, event: Any, mark: str) -> None:
        name = f"{mark}{event.anchor}"
        what = msg("«{name}» is a YAML anchor or alias", name=name)
        line = self._lines[event.start_mark.line]
        self._stop("yaml-alias", event, what, quoted(line) or _NO_ALIAS)

    def _stop(self, code: str, event: yaml.Event, message: Message, hint: Message) -> None:
        raise StopReadingError(error(code, place_at(self.path, _position(event)), message, hint))


_UNSEEN = re.compile(r"^\s|\s$|[^\S \n\t]|[\u00ad\u200b-\u200f\u2060\ufeff]")
"""In a key: space at its ends, a space that is no common one, a sign without width."""


def _is_seen(text: str) -> bool:
    """Whether a key is plain ASCII without a space at its ends, as most are."""
    return text.isascii() and text.isprintable() and text == text.strip()


def _unseen(place: Place, key: str, char: str) -> Problem:
    what = msg(
        "the key «{key}» has a character that cannot be seen ({char})",
        key=short(key),
        char=f"U+{ord(char):04X}",
    )
    hint = msg("write it without: «{key}»", key=short(" ".join(_UNSEEN.sub(" ", key).split())))
    return error("hidden-character", place, what, hint)


_NO_ALIAS = msg(
    "write the value where it is meant; put text that starts with & or * between quotes"
)


def _joined(parent: OriginMap, key: _Key, value: Any) -> bool:
    """Whether ``5`` of ``{a: 98,5}``, to YAML a key without value, went back to its number.

    There the rules on numbers refuse it with the right form. So does ``500.00`` of
    ``{a: S/ 12,500.00}``.
    """
    if not isinstance(value, Plain) or value.text:
        return False
    last, (name, position) = next(reversed(parent), None), key
    number = parent.get(last)
    text = number.text if isinstance(number, Plain) and number.kind == "number" else number
    if not (isinstance(text, str) and _BEFORE_COMMA.fullmatch(text)):
        return False
    start = parent.value_position(str(last))
    if position != start + len(text) + 1 or not _BEHIND_COMMA.fullmatch(str(name)):
        return False
    joined = f"{text},{name}"
    parent[last] = Plain(joined, "number") if isinstance(number, Plain) else joined
    return True


_BEFORE_COMMA = re.compile(r"(?:(?:S/\.?|US\$|[$€]) ?)?-?[0-9.,]+")
_BEHIND_COMMA = re.compile(r"[0-9]+(?:\.[0-9]+)?")


@lru_cache(maxsize=1 << 14)
def _unquoted(text: str) -> str | Plain:
    """A number too long for exact arithmetic is cut, so that it is refused as not a number."""
    value = plain_scalar(text)
    if isinstance(value, Plain) and value.kind == "number" and len(value.text) > MAX_DIGITS:
        return Plain(value.text[:MAX_DIGITS] + "…", "number")
    return value


def shown(text: str) -> str:
    """What an author wrote, fit for a message: one line, nothing that a terminal would obey."""
    if text.isprintable():
        return text
    return "".join("?" if unicodedata.category(char) in UNSHOWN else char for char in text)


_MOST_SHOWN = 120


def short(text: str) -> str:
    """Enough of a text to find it; a message is no place for a page."""
    return shown(text if len(text) <= _MOST_SHOWN else text[: _MOST_SHOWN - 1] + "…")


def _position(event: yaml.Event) -> Position:
    mark = event.start_mark
    assert mark is not None  # noqa: S101  # every event of a parser has one
    return position_at(mark.line + 1, mark.column + 1)
