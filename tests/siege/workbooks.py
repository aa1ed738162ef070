"""Workbooks that were damaged on the way: bytes, parts and attributes that are others."""

from __future__ import annotations

import io
import random
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

from generator.problems import Problem
from generator.words.formatter import Formatter
from generator.words.problems import as_text
from generator.workbook import Workbook, cell_code, cell_number, cell_percent, read_workbook
from tests.siege.inputs import Input

BOOKS = sorted((Path(__file__).parent.parent / "books").iterdir())
CSV = b'C\xf3digo;Meta;"Otra ""cosa"""\r\n1;2,5;85 %\r\n'
_ATTRIBUTE = re.compile(rb'="([^"]*)"')
_EDGES = (
    *(b"", b"0", b"-1", b"99999999", b"1e999", b"NaN", b"x", b"\xc3\xb1", b"XFD1048576"),
    *(b"A1:XFD1048576", b"1048577", b"true", b"../../x", b"[[[", b'0;0;0;"'),
)


def damaged(seed: int) -> Iterator[Input]:
    """Workbooks without end, each damaged in another way."""
    dice = random.Random(seed)  # noqa: S311  # the same each time
    whole = [("tabla.csv", CSV), *((path.name, path.read_bytes()) for path in BOOKS)]
    while True:
        name, data = dice.choice(whole)
        is_zip = zipfile.is_zipfile(io.BytesIO(data)) and dice.random() < 0.8
        done, data = _part(dice, data) if is_zip else ("bytes", _bytes(dice, data))
        yield Input(f"{name}: {done}", {name: data})


def _part(dice: random.Random, data: bytes) -> tuple[str, bytes]:
    """One part of a zip with other bytes or another attribute, or gone."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", 8) as new:
        torn = dice.choice(old.namelist())
        for name in old.namelist():
            part = old.read(name)
            if name != torn:
                new.writestr(name, part)
            elif dice.random() < 0.9:
                new.writestr(name, _attribute(dice, part))
    return torn, out.getvalue()


def _attribute(dice: random.Random, part: bytes) -> bytes:
    found = list(_ATTRIBUTE.finditer(part))
    if not found or dice.random() < 0.4:
        return _bytes(dice, part)
    one = dice.choice(found)
    return part[: one.start(1)] + dice.choice(_EDGES) + part[one.end(1) :]


def _bytes(dice: random.Random, data: bytes) -> bytes:
    for _ in range(dice.choice((1, 1, 3, 20))):
        at, size = dice.randrange(len(data) + 1), dice.choice((1, 4, 100))
        new = dice.choice((b"", dice.randbytes(size), data[at : at + size] * 2))
        data = data[:at] + new + data[at + size :]
    return data


def read(given: Input) -> bool:
    """Read a workbook and all its cells in every way; whether it could be read."""
    words = Formatter("es", "PE")
    ((name, data),) = given.files.items()
    book = read_workbook(data, name)
    if not isinstance(book, Workbook):
        _told(as_text(book, words), name)
        return False
    for sheet in book.sheets:
        for cell in sheet.used:
            for way in (cell_number, cell_percent, cell_code):
                found = way(sheet, cell)
                if isinstance(found, Problem):
                    _told(as_text([found], words), f"!{cell.address}: error[")
    return True


def _told(text: str, place: str) -> None:
    """One line with its place, which a terminal shows as it is."""
    assert place in text
    assert len(text.splitlines()) == 1
    assert text.replace("#\u200b#", "##").isprintable()  # so that no CI takes it for a command
    assert len(text) < 1_000
