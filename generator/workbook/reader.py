"""From the bytes of a file to a `Workbook`, or to what is wrong with it."""

from __future__ import annotations

from pathlib import PurePath

from generator.problems import Place, Problem, msg
from generator.workbook.cells import Workbook
from generator.workbook.hazards import (
    NOT_A_WORKBOOK,
    OTHER_FORMAT,
    TOO_LARGE,
    WITH_MACROS,
    UnreadableError,
)
from generator.workbook.parts import MAX_BYTES, PackageParts

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""The container of Excel before 2007, and of workbooks with a password since."""
_BIFF = (b"\x09\x08", b"\x09\x04", b"\x09\x02", b"\x09\x00")
_TEXTS = {".csv", ".tsv", ".txt"}
_ODS = "application/vnd.oasis.opendocument.spreadsheet"
_OTHER_FILES = {
    b"%PDF": msg("this is a PDF, not a workbook"),
    b"\x89PNG": msg("this is a picture, not a workbook"),
    b"\xff\xd8\xff": msg("this is a picture, not a workbook"),
}
"""By what they begin with."""
_XML = msg("this is a workbook as XML, which is not read")
_NO_XML = msg("this is called .xml and is not XML")
_PAGE = msg("this is a web page with the name of a workbook, which is not read")
_OTHER_FORMATS = {
    b"urn:schemas-microsoft-com:office:spreadsheet": _XML,
    b"opendocument.spreadsheet": _XML,
    b"<html": _PAGE,
    b"<table": _PAGE,
}
"""By what stands near their beginning."""


def read_workbook(data: bytes, name: str) -> Workbook | list[Problem]:
    """The workbook in a file called ``name``, or what keeps it from being read.

    What it is follows from its bytes; the name only tells a .csv from other texts. Nothing in it
    is run, and nothing that it names elsewhere is fetched.
    """
    try:
        return _read(data, name)
    except UnreadableError as failure:
        return [failure.problem]


def _read(data: bytes, path: str) -> Workbook:
    if not data:
        raise UnreadableError(NOT_A_WORKBOOK, Place(path), msg("the file is empty"))
    if len(data) > MAX_BYTES:
        most = f"{MAX_BYTES / 1e6:.0f}"
        what = msg("the file has more than {most} MB", most=most)
        raise UnreadableError(TOO_LARGE, Place(path), what)
    if data.startswith(b"PK"):
        return _read_parts(PackageParts(path, data))
    if data.startswith((_OLE, *_BIFF)):
        from generator.workbook.from_xls import read_xls  # noqa: PLC0415

        return read_xls(path, data)
    if PurePath(path).suffix.lower() in _TEXTS:
        from generator.workbook.from_csv import read_csv  # noqa: PLC0415

        return read_csv(path, data)
    raise _no_workbook(path, data)


def _read_parts(parts: PackageParts) -> Workbook:
    """A zip: what it is follows from what is in it."""
    names, place = parts.names, Place(parts.path)
    if parts.read("mimetype").decode("ascii", "replace").startswith(_ODS):
        from generator.workbook.from_ods import read_ods  # noqa: PLC0415

        return read_ods(parts)
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise UnreadableError(WITH_MACROS, place)
    if "xl/workbook.bin" in names:
        what = msg("this is a binary workbook (.xlsb), which is not read")
        raise UnreadableError(OTHER_FORMAT, place, what)
    if any(name.startswith("Index/") and name.endswith(".iwa") for name in names):
        what = msg("this is a workbook of Numbers, which is not read")
        raise UnreadableError(OTHER_FORMAT, place, what)
    if "[Content_Types].xml" not in names:
        raise UnreadableError(NOT_A_WORKBOOK, place)
    from generator.workbook.from_xlsx import read_xlsx  # noqa: PLC0415

    return read_xlsx(parts)


def _no_workbook(path: str, data: bytes) -> UnreadableError:
    """What a file is that is called a workbook and is none."""
    head = data[:4_000].lower()
    if what := next((what for mark, what in _OTHER_FORMATS.items() if mark in head), None):
        return UnreadableError(OTHER_FORMAT, Place(path), what)
    begun = (what for mark, what in _OTHER_FILES.items() if data.startswith(mark))
    named = _NO_XML if PurePath(path).suffix.lower() == ".xml" else None
    return UnreadableError(NOT_A_WORKBOOK, Place(path), next(begun, named))
