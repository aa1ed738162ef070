"""The parts of a workbook that is a zip of XML files: measured before a byte is inflated.

XML is read piece by piece with expat, never as a whole tree and never with a document type, by
which entities could be declared.
"""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass
from io import BytesIO
from typing import IO
from xml.parsers import expat
from zipfile import BadZipFile, ZipFile

from generator.problems import Place, msg
from generator.workbook.hazards import DAMAGED, TOO_LARGE, WITH_PASSWORD, UnreadableError

MAX_BYTES = 50_000_000
"""Of a file."""
MAX_INFLATED = 500_000_000
"""Of all its parts together. 200,000 rows of 82 cells with a border and nothing in them have 360
MB; parts are read in pieces, and only what stands in cells is kept."""
MAX_PARTS = 10_000
_PIECE = 1 << 20
_UNREADABLE = (BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OSError)


class PackageParts:
    """The parts of a workbook by their names."""

    def __init__(self, path: str, data: bytes) -> None:
        self.path = path
        try:
            self._archive = ZipFile(BytesIO(data))
            infos = self._archive.infolist()
        except _UNREADABLE:
            raise UnreadableError(DAMAGED, Place(path)) from None
        self.names = {info.filename: info.file_size for info in infos}
        self._n_read = 0
        if len(infos) > MAX_PARTS or sum(self.names.values()) > MAX_INFLATED:
            raise self._too_large()
        if any(info.flag_bits & 1 for info in infos):
            raise UnreadableError(WITH_PASSWORD, Place(path))

    def read(self, name: str, most: int = 20_000) -> bytes:
        """The beginning of a part; nothing where it is not there."""
        if name not in self.names:
            return b""
        try:
            with self._archive.open(name) as stream:
                return stream.read(most)
        except _UNREADABLE:
            raise UnreadableError(DAMAGED, Place(self.path)) from None

    def parse(self, name: str, to: Handler, without: re.Pattern[bytes] | None = None) -> None:
        """Read a part of XML; what matches ``without``, tag by tag, is passed over."""
        self._spend(self.names.get(name, 0))
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler, parser.EndElementHandler = to.start, to.end
        parser.CharacterDataHandler = to.text
        parser.StartDoctypeDeclHandler = self._refuse
        try:
            with self._archive.open(name) as stream:
                _feed(stream, parser, without)
        except (LookupError, expat.ExpatError, *_UNREADABLE):
            raise UnreadableError(DAMAGED, Place(self.path)) from None

    def elements(self, name: str) -> list[XmlElement]:
        """All elements of a small part, in their order; none where it is not there."""
        found = _Elements(self.path)
        if name in self.names:
            self.parse(name, found)
        return found.all

    def _spend(self, n_bytes: int) -> None:
        """Count what is read: a part may be named many times."""
        self._n_read += n_bytes
        if self._n_read > MAX_INFLATED:
            raise self._too_large()

    def _too_large(self) -> UnreadableError:
        most = f"{MAX_INFLATED / 1e6:.0f}"
        what = msg("unpacked, it has more than {most} MB", most=most)
        return UnreadableError(TOO_LARGE, Place(self.path), what)

    def _refuse(self, *_: object) -> None:
        raise UnreadableError(DAMAGED, Place(self.path))


def _feed(
    stream: IO[bytes], parser: expat.XMLParserType, without: re.Pattern[bytes] | None
) -> None:
    """Hand XML to a parser in pieces that end where a tag ends."""
    rest = b""
    while piece := stream.read(_PIECE):
        whole, mark, after = (rest + piece).rpartition(b">")
        data, rest = whole + mark, after
        parser.Parse(without.sub(b"", data) if without else data)
    parser.Parse(rest, True)


class Handler:
    """Takes what stands in a part."""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""

    def end(self, name: str) -> None:
        """An element ends."""

    def text(self, data: str) -> None:
        """Letters between tags."""


@dataclass(slots=True)
class XmlElement:
    """An element with names without prefixes, and its own text."""

    name: str
    parent: str
    attributes: dict[str, str]
    text: str = ""


MAX_ELEMENTS = 500_000


class _Elements(Handler):
    def __init__(self, path: str) -> None:
        self.all: list[XmlElement] = []
        self._path = path
        self._open: list[XmlElement] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        parent = self._open[-1].name if self._open else ""
        named = {local(key): value for key, value in attributes.items()}
        self._open.append(XmlElement(local(name), parent, named))
        self.all.append(self._open[-1])
        if len(self.all) > MAX_ELEMENTS:
            what = msg("it has more than {most} formats and names", most=MAX_ELEMENTS)
            raise UnreadableError(TOO_LARGE, Place(self._path), what)

    def end(self, name: str) -> None:
        del name
        self._open.pop()

    def text(self, data: str) -> None:
        self._open[-1].text += data


def local(name: str) -> str:
    """A name without its prefix."""
    return name.rpartition(":")[2] if ":" in name else name
