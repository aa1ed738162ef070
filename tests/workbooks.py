"""Workbooks as people make them, and LibreOffice, which saves them as it does for everybody."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from generator.words.formatter import Formatter
from generator.words.problems import as_text
from generator.workbook import Sheet, Workbook, read_workbook


def saved(book: openpyxl.Workbook) -> bytes:
    """A workbook as openpyxl saves it."""
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def made(cells: Mapping[str, Any], formats: Mapping[str, str] | None = None) -> bytes:
    """A workbook with one sheet, «Metas», with these cells and formats of numbers."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Metas"
    for address, value in cells.items():
        sheet[address] = value
    for address, form in (formats or {}).items():
        sheet[address].number_format = form
    return saved(book)


def changed(data: bytes, change: Callable[[str, bytes], bytes | None]) -> bytes:
    """A workbook with parts that are others, or gone where ``change`` gives None."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", 8) as new:
        for name in old.namelist():
            if (part := change(name, old.read(name))) is not None:
                new.writestr(name, part)
    return out.getvalue()


def first_sheet(data: bytes, name: str = "libro.xlsx") -> Sheet:
    """The first sheet of a workbook that can be read."""
    return book_of(data, name).sheets[0]


def book_of(data: bytes, name: str = "libro.xlsx") -> Workbook:
    """A workbook that can be read."""
    book = read_workbook(data, name)
    assert isinstance(book, Workbook), as_text(book, Formatter("es", "PE"))
    return book


def refusal(data: bytes, name: str = "libro.xlsx") -> str:
    """What is said of a workbook that cannot be read."""
    problems = read_workbook(data, name)
    assert isinstance(problems, list)
    return as_text(problems, Formatter("es", "PE"))


def convert(folder: Path, form: str, *files: Path) -> list[Path]:
    """What LibreOffice makes of workbooks when it saves them in another form.

    Without LibreOffice: a failure in CI, a skip on a contributor's machine.
    """
    program = shutil.which("soffice")
    if program is None:
        if os.environ.get("CI"):
            pytest.fail("no LibreOffice: .ci/run installs it")
        pytest.skip("no LibreOffice on this machine: apt-get install libreoffice-calc")
    out, profile = folder / "saved", f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [program, profile, "--headless", "--convert-to", form, "--outdir", str(out)]
    done = subprocess.run([*command, *map(str, files)], capture_output=True, text=True, check=False)
    made = [out / f"{path.stem}.{form.partition(':')[0]}" for path in files]
    assert all(path.is_file() for path in made), done.stdout + done.stderr
    return made
