"""XML of others, read with expat: with places, within bounds, and never with a document type."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from xml.parsers import expat

from generator.load.yaml_text import UNSHOWN
from generator.problems import Place, Problem, StopError, error, msg
from generator.workbook.parts import MAX_BYTES, MAX_ELEMENTS

NAMESPACE = "urn:avance:plan:1"
"""Of what the standards have no words for, so that a plan can be read back."""
_XML = "http://www.w3.org/XML/1998/namespace"
_PREFIXES = {"": "", NAMESPACE: "avance:", _XML: "xml:"}
_DEEPEST = 40


@dataclass(slots=True)
class XmlNode:
    """An element with its place; ``taken`` once something was made of it."""

    name: str
    place: Place
    attributes: Mapping[str, str] = field(default_factory=dict)
    children: list[XmlNode] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    taken: bool = False

    @property
    def text(self) -> str:
        """Its own text on one line."""
        return _seen("".join(self.texts))

    def get(self, name: str) -> str:
        """An attribute without blanks around it; "" where it is missing."""
        return _seen(self.attributes.get(name, ""))

    def has(self, name: str) -> bool:
        """Whether it has an element of a name."""
        return any(it.name == name for it in self.children)

    def all(self, *names: str) -> list[XmlNode]:
        """Its elements of some names, which are then taken."""
        found = [it for it in self.children if it.name in names]
        for it in found:
            it.taken = True
        return found

    def one(self, name: str) -> XmlNode | None:
        """The first of a name, which is then taken."""
        found = next((it for it in self.children if it.name == name), None)
        if found:
            found.taken = True
        return found

    def take(self) -> None:
        """Something was made of all of it."""
        self.taken = True
        for it in self.children:
            it.take()

    def matching(self, name: str, key: str, value: str) -> list[XmlNode]:
        """Its elements of a name with an attribute, which are then taken with all in them."""
        found = [it for it in self.children if it.name == name and it.get(key) == value]
        for it in found:
            it.take()
        return found

    def lost(self, path: str = "") -> Iterator[str]:
        """The ways to the elements that nothing was made of."""
        for it in self.children:
            if it.taken:
                yield from it.lost(it.name)
            else:
                lang = f" ({it.get('xml:lang')})" if it.get("xml:lang") else ""
                yield (f"{path}/{it.name}" if path else it.name) + lang


def _seen(text: str) -> str:
    """A text on one line, without signs that nobody sees."""
    shown = "".join(it for it in text if it.isspace() or unicodedata.category(it) not in UNSHOWN)
    return unicodedata.normalize("NFC", " ".join(shown.split()))


def is_xml(data: bytes) -> bool:
    """Whether a file begins as XML does, whatever it is called."""
    return data[:200].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").startswith(b"<")


def read_xml(path: str, data: bytes) -> XmlNode | Problem:
    """The outermost element, or what keeps the file from being read."""
    reader = _Reader(path)
    if len(data) > MAX_BYTES:
        what = msg("it has more than {n} MB", n=MAX_BYTES // 1_000_000)
        return error("iati-file", Place(path), what, _ANOTHER)
    try:
        reader.parser.Parse(data, True)
    except StopError as stop:
        return error("iati-file", reader.place, stop.message, _ANOTHER)
    except (expat.ExpatError, LookupError, ValueError) as failure:
        what = msg("its letters are in an encoding that is not read")
        if isinstance(failure, expat.ExpatError):
            why = expat.ErrorString(failure.code)
            what = msg("this is no XML that can be read: {why}", why=why)
        return error("iati-file", reader.place, what, _AGAIN)
    assert reader.top is not None  # noqa: S101  # a file without an element is no XML
    return reader.top


_ANOTHER = msg("import the activities of one plan, in a file of their own")
_AGAIN = msg("get it again from who publishes it, in UTF-8")
_WITH_TYPE = msg("it has a document type (DOCTYPE), by which a file can attack who reads it")


class _Reader:
    def __init__(self, path: str) -> None:
        self._path, self._n = path, 0
        self._open: list[XmlNode] = []
        self.top: XmlNode | None = None
        self.parser: Any = expat.ParserCreate(namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.StartDoctypeDeclHandler = self._refuse
        self.parser.StartElementHandler, self.parser.EndElementHandler = self._start, self._end
        self.parser.CharacterDataHandler = self._text

    @property
    def place(self) -> Place:
        parser = self.parser
        return Place(
            self._path, line=parser.CurrentLineNumber, column=parser.CurrentColumnNumber + 1
        )

    def _refuse(self, *_: object) -> None:
        raise StopError(_WITH_TYPE)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._n += 1
        if self._n > MAX_ELEMENTS or len(self._open) > _DEEPEST:
            raise StopError(msg("it has more elements than a plan can need"))
        named = {_local(key): value for key, value in attributes.items()}
        node = XmlNode(_local(name), self.place, named)
        if self._open:
            self._open[-1].children.append(node)
        else:
            self.top = node
        self._open.append(node)

    def _end(self, _name: str) -> None:
        self._open.pop()

    def _text(self, data: str) -> None:
        self._open[-1].texts.append(data)


def _local(name: str) -> str:
    """A name with a prefix of ours; those of others keep what they are called by."""
    space, _, local = name.rpartition(" ")
    return _PREFIXES.get(space, f"{space} ") + local
